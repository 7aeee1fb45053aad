"""A fact as a form that a person fills in with any editor, and read again.

A line is ``name: value``; lines that begin with a space go on with the value; lines that begin with
``#`` are remarks. Names are in any language of the program; what there is in several languages has
the language after its name (``text kk: …``). Phrasings and sources are repeated; what follows a
source tells where in it.
"""

import re
from collections.abc import Mapping
from functools import cache

from bot.facts.fields import Record, Report
from bot.facts.models import Source
from bot.text.translator import LOCALES, Translator, translator

_SINGLE = ("date", "calendar", "topic", "place", "status")
_LOCALIZED = ("texts", "notes", "date_note")
_OF_CITATION = ("label", "locator", "marker", "via")
_FIELDS = (*_SINGLE, *_LOCALIZED, "phrasings", "source", *_OF_CITATION, "note")
_LINE = re.compile(r"(?P<name>[^\W\d_][^:#]*?)(?:[ ]+(?P<lang>[a-z]{2,3}))?[ ]*:(?P<value>.*)")
_HELP = tuple(f"form.help.{number}" for number in range(1, 8))
SHOWN_SOURCES = 30
"""Sources that a form names for choosing from."""


def form(
    record: Record, languages: tuple[str, ...], sources: Mapping[str, Source], tr: Translator
) -> str:
    """Return the form of a fact's record, with remarks on top that tell how to fill it in."""
    lines = [f"# {tr(key)}" for key in _HELP]
    listed = list(sources.values())[:SHOWN_SOURCES]
    lines.extend(f"#   {source.id} – {source.fields['title']}" for source in listed)
    return "\n".join(lines) + "\n" + fields(record, languages, tr)


def fields(record: Record, languages: tuple[str, ...], tr: Translator) -> str:
    """Return the fields of a form alone, also those that are still empty."""
    lines: list[str] = []
    lines.extend(_line(name, None, record.get(name), tr) for name in _SINGLE)
    for name in ("texts", "notes", "date_note"):
        lines.append("")
        given = record.get(name, {})
        lines.extend(_line(name, lang, given.get(lang), tr) for lang in _all(languages, given))
    lines.append("")
    given = record.get("phrasings", {})
    for lang in _all(languages, given):
        lines.extend(_line("phrasings", lang, text, tr) for text in given.get(lang) or [""])
    for citation in record.get("citations") or [{}]:
        lines.append("")
        lines.extend(
            _line(name, None, citation.get(name), tr) for name in ("source", *_OF_CITATION)
        )
        lines.extend(
            _line("note", lang, text, tr) for lang, text in citation.get("note", {}).items()
        )
    return "\n".join(lines) + "\n"


def read_form(text: str, report: Report) -> Record:
    """Return the record of a filled form; lines that can't be read are reported by their number."""
    record: Record = {"kind": "fact"}
    for number, name, lang, value in _entries(text, report):
        field = _names().get(name.casefold())
        if field is None:
            report("unknown-name", line=number, value=name)
        elif (field in _SINGLE or field == "source" or field in _OF_CITATION) == (lang is not None):
            report(
                "language-lacking" if lang is None else "language-needless", line=number, value=name
            )
        elif value:
            fault = _enter(record, field, lang or "", value)
            if fault is not None:
                report(fault, line=number)
    return record


def _enter(record: Record, field: str, lang: str, value: str) -> str | None:
    """Put a value into the record, a citation's into the last one; return what is wrong, if so."""
    citations = record.get("citations", [])
    if field in _SINGLE:
        record[field] = value
    elif field in _LOCALIZED:
        record.setdefault(field, {})[lang] = value
    elif field == "phrasings":
        record.setdefault(field, {}).setdefault(lang, []).append(value)
    elif field == "source":
        record.setdefault("citations", []).append({"source": value})
    elif not citations:
        return "source-first"
    elif field == "note":
        citations[-1].setdefault(field, {})[lang] = value
    else:
        citations[-1][field] = value
    return None


def _entries(text: str, report: Report) -> list[tuple[int, str, str | None, str]]:
    """Return line number, name, language and value of every entry."""
    found: list[tuple[int, str, str | None, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if line[0].isspace() and found:
            start, name, lang, value = found[-1]
            found[-1] = start, name, lang, f"{value}\n{line.strip()}".strip()
            continue
        match = _LINE.fullmatch(line.strip("\ufeff\r"))
        if match is None:
            report("not-a-line", line=number)
        else:
            found.append((number, match["name"].strip(), match["lang"], match["value"].strip()))
    return found


def _all(languages: tuple[str, ...], given: Mapping[str, object]) -> list[str]:
    return list(dict.fromkeys((*languages, *given)))


def _line(field: str, lang: str | None, value: str | None, tr: Translator) -> str:
    name = tr(f"form.{field}")
    head = f"{name} {lang}:" if lang else f"{name}:"
    return f"{head} {value}".replace("\n", "\n  ") if value else head


@cache
def _names() -> dict[str, str]:
    """Return the field of every name that a line may begin with, in any language."""
    names = {field: field for field in _FIELDS}
    for lang in LOCALES:
        tr = translator(lang)
        names |= {tr(f"form.{field}").casefold(): field for field in _FIELDS}
    return names
