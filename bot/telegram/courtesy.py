"""How often the bot says the same courtesy to a chat: in full once in a while, else in brief."""

import time
from collections.abc import Callable
from typing import Final

WHILE_SECONDS: Final = 600.0
"""How long nothing is said in full again."""
_MOST_REMEMBERED: Final = 10_000


class Courtesy:
    """Remembers, in memory alone, when a chat was last told what the bot can do."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._told: dict[tuple[int, str], float] = {}

    def is_due(self, chat: int, kind: str) -> bool:
        """Say whether a chat is to be told in full on an occasion of this kind, and note it."""
        now = self._clock()
        told = self._told.get((chat, kind))
        if told is not None and now - told < WHILE_SECONDS:
            return False
        if len(self._told) >= _MOST_REMEMBERED:
            self._told = {who: at for who, at in self._told.items() if now - at < WHILE_SECONDS}
        self._told[chat, kind] = now
        return True
