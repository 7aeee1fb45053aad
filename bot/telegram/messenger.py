"""The bot at Telegram, as python-telegram-bot has it, with what that makes too much of."""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias, cast

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.ext import CallbackContext, Defaults, ExtBot

_READ_SECONDS = 5.0
DEFAULTS: Final = Defaults(
    parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
)
"""What holds for every text that is sent."""


class Messenger(ExtBot[None]):
    """Fetches updates as Telegram wrote them: those it can't read are fetched like the others."""

    async def fetch(
        self, offset: int | None, limit: int, seconds: int, allowed_updates: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Return the updates from ``offset`` on, after waiting up to ``seconds`` for one.

        Telegram forgets those before ``offset``.
        """
        asked = {
            "offset": offset,
            "limit": limit,
            "timeout": seconds,
            "allowed_updates": list(allowed_updates),
        }
        given = {name: value for name, value in asked.items() if value is not None}
        found = await self._post("getUpdates", given, read_timeout=seconds + _READ_SECONDS)
        return cast("list[dict[str, Any]]", found)

    async def write(self, chat: int, text: str, **how: Any) -> int:
        """Send a message and return its number; of what Telegram tells of it no more is read.

        ``how``: other parameters of sendMessage, in the place of ``DEFAULTS`` too.
        """
        given = {
            "chat_id": chat,
            "text": text,
            "parse_mode": DEFAULTS.parse_mode,
            "link_preview_options": DEFAULTS.link_preview_options,
            **how,
        }
        sent = await self._post(
            "sendMessage", {name: value for name, value in given.items() if value is not None}
        )
        return cast("int", cast("dict[str, Any]", sent)["message_id"])


Context: TypeAlias = CallbackContext[Messenger, Any, Any, Any]
"""What python-telegram-bot hands to a handler beside the update."""
