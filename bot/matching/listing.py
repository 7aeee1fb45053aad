"""Lists: all facts of a time, and everything known of something, earliest first."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.dates.asked_dates import AskedDate
from bot.dates.calendars import day_number
from bot.dates.edtf import OPEN_END, OPEN_START, decode
from bot.facts.models import Asked, Fact, Found, Outcome
from bot.facts.store import FactStore
from bot.matching.candidate import Candidate
from bot.matching.entry import Entry, Lookup
from bot.matching.index import SURE, FactIndex
from bot.matching.query import Query, no_query
from bot.spelling.fold import words as words_of

LISTED = 0.8
"""How much of what a question says beside its date a fact must cover to be listed."""
MOST_LISTED = 500
"""Facts that are listed."""
MOST_NEAR = 3
"""Facts that are named where none answers."""
MOST_NAMED = 3
"""Terms of what everything is asked about; who says more asks for something of it."""

FEWEST_PASSAGES = 2
"""Of a fact, that must hold what everything is asked about: one may be read wrongly."""


def of_the_time(
    query: Query, found: Sequence[Candidate], index: FactIndex, store: FactStore
) -> Outcome:
    """Return all facts of the days asked for that cover what else was said."""
    covering = {
        c.fact.key for c in found if c.measures.coverage >= LISTED and "denied" not in c.objections
    }
    asked = query.dates[0]
    listed = [
        fact
        for fact in _of_the_days(query.dates, index)
        if not query.telling or fact.key in covering
    ]
    span = Asked(asked.earliest, asked.latest, asked.day_of_year)
    if not listed:
        near = _found(_nearest(asked, index, store))
        return Outcome("none", query.lang or "", near=near, asked=span)
    again = _again(query, index) if len(query.dates) == 1 else None
    return _outcome(query, listed, span, again)


def everything(query: Query, index: FactIndex) -> Outcome | None:
    """Return all facts in which what a question names stands together; None for fewer than two."""
    named = query.telling
    if query.types or query.dates or not 1 <= len(named) <= MOST_NAMED:
        return None
    lookups = [index.look_up(term) for term in named]
    held = [e.number for e in index.leading(lookups, MOST_LISTED) if _holds(e, lookups)]
    if len(held) < 2:
        return None
    return _outcome(query, index.facts(held), None, _again(query, index))


def listed_before(asked: Asked | None, words: Sequence[str], index: FactIndex) -> Query:
    """Return the question whose list is of these days and of these words, as in ``Outcome``."""
    terms = tuple(index.lexicon.terms(words_of(" ".join(words)), None))
    query = replace(no_query(), terms=terms, events=asked is not None, everything=asked is None)
    if asked is None:
        return query
    date = AskedDate(asked.earliest, asked.latest, asked.day_of_year, "interval", ())
    return replace(query, dates=(date,))


def _outcome(
    query: Query, listed: list[Fact], asked: Asked | None, again: tuple[str, ...] | None
) -> Outcome:
    listed.sort(key=_order)
    lang = query.lang or ""
    if len(listed) == 1:
        return Outcome("answer", lang, _found(listed), asked=asked)
    return Outcome("list", lang, _found(listed), asked=asked, again=again)


def _again(query: Query, index: FactIndex) -> tuple[str, ...] | None:
    """Return the words by which a list is found again; None if they would be read otherwise."""
    keys = tuple(key for term in query.terms for key in term.keys)
    read = index.lexicon.terms(words_of(" ".join(keys)), None)
    same = [(t.kind, t.label) for t in read] == [(t.kind, t.label) for t in query.terms]
    return keys if same else None


def _holds(entry: Entry, lookups: Sequence[Lookup]) -> bool:
    """Say whether passages of a fact surely hold all that was looked up, not one by accident."""
    passages = (
        {passage for passage, like in entry.likenesses(lookup).items() if like >= SURE}
        for lookup in lookups
    )
    return len(set.intersection(*passages)) >= min(FEWEST_PASSAGES, len(entry.passages))


def _of_the_days(dates: Sequence[AskedDate], index: FactIndex) -> list[Fact]:
    """Return the facts of the days asked for, by number, at most MOST_LISTED."""
    numbers = {number for asked in dates for number in index.of_the_time(asked)}
    return index.facts(sorted(numbers)[:MOST_LISTED])


def _nearest(asked: AskedDate, index: FactIndex, store: FactStore) -> list[Fact]:
    """Return the facts nearest in time to the days asked for, nearest first."""
    if asked.day_of_year is not None:
        return []
    end = asked.earliest if asked.earliest > OPEN_START else asked.latest
    day = day_number("gregorian", *decode(min(end, OPEN_END)))
    near = store.nearest(day, MOST_NEAR)
    near.sort(key=lambda dated: (abs(dated.date.sort_jdn - day), dated.number))
    return index.facts([dated.number for dated in near[:MOST_NEAR]])


def _order(fact: Fact) -> tuple[bool, int, int, int]:
    """By day, what has none last."""
    if fact.date is None:
        return True, 0, 0, fact.id or 0
    return False, fact.date.sort_jdn, fact.date.latest, fact.id or 0


def _found(facts: Iterable[Fact]) -> tuple[Found, ...]:
    return tuple(Found(fact, 100.0) for fact in facts)
