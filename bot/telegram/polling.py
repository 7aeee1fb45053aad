"""Fetching updates by long polling.

python-telegram-bot's own Updater confirms updates before they are handled, goes on alive and deaf
after the token was revoked, and polls on for ever beside another instance. Here an update is
confirmed when it is kept, and these two errors end the program.
"""

import asyncio
import logging
from contextlib import suppress
from typing import Any, Final

from telegram.constants import UpdateType
from telegram.error import TelegramError

from bot.telegram.delivery import Delivery
from bot.telegram.messenger import Messenger
from bot.telegram.patience import Patience

ALLOWED_UPDATES: Final = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.MY_CHAT_MEMBER,
    UpdateType.GUEST_MESSAGE,
)

_POLL_SECONDS = 20
_MOST_UPDATES = 100
_log = logging.getLogger(__name__)


class Polling:
    """Fetches updates, also while others are being handled, as long as there is room for them."""

    def __init__(self, bot: Messenger) -> None:
        self._bot = bot
        self._next: int | None = None
        self._confirmed = True

    async def run(self, delivery: Delivery, patience: Patience) -> None:
        """Fetch updates until the stop; network errors are waited out.

        Raises InvalidToken when Telegram refuses the token and Conflict when another instance goes
        on polling.
        """
        while not patience.stop.is_set() and not await patience.ask(self._begin()):
            pass
        while not patience.stop.is_set():
            updates = await patience.ask(self._fetch(_POLL_SECONDS))
            if updates:
                await delivery.put(updates)
                numbers = [update.get("update_id", -1) for update in updates]
                self._next = max(self._next or 0, *(number + 1 for number in numbers))
                self._confirmed = False
            await patience.until_stop(delivery.room())
        await self._confirm()

    async def _begin(self) -> bool:
        """Have Telegram keep updates until they are fetched."""
        await self._bot.delete_webhook(drop_pending_updates=False)
        _log.info("polling as @%s", self._bot.username)
        return True

    async def _fetch(self, seconds: int) -> list[dict[str, Any]]:
        updates = await self._bot.fetch(self._next, _MOST_UPDATES, seconds, ALLOWED_UPDATES)
        self._confirmed = True
        return updates

    async def _confirm(self) -> None:
        """Tell Telegram which updates were kept last, lest it send them again."""
        if self._confirmed:
            return
        with suppress(TelegramError, TimeoutError):
            await asyncio.wait_for(self._fetch(0), 1)
