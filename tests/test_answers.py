"""The questions whose answers are known: how many are answered right, and how many wrong."""

import csv
import multiprocessing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from bot.facts import location
from bot.facts.models import Fact
from bot.matching.evaluation import Question, Result, grade, read_questions, tally
from bot.service import FactService
from bot.spelling.fold import fold

FILES = sorted((Path(__file__).parent / "questions").glob("*.tsv"))
FEWEST_RIGHT = 0.84
FEWEST_GIVEN_OR_OFFERED = 0.90
MOST_WRONG = 0.02
MOST_OFF_TOPIC = 0.03

Table = dict[tuple[str, str], Counter[Result]]


def graded(path: Path) -> list[tuple[Question, Result]]:
    """Answer the questions of a file; a function of a module, so that a process can run it.

    Without the "near" ones, which no bar is set for: `make eval` shows them.
    """
    questions = [question for question in read_questions(path) if question.kind != "near"]
    with closing(FactService(location.shipped())) as service:
        return [(question, grade(question, service.ask(question.text))) for question in questions]


@pytest.fixture(scope="module")
def table() -> Table:
    """Return the results of all questions; each file is answered in a process of its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=context) as pool:
        return tally(result for results in pool.map(graded, FILES) for result in results)


@pytest.fixture(scope="module")
def facts() -> tuple[Fact, ...]:
    with closing(FactService(location.shipped())) as service:
        return service.facts()


def shown(table: Table) -> str:
    lines = ["", *(f"{lang} {kind:<11} {dict(c)}" for (lang, kind), c in sorted(table.items()))]
    return "\n".join(lines)


def total(table: Table, kind: str) -> Counter[Result]:
    return sum((counted for (_, k), counted in table.items() if k == kind), Counter())


def share(counted: Counter[Result], *results: Result) -> float:
    return sum(counted[result] for result in results) / sum(counted.values())


def test_the_right_fact_is_given_or_offered_and_seldom_a_wrong_one(table: Table) -> None:
    """Given as the answer, or among the facts to choose from; a wrong answer is the worst."""
    answerable = total(table, "answerable")
    assert share(answerable, "right") >= FEWEST_RIGHT, shown(table)
    assert share(answerable, "right", "choices") >= FEWEST_GIVEN_OR_OFFERED, shown(table)
    assert share(answerable, "wrong") <= MOST_WRONG, shown(table)


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_no_language_lags_far_behind(table: Table, lang: str) -> None:
    assert share(table[lang, "answerable"], "right", "choices") >= FEWEST_RIGHT - 0.05, shown(table)
    assert share(table[lang, "answerable"], "wrong") <= MOST_WRONG + 0.01, shown(table)


def test_what_has_nothing_to_do_with_the_facts_is_refused(table: Table) -> None:
    off = total(table, "off")
    assert sum(off.values()) >= 100
    assert share(off, "wrong") <= MOST_OFF_TOPIC, shown(table)


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
