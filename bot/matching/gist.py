"""What a question asks, apart from how it is worded: kind, dates, numbers, and what it names.

A question's words need not be words of the facts: the facts hold no answer to most that are kept
for curators. So each content word is kept with its folded key and with what is known of it in any
language: the concept of the alias table that it names, its meaning among ``history_words``.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.dates.asked_dates import AskedDate
from bot.matching.index import FactIndex
from bot.matching.query import MAX_LETTERS, read
from bot.matching.question_part import question_part
from bot.matching.typed import as_meant
from bot.search.lexicon import Term
from bot.spelling.fold import words
from bot.spelling.history_words import meanings
from bot.spelling.light_words import SHORT, is_light
from bot.spelling.numerals import number
from bot.spelling.question_words import QuestionType, function_word_like, function_words

SHORTEST_MISSPELT = 5
"""Letters of a function word with a typo: кони (a name) is no оны."""
_ROLES = {
    "whom": "кімді кого whom",
    "whose": "кімнің чей чья чьё чьи whose",
    "to-whom": "кімге кому",
    "whither": "куда",
    "whence": "қайдан откуда",
}
"""Who and where by the part they play: who killed somebody and whom somebody killed."""
_UNITS = {
    "day": "күн дней дня день day days",
    "year": "жыл жылға лет года год year years",
    "month": "ай месяцев месяца month months",
    "time": "рет раз times",
}
"""What is counted, by words that say nothing elsewhere."""
_KAZAKH_DENIAL = re.compile(r"\w{2,}[mbp][ae](?:di|idi|g[ae]n|itin)(?:m|n|k|niz|lar|ler)?")
"""Verbs denied by their ending: кірмеді, болмаған. Қамады (besieged) is taken for one, too, which
parts it from no other spelling of itself."""
_ENGLISH_DENIAL = "didn't doesn't don't wasn't weren't isn't aren't hasn't couldn't"
_IDLE = """
    такой такая такое такие книга книгу труд произведение book work еңбек
    еңбегі еңбегін кітабын шығарма шығармасын деп
    заранее благодарен благодарна срочно коротко быстро побыстрее вкратце словах плиз
    алдын ала алғыс тезірек тез қысқа жедел өтініш
    advance cheers urgent asap quick quickly briefly short reply kinda
"""
"""What a work is called that is named anyway, and words of courtesy and haste."""
_FROM = frozenset({"iz", "from"})
_KAZAKH_FROM = re.compile(r"\w{3,}(?<!s)(?:[dtn][ae]n)")
_PLACES = frozenset({"capital", "town"})
"""Meanings of words that one may come from like from a named place."""
_BY = "bi"
"""The key of English by."""
_DID = frozenset({"did", "does", "do"})


def _names(table: Mapping[str, str], keys: tuple[str, ...]) -> set[str]:
    """Return the names of a table's rows that have one of these words."""
    return {name for name, listed in table.items() if not _keys(listed).isdisjoint(keys)}


@functools.cache
def _keys(text: str) -> frozenset[str]:
    return frozenset(word.key for word in words(text))


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A content word of a question, or several that name one concept.

    ``key`` is its folded spelling; ``labels`` what it means in any language, empty where that is
    not known; ``light`` parts say little: any subject can be asked about with them.
    """

    key: str
    labels: tuple[str, ...]
    light: bool

    @property
    def is_name(self) -> bool:
        """Say whether the part may be a name: it is known as nothing else."""
        return not self.light and all(label.startswith("concept:") for label in self.labels)


@dataclass(frozen=True, slots=True, order=True)
class Gist:
    """What a question asks.

    ``kinds`` are what it asks for: when, who, whom, how many days; ``dates`` (earliest, latest) and
    day of the year as in ``AskedDate``; ``marks`` what else turns a question into another one: a
    denial, a way from somewhere, the present. ``letters`` are its folded words without spaces.
    """

    kinds: tuple[str, ...]
    dates: tuple[tuple[int, int, tuple[int, int] | None], ...]
    numbers: tuple[str, ...]
    marks: tuple[str, ...]
    parts: tuple[Part, ...]
    letters: str
    lang: str
    passive: bool


def gist(text: str, index: FactIndex, languages: tuple[str, ...]) -> Gist:
    """Return what a question asks; of a longer text the first MAX_LETTERS letters count."""
    meant = as_meant(text[:MAX_LETTERS], index)
    asked = question_part(meant, index, languages)
    query = read(asked, index, languages)
    keys = tuple(word.key for word in words(asked))
    terms = query.terms
    content = [term for term in terms if term.kind in {"word", "concept"}]
    parts = tuple(
        part for term in content if (part := _part(term)).key not in _keys(_ENGLISH_DENIAL)
    )
    return Gist(
        kinds=tuple(sorted(_kinds(query.types, keys) | ({"events"} if query.events else set()))),
        dates=tuple(sorted({_span(date) for date in query.dates}, key=repr)),
        numbers=tuple(sorted(_numbers(terms))),
        marks=_marks(terms, keys, parts, query.lang),
        parts=parts,
        letters="".join(keys),
        lang=query.lang or "",
        passive=_BY in keys,
    )


def _kinds(types: frozenset[QuestionType], keys: tuple[str, ...]) -> set[str]:
    """Return what is asked for, with the part it plays and what is counted."""
    kinds: set[str] = set(types)
    roles = _names(_ROLES, keys)
    if "who" in kinds and any(key in _DID for key in keys):
        roles.add("whom")  # who did they kill
    if roles:
        kinds = (kinds - {"who", "where"}) | roles
    if "how-many" in kinds:
        kinds |= {f"how-many-{unit}" for unit in _names(_UNITS, keys)}
    return kinds


def _numbers(terms: tuple[Term, ...]) -> set[str]:
    """Return the numbers of a question, those in names too: the Second World War, Peter I."""
    named = (number(key) for term in terms if term.kind == "concept" for key in term.keys)
    return {term.label for term in terms if term.kind == "number"} | {n for n in named if n}


def _marks(
    terms: tuple[Term, ...], keys: tuple[str, ...], parts: tuple[Part, ...], lang: str | None
) -> tuple[str, ...]:
    marks = {term.label for term in terms if term.kind in {"denial", "present"}}
    kazakh = lang in {"kk", None}
    if not _keys(_ENGLISH_DENIAL).isdisjoint(keys) or (
        kazakh and any(_KAZAKH_DENIAL.fullmatch(key) for key in keys)
    ):
        marks.add("not")
    names = (part.key for part in parts if part.is_name or not _PLACES.isdisjoint(part.labels))
    if not _FROM.isdisjoint(keys) or (
        lang == "kk" and any(_KAZAKH_FROM.fullmatch(key) for key in names)
    ):
        marks.add("from")
    return tuple(sorted(marks))


def _part(term: Term) -> Part:
    key = "".join(term.keys)
    idle = key in _keys(_IDLE)
    labels = {f"concept:{term.label}"} if term.kind == "concept" else set()
    if not idle:
        labels |= next((found for word in term.keys if (found := meanings(word))), frozenset())
    abbreviated = len(key) <= SHORT and term.text.isupper()
    says_little = (is_light(key) and not abbreviated) or _is_function_word(key, term.text)
    light = idle or (not labels and says_little)
    return Part(key, tuple(sorted(labels)), light)


def _is_function_word(key: str, text: str) -> bool:
    """Say whether a word is a function word of any language, or a long one with a typo."""
    misspelt = len(key) >= SHORTEST_MISSPELT and text.islower()
    return key in function_words() or (misspelt and function_word_like(key) is not None)


def _span(date: AskedDate) -> tuple[int, int, tuple[int, int] | None]:
    return date.earliest, date.latest, date.day_of_year
