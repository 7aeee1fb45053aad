"""Fetching updates by long polling, and stopping without losing any.

python-telegram-bot's own Updater confirms updates before they are handled, goes on alive and deaf
after the token was revoked, and polls on for ever beside another instance. Here an update is
confirmed when it was answered, and these two errors end the program.
"""

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any, Final, TypeVar

from telegram import Update
from telegram.constants import UpdateType
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.telegram.app import App
from bot.telegram.retries import seconds

R = TypeVar("R")

ALLOWED_UPDATES: Final = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.MY_CHAT_MEMBER,
    UpdateType.GUEST_MESSAGE,
)
CONFLICT_SECONDS: Final = 10.0
"""How long another instance may go on polling: about what it takes to replace one by the next."""
STOP_SECONDS: Final = 3.0
"""How long updates at work may take to finish after the word to stop."""

_POLL_SECONDS = 20
_MOST_UPDATES = 100
_LONGEST_PAUSE = 30.0
_log = logging.getLogger(__name__)


class Polling:
    """Fetches updates for an application and has them handled, chats side by side."""

    def __init__(
        self, application: App, *, conflict: float = CONFLICT_SECONDS, pause: float = 1.0
    ) -> None:
        self._application = application
        self._bot = application.bot
        self._conflict = conflict
        self._first_pause = self._pause = pause
        self._first_conflict: float | None = None
        self._last_conflict = 0.0
        self._next: int | None = None
        self._confirmed = True
        self._limit = _MOST_UPDATES
        self._handled: deque[int] = deque(maxlen=10 * _MOST_UPDATES)

    async def run(
        self, stop: asyncio.Event, *beside: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        """Answer updates until ``stop`` is set; what is ``beside`` goes on from the first poll on.

        Network errors are waited out. Raises InvalidToken when Telegram refuses the token and
        Conflict when another instance goes on polling.
        """
        going_on: list[asyncio.Task[None]] = []
        try:
            greeted = None
            while not greeted and not stop.is_set():
                greeted = await self._persistently(self._greet(), stop)
            if greeted:
                going_on = [asyncio.create_task(begin()) for begin in beside]
            while not stop.is_set():
                await self._answer(await self._persistently(self._fetch(), stop) or (), stop)
            await self._confirm()
        finally:
            for task in going_on:
                task.cancel()
            await asyncio.gather(*going_on, return_exceptions=True)
            await self._application.shutdown()
            await self._bot.shutdown()  # is open although the start failed

    async def _greet(self) -> bool:
        await self._application.initialize()
        await self._bot.delete_webhook(drop_pending_updates=False)
        _log.info("polling as @%s", self._bot.username)
        return True

    async def _fetch(self) -> Sequence[Update]:
        try:
            updates: Sequence[Update] = await self._bot.get_updates(
                offset=self._next,
                limit=self._limit,
                timeout=_POLL_SECONDS,
                allowed_updates=ALLOWED_UPDATES,
            )
        except TelegramError:
            raise
        except Exception as error:  # whatever an update of an unknown shape leads to
            self._step_over()
            raise TelegramError("an update can't be read") from error
        self._confirmed, self._limit = True, _MOST_UPDATES
        return updates

    def _step_over(self) -> None:
        """Fetch updates singly until the one that can't be read stands alone, then leave it out."""
        if self._limit == 1:
            self._next = (self._next or 0) + 1
        self._limit = 1

    async def _answer(self, updates: Sequence[Update], stop: asyncio.Event) -> None:
        if not updates:
            return
        # Where an answer to getUpdates was lost on the way Telegram sends the same once more.
        fresh = {u.update_id: u for u in updates if u.update_id not in self._handled}
        chats: dict[int | None, list[Update]] = defaultdict(list)
        for update in fresh.values():
            chats[_chat_or_person(update)].append(update)
        work = asyncio.gather(*(self._answer_in_order(said) for said in chats.values()))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait((work, stopping), return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        try:
            await asyncio.wait_for(work, STOP_SECONDS if stop.is_set() else None)
        except TimeoutError:
            _log.warning("stopped before all was answered; Telegram will send it again")
            return
        self._handled.extend(fresh)
        self._next, self._confirmed = updates[-1].update_id + 1, False

    async def _answer_in_order(self, updates: Sequence[Update]) -> None:
        for update in updates:
            await self._application.process_update(update)

    async def _confirm(self) -> None:
        """Tell Telegram which updates were answered last, lest it send them again."""
        if self._confirmed:
            return
        with suppress(TelegramError, TimeoutError):
            fetching = self._bot.get_updates(
                offset=self._next, limit=1, timeout=0, allowed_updates=ALLOWED_UPDATES
            )
            await asyncio.wait_for(fetching, 1)

    async def _persistently(self, asking: Coroutine[Any, Any, R], stop: asyncio.Event) -> R | None:
        """Return what Telegram answers; None after an error was waited out, or at ``stop``."""
        try:
            answer = await _until(stop, asking)
        except InvalidToken:
            raise
        except TelegramError as error:
            await _until(stop, asyncio.sleep(self._wait_after(error)))
            return None
        self._pause = self._first_pause
        return answer

    def _wait_after(self, error: TelegramError) -> float:
        if isinstance(error, RetryAfter):
            return seconds(error)
        if isinstance(error, Conflict):
            self._bear(error)
            return self._first_pause
        _log.warning("Telegram can't be reached: %s: %s", type(error).__name__, error.message)
        pause, self._pause = self._pause, min(_LONGEST_PAUSE, 2 * self._pause)
        return pause

    def _bear(self, error: Conflict) -> None:
        """Raise a conflict that has gone on for too long.

        Two instances throw each other out by turns, so a poll in between that went well proves
        nothing: only a long time without conflicts does.
        """
        now = asyncio.get_running_loop().time()
        if self._first_conflict is None or now - self._last_conflict > 3 * self._conflict:
            self._first_conflict = now
            _log.warning("another process polls this bot; waiting for it to end")
        self._last_conflict = now
        if now - self._first_conflict >= self._conflict:
            raise error


def _chat_or_person(update: Update) -> int | None:
    """Return whose updates keep their order: those of a chat, or of who types in any."""
    origin = update.effective_chat or update.effective_user
    return origin.id if origin else None


async def _until(stop: asyncio.Event, work: Coroutine[Any, Any, R]) -> R | None:
    """Return what ``work`` returns, or None when ``stop`` comes first."""
    task = asyncio.create_task(work)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((task, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if task.done():
        return task.result()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return None
