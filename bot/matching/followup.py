"""What a question that lacks something takes from the one before it.

"And in France?" asks of France what was asked of Russia. What the new question says replaces what
the old one said of the same sort: a place the place, a number the number, days the days, what is
asked for what was asked for, a verb the verb. The rest is carried over, in a few ways, from all of
it to no more than place and time; which of them comes to an answer is for the matcher to judge.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from bot.matching.candidate import Candidate
from bot.matching.index import SURE, FactIndex
from bot.matching.query import Query
from bot.search.lexicon import Term
from bot.spelling.chatter import speaks
from bot.spelling.fold import words
from bot.spelling.inflection import is_verb
from bot.spelling.pointing_words import asks_what, leads_on, pointing_words, points_back
from bot.spelling.question_words import QuestionType

LIFETIME = 600.0
"""Seconds for which a question may go on from the one before."""
FEW = 2
"""Telling terms of a question that may lack something though no word of it says so."""
ENOUGH = 3
"""Telling terms of a question that is complete though it has a pronoun, if it has an answer."""

Lack = Literal["bare", "pointing", "leading", "short"]
"""Why a question may lack something: it says nothing but a place, a number, a time or what it asks
for; it means something said before by a pronoun; it begins with "and"; or it is just short."""


@dataclass(frozen=True, slots=True)
class Context:
    """What was talked of last: the question as it was understood, and what it was answered with.

    ``facts`` are numbers; ``at`` is when, in seconds of any clock that never goes back.
    """

    query: Query
    facts: tuple[int, ...]
    at: float

    def lasts(self, now: float) -> bool:
        """Say whether a question at this time may still go on from it."""
        return 0 <= now - self.at <= LIFETIME


@dataclass(frozen=True, slots=True)
class Completion:
    """A question with what it lacked.

    ``own`` and ``asked`` are its terms and what it asked for before, ``assumed`` the words it took.
    """

    query: Query
    own: tuple[Term, ...]
    asked: frozenset[QuestionType]
    assumed: tuple[str, ...]


def lack(query: Query, index: FactIndex) -> Lack | None:
    """Return why a question may lack something, None where it is complete."""
    keys, lang = query.folded.split(), query.lang
    points = points_back(keys, lang)
    if not keys or query.events or (query.everything and not points):
        return None
    own = own_terms(query)
    placed = any(is_place(term, index) for term in own)
    leads = leads_on(keys, lang)
    said = [term for term in own if term.kind != "number" and not is_place(term, index)]
    asks = (query.types or placed) and not query.dates and not any(map(speaks, keys))
    if not said and (leads or asks):
        return "bare"
    if points:
        return "pointing"
    if leads:
        return "leading"
    return "short" if not (placed or query.dates) and _is_short(query, own, index) else None


def _is_short(query: Query, own: tuple[Term, ...], index: FactIndex) -> bool:
    """Say whether a question asks something in few words, all of them known."""
    telling = sum(not term.is_light for term in own)
    known = all(index.look_up(term).sought.count for term in own)
    asks = query.types or asks_what(query.folded.split(), query.lang)
    return bool(asks) and known and 1 <= telling <= FEW


def stands_alone(query: Query, index: FactIndex) -> bool:
    """Say whether a question says enough to need nothing in spite of a pronoun."""
    own = own_terms(query)
    placed = query.dates or any(is_place(term, index) for term in own)
    return bool(placed) or sum(not term.is_light for term in own) >= ENOUGH


def own_terms(query: Query) -> tuple[Term, ...]:
    """Return the terms of a question without words that mean something said before."""
    pointing = pointing_words(query.lang)
    return tuple(term for term in query.terms if pointing.isdisjoint(term.keys))


def is_place(term: Term, index: FactIndex) -> bool:
    """Say whether a term is a place that facts are of, or a country."""
    return term.kind == "concept" and term.label in index.places


def holds_own(candidate: Candidate, completion: Completion, *, light: bool = False) -> bool:
    """Say whether a fact surely holds what the question itself says, not only what it took.

    ``light``: its light terms as well.
    """
    own = {(term.kind, term.label) for term in completion.own if light or not term.is_light}
    return all(
        match.likeness >= SURE
        for match in candidate.matches
        if (match.term.kind, match.term.label) in own
    )


def completions(query: Query, before: Query, index: FactIndex) -> Iterator[Completion]:
    """Yield the question with what it may lack, most carried over first; each once."""
    own = own_terms(query)
    kept = _uncontradicted(own, before, index)
    new_verb = any(_is_verb(term, query) for term in own)
    subject = tuple(term for term in kept if not _is_verb(term, before))
    ground = tuple(term for term in kept if is_place(term, index))
    tells = any(not (term.is_light or is_place(term, index)) for term in own)
    whole = new_verb or (query.types and tells)
    ways = (subject, ground) if whole else (kept, subject, ground)
    seen = set()
    for carried in ways:
        if carried not in seen and (carried or before.dates):
            seen.add(carried)
            yield _completed(query, before, own, carried)


def _uncontradicted(own: tuple[Term, ...], before: Query, index: FactIndex) -> tuple[Term, ...]:
    """Return the terms of the question before that the new one says nothing else of."""
    said = {(term.kind, term.label) for term in own}
    new_place = any(is_place(term, index) for term in own)
    new_number = any(term.kind == "number" for term in own)
    kept: list[Term] = []
    for term in before.terms:
        if (term.kind, term.label) in said or (new_number and term.kind == "number"):
            continue
        kept.extend(_without_place(term, index) if new_place else (term,))
    return tuple(kept)


def _without_place(term: Term, index: FactIndex) -> tuple[Term, ...]:
    """Return what a term says beside a place: the prosecutor's office, of that of Kazakhstan."""
    if is_place(term, index):
        return ()
    if term.kind != "concept" or len(term.keys) == 1:
        return (term,)
    listed = words(term.text)
    elsewhere = tuple(word for word in listed if index.lexicon.named(word.key) not in index.places)
    if len(elsewhere) == len(listed):
        return (term,)
    return tuple(index.lexicon.terms(elsewhere, None))


def _is_verb(term: Term, query: Query) -> bool:
    return any(is_verb(key, query.lang) for key in term.keys) and term.text.islower()


def _completed(
    query: Query, before: Query, own: tuple[Term, ...], carried: tuple[Term, ...]
) -> Completion:
    """Return the question with these terms, and with the days of the one before."""
    keeps_days = not query.dates and "when" not in query.types
    goes_on = not query.types and not points_back(query.folded.split(), query.lang)
    dates = before.dates if keeps_days else query.dates
    days = _days_text(before) if keeps_days else ()
    asked = before.types - {"when"} if query.dates else before.types
    assumed = (*(term.text for term in carried), *days)
    completed = replace(
        query,
        text=" ".join((query.text, *assumed)),
        lang=query.lang or before.lang,
        terms=(*own, *carried),
        dates=dates,
        types=asked if goes_on else query.types,
        events=before.events and goes_on,
    )
    return Completion(completed, own, query.types, assumed)


def _days_text(before: Query) -> tuple[str, ...]:
    """Return the dates of a question as they stood in it."""
    listed = words(before.text)
    return tuple(
        " ".join(listed[place].text for place in date.words if place < len(listed))
        for date in before.dates
    )
