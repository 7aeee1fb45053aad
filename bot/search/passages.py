"""What is said of a fact, passage by passage, read as terms.

A passage is one phrasing, one text, or the years of a date. Reading them takes longer than all the
rest of answering; so it is done once, when a fact is written, and stored in short.
"""

import functools
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import md5
from typing import Any

from bot.search.lexicon import Lexicon, Term
from bot.spelling.fold import words
from bot.spelling.question_words import QuestionType, question_types

_WHOLE = re.compile(r"\w+", re.ASCII)
"""What FTS5 takes for one word."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The terms of a passage, in order, and what it asks for if it is a phrasing.

    ``lang`` is empty for the years of a date. ``wording`` has the terms' keys, separated by spaces.
    """

    lang: str
    types: frozenset[QuestionType]
    terms: tuple[Term, ...]
    wording: str = field(init=False)

    def __post_init__(self) -> None:
        wording = " ".join(key for term in self.terms for key in term.keys)
        object.__setattr__(self, "wording", wording)


@dataclass(frozen=True, slots=True)
class Said:
    """All that is said of a fact: phrasings and texts by language, the years of its date.

    ``place`` is where it belongs; ``days`` are the days of the year that it fell on, as MMDD.
    """

    phrasings: Mapping[str, Sequence[str]]
    texts: Mapping[str, str]
    years: str = ""
    place: str | None = None
    days: tuple[str, ...] = ()

    def listed(self) -> list[tuple[str, str, bool]]:
        """Return every passage in the order in which it is read: language, text, is it asked."""
        found = [
            (lang, text, True) for lang in sorted(self.phrasings) for text in self.phrasings[lang]
        ]
        found.extend((lang, self.texts[lang], False) for lang in sorted(self.texts))
        return [*found, ("", self.years, False)] if self.years else found


def read(said: Said, lexicon: Lexicon) -> tuple[Passage, ...]:
    """Read all passages of a fact."""
    return tuple(_read(*passage, lexicon) for passage in said.listed())


def _read(lang: str, text: str, asks: bool, lexicon: Lexicon) -> Passage:  # noqa: FBT001
    listed = words(text)
    types = question_types(tuple(w.key for w in listed))[0] if asks else frozenset()
    return Passage(lang, types, tuple(lexicon.terms(listed, lang)))


def dumped(passages: Sequence[Passage]) -> str:
    """Return passages as JSON, plain words in short."""
    return json.dumps(
        [[p.lang, sorted(p.types), [_dumped(term) for term in p.terms]] for p in passages],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def loaded(text: str) -> tuple[Passage, ...]:
    """Return the passages that were dumped; their terms' texts are lost."""
    return tuple(
        Passage(lang, frozenset(types), tuple(map(_loaded, terms)))
        for lang, types, terms in json.loads(text)
    )


def _dumped(term: Term) -> str | list[str]:
    plain = term.kind == "word" and term.keys == (term.label,)
    return term.label if plain else [term.kind, term.label, *term.keys]


@functools.lru_cache(50_000)
def _plain(word: str) -> Term:
    return Term("word", word, (word,), "")


def _loaded(stored: Any) -> Term:
    if isinstance(stored, str):
        return _plain(stored)
    kind, label, *keys = stored
    return Term(kind, label, tuple(keys), "")


def tokens(passages: Sequence[Passage], place: str | None, days: Sequence[str]) -> frozenset[str]:
    """Return by what a fact is found: words, what they mean, its place, days of the year."""
    found = {key for passage in passages for term in passage.terms for key in term.keys}
    for passage in passages:
        found.update(token(term) for term in passage.terms if term.kind != "word")
    if place is not None:
        found.add(place_token(place))
    found.update(day_token(day) for day in days)
    return frozenset(found)


def token(term: Term) -> str:
    """Return what a term that is no plain word is found by, whatever stands for it."""
    return f"{term.kind}_{_digest(term.label)}"


def place_token(place: str) -> str:
    """Return what the facts of a place are found by, whether they name it or not."""
    return f"place_{_digest(place)}"


def day_token(day: str) -> str:
    """Return what the facts of a day of the year (MMDD) are found by."""
    return f"day_{day}"


def posted(token: str) -> str:
    """Return how a token stands in the postings, where FTS5 would split some letters."""
    return token if _WHOLE.fullmatch(token) else f"word_{_digest(token)}"


@functools.lru_cache(20_000)
def _digest(label: str) -> str:
    return md5(label.encode(), usedforsecurity=False).hexdigest()[:12]
