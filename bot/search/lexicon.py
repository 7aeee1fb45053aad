"""Texts as terms: what a text is about, with names of one concept read as one term.

A term is a concept known from the alias table (ҚР, Казахстан, Republic of Kazakhstan), a number,
a denial, or a plain word. Function words are left out.
"""

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from bot.search import gazetteer
from bot.spelling.fold import Word, words
from bot.spelling.inflection import SHORTEST_STEM, is_ending, stems
from bot.spelling.light_words import is_light
from bot.spelling.numerals import number
from bot.spelling.question_words import either_way, function_words, negations, present_words

TermKind = Literal["concept", "number", "denial", "present", "word", "date"]

_VOWELS = "aeiou"

SHORTEST_SHARED = 4
"""Letters that two forms of a name must share if neither is the stem: қару is no form of кара."""
SHORTEST_FOREIGN = 5
"""Letters that a name must share with a word of another language: English old is no form of
Kazakh өлді."""
ANY_LANGUAGE = ""

_SCRIPTS = {"kk": "cyrillic", "ru": "cyrillic", "en": "latin"}
"""Kazakh and Russian lend each other words in all their forms."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing and its names, abbreviations and synonyms by language; the first is shown."""

    id: str
    names: Mapping[str, tuple[str, ...]]


class Name(NamedTuple):
    """A name of a concept: its keys, the concept's id and the script of its language."""

    keys: tuple[str, ...]
    concept: str
    script: str


MOST_REMEMBERED = 5_000
"""Words whose names are remembered, those that were read last."""
DENIAL = "not"
PRESENT = "now"
TERRITORY_STEM = 5
"""Letters of the shortest stem by which a country is known without its whole name."""
WHOLE = 99
"""For abbreviations: they take endings but have no stem of their own (КСРО is not КСР)."""
TYPO_LENGTH = 6
"""Words shorter than this must name a concept without a typo."""
TYPO_RATIO = 86.0


class Term(NamedTuple):
    """A unit of meaning: its kind, its label (concept id, number, key, date) and its words.

    ``keys`` are the folded words; ``text`` is what stood in the text.
    """

    kind: TermKind
    label: str
    keys: tuple[str, ...]
    text: str

    @property
    def is_light(self) -> bool:
        """Say whether any subject can be asked about with it."""
        return self.kind == "word" and is_light(self.label)


class Lexicon:
    """Reads texts as terms with the names of the alias table."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._names: dict[str, list[Name]] = defaultdict(list)
        self._starting_with = functools.lru_cache(MOST_REMEMBERED)(self._find_names)
        for concept in concepts:
            for lang, names in concept.names.items():
                for name in names:
                    keys = tuple(w.key for w in words(name) if w.key)
                    shortest = WHOLE if name.isupper() else 0
                    self._add(Name(keys, concept.id, _script(lang)), shortest)

        aliases = {name.keys for names in self._names.values() for name in names}
        self.territories = frozenset(self._add_territories(aliases))

    def forget(self) -> None:
        """Let go of what was looked up."""
        self._starting_with.cache_clear()

    def _add(self, name: Name, shortest: int = 0) -> None:
        """File a name under its first word and every stem of it that is long enough."""
        if name.keys:
            for stem in stems(name.keys[0]):
                if len(stem) >= shortest or stem == name.keys[0]:
                    self._names[stem].append(name)

    def _add_territories(self, aliases: set[tuple[str, ...]]) -> Iterator[str]:
        """Add the countries and peoples that no alias names; yield their concept ids."""
        listed = tuple(gazetteer.names())
        taken = {concept for concept, keys in listed if keys in aliases}
        for concept, keys in listed:
            if concept not in taken and not function_words().intersection(keys):
                self._add(Name(keys, concept, ANY_LANGUAGE), WHOLE)
                stem = keys[0].rstrip(_VOWELS)  # Германия declines as Германи-
                if len(keys) == 1 and stem != keys[0] and len(stem) >= TERRITORY_STEM:
                    self._names[stem].append(Name(keys, concept, ANY_LANGUAGE))
                yield concept

    def terms(
        self, listed: tuple[Word, ...], lang: str | None, skip: frozenset[int] = frozenset()
    ) -> list[Term]:
        """Return the terms of a text, given as its words, in order.

        ``skip`` holds indexes of words that are accounted for already, such as those of a date.
        """
        found: list[Term] = []
        position = 0
        skip |= either_way(tuple(w.key for w in listed))
        while position < len(listed):
            word = listed[position]
            if position in skip or not word.key:
                position += 1
                continue
            if (named := self._concept_at(listed, position, skip, lang)) is not None:
                concept, width = named
                covered = listed[position : position + width]
                text = " ".join(w.text for w in covered)
                found.append(Term("concept", concept, tuple(w.key for w in covered), text))
                position += width
                continue
            read = self._alone(word, lang)
            if read is not None:
                found.append(Term(*read, (word.key,), word.text))
            position += 1
        return found

    def names(self, key: str) -> bool:
        """Say whether a word alone names a concept."""
        return self.named(key) is not None

    def named(self, key: str) -> str | None:
        """Return the concept that a word alone names, or None."""
        return self._starting_with(key, ANY_LANGUAGE)[0]

    def telling(
        self, listed: tuple[Word, ...], lang: str | None, skip: frozenset[int]
    ) -> frozenset[int]:
        """Return the indexes of words at which a concept's name or a number stands."""
        return frozenset(
            index
            for index, word in enumerate(listed)
            if index not in skip
            and (
                number(word.key) is not None
                or self._concept_at(listed, index, skip, lang) is not None
            )
        )

    def _alone(self, word: Word, lang: str | None) -> tuple[TermKind, str] | None:
        """Return what a word that names no concept is, or None where it says nothing."""
        if (value := number(word.key)) is not None:
            return "number", value
        if lang is not None and word.key in negations(lang):
            return "denial", DENIAL
        if word.key in present_words():
            return "present", PRESENT
        if word.key in function_words(lang) or len(word.key) == 1:
            return None
        if word.joined and is_ending(word.key):
            return None
        return "word", word.key

    def _concept_at(
        self, listed: tuple[Word, ...], position: int, skip: frozenset[int], lang: str | None
    ) -> tuple[str, int] | None:
        """Return the concept whose longest name stands here, and how many words it takes."""
        single, longer = self._starting_with(listed[position].key, _script(lang))
        best: tuple[int, float, str] | None = None
        end = len(listed)
        if longer and skip:
            end = next((i for i in range(position, end) if i in skip), end)
        for keys, concept, _ in longer:
            width = len(keys)
            if position + width > end or (best is not None and width < best[0]):
                continue
            if listed[position + 1].key[:1] != keys[1][:1]:
                continue  # most names end here, before the costlier comparison
            closeness = _closeness(listed[position : position + width], keys)
            if closeness and (best is None or (width, closeness) > best[:2]):
                best = (width, closeness, concept)
        if best is not None:
            return best[2], best[0]
        if single is None or listed[position].key in function_words(lang):
            return None  # бөлді (divided) folds like болды (was)
        return single, 1

    def _find_names(self, key: str, script: str) -> tuple[str | None, list[Name]]:
        """Return the concept that a word names alone, and the longer names it may begin."""
        names = {
            name
            for stem in stems(key)
            for name in self._names.get(stem, ())
            if name.keys[0] == key or len(stem) >= _shortest_stem(name, stem, script)
        }
        alone = [name for name in names if len(name.keys) == 1]
        alone.sort(key=lambda n: (n.keys[0] != key, n.script != script, n))
        longer = sorted((n for n in names if len(n.keys) > 1), key=lambda n: (-len(n.keys), n))
        return (alone[0].concept if alone else None), longer


def _script(lang: str | None) -> str:
    return _SCRIPTS.get(lang or ANY_LANGUAGE, ANY_LANGUAGE)


def _shortest_stem(name: Name, stem: str, script: str) -> int:
    """Return how many letters a name must share with another form of itself in such a text."""
    if ANY_LANGUAGE in {script, name.script} or script == name.script:
        return 1 if stem == name.keys[0] else SHORTEST_SHARED
    return SHORTEST_FOREIGN


def _closeness(here: tuple[Word, ...], keys: tuple[str, ...]) -> float:
    """Return 0 unless every word is a form of its counterpart, else how equal they are (0-1]."""
    equal = 0
    for word, named in zip(here, keys, strict=True):
        if word.key == named:
            equal += 1
        elif len(named) < SHORTEST_STEM or stems(word.key).isdisjoint(stems(named)):
            if min(len(word.key), len(named)) < TYPO_LENGTH:
                return 0.0
            if fuzz.ratio(word.key, named) < TYPO_RATIO:
                return 0.0
    return (1 + equal) / (1 + len(keys))
