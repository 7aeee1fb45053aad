"""The desk in a thread of its own: what takes long there keeps nobody else waiting.

One thread: of two editors who press at once one comes first. It has connections of its own to the
fact file and the state file, opened when the desk is first needed.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.curation.roster import Roster
from bot.curation.service import CurationService
from bot.desk.desk import Desk
from bot.desk.means import Means
from bot.service import FactService
from bot.state.state import State
from bot.telegram.heap import give_back
from bot.telegram.request_id import carried
from bot.telegram.settings import Settings

R = TypeVar("R")


class Office:
    """Runs what is to be done at the desk, one thing after another."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self._means: Means | None = None
        self._desk: Desk | None = None

    async def at_desk(self, act: Callable[[Desk], R]) -> R:
        """Return what ``act`` returns, done in the desk's thread."""
        return await asyncio.get_running_loop().run_in_executor(
            self._thread, carried(lambda: self._done(act))
        )

    def close(self) -> None:
        """Wait for what is being done, and close the files."""
        self._thread.submit(self._close).result()
        self._thread.shutdown()

    def _done(self, act: Callable[[Desk], R]) -> R:
        """Return what ``act`` returns; until the next one, often for hours, no facts are kept."""
        try:
            return act(self._opened())
        finally:
            if self._means is not None:
                self._means.facts.forget()
                give_back()

    def _opened(self) -> Desk:
        if self._desk is None:
            path = self._settings.facts_db
            state = State(self._settings.state_db)
            roster = Roster(state, self._settings.editor_ids)
            self._means = Means(path, FactService(path), CurationService(path), state, roster)
            self._desk = Desk(self._means)
        return self._desk

    def _close(self) -> None:
        if self._means is not None:
            self._means.facts.close()
            self._means.state.close()
            self._desk = self._means = None
