"""Every call to Telegram on its way out: in its turn, to chats that can be reached, and noted."""

import logging
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Final

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import BaseRateLimiter

from bot.state.updates import Trace
from bot.telegram.arrivals import Arrivals, Post, mark
from bot.telegram.attempt import Attempt, current, verdict
from bot.telegram.ledger import Ledger
from bot.telegram.pace import Pace
from bot.telegram.wire import may_have_arrived

MESSAGES: Final = ("sendMessage", "sendDocument", "editMessageText")
_log = logging.getLogger(__name__)


class Sending(BaseRateLimiter[None]):
    """Stands between python-telegram-bot and the wire.

    A chat that has blocked the bot, or is gone, is not written to unasked: Forbidden is raised at
    once. A group that has become a supergroup is written to under its new number.
    """

    def __init__(self, ledger: Ledger, pace: Pace) -> None:
        self._ledger = ledger
        self._pace = pace
        self._arrivals = Arrivals()

    async def initialize(self) -> None:
        """Nothing is to be opened."""

    async def shutdown(self) -> None:
        """Nothing is to be closed."""

    async def process_request(  # noqa: PLR0917 - as python-telegram-bot calls it
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002
    ) -> Any:
        """Make a call when its turn has come."""
        attempt = current.get()
        chat = data.get("chat_id")
        if endpoint not in MESSAGES or not isinstance(chat, int):
            if attempt is not None:
                await attempt.begin_sending(None)
            return await callback(*args, **kwargs)
        asked = attempt is not None and attempt.chat == chat
        data["chat_id"] = self._reachable(chat, asked=asked)
        await self._pace.turn(data["chat_id"])
        trace = self._trace(data, attempt) if endpoint == "sendMessage" else None
        sent = await self._sent_earlier(data, trace, attempt, callback)
        if sent is None:
            if attempt is not None:
                await attempt.begin_sending(trace)
            try:
                sent = await callback(*args, **kwargs)
            except TelegramError as error:
                await self._learn(error, chat)
                if not may_have_arrived(error) or endpoint == "editMessageText":
                    raise
                sent = await self._find(data, trace, attempt, callback)
                if sent is None:
                    raise
        self._arrivals.confirm(sent)
        if attempt is not None:
            attempt.sent += 1
        return sent

    def _trace(self, data: Mapping[str, Any], attempt: Attempt | None) -> Trace | None:
        """Return what a message can be found by once it is on its way; None in groups."""
        after = max(self._arrivals.latest, 0 if attempt is None else attempt.asked)
        return Trace(after, mark(data["text"])) if data["chat_id"] > 0 and after else None

    async def _sent_earlier(
        self, data: Mapping[str, Any], trace: Trace | None, attempt: Attempt | None, post: Post
    ) -> Any:
        """Return a message that a process which has ended meanwhile had sent already."""
        if attempt is None or attempt.earlier is None or trace is None:
            return None
        if trace.mark != attempt.earlier.mark:
            await attempt.may_repeat()
            return None
        earlier, attempt.earlier = attempt.earlier, None
        await attempt.begin_sending(earlier)
        return await self._find(data, earlier, attempt, post)

    async def _find(
        self, data: Mapping[str, Any], trace: Trace | None, attempt: Attempt | None, post: Post
    ) -> Any:
        """Return a message that may have arrived; None if it isn't found: then it may repeat."""
        found = None if trace is None else await self._arrivals.find(data, trace.after, post)
        if found is None and attempt is not None:
            await attempt.may_repeat()
        return found

    def _reachable(self, chat: int, *, asked: bool) -> int:
        """Return the number under which a chat is written to; raises Forbidden if there is none."""
        moved_to = self._ledger.unreachable.get(chat, chat)
        if moved_to is not None:
            return moved_to
        if not asked:
            raise Forbidden("Forbidden: the chat can't be written to, as noted before")
        return chat

    async def _learn(self, error: TelegramError, chat: int) -> None:
        """Remember a chat that has moved or can't be reached."""
        if isinstance(error, ChatMigrated):
            moved_to: int | None = error.new_chat_id
        elif isinstance(error, Forbidden | BadRequest) and verdict(error) == "unreachable":
            moved_to = None
        else:
            return
        self._ledger.unreachable[chat] = moved_to
        await self._ledger.note(lambda state: state.chats.keep(chat, moved_to))
