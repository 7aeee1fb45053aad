"""What contributors proposed: drafts that wait for an editor, and what became of them."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any, Literal, cast

from bot.curation.curators import Curator
from bot.curation.drafts import Draft, Edit
from bot.errors import NoSuchItem, Rejected
from bot.exchange.items import Item, item_of, record_of
from bot.facts import history
from bot.facts.models import Channel

ProposalStatus = Literal["waiting", "approved", "rejected"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft with who proposed it, when (ISO 8601, UTC) and why, and what was decided."""

    number: int
    draft: Draft
    at: str
    by: str
    channel: Channel
    reason: str | None
    status: ProposalStatus
    decided_by: str | None
    decision: str | None


_DECIDED = {"approved": "proposal-approved", "rejected": "proposal-rejected"}
_COLUMNS = "id, operation, edits, at, by, channel, reason, status, decided_by, decision"


def keep(connection: sqlite3.Connection, draft: Draft, curator: Curator, reason: str | None) -> int:
    """Keep a draft and return its number as a proposal."""
    edits = [
        {
            "based_on": edit.based_on,
            "before": _record(edit.before),
            "after": _record(edit.after),
        }
        for edit in draft.edits
    ]
    cursor = connection.execute(
        "INSERT INTO proposals (operation, edits, at, by, channel, reason)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            draft.operation,
            json.dumps(edits, ensure_ascii=False),
            history.now(),
            curator.name,
            curator.channel,
            reason,
        ),
    )
    return cast("int", cursor.lastrowid)


def waiting(connection: sqlite3.Connection) -> list[Proposal]:
    """Return the proposals that wait, oldest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM proposals WHERE status = 'waiting' ORDER BY id"  # noqa: S608
    )
    return [_proposal(row) for row in rows]


def numbered(connection: sqlite3.Connection, number: int) -> Proposal:
    """Return the proposal of a number; raises NoSuchItem."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM proposals WHERE id = ?",  # noqa: S608
        [number],
    ).fetchone()
    if row is None:
        raise NoSuchItem("no-such-proposal", proposal=number)
    return _proposal(row)


def decide(
    connection: sqlite3.Connection,
    number: int,
    status: ProposalStatus,
    curator: Curator,
    reason: str | None,
) -> None:
    """Put a decision on record; raises Rejected if there was one before, NoSuchItem."""
    decided = connection.execute(
        "UPDATE proposals SET status = ?, decided_at = ?, decided_by = ?, decision = ?"
        " WHERE id = ? AND status = 'waiting'",
        (status, history.now(), curator.name, reason, number),
    )
    if decided.rowcount == 0:
        found = numbered(connection, number)
        raise Rejected(_DECIDED[found.status], proposal=number, by=found.decided_by)


def link(connection: sqlite3.Connection, number: int, change: int | None) -> None:
    """Note the change by which an approved proposal was published."""
    connection.execute("UPDATE proposals SET change_id = ? WHERE id = ?", (change, number))


def _proposal(row: tuple[Any, ...]) -> Proposal:
    number, operation, edits, at, by, channel, reason, status, decided_by, decision = row
    read = tuple(
        Edit(_item(edit["before"]), _item(edit["after"]), edit["based_on"])
        for edit in json.loads(edits)
    )
    draft = Draft(cast("history.Operation", operation), read)
    return Proposal(number, draft, at, by, channel, reason, status, decided_by, decision)


def _record(item: Item | None) -> dict[str, Any] | None:
    return None if item is None else record_of(item)


def _item(record: dict[str, Any] | None) -> Item | None:
    return None if record is None else item_of(record)
