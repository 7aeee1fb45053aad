"""``facts suggestions``: what people say may be wrong with the facts."""

import json
from pathlib import Path

import click

from bot.cli.facts.curating import editor, json_option, login, state_file, state_option
from bot.cli.terminal import db_option, explained, interface, store
from bot.curation import suggestions
from bot.facts.models import STATUSES


@click.group("suggestions")
def command() -> None:
    """List and settle what people say may be wrong."""


@command.command("list")
@json_option
@state_option
@db_option
@explained
def list_(as_json: bool, state: Path, db: Path | None) -> None:  # noqa: FBT001
    """List the suggestions that nobody has settled, oldest first."""
    with store(db) as opened:
        labels = {fact.key: fact.label for fact in opened.facts(STATUSES)}
    with state_file(state) as kept:
        listed = suggestions.waiting(kept, editor(login()))
    for one in listed:
        label = labels.get(one.fact, one.fact)
        record = {"suggestion": one.number, "fact": label, "lang": one.lang, "text": one.text}
        line = f"{one.number}. {label}, {one.at[:10]}: {one.text}"
        click.echo(json.dumps(record, ensure_ascii=False) if as_json else line)


@command.command("settle")
@click.argument("suggestion", type=int)
@json_option
@state_option
@explained
def settle(suggestion: int, as_json: bool, state: Path) -> None:  # noqa: FBT001
    """Forget a SUGGESTION that was dealt with."""
    with state_file(state) as kept:
        suggestions.settle(kept, editor(login()), suggestion)
    said = interface()("suggestion.settled", suggestion=suggestion)
    click.echo(json.dumps({"suggestion": suggestion}) if as_json else said)
