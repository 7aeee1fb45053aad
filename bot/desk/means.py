"""What every part of the desk works with."""

from dataclasses import dataclass
from pathlib import Path

from bot.curation.roster import Roster
from bot.curation.service import CurationService
from bot.service import FactService
from bot.state.state import State


@dataclass(frozen=True, slots=True)
class Means:
    """A fact file as it is answered from and as it is changed, the state file, and the roster."""

    path: Path
    facts: FactService
    curation: CurationService
    state: State
    roster: Roster
