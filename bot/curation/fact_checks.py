"""What stands against a fact before it is written, all at once.

An error is never written. A question is written once a curator says so; one that was there before
and is not touched is not asked again. A warning is told, once.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import permutations

from bot.curation.known import Days, Known, Owner, days_of
from bot.curation.numbers import lacking
from bot.facts.checks import FEWEST_PHRASINGS, mixed_words
from bot.facts.models import ANSWERED, Fact
from bot.facts.problems import Problem
from bot.spelling.fold import fold

LONGEST_TEXT = 1_000
"""Letters of a text; with note and sources an answer fits into one message of 4,096."""
LONGEST_LINE = 300
"""Letters of a phrasing, a topic, a place and the like."""

_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--|&(?:[A-Za-z]{2,8}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
"""Unicode categories of what nobody sees: control, format, half and private characters."""


def check(fact: Fact, before: Fact | None, known: Known) -> tuple[Problem, ...]:
    """Return everything that is to be said about a fact; ``before`` is it as it stands, if it does.

    Errors come first, then questions, then warnings.
    """
    told = list(_warnings(before, known.languages)) if before is not None else []
    found = [
        *_errors(fact, known),
        *_asked(fact, before, known),
        *(warning for warning in _warnings(fact, known.languages) if warning not in told),
    ]
    order = ("error", "question", "warning")
    return tuple(sorted(found, key=lambda problem: order.index(problem.severity)))


def stale_after(before: Fact | None, after: Fact) -> tuple[str, ...]:
    """Return the languages whose text has not followed a change of another's.

    A change of spelling alone, by what ``fold`` sees, leaves nothing behind, nor does a text that
    catches up. A curator may also take a mark away, or set one.
    """
    if before is None:
        return after.stale
    common = before.texts.keys() & after.texts.keys()
    changed = {
        lang for lang in common if fold(before.texts[lang].text) != fold(after.texts[lang].text)
    }
    behind = common - changed if changed - {*before.stale} else set()
    cleared = {*before.stale} - {*after.stale}
    marked = {*after.stale} - {*before.stale}
    stale = (({*before.stale} - changed) | behind) - cleared | marked
    return tuple(sorted(stale & after.texts.keys()))


def _errors(fact: Fact, known: Known) -> Iterator[Problem]:
    if not fact.texts:
        yield Problem("no-text", "texts")
    if fact.status in ANSWERED and not fact.citations:
        yield Problem("no-source", "citations")
    for place, citation in enumerate(fact.citations):
        for name, source in (("source", citation.source), ("via", citation.via)):
            if source is not None and source not in known.sources:
                yield Problem("unknown-source", f"citations[{place}].{name}", {"source": source})
    successor = fact.merged_into
    if successor is not None and (successor == fact.key or not known.has_key(successor)):
        yield Problem("unknown-successor", "merged_into")
    for field, text, longest in _written(fact):
        yield from _text_errors(field, text, longest)


def _written(fact: Fact) -> Iterator[tuple[str, str, int]]:
    """Yield every text of a fact: its field, itself, and how long it may be."""
    for lang, text in fact.texts.items():
        yield f"texts.{lang}", text.text, LONGEST_TEXT
        yield f"notes.{lang}", text.note or "", LONGEST_TEXT
    for lang, note in fact.date_note.items():
        yield f"date_note.{lang}", note, LONGEST_TEXT
    for lang, listed in fact.phrasings.items():
        for phrasing in listed:
            yield f"phrasings.{lang}", phrasing, LONGEST_LINE
    for name in ("topic", "place"):
        yield name, getattr(fact, name) or "", LONGEST_LINE
    for place, citation in enumerate(fact.citations):
        for name in ("label", "locator", "marker"):
            yield f"citations[{place}].{name}", getattr(citation, name) or "", LONGEST_LINE
        for lang, note in citation.note.items():
            yield f"citations[{place}].note.{lang}", note, LONGEST_TEXT


def _text_errors(field: str, text: str, longest: int) -> Iterator[Problem]:
    if found := _HTML.search(text):
        yield Problem("has-html", field, {"markup": found.group()[:20]})
    allowed = "\n" if longest == LONGEST_TEXT else ""
    for letter in text:
        if letter not in allowed and unicodedata.category(letter) in _UNSEEN:
            yield Problem("has-control", field, {"code": f"U+{ord(letter):04X}"})
            break
    if len(text) > longest:
        yield Problem("too-long", field, {"count": len(text), "most": longest})


def _asked(fact: Fact, before: Fact | None, known: Known) -> Iterator[Problem]:
    """Yield what a curator must confirm, but for what stood before and is not touched."""
    if before is not None:
        date = None if before.date == fact.date else fact.date
        old = {lang: text.text for lang, text in before.texts.items()}
        phrasings = {lang: before.phrasings.get(lang, ()) for lang in fact.phrasings}
    else:
        date, old, phrasings = fact.date, {}, {}
    changed = {lang for lang, text in fact.texts.items() if old.get(lang) != text.text}
    if fact.status in ANSWERED:
        dated = before is None or date is not None or before.status not in ANSWERED
        yield from _likes(fact, {*fact.texts} if dated else changed, known, renewed=changed)
        new = {
            lang: [p for p in listed if p not in phrasings.get(lang, ())]
            for lang, listed in fact.phrasings.items()
        }
        yield from _owned(fact, new, known)
    yield from _disagreeing(fact, changed)


def _likes(
    fact: Fact, languages: set[str], known: Known, *, renewed: set[str]
) -> Iterator[Problem]:
    """Yield facts that say the same: duplicates, or contradictions where the dates don't meet."""
    told: set[tuple[str, str]] = set()
    for lang in sorted(languages):
        for owner, likeness in known.like(lang, fact.texts[lang].text, fact.key):
            key = "duplicate" if _meet(days_of(fact.date), owner.days) else "contradicts"
            if (key == "duplicate" and lang not in renewed) or (key, owner.key) in told:
                continue
            told.add((key, owner.key))
            data = {"other": owner.label, "likeness": round(100 * likeness)}
            field = f"texts.{lang}" if key == "duplicate" else "date"
            yield Problem(key, field, data, "question")


def _owned(fact: Fact, phrasings: dict[str, list[str]], known: Known) -> Iterator[Problem]:
    for lang, listed in phrasings.items():
        for phrasing in listed:
            owner: Owner | None = known.owner(phrasing, fact.key)
            if owner is not None:
                data = {"phrasing": phrasing, "other": owner.label}
                yield Problem("phrasing-owned", f"phrasings.{lang}", data, "question")


def _disagreeing(fact: Fact, changed: set[str]) -> Iterator[Problem]:
    """Yield texts that state a number which their translations lack; a stale one is known to."""
    texts = {lang: t.text for lang, t in fact.texts.items() if lang not in fact.stale}
    for lang, other in permutations(sorted(texts), 2):
        if not {lang, other} & changed:
            continue
        missing = lacking(texts[lang], texts[other])
        if missing:
            numbers = ", ".join(map(str, sorted(missing)))
            data = {"numbers": numbers, "lang": other}
            yield Problem("numbers-disagree", f"texts.{lang}", data, "question")


def _warnings(fact: Fact, languages: tuple[str, ...]) -> Iterator[Problem]:
    noted = any(text.note for text in fact.texts.values())
    for lang in languages:
        text = fact.texts.get(lang)
        if text is None:
            yield _warning("language-missing", f"texts.{lang}")
        elif noted and not text.note:
            yield _warning("note-missing", f"notes.{lang}")
        elif len(fact.phrasings.get(lang, ())) < FEWEST_PHRASINGS:
            yield _warning("phrasings-few", f"phrasings.{lang}", least=FEWEST_PHRASINGS)
    for lang in fact.stale:
        yield _warning("stale", f"texts.{lang}")
    for lang, text in fact.texts.items():
        for word in mixed_words(text.text):
            yield _warning("mixed-alphabets", f"texts.{lang}", word=word)
    yield from _citation_warnings(fact)


def _citation_warnings(fact: Fact) -> Iterator[Problem]:
    if fact.citations and not any(citation.locator for citation in fact.citations):
        yield _warning("locator-missing", "citations[0].locator")
    if fact.status == "disputed" and len({c.source for c in fact.citations}) < 2:
        yield _warning("disputed-alone", "citations")


def _warning(key: str, field: str, **data: object) -> Problem:
    return Problem(key, field, data, "warning")


def _meet(one: Days | None, other: Days | None) -> bool:
    """Say whether two dates share a day; one that is not known may be any."""
    return one is None or other is None or (one[0] <= other[1] and other[0] <= one[1])
