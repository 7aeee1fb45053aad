"""When a handler fails: a trace in the log, a sentence for the person, one number for both.

Nobody is told while it will be tried again.
"""

import logging

from telegram import Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.telegram import request_id
from bot.telegram.attempt import current, verdict
from bot.telegram.door import Door, send
from bot.telegram.messenger import Context, Messenger
from bot.text.dialogue import Speaker, question_language
from bot.text.translator import translator
from bot.text.views import message as sentence

_log = logging.getLogger(__name__)


async def on_error(door: Door, update: object, context: Context) -> None:
    """Log an error, without the words that led to it, and tell the person its number.

    Raises ApplicationHandlerStop: what one handler has failed at passes to no other.
    """
    if context.error is not None:
        await _tell(door, update, context.error, context.bot)
    raise ApplicationHandlerStop


async def _tell(door: Door, update: object, error: Exception, bot: Messenger) -> None:
    attempt, meaning = current.get(), verdict(error)
    if attempt is not None:
        attempt.error = error
    if meaning == "unreachable":
        _log.info("a person has blocked the bot, or is gone")
        return
    if meaning != "fault":
        _log.warning("an answer can't be sent: %s", type(error).__name__)
        return
    number = request_id.current()
    if number == request_id.NONE:
        number = request_id.new()
    with request_id.of(number):
        _log.error("error %s", number, exc_info=error)
    if attempt is not None and attempt.retried:
        return
    chat = update.effective_chat if isinstance(update, Update) else None
    if not isinstance(update, Update) or chat is None or chat.type != ChatType.PRIVATE:
        return
    if update.guest_message is not None:
        return  # the chat is not the bot's
    tr = translator(_language(update, door.speaker(update.effective_user)))
    try:
        await send(bot, chat.id, sentence("error.internal", tr, id=number))
    except TelegramError as failure:
        _log.warning("error %s: the person can't be told: %s", number, type(failure).__name__)


def _language(update: Update, speaker: Speaker) -> str:
    said = update.message.text if update.message else None
    try:
        return question_language(said or "", speaker)
    except Exception:  # noqa: BLE001 - whatever failed on these words may fail on them again
        return speaker.lang
