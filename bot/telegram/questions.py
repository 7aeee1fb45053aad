"""What people write: questions, commands, and what is no text at all."""

from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, filters

from bot.telegram.door import Door, send
from bot.text.dialogue import question_language
from bot.text.reply import Reply
from bot.text.translator import translator
from bot.text.views import message as sentence

_PRIVATE = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
_SAID = _PRIVATE & filters.TEXT
_OTHER = _PRIVATE & ~filters.TEXT & ~filters.StatusUpdate.ALL


def handlers(door: Door) -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of messages in private chats; edited ones are left alone."""
    return [
        MessageHandler(_SAID & filters.COMMAND, partial(on_command, door)),
        MessageHandler(_SAID & ~filters.COMMAND, partial(on_question, door)),
        MessageHandler(_OTHER, partial(on_other, door)),
    ]


async def on_command(door: Door, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Show the screen of a command, or say that there is no such command."""
    text = (update.message and update.message.text) or ""
    name = text.split(maxsplit=1)[0].lstrip("/").split("@")[0].lower()
    await _reply(update, context, door.dialogue.command(name, door.speaker(update.effective_user)))


async def on_question(door: Door, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer a question."""
    text = (update.message and update.message.text) or ""
    await _reply(update, context, door.dialogue.say(text, door.speaker(update.effective_user)))


async def on_other(door: Door, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say that pictures, voices and the like can't be answered."""
    caption = (update.message and update.message.caption) or ""
    lang = question_language(caption, door.speaker(update.effective_user))
    await _reply(update, context, sentence("question.not-text", translator(lang)))


async def _reply(update: Update, context: ContextTypes.DEFAULT_TYPE, reply: Reply) -> None:
    if update.effective_chat is not None:
        await send(context.bot, update.effective_chat.id, reply)
