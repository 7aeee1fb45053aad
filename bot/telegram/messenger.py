"""The bot at Telegram, as python-telegram-bot has it, that also fetches updates unread."""

from collections.abc import Sequence
from typing import Any, cast

from telegram.ext import ExtBot

_READ_SECONDS = 5.0


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
