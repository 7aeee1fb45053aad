"""``facts history``, ``changes``, ``revert``, ``undo``: what was done, and taking it back."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from bot.cli.facts.curating import (
    by_option,
    carry_out,
    curation,
    editor,
    fact_number,
    json_option,
    reason_option,
    writing,
)
from bot.cli.terminal import db_option, explained, interface
from bot.exchange.differences import FieldDifference, differences
from bot.exchange.items import label_of
from bot.facts.history import MadeChange, Revision
from bot.text.changes import change_lines, difference_lines, revision_lines


@click.command("history")
@click.argument("fact")
@json_option
@db_option
@explained
def history(fact: str, as_json: bool, db: Path | None) -> None:  # noqa: FBT001
    """Show every revision of FACT, the latest first, field by field."""
    service, tr = curation(db), interface()
    found, _ = service.fact(fact_number(fact))
    for revision in reversed(service.revisions(("fact", found.key))):
        changed = _changed(revision)
        if as_json:
            click.echo(json.dumps(_record(revision, changed), ensure_ascii=False))
        else:
            for line in revision_lines(revision, changed, tr):
                click.echo(line)


@click.command("changes")
@click.argument("change", required=False, type=int)
@click.option("--most", type=click.IntRange(min=1), default=20, show_default=True)
@json_option
@db_option
@explained
def changes(change: int | None, most: int, as_json: bool, db: Path | None) -> None:  # noqa: FBT001
    """List the latest changes; with the number of a CHANGE, show all that it did."""
    service, tr = curation(db), interface()
    if change is not None:
        _show_change(*service.change(change), as_json=as_json)
        return
    listed = service.changes(most)
    for made in listed:
        lines = [json.dumps(_made(made), ensure_ascii=False)] if as_json else change_lines(made, tr)
        for line in lines:
            click.echo(line)
    if not listed and not as_json:
        click.echo(tr("change.none"))


@click.command("revert")
@click.argument("fact")
@click.option("--to", type=int, required=True, help="The revision that FACT is to be as again.")
@writing
@explained
def revert(fact: str, to: int, db: Path | None, **how: Any) -> None:
    """Make FACT again what it was after one of its revisions."""
    service = curation(db)
    carry_out(service, service.reverting(fact_number(fact), to), **how)


@click.command("undo")
@click.argument("change", required=False, type=int)
@by_option
@reason_option
@json_option
@db_option
@explained
def undo(
    change: int | None,
    by: str,
    reason: str | None,
    as_json: bool,  # noqa: FBT001
    db: Path | None,
) -> None:
    """Take back the last change, or the one numbered CHANGE, whole; an undo can be undone."""
    service, tr = curation(db), interface()
    number = service.undo(editor(by), change, reason)
    made, revisions = service.change(number)
    if as_json:
        touched = [label_of(r.name, r.after or r.before) for r in revisions]
        record = {"change": number, "undone": made.change.undoes, "items": touched}
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    _show_items(revisions)
    click.echo(tr("change.undone", undone=made.change.undoes, change=number))


def _show_change(made: MadeChange, revisions: list[Revision], *, as_json: bool) -> None:
    if as_json:
        items = [_record(revision, _changed(revision)) for revision in revisions]
        click.echo(json.dumps(_made(made) | {"revisions": items}, ensure_ascii=False))
        return
    for line in change_lines(made, interface()):
        click.echo(line)
    _show_items(revisions)


def _show_items(revisions: list[Revision]) -> None:
    for revision in revisions:
        click.echo(f"{label_of(revision.name, revision.after or revision.before)}:")
        for line in difference_lines(_changed(revision), interface()):
            click.echo(f"  {line}")


def _changed(revision: Revision) -> tuple[FieldDifference, ...]:
    return differences(revision.before, revision.after)


def _made(made: MadeChange) -> dict[str, Any]:
    rest = {"items": made.items, "undone_by": made.undone_by}
    return {"change": made.number, "at": made.at, **asdict(made.change), **rest}


def _record(revision: Revision, changed: tuple[FieldDifference, ...]) -> dict[str, Any]:
    return {
        "item": label_of(revision.name, revision.after or revision.before),
        "revision": revision.revision,
        "at": revision.made.at,
        **asdict(revision.made.change),
        "change": revision.made.number,
        "differences": [asdict(one) for one in changed],
    }
