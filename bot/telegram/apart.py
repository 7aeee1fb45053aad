"""A thread of its own for questions: while one is looked up, messages come and go.

One thread: the fact file is open there once. It has its own connection to the state file.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from bot.state.state import State
from bot.telegram.request_id import carried

R = TypeVar("R")


class Apart:
    """Does one thing after another, apart from the loop that all chats share."""

    def __init__(self, state: Path) -> None:
        self.state = State(state)
        """Used by what is done here alone."""
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="questions")

    async def do(self, act: Callable[[], R]) -> R:
        """Return what ``act`` returns."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, carried(act))

    def close(self) -> None:
        """Wait for what is being done, and close the state file."""
        self._thread.submit(self.state.close).result()
        self._thread.shutdown()
