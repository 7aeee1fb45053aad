"""Texts as terms: what a text is about, with names of one concept read as one term.

A term is a concept known from the alias table (ҚР, Казахстан, Republic of Kazakhstan), a number,
a denial, or a plain word. Function words are left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from bot.facts.models import Concept
from bot.matching import gazetteer
from bot.spelling.fold import Word, words
from bot.spelling.inflection import SHORTEST_STEM, is_ending, stems
from bot.spelling.numerals import number
from bot.spelling.question_words import function_words, negations

TermKind = Literal["concept", "number", "denial", "word", "date"]

_VOWELS = "aeiou"

Name = tuple[tuple[str, ...], str]
"""A name of a concept: its keys, and the concept's id."""

MOST_REMEMBERED = 20_000
"""Words whose names are remembered; beyond them they are looked up each time."""
DENIAL = "not"
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


class Lexicon:
    """Reads texts as terms with the names of the alias table."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._names: dict[str, list[Name]] = defaultdict(list)
        self._starts: dict[str, tuple[str | None, list[Name]]] = {}
        for concept in concepts:
            for names in concept.names.values():
                for name in names:
                    keys = tuple(w.key for w in words(name) if w.key)
                    self._add(concept.id, keys, WHOLE if name.isupper() else 0)

        aliases = {keys for names in self._names.values() for keys, _ in names}
        self.territories = frozenset(self._add_territories(aliases))

    def _add(self, concept: str, keys: tuple[str, ...], shortest: int = 0) -> None:
        """File a name under its first word and every stem of it that is long enough."""
        if keys:
            for stem in stems(keys[0]):
                if len(stem) >= shortest or stem == keys[0]:
                    self._names[stem].append((keys, concept))

    def _add_territories(self, aliases: set[tuple[str, ...]]) -> Iterator[str]:
        """Add the countries and peoples that no alias names; yield their concept ids."""
        listed = tuple(gazetteer.names())
        taken = {concept for concept, keys in listed if keys in aliases}
        for concept, keys in listed:
            if concept not in taken and not function_words().intersection(keys):
                self._add(concept, keys, WHOLE)
                stem = keys[0].rstrip(_VOWELS)  # Германия declines as Германи-
                if len(keys) == 1 and stem != keys[0] and len(stem) >= TERRITORY_STEM:
                    self._names[stem].append((keys, concept))
                yield concept

    def terms(
        self, listed: tuple[Word, ...], lang: str | None, skip: frozenset[int] = frozenset()
    ) -> list[Term]:
        """Return the terms of a text, given as its words, in order.

        ``skip`` holds indexes of words that are accounted for already, such as those of a date.
        """
        found: list[Term] = []
        position = 0
        while position < len(listed):
            word = listed[position]
            if position in skip or not word.key:
                position += 1
                continue
            if (named := self._concept_at(listed, position, skip)) is not None:
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

    def _alone(self, word: Word, lang: str | None) -> tuple[TermKind, str] | None:
        """Return what a word that names no concept is, or None where it says nothing."""
        if (value := number(word.key)) is not None:
            return "number", value
        if lang is not None and word.key in negations(lang):
            return "denial", DENIAL
        if word.key in function_words() or len(word.key) == 1:
            return None
        if word.joined and is_ending(word.key):
            return None
        return "word", word.key

    def _concept_at(
        self, listed: tuple[Word, ...], position: int, skip: frozenset[int]
    ) -> tuple[str, int] | None:
        """Return the concept whose longest name stands here, and how many words it takes."""
        single, longer = self._starting_with(listed[position].key)
        best: tuple[int, float, str] | None = None
        end = len(listed)
        if longer and skip:
            end = next((i for i in range(position, end) if i in skip), end)
        for keys, concept in longer:
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
        if single is None or listed[position].key in function_words():
            return None  # бөлді (divided) folds like болды (was)
        return single, 1

    def _starting_with(self, key: str) -> tuple[str | None, list[Name]]:
        """Return the concept that a word names alone, and the longer names it may begin."""
        known = self._starts.get(key)
        if known is None:
            names = {name for stem in stems(key) for name in self._names.get(stem, ())}
            alone = [name for name in names if len(name[0]) == 1]
            alone.sort(key=lambda name: (name[0][0] != key, name))
            longer = sorted((n for n in names if len(n[0]) > 1), key=lambda n: (-len(n[0]), n))
            known = (alone[0][1] if alone else None, longer)
            if len(self._starts) < MOST_REMEMBERED:
                self._starts[key] = known
        return known


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
