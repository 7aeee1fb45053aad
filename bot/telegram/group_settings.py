"""What administrators choose for a group: its language; kept as long as the bot is in it."""

import logging
from dataclasses import replace
from functools import partial
from typing import Final

from telegram import CallbackQuery, Update
from telegram.constants import ChatMemberStatus, MessageLimit
from telegram.error import BadRequest, TelegramError

from bot.errors import BotError
from bot.telegram.door import Door
from bot.telegram.messenger import Context, Messenger
from bot.telegram.retries import retrying
from bot.telegram.untrusted import pressed
from bot.text.dialogue import Speaker
from bot.text.reply import Reply, as_html, paragraph, plain
from bot.text.translator import LOCALES, translator
from bot.text.views import language_reply
from bot.text.views import message as sentence

_LIMIT: Final = MessageLimit.MAX_TEXT_LENGTH
_GONE: Final = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
_log = logging.getLogger(__name__)


def language(door: Door, chat: int) -> str | None:
    """Return the language that was chosen for a group, or None."""
    try:
        return door.state.groups.language(chat)
    except BotError as error:
        _log.warning("the language of a group could not be read: %s", error.key)
        return None


def menu(speaker: Speaker) -> Reply:
    """Return the choice of a group's language."""
    tr = translator(speaker.lang)
    return replace(language_reply(tr), paragraphs=(paragraph(tr("group.language")),))


async def on_press(door: Door, bot: Messenger, query: CallbackQuery, chat: int) -> None:
    """Keep the language that an administrator presses; all other presses only end their clock."""
    button, tr = pressed(query.data), translator(door.speaker(query.from_user).lang)
    if button is None or button.action != "language" or button.lang not in ("", *LOCALES):
        await _toast(query, None)
        return
    try:
        administrators = await retrying(partial(bot.get_chat_administrators, chat))
        if query.from_user.id not in {member.user.id for member in administrators}:
            await _toast(query, tr("group.admins-only"))
            return
        door.state.groups.choose(chat, button.lang or None)
    except (BotError, TelegramError) as error:
        _log.warning("a group's language could not be chosen: %s", type(error).__name__)
        await _toast(query, tr("language.not-kept"))
        return
    confirmed = (
        sentence("language.set", translator(button.lang))
        if button.lang
        else sentence("language.unset", tr)
    )
    await _toast(query, plain(confirmed))
    await _close_menu(bot, query, chat, confirmed)


def move(door: Door, old: int, new: int) -> None:
    """Keep a group's settings under its new number."""
    try:
        door.state.groups.move(old, new)
    except BotError as error:
        _log.warning("the settings of a group could not be moved: %s", error.key)


async def on_moved(door: Door, update: Update, _: Context) -> None:
    """Keep a group's settings where it has become a supergroup, which has another number."""
    message = update.message
    if message is None:
        return
    if message.migrate_to_chat_id is not None:
        move(door, message.chat_id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id is not None:
        move(door, message.migrate_from_chat_id, message.chat_id)


async def on_membership(door: Door, update: Update, _: Context) -> None:
    """Forget the settings of a group that the bot was taken out of."""
    changed = update.my_chat_member
    if changed is None or changed.new_chat_member.status not in _GONE:
        return
    try:
        door.state.groups.choose(changed.chat.id, None)
    except BotError as error:
        _log.warning("the settings of a group could not be forgotten: %s", error.key)


async def _toast(query: CallbackQuery, text: str | None) -> None:
    """End the waiting sign on a button, and show a sentence to who pressed it."""
    try:
        await retrying(partial(query.answer, text))
    except TelegramError as error:
        _log.info("a press could not be acknowledged: %s", type(error).__name__)


async def _close_menu(bot: Messenger, query: CallbackQuery, chat: int, confirmed: Reply) -> None:
    """Put what was chosen in the place of the menu."""
    if query.message is None:
        return
    text, message = as_html(confirmed, _LIMIT), query.message.message_id
    try:
        await retrying(partial(bot.edit_message_text, text, chat, message))
    except BadRequest as error:
        _log.info("a menu could not be closed: %s", error.message)
