"""A process of its own for questions: while one is looked up, messages come and go.

One process: the fact file is open there once. Should it die it is started again; what it was at
then fails, and what waited behind that is asked anew.
"""

import asyncio
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, TypeVar, TypeVarTuple, cast

from bot.telegram import frames, request_id
from bot.telegram.answering import Answering
from bot.telegram.frames import Asked, Done, Failed, Files

Given = TypeVarTuple("Given")
R = TypeVar("R")

_COMMAND: Final = (sys.executable, "-m", "bot.telegram.answerer")
_ENDED: Final = "the process of questions has ended"
_STOP_SECONDS: Final = 1.0
"""How long the process may take to end what it is at, when nobody waits for it any more."""


class Apart:
    """Has things done one after another, apart from the loop that all chats share."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._process: _Process | None = None
        self._starting = asyncio.Lock()
        self._closed = False

    async def do(self, act: Callable[[Answering, *Given], R], *given: *Given) -> R:
        """Return what ``act``, a method of ``Answering``, returns for what is ``given``.

        Raises what it raises, and ChildProcessError where the process ends over it or for good.
        """
        asked = frames.packed(Asked(request_id.current(), act, given))
        while not self._closed:
            with suppress(_NotBegun):
                return cast("R", await (await self._started()).ask(asked))
        raise ChildProcessError(_ENDED)

    async def aclose(self) -> None:
        """Let the process end for good."""
        self._closed = True
        if self._process is not None:
            await self._process.end()
            self._process = None

    async def _started(self) -> "_Process":
        """Return the process; raises FactsUnavailable where it can't open the files."""
        async with self._starting:
            if self._process is None or self._process.ended.done():
                _, process = await asyncio.get_running_loop().subprocess_exec(
                    _Process, *_COMMAND, stderr=None
                )
                try:
                    await process.ask(frames.packed(self._files))
                except BaseException:
                    await process.end()
                    raise
                self._process = process
            return self._process


def settled(answer: Done | Failed) -> Any:
    """Return what came of what was asked, or raise it."""
    if isinstance(answer, Failed):
        raise answer.error from answer.way
    return answer.value


class _NotBegun(Exception):
    """The process has ended before it came to what it was asked."""


class _Process(asyncio.SubprocessProtocol):
    """The process, and who waits for what from it: it answers in the order in which it is asked."""

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[Any]] = deque()
        self._answers = frames.Unpacking()
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def ask(self, asked: bytes) -> Any:
        """Return what comes of what is asked, or raise it."""
        if self.ended.done():
            raise _NotBegun
        answer = asyncio.get_running_loop().create_future()
        self._waiting.append(answer)
        self._questions.write(asked)
        return await answer

    async def end(self) -> None:
        """Let the process end, by force if it takes long."""
        self._questions.close()
        try:
            await asyncio.wait_for(asyncio.shield(self.ended), _STOP_SECONDS)
        except TimeoutError:
            self._transport.kill()
            await self.ended

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the ways to the process."""
        self._transport = cast("asyncio.SubprocessTransport", transport)
        self._questions = cast("asyncio.WriteTransport", self._transport.get_pipe_transport(0))

    def pipe_data_received(self, fd: int, data: bytes) -> None:  # noqa: ARG002
        """Hand out the answers that have come."""
        for answer in self._answers.take(data):
            waiting = self._waiting.popleft()
            if waiting.done():
                continue  # nobody waits any more
            try:
                waiting.set_result(settled(answer))
            except Exception as error:  # noqa: BLE001 - the one that came of it
                waiting.set_exception(error)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Tell those who still wait: all that the process has said was heard before."""
        self._transport.close()
        if not self.ended.done():
            self.ended.set_result(None)
        error: Exception = ChildProcessError(_ENDED)
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_exception(error)
            error = _NotBegun()
