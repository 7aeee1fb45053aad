"""What keeps a fact from being written."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.curation.known import Known
from bot.facts.models import ANSWERED, Fact, Localized
from bot.facts.problems import Problem
from bot.facts.rules import control_characters

MOST_LETTERS = {
    "texts": 1000,
    "notes": 500,
    "date_note": 300,
    "phrasings": 200,
    "topic": 100,
    "place": 100,
    "citations": 300,
}
"""Characters of one text of each kind. Two facts at most are one answer: with their notes, the
notes of their dates and where they are from they stay within Telegram's 4,096 characters."""
_LINES = frozenset({"texts", "notes", "date_note"})
"""Fields whose texts may have several lines."""

_HTML = re.compile(
    r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|<!--|&(?:[A-Za-z]{2,8}[0-9]{0,2}|#[0-9]+|#[xX][0-9A-Fa-f]+);"
)


class Written(NamedTuple):
    """A text of a fact: the field it is in, what kind of field that is, and the text."""

    field: str
    kind: str
    text: str


def errors(fact: Fact, known: Known) -> Iterator[Problem]:
    """Yield what must be mended, in any status."""
    if not any(text.text.strip() for text in fact.texts.values()):
        yield _error("missing", "texts")
    for part in written(fact):
        yield from _flaws(part)
    if fact.status in ANSWERED and not fact.citations:
        yield _error("no-source", "citations")
    for position, citation in enumerate(fact.citations):
        for name, source in (("source", citation.source), ("via", citation.via)):
            if source is not None and not known.has_source(source):
                yield _error("unknown-source", f"citations[{position}].{name}", source=source)
    if fact.merged_into is not None and (key := _merging_fault(fact, known)):
        yield _error(key, "merged_into", other=fact.merged_into)


def _merging_fault(fact: Fact, known: Known) -> str | None:
    """Return what is wrong with the fact that takes this one over, or None."""
    seen, taken_over_by = {fact.key}, fact.merged_into
    if taken_over_by == fact.key:
        return "merged-into-itself"
    if taken_over_by is not None and not known.has_fact(taken_over_by):
        return "merged-into-unknown"
    while taken_over_by is not None and taken_over_by not in seen:
        seen.add(taken_over_by)
        taken_over_by = known.merged_into(taken_over_by)
    return None if taken_over_by is None else "merged-in-a-circle"


def _flaws(part: Written) -> Iterator[Problem]:
    field, kind, text = part
    if (tag := _HTML.search(text)) is not None:
        yield _error("has-html", field, found=tag.group()[:40])
    if hidden := control_characters(text, "\n" if kind in _LINES else ""):
        code = ", ".join(dict.fromkeys(f"U+{ord(character):04X}" for character in hidden))
        yield _error("has-control", field, code=code)
    if len(text) > MOST_LETTERS[kind]:
        yield _error("too-long", field, length=len(text), most=MOST_LETTERS[kind])


def written(fact: Fact) -> Iterator[Written]:
    """Yield every text of a fact that people typed."""
    for lang, text in fact.texts.items():
        yield Written(f"texts.{lang}", "texts", text.text)
        if text.note:
            yield Written(f"notes.{lang}", "notes", text.note)
    for lang, listed in fact.phrasings.items():
        yield from (Written(f"phrasings.{lang}", "phrasings", phrasing) for phrasing in listed)
    yield from _by_language("date_note", "date_note", fact.date_note)
    for name, value in (("topic", fact.topic), ("place", fact.place)):
        if value:
            yield Written(name, name, value)
    for position, cited in enumerate(fact.citations):
        start = f"citations[{position}]."
        for name in ("source", "label", "locator", "marker", "via"):
            if value := getattr(cited, name):
                yield Written(start + name, "citations", value)
        yield from _by_language(start + "note", "citations", cited.note)


def _by_language(field: str, kind: str, texts: Localized) -> Iterator[Written]:
    return (Written(f"{field}.{lang}", kind, text) for lang, text in texts.items())


def _error(key: str, field: str, **data: object) -> Problem:
    return Problem(key, field, data, "error")
