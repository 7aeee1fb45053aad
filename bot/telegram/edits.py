"""Edited questions: the answer to one is edited as well."""

from functools import partial
from typing import Any

from telegram import InlineKeyboardMarkup, ReplyParameters, Update
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.telegram.answering import Answering
from bot.telegram.door import Door, keyboard, replaced, send
from bot.telegram.messenger import Context, Messenger
from bot.text.reply import Reply

_PRIVATE = filters.UpdateType.EDITED_MESSAGE & filters.ChatType.PRIVATE


def handlers(door: Door) -> list[BaseHandler[Any, Any, Any]]:
    """Return the handler of questions edited in private chats; edited commands are left alone."""
    return [MessageHandler(_PRIVATE & filters.TEXT & ~filters.COMMAND, partial(on_edited, door))]


async def on_edited(door: Door, update: Update, context: Context) -> None:
    """Answer an edited question in the place of its first answer, if that is remembered."""
    message = update.edited_message
    if message is None or door.answers.of(message.chat_id, message.message_id) is None:
        return
    user = message.from_user
    text = message.text or ""
    person = None if user is None else user.id
    reply = await door.apart.do(Answering.say, text, door.speaker(user), person)
    place = message.chat_id, message.message_id
    await answer_again(door, context.bot, place, reply, keyboard(reply))


async def answer_again(
    door: Door,
    bot: Messenger,
    question: tuple[int, int],
    reply: Reply,
    buttons: InlineKeyboardMarkup | None,
) -> None:
    """Put a reply in the place of the answer to a question, or send it where that can't be done.

    ``question``: its chat, and its message's number.
    """
    chat, asked = question
    answer = door.answers.of(chat, asked)
    if answer is not None and await replaced(bot, (chat, answer), reply, buttons):
        return
    to = ReplyParameters(asked, allow_sending_without_reply=True)
    sent = await send(bot, chat, reply, reply_markup=buttons, reply_parameters=to)
    door.answers.keep(chat, asked, sent)
