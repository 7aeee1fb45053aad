"""Names for the history, and who may propose changes."""

from bot.desk.letters import Letter
from bot.desk.means import Means
from bot.desk.visitor import Visitor
from bot.text.reply import Button, Reply, paragraph, shorten

_LABEL_LETTERS = 48


class People:
    """Curators among themselves."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._roster = means.roster

    def ask_name(self, who: Visitor, waiting: str = "") -> list[Letter]:
        """Ask a curator for the name under which the history keeps their changes.

        ``waiting`` is the command that goes on once they have one.
        """
        who.curator.must("propose")
        self._means.state.expected.expect(who.person, "name", waiting)
        label = who.tr("desk.take-name", name=shorten(who.first_name, _LABEL_LETTERS))
        buttons = (Button(label, "name"),) if who.first_name.strip() else ()
        return [
            Letter(who.person, Reply((paragraph(who.tr("desk.ask-name")),), buttons), asks=True)
        ]

    def rename(self, name: str, who: Visitor) -> Letter:
        """Keep the name that a curator chose."""
        self._roster.rename(who.person, name)
        self._means.state.expected.end(who.person)
        kept = self._roster.curator(who.person).name
        return who.say("desk.named", name=kept)

    def appoint(self, argument: str, who: Visitor) -> list[Letter]:
        """Make a person of this number a contributor, under this name."""
        who.curator.must("appoint")
        number, _, name = argument.strip().partition(" ")
        if not _is_person(number) or not name.strip():
            return [who.say("desk.appoint-how")]
        self._roster.appoint(who.curator, int(number), name)
        return [who.say("curator.appointed", person=number)]

    def dismiss(self, argument: str, who: Visitor) -> list[Letter]:
        """Make a contributor a visitor again."""
        who.curator.must("appoint")
        number = argument.strip()
        if not _is_person(number):
            return [who.say("desk.dismiss-how")]
        self._roster.dismiss(who.curator, int(number))
        return [who.say("curator.dismissed", person=number)]


def _is_person(number: str) -> bool:
    """Say whether this may be a person's number at Telegram, which has at most 52 bits."""
    return number.isascii() and number.isdecimal() and 0 < int(number[:20]) < 2**52
