"""Before all other handlers: whoever wants too much at once is told so, once, and gets no further.

In groups only what is meant for the bot counts, so these see to it themselves.
"""

import logging
from functools import partial
from typing import Any, Final

from telegram import InlineQuery, Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, BaseHandler, ContextTypes, TypeHandler

from bot.errors import BotError
from bot.telegram.attempt import current
from bot.telegram.budget import MOST_IN_PRIVATE, MOST_OF_A_CURATOR, MOST_TYPED, Budget, Verdict
from bot.telegram.door import Door, send
from bot.text.reply import plain
from bot.text.translator import translator
from bot.text.views import message as sentence

GROUP: Final = -1
"""Where python-telegram-bot is to put these handlers: before those of group 0."""
_log = logging.getLogger(__name__)


def handlers(door: Door) -> list[BaseHandler[Any, Any, Any]]:
    """Return the handler that every update passes."""
    return [TypeHandler(Update, partial(on_update, door, Budget()))]


async def on_update(
    door: Door, budget: Budget, update: Update, context: ContextTypes.DEFAULT_TYPE
) -> None:
    """Let an update pass, or stop it; raises ApplicationHandlerStop."""
    user = update.effective_user
    if user is None:
        return
    attempt = current.get()
    at = None if attempt is None else attempt.arrived
    if update.inline_query is not None:
        verdict = budget.judge({("typed", user.id): MOST_TYPED}, at)
        if verdict != "answer":
            await _suggest_nothing(update.inline_query)
            raise ApplicationHandlerStop
    elif update.callback_query is not None or _is_private(update):
        verdict = budget.judge({(user.id,): _most(door, user)}, at)
        if verdict != "answer":
            await _refuse(door, user, verdict, update, context)
            raise ApplicationHandlerStop


def _is_private(update: Update) -> bool:
    chat = update.effective_chat
    said = update.message or update.edited_message
    return said is not None and chat is not None and chat.type == ChatType.PRIVATE


def _most(door: Door, user: User) -> int:
    try:
        curates = door.roster.curator(user.id).may("propose")
    except BotError as error:
        _log.warning("who is a curator could not be read: %s", error.key)
        curates = False
    return MOST_OF_A_CURATOR if curates else MOST_IN_PRIVATE


async def _refuse(
    door: Door, user: User, verdict: Verdict, update: Update, context: ContextTypes.DEFAULT_TYPE
) -> None:
    """Say, the first time, that it is too much; end the waiting sign on a button every time."""
    slow = sentence("budget.slow", translator(door.speaker(user).lang))
    query = update.callback_query
    if query is not None:
        try:
            await query.answer(plain(slow) if verdict == "ask to wait" else None)
        except TelegramError as error:
            _log.info("a press could not be acknowledged: %s", type(error).__name__)
    elif verdict == "ask to wait":
        await send(context.bot, user.id, slow)


async def _suggest_nothing(query: InlineQuery) -> None:
    try:
        await query.answer([], cache_time=1, is_personal=True)
    except TelegramError as error:
        _log.info("suggestions could not be refused: %s", type(error).__name__)
