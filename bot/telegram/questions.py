"""What people write: questions, commands, words they were asked for, and what is no text."""

from collections.abc import Sequence
from functools import partial
from pathlib import PurePath
from typing import Any

from telegram import Message, Update, User
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.desk.commands import COMMANDS
from bot.spelling.small_talk import small_talk
from bot.telegram import curating, feedback, personal
from bot.telegram.answering import Answering
from bot.telegram.door import Door, send
from bot.telegram.messenger import Context, Messenger
from bot.telegram.untrusted import linked
from bot.text.dialogue import question_language
from bot.text.reply import Reply
from bot.text.small_talk import not_text_reply, small_talk_reply
from bot.text.translator import translator

_PRIVATE = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
_SAID = _PRIVATE & filters.TEXT & ~filters.VIA_BOT  # else a fact sent inline were a question
_OTHER = _PRIVATE & ~filters.TEXT & ~filters.StatusUpdate.ALL


def handlers(door: Door) -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of messages in private chats."""
    return [
        MessageHandler(_SAID & filters.COMMAND, partial(on_command, door)),
        MessageHandler(_SAID & ~filters.COMMAND, partial(on_words, door)),
        MessageHandler(_OTHER, partial(on_other, door)),
    ]


async def on_command(door: Door, update: Update, context: Context) -> None:
    """Show the screen of a command, carry a curator's out, or say that there is no such one."""
    message = update.message
    user = message.from_user if message else None
    if message is None or user is None:
        return
    said, *argument = (message.text or "").split(maxsplit=1)
    name = said.lstrip("/").split("@")[0].lower()
    given = argument[0] if argument else ""
    if name in COMMANDS:
        await curating.on_command(door, context.bot, message, user, (name, given))
        return
    if name in personal.COMMANDS:
        await personal.on_command(door, context.bot, user, name)
        return
    also = COMMANDS if name == "help" and door.roster.curator(user.id).may("propose") else ()
    await send(context.bot, message.chat_id, await _screen(door, user, name, given, also))


async def _screen(door: Door, user: User, name: str, given: str, also: Sequence[str]) -> Reply:
    """Return what a command of everybody shows: /start a fact too, where a link led to it."""
    speaker = door.speaker(user)
    if name == "ask":
        return await door.apart.do(Answering.say, given, speaker, user.id)
    fact = linked(given) if name == "start" else None
    if fact is not None:
        number, lang = fact
        return await door.apart.do(Answering.fact, number, speaker, lang)
    return await door.apart.do(Answering.command, name, speaker, also)


async def on_words(door: Door, update: Update, context: Context) -> None:
    """Take words that were asked for; answer all others as a question."""
    message = update.message
    user = message.from_user if message else None
    if message is None or user is None:
        return
    text, bot = message.text or "", context.bot
    expected = door.expected(user)
    if expected is not None and await door.apart.do(
        Answering.is_meant, expected, text, _replied_to(message)
    ):
        if expected.purpose == "reason":
            await feedback.on_words(door, bot, user, expected, text)
        else:
            await curating.on_words(door, bot, user, expected, text)
        return
    answer = await send(bot, message.chat_id, await _answer(door, message, user, text))
    door.answers.keep(message.chat_id, message.message_id, answer)
    await curating.remind(door, bot, user, expected)


async def _answer(door: Door, message: Message, user: User, text: str) -> Reply:
    """Return the answer to a question; to small talk, what the bot can do only once in a while."""
    speaker = door.speaker(user)
    said = small_talk(text)
    if said is None or said.meaning == "who" or door.courtesy.is_due(message.chat_id, "talk"):
        return await door.apart.do(Answering.say, text, speaker, user.id)
    return small_talk_reply(said, translator(speaker.chosen or said.lang))


async def on_other(door: Door, update: Update, context: Context) -> None:
    """Take a file with facts; say that pictures, voices and the like can't be answered."""
    message = update.message
    user = message.from_user if message else None
    if message is None or user is None:
        return
    document = message.document
    if document is not None and _may_hold_facts(document.file_name):
        await curating.on_file(door, context.bot, user, document)
        return
    await _not_text(door, context.bot, message, user)


async def _not_text(door: Door, bot: Messenger, message: Message, user: User) -> None:
    """Say that only text can be answered; to what says nothing, only once in a while."""
    if not door.courtesy.is_due(message.chat_id, "not-text") and not message.caption:
        return
    tr = translator(question_language(message.caption or "", door.speaker(user)))
    example = await door.apart.do(Answering.example, tr.lang)
    await send(bot, message.chat_id, not_text_reply(example, tr))


def _may_hold_facts(name: str | None) -> bool:
    return PurePath(name or "").suffix.lower() in curating.IMPORTED


def _replied_to(message: Message) -> int | None:
    quoted = message.reply_to_message
    return None if quoted is None else quoted.message_id
