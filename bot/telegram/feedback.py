"""What anybody tells the bot of its answers, by buttons and in their own words."""

from telegram import User

from bot.desk.letters import Letter
from bot.desk.visitor import Visitor
from bot.errors import BotError, StateUnavailable
from bot.state.expected import Expectation
from bot.telegram.answering import Answering
from bot.telegram.door import Door, send
from bot.telegram.messenger import Messenger
from bot.text.changes import error_lines
from bot.text.reply import Button


async def on_press(door: Door, bot: Messenger, user: User, button: Button) -> None:
    """Do what a button says, in the language that it is in."""
    who = door.visitor(user, button.lang)
    try:
        letters = await door.apart.do(Answering.feedback, button.action, who, button.value)
    except BotError as error:
        letters = [_mended(error, who)]
    await _send(door, bot, letters)


async def on_words(
    door: Door, bot: Messenger, user: User, expected: Expectation, text: str
) -> None:
    """Take what a person says is wrong, in their own words."""
    who = door.visitor(user)
    try:
        letters = await door.apart.do(Answering.words, who, expected, text)
    except BotError as error:
        letters = [_mended(error, who)]
    await _send(door, bot, letters)


def _mended(error: BotError, who: Visitor) -> Letter:
    """Return what a person is told; of the bot's own files they need to know nothing."""
    if isinstance(error, StateUnavailable):
        return who.say("feedback.not-kept")
    return who.letter(*error_lines(error, who.tr))


async def _send(door: Door, bot: Messenger, letters: list[Letter]) -> None:
    for letter in letters:
        message = await send(bot, letter.chat, letter.reply)
        if letter.asks:
            door.state.expected.asked_by(letter.chat, message)
