"""``facts proposals``: what contributors proposed, and deciding on it."""

import json
from pathlib import Path

import click

from bot.cli.facts.curating import (
    by_option,
    curation,
    editor,
    json_option,
    reason_option,
    review_record,
    written,
)
from bot.cli.terminal import db_option, explained, interface
from bot.text.changes import review_lines


@click.group("proposals")
def command() -> None:
    """List, show, approve and reject proposals."""


@command.command("list")
@json_option
@db_option
@explained
def list_(as_json: bool, db: Path | None) -> None:  # noqa: FBT001
    """List the proposals that wait, oldest first."""
    service, tr = curation(db), interface()
    listed = service.proposals()
    for found in listed:
        record = {
            "proposal": found.number,
            "at": found.at,
            "by": found.by,
            "operation": found.draft.operation,
            "reason": found.reason,
            "facts": [fact.label for fact in found.draft.facts],
        }
        line = tr(
            "proposal.line",
            proposal=found.number,
            at=found.at[: len("2026-11-23T10:00")].replace("T", " "),
            by=found.by,
            operation=tr(f"operation.{found.draft.operation}"),
        )
        click.echo(json.dumps(record, ensure_ascii=False) if as_json else line)
    if not listed and not as_json:
        click.echo(tr("proposal.none"))


@command.command("show")
@click.argument("proposal", type=int)
@json_option
@db_option
@explained
def show(proposal: int, as_json: bool, db: Path | None) -> None:  # noqa: FBT001
    """Show what a PROPOSAL would do, with the checks' results."""
    service, tr = curation(db), interface()
    review = service.review(service.proposal(proposal).draft)
    if as_json:
        click.echo(json.dumps(review_record(review, tr), ensure_ascii=False))
        return
    for line in review_lines(review, tr):
        click.echo(line)


@command.command("approve")
@click.argument("proposal", type=int)
@by_option
@json_option
@db_option
@explained
def approve(proposal: int, by: str, as_json: bool, db: Path | None) -> None:  # noqa: FBT001
    """Publish a PROPOSAL in its author's name."""
    service, tr = curation(db), interface()
    number = service.approve(proposal, editor(by))
    items = written(service, number)
    if as_json:
        click.echo(json.dumps({"proposal": proposal, "change": number, "items": items}))
    else:
        click.echo(tr("change.made", change=number, items=", ".join(items)))


@command.command("reject")
@click.argument("proposal", type=int)
@by_option
@reason_option
@json_option
@db_option
@explained
def reject(
    proposal: int,
    by: str,
    reason: str | None,
    as_json: bool,  # noqa: FBT001
    db: Path | None,
) -> None:
    """Turn a PROPOSAL down."""
    found = curation(db).reject(proposal, editor(by), reason)
    said = interface()("proposal.rejected", proposal=proposal)
    record = {"proposal": proposal, "status": found.status}
    click.echo(json.dumps(record) if as_json else said)
