"""When a handler fails: a trace in the log, a sentence for the person, one number for both."""

import logging
import secrets

from telegram import Update
from telegram.constants import ChatType
from telegram.error import Forbidden, TelegramError
from telegram.ext import ContextTypes

from bot.telegram.door import Door, send
from bot.text.dialogue import Speaker, question_language
from bot.text.translator import translator
from bot.text.views import message as sentence

_log = logging.getLogger(__name__)


async def on_error(door: Door, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Log an error, without the words that led to it, and tell the person its number."""
    if isinstance(context.error, Forbidden):
        _log.info("a person has blocked the bot")
        return
    number = secrets.token_hex(4)
    _log.error("error %s", number, exc_info=context.error)
    chat = update.effective_chat if isinstance(update, Update) else None
    if not isinstance(update, Update) or chat is None or chat.type != ChatType.PRIVATE:
        return
    if update.guest_message is not None:
        return  # the chat is not the bot's
    tr = translator(_language(update, door.speaker(update.effective_user)))
    try:
        await send(context.bot, chat.id, sentence("error.internal", tr, id=number))
    except TelegramError as error:
        _log.warning("error %s: the person can't be told: %s", number, type(error).__name__)


def _language(update: Update, speaker: Speaker) -> str:
    said = update.message.text if update.message else None
    try:
        return question_language(said or "", speaker)
    except Exception:  # noqa: BLE001 - whatever failed on these words may fail on them again
        return speaker.lang
