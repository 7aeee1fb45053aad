"""Who asked to be told once there is an answer: the only place where a question has a chat."""

from dataclasses import dataclass

from bot.state.file import Record, StateFile, now


@dataclass(frozen=True, slots=True)
class Wait:
    """A chat that waits for the answer to a question, in the language to tell it in."""

    number: int
    chat: int
    lang: str
    text: str


class Waiting:
    """Who waits for an answer."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def keep(self, chat: int, lang: str, text: str) -> None:
        """Keep that a chat waits for an answer; asked twice it waits once."""
        with self._file.writing() as db:
            db.execute(
                "INSERT OR IGNORE INTO waiting (chat, lang, text, at) VALUES (?, ?, ?, ?)",
                [chat, lang, text, now()],
            )

    def all(self) -> list[Wait]:
        """Return all that wait, those who began first at the head."""
        rows = self._file.rows("SELECT id, chat, lang, text FROM waiting ORDER BY id")
        return [Wait(*row) for row in rows]

    def of(self, chat: int) -> list[str]:
        """Return the questions that a chat waits for an answer to, the first one first."""
        rows = self._file.rows("SELECT text FROM waiting WHERE chat = ? ORDER BY id", [chat])
        return [text for (text,) in rows]

    def of_person(self, person: int) -> list[Record]:
        """Return the questions that a person waits for an answer to in their private chat."""
        return self._file.records(
            "SELECT text AS question, lang AS language, at AS asked_at"
            " FROM waiting WHERE chat = ? ORDER BY id",
            [person],
        )

    def end(self, number: int) -> bool:
        """Forget a wait; say whether it was still there."""
        return self._file.remove("DELETE FROM waiting WHERE id = ?", [number]) == 1

    def leave(self, chat: int) -> int:
        """Forget all that a chat waits for; return how many questions."""
        return self._file.remove("DELETE FROM waiting WHERE chat = ?", [chat])

    def forget_before(self, moment: str) -> int:
        """Forget who has waited since before a moment; return how many."""
        return self._file.remove("DELETE FROM waiting WHERE at < ?", [moment])
