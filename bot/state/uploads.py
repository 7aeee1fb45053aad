"""Files that editors sent and have not decided on."""

from dataclasses import dataclass

from bot.state.file import Record, StateFile, now


@dataclass(frozen=True, slots=True)
class Upload:
    """A file under its own name; ``digest`` tells what was said of it from what would be now."""

    number: int
    person: int
    name: str
    content: bytes
    digest: str


class Uploads:
    """Uploads, by number."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def keep(self, person: int, name: str, content: bytes, digest: str) -> int:
        """Keep a file and return its number."""
        row = {"person": person, "name": name, "content": content, "digest": digest, "at": now()}
        return self._file.insert("uploads", row)

    def upload(self, number: int) -> Upload | None:
        """Return the file of a number, or None."""
        row = self._file.row(
            "SELECT number, person, name, content, digest FROM uploads WHERE number = ?", [number]
        )
        return Upload(*row) if row else None

    def drop(self, number: int) -> bool:
        """Forget a file; say whether it was still there."""
        return self._file.remove("DELETE FROM uploads WHERE number = ?", [number]) == 1

    def of_person(self, person: int) -> list[Record]:
        """Return a person's files without what is in them, the first one first."""
        return self._file.records(
            "SELECT name, length(content) AS bytes, at AS sent_at"
            " FROM uploads WHERE person = ? ORDER BY number",
            [person],
        )

    def forget_person(self, person: int) -> None:
        """Forget a person's files."""
        self._file.remove("DELETE FROM uploads WHERE person = ?", [person])

    def forget_before(self, moment: str) -> int:
        """Forget files that came before a moment; return how many."""
        return self._file.remove("DELETE FROM uploads WHERE at < ?", [moment])
