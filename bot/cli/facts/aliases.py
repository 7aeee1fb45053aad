"""``facts aliases``: concepts, and the names by which people ask for them."""

import json
from pathlib import Path
from typing import Any

import click

from bot.cli.facts.curating import (
    based_on_option,
    carry_out,
    curation,
    json_option,
    writing,
)
from bot.cli.terminal import db_option, explained, store
from bot.errors import NoSuchItem
from bot.facts.records import concept_record
from bot.search.lexicon import Concept


@click.group("aliases")
def command() -> None:
    """List, set and remove names that mean the same."""


@command.command("list")
@click.argument("concept", required=False)
@json_option
@db_option
@explained
def list_(concept: str | None, as_json: bool, db: Path | None) -> None:  # noqa: FBT001
    """List the names of all concepts, or of one CONCEPT."""
    with store(db) as opened:
        concepts = [c for c in opened.concepts() if concept in (None, c.id)]
    for one in concepts:
        if as_json:
            click.echo(json.dumps(concept_record(one), ensure_ascii=False))
        else:
            names = "; ".join(f"{lang}: {', '.join(n)}" for lang, n in sorted(one.names.items()))
            click.echo(f"{one.id} · {names}")


@command.command("add")
@click.argument("concept")
@click.argument("lang")
@click.argument("names", nargs=-1, required=True)
@based_on_option
@writing
@explained
def add(concept: str, lang: str, names: tuple[str, ...], **given: Any) -> None:
    """Add NAMES in a LANG to CONCEPT, which is made if it is new."""
    _change(concept, lang, names, **given, adding=True)


@command.command("remove")
@click.argument("concept")
@click.argument("lang", required=False)
@click.argument("names", nargs=-1)
@based_on_option
@writing
@explained
def remove(concept: str, lang: str | None, names: tuple[str, ...], **given: Any) -> None:
    """Take NAMES in a LANG from CONCEPT; without any, take the concept away."""
    if lang is not None:
        _change(concept, lang, names, **given, adding=False)
        return
    service = curation(given.pop("db"))
    carry_out(service, service.concept_removal(concept, given.pop("based_on")), **given)


def _change(
    concept: str,
    lang: str,
    names: tuple[str, ...],
    *,
    adding: bool,
    db: Path | None,
    based_on: int | None,
    **how: Any,
) -> None:
    service = curation(db)
    try:
        before, revision = service.concept(concept)
    except NoSuchItem:
        before, revision = Concept(concept, {}), 0
    listed = before.names.get(lang, ())
    if adding:
        changed = tuple(dict.fromkeys((*listed, *names)))
    else:
        changed = tuple(name for name in listed if names and name not in names)
    kept = {tag: n for tag, n in {**before.names, lang: changed}.items() if n}
    revision = revision if based_on is None else based_on
    carry_out(service, service.concept_draft(Concept(concept, kept), revision), **how)
