"""``facts list`` and ``stats``: which facts there are, and how many of what."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from bot.cli.facts.curating import json_option
from bot.cli.terminal import db_option, explained, interface, store
from bot.dates.edtf import HistoricalDate
from bot.facts.models import STATUSES, Fact
from bot.facts.records import fact_record
from bot.text import views

LETTERS = 100
"""Letters of a fact in a list."""
_Test = Callable[[Fact], bool]


@click.command("list")
@click.option("--topic", help="Facts of this topic.")
@click.option("--place", help="Facts of this place.")
@click.option("--date", help="Facts whose date meets this one, in EDTF: 1722, 17XX, 1700/1750.")
@click.option("--status", type=click.Choice(STATUSES), multiple=True)
@click.option("--source", help="Facts that cite this source.")
@click.option("--lacking", metavar="LANG", help="Facts without a text in this language.")
@click.option("--stale", is_flag=True, help="Facts with a text that has not followed a change.")
@json_option
@db_option
@explained
def list_(as_json: bool, db: Path | None, **given: Any) -> None:  # noqa: FBT001
    """List facts, all or those that every option fits."""
    tests = _tests(**given)
    tr = interface()
    with store(db) as opened:
        for fact in opened.facts(given["status"] or STATUSES):
            if all(test(fact) for test in tests):
                line = f"{fact.label} · {fact.status} · {views.label(fact, tr, LETTERS)}"
                record = fact_record(fact)
                click.echo(json.dumps(record, ensure_ascii=False) if as_json else line)


def _tests(
    *,
    topic: str | None,
    place: str | None,
    date: str | None,
    source: str | None,
    lacking: str | None,
    stale: bool,
    status: tuple[str, ...],  # noqa: ARG001 - chosen in the file
) -> list[_Test]:
    """Return what a fact must pass; raises DateError."""
    tests: list[_Test] = []
    if topic is not None:
        tests.append(lambda fact: fact.topic == topic)
    if place is not None:
        tests.append(lambda fact: fact.place == place)
    if date is not None:
        span = HistoricalDate.parse(date, "gregorian")
        tests.append(
            lambda fact: fact.date is not None and fact.date.overlaps(span.earliest, span.latest)
        )
    if source is not None:
        tests.append(lambda fact: any(source in (c.source, c.via) for c in fact.citations))
    if lacking is not None:
        tests.append(lambda fact: lacking not in fact.texts)
    if stale:
        tests.append(lambda fact: bool(fact.stale))
    return tests


@click.command("stats")
@json_option
@db_option
@explained
def stats(as_json: bool, db: Path | None) -> None:  # noqa: FBT001
    """Count facts by status, topic, place and language, and what is lacking."""
    tr = interface()
    with store(db) as opened:
        counted = _counted(opened.facts(STATUSES), opened.dataset().languages)
        counted["sources"] = {"": len(opened.sources())}
        counted["concepts"] = {"": len(opened.concepts())}
    if as_json:
        click.echo(json.dumps(counted, ensure_ascii=False))
        return
    for heading, counts in counted.items():
        for name, count in counts.items():
            click.echo(f"{tr(f'stats.{heading}')}{f', {name}' if name else ''}: {count}")


def _counted(facts: tuple[Fact, ...], languages: tuple[str, ...]) -> dict[str, dict[str, int]]:
    return {
        "facts": {"": len(facts)},
        "status": _most(fact.status for fact in facts),
        "topic": _most(fact.topic or "–" for fact in facts),
        "place": _most(fact.place or "–" for fact in facts),
        "texts": {lang: sum(lang in fact.texts for fact in facts) for lang in languages},
        "phrasings": {
            lang: sum(len(fact.phrasings.get(lang, ())) for fact in facts) for lang in languages
        },
        "stale": {"": sum(bool(fact.stale) for fact in facts)},
        "undated": {"": sum(fact.date is None for fact in facts)},
    }


def _most(names: Any) -> dict[str, int]:
    """Return how often each name occurs, the most frequent first."""
    return dict(sorted(Counter(names).items(), key=lambda named: (-named[1], named[0])))
