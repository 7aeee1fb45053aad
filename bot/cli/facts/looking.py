"""``facts show``, ``find``, ``check``: looking at facts and at what is wrong with them."""

import json
import sys
from pathlib import Path

import click

from bot.cli.facts.curating import fact_number
from bot.cli.terminal import Exit, db_option, explained, interface, store
from bot.facts.checks import check as checked
from bot.facts.models import STATUSES, Fact
from bot.facts.records import fact_record
from bot.spelling.fold import fold
from bot.text import views
from bot.text.reply import plain


@click.command("show")
@click.argument("fact")
@click.option("--json", "as_json", is_flag=True, help="The whole fact as one JSON object.")
@db_option
@explained
def show(fact: str, as_json: bool, db: Path | None) -> None:  # noqa: FBT001
    """Show the fact numbered FACT, such as f12."""
    with store(db) as opened:
        found, sources = opened.fact(fact_number(fact)), opened.sources()
    if as_json:
        click.echo(json.dumps(fact_record(found), ensure_ascii=False))
        return
    tr = interface()
    click.echo(f"{found.label} · {found.status}")
    click.echo(plain(views.facts_reply([found], sources, tr)))
    for lang, phrasings in found.phrasings.items():
        click.echo(f"{lang}: " + " | ".join(phrasings))


@click.command("find")
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Each fact as one JSON object a line.")
@db_option
@explained
def find(words: tuple[str, ...], as_json: bool, db: Path | None) -> None:  # noqa: FBT001
    """List the facts that hold all WORDS, in any spelling and any language."""
    wanted = fold(" ".join(words)).split()
    with store(db) as opened:
        found = [fact for fact in opened.facts(STATUSES) if _holds(_everything(fact), wanted)]
    tr = interface()
    for fact in found:
        record = json.dumps(fact_record(fact), ensure_ascii=False)
        click.echo(record if as_json else f"{fact.label} · {views.label(fact, tr, 100)}")
    if not found:
        click.echo(tr("find.none"), err=True)
        sys.exit(Exit.FINDINGS)


@click.command("check")
@click.option("--json", "as_json", is_flag=True, help="Each finding as one JSON object a line.")
@db_option
@explained
def check(as_json: bool, db: Path | None) -> None:  # noqa: FBT001
    """Look for what is wrong with the facts; exit code 1 if anything is."""
    with store(db) as opened:
        findings, count = list(checked(opened)), len(opened.facts())
    tr = interface()
    for finding in findings:
        record = json.dumps({"check": finding.key, **finding.data}, ensure_ascii=False)
        click.echo(record if as_json else tr(f"check.{finding.key}", **finding.data))
    if findings:
        click.echo(tr.plural("check.found", len(findings), count=len(findings)), err=True)
        sys.exit(Exit.FINDINGS)
    if not as_json:
        click.echo(tr.plural("check.clean", count, count=count))


def _everything(fact: Fact) -> list[str]:
    parts = [text.text for text in fact.texts.values()]
    parts.extend(phrasing for listed in fact.phrasings.values() for phrasing in listed)
    if fact.date is not None:
        parts.append(fact.date.text)
    return fold(" ".join(parts)).split()


def _holds(words: list[str], wanted: list[str]) -> bool:
    return all(any(word.startswith(want) for word in words) for want in wanted)
