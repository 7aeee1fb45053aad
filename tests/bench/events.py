"""Real questions over real dated events: any file of events, loaded as facts.

    python -m tests.bench.events EVENTS QUESTIONS [--fields text=text,date=date,…] [--kind KIND]

EVENTS has one object of JSON a line (gzip where the name ends in ``.gz``): an identifier, a text,
its language, a date in EDTF and a source. QUESTIONS likewise: a question, the identifier of the
event that answers it, and those of others that do. ``--fields`` names fields that are called
otherwise, as OURS=THEIRS. The fact file is made in the folder BENCH_DIR, and used again.
"""

import gzip
import hashlib
import json
import math
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import click
from rapidfuzz import fuzz, process

from bot.dates.edtf import HistoricalDate
from bot.errors import DateError
from bot.facts.models import Citation, Dataset, Fact, Source, Text
from bot.facts.store import SCHEMA_VERSION
from bot.service import FactService
from tests.bench import fact_file
from tests.bench.fact_file import Contents
from tests.bench.peers import SHOWN, Measured, content, measure
from tests.bench.recall import Asked

FIELDS = {
    "id": "id", "text": "text", "lang": "lang", "date": "date", "source": "source",
    "question": "question", "answer": "event", "others": "alt", "kind": "kind",
}  # fmt: skip
"""What the fields are called, unless ``--fields`` says otherwise."""
Line = Mapping[str, Any]
"""An event or a question, its fields under our names."""


def lines(path: Path, names: Mapping[str, str]) -> Iterator[Line]:
    """Yield the objects of a file with their fields under our names; what is absent stays out."""
    open_text = gzip.open if path.suffix == ".gz" else open
    with open_text(path, "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            yield {ours: record[theirs] for ours, theirs in names.items() if theirs in record}


def contents(events: Iterable[Line]) -> Contents:
    """Return events as facts, numbered from 1 in their order."""
    listed = list(events)
    addresses = sorted({event.get("source", "") for event in listed})
    return Contents(
        dataset=Dataset({"en": "Events"}, {}, {}, ("kk", "ru", "en"), "", "1"),
        sources=(
            Source(_source_id(address), {"type": "webpage", "title": "Events", "URL": address})
            for address in addresses
        ),
        concepts=(),
        facts=(_fact(number, event) for number, event in enumerate(listed, start=1)),
    )


def _fact(number: int, event: Line) -> Fact:
    return Fact(
        id=number,
        key=str(uuid.uuid5(uuid.NAMESPACE_OID, event["id"])),
        date=_date(event.get("date")),
        date_note={},
        topic=None,
        place=None,
        status="published",
        texts={event["lang"]: Text(event["text"])},
        phrasings={},
        citations=(Citation(_source_id(event.get("source", ""))),),
    )


def _date(stated: str | None) -> HistoricalDate | None:
    """Return a date, or None where it is none that the program understands."""
    try:
        return HistoricalDate.parse(stated, "gregorian") if stated else None
    except DateError:
        return None


def _source_id(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:12]


def questions(asked: Iterable[Line], events: Iterable[Line], kind: str | None) -> list[Asked]:
    """Return the questions of a kind, or all, with the numbers of the events that answer them."""
    numbers = {event["id"]: number for number, event in enumerate(events, start=1)}
    return [
        Asked(
            line["question"],
            tuple(numbers[event] for event in (line["answer"], *line.get("others", ()))),
        )
        for line in asked
        if kind is None or line.get("kind") == kind
    ]


def measured(path: Path, listed: Sequence[Asked]) -> Iterator[Measured]:
    """Yield how often the right event comes first or among four: the bot's and the peer's.

    Its ranking is measured after its answers, with the words of the questions looked up already:
    its time is no time of an answer.
    """
    with closing(FactService(path)) as service:
        yield measure("the bot, shown", partial(_shown, service), listed, math.inf)
        yield measure("the bot, ranked", partial(_ranked, service), listed, math.inf)
    numbers, texts = zip(*fact_file.texts(path), strict=True)
    folded = [content(text) for text in texts]

    def ask(question: str) -> list[int]:
        asked, scorer = content(question), fuzz.token_set_ratio
        return [
            numbers[p] for _, _, p in process.extract(asked, folded, scorer=scorer, limit=SHOWN)
        ]

    yield measure("token_set_ratio, folded", ask, listed, math.inf)


def _shown(service: FactService, question: str) -> list[int]:
    """Return the facts that a person sees first: the answer, the choices, or a list's first."""
    return [found.fact.id or 0 for found in service.ask(question).facts[:SHOWN]]


def _ranked(service: FactService, question: str) -> list[int]:
    """Return the best candidates, whether or not the bot is sure enough to show them."""
    return [candidate.fact.id or 0 for candidate in service.judge(question).candidates[:SHOWN]]


def _names(fields: str) -> dict[str, str]:
    given = dict(pair.split("=", 1) for pair in fields.split(",") if pair)
    if unknown := given.keys() - FIELDS.keys():
        raise click.BadParameter(f"no such field: {', '.join(sorted(unknown))}")
    return FIELDS | given


_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("events", type=_FILE)
@click.argument("asked", type=_FILE, metavar="QUESTIONS")
@click.option("--fields", default="", help="OURS=THEIRS,… where fields are called otherwise.")
@click.option("--kind", help="Only the questions of this kind.")
def main(events: Path, asked: Path, fields: str, kind: str | None) -> None:
    """Load EVENTS as facts and put QUESTIONS about them to the bot and to token_set_ratio."""
    names = _names(fields)
    known = list(lines(events, names))
    path = fact_file.folder() / f"events-{_digest(events)}-{SCHEMA_VERSION}.db"
    fact_file.load(path, contents(known))
    listed = questions(lines(asked, names), known, kind)
    click.echo(f"{len(known):,} events, {len(listed)} questions")
    for found in measured(path, listed):
        click.echo(
            f"{found.name:24} first {found.first:6.1%}  among {SHOWN} {found.among_shown:6.1%}"
            f"  p50 {found.latency.p50:7.1f} ms  p95 {found.latency.p95:7.1f} ms"
        )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]


if __name__ == "__main__":
    main()
