"""What curators have begun to write in chat: one draft a person."""

import json
from dataclasses import dataclass
from typing import Any, cast

from bot.state.file import Record, StateFile, now


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft's content as JSON; ``version`` counts up with every change of it, from 1.

    Buttons carry both numbers, so that one of an earlier state is known for what it is.
    """

    number: int
    version: int
    content: dict[str, Any]


class Drafts:
    """Drafts, by the Telegram number of the person."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def draft(self, person: int) -> KeptDraft | None:
        """Return the draft that a person has begun, or None."""
        row = self._file.row(
            "SELECT number, version, content FROM drafts WHERE person = ?", [person]
        )
        return KeptDraft(row[0], row[1], json.loads(row[2])) if row else None

    def begin(self, person: int, content: dict[str, Any]) -> KeptDraft:
        """Keep a new draft, in place of one that the person had begun before."""
        row = {"person": person, "version": 1, "content": _json(content), "at": now()}
        with self._file.writing() as db:
            db.execute("DELETE FROM drafts WHERE person = ?", [person])
            number = db.table("drafts").insert(row).last_rowid
        return KeptDraft(cast("int", number), 1, content)

    def change(self, draft: KeptDraft, content: dict[str, Any]) -> KeptDraft:
        """Keep a draft's new content and return it under its next version."""
        changed = KeptDraft(draft.number, draft.version + 1, content)
        with self._file.writing() as db:
            db.execute(
                "UPDATE drafts SET version = ?, content = ?, at = ? WHERE number = ?",
                [changed.version, _json(content), now(), draft.number],
            )
        return changed

    def drop(self, number: int) -> bool:
        """Forget a draft; say whether it was still there."""
        return self._file.remove("DELETE FROM drafts WHERE number = ?", [number]) == 1

    def of_person(self, person: int) -> list[Record]:
        """Return what a person has begun to write, and when they last touched it."""
        found = self._file.records(
            "SELECT content, at AS changed_at FROM drafts WHERE person = ?", [person]
        )
        return [draft | {"content": json.loads(draft["content"])} for draft in found]

    def forget_person(self, person: int) -> None:
        """Forget what a person has begun to write."""
        self._file.remove("DELETE FROM drafts WHERE person = ?", [person])

    def forget_before(self, moment: str) -> int:
        """Forget drafts that were last touched before a moment; return how many."""
        return self._file.remove("DELETE FROM drafts WHERE at < ?", [moment])


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False)
