"""The question log: what was asked and what came of it, without who asked."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.state.file import StateFile, now

Logged = Literal["answer", "choices", "none"]
"""What came of a question: a fact, a choice of facts, or nothing."""

_COLUMNS = "id, text, lang, outcome, facts, chosen, out_of_scope, at"


@dataclass(frozen=True, slots=True)
class LoggedQuestion:
    """A question as typed, the keys of the facts it was answered with or offered, and which of
    them the person then chose.
    """

    number: int
    text: str
    lang: str
    outcome: Logged
    facts: tuple[str, ...]
    chosen: str | None
    out_of_scope: bool
    at: str


class Questions:
    """The question log."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def keep(self, text: str, lang: str, outcome: Logged, facts: Sequence[str]) -> int:
        """Keep a question and return its number."""
        row = {"text": text, "lang": lang, "outcome": outcome, "at": now()}
        row["facts"] = json.dumps(list(facts))
        return self._file.insert("questions", row, on_disk=False)  # a question is no great loss

    def question(self, number: int) -> LoggedQuestion | None:
        """Return the question of a number, or None."""
        rows = self._file.rows(
            f"SELECT {_COLUMNS} FROM questions WHERE id = ?",  # noqa: S608
            [number],
        )
        return _question(rows[0]) if rows else None

    def unanswered(self) -> list[LoggedQuestion]:
        """Return the questions that got no answer, oldest first."""
        rows = self._file.rows(
            f"SELECT {_COLUMNS} FROM questions WHERE outcome = 'none' ORDER BY id"  # noqa: S608
        )
        return [_question(row) for row in rows]

    def chosen(self) -> list[LoggedQuestion]:
        """Return the questions whose askers chose among the facts offered, oldest first."""
        rows = self._file.rows(
            f"SELECT {_COLUMNS} FROM questions"  # noqa: S608
            " WHERE outcome = 'choices' AND chosen IS NOT NULL ORDER BY id"
        )
        return [_question(row) for row in rows]

    def choose(self, number: int, fact: str) -> None:
        """Keep which of the facts offered a person chose, the last one where they look at more."""
        with self._file.writing() as db:
            db.execute(
                "UPDATE questions SET chosen = ? WHERE id = ? AND outcome = 'choices'"
                " AND EXISTS (SELECT 1 FROM json_each(facts) WHERE value = ?)",
                [fact, number, fact],
            )

    def leave_out(self, numbers: Sequence[int]) -> None:
        """Mark questions as none of the facts' business."""
        with self._file.writing() as db:
            db.execute(
                "UPDATE questions SET out_of_scope = 1"
                " WHERE id IN (SELECT value FROM json_each(?))",
                [json.dumps(list(numbers))],
            )

    def forget(self, numbers: Sequence[int]) -> int:
        """Forget questions; return how many there were."""
        listed = json.dumps(list(numbers))
        return self._file.remove(
            "DELETE FROM questions WHERE id IN (SELECT value FROM json_each(?))", [listed]
        )

    def forget_before(self, moment: str) -> int:
        """Forget what was asked before a moment; return how many questions."""
        return self._file.remove("DELETE FROM questions WHERE at < ?", [moment])


def _question(row: tuple[Any, ...]) -> LoggedQuestion:
    number, text, lang, outcome, facts, chosen, out_of_scope, at = row
    keys = tuple(json.loads(facts))
    return LoggedQuestion(number, text, lang, outcome, keys, chosen, bool(out_of_scope), at)
