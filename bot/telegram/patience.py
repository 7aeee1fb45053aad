"""Waiting out what goes wrong at Telegram, as long as that makes sense."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.telegram.retries import seconds

R = TypeVar("R")

CONFLICT_SECONDS: Final = 10.0
"""How long another instance may go on: about what it takes to replace one by the next."""
_LONGEST_PAUSE: Final = 30.0
_log = logging.getLogger(__name__)


class Patience:
    """Asks Telegram again and again; hears the word to stop in every pause."""

    def __init__(
        self, stop: asyncio.Event, *, conflict: float = CONFLICT_SECONDS, pause: float = 1.0
    ) -> None:
        self.stop = stop
        self._conflict = conflict
        self._first_pause = self._pause = pause
        self._first_conflict: float | None = None
        self._last_conflict = 0.0

    async def ask(self, asking: Coroutine[Any, Any, R]) -> R | None:
        """Return what Telegram answers; None after an error was waited out, or at the stop.

        Raises InvalidToken when Telegram refuses the token and Conflict when another instance goes
        on.
        """
        try:
            answer = await self.until_stop(asking)
        except InvalidToken:
            raise
        except TelegramError as error:
            await self.until_stop(asyncio.sleep(self._wait_after(error)))
            return None
        self._pause = self._first_pause
        return answer

    async def until_stop(self, work: Coroutine[Any, Any, R]) -> R | None:
        """Return what ``work`` returns, or None when the stop comes first."""
        task = asyncio.create_task(work)
        stopping = asyncio.create_task(self.stop.wait())
        await asyncio.wait((task, stopping), return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if task.done():
            return task.result()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return None

    def bear(self, error: Conflict) -> float:
        """Return how long to wait for another instance; raises a conflict that lasts too long.

        Two instances throw each other out by turns, so a poll in between that went well proves
        nothing: only a long time without conflicts does.
        """
        now = asyncio.get_running_loop().time()
        if self._first_conflict is None or now - self._last_conflict > 3 * self._conflict:
            self._first_conflict = now
            _log.warning("another process serves this bot; waiting for it to end")
        self._last_conflict = now
        if now - self._first_conflict >= self._conflict:
            raise error
        return self._first_pause

    def _wait_after(self, error: TelegramError) -> float:
        if isinstance(error, RetryAfter):
            return seconds(error)
        if isinstance(error, Conflict):
            return self.bear(error)
        _log.warning("Telegram can't be reached: %s: %s", type(error).__name__, error.message)
        pause, self._pause = self._pause, min(_LONGEST_PAUSE, 2 * self._pause)
        return pause
