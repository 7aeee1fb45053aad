"""The index inside the fact file: always that of the facts, whoever changed them."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support.facts import DATASET, SOURCES, fact, write_facts

from bot.facts import location
from bot.facts.indexing import private_index
from bot.facts.models import Fact
from bot.facts.records import read_fact
from bot.facts.writer import Change, FactWriter
from bot.search.lexicon import Concept
from bot.search.tables import RULES
from bot.service import FactService

CHANGE = Change("tests", "import")
TABLES = ("readings", "vocabulary", "beginnings", "index_state")


def said(number: int, text: str, **fields: Any) -> Fact:
    found = read_fact(record(number, text, **fields), pytest.fail)
    assert found is not None
    return found


def record(number: int, text: str, **fields: Any) -> dict[str, Any]:
    return fact(number, None, (), en=(text, f"{text}?"), **fields)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "facts.db"
    write_facts(path, DATASET, *SOURCES, record(1, "Galileo observed Jupiter, a tornado"))
    return path


def put(writer: FactWriter, *facts: Fact) -> None:
    with writer.transaction():
        for one in facts:
            writer.put_fact(one, CHANGE)


def index_of(path: Path) -> list[set[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as db:
        return [set(db.execute(f"SELECT * FROM {table}")) for table in TABLES]


def fresh_index_of(path: Path) -> list[set[tuple[object, ...]]]:
    with closing(private_index(f"{path.as_uri()}?mode=ro")) as db:
        return [set(db.execute(f"SELECT * FROM {table}")) for table in TABLES]


def labels(path: Path, question: str) -> list[str]:
    with closing(FactService(path)) as service:
        return [c.fact.label for c in service.judge(question).candidates]


def test_the_shipped_index_is_that_of_its_facts() -> None:
    """Fails where words come to be read otherwise and the file was not indexed again."""
    assert index_of(location.shipped()) == fresh_index_of(location.shipped())


def test_every_change_through_the_writer_is_in_the_index(path: Path) -> None:
    with closing(FactWriter(path)) as writer:
        with writer.transaction():
            writer.put_fact(said(2, "Herschel discovered Uranus"), CHANGE)
            writer.put_fact(said(3, "Galle found Neptune"), CHANGE)
        with writer.transaction():
            writer.put_fact(said(2, "Herschel drew nebulae"), CHANGE)
            writer.put_fact(said(3, "Galle found Neptune", status="retired"), CHANGE)
            writer.put_concept(Concept("jupiter", {"en": ("Jupiter", "Jove")}))
    assert index_of(path) == fresh_index_of(path)
    assert labels(path, "Uranus") == []
    assert labels(path, "Neptune") == []
    assert labels(path, "nebulae") == ["f2"]
    assert labels(path, "who observed Jove") == ["f1"]


def test_a_transaction_that_fails_leaves_facts_and_index_as_they_were(path: Path) -> None:
    before = index_of(path)
    sourceless = said(2, "Herschel discovered Uranus", citations=[{"source": "nobody"}])
    with closing(FactWriter(path)) as writer, pytest.raises(sqlite3.IntegrityError):
        put(writer, sourceless)
    assert index_of(path) == before == fresh_index_of(path)


def test_what_another_program_changed_is_answered_with_at_once(path: Path) -> None:
    with closing(FactService(path)) as service:
        assert service.judge("comets").candidates == ()
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("UPDATE phrasings SET text = 'who counted comets'")
            db.execute("UPDATE texts SET text = 'Messier counted comets'")
        written = path.read_bytes()
        assert [c.fact.label for c in service.judge("comets").candidates] == ["f1"]
        assert service.judge("Jupiter").candidates == ()
        assert path.read_bytes() == written
    with closing(FactWriter(path)):
        pass
    assert index_of(path) == fresh_index_of(path)


def test_an_index_of_other_rules_is_not_used_and_the_writer_renews_it(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE index_state SET rules = ?", [RULES + 1])
        db.execute("DELETE FROM readings")
    assert labels(path, "Jupiter") == ["f1"]
    with closing(FactWriter(path)):
        pass
    assert index_of(path) == fresh_index_of(path)


@pytest.mark.parametrize("place", range(6))
@pytest.mark.parametrize("typo", ["insert", "delete", "replace", "swap"])
def test_a_typo_anywhere_in_a_word_is_forgiven(path: Path, typo: str, place: int) -> None:
    word = "tornado"
    spelt = {
        "insert": word[:place] + "x" + word[place:],
        "delete": word[:place] + word[place + 1 :],
        "replace": word[:place] + "x" + word[place + 1 :],
        "swap": word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    }[typo]
    assert labels(path, f"observed {spelt}") == ["f1"]
    with closing(FactService(path)) as service:
        matches = service.judge(f"observed {spelt}").candidates[0].matches
    assert [bool(match.likeness) for match in matches] == [True, True]


@pytest.mark.parametrize(
    "question",
    [
        "jupiter " * 600,
        " ".join(f"word{n}" for n in range(900)),
        'jupiter" OR "x" NEAR(a b) * ^ - + : ( ) \x00',
        "9" * 4000,
    ],
)
def test_hostile_questions_are_answered_like_others(path: Path, question: str) -> None:
    with closing(FactService(path)) as service:
        assert service.ask(question).status in {"answer", "choices", "none"}
