"""Chats that can't be written to under their number: they blocked the bot, are gone, or moved."""

from bot.state.file import StateFile, now


class Chats:
    """Such chats, each with the number that it has moved to, None where it can't be reached."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def all(self) -> dict[int, int | None]:
        """Return all of them."""
        return dict(self._file.rows("SELECT chat, moved_to FROM chats"))

    def keep(self, chat: int, moved_to: int | None = None) -> None:
        """Keep that a chat can't be written to, or has moved."""
        with self._file.writing() as db:
            row = {"chat": chat, "moved_to": moved_to, "at": now()}
            db.table("chats").upsert(row, pk="chat")

    def forget(self, chat: int) -> None:
        """Forget a chat, for it can be written to again."""
        self._file.remove("DELETE FROM chats WHERE chat = ?", [chat])

    def forget_before(self, moment: str) -> int:
        """Forget what was learnt before a moment; return of how many chats."""
        return self._file.remove("DELETE FROM chats WHERE at < ?", [moment])
