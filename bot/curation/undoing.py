"""Taking back a change whole: every item becomes again what it was before."""

import sqlite3

from bot.curation.writing import order, put, take_away
from bot.errors import ChangedMeanwhile, NoSuchItem
from bot.exchange.items import item_of, label_of
from bot.facts import history
from bot.facts.history import MadeChange, Revision
from bot.facts.writer import FactWriter


def target(connection: sqlite3.Connection, number: int | None) -> MadeChange:
    """Return the change of a number, by default the last one that stands; raises NoSuchItem."""
    if number is None:
        number = history.last_standing(connection)
        if number is None:
            raise NoSuchItem("nothing-to-undo")
    found = history.change_numbered(connection, number)
    if found is None:
        raise NoSuchItem("no-such-change", change=number)
    return found


def take_back(writer: FactWriter, made: MadeChange) -> None:
    """Write every item that a change touched as it was before, in the change in progress.

    Raises ChangedMeanwhile if any of them was changed again since, and Rejected for a source that
    would go while facts still cite it.
    """
    revisions = history.revisions_in(writer.connection, made.number)
    for revision in revisions:
        _refuse_overwriting(writer, revision)
    gone = [revision for revision in revisions if revision.before is None]
    for revision in sorted(gone, key=lambda r: order(r.name), reverse=True):
        take_away(writer, revision.name)
    for revision in sorted(revisions, key=lambda r: order(r.name)):
        if revision.before is not None:
            put(writer, item_of(revision.before))


def _refuse_overwriting(writer: FactWriter, revision: Revision) -> None:
    last = history.revisions_of(writer.connection, revision.name)[-1]
    if last.after == revision.after:
        return
    raise ChangedMeanwhile(
        "changed-since",
        item=label_of(revision.name, revision.after or revision.before),
        by=last.made.change.by,
        change=last.made.number,
    )
