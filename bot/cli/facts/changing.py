"""``facts add``, ``edit``, ``retire``, ``restore``, ``merge``: one fact at a time."""

import os
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from bot.cli.facts.curating import (
    based_on_option,
    carry_out,
    curation,
    fact_number,
    how,
    writing,
)
from bot.cli.terminal import Exit, explained, interface
from bot.curation.drafts import Draft
from bot.curation.reading import fact_of
from bot.curation.service import CurationService
from bot.errors import BotError, Rejected
from bot.facts.fields import Record
from bot.facts.models import STATUSES, Fact
from bot.facts.problems import Problem
from bot.facts.records import CALENDARS, fact_record
from bot.facts.store import FactStore
from bot.text.changes import error_lines
from bot.text.form import form, read_form

_Given = dict[str, Any]


def _fields(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that state the fields of a fact."""
    pair = (str, str)
    options = (
        click.option("--date", help="EDTF, as the source states it: 1722-01-12, 13XX, 1789/1810."),
        click.option("--calendar", type=click.Choice(CALENDARS)),
        click.option("--date-note", type=pair, multiple=True, metavar="LANG TEXT"),
        click.option("--topic"),
        click.option("--place"),
        click.option("--status", type=click.Choice(STATUSES)),
        click.option("--text", "texts", type=pair, multiple=True, metavar="LANG TEXT"),
        click.option("--note", "notes", type=pair, multiple=True, metavar="LANG TEXT"),
        click.option("--phrasing", "phrasings", type=pair, multiple=True, metavar="LANG TEXT"),
        click.option("--source", help="The id of the source; see `facts sources list`."),
        click.option("--label", help="What the locator counts: page, line, chapter."),
        click.option("--locator", help="Where in the source: 45, 43-45."),
        click.option("--marker", help="The source's own reference mark."),
        click.option("--via", help="The id of a source that quotes this one."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command("add")
@_fields
@writing
@explained
def add(db: Path | None, **given: Any) -> None:
    """Add a fact, by options or, without any, in a form that opens in $EDITOR."""
    service, options = curation(db), how(given)
    key = {"key": str(uuid.uuid4())}
    record = _changed({"kind": "fact"}, given)
    if len(record) > 1:
        carry_out(service, service.draft(fact_of(record | key), 0), **options)
        return
    draft, text = _filled_in(service, record, None, 0)
    with _kept(text):
        carry_out(service, draft, **options)


@click.command("edit")
@click.argument("fact")
@_fields
@click.option("--unset", multiple=True, metavar="FIELD", help="Empty a field, such as place.")
@click.option("--no-phrasing", multiple=True, metavar="TEXT", help="Take a phrasing away.")
@based_on_option
@writing
@explained
def edit(fact: str, based_on: int | None, db: Path | None, **given: Any) -> None:
    """Change FACT, by options or, without any, in a form that opens in $EDITOR.

    A --phrasing is added to those there are; a --source with its locator replaces the citation of
    the same source, or is added.
    """
    service, options = curation(db), how(given)
    before, revision = service.fact(fact_number(fact))
    if based_on is not None:
        before, revision = service.fact_at(before, based_on), based_on
    record = _changed(fact_record(before), given)
    if any(given.values()):
        carry_out(service, service.draft(fact_of(record), revision), **options)
        return
    draft, text = _filled_in(service, record, before, revision)
    with _kept(text):
        carry_out(service, draft, **options)


@click.command("retire")
@click.argument("fact")
@writing
@explained
def retire(fact: str, db: Path | None, **given: Any) -> None:
    """Answer with FACT no longer; its number and history stay."""
    service = curation(db)
    carry_out(service, service.retiring(fact_number(fact)), **how(given))


@click.command("restore")
@click.argument("fact")
@writing
@explained
def restore(fact: str, db: Path | None, **given: Any) -> None:
    """Answer with a retired FACT again."""
    service = curation(db)
    carry_out(service, service.restoring(fact_number(fact)), **how(given))


@click.command("merge")
@click.argument("fact")
@click.argument("into")
@writing
@explained
def merge(fact: str, into: str, db: Path | None, **given: Any) -> None:
    """Retire FACT in favour of INTO, which takes over its phrasings, sources and number."""
    service = curation(db)
    carry_out(service, service.merging(fact_number(fact), fact_number(into)), **how(given))


def _changed(record: Record, given: _Given) -> Record:
    """Return a record with the options that were given in their fields."""
    record = {name: value for name, value in record.items() if name not in given.get("unset", ())}
    for name in ("date", "calendar", "topic", "place", "status"):
        if given[name] is not None:
            record[name] = given[name]
    for name in ("texts", "notes", "date_note"):
        if given[name]:
            told = {**record.get(name, {}), **dict(given[name])}
            record[name] = {lang: text for lang, text in told.items() if text.strip()}
    gone = given.get("no_phrasing", ())
    if given["phrasings"] or gone:
        phrasings = {
            lang: [text for text in listed if text not in gone]
            for lang, listed in record.get("phrasings", {}).items()
        }
        for lang, text in given["phrasings"]:
            phrasings[lang] = list(dict.fromkeys((*phrasings.get(lang, ()), text)))
        record["phrasings"] = phrasings
    names = ("source", "label", "locator", "marker", "via")
    citation = {name: given[name] for name in names if given[name] is not None}
    if citation:
        record["citations"] = _cited(record.get("citations", []), citation)
    return record


def _cited(citations: list[Record], citation: Record) -> list[Record]:
    """Return citations with one added or, of the same source, replaced field by field."""
    source = citation.setdefault("source", citations[0]["source"] if citations else None)
    if not any(known["source"] == source for known in citations):
        return [*citations, citation]
    return [known | citation if known["source"] == source else known for known in citations]


def _filled_in(
    service: CurationService, record: Record, before: Fact | None, based_on: int
) -> tuple[Draft, str]:
    """Return the draft that a person fills into a form with their editor, and that form.

    Where it can't be written and is not mended, the form is kept in a file, and that is said.
    """
    if not (sys.stdin.isatty() or os.environ.get("VISUAL") or os.environ.get("EDITOR")):
        raise click.UsageError("give options, or set EDITOR to the editor for the form.")
    tr = interface()
    with closing(FactStore(service.path)) as store:
        text = empty = form(record, store.dataset().languages, store.sources(), tr)
    while True:
        edited = click.edit(text, extension=".txt")
        if edited is None or edited == empty:
            click.echo(tr("form.unchanged"))
            sys.exit(Exit.DONE)
        text = edited
        try:
            draft = service.draft(_identified(_read_form(text), before), based_on)
            service.refuse_errors(draft)
        except Rejected as error:
            for line in error_lines(error, tr):
                click.echo(line, err=True)
        else:
            return draft, text
        if not (sys.stdin.isatty() and click.confirm(tr("form.again"))):
            _keep(text)
            sys.exit(Exit.FINDINGS)


def _read_form(text: str) -> Fact:
    """Return the fact of a filled form; raises Rejected with everything that is wrong with it."""
    problems: list[Problem] = []
    record = read_form(text, lambda key, **data: problems.append(Problem(key, None, data)))
    if problems:
        raise Rejected("change-rejected", problems=tuple(problems))
    return fact_of(record | {"key": str(uuid.uuid4())})


@contextmanager
def _kept(text: str) -> Iterator[None]:
    """Keep what a person wrote if it can't be written to the facts."""
    try:
        yield
    except BotError:
        _keep(text)
        raise


def _identified(fact: Fact, before: Fact | None) -> Fact:
    """Return a fact as the one that it was before; a form does not show what identifies it."""
    if before is None:
        return fact
    return replace(
        fact, key=before.key, id=before.id, stale=before.stale, merged_into=before.merged_into
    )


def _keep(text: str) -> None:
    """Put what a person wrote into a file, and say where."""
    handle, path = tempfile.mkstemp(prefix="fact-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    click.echo(interface()("form.kept", path=path), err=True)
