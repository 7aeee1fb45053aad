"""What people ask of what is stored about them: to see it, and to have it erased."""

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from telegram import User

from bot.desk import personal
from bot.desk.letters import Letter
from bot.desk.visitor import Visitor
from bot.errors import FactsUnavailable, StateUnavailable
from bot.state.state import State
from bot.telegram.answering import Answering
from bot.telegram.door import Door
from bot.telegram.messenger import Messenger
from bot.telegram.post import deliver
from bot.text.reply import Button
from bot.text.translator import LOCALES, translator
from bot.text.views import message as sentence

COMMANDS: Final = {"mydata": personal.my_data, "forget": personal.ask_to_forget}
ACTIONS: Final = ("forget",)
_log = logging.getLogger(__name__)


async def on_command(door: Door, bot: Messenger, user: User, name: str) -> None:
    """Carry out one of the commands."""
    await _send(door, bot, user, COMMANDS[name])


async def on_press(door: Door, bot: Messenger, user: User, button: Button) -> None:
    """Erase what is stored or leave it, in the language that the button is in."""
    if button.value == "yes":
        with suppress(FactsUnavailable, ChildProcessError):  # then no conversation is known
            await door.apart.do(Answering.forget, user.id)
    await _send(
        door,
        bot,
        user,
        lambda state, who: personal.answered(state, who, button.value),
        lang=button.lang,
    )


async def _send(
    door: Door, bot: Messenger, user: User, act: Callable[[State, Visitor], Letter], lang: str = ""
) -> None:
    try:
        letter = act(door.state, door.visitor(user, lang))
    except StateUnavailable as error:
        _log.warning("what is stored about a person could not be reached: %s", error.key)
        spoken = lang if lang in LOCALES else door.speaker(user).lang
        letter = Letter(user.id, sentence("personal.unavailable", translator(spoken)))
    await deliver(bot, door.office, [letter], user.id)
