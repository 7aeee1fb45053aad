"""``facts sources``: the sources that facts cite."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from bot.cli.facts.curating import (
    based_on_option,
    carry_out,
    curation,
    how,
    json_option,
    writing,
)
from bot.cli.terminal import db_option, explained, store
from bot.curation.source_ids import id_of
from bot.errors import Rejected
from bot.facts.models import Source
from bot.facts.records import SOURCE_FIELDS, source_record
from bot.facts.store import FactStore


@click.group("sources")
def command() -> None:
    """List, show, add, change and remove sources."""


@command.command("list")
@json_option
@db_option
@explained
def list_(as_json: bool, db: Path | None) -> None:  # noqa: FBT001
    """List all sources with how many facts rest on each."""
    with store(db) as opened:
        sources, counts = opened.sources(), opened.citation_counts()
    for source in sources.values():
        count = counts.get(source.id, 0)
        if as_json:
            record = source_record(source) | {"facts": count}
            click.echo(json.dumps(record, ensure_ascii=False))
        else:
            click.echo(f"{source.id} · {count} · {source.fields['title']}")


@command.command("show")
@click.argument("source")
@db_option
@explained
def show(source: str, db: Path | None) -> None:
    """Show all fields of SOURCE as JSON."""
    found, _ = curation(db).source(source)
    click.echo(json.dumps(source_record(found), ensure_ascii=False, indent=2))


def _fields(command: Any) -> Any:
    options = [click.option("--author", multiple=True, help="“Family, Given”; repeat for more.")]
    options.extend(
        click.option(f"--{name.lower()}", name.replace("-", "_"), help=f"CSL-JSON {name}.")
        for name in SOURCE_FIELDS
        if name not in {"author", "title", "type"}
    )
    options.append(click.option("--title-in", type=(str, str), multiple=True, metavar="LANG TEXT"))
    for option in reversed(options):
        command = option(command)
    return writing(command)


@command.command("add")
@click.argument("title")
@click.option("--id", "source_id", help="A short name; without it one is made of the title.")
@click.option("--type", default="book", show_default=True, help="CSL-JSON type: book, webpage …")
@_fields
@explained
def add(title: str, source_id: str | None, db: Path | None, **given: Any) -> None:
    """Add a source called TITLE."""
    service, options = curation(db), how(given)
    with closing(FactStore(service.path)) as opened:
        taken = opened.sources().keys()
    source_id = source_id or id_of(title, taken)
    if source_id in taken:
        raise Rejected("source-there", source=source_id)
    fields = _given_fields(given) | {"type": given["type"], "title": title}
    source = Source(source_id, _ordered(fields), dict(given["title_in"]))
    carry_out(service, service.source_draft(source, 0), **options)


@command.command("edit")
@click.argument("source")
@click.option("--title")
@click.option("--type")
@_fields
@click.option("--unset", multiple=True, metavar="FIELD", help="Empty a field, such as URL.")
@based_on_option
@explained
def edit(source: str, db: Path | None, based_on: int | None, **given: Any) -> None:
    """Change fields of SOURCE."""
    service, options = curation(db), how(given)
    before, revision = service.source(source)
    fields = {n: value for n, value in before.fields.items() if n not in given["unset"]}
    named = {name: given[name] for name in ("type", "title") if given[name] is not None}
    after = Source(
        source,
        _ordered(fields | named | _given_fields(given)),
        {**before.title_in, **dict(given["title_in"])},
    )
    carry_out(
        service, service.source_draft(after, revision if based_on is None else based_on), **options
    )


@command.command("remove")
@click.argument("source")
@based_on_option
@writing
@explained
def remove(source: str, db: Path | None, based_on: int | None, **options: Any) -> None:
    """Take SOURCE away; refused while facts cite it."""
    service = curation(db)
    carry_out(service, service.source_removal(source, based_on), **options)


def _given_fields(given: dict[str, Any]) -> dict[str, Any]:
    """Return the CSL-JSON fields among the options."""
    fields: dict[str, Any] = {
        name: given[name.replace("-", "_")]
        for name in SOURCE_FIELDS
        if name not in {"author", "title", "type"} and given[name.replace("-", "_")] is not None
    }
    if given["author"]:
        fields["author"] = [_author(name) for name in given["author"]]
    return fields


def _author(name: str) -> dict[str, str]:
    family, comma, rest = name.partition(",")
    return {"family": family.strip(), "given": rest.strip()} if comma else {"literal": name.strip()}


def _ordered(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: fields[name] for name in SOURCE_FIELDS if name in fields}
