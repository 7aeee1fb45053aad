"""What anybody chose: a language, and to stay out of the question log."""

from bot.state.file import Record, StateFile, now


class People:
    """Choices, by the Telegram number of the person."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def language(self, person: int) -> str | None:
        """Return the language that a person has chosen, or None."""
        row = self._file.row("SELECT lang FROM people WHERE person = ?", [person])
        return str(row[0]) if row else None

    def choose(self, person: int, lang: str | None) -> None:
        """Keep a person's language; with None, keep nothing of it."""
        if lang is None:
            self._file.remove("DELETE FROM people WHERE person = ?", [person])
            return
        with self._file.writing() as db:
            row = {"person": person, "lang": lang, "changed_at": now()}
            db.table("people").upsert(row, pk="person")

    def is_logged(self, person: int) -> bool:
        """Say whether a person's questions may be kept."""
        return not self._file.rows("SELECT 1 FROM unlogged WHERE person = ?", [person])

    def log(self, person: int, *, wanted: bool) -> None:
        """Keep whether a person's questions may be kept."""
        if wanted:
            self._file.remove("DELETE FROM unlogged WHERE person = ?", [person])
            return
        with self._file.writing() as db:
            db.execute("INSERT OR IGNORE INTO unlogged (person) VALUES (?)", [person])

    def of_person(self, person: int) -> list[Record]:
        """Return the language that a person has chosen, and when."""
        return self._file.records(
            "SELECT lang AS language, changed_at AS chosen_at FROM people WHERE person = ?",
            [person],
        )

    def forget_person(self, person: int) -> None:
        """Forget what a person chose."""
        self.choose(person, None)
        self.log(person, wanted=True)
