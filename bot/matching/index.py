"""All that facts say, by word: which passages hold which words, and how rare each word is.

A passage is one phrasing or one text of a fact. Everything is folded and read as terms once, when
the facts are loaded.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.dates.asked_dates import AskedDate
from bot.dates.edtf import HistoricalDate
from bot.facts.models import Fact
from bot.matching.dating import fits_loosely, numbers_of, years_of
from bot.matching.lexicon import Lexicon, Term
from bot.spelling.fold import words
from bot.spelling.inflection import SHORTEST_STEM, stems
from bot.spelling.light_words import is_light
from bot.spelling.question_words import QuestionType, question_types

_YEAR = re.compile(r"\d{4}")

SAME_WORD = 0.97
"""How alike two forms of one word are held to be."""
MAYBE_SAME = 0.9
"""The same for words that share no more than a short stem: Кони and көне."""
TYPO_CUTOFF = 75.0
"""Below this ratio (0-100) two words are two words: прокурор and прокуратура stand at 74."""
SHORTEST_TYPO = 4
ONE_TYPO = 0.9
"""How alike words are held to be at least that one keystroke tells apart."""
LONG_WORD = 6
"""Words this long may differ in their first letter."""
MOST_REMEMBERED = 5_000
"""Typed words whose spellings are remembered; beyond them they are looked up each time."""
NAME_PART = 0.9
"""How much of a concept a passage holds that has its words but not its name."""

LIGHTNESS = 0.5
"""What the weight of a light word is multiplied by."""

TELLING_STEM = 5
"""Letters of a stem that make a word known."""
MISSPELT = 0.85
"""From this likeness on a word is taken for a known one with a typo."""
SURE = 0.85
"""From this likeness on a passage counts as holding a word."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One phrasing or text of a fact: its terms and its words."""

    fact: int
    lang: str
    text: str
    is_phrasing: bool
    terms: tuple[Term, ...]
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a passage that count, and what it asks for."""

    wording: str
    types: frozenset[QuestionType]


@dataclass(frozen=True, slots=True)
class Lookup:
    """A term of a question: its weight, the passages that hold it (with their likeness, 0-1],

    and the known words that its words may stand for.
    """

    term: Term
    weight: float
    likeness: Mapping[int, float]
    spellings: frozenset[str]


class FactIndex:
    """The facts of a file, ready to be asked. Facts are known by their position in ``facts``."""

    def __init__(self, facts: Iterable[Fact], lexicon: Lexicon) -> None:
        self.facts = tuple(facts)
        self.lexicon = lexicon
        self.passages: list[Passage] = []
        self.passages_of: list[list[int]] = []
        self._facts_in: dict[str, list[int]] = defaultdict(list)
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._by_label: dict[str, list[int]] = defaultdict(list)
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        self._spellings: dict[str, Mapping[str, float]] = {}
        self._weights: dict[str, float] = {}
        self._readings: dict[int, Reading] = {}
        self._types: dict[int, frozenset[QuestionType]] = {}
        self._weighed: dict[int, tuple[tuple[Term, float], ...]] = {}
        for position, fact in enumerate(self.facts):
            self._add(position, fact)
        self.vocabulary = tuple(self._by_key)
        self._years = tuple(key for key in self.vocabulary if key.isdigit() and len(key) == 4)
        for key in self.vocabulary:
            for stem in stems(key):
                self._by_stem[stem].append(key)
        self.places = lexicon.territories | {fact.place for fact in self.facts if fact.place}

    def _add(self, position: int, fact: Fact) -> None:
        self.passages_of.append([])
        if fact.place:
            self._facts_in[fact.place].append(position)
        for lang, phrasings in fact.phrasings.items():
            for text in phrasings:
                self._add_passage(position, lang, text, is_phrasing=True)
        for lang, said in fact.texts.items():
            self._add_passage(position, lang, said.text, is_phrasing=False)
        when = fact.date
        if when is not None:
            self._add_passage(position, "", _years(when), is_phrasing=False)

    def _add_passage(self, fact: int, lang: str, text: str, *, is_phrasing: bool) -> None:
        listed = words(text)
        terms = tuple(self.lexicon.terms(listed, lang))
        keys = frozenset(key for term in terms for key in term.keys)
        number = len(self.passages)
        self.passages.append(Passage(fact, lang, text, is_phrasing, terms, keys))
        self.passages_of[fact].append(number)
        for key in keys:
            self._by_key[key].append(number)
        for label in {_label(term) for term in terms if term.kind != "word"}:
            self._by_label[label].append(number)

    def spellings(self, key: str) -> Mapping[str, float]:
        """Return the known words that a typed word may stand for, with their likeness (0-1]."""
        known = self._spellings.get(key)
        if known is None:
            known = self._find_spellings(key)
            if len(self._spellings) < MOST_REMEMBERED:
                self._spellings[key] = known
        return known

    def _find_spellings(self, key: str) -> Mapping[str, float]:
        if key in self._by_key and key.isdigit():
            return {key: 1.0}
        found: dict[str, float] = {}
        for stem in stems(key):
            for known in self._by_stem.get(stem, ()):
                sure = len(stem) > SHORTEST_STEM or stem in {key, known}
                found[known] = max(found.get(known, 0.0), SAME_WORD if sure else MAYBE_SAME)
        if key in self._by_key:
            found[key] = 1.0
        if not key.isdigit() and len(key) >= SHORTEST_TYPO:
            close = process.extract(
                key, self.vocabulary, scorer=fuzz.ratio, score_cutoff=TYPO_CUTOFF, limit=None
            )
            for known, ratio, _ in close:
                one_typo = len(key) > SHORTEST_TYPO and OSA.distance(key, known) == 1
                if known[0] == key[0] or len(key) >= LONG_WORD or one_typo:
                    found.setdefault(known, max(ratio / 100, ONE_TYPO if one_typo else 0.0))
        return found

    def knows(self, key: str) -> bool:
        """Say whether a key is a word of the facts or a form of one."""
        if key in self._by_key or self.lexicon.names(key):
            return True
        return any(len(stem) >= TELLING_STEM and stem in self._by_stem for stem in stems(key))

    def may_mean(self, key: str) -> bool:
        """Say whether a key is at least a misspelt word of the facts."""
        close = max(self.spellings(key).values(), default=0.0)
        return close >= MISSPELT or self.lexicon.names(key)

    def look_up(self, term: Term) -> Lookup:
        """Return where a term of a question stands, how surely, and how rare it is."""
        spellings = [self.spellings(key) for key in term.keys]
        likeness = self._by_words(spellings)
        if term.kind != "word":
            by_words = likeness
            likeness = dict.fromkeys(self._by_label.get(_label(term), ()), 1.0)
            if term.kind == "concept":
                for passage, like in by_words.items():
                    if passage not in likeness and like >= NAME_PART * SAME_WORD:
                        likeness[passage] = NAME_PART * like
                for passage in self._passages_in(term.label):
                    likeness.setdefault(passage, NAME_PART)
            elif term.kind == "number" and len(term.label) == len("95"):
                for passage in self._passages_of_years(term.label):
                    likeness.setdefault(passage, NAME_PART)
        known = frozenset(chain.from_iterable(spellings))
        if term.kind == "number" and len(term.label) == len("95"):
            known |= frozenset(year for year in self._years if year.endswith(term.label))
        weight = self.weight(likeness) * (LIGHTNESS if _is_light(term) else 1.0)
        return Lookup(term, weight, likeness, known)

    def look_up_date(self, asked: AskedDate, text: str) -> Lookup:
        """Return which passages are of the days asked for: by their fact's date or by a year."""
        fitting = {number for number, fact in enumerate(self.facts) if fits_loosely(fact, asked)}
        likeness = {passage: 1.0 for fact in fitting for passage in self.passages_of[fact]}
        years = years_of(asked)
        for year in years:
            for passage in self._by_key.get(year, ()):
                for sibling in self.passages_of[self.passages[passage].fact]:
                    likeness[sibling] = 1.0
        term = Term("date", f"{asked.earliest}/{asked.latest}", (), text)
        return Lookup(term, self.weight(likeness), likeness, numbers_of(asked))

    def _passages_in(self, place: str) -> Iterator[int]:
        """Yield all passages of the facts of a place, whether they name it or not."""
        for fact in self._facts_in.get(place, ()):
            yield from self.passages_of[fact]

    def _passages_of_years(self, ending: str) -> Iterator[int]:
        """Yield the passages of facts with a year of this ending: people say '95 for 1995."""
        for year in self._years:
            if year.endswith(ending):
                for passage in self._by_key[year]:
                    yield from self.passages_of[self.passages[passage].fact]

    def _by_words(self, spellings: list[Mapping[str, float]]) -> dict[int, float]:
        """Return the mean likeness of a term's words in every passage that has any of them."""
        total: dict[int, float] = defaultdict(float)
        for spelled in spellings:
            best: dict[int, float] = {}
            for known, likeness in spelled.items():
                for passage in self._by_key[known]:
                    if likeness > best.get(passage, 0.0):
                        best[passage] = likeness
            for passage, likeness in best.items():
                total[passage] += likeness / len(spellings)
        return total

    def weight(self, likeness: Mapping[int, float]) -> float:
        """Return how rare what stands in these passages is, from 0 (everywhere) to 1 (nowhere).

        The inverse document frequency (Spärck Jones 1972) ln(1 + N / (0.5 + df)), with N facts,
        df of which surely hold it, as a share of that of a word that no fact holds: so weights
        mean the same in a file of ten facts and in one of ten thousand.
        """
        sure = {self.passages[p].fact for p, like in likeness.items() if like >= SURE}
        count = len(self.facts)
        return math.log(1 + count / (0.5 + len(sure))) / math.log(1 + count / 0.5)

    def types(self, fact: int) -> frozenset[QuestionType]:
        """Return everything that the phrasings of a fact ask for."""
        if fact not in self._types:
            readings = (self.reading(passage).types for passage in self.passages_of[fact])
            self._types[fact] = frozenset(chain.from_iterable(readings))
        return self._types[fact]

    def weighed_terms(self, passage: int) -> tuple[tuple[Term, float], ...]:
        """Return the terms of a passage with their weights."""
        if passage not in self._weighed:
            terms = self.passages[passage].terms
            self._weighed[passage] = tuple((term, self._passage_weight(term)) for term in terms)
        return self._weighed[passage]

    def reading(self, passage: int) -> Reading:
        """Return what a passage says and asks, word by word."""
        if passage not in self._readings:
            said = self.passages[passage]
            wording = " ".join(key for term in said.terms for key in term.keys)
            keys = tuple(w.key for w in words(said.text)) if said.is_phrasing else ()
            self._readings[passage] = Reading(wording, question_types(keys)[0])
        return self._readings[passage]

    def _passage_weight(self, term: Term) -> float:
        label = _label(term)
        if label not in self._weights:
            if term.kind == "word":
                forms = {known for stem in stems(term.label) for known in self._by_stem[stem]}
                here = {passage for known in forms for passage in self._by_key[known]}
            else:
                here = set(self._by_label[label])
            lightness = LIGHTNESS if _is_light(term) else 1.0
            self._weights[label] = lightness * self.weight(dict.fromkeys(here, 1.0))
        return self._weights[label]


def _is_light(term: Term) -> bool:
    return term.kind == "word" and is_light(term.label)


def _label(term: Term) -> str:
    return f"{term.kind}:{term.label}"


def _years(date: HistoricalDate) -> str:
    """Return the years of a date, so that they count as words of its fact."""
    return " ".join(_YEAR.findall(date.text))
