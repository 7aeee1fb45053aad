"""Groups: a short answer to what is meant for the bot, and silence to all else."""

import datetime as dt
import logging
from dataclasses import replace
from functools import partial
from typing import Any, Final

from telegram import InlineKeyboardMarkup, Message, ReplyParameters, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden
from telegram.ext import BaseHandler, ChatMemberHandler, MessageHandler, filters

from bot.telegram import group_settings, links
from bot.telegram.addressed import Addressed, addressed
from bot.telegram.answering import Answering
from bot.telegram.budget import in_a_group
from bot.telegram.door import Door, keyboard, send
from bot.telegram.edits import answer_again
from bot.telegram.gate import judge, telling
from bot.telegram.messenger import Context, Messenger
from bot.text.brief import Brief
from bot.text.dialogue import Speaker
from bot.text.reply import Reply
from bot.text.translator import translator
from bot.text.views import message as sentence

OLDEST: Final = dt.timedelta(minutes=5)
"""What was asked before that, while the bot was away, is answered no more: the talk has gone on."""

_GROUPS = filters.ChatType.GROUPS
_log = logging.getLogger(__name__)


def handlers(door: Door) -> list[BaseHandler[Any, Any, Any]]:
    """Return the handlers of what is said and edited in groups, and of what becomes of them."""
    said, edited = filters.UpdateType.MESSAGE & _GROUPS, filters.UpdateType.EDITED_MESSAGE & _GROUPS
    return [
        MessageHandler(said & filters.StatusUpdate.MIGRATE, partial(group_settings.on_moved, door)),
        MessageHandler(said, partial(on_said, door)),
        MessageHandler(edited, partial(on_edited, door)),
        ChatMemberHandler(
            partial(group_settings.on_membership, door), ChatMemberHandler.MY_CHAT_MEMBER
        ),
    ]


async def on_said(door: Door, update: Update, context: Context) -> None:
    """Answer a message that is meant for the bot, and say once if there are too many of them."""
    message, bot = update.message, context.bot
    if message is None or _is_old(message):
        return
    meant = addressed(message, bot)
    if meant is None:
        return
    shares = in_a_group(message.chat_id, _author(message))
    verdict = judge(door.budget, shares)
    speaker = _speaker(door, message)
    if verdict == "ask to wait":
        slow = sentence("budget.slow", translator(speaker.lang))
        with telling(door.budget, shares):
            await _send(door, bot, message, (slow, None), message.message_id)
    if verdict != "answer":
        return
    if meant.kind == "language":
        menu = group_settings.menu(speaker)
        await _send(door, bot, message, (menu, keyboard(menu)), message.message_id)
        return
    brief = await _brief(door, meant, speaker)
    buttons = links.keyboard(bot.username, brief.links)
    sent = await _send(door, bot, message, (brief.reply, buttons), meant.message)
    if sent is not None:
        door.answers.keep(message.chat_id, message.message_id, sent)


async def on_edited(door: Door, update: Update, context: Context) -> None:
    """Answer an edited question in the place of its first answer, if there was one."""
    message, bot = update.edited_message, context.bot
    if message is None or door.answers.of(message.chat_id, message.message_id) is None:
        return
    meant = addressed(message, bot)
    if meant is None or meant.kind == "language":
        return
    if judge(door.budget, in_a_group(message.chat_id, _author(message))) != "answer":
        return
    brief = await _brief(door, meant, _speaker(door, message))
    buttons = links.keyboard(bot.username, brief.links)
    place = message.chat_id, message.message_id
    await answer_again(door, bot, place, brief.reply, buttons)


def _is_old(message: Message) -> bool:
    return dt.datetime.now(dt.UTC) - message.date > OLDEST


def _author(message: Message) -> int:
    """Return who wrote a message: a person, or the group or channel that they wrote as."""
    author = message.sender_chat or message.from_user
    return author.id if author is not None else 0


def _speaker(door: Door, message: Message) -> Speaker:
    """Return who speaks in a group: its language counts there, not what they chose for themselves.

    Who writes as a group or a channel has no language of their own.
    """
    speaker = door.speaker(None if message.sender_chat is not None else message.from_user)
    return replace(speaker, chosen=group_settings.language(door, message.chat_id))


async def _brief(door: Door, meant: Addressed, speaker: Speaker) -> Brief:
    """Return the short answer; somebody else's words are not kept as a question."""
    if meant.kind == "how":
        return await door.apart.do(Answering.how, speaker, None)
    kept = replace(speaker, logged=speaker.logged and meant.own)
    return await door.apart.do(Answering.brief, meant.question, kept)


async def _send(
    door: Door,
    bot: Messenger,
    message: Message,
    shown: tuple[Reply, InlineKeyboardMarkup | None],
    to: int,
) -> int | None:
    """Reply to the message ``to`` in its topic; return the reply's number, None without rights."""
    reply, buttons = shown
    sending = partial(
        send,
        bot,
        reply=reply,
        reply_markup=buttons,
        reply_parameters=ReplyParameters(to, allow_sending_without_reply=True),
        message_thread_id=message.message_thread_id if message.is_topic_message else None,
    )
    try:
        return await sending(message.chat_id)
    except ChatMigrated as error:
        group_settings.move(door, message.chat_id, error.new_chat_id)
        return await sending(error.new_chat_id)
    except (Forbidden, BadRequest) as error:
        _log.warning("a group can't be answered: %s: %s", type(error).__name__, error.message)
        return None
