"""Guest mode: somebody names the bot in a chat that it is no member of, and gets one message."""

import logging
from dataclasses import replace
from functools import partial
from typing import Any, Final

from telegram import InlineQueryResultArticle, InputTextMessageContent, Update
from telegram.constants import MessageLimit
from telegram.error import BadRequest, Forbidden
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.telegram import links
from bot.telegram.addressed import by_a_bot, without_mentions, words_of
from bot.telegram.answering import Answering
from bot.telegram.budget import in_a_group
from bot.telegram.door import Door
from bot.telegram.gate import judge
from bot.telegram.messenger import Context
from bot.text.brief import is_question
from bot.text.reply import as_html, plain, shorten

_LIMIT: Final = MessageLimit.MAX_TEXT_LENGTH
_TITLE: Final = 100
_log = logging.getLogger(__name__)


def handlers(door: Door) -> list[BaseHandler[Any, Any, Any]]:
    """Return the handler of messages to a guest."""
    return [MessageHandler(filters.UpdateType.GUEST_MESSAGE, partial(on_guest, door))]


async def on_guest(door: Door, update: Update, context: Context) -> None:
    """Answer in short; nothing else can be sent there, so too many questions get silence."""
    message, bot = update.guest_message, context.bot
    if message is None or not message.guest_query_id or by_a_bot(message):
        return
    user = message.from_user
    if judge(door.budget, in_a_group(message.chat_id, user.id if user else 0)) != "answer":
        return
    speaker = door.speaker(user)
    question, _ = without_mentions(message, bot)
    quoted = message.reply_to_message
    own = is_question(question)
    if not own and quoted is not None:
        question = words_of(quoted)
    if is_question(question):
        speaker = replace(speaker, logged=speaker.logged and own)
        brief = await door.apart.do(Answering.brief, question, speaker)
    else:
        brief = await door.apart.do(Answering.how, speaker, bot.username)
    answer = InlineQueryResultArticle(
        "answer",
        shorten(plain(brief.reply).splitlines()[0], _TITLE),
        InputTextMessageContent(as_html(brief.reply, _LIMIT)),
        links.keyboard(bot.username, brief.links),
    )
    try:
        await bot.answer_guest_query(message.guest_query_id, answer)
    except (BadRequest, Forbidden) as error:
        _log.info("a guest's answer was not taken: %s", error.message)
