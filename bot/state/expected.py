"""What the bot has asked somebody to write: the next words of theirs may be that."""

from dataclasses import dataclass
from typing import Literal

from bot.state.file import Record, StateFile, now

Purpose = Literal["name", "field", "phrasing", "reason", "rejection", "search"]
"""What the words are for: a curator's name, a field of a draft, a question that it answers, what is
wrong with a fact, why a proposal is turned down, finding a fact."""
OF_DRAFTS: tuple[Purpose, ...] = ("field", "phrasing")


@dataclass(frozen=True, slots=True)
class Expectation:
    """Words that are expected, for what, and the message that asked for them."""

    purpose: Purpose
    value: str
    message: int | None = None


class Expected:
    """One expectation a person, the latest."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def of(self, person: int) -> Expectation | None:
        """Return what a person was asked to write, or None."""
        row = self._file.row(
            "SELECT purpose, value, message FROM expected WHERE person = ?", [person]
        )
        return Expectation(*row) if row else None

    def expect(self, person: int, purpose: Purpose, value: str = "") -> None:
        """Keep that a person is asked to write something."""
        row = {"person": person, "purpose": purpose, "value": value, "message": None, "at": now()}
        with self._file.writing() as db:
            db.table("expected").upsert(row, pk="person")

    def asked_by(self, person: int, message: int) -> None:
        """Keep which message asked for it: a reply to that one is meant for it in any case."""
        with self._file.writing() as db:
            db.execute("UPDATE expected SET message = ? WHERE person = ?", [message, person])

    def end(self, person: int) -> bool:
        """Expect nothing of a person any more; say whether anything was."""
        return self._file.remove("DELETE FROM expected WHERE person = ?", [person]) == 1

    def of_person(self, person: int) -> list[Record]:
        """Return what a person was asked to write, by which message, and when."""
        return self._file.records(
            "SELECT purpose, value AS about, message AS asked_by_message, at AS asked_at"
            " FROM expected WHERE person = ?",
            [person],
        )

    def forget_before(self, moment: str) -> int:
        """Forget what was asked for before a moment; return how many."""
        return self._file.remove("DELETE FROM expected WHERE at < ?", [moment])
