"""Whether a message has arrived although its confirmation was lost on the way.

Telegram can't be asked that, and to send again may show a person the same words twice. But it
numbers the messages of all private chats of a bot in one row, and says "message is not modified"
to whoever edits a message into what it says already. So the next numbers of the row are tried. At
a wrong one nothing happens: the bot can't edit what others wrote, and its own messages that are
confirmed are left out.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from itertools import count, islice
from typing import Any, Final

from telegram.error import BadRequest, TelegramError

from bot.telegram.retries import retrying

Post = Callable[[str, dict[str, Any]], Coroutine[Any, Any, Any]]
"""Calls a method of the Bot API with its parameters."""

_MOST_TRIES: Final = 24
_REMEMBERED: Final = 10_000
_ALIKE: Final = frozenset(
    ("chat_id", "text", "parse_mode", "entities", "link_preview_options", "reply_markup")
)
"""What sendMessage and editMessageText have in common."""


def mark(text: str) -> str:
    """Return what tells a message's words from others, and does not tell them."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]


class Arrivals:
    """The numbers of messages in private chats, as far as they are known."""

    def __init__(self) -> None:
        self._confirmed: OrderedDict[int, None] = OrderedDict()
        self.latest = 0
        """The highest number that is known: a message sent from now on gets a higher one."""

    def confirm(self, sent: Mapping[str, Any]) -> None:
        """Take note of a message that Telegram says it has sent."""
        if sent["chat"]["id"] < 0:
            return  # a supergroup has a row of its own
        number = sent["message_id"]
        self._confirmed[number] = None
        self.latest = max(self.latest, number)
        if len(self._confirmed) > _REMEMBERED:
            self._confirmed.popitem(last=False)

    async def find(
        self, message: Mapping[str, Any], after: int, post: Post
    ) -> dict[str, Any] | None:
        """Return a message as Telegram would have confirmed it; None if it isn't found.

        ``message``: the parameters of sendMessage; ``after``: a number lower than its own.
        """
        chat = message["chat_id"]
        if chat < 0 or not after:
            return None
        edit = {name: value for name, value in message.items() if name in _ALIKE}
        row = (number for number in count(after + 1) if number not in self._confirmed)
        for number in islice(row, _MOST_TRIES):
            try:
                await retrying(partial(post, "editMessageText", edit | {"message_id": number}))
            except BadRequest as error:
                if "not modified" in error.message.lower():
                    there = {"id": chat, "type": "private"}
                    return {"message_id": number, "date": 0, "chat": there}
            except TelegramError:
                return None
        return None
