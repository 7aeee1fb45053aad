"""Curators: the names that they chose for the history, and who was made a contributor."""

from dataclasses import dataclass

from bot.state.file import Record, StateFile


@dataclass(frozen=True, slots=True)
class Appointment:
    """A person's name for the history, and whether an editor has made them a contributor."""

    name: str
    contributes: bool


class Curators:
    """Appointments, by the Telegram number of the person."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def appointment(self, person: int) -> Appointment | None:
        """Return the name that a person chose and whether they contribute, or None."""
        row = self._file.row("SELECT name, contributes FROM curators WHERE person = ?", [person])
        return Appointment(row[0], bool(row[1])) if row else None

    def appointments(self) -> dict[int, Appointment]:
        """Return all appointments."""
        rows = self._file.rows("SELECT person, name, contributes FROM curators ORDER BY person")
        return {person: Appointment(name, bool(contributes)) for person, name, contributes in rows}

    def appoint(self, person: int, appointment: Appointment | None) -> None:
        """Keep a person's appointment; with None, keep nothing of it."""
        if appointment is None:
            self._file.remove("DELETE FROM curators WHERE person = ?", [person])
            return
        with self._file.writing() as db:
            row = {"person": person, "name": appointment.name}
            row["contributes"] = int(appointment.contributes)
            db.table("curators").upsert(row, pk="person")

    def language(self, person: int) -> str | None:
        """Return the language in which a curator was last spoken to, or None."""
        row = self._file.row("SELECT lang FROM curators WHERE person = ?", [person])
        return row[0] if row else None

    def speak(self, person: int, lang: str) -> None:
        """Keep the language of a curator, to write to them in it unasked."""
        if self.language(person) == lang or self.appointment(person) is None:
            return
        with self._file.writing() as db:
            db.execute("UPDATE curators SET lang = ? WHERE person = ?", [lang, person])

    def of_person(self, person: int) -> list[Record]:
        """Return a person's name, role and language as they are kept."""
        return self._file.records(
            "SELECT name, iif(contributes, 'contributor', NULL) AS appointed_as, lang AS language"
            " FROM curators WHERE person = ?",
            [person],
        )
