"""What was looked up of a question, and a fact's passages as they are held against it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress
from operator import not_
from typing import NamedTuple

from bot.dates.asked_dates import AskedDate
from bot.dates.edtf import HistoricalDate
from bot.matching.dating import fits_loosely
from bot.search.lexicon import Term
from bot.search.passages import Passage
from bot.search.postings import Sought
from bot.search.vocabulary import SAME_WORD
from bot.spelling.question_words import QuestionType

NAME_PART = 0.9
"""How much of a concept a passage holds that has its words but not its name."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A term of a question, looked up.

    ``spellings`` has for each word of the term the known words that it may stand for, with their
    likeness (0-1]; ``known`` are all of them and, of a date, the numbers that state it. ``years``
    are those whose mention makes a fact one of that time.
    """

    term: Term
    weight: float
    sought: Sought
    spellings: tuple[Mapping[str, float], ...] = ()
    known: frozenset[str] = frozenset()
    asked: AskedDate | None = None
    years: frozenset[str] = frozenset()


class Weighed(NamedTuple):
    """The weight of a passage: of all its terms, of each plain word, of every other term."""

    total: float
    words: tuple[str, ...]
    weights: tuple[float, ...]
    others: tuple[tuple[Term, float], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact's passages, and where in them its words and their meanings stand.

    ``number`` is the fact's; ``weighed`` has the passages' weights, none until ``FactIndex.weigh``.
    """

    number: int
    date: HistoricalDate | None
    place: str | None
    passages: tuple[Passage, ...]
    weighed: list[Weighed] = field(default_factory=list)
    types: frozenset[QuestionType] = field(init=False)
    by_key: Mapping[str, Sequence[int]] = field(init=False)
    by_label: Mapping[tuple[str, str], Sequence[int]] = field(init=False)

    def __post_init__(self) -> None:
        by_key: dict[str, list[int]] = {}
        by_label: dict[tuple[str, str], list[int]] = {}
        for number, passage in enumerate(self.passages):
            for kind, label, keys, _ in passage.terms:
                for key in keys:
                    by_key.setdefault(key, []).append(number)
                if kind != "word":
                    by_label.setdefault((kind, label), []).append(number)
        types = chain.from_iterable(passage.types for passage in self.passages)
        object.__setattr__(self, "types", frozenset(types))
        object.__setattr__(self, "by_key", by_key)
        object.__setattr__(self, "by_label", by_label)

    def likenesses(self, lookup: Lookup) -> Mapping[int, float]:
        """Return how surely each passage holds what was looked up; those without are left out."""
        term = lookup.term
        everywhere = range(len(self.passages))
        if lookup.asked is not None:
            mentioned = not lookup.years.isdisjoint(self.by_key)
            of_then = mentioned or fits_loosely(self.date, lookup.asked)
            return dict.fromkeys(everywhere, 1.0) if of_then else {}
        by_words = self._by_words(lookup.spellings)
        if term.kind == "word":
            return by_words
        likeness = dict.fromkeys(self.by_label.get((term.kind, term.label), ()), 1.0)
        if term.kind == "concept":
            for passage, like in by_words.items():
                if like >= NAME_PART * SAME_WORD:
                    likeness.setdefault(passage, NAME_PART * like)
            if self.place == term.label:
                likeness = dict.fromkeys(everywhere, NAME_PART) | likeness
        elif not lookup.years.isdisjoint(self.by_key):
            likeness = dict.fromkeys(everywhere, NAME_PART) | likeness
        return likeness

    def _by_words(self, spellings: Sequence[Mapping[str, float]]) -> dict[int, float]:
        """Return the mean likeness of a term's words in every passage that has any of them."""
        if len(spellings) == 1:
            return self._by_word(spellings[0])
        total: dict[int, float] = defaultdict(float)
        for spelled in spellings:
            for passage, like in self._by_word(spelled).items():
                total[passage] += like / len(spellings)
        return total

    def _by_word(self, spelled: Mapping[str, float]) -> dict[int, float]:
        """Return the likeness of a word in every passage that has it in one of its spellings."""
        best: dict[int, float] = {}
        for known in spelled.keys() & self.by_key.keys():
            like = spelled[known]
            for passage in self.by_key[known]:
                if like > best.get(passage, 0.0):
                    best[passage] = like
        return best


def weighed(passage: Passage, weights: Sequence[float]) -> Weighed:
    """Return a passage by the weights of its terms."""
    plain = [term.kind == "word" for term in passage.terms]
    terms = list(zip(passage.terms, weights, strict=True))
    return Weighed(
        sum(weights),
        tuple(term.label for term in compress(passage.terms, plain)),
        tuple(compress(weights, plain)),
        tuple(compress(terms, map(not_, plain))),
    )
