"""Facts from Wikidata: the result of a query, in SPARQL 1.1 Query Results JSON Format.

The variables of a query such as ``QUERY``:

    item         the entity
    label_kk …   its label in a language; or itemLabel, in the language that comes with it
    date         a time value, with precision and calendar (a calendar model)
    reference    an address where the date is found

An item may have several rows: one for every label and reference, but all with the same date. The
query service's own "JSON file" downloads, a list of rows, plain or verbose, are read as well.

A label is no sentence: facts are drafts, to be worded before they are published. A fact's key
follows from its entity, so that the same facts are found again by the next import.
"""

import hashlib
import json
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from bot.dates.edtf import HistoricalDate
from bot.errors import DateError
from bot.exchange.jsonl_files import is_unicode
from bot.exchange.rows import Row
from bot.exchange.wikidata_dates import CALENDARS, PRECISIONS, historical_date, read_moment
from bot.facts.models import Citation, Fact, Source, Text
from bot.facts.problems import Problem

QUERY: Final = """\
# Battles in Kazakhstan. Run at https://query.wikidata.org, then download as JSON.
SELECT ?item ?label_kk ?label_ru ?label_en ?date ?precision ?calendar ?reference WHERE {
  ?item wdt:P31/wdt:P279* wd:Q178561 ; wdt:P17 wd:Q232 ; p:P585 ?statement .
  ?statement a wikibase:BestRank ; psv:P585 ?value .
  ?value wikibase:timeValue ?date ;
         wikibase:timePrecision ?precision ;
         wikibase:timeCalendarModel ?calendar .
  OPTIONAL { ?statement prov:wasDerivedFrom/pr:P854 ?reference . }
  OPTIONAL { ?item rdfs:label ?label_kk . FILTER(LANG(?label_kk) = "kk") }
  OPTIONAL { ?item rdfs:label ?label_ru . FILTER(LANG(?label_ru) = "ru") }
  OPTIONAL { ?item rdfs:label ?label_en . FILTER(LANG(?label_en) = "en") }
}
"""
"""A query whose result can be imported."""

WIKIDATA: Final = Source(
    "wikidata", {"type": "dataset", "title": "Wikidata", "URL": "https://www.wikidata.org/"}
)
_ENTITY = re.compile(r"https?://www\.wikidata\.org/entity/(Q[1-9]\d*)")
_LABEL = re.compile(r"label_([a-z]{2,3})")

_Binding = Mapping[str, Mapping[str, Any]]


@dataclass(slots=True)
class _Found:
    """What the rows of one entity say."""

    first: int
    labels: dict[str, str] = field(default_factory=dict)
    dates: list[HistoricalDate] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    faulty: bool = False


def read_wikidata(path: Path) -> Iterator[Row]:
    """Yield the sources and facts of a query's result, in the order of its rows.

    Rows are numbered from 1. Every fault is a problem of the row that has it, its ``field`` the
    variable; an entity with a faulty row gives no fact. Raises OSError as ``open`` does.
    """
    bindings = _bindings(path)
    if bindings is None:
        yield Row(1, None, (Problem("wikidata-not-results"),))
        return
    entities: dict[str, _Found] = {}
    faults: dict[int, list[Problem]] = {}
    for number, binding in enumerate(bindings, start=1):
        if problems := list(_read(binding, number, entities)):
            faults[number] = problems
    for found in entities.values():
        if not found.labels:
            faults.setdefault(found.first, []).append(Problem("wikidata-no-label", "label"))
            found.faulty = True
    rows = [Row(number, None, tuple(problems)) for number, problems in faults.items()]
    rows.extend(_rows(entities))
    yield from sorted(rows, key=lambda row: row.number)  # stable: sources before what cites them


def source_id(address: str) -> str:
    """Return the id of the source at a web address: its host, and a digest of the whole.

    >>> source_id("https://www.adilet.zan.kz/kaz/docs/K950001000_")
    'adilet.zan.kz-ebc60893'
    """
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return f"{host}-{hashlib.sha256(address.encode()).hexdigest()[:8]}"


def _bindings(path: Path) -> Sequence[_Binding] | None:
    """Return the rows of a result, or None if the file holds none."""
    try:
        result = json.loads(path.read_text("utf-8-sig"))
        rows = result if isinstance(result, list) else result["results"]["bindings"]
        return [
            {
                name: value if isinstance(value, dict) else {"value": value}
                for name, value in row.items()
            }
            for row in rows
        ]
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return None


def _value(binding: _Binding, name: str) -> str:
    value = binding.get(name, {}).get("value")
    return "" if value is None else str(value).strip()


def _read(binding: _Binding, number: int, entities: dict[str, _Found]) -> Iterator[Problem]:
    """Add what a row says to its entity; yield what is wrong with it."""
    whole = is_unicode(binding)
    if not whole:
        yield Problem("half-character")
    uri = _value(binding, "item")
    match = _ENTITY.fullmatch(uri)
    if match is None:
        if whole:
            yield Problem("wikidata-no-item", "item", {"value": uri})
        return
    found = entities.setdefault(match[1], _Found(number))
    if not whole:
        found.faulty = True
        return
    for lang, label in _labels(binding, match[1]):
        found.labels.setdefault(lang, label)
    problems = list(_read_reference(binding, found))
    try:
        problems.extend(_read_date(binding, found))
    except DateError as error:
        problems.append(Problem(error.key, "date", error.data))
    found.faulty = found.faulty or bool(problems)
    yield from problems


def _labels(binding: _Binding, entity: str) -> Iterator[tuple[str, str]]:
    """Yield languages and labels; the label service gives an entity's id where it has none."""
    for name in binding:
        match = _LABEL.fullmatch(name)
        lang = binding[name].get("xml:lang") if name == "itemLabel" else match and match[1]
        label = _value(binding, name)
        if lang and label and label != entity:
            yield str(lang).lower(), label


def _read_reference(binding: _Binding, found: _Found) -> Iterator[Problem]:
    address = _value(binding, "reference")
    if not address:
        return
    if not _is_address(address):
        yield Problem("wikidata-reference", "reference", {"value": address})
    elif address not in found.references:
        found.references.append(address)


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in address


def _read_date(binding: _Binding, found: _Found) -> Iterator[Problem]:
    value = _value(binding, "date")
    if not value:
        return
    precision = _value(binding, "precision")
    model = _value(binding, "calendar").rpartition("/")[2]
    known = precision.isascii() and precision.isdigit() and int(precision) in PRECISIONS
    moment = read_moment(value)
    if moment is None:
        yield Problem("wikidata-date", "date", {"value": value})
    if not known:
        yield Problem("wikidata-precision", "precision", {"value": precision})
    if model not in CALENDARS:
        yield Problem("wikidata-calendar", "calendar", {"value": model})
    if moment is None or not known or model not in CALENDARS:
        return
    date = historical_date(moment, int(precision), CALENDARS[model])
    if date in found.dates:
        return
    found.dates.append(date)
    if len(found.dates) > 1:
        first = found.dates[0].text
        yield Problem("wikidata-several-dates", "date", {"first": first, "other": date.text})


def _rows(entities: Mapping[str, _Found]) -> Iterator[Row]:
    """Yield facts, and before the first that cites it every source."""
    seen: set[str] = set()
    for entity, found in entities.items():
        if found.faulty:
            continue
        for source in (WIKIDATA, *map(_webpage, found.references)):
            if source.id not in seen:
                seen.add(source.id)
                yield Row(found.first, source)
        yield Row(found.first, _fact(entity, found))


def _webpage(address: str) -> Source:
    """Return an address as a source; its title is for a curator to find."""
    return Source(source_id(address), {"type": "webpage", "title": address, "URL": address})


def _fact(entity: str, found: _Found) -> Fact:
    uri = f"http://www.wikidata.org/entity/{entity}"
    return Fact(
        id=None,
        key=str(uuid.uuid5(uuid.NAMESPACE_URL, f"{uri}#date")),
        date=found.dates[0] if found.dates else None,
        date_note={},
        topic=None,
        place=None,
        status="draft",
        texts={lang: Text(found.labels[lang]) for lang in sorted(found.labels)},
        phrasings={},
        citations=(
            Citation(WIKIDATA.id, locator=entity),
            *(Citation(source_id(address)) for address in found.references),
        ),
    )
