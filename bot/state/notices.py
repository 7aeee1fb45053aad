"""Who proposed what, and which messages ask for a decision on it."""

from bot.state.file import Record, StateFile


class Notices:
    """Chats and messages, by the number of the proposal."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def keep_proposer(self, proposal: int, chat: int) -> None:
        """Keep where the proposer is told what comes of it."""
        with self._file.writing() as db:
            db.table("proposers").upsert({"proposal": proposal, "chat": chat}, pk="proposal")

    def proposer(self, proposal: int) -> int | None:
        """Return the chat of the proposer, or None where it is not known."""
        row = self._file.row("SELECT chat FROM proposers WHERE proposal = ?", [proposal])
        return row[0] if row else None

    def keep(self, proposal: int, chat: int, message: int) -> None:
        """Keep that a message asks for a decision; a chat's latest counts."""
        row = {"proposal": proposal, "chat": chat, "message": message}
        with self._file.writing() as db:
            db.table("notices").upsert(row, pk=("proposal", "chat"))

    def of(self, proposal: int) -> dict[int, int]:
        """Return the messages that ask for a decision, by chat."""
        rows = self._file.rows("SELECT chat, message FROM notices WHERE proposal = ?", [proposal])
        return dict(rows)

    def forget(self, proposal: int) -> None:
        """Forget a proposal that is decided."""
        self._file.remove("DELETE FROM notices WHERE proposal = ?", [proposal])
        self._file.remove("DELETE FROM proposers WHERE proposal = ?", [proposal])

    def proposed_by(self, person: int) -> list[Record]:
        """Return the proposals whose outcome a person is told in their private chat."""
        return self._file.records(
            "SELECT proposal FROM proposers WHERE chat = ? ORDER BY proposal", [person]
        )

    def asked_of(self, person: int) -> list[Record]:
        """Return the proposals that a person was asked to decide on, and by which messages."""
        return self._file.records(
            "SELECT proposal, message FROM notices WHERE chat = ? ORDER BY proposal", [person]
        )

    def forget_person(self, person: int) -> None:
        """Forget where a person is told of proposals, theirs and others'."""
        self._file.remove("DELETE FROM proposers WHERE chat = ?", [person])
        self._file.remove("DELETE FROM notices WHERE chat = ?", [person])
