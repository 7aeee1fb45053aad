"""Between Telegram and the dialogue: who speaks, in which language, and how a reply is sent."""

import logging
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, User
from telegram.constants import MessageLimit
from telegram.error import BadRequest

from bot.curation.roster import Roster
from bot.desk.visitor import Visitor
from bot.errors import BotError
from bot.state.expected import Expectation
from bot.state.state import State
from bot.telegram.answers import Answers
from bot.telegram.apart import Apart
from bot.telegram.budget import Budget
from bot.telegram.callbacks import encode
from bot.telegram.courtesy import Courtesy
from bot.telegram.messenger import Messenger
from bot.telegram.office import Office
from bot.telegram.retries import retrying
from bot.text.dialogue import Speaker
from bot.text.reply import Button, Reply, as_html, plain, shorten
from bot.text.translator import LOCALES

_LIMIT: Final = MessageLimit.MAX_TEXT_LENGTH
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Door:
    """What every handler is given: what answers apart, the desk, and what is kept about people."""

    state: State
    roster: Roster
    apart: Apart
    office: Office
    answers: Answers = field(default_factory=Answers)
    courtesy: Courtesy = field(default_factory=Courtesy)
    budget: Budget = field(default_factory=Budget)

    def speaker(self, user: User | None) -> Speaker:
        """Return who speaks: the languages they chose and have, and whether they are logged."""
        if user is None:
            return Speaker()
        tag = (user.language_code or "")[:2].lower()
        interface = tag if tag in LOCALES else None
        return Speaker(self._chosen(user), interface, self._is_logged(user))

    def _chosen(self, user: User) -> str | None:
        try:
            return self.state.people.language(user.id)
        except BotError as error:
            # Without their choice people are still answered, in the language of the question.
            _log.warning("the choice of a language could not be read: %s", error.key)
            return None

    def _is_logged(self, user: User) -> bool:
        try:
            return self.state.people.is_logged(user.id)
        except BotError as error:
            _log.warning("who stays out of the question log could not be read: %s", error.key)
            return False

    def visitor(self, user: User, lang: str = "") -> Visitor:
        """Return who is there, spoken to in ``lang`` or else in their own language."""
        speaker = self.speaker(user)
        if lang in LOCALES:
            speaker = replace(speaker, chosen=lang)
        return Visitor(user.id, user.first_name, speaker, self.roster.curator(user.id))

    def expected(self, user: User | None) -> Expectation | None:
        """Return what a person was asked to write, or None."""
        try:
            return None if user is None else self.state.expected.of(user.id)
        except BotError as error:
            _log.warning("what a person was asked for could not be read: %s", error.key)
            return None


async def send(bot: Messenger, chat: int, reply: Reply, **how: Any) -> int:
    """Send a reply, as plain text where Telegram can't read its markup; return its number.

    ``how``: parameters of sendMessage, such as what it replies to, or other buttons.
    """
    sending = partial(bot.write, chat, **({"reply_markup": keyboard(reply)} | how))
    try:
        return await retrying(partial(sending, as_html(reply, _LIMIT)))
    except BadRequest as error:
        if "can't parse entities" not in error.message.lower():
            raise
        _log.warning("Telegram can't read the markup of a reply; sent as plain text")
        text = shorten(plain(replace(reply, buttons=())), _LIMIT)
        return await retrying(partial(sending, text, parse_mode=None))


async def replaced(
    bot: Messenger, answer: tuple[int, int], reply: Reply, buttons: InlineKeyboardMarkup | None
) -> bool:
    """Put a reply in the place of a message; say whether it stands there now.

    ``answer``: its chat, and its number.
    """
    chat, message = answer
    text = as_html(reply, _LIMIT)
    try:
        await retrying(lambda: bot.edit_message_text(text, chat, message, reply_markup=buttons))
    except BadRequest as error:
        return "not modified" in error.message.lower()
    return True


def _shown(button: Button) -> InlineKeyboardButton:
    if button.copy is not None:
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.copy))
    return InlineKeyboardButton(button.label, callback_data=encode(button))


def keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    """Return the buttons of a reply as Telegram shows them, None where it has none."""
    rows: list[list[InlineKeyboardButton]] = []
    for button in reply.buttons:
        shown = _shown(button)
        if button.beside and rows:
            rows[-1].append(shown)
        else:
            rows.append([shown])
    return InlineKeyboardMarkup(rows) if rows else None
