"""The shipped questions: whole, none twice, none copied from the facts, all facts asked for."""

import csv
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from bot.evaluation.questions import half, read_questions
from bot.facts import location
from bot.facts.models import Fact
from bot.service import FactService
from bot.spelling.fold import fold

FILES = sorted((Path(__file__).parent / "questions").glob("*.tsv"))


@pytest.fixture(scope="module")
def facts() -> tuple[Fact, ...]:
    with closing(FactService(location.shipped())) as service:
        return service.facts()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_line_is_a_question_with_facts_that_exist(
    path: Path, facts: tuple[Fact, ...]
) -> None:
    labels = {fact.label for fact in facts}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    header, *rest = rows
    assert set(header) >= {"question", "kind"}
    assert {tuple(row) for row in rest if len(row) != len(header)} == set()
    questions = read_questions(path)
    answerable = path.name.startswith("answerable")
    assert [q for q in questions if not q.text.strip() or not q.kind] == []
    assert [q for q in questions if bool(q.facts) != answerable] == []
    assert [q for q in questions if not labels.issuperset(q.facts)] == []
    assert {q.lang for q in questions} <= {"kk", "ru", "en"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_question_stands_twice(path: Path) -> None:
    counted = Counter(question.text for question in read_questions(path))
    assert [text for text, count in counted.items() if count > 1] == []


def test_no_question_is_a_copy_of_a_phrasing(facts: tuple[Fact, ...]) -> None:
    phrasings = {fold(p) for fact in facts for listed in fact.phrasings.values() for p in listed}
    questions = [question.text for path in FILES for question in read_questions(path)]
    assert [text for text in questions if fold(text) in phrasings] == []


def test_questions_reach_all_facts(facts: tuple[Fact, ...]) -> None:
    asked = {
        label for path in FILES for question in read_questions(path) for label in question.facts
    }
    assert [fact.label for fact in facts if fact.label not in asked] == []


def test_both_halves_hold_enough_of_every_sort(facts: tuple[Fact, ...]) -> None:
    keys = {fact.label: fact.key for fact in facts}
    counted = Counter(
        (half(question, keys), question.sort) for path in FILES for question in read_questions(path)
    )
    assert len(counted) == 6
    assert min(counted.values()) >= 200
