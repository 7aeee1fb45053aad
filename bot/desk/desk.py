"""The desk: hands what curators say, press and send to the part that it concerns.

Who somebody is, is asked of the roster each time anew, every part asks for the role that it needs,
and the service asks once more before anything is written: what a screen shows is no permission.
"""

import logging
from collections.abc import Callable
from typing import Final

from bot.desk.commands import COMMANDS, NAMELESS, Commands
from bot.desk.deciding import Deciding
from bot.desk.drafting import Drafting
from bot.desk.inbox import InboxDesk
from bot.desk.letters import Letter
from bot.desk.means import Means
from bot.desk.past import Past
from bot.desk.people import People
from bot.desk.publishing import Publishing
from bot.desk.uploads import UploadedFiles
from bot.desk.visitor import Visitor
from bot.errors import BotError, NotAllowed
from bot.state.expected import Expectation
from bot.text.changes import error_lines
from bot.text.dialogue import Speaker
from bot.text.reply import Button, numbers

_OF_DRAFTS: Final = (
    "field", "pick", "skip", "empty", "back", "show", "form", "drop", "resume", "asked",
)  # fmt: skip
_OF_THE_INBOX: Final = ("inbox", "link", "search", "draft", "out", "settle")
_log = logging.getLogger(__name__)

Press = Callable[[Button, Visitor, int], list[Letter]]


class Desk:
    """Everything that curators do in chat."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._people = People(means)
        self._drafting = Drafting(means)
        self._deciding = Deciding(means)
        self._uploads = UploadedFiles(means)
        self._inbox = InboxDesk(means, self._drafting)
        past = Past(means, self._drafting)
        self._commands = Commands(means, self._people, self._drafting, past, self._inbox)
        publishing = Publishing(means, self._drafting, self._deciding)
        self._presses: dict[str, Press] = {
            "name": lambda _, who, __: self._take_first_name(who),
            "publish": lambda button, who, _: publishing.press(button, who),
            "revert": lambda button, who, _: past.revert(button.value, who),
            "undo": _numbered(past.undo),
            "approve": _numbered(self._deciding.approve),
            "reject": _numbered(self._deciding.ask_why),
            "unreasoned": _numbered(lambda n, who: self._deciding.reject(n, None, who)),
            "apply": _numbered(self._uploads.apply),
            "cancel": _numbered(self._uploads.cancel),
            **dict.fromkeys(_OF_THE_INBOX, self._inbox.press),
            **dict.fromkeys(_OF_DRAFTS, self._press_of_a_draft),
        }

    def visitor(self, person: int, first_name: str, speaker: Speaker) -> Visitor:
        """Return a person with the role that they have now."""
        return Visitor(person, first_name, speaker, self._means.roster.curator(person))

    # What people do

    def command(self, name: str, argument: str, who: Visitor, quoted: int | None) -> list[Letter]:
        """Carry out a command; ``quoted`` is the number of the fact whose answer it replies to."""

        def act() -> list[Letter]:
            if name != "cancel" or self._means.state.expected.of(who.person) is None:
                who.curator.must("propose")
            self._means.state.curators.speak(who.person, who.speaker.lang)
            if not who.curator.name and name not in NAMELESS:
                return self._people.ask_name(who, f"{name} {argument}".strip())
            return self._commands.carry_out(name, argument, who, quoted)

        return self._carried_out(name, who, act)

    def press(self, button: Button, who: Visitor, message: int) -> list[Letter]:
        """Do what a button says; it stands under this message."""

        def act() -> list[Letter]:
            who.curator.must("propose")
            if not who.curator.name and button.action != "name":
                return self._people.ask_name(who)
            return self._presses[button.action](button, who, message)

        return self._carried_out(button.action, who, act)

    def words(self, expected: Expectation, text: str, who: Visitor) -> list[Letter]:
        """Take words that were asked for."""

        def act() -> list[Letter]:
            who.curator.must("propose")
            match expected.purpose:
                case "name":
                    return self._named(text, expected.value, who)
                case "rejection":
                    return self._deciding.reject(int(expected.value), text, who)
                case "search":
                    return self._inbox.found(who, expected.value, text)
            return self._drafting.words(expected.value, text, who)

        return self._carried_out(expected.purpose, who, act)

    def remind(self, who: Visitor) -> list[Letter]:
        """Say that a draft waits, if one does."""
        return self._drafting.remind(who)

    def file(self, name: str, content: bytes, who: Visitor) -> list[Letter]:
        """Take a file."""

        def act() -> list[Letter]:
            who.curator.must("publish")
            if not who.curator.name:
                return self._people.ask_name(who)
            return self._uploads.receive(name, content, who)

        return self._carried_out("file", who, act)

    def refusal(self, who: Visitor) -> list[Letter]:
        """Return what is said to somebody who may not send files, nothing to who may."""

        def act() -> list[Letter]:
            who.curator.must("publish")
            return []

        return self._carried_out("file", who, act)

    def sent(self, letter: Letter, message: int) -> None:
        """Take note of the message that a letter has become."""
        if letter.asks:
            self._means.state.expected.asked_by(letter.chat, message)
        if letter.proposal is not None:
            self._means.state.notices.keep(letter.proposal, letter.chat, message)

    # Who is concerned

    def _press_of_a_draft(self, button: Button, who: Visitor, message: int) -> list[Letter]:
        if button.action == "field" and button.value.startswith("f"):
            return self._inbox.press(button, who, message)
        if button.action == "show" and button.value.startswith("p"):
            return self._deciding.show(_number(button.value[1:]), who)
        return self._drafting.press(button, who)

    def _named(self, name: str, waiting: str, who: Visitor) -> list[Letter]:
        """Keep a name, and go on with the command that waited for it."""
        said = self._people.rename(name, who)
        now = self.visitor(who.person, who.first_name, who.speaker)
        self._means.state.curators.speak(who.person, who.speaker.lang)
        command, _, argument = waiting.partition(" ")
        if command not in COMMANDS:
            return [said]
        return [said, *self._commands.carry_out(command, argument, now, None)]

    def _take_first_name(self, who: Visitor) -> list[Letter]:
        expected = self._means.state.expected.of(who.person)
        waiting = expected.value if expected and expected.purpose == "name" else ""
        return self._named(who.first_name, waiting, who)

    def _carried_out(
        self, deed: str, who: Visitor, act: Callable[[], list[Letter]]
    ) -> list[Letter]:
        """Do something; what people can mend becomes a letter to them."""
        try:
            return act()
        except NotAllowed as error:
            _log.warning("refused: %s by a %s", deed, who.curator.role)
            return [who.letter(*error_lines(error, who.tr), *_number_of(who))]
        except BotError as error:
            return [who.letter(*error_lines(error, who.tr))]


def _number_of(who: Visitor) -> list[str]:
    """Return the sentence with which a visitor may ask an editor to be appointed."""
    visits = who.curator.role == "visitor"
    return [who.tr("desk.your-number", person=who.person)] if visits else []


def _numbered(act: Callable[[int, Visitor], list[Letter]]) -> Press:
    return lambda button, who, _: act(_number(button.value), who)


def _number(value: str) -> int:
    """Return the number that a button carries, 0 (which nothing has) where it carries none."""
    found = numbers(value)
    return found[0] if len(found) == 1 else 0
