"""Letters of the desk on their way to chats."""

import logging
from collections.abc import Sequence
from functools import partial
from typing import Final

from telegram import InputFile
from telegram.constants import MessageLimit
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.desk.desk import Desk
from bot.desk.letters import Letter
from bot.telegram.door import keyboard, replaced, send
from bot.telegram.messenger import Messenger
from bot.telegram.office import Office
from bot.telegram.retries import retrying
from bot.text.reply import as_html

_CAPTION: Final = MessageLimit.CAPTION_LENGTH
_log = logging.getLogger(__name__)


async def deliver(bot: Messenger, office: Office, letters: Sequence[Letter], to: int) -> None:
    """Send letters, those to the person ``to`` first.

    What can't be sent to somebody else is logged, and keeps nobody's letter back.
    """
    for letter in sorted(letters, key=lambda letter: letter.chat != to):
        try:
            message = await _delivered(bot, letter)
        except (Forbidden, BadRequest) as error:
            if letter.chat == to:
                raise
            _log.info("a letter can't be delivered: %s", type(error).__name__)
            continue
        if letter.asks or letter.proposal is not None:
            await office.at_desk(partial(Desk.sent, letter=letter, message=message))


async def _delivered(bot: Messenger, letter: Letter) -> int:
    """Send a letter and return the number of the message that it has become."""
    if letter.file is not None:
        return await _with_file(bot, letter)
    if letter.replaces is not None:
        place, buttons = (letter.chat, letter.replaces), keyboard(letter.reply)
        if await replaced(bot, place, letter.reply, buttons):
            return letter.replaces
    return await send(bot, letter.chat, letter.reply)


async def _with_file(bot: Messenger, letter: Letter) -> int:
    file = letter.file
    assert file is not None  # noqa: S101 - the caller has looked
    caption, buttons = as_html(letter.reply, _CAPTION), keyboard(letter.reply)
    message = await retrying(
        lambda: bot.send_document(
            letter.chat,
            InputFile(file.content, file.name),
            caption=caption,
            reply_markup=buttons,
        )
    )
    return message.message_id


async def show_work(bot: Messenger, chat: int) -> None:
    """Show that something is being done, as far as Telegram lets us."""
    try:
        await bot.send_chat_action(chat, "typing")
    except TelegramError as error:
        _log.debug("work can't be shown: %s", type(error).__name__)
