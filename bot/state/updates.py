"""What Telegram has delivered: kept before Telegram is told so, and forgotten once handled.

An update is ``waiting``, then ``begun``; ``sending`` from the moment when something of its answer
may have reached the chat; at last ``done``, or put ``aside`` because it can't be handled. Of those
two only the number stays, so that one that is delivered again is known.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.state.file import StateFile, now

Json = Mapping[str, Any]
_NOTHING: Final = "content = NULL, after = NULL, mark = NULL"


@dataclass(frozen=True, slots=True)
class Trace:
    """What a message can be found by that may have been sent.

    Its number is higher than ``after``; ``mark`` tells its words from others.
    """

    after: int
    mark: str


@dataclass(frozen=True, slots=True)
class Unhandled:
    """An update that is still to be handled.

    ``failures``: how often handling it failed; ``deaths``: how often the process ended before
    there was an answer; ``delays``: how often its answer could not be sent, or the process ended
    meanwhile. ``trace``: of the message that was on its way then.
    """

    number: int
    content: Json
    failures: int = 0
    deaths: int = 0
    delays: int = 0
    trace: Trace | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """What a process that has ended left behind: updates to handle, oldest first, and how many of
    them may be answered twice, by messages that left no trace.
    """

    unhandled: tuple[Unhandled, ...]
    repeats: int


class Updates:
    """Updates by their numbers."""

    def __init__(self, file: StateFile) -> None:
        self._file = file

    def keep(self, number: int, content: Json) -> bool:
        """Keep an update; say whether it is new."""
        with self._file.writing() as db:
            added = db.execute(
                "INSERT OR IGNORE INTO updates (number, content, stage, at)"
                " VALUES (?, ?, 'waiting', ?)",
                [number, json.dumps(content), now()],
            )
            return bool(added.rowcount)

    def begin(self, number: int) -> None:
        """Keep that an update is being handled."""
        self._set("stage = 'begun'", number)

    def send(self, number: int, trace: Trace | None = None) -> None:
        """Keep that something of the answer may have reached the chat from now on."""
        found_by = (None, None) if trace is None else (trace.after, trace.mark)
        self._set("stage = 'sending', after = ?, mark = ?", number, *found_by)

    def repeat(self, number: int) -> None:
        """Count an answer that may have been sent and is sent again."""
        self._set("repeats = repeats + 1", number)

    def fail(self, number: int, kind: str) -> None:
        """Count that handling an update failed, and how; it waits for another try."""
        self._set("stage = 'waiting', failures = failures + 1, kind = ?", number, kind)

    def delay(self, number: int, kind: str) -> None:
        """Count that an answer could not be sent, and why; it waits for another try."""
        self._set("stage = 'waiting', delays = delays + 1, kind = ?", number, kind)

    def end(self, number: int) -> None:
        """Keep that an update is handled, and nothing of what it said."""
        self._set(f"stage = 'done', {_NOTHING}, at = ?", number, now())

    def put_aside(self, number: int, kind: str) -> None:
        """Keep that an update can't be handled, and nothing of what it said."""
        self._set(f"stage = 'aside', {_NOTHING}, kind = ?, at = ?", number, kind, now())

    def release(self) -> None:
        """Let what was begun wait again, where the process ends in good order."""
        with self._file.writing() as db:
            db.execute("UPDATE updates SET stage = 'waiting' WHERE stage = 'begun'")

    def take_over(self) -> Left:
        """Return what an earlier process left; counts against an update what ended with it."""
        with self._file.writing() as db:
            ((begun,),) = db.execute("SELECT count(*) FROM updates WHERE stage = 'begun'")
            counted = "deaths + 1" if begun == 1 else "max(deaths, 1)"
            db.execute(
                f"UPDATE updates SET stage = 'waiting', deaths = {counted} WHERE stage = 'begun'"  # noqa: S608
            )
            repeats = db.execute(
                "UPDATE updates SET repeats = repeats + 1 WHERE stage = 'sending' AND mark IS NULL"
            ).rowcount
            db.execute(
                "UPDATE updates SET stage = 'waiting', delays = delays + 1 WHERE stage = 'sending'"
            )
        rows = self._file.rows(
            "SELECT number, content, failures, deaths, delays, after, mark FROM updates"
            " WHERE stage NOT IN ('done', 'aside') ORDER BY number"
        )
        return Left(tuple(_unhandled(*row) for row in rows), repeats)

    def forget_before(self, moment: str) -> int:
        """Forget updates that were handled before a moment; return how many."""
        return self._file.remove(
            "DELETE FROM updates WHERE stage IN ('done', 'aside') AND at < ?", [moment]
        )

    def _set(self, what: str, number: int, *values: str | int | None) -> None:
        with self._file.writing() as db:
            db.execute(f"UPDATE updates SET {what} WHERE number = ?", [*values, number])  # noqa: S608


def _unhandled(  # noqa: PLR0917 - the columns of a row
    number: int,
    content: str,
    failures: int,
    deaths: int,
    delays: int,
    after: int | None,
    mark: str | None,
) -> Unhandled:
    trace = None if after is None or mark is None else Trace(after, mark)
    return Unhandled(number, json.loads(content), failures, deaths, delays, trace)
