"""How fast the bot may send: Telegram's published limits, kept before Telegram has to refuse.

30 messages a second in all, one a second in a chat with short bursts, 20 a minute in a group:
https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

import asyncio
from collections import OrderedDict
from typing import Final

IN_ALL: Final = 30.0
"""Messages a second."""
_IN_A_CHAT: Final = 1.0
_IN_A_GROUP: Final = 20 / 60
_BURST: Final = 3
"""Messages to a chat that may follow each other at once."""


class Pace:
    """Lets messages go one after another; whoever comes too early waits for their turn.

    ``in_all``: messages a second to all chats; for one chat the limits rise and fall with it.
    """

    def __init__(self, in_all: float = IN_ALL) -> None:
        self._interval = 1 / in_all
        self._scale = IN_ALL / in_all
        self._next = 0.0
        self._chats: OrderedDict[int, float] = OrderedDict()

    async def turn(self, chat: int) -> None:
        """Return when a message may go to a chat."""
        loop = asyncio.get_running_loop()
        await _until(self._reserve_in_chat(chat, loop.time()))
        now = loop.time()
        turn = max(now, self._next)
        self._next = turn + self._interval
        await _until(turn)

    def _reserve_in_chat(self, chat: int, now: float) -> float:
        """Return the moment of a chat's next turn.

        Of each chat one moment is kept: when its burst will be available in full again.
        """
        interval = self._scale / (_IN_A_GROUP if chat < 0 else _IN_A_CHAT)
        full = max(now, self._chats.pop(chat, 0.0)) + interval
        self._chats[chat] = full
        while next(iter(self._chats.values())) <= now:
            self._chats.popitem(last=False)
        return full - _BURST * interval


async def _until(moment: float) -> None:
    pause = moment - asyncio.get_running_loop().time()
    if pause > 0:
        await asyncio.sleep(pause)
