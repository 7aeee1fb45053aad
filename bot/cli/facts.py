"""``facts``: the fact file as a curator handles it."""

import getpass
import json
import re
import sys
from pathlib import Path

import click

from bot.cli.terminal import Exit, db_option, explained, interface, store
from bot.errors import ImportRejected, NoSuchFact
from bot.facts import exchange, location
from bot.facts.checks import check as checked
from bot.facts.models import STATUSES, Fact
from bot.facts.records import fact_record
from bot.spelling.fold import fold
from bot.text import views
from bot.text.problems import problem_line
from bot.text.reply import plain
from bot.text.translator import Translator

_NUMBER = re.compile(r"[fFфФ]?(\d{1,9})")


def _login() -> str:
    """Return the login name; in a container there may be none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


@click.group("facts")
def command() -> None:
    """Show, check, export and import facts."""


@command.command("show")
@click.argument("fact")
@click.option("--json", "as_json", is_flag=True, help="The whole fact as one JSON object.")
@db_option
@explained
def show(fact: str, as_json: bool, db: Path | None) -> None:  # noqa: FBT001
    """Show the fact numbered FACT, such as f12."""
    with store(db) as opened:
        found, sources = opened.fact(_number(fact)), opened.sources()
    if as_json:
        click.echo(json.dumps(fact_record(found), ensure_ascii=False))
        return
    tr = interface()
    click.echo(f"{found.label} · {found.status}")
    click.echo(plain(views.facts_reply([found], sources, tr)))
    for lang, phrasings in found.phrasings.items():
        click.echo(f"{lang}: " + " | ".join(phrasings))


@command.command("find")
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


@command.command("check")
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


@command.command("export")
@db_option
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@explained
def export(file: Path | None, db: Path | None) -> None:
    """Write everything but the history as sorted JSON Lines.

    FILE is the fact file to export, for `git diff`; without it the one that --db names.
    """
    with store(file or db) as opened:
        for line in exchange.export(opened):
            click.echo(line)


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--apply", "apply_", is_flag=True, help="Write; without it only say what would be.")
@click.option("--by", envvar="CURATOR_NAME", default=_login, help="Who changes the facts.")
@click.option("--reason", help="Why, for the history.")
@db_option
@explained
def import_(
    file: Path,
    apply_: bool,  # noqa: FBT001
    by: str,
    reason: str | None,
    db: Path | None,
) -> None:
    """Read facts from the JSON Lines in FILE, matched to known ones by key."""
    from bot.facts.writer import Change  # noqa: PLC0415 - loads sqlite-utils

    path = db or location.default()
    tr = interface()
    planned = exchange.plan(_lines(file), path)
    for problem in planned.problems:
        click.echo(problem_line(problem.line, problem.key, problem.data, tr), err=True)
    if planned.problems:
        count = len(planned.problems)
        click.echo(tr.plural("error.import-rejected", count, count=count), err=True)
        sys.exit(Exit.FINDINGS)
    click.echo(_summary(planned, tr))
    if not planned.new and not planned.changed:
        click.echo(tr("import.nothing"))
    elif apply_:
        exchange.apply(planned, path, Change(by.strip() or _login(), "import", reason))
        click.echo(tr("import.done", path=path))
    else:
        click.echo(tr("import.dry"))


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise ImportRejected("file-not-text", path=str(file)) from error


def _summary(planned: exchange.ImportPlan, tr: Translator) -> str:
    new, changed, same = len(planned.new), len(planned.changed), len(planned.same)
    count = new + changed + same
    return tr.plural("import.would", count, count=count, new=new, changed=changed, same=same)


def _number(text: str) -> int:
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        raise NoSuchFact("not-a-fact-number", value=text)
    return int(match[1])


def _everything(fact: Fact) -> list[str]:
    parts = [text.text for text in fact.texts.values()]
    parts.extend(phrasing for listed in fact.phrasings.values() for phrasing in listed)
    if fact.date is not None:
        parts.append(fact.date.text)
    return fold(" ".join(parts)).split()


def _holds(words: list[str], wanted: list[str]) -> bool:
    return all(any(word.startswith(want) for word in words) for want in wanted)
