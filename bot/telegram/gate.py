"""Before all other handlers: whoever wants too much at once is told so, once, and gets no further.

In groups only what is meant for the bot counts, so their handlers ask for themselves.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

from telegram import CallbackQuery, InlineQuery, Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, BaseHandler, TypeHandler

from bot.errors import BotError
from bot.telegram.attempt import current
from bot.telegram.budget import Budget, Shares, Verdict, in_private, typed_inline
from bot.telegram.door import Door, send
from bot.telegram.messenger import Context
from bot.text.reply import Reply, plain
from bot.text.translator import translator
from bot.text.views import message as sentence

GROUP: Final = -1
"""Where python-telegram-bot is to put these handlers: before those of group 0."""
_log = logging.getLogger(__name__)


def handlers(door: Door) -> list[BaseHandler[Any, Any, Any]]:
    """Return the handler that every update passes."""
    return [TypeHandler(Update, partial(on_update, door))]


def judge(budget: Budget, shares: Shares) -> Verdict:
    """Say whether the update that is being handled is to be answered, and count it if it is.

    It counts from when it came, and once, however often it is tried.
    """
    attempt = current.get()
    if attempt is None:
        return budget.judge(shares)
    if attempt.admitted:
        return "answer"
    verdict = budget.judge(shares, attempt.arrived)
    attempt.admitted = verdict == "answer"
    return verdict


@contextmanager
def telling(budget: Budget, shares: Shares) -> Iterator[None]:
    """Tell somebody that it is too much; where that fails, they are told the next time."""
    try:
        yield
    except TelegramError:
        budget.take_back(shares)
        raise


async def on_update(door: Door, update: Update, context: Context) -> None:
    """Let an update pass, or stop it; raises ApplicationHandlerStop."""
    user = update.effective_user
    if user is None:
        return
    if update.inline_query is not None:
        if judge(door.budget, typed_inline(user.id)) == "answer":
            return
        await _suggest_nothing(update.inline_query)
    elif update.callback_query is not None or _is_private(update):
        shares = in_private(user.id, curates=_curates(door, user))
        verdict = judge(door.budget, shares)
        if verdict == "answer":
            return
        slow = sentence("budget.slow", translator(door.speaker(user).lang))
        if update.callback_query is not None:
            said = slow if verdict == "ask to wait" else None
            await _end_press(door.budget, shares, update.callback_query, said)
        elif verdict == "ask to wait":
            with telling(door.budget, shares):
                await send(context.bot, user.id, slow)
    else:
        return
    raise ApplicationHandlerStop


def _is_private(update: Update) -> bool:
    chat = update.effective_chat
    said = update.message or update.edited_message
    return said is not None and chat is not None and chat.type == ChatType.PRIVATE


def _curates(door: Door, user: User) -> bool:
    try:
        return door.roster.curator(user.id).may("propose")
    except BotError as error:
        _log.warning("who is a curator could not be read: %s", error.key)
        return False


async def _end_press(
    budget: Budget, shares: Shares, query: CallbackQuery, said: Reply | None
) -> None:
    """End the waiting sign on a button, perhaps with a sentence, unless it is too late for that."""
    try:
        if said is None:
            await query.answer()
        else:
            with telling(budget, shares):
                await query.answer(plain(said))
    except TelegramError as error:
        _log.info("a press could not be acknowledged: %s", type(error).__name__)


async def _suggest_nothing(query: InlineQuery) -> None:
    try:
        await query.answer([], cache_time=1, is_personal=True)
    except TelegramError as error:
        _log.info("suggestions could not be refused: %s", type(error).__name__)
