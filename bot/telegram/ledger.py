"""The table of updates, written from a thread of its own so that no chat waits for the disk.

What is written at the same time by many chats goes into one transaction. Where the state file can't
be used, people are answered all the same: what is known of updates then lasts as long as the
process.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, TypeVar

from bot.errors import StateUnavailable
from bot.state.lock import Lock
from bot.state.state import State
from bot.state.updates import Left, Unhandled

R = TypeVar("R")
Write = Callable[[State], Any]

_REMEMBERED: Final = 10_000
_PASSING_SECONDS: Final = 0.005
_UNKEPT: Final = "updates can't be kept: %s"
_log = logging.getLogger(__name__)


class Ledger:
    """Updates and unreachable chats, as the program writes them while it runs."""

    def __init__(self, path: Path) -> None:
        self._state = State(path)
        self._lock = Lock(path)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="ledger")
        self._pending: list[tuple[Write, asyncio.Future[Any]]] = []
        self._on_disk = False
        self._writing: asyncio.Task[None] | None = None
        self._passing: asyncio.TimerHandle | None = None
        self._known: OrderedDict[int, None] = OrderedDict()
        self.unreachable: dict[int, int | None] = {}
        """Chats that can't be written to, each with the number that it has moved to, or None."""

    def take(self) -> bool:
        """Say whether this is the one process that handles updates; it stays so until it ends.

        Raises StateUnavailable.
        """
        return self._lock.take()

    async def open(self) -> Left:
        """Return what an earlier process has left behind."""
        self.unreachable = await self._write(lambda state: state.chats.all(), {})
        return await self._write(lambda state: state.updates.take_over(), Left((), 0))

    async def keep(self, updates: Mapping[int, Mapping[str, Any]]) -> list[Unhandled]:
        """Keep updates by their numbers, and return those that are new."""

        def kept(state: State) -> list[int]:
            return [number for number in updates if state.updates.keep(number, updates[number])]

        fresh = await self._write(kept, list(updates), on_disk=True)
        new = [number for number in fresh if number not in self._known]
        for number in new:
            self._known[number] = None
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return [Unhandled(number, updates[number]) for number in new]

    async def note(self, write: Callable[[State], None]) -> None:
        """Write something down; what can't be is logged, and goes on."""
        await self._write(write, None)

    def note_soon(self, write: Callable[[State], None]) -> None:
        """Write something down, after what came before it and before what comes next."""
        self._queue(write).add_done_callback(_complain)

    def note_in_passing(self, write: Callable[[State], None]) -> None:
        """Write something down like ``note_soon``, together with what comes next, if that does."""
        self._await(write).add_done_callback(_complain)
        if self._passing is None:
            self._passing = asyncio.get_running_loop().call_later(_PASSING_SECONDS, self._begin)

    async def flush(self) -> None:
        """Return when all is written down."""
        self._begin()
        while self._writing is not None and not self._writing.done():
            await self._writing

    def close(self) -> None:
        """Let what was begun wait for the next start, and close the files."""
        self._thread.submit(self._close).result()
        self._thread.shutdown()
        self._lock.close()

    def _close(self) -> None:
        try:
            if self._state.path.exists():
                self._state.updates.release()
        except StateUnavailable as error:
            _log.warning("what was begun could not be given back: %s", error.key)
        self._state.close()

    async def _write(
        self, write: Callable[[State], R], otherwise: R, *, on_disk: bool = False
    ) -> R:
        """Return what ``write`` returns, or ``otherwise`` where the file can't be used."""
        self._on_disk |= on_disk
        try:
            return await self._queue(write)
        except StateUnavailable as error:
            _log.warning(_UNKEPT, error.key)
            return otherwise

    def _queue(self, write: Callable[[State], R]) -> asyncio.Future[R]:
        """Return what will have what ``write`` returns, once all that came before is written."""
        written = self._await(write)
        self._begin()
        return written

    def _await(self, write: Callable[[State], R]) -> asyncio.Future[R]:
        written: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._pending.append((write, written))
        return written

    def _begin(self) -> None:
        """Have what is pending written, unless that has begun."""
        if self._passing is not None:
            self._passing.cancel()
            self._passing = None
        if self._pending and (self._writing is None or self._writing.done()):
            self._writing = asyncio.create_task(self._write_all())

    async def _write_all(self) -> None:
        while self._pending:
            batch, self._pending = self._pending, []
            on_disk, self._on_disk = self._on_disk, False
            writes = [write for write, _ in batch]
            try:
                results = await asyncio.get_running_loop().run_in_executor(
                    self._thread, self._written, writes, on_disk
                )
            except Exception as error:  # noqa: BLE001 - whoever waits for it gets it
                for _, written in batch:
                    if not written.done():
                        written.set_exception(error)
                continue
            for (_, written), result in zip(batch, results, strict=True):
                if not written.done():
                    written.set_result(result)

    def _written(self, writes: Sequence[Write], on_disk: bool) -> list[Any]:  # noqa: FBT001
        with self._state.together(on_disk=on_disk):
            return [write(self._state) for write in writes]


def _complain(written: asyncio.Future[Any]) -> None:
    """Log that something could not be written down; raises whatever else went wrong."""
    try:
        written.result()
    except StateUnavailable as error:
        _log.warning(_UNKEPT, error.key)
