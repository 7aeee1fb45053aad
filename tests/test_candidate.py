"""What speaks against a fact as an answer."""

import uuid
from dataclasses import replace

import pytest

from bot.dates.edtf import HistoricalDate
from bot.facts.models import Fact
from bot.matching.candidate import OBJECTIONS, Candidate, Measures, Objection, TermMatch, objections
from bot.matching.entry import Lookup
from bot.matching.query import Query, no_query
from bot.search.lexicon import Term, TermKind
from bot.search.postings import Sought
from bot.spelling.question_words import QuestionType

PLACES = frozenset({"china"})
DATED = HistoricalDate.parse("1731", "gregorian")


def fact(date: HistoricalDate | None = DATED) -> Fact:
    return Fact(
        id=1,
        key=str(uuid.UUID(int=1)),
        date=date,
        date_note={},
        topic=None,
        place=None,
        status="published",
        texts={},
        phrasings={},
        citations=(),
    )


def query(*types: QuestionType) -> Query:
    return replace(no_query(), lang="en", types=frozenset(types))


def lookup(kind: TermKind, label: str) -> Lookup:
    return Lookup(Term(kind, label, (label,), label), 1.0, Sought((label,), 1, 1.0))


@pytest.mark.parametrize(
    ("kind", "label", "objection"),
    [
        ("concept", "china", "other-place"),
        ("number", "7", "other-number"),
        ("number", "last", "other-number"),
        ("date", "17220101/17221231", "other-date"),
    ],
)
def test_a_place_number_or_date_that_a_fact_lacks_speaks_against_it(
    kind: TermKind, label: str, objection: Objection
) -> None:
    looked_up = [lookup("word", "sky"), lookup(kind, label)]
    assert objections(query(), fact(), looked_up, [1.0, 0.0], PLACES) == (objection,)
    assert objections(query(), fact(), looked_up, [0.0, 0.1], PLACES) == ()


@pytest.mark.parametrize(
    ("kind", "label"),
    [("word", "sky"), ("concept", "halley"), ("number", "1"), ("present", "now")],
)
def test_what_else_a_fact_lacks_does_not(kind: TermKind, label: str) -> None:
    """A fact may be the first of its kind without saying so."""
    assert objections(query(), fact(), [lookup(kind, label)], [0.0], PLACES) == ()


def test_a_fact_without_a_date_is_no_answer_to_when() -> None:
    assert objections(query("when"), fact(None), [], [], PLACES) == ("no-date",)
    assert objections(query("who"), fact(None), [], [], PLACES) == ()
    assert objections(query("when", "who"), fact(), [], [], PLACES) == ()


def test_everything_that_speaks_against_a_fact_is_said_once() -> None:
    lacking = [lookup("concept", "china"), lookup("number", "7"), lookup("number", "8")]
    found = objections(query("when"), fact(None), lacking, [0.0] * 3, PLACES)
    assert found == ("other-place", "other-number", "no-date")


def test_every_objection_costs_some_score_but_not_all() -> None:
    assert all(0 < factor < 1 for factor in OBJECTIONS.values())


def test_the_terms_that_a_fact_lacks_are_missing() -> None:
    held = TermMatch(Term("word", "sky", ("sky",), "sky"), 1.0, 0.1)
    lacked = TermMatch(Term("word", "sea", ("sea",), "sea"), 1.0, 0.0)
    measures = Measures(*[0.0] * 10, asked_alike=True, asked_otherwise=False, never_asked=False)
    assert Candidate(fact(), 0.5, measures, None, (held, lacked), ()).missing == (lacked,)
    assert measures.values()["asked alike"] == 1.0
    assert measures.values()["asked otherwise"] == 0.0
