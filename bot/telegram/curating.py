"""What curators say, press and send, taken to the desk; and what the desk answers."""

from collections.abc import Callable
from typing import Final

from telegram import Document, Message, User
from telegram.constants import FileSizeLimit

from bot.desk.desk import Desk
from bot.desk.letters import Letter
from bot.desk.visitor import Visitor
from bot.state.expected import OF_DRAFTS, Expectation
from bot.telegram.door import Door, send
from bot.telegram.messenger import Messenger
from bot.telegram.post import deliver, show_work
from bot.telegram.retries import retrying
from bot.telegram.untrusted import pressed
from bot.text.reply import Button, numbers
from bot.text.translator import translator
from bot.text.views import message as sentence

IMPORTED: Final = (".csv", ".tsv", ".xlsx", ".jsonl", ".ndjson", ".json")
"""Ends of the names of files that may hold facts; any other file is a file like a picture."""


async def on_command(
    door: Door, bot: Messenger, message: Message, user: User, command: tuple[str, str]
) -> None:
    """Carry out a command of curators: its name, and what follows it."""
    name, argument = command
    quoted = quoted_fact(message)
    await show_work(bot, user.id)
    await _at_desk(door, bot, user, lambda desk, who: desk.command(name, argument, who, quoted))


async def on_press(door: Door, bot: Messenger, user: User, button: Button, message: int) -> None:
    """Do what a button of the desk says; it stands under this message."""
    await show_work(bot, user.id)
    await _at_desk(door, bot, user, lambda desk, who: desk.press(button, who, message))


async def on_words(
    door: Door, bot: Messenger, user: User, expected: Expectation, text: str
) -> None:
    """Take words that the desk has asked for."""
    await _at_desk(door, bot, user, lambda desk, who: desk.words(expected, text, who))


async def remind(door: Door, bot: Messenger, user: User, expected: Expectation | None) -> None:
    """Say that a draft waits, if a question came where one of its fields was asked for."""
    if expected is not None and expected.purpose in OF_DRAFTS:
        await _at_desk(door, bot, user, lambda desk, who: desk.remind(who))


async def on_file(door: Door, bot: Messenger, user: User, document: Document) -> None:
    """Take a file with facts; nothing is fetched from somebody who may send none."""
    if await _at_desk(door, bot, user, lambda desk, who: desk.refusal(who)):
        return
    if (document.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
        await send(
            bot, user.id, sentence("desk.file-too-large", translator(door.speaker(user).lang))
        )
        return
    await show_work(bot, user.id)
    file = await retrying(document.get_file)
    content = bytes(await retrying(file.download_as_bytearray))
    name = document.file_name or ""
    await _at_desk(door, bot, user, lambda desk, who: desk.file(name, content, who))


async def _at_desk(
    door: Door, bot: Messenger, user: User, act: Callable[[Desk, Visitor], list[Letter]]
) -> bool:
    """Have something done at the desk and send what comes of it; say whether anything did."""
    speaker = door.speaker(user)
    letters = await door.office.at_desk(
        lambda desk: act(desk, desk.visitor(user.id, user.first_name, speaker))
    )
    await deliver(bot, door.office, letters, user.id)
    return bool(letters)


def quoted_fact(message: Message) -> int | None:
    """Return the number of the fact whose answer a message replies to, or None.

    The answer tells it by the button under it to say that something is wrong.
    """
    quoted = message.reply_to_message
    if quoted is None or quoted.reply_markup is None:
        return None
    for row in quoted.reply_markup.inline_keyboard:
        for shown in row:
            button = pressed(shown.callback_data if isinstance(shown.callback_data, str) else None)
            if button is not None and button.action == "wrong":
                return next(iter(numbers(button.value)), None)
    return None
