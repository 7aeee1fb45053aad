"""Updates on their way from Telegram to the handlers: kept first, then handled chat by chat.

An update is in the state file before Telegram is told that it has arrived, and is handled at least
once, in whatever process. Those of a chat are handled in their order; other chats never wait for
it.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from telegram import Update
from telegram.constants import ChatType, UpdateType
from telegram.error import RetryAfter

from bot.state.updates import Trace, Unhandled
from bot.telegram import request_id
from bot.telegram.app import App
from bot.telegram.attempt import Attempt, current, verdict
from bot.telegram.ledger import Ledger
from bot.telegram.retries import seconds
from bot.telegram.untrusted import update_number

STOP_SECONDS: Final = 3.0
"""How long updates at work may take to finish after the word to stop."""
MOST_WAITING: Final = 500
"""Updates that wait in this process before it fetches no more."""
_MOST_OF_A_CHAT: Final = 20
"""Of them so many count of one chat, so that nobody can keep the others from being fetched."""
MOST_AT_ONCE: Final = 40
"""Chats that are answered at the same time; most of them wait for Telegram."""
_SLOW_SECONDS: Final = 0.2
"""Who takes longer waits for Telegram, or for a long search: from then on another may begin."""
_BEGINNING: Final = 8
"""Updates for which nothing was asked of Telegram yet: few, for those count as suspects when the
process dies."""
_MOST_FAILURES: Final = 2
_MOST_DEATHS: Final = 3
"""A process that is killed proves little against the update that it had just begun. Of those that
had begun together the first death makes suspects; from then on each begins alone, so that none is
put aside for what another did.
"""
PAUSES: Final = (5.0, 30.0, 120.0, 600.0, 1800.0)
"""Seconds after which an answer that could not be sent is tried again, in turn."""
_MOST_DELAYS: Final = 8
"""By one process."""
_MOST_TRIES: Final = 50
"""By however many: with most of them it was not the update's fault."""
_FOR_EVER: Final = 3600.0
_KINDS: Final = frozenset(UpdateType)

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Item:
    """An update that waits for its turn."""

    kept: Unhandled
    update: Update
    chat: int | None
    asked: int
    failures: int
    delays: int = 0
    request: str = field(default_factory=request_id.new)
    arrived: float = field(default_factory=time.monotonic)
    admitted: bool = False


class Delivery:
    """Queues of updates, one a chat."""

    def __init__(
        self, application: App, ledger: Ledger, *, pauses: Sequence[float] = PAUSES
    ) -> None:
        self.ledger = ledger
        self._application = application
        self._pauses = pauses
        self._queues: dict[int | None, deque[_Item]] = {}
        self._at_work: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._room = asyncio.Condition()
        self._chats = asyncio.Semaphore(MOST_AT_ONCE)
        self._beginning = asyncio.Semaphore(_BEGINNING)
        self._entrance = asyncio.Lock()
        self.refused: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Raises InvalidToken once Telegram has refused the token of an answer."""

    async def take_over(self) -> None:
        """Queue what an earlier process has left behind."""
        left = await self.ledger.open()
        if left.unhandled:
            _log.info("updates left by an earlier process: %d", len(left.unhandled))
        if left.repeats:
            _log.warning("answers that may be sent twice: %d", left.repeats)
        for kept in left.unhandled:
            if kept.deaths >= _MOST_DEATHS or kept.delays >= _MOST_TRIES:
                await self._put_aside(kept.number, "the process ended over it")
            else:
                await self._queue(kept)

    async def put(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Keep updates as Telegram wrote them, and queue those that are new.

        When this returns Telegram may be told that they have arrived.
        """
        numbered = {
            number: update for update in updates if (number := update_number(update)) is not None
        }
        for kept in await self.ledger.keep(numbered):
            await self._queue(kept)

    async def room(self) -> None:
        """Return when more updates can be taken."""
        async with self._room:
            await self._room.wait_for(lambda: self._waiting < MOST_WAITING)

    async def finish(self) -> None:
        """Handle what is queued, for as long as a stop may take; the rest is left for later."""
        if self._at_work:
            await asyncio.wait(self._at_work, timeout=STOP_SECONDS)
        await self.ledger.flush()
        left = sum(map(len, self._queues.values()))
        if left:
            _log.warning("stopped before all was answered; left: %d", left)

    async def abandon(self) -> None:
        """Leave what is not handled yet to the next start."""
        left = list(self._at_work)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self.ledger.flush()
        if self.refused.done():
            self.refused.exception()  # was heard, or is no longer of interest
        self.refused.cancel()

    async def _queue(self, kept: Unhandled) -> None:
        try:
            update = Update.de_json(dict(kept.content), self._application.bot)
            chat, asked = _chat(update), _asked(update)
        except Exception as error:  # noqa: BLE001 - whatever an unknown shape leads to
            with request_id.of(request_id.new()):
                await self._put_aside(kept.number, f"unreadable: {type(error).__name__}")
            return
        if chat is not None and chat in self.ledger.unreachable:
            del self.ledger.unreachable[chat]
            await self.ledger.note(lambda state: state.chats.forget(chat))
        queue = self._queues.setdefault(chat, deque())
        queue.append(_Item(kept, update, chat, asked, kept.failures))
        self._waiting += len(queue) <= _MOST_OF_A_CHAT
        if len(queue) == 1:
            task = asyncio.create_task(self._handle_all(chat, queue))
            self._at_work.add(task)
            task.add_done_callback(self._at_work.discard)

    async def _handle_all(self, chat: int | None, queue: deque[_Item]) -> None:
        while queue:
            with request_id.of(queue[0].request):
                await self._handle(queue[0])
            queue.popleft()
            self._waiting -= len(queue) < _MOST_OF_A_CHAT
            async with self._room:
                self._room.notify_all()
        del self._queues[chat]

    async def _handle(self, item: _Item) -> None:
        """Handle an update, again and again until it is handled or put aside."""
        while True:
            async with self._turn():
                pause = await self._try(item)
            if pause is None:
                return
            await asyncio.sleep(pause)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Take one of the few turns; give it back at the end, or already when that is long."""
        await self._chats.acquire()
        giving_back = asyncio.get_running_loop().call_later(_SLOW_SECONDS, self._chats.release)
        try:
            yield
        finally:
            if giving_back.when() > asyncio.get_running_loop().time():
                giving_back.cancel()
                self._chats.release()

    async def _try(self, item: _Item) -> float | None:
        """Handle an update once; return after how many seconds to try again, None if not."""
        number, ledger = item.kept.number, self.ledger
        attempt = await self._attempt(item)
        error = attempt.error
        meaning = None if error is None else verdict(error)
        if error is None or meaning == "unreachable":
            ledger.note_in_passing(lambda state: state.updates.end(number))
            took = 1000 * (time.monotonic() - item.arrived)
            _log.info("%s done in %.0f ms", _kind(item.kept.content), took)
            return None
        kind = type(error).__name__
        if meaning == "refused":
            if not self.refused.done():
                self.refused.set_exception(error)
            return _FOR_EVER
        if meaning == "later":
            item.delays += 1
            if item.delays < _MOST_DELAYS:
                await ledger.note(lambda state: state.updates.delay(number, kind))
                pause = self._pauses[min(item.delays, len(self._pauses)) - 1]
                return max(pause, seconds(error)) if isinstance(error, RetryAfter) else pause
        elif attempt.retried:
            item.failures += 1
            await ledger.note(lambda state: state.updates.fail(number, kind))
            return 0.0
        await self._put_aside(number, kind)
        return None

    async def _attempt(self, item: _Item) -> Attempt:
        """Have an update handled by the application."""
        number, ledger = item.kept.number, self.ledger
        places = await self._begin(suspect=item.kept.deaths > 0)

        async def begin_sending(trace: Trace | None) -> None:
            nonlocal places
            if not places and trace is None:
                return
            self._leave(places)
            places = 0
            await ledger.note(lambda state: state.updates.send(number, trace))

        async def may_repeat() -> None:
            _log.warning("an answer may be sent twice: its confirmation was lost")
            await ledger.note(lambda state: state.updates.repeat(number))

        final = item.failures + 1 >= _MOST_FAILURES
        attempt = Attempt(
            item.chat,
            item.asked,
            item.arrived,
            final,
            begin_sending,
            may_repeat,
            item.admitted,
            item.kept.trace,
        )
        before = current.set(attempt)
        try:
            ledger.note_soon(lambda state: state.updates.begin(number))
            await self._application.process_update(item.update)
        except Exception as error:  # noqa: BLE001 - no update stops the others of its chat
            attempt.error = error
        finally:
            current.reset(before)
            item.admitted = attempt.admitted
            self._leave(places)
        return attempt

    async def _begin(self, *, suspect: bool) -> int:
        """Wait for a place among the few that begin, as a suspect for all; return how many."""
        places = _BEGINNING if suspect else 1
        async with self._entrance:
            for _ in range(places):
                await self._beginning.acquire()
        return places

    def _leave(self, places: int) -> None:
        for _ in range(places):
            self._beginning.release()

    async def _put_aside(self, number: int, kind: str) -> None:
        _log.error("an update is put aside: %s", kind)
        await self.ledger.note(lambda state: state.updates.put_aside(number, kind))


def _chat(update: Update) -> int | None:
    """Return whose queue an update stands in: its chat's, or that of the person it comes from.

    Raises TypeError where that has no number.
    """
    whose = update.effective_chat or update.effective_user
    if whose is not None and not isinstance(whose.id, int):
        raise TypeError
    return None if whose is None else whose.id


def _asked(update: Update) -> int:
    """Return the number of the message that an update is about, 0 outside of private chats."""
    message = update.effective_message
    return 0 if message is None or message.chat.type != ChatType.PRIVATE else message.message_id


def _kind(update: Mapping[str, Any]) -> str:
    """Return what an update is, such as "message"."""
    kinds = [name for name in update if name in _KINDS]
    return kinds[0] if kinds else "update"
