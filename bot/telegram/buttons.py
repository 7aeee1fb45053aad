"""What people press."""

import logging
from dataclasses import replace
from functools import partial
from typing import Any, Final

from telegram import CallbackQuery, Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.errors import BotError
from bot.telegram import curating, feedback, group_settings, personal
from bot.telegram.answering import FEEDBACK, Answering
from bot.telegram.door import Door, keyboard, replaced, send
from bot.telegram.messenger import Context
from bot.telegram.retries import retrying
from bot.telegram.untrusted import pressed
from bot.text.reply import Button, Reply
from bot.text.translator import LOCALES, translator
from bot.text.views import message as sentence

_GROUPS: Final = (ChatType.GROUP, ChatType.SUPERGROUP)
_OF_THE_DIALOGUE: Final = ("fact", "page", "example", "language", "why", "around", "source")
_log = logging.getLogger(__name__)


def handlers(door: Door) -> list[BaseHandler[Any, Any, Any]]:
    """Return the handler of every press, also of buttons that we never made."""
    return [CallbackQueryHandler(partial(on_press, door))]


async def on_press(door: Door, update: Update, context: Context) -> None:
    """Answer a press with a new message; the message with the buttons stays as it is."""
    query = update.callback_query
    if query is None:
        return
    chat = query.message.chat if query.message else None
    if chat is not None and chat.type in _GROUPS:
        await group_settings.on_press(door, context.bot, query, chat.id)
        return
    await _stop_the_clock(query)
    if chat is None or chat.type != ChatType.PRIVATE:
        return
    user, bot = query.from_user, context.bot
    button = pressed(query.data)
    if button is None or button.action in _OF_THE_DIALOGUE:
        reply = await _reply(door, user, button)
        turned = button is not None and button.action == "page"
        place = chat.id, query.message.message_id if query.message else 0
        if not turned or not await replaced(bot, place, reply, keyboard(reply)):
            await send(bot, chat.id, reply)
    elif button.action in FEEDBACK:
        await feedback.on_press(door, bot, user, button)
    elif button.action in personal.ACTIONS:
        await personal.on_press(door, bot, user, button)
    else:
        message = query.message.message_id if query.message else 0
        await curating.on_press(door, bot, user, button, message)


async def _reply(door: Door, user: User, button: Button | None) -> Reply:
    speaker = door.speaker(user)
    if button is None:
        return sentence("button.stale", translator(speaker.lang))
    if button.action == "language" and button.lang in ("", *LOCALES):
        try:
            door.state.people.choose(user.id, button.lang or None)
        except BotError as error:
            _log.warning("the choice of a language could not be kept: %s", error.key)
            return sentence("language.not-kept", translator(speaker.lang))
        speaker = replace(speaker, chosen=button.lang or None)
    return await door.apart.do(Answering.press, button, speaker, user.id)


async def _stop_the_clock(query: CallbackQuery) -> None:
    """End the waiting sign on the button, unless the press is too old for that."""
    try:
        await retrying(query.answer)
    except TelegramError as error:
        _log.info("a press could not be acknowledged: %s", type(error).__name__)
