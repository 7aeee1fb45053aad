"""A question as the matcher sees it: its terms, its dates, what it asks for, its language."""

from dataclasses import dataclass

from bot.dates.asked_dates import AskedDate, find
from bot.matching.index import FactIndex
from bot.search.lexicon import Term
from bot.spelling.chatter import chatter
from bot.spelling.everything_words import asks_for_everything
from bot.spelling.fold import repair, words
from bot.spelling.language import detect
from bot.spelling.question_words import QuestionType, asks_for_events, question_types

MAX_LETTERS = 400
"""What is read of a question; people's questions are shorter."""
MAX_TERMS = 16
"""How many different terms are looked up."""
MAX_DATES = 6
"""How many dates are; people ask of two at most, a time and the time until which."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question, read.

    ``folded`` is what the fold makes of it; ``events`` says that it asks for whatever happened,
    ``everything`` that it asks for all that is known of what it names.
    """

    text: str
    lang: str | None
    folded: str
    terms: tuple[Term, ...]
    dates: tuple[AskedDate, ...]
    types: frozenset[QuestionType]
    events: bool
    everything: bool

    @property
    def telling(self) -> tuple[Term, ...]:
        """The terms that tell one subject from another."""
        return tuple(term for term in self.terms if not term.is_light)


def read(text: str, index: FactIndex, languages: tuple[str, ...]) -> Query:
    """Read a question; of it count MAX_LETTERS letters, MAX_TERMS terms and MAX_DATES dates."""
    lexicon = index.lexicon
    text = text[:MAX_LETTERS]
    lang = detect(text, languages)
    listed = words(text)
    dates = find(text)
    keys = tuple(w.key for w in listed)
    types, asking = question_types(keys)
    events = asks_for_events(keys)
    everything = asks_for_everything(keys)
    in_dates = frozenset(place for date in dates for place in date.words)
    heard = in_dates | asking | events | everything
    telling = heard | lexicon.telling(listed, lang, heard)
    aside = chatter(repair(text), listed, telling, index.knows)
    terms = lexicon.terms(listed, lang, skip=heard | aside)
    return Query(
        text=text,
        lang=lang,
        folded=" ".join(keys),
        terms=tuple({_same(term): term for term in terms}.values())[:MAX_TERMS],
        dates=dates[:MAX_DATES],
        types=types,
        events=bool(events),
        everything=bool(everything),
    )


def no_query() -> Query:
    """Return a question that says nothing."""
    return Query(
        text="",
        lang=None,
        folded="",
        terms=(),
        dates=(),
        types=frozenset(),
        events=False,
        everything=False,
    )


def asks(text: str) -> bool:
    """Say whether a text asks for something: when, who, where, how many or why."""
    return bool(question_types(tuple(w.key for w in words(text)))[0])


def _same(term: Term) -> tuple[str, str]:
    return term.kind, term.label
