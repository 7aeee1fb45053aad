"""What people say may be wrong with a fact, without who said it."""

from dataclasses import dataclass

from bot.state.file import StateFile, now


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What somebody says may be wrong with the fact of a key, when (ISO 8601, UTC).

    ``question`` is what the fact was the answer to, where that was kept.
    """

    number: int
    fact: str
    lang: str
    text: str
    at: str
    question: str | None = None


class Suggestions:
    """Suggestions that wait for a curator."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def keep(self, fact: str, lang: str, text: str, question: str | None = None) -> None:
        """Keep a suggestion about the fact of a key."""
        row = {"fact": fact, "lang": lang, "text": text, "at": now(), "question": question}
        self._file.insert("suggestions", row)

    def waiting(self) -> list[Suggestion]:
        """Return the suggestions that are not settled, oldest first."""
        rows = self._file.rows(
            "SELECT id, fact, lang, text, at, question FROM suggestions ORDER BY id"
        )
        return [Suggestion(*row) for row in rows]

    def settle(self, number: int) -> bool:
        """Forget a suggestion; say whether there was one of this number."""
        return self._file.remove("DELETE FROM suggestions WHERE id = ?", [number]) == 1

    def forget_before(self, moment: str) -> int:
        """Forget what was said before a moment; return how many suggestions."""
        return self._file.remove("DELETE FROM suggestions WHERE at < ?", [moment])
