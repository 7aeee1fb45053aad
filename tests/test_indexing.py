"""The index inside a fact file: always that of its facts, whoever changed them and how."""

import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.facts import ALIASES, DATASET, FACTS, SOURCES, fact, write_facts
from support.index import Index, index_in, index_of, write_without_index

from bot.dates.edtf import HistoricalDate
from bot.facts.history import Change
from bot.facts.indexing import concepts, is_current, private_index, rules
from bot.facts.location import shipped
from bot.facts.models import STATUSES, Fact, Text
from bot.facts.store import FactStore
from bot.facts.writer import FactWriter
from bot.search.lexicon import Concept
from bot.search.tables import RULES
from bot.service import FactService

CHANGE = Change("tests", "import")
MOON = "Ай планетасына телескоп қойылды."
MOON_ASKED = "Телескоп Айға қашан қойылды?"
INDEPENDENCE = "Тәуелсіздік қашан жарияланды?"


def change(path: Path, *statements: str) -> None:
    """Change a fact file as another program would, with nothing but SQL."""
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def answered(service: FactService, question: str) -> list[int | None]:
    return [found.fact.id for found in service.ask(question).facts]


def written_anew(path: Path) -> Index:
    """Return the index of a new file with the facts and the names of this one."""
    with closing(FactStore(path)) as store, tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "facts.db"
        with closing(FactWriter(fresh)) as writer, writer.change(CHANGE):
            for source in store.sources().values():
                writer.put_source(source)
            for concept in store.concepts():
                writer.put_concept(concept)
            for known in store.facts(STATUSES):
                writer.put_fact(known)
        return index_in(fresh)


# Words of few letters and many forms: they share beginnings, tokens and the names of concepts.
SENTENCES = st.lists(
    st.sampled_from(
        [
            "хан",
            "ханды",
            "хандық",
            "Қазақстан",
            "Қазақстанда",
            "Казахстан",
            "Галлей",
            "комета",
            "кометы",
            "1731",
            "бірінші",
            "первый",
            "not",
            "емес",
            "the",
            "Астана",
            "near",
            "AND",
        ]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)
BY_LANGUAGE = st.dictionaries(st.sampled_from(["kk", "ru", "en"]), SENTENCES, max_size=2)
FACTS_PUT = st.builds(
    lambda number, date, place, status, texts, phrasings: Fact(
        id=number,
        key=f"00000000-0000-0000-0000-{number:012}",
        date=HistoricalDate.parse(*date) if date else None,
        date_note={},
        topic=None,
        place=place,
        status=status,
        texts={lang: Text(text) for lang, text in texts.items()},
        phrasings={lang: (text, text) for lang, text in phrasings.items()},
        citations=(),
    ),
    number=st.integers(1, 3),
    date=st.sampled_from(
        [None, ("1731", "gregorian"), ("1722-01-12", "julian"), ("1731/1848", "gregorian")]
    ),
    place=st.sampled_from([None, "kazakhstan", "china"]),
    status=st.sampled_from(STATUSES),
    texts=BY_LANGUAGE,
    phrasings=BY_LANGUAGE,
)
CONCEPTS_PUT = st.builds(
    Concept,
    id=st.sampled_from(["kazakhstan", "halley"]),
    names=st.dictionaries(
        st.sampled_from(["kk", "ru"]),
        st.lists(
            st.sampled_from(["Қазақстан", "Казахстан", "комета Галлея", "Галлей", "хан"]),
            min_size=1,
            max_size=2,
            unique=True,
        ).map(tuple),
        max_size=2,
    ),
)
CHANGES = st.lists(FACTS_PUT | CONCEPTS_PUT, min_size=1, max_size=3)


def everything(db: sqlite3.Connection) -> dict[str, list[Any]]:
    """Return the rows of all tables of a file, also of those that SQLite keeps for itself."""
    tables = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'postings'"
    )
    return {name: db.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables.fetchall()}


def put(writer: FactWriter, changes: Sequence[Fact | Concept]) -> None:
    for one in changes:
        if isinstance(one, Concept):
            writer.put_concept(one)
        else:
            writer.put_fact(one)


@settings(max_examples=20, deadline=None)
@given(st.lists(CHANGES, min_size=1, max_size=4))
def test_after_any_changes_the_index_is_that_of_a_new_file(
    transactions: list[list[Fact | Concept]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "facts.db"
        with closing(FactWriter(path)) as writer:
            for changes in transactions:
                with writer.change(CHANGE):
                    put(writer, changes)
            assert index_in(path) == written_anew(path)
            with closing(FactStore(path)) as store, closing(private_index(store._uri)) as private:
                assert index_of(private) == index_in(path)


@settings(max_examples=10, deadline=None)
@given(CHANGES, CHANGES)
def test_a_transaction_that_fails_leaves_facts_and_index_as_they_were(
    before: list[Fact | Concept], taken_back: list[Fact | Concept]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "facts.db"
        with closing(FactWriter(path)) as writer, closing(sqlite3.connect(path)) as db:
            with writer.change(CHANGE):
                put(writer, before)
            stored = everything(db)
            with suppress(RuntimeError), writer.change(CHANGE):
                put(writer, taken_back)
                raise RuntimeError
            assert everything(db) == stored
            assert index_in(path) == written_anew(path)
            with writer.change(CHANGE):
                put(writer, taken_back)
            assert index_in(path) == written_anew(path)


@settings(max_examples=10, deadline=None)
@given(CHANGES, st.data())
def test_what_was_changed_without_the_index_is_read_again_by_the_writer(
    changes: list[Fact | Concept], data: st.DataObject
) -> None:
    statements = data.draw(st.lists(st.sampled_from(RAW_CHANGES), min_size=1, unique=True))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "facts.db"
        with closing(FactWriter(path)) as writer:
            with writer.change(CHANGE):
                put(writer, changes)
            change(path, *statements)
        FactWriter(path).close()
        assert index_in(path) == written_anew(path)
        with closing(sqlite3.connect(path)) as db:
            assert is_current(db)


RAW_CHANGES = [
    "UPDATE facts SET status = 'retired' WHERE id = 1",
    "UPDATE facts SET status = 'published'",
    "UPDATE facts SET place = 'china' WHERE id = 2",
    "UPDATE facts SET calendar = 'julian'",
    "DELETE FROM texts WHERE fact_id = 1",
    "UPDATE texts SET text = 'Галлей ұшты.'",
    "UPDATE phrasings SET text = text || ' Астана' WHERE position = 1",
    "DELETE FROM phrasings WHERE position = 1",
    "DELETE FROM aliases WHERE concept = 'halley'",
    "UPDATE aliases SET name = 'комета'",
    "INSERT OR REPLACE INTO aliases VALUES ('new', 'ru', 0, 'Астана')",
]


def test_the_index_holds_what_is_answered_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    statuses = ["published", "disputed", "draft", "retired"]
    listed = [fact(n, None, ("Сөз",), status=s) for n, s in enumerate(statuses, 1)]
    write_facts(path, DATASET, *SOURCES, *listed)
    found = index_in(path)
    assert [row[0] for row in found["readings"]] == [1, 2]
    assert found["vocabulary"] == [("soz", "soz", 2)]
    assert found["beginnings"] == [("soz", 2)]
    assert found["postings"] == [("soz", 1, 2)]
    assert found["index_state"] == [(RULES, 2)]


ADDED = (
    "INSERT INTO facts (id, key, date, calendar, earliest, latest, sort_jdn, place, status,"
    " created_at, updated_at) VALUES (77, '00000000-0000-0000-0000-000000000077', '1959',"
    " 'gregorian', 19590101, 19591231, 2436570, NULL, 'published', '', '')",
    f"INSERT INTO texts (fact_id, lang, text) VALUES (77, 'kk', '{MOON}')",
    f"INSERT INTO phrasings VALUES (77, 'kk', 0, '{MOON_ASKED}')",
)
CHANGED = (
    f"UPDATE texts SET text = '{MOON}' WHERE fact_id = 1 AND lang = 'kk'",
    f"UPDATE phrasings SET text = '{MOON_ASKED}' WHERE fact_id = 1 AND lang = 'kk'",
)
DELETED = (
    "PRAGMA foreign_keys = ON",
    "DELETE FROM facts WHERE id = 1",
)


@pytest.mark.parametrize("mode", ["delete", "wal"])
@pytest.mark.parametrize(
    ("statements", "moon", "independence"),
    [(ADDED, [77], [1]), (CHANGED, [1], []), (DELETED, [], [])],
    ids=["added", "changed", "deleted"],
)
def test_an_open_service_finds_what_is_changed_with_sql(
    facts: Path, statements: tuple[str, ...], moon: list[int], independence: list[int], mode: str
) -> None:
    change(facts, f"PRAGMA journal_mode = {mode}")
    with closing(FactService(facts)) as service:
        assert answered(service, MOON_ASKED) == []
        assert answered(service, INDEPENDENCE) == [1]
        change(facts, *statements)
        before = facts.read_bytes()
        assert answered(service, MOON_ASKED) == moon
        assert answered(service, INDEPENDENCE) == independence
        assert facts.read_bytes() == before
    if mode == "delete":
        assert contents(facts.parent).keys() == {facts.name}
        assert facts.read_bytes() == before


def test_an_open_service_finds_every_one_of_several_changes(facts: Path) -> None:
    with closing(FactService(facts)) as service:
        change(facts, *ADDED)
        assert answered(service, MOON_ASKED) == [77]
        change(facts, "UPDATE facts SET status = 'draft' WHERE id = 77")
        assert answered(service, MOON_ASKED) == []
        change(facts, "UPDATE facts SET status = 'disputed' WHERE id = 77")
        assert answered(service, MOON_ASKED) == [77]


def test_a_name_that_is_added_with_sql_is_known_to_an_open_service(facts: Path) -> None:
    with closing(FactService(facts)) as service:
        assert answered(service, "Кто поставил прокурора при Герусии?") == []
        change(
            facts,
            "INSERT INTO aliases VALUES ('senate', 'ru', 0, 'Сенат')",
            "INSERT INTO aliases VALUES ('senate', 'ru', 1, 'Герусия')",
        )
        assert answered(service, "Кто поставил прокурора при Герусии?") == [2]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE texts SET lang = 'ru' WHERE fact_id = 5",
        "UPDATE phrasings SET lang = 'ru' WHERE fact_id = 5",
        "UPDATE texts SET fact_id = 5 WHERE fact_id = 4 AND lang = 'en'",
        "UPDATE phrasings SET fact_id = 5 WHERE fact_id = 4 AND lang = 'en'",
        "UPDATE phrasings SET position = 9 WHERE fact_id = 5",
        "UPDATE aliases SET concept = 'capital'",
        "UPDATE aliases SET lang = 'tr' WHERE lang = 'en'",
        "UPDATE facts SET id = 99 WHERE id = 5",
        "UPDATE facts SET date = '1848' WHERE id = 5",
        "UPDATE facts SET calendar = 'julian' WHERE id = 1",
        "UPDATE facts SET place = 'astana' WHERE id = 5",
        "UPDATE facts SET status = 'draft' WHERE id = 5",
        "DELETE FROM aliases",
        "INSERT INTO texts (fact_id, lang, text) VALUES (5, 'en', 'A school opened.')",
        "REPLACE INTO texts (fact_id, lang, text) VALUES (5, 'kk', 'Мектеп.')",
    ],
)
def test_whatever_of_a_fact_is_changed_with_sql_the_index_is_known_to_be_old(
    facts: Path, statement: str
) -> None:
    """Language decides which words count, and order which passage comes first."""
    with closing(sqlite3.connect(facts)) as db:
        assert is_current(db)
    change(facts, statement)
    with closing(sqlite3.connect(facts)) as db:
        assert not is_current(db)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE texts SET note = 'Бәлкім.' WHERE fact_id = 5",
        "UPDATE facts SET topic = 'school', updated_at = 'now' WHERE id = 5",
        "UPDATE sources SET title = 'Other'",
        "DELETE FROM revisions",
    ],
)
def test_what_the_index_is_not_made_of_leaves_it_current(facts: Path, statement: str) -> None:
    change(facts, statement)
    with closing(sqlite3.connect(facts)) as db:
        assert is_current(db)


def test_the_file_s_own_index_is_read_while_it_is_current(facts: Path) -> None:
    with closing(FactStore(facts)) as store:
        own = store.index()
        assert own is store._db
        change(facts, *CHANGED)
        private = store.index()
        assert private is not own
        assert store.index() is private
        FactWriter(facts).close()
        assert store.index() is own


def test_a_private_index_is_the_one_that_the_writer_would_make(facts: Path) -> None:
    change(facts, *ADDED, "DELETE FROM aliases WHERE lang = 'ru'")
    with closing(FactStore(facts)) as store:
        private = index_of(store.index())
    FactWriter(facts).close()
    assert private == index_in(facts) == written_anew(facts)


def without_index(facts: Path) -> Path:
    """Return a file with the same facts as the last version of the program wrote it."""
    path = facts.parent / "old.db"
    write_without_index(path, facts)
    return path


def test_a_file_without_an_index_is_answered_from_and_not_written(facts: Path) -> None:
    path = without_index(facts)
    before = contents(path.parent)
    with closing(FactService(path)) as service:
        for record in FACTS:
            for lang, phrasings in record["phrasings"].items():
                if record["id"] < 7:  # the last two are asked for in the same words
                    assert answered(service, phrasings[0]) == [record["id"]], lang
        assert answered(service, "Что произошло в 1734 году?") == [7]
        assert answered(service, "16 желтоқсанда не болды?") == [6, 1]
    assert contents(path.parent) == before


def test_a_file_without_an_index_gets_one_from_the_writer(facts: Path) -> None:
    path = without_index(facts)
    with closing(sqlite3.connect(path)) as db:
        assert rules(db) is None
        assert not is_current(db)
    FactWriter(path).close()
    assert index_in(path) == index_in(facts)
    with closing(FactStore(path)) as store, closing(FactStore(facts)) as other:
        assert store.index() is store._db
        assert store.facts() == other.facts()
        assert store.concepts() == other.concepts()
    change(path, *CHANGED)
    with closing(sqlite3.connect(path)) as db:
        assert not is_current(db)


def spoil(path: Path, *statements: str) -> None:
    """Make an index by other rules: what it says leads astray."""
    change(path, "UPDATE readings SET passages = '[]'", "DELETE FROM vocabulary", *statements)


OTHER_RULES = [
    f"UPDATE index_state SET rules = {RULES - 1}",
    f"UPDATE index_state SET rules = {RULES + 1}",
    "DELETE FROM index_state",
]


@pytest.mark.parametrize("statement", OTHER_RULES)
def test_an_index_of_other_rules_is_not_used(facts: Path, statement: str) -> None:
    spoil(facts, statement)
    before = contents(facts.parent)
    with closing(FactService(facts)) as service:
        assert answered(service, INDEPENDENCE) == [1]
    assert contents(facts.parent) == before


@pytest.mark.parametrize("statement", OTHER_RULES)
def test_an_index_of_other_rules_is_renewed_by_the_writer(facts: Path, statement: str) -> None:
    good = index_in(facts)
    spoil(facts, statement)
    FactWriter(facts).close()
    assert index_in(facts) == good


def test_an_index_of_other_rules_is_renewed_with_the_next_change(facts: Path) -> None:
    with closing(FactWriter(facts)) as writer:
        spoil(facts, OTHER_RULES[0])
        with writer.change(CHANGE):
            writer.put_concept(Concept("senate", {"ru": ("Сенат",)}))
        assert index_in(facts) == written_anew(facts)


def test_a_current_index_is_not_read_again_by_the_writer(facts: Path) -> None:
    change(facts, "UPDATE readings SET place = 'nowhere' WHERE fact_id = 5")
    FactWriter(facts).close()
    assert next(row[2:3] for row in index_in(facts)["readings"] if row[0] == 5) == ("nowhere",)


def test_only_the_facts_that_changed_are_read_again(facts: Path) -> None:
    change(facts, "UPDATE readings SET place = 'nowhere' WHERE fact_id = 5")
    with closing(FactStore(facts)) as store, closing(FactWriter(facts)) as writer:
        with writer.change(CHANGE):
            writer.put_fact(replace(store.fact(4), place="steppe"))
        places = {row[0]: row[2] for row in index_in(facts)["readings"]}
        assert (places[4], places[5]) == ("steppe", "nowhere")
        with writer.change(CHANGE):
            writer.put_concept(Concept("senate", {"ru": ("Сенат",)}))
        assert index_in(facts) == written_anew(facts)


def test_the_index_in_the_repository_is_that_of_its_facts() -> None:
    """It is not where words are read otherwise and RULES was not raised, nor the file renewed."""
    with closing(private_index(f"{shipped().as_uri()}?mode=ro")) as fresh:
        assert index_of(fresh) == index_in(shipped())


def test_concepts_are_read_by_id_with_their_names_in_order(facts: Path) -> None:
    names: dict[str, Any] = {lang: tuple(n) for lang, n in ALIASES[0]["names"].items()}
    change(
        facts,
        "INSERT INTO aliases VALUES ('alash', 'kk', 1, 'Алаш')",
        "INSERT INTO aliases VALUES ('alash', 'kk', 0, 'Алаш Орда')",
    )
    with closing(sqlite3.connect(facts)) as db:
        assert concepts(db) == (
            Concept("alash", {"kk": ("Алаш Орда", "Алаш")}),
            Concept("astana", names),
        )


def test_more_facts_than_are_read_together_are_all_indexed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.facts.indexing.AT_ONCE", 3)
    path = tmp_path / "facts.db"
    write_facts(path, DATASET, *SOURCES, *ALIASES, *FACTS)
    monkeypatch.undo()
    assert [row[0] for row in index_in(path)["readings"]] == [f["id"] for f in FACTS]
    assert index_in(path) == written_anew(path)
