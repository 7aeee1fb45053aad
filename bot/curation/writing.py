"""Any item into a fact file, and never over what somebody else has changed meanwhile."""

import sqlite3
from collections.abc import Iterable

from bot.curation.drafts import Edit
from bot.errors import ChangedMeanwhile, Rejected
from bot.exchange.differences import differences
from bot.exchange.items import Item, label_of, record_of
from bot.facts import history
from bot.facts.history import Name
from bot.facts.models import Dataset, Fact, Source
from bot.facts.writer import FactWriter
from bot.search.lexicon import Concept

_ORDER = ("dataset", "source", "alias", "fact")


def order(name: Name) -> int:
    """Return the rank in which items are written: sources before the facts that cite them."""
    return _ORDER.index(name[0])


def put(writer: FactWriter, item: Item) -> Item:
    """Add or replace an item in the change in progress; return it, a fact with its number."""
    match item:
        case Dataset():
            writer.put_dataset(item)
        case Source():
            writer.put_source(item)
        case Concept():
            writer.put_concept(item)
        case Fact():
            return writer.put_fact(item)
    return item


def write(writer: FactWriter, edits: Iterable[Edit]) -> None:
    """Make edits in the change in progress, in the order that they need; raises Rejected."""
    ordered = sorted(edits, key=lambda edit: order(edit.name))
    for edit in ordered:
        if edit.after is not None and edit.after != edit.before:
            put(writer, edit.after)
    for edit in reversed(ordered):
        if edit.after is None:
            take_away(writer, edit.name)


def take_away(writer: FactWriter, name: Name) -> None:
    """Take an item away in the change in progress; raises Rejected for a source that is cited."""
    kind, item = name
    if kind == "source":
        refuse_cited(writer.connection, item)
    writer.remove(name)


def refuse_cited(connection: sqlite3.Connection, source: str) -> None:
    """Raise Rejected for a source that facts cite."""
    rows = connection.execute(
        "SELECT DISTINCT fact_id FROM citations WHERE ? IN (source_id, via) ORDER BY 1", [source]
    ).fetchall()
    if rows:
        facts = ", ".join(f"f{number}" for (number,) in rows[:5])
        raise Rejected("source-cited", source=source, count=len(rows), facts=facts)


def refuse_overwriting(writer: FactWriter, edit: Edit) -> None:
    """Raise ChangedMeanwhile if an item has a later revision than an edit was based on.

    The error tells both versions apart: ``theirs`` are the differences that were made since, and
    ``yours`` those of the edit, both from what the edit was based on.
    """
    revisions = history.revisions_of(writer.connection, edit.name)
    newest = revisions[-1].revision if revisions else 0
    if newest == edit.based_on:
        return
    base = next((r.after for r in revisions if r.revision == edit.based_on), None)
    yours = None if edit.after is None else record_of(edit.after)
    raise ChangedMeanwhile(
        "changed-meanwhile",
        item=label_of(edit.name, revisions[-1].after or yours),
        by=revisions[-1].made.change.by,
        revision=newest,
        based_on=edit.based_on,
        theirs=differences(base, revisions[-1].after),
        yours=differences(base, yours),
    )
