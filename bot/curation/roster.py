"""Who is who on Telegram: editors by the settings, contributors by appointment.

The people's numbers stay in the state file; the fact file knows only the names that they chose.
"""

from collections.abc import Collection

from bot.curation.curators import Curator
from bot.errors import Rejected
from bot.state.curators import Appointment
from bot.state.state import State

LONGEST_NAME = 60


class Roster:
    """Editors, given by number when the program starts, and contributors, kept in the state."""

    def __init__(self, state: State, editors: Collection[int]) -> None:
        self._state = state
        self.editors = frozenset(editors)

    def curator(self, person: int) -> Curator:
        """Return a person with their role, and the name they chose (empty until they did)."""
        known = self._state.curators.appointment(person)
        name = known.name if known else ""
        if person in self.editors:
            return Curator(name, "editor", "chat")
        contributes = known is not None and known.contributes
        return Curator(name, "contributor" if contributes else "visitor", "chat")

    def appoint(self, editor: Curator, person: int, name: str) -> None:
        """Make a person a contributor; raises NotAllowed, and Rejected for no proper name."""
        editor.must("appoint")
        name = self._free(_name(name), person)
        self._state.curators.appoint(person, Appointment(name, contributes=True))

    def dismiss(self, editor: Curator, person: int) -> None:
        """Make a contributor a visitor again; what they proposed stays under their name."""
        editor.must("appoint")
        self._state.curators.appoint(person, None)

    def rename(self, person: int, name: str) -> None:
        """Keep the name that a curator chose; raises NotAllowed for visitors, Rejected."""
        known = self.curator(person)
        known.must("propose")
        name = self._free(_name(name), person)
        self._state.curators.appoint(person, Appointment(name, known.role == "contributor"))

    def _free(self, name: str, person: int) -> str:
        """Return the name; raises Rejected if it is another curator's: the history must tell."""
        for other, known in self._state.curators.appointments().items():
            if other != person and known.name.casefold() == name.casefold():
                raise Rejected("name-taken", name=known.name)
        return name


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Rejected("name-unfit", most=LONGEST_NAME)
    return name
