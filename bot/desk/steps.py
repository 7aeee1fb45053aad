"""The fields of a fact in the order in which they are asked for, and what typed words become."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from bot.dates.edtf import HistoricalDate
from bot.errors import DateError
from bot.facts.fields import Record
from bot.text.translator import LOCALES, translator

LOCALIZED: Final = ("texts", "notes", "date_note", "phrasings")
"""Fields that there are in several languages; their steps are such as ``texts.kk``."""
CALENDAR_MATTERS_UNTIL: Final = 1923
"""The last year of which a day or month may be meant in either calendar: Greece changed last."""

_LABELS = ("page", "line", "paragraph", "chapter", "section")
_HAS_MONTH: Final = re.compile(r"\d{4}-\d")


def split(step: str) -> tuple[str, str]:
    """Return the field of a step and its language, which may be empty."""
    field, _, lang = step.partition(".")
    return field, lang


def way(languages: Sequence[str], first: str) -> tuple[str, ...]:
    """Return the steps that a new fact is led through, beginning in the language ``first``."""
    spoken = sorted(languages, key=lambda lang: lang != first)
    others = (f"texts.{lang}" for lang in spoken[1:])
    asked = (f"phrasings.{lang}" for lang in spoken)
    head = (f"texts.{spoken[0]}", "date", "calendar", "source", "locator")
    return (*head, *others, *asked, "topic", "place")


def fields(languages: Sequence[str]) -> tuple[str, ...]:
    """Return every step, as the menu of fields shows them."""
    by_language = {name: [f"{name}.{lang}" for lang in languages] for name in LOCALIZED}
    return (
        *by_language["texts"], "date", "calendar", *by_language["date_note"], "source", "locator",
        *by_language["phrasings"], *by_language["notes"], "topic", "place", "status",
    )  # fmt: skip


def applies(step: str, record: Record) -> bool:
    """Say whether a step makes sense on the way: no calendar without a day, no page of nothing."""
    if step == "calendar":
        return _calendar_matters(record.get("date"))
    return step != "locator" or bool(record.get("citations"))


def _calendar_matters(date: str | None) -> bool:
    if date is None or not _HAS_MONTH.search(date):
        return False
    try:
        read = HistoricalDate.parse(date, "gregorian")
    except DateError:
        return True  # such as 29 February 1900, which was a day of the Julian calendar only
    return read.earliest < CALENDAR_MATTERS_UNTIL * 10_000 + 1231


def value_of(record: Record, step: str) -> str | None:
    """Return what a field holds, as a person reads it; None where it is empty."""
    field, lang = split(step)
    if field == "phrasings":
        return "; ".join(record.get(field, {}).get(lang, ())) or None
    if field in LOCALIZED:
        found: str | None = record.get(field, {}).get(lang)
        return found
    if field == "source":
        return "; ".join(citation["source"] for citation in record.get("citations", ())) or None
    if field == "locator":
        last = (record.get("citations") or [{}])[-1]
        return " ".join(last[name] for name in ("label", "locator") if name in last) or None
    return record.get(field)


def entered(record: Record, step: str, value: str) -> Record:
    """Return a record with a value in the field of a step.

    A phrasing and a source are added to those there are; a locator belongs to the last source.
    """
    field, lang = split(step)
    if field == "phrasings":
        before = record.get(field, {})
        listed = list(dict.fromkeys((*before.get(lang, ()), value)))
        return record | {field: {**before, lang: listed}}
    if field in LOCALIZED:
        return record | {field: {**record.get(field, {}), lang: value}}
    if field == "source":
        return record | {"citations": [*record.get("citations", ()), {"source": value}]}
    if field == "locator":
        *others, last = record.get("citations") or [{}]
        kept = {name: said for name, said in last.items() if name not in ("label", "locator")}
        return record | {"citations": [*others, kept | read_locator(value)]}
    return record | {field: value}


def emptied(record: Record, step: str) -> Record:
    """Return a record without what the field of a step holds."""
    field, lang = split(step)
    if field in LOCALIZED:
        left = {other: said for other, said in record.get(field, {}).items() if other != lang}
        return record | {field: left}
    if field == "locator":
        *others, last = record.get("citations") or [{}]
        kept = {name: said for name, said in last.items() if name not in ("label", "locator")}
        return record | {"citations": [*others, kept] if kept else []}
    gone = {"source": ("citations",), "date": ("date", "calendar")}.get(field, (field,))
    return {name: said for name, said in record.items() if name not in gone}


def without_phrasing(record: Record, lang: str, phrasing: str) -> Record:
    """Return a record without one of its phrasings."""
    given = record.get("phrasings", {})
    left = [said for said in given.get(lang, ()) if said != phrasing]
    return record | {"phrasings": {**given, lang: left}}


def read_locator(text: str) -> Record:
    """Return label and locator of a place in a source: ``45``, ``45-бет``, ``с. 45``, ``line 3``.

    A bare number is a page; what is none of this is kept as it stands.
    """
    said = " ".join(text.split())
    for pattern, label in _places():
        if (found := pattern.fullmatch(said)) is not None:
            return {"label": label, "locator": found[1].replace("–", "-").replace("—", "-")}
    return {"locator": said}


@cache
def _places() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return patterns of places in a source, in the words of every language, with their labels."""
    number = r"(\d+(?:\s*[-–—,]\s*\d+)*)"
    found = [(re.compile(number), "page")]
    for label in _LABELS:
        for lang in LOCALES:
            for several in (1, 2, 5):
                said = translator(lang).plural(f"locator.{label}", several, locator="\0")
                before, after = (re.escape(part.strip()) for part in said.split("\0"))
                pattern = rf"{before}\s*{number}\s*{after.replace('-', '-?')}"
                found.append((re.compile(pattern, re.IGNORECASE), label))
        found.append((re.compile(rf"{label}s?\s*{number}", re.IGNORECASE), label))
    words = r"(?:бет|беті|беттер|стр\.?|страница|страницы|pages?|pp?\.?)"
    pages = (rf"{number}\s*-?\s*{words}", rf"{words}\s*{number}")
    return (*found, *((re.compile(pattern, re.IGNORECASE), "page") for pattern in pages))
