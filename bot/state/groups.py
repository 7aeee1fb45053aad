"""What the administrators of a group chose for it: its language."""

from bot.state.file import StateFile, now


class Groups:
    """Choices, by the Telegram number of the group's chat."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def language(self, chat: int) -> str | None:
        """Return the language that was chosen for a group, or None."""
        row = self._file.row("SELECT lang FROM groups WHERE chat = ?", [chat])
        return str(row[0]) if row else None

    def choose(self, chat: int, lang: str | None) -> None:
        """Keep a group's language; with None, keep nothing of it."""
        if lang is None:
            self._file.remove("DELETE FROM groups WHERE chat = ?", [chat])
            return
        with self._file.writing() as db:
            row = {"chat": chat, "lang": lang, "changed_at": now()}
            db.table("groups").upsert(row, pk="chat")

    def move(self, old: int, new: int) -> None:
        """Keep a group's choice under its new number: it has become a supergroup."""
        if self.language(old) is None:
            return
        with self._file.writing() as db:
            db.execute("DELETE FROM groups WHERE chat = ?", [new])
            db.execute("UPDATE groups SET chat = ? WHERE chat = ?", [new, old])
