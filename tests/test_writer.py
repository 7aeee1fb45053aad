"""Writing a fact file: whole or not at all, every change on record."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.facts import write_facts
from support.unwritable import unwritable_folder

from bot.dates.edtf import HistoricalDate
from bot.errors import FactsReadOnly, FactsUnavailable
from bot.facts import history
from bot.facts.history import Change
from bot.facts.models import Citation, Dataset, Fact, Source, Text
from bot.facts.records import fact_record
from bot.facts.store import FactStore
from bot.facts.writer import FactWriter
from bot.search.lexicon import Concept

COMET = Fact(
    id=None,
    key="11111111-1111-1111-1111-111111111111",
    date=HistoricalDate.parse("-0239", "julian"),
    date_note={"en": "First sure sighting."},
    topic="astronomy",
    place="china",
    status="published",
    texts={"kk": Text("Галлей құйрықты жұлдызы көрінді."), "en": Text("Halley was seen.", "Note.")},
    phrasings={
        "kk": ("Галлей қашан көрінді?", "Құйрықты жұлдыз"),
        "en": ("When was Halley seen?",),
    },
    citations=(Citation("shiji", "chapter", "6", "[1]", {"en": "In Chinese."}),),
)
SHIJI = Source("shiji", {"type": "book", "title": "Shiji", "author": [{"literal": "Sima Qian"}]})
CHANGE = Change("tester", "import", "first reading")


def rows(path: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "facts.db"


@pytest.fixture
def writer(path: Path) -> Iterator[FactWriter]:
    with closing(FactWriter(path)) as writer:
        yield writer


def put(writer: FactWriter, *facts: Fact, change: Change = CHANGE) -> list[Fact]:
    with writer.change(change):
        writer.put_source(SHIJI)
        return [writer.put_fact(fact) for fact in facts]


def test_what_was_written_is_read_again(writer: FactWriter, path: Path) -> None:
    dataset = Dataset({"en": "Sky"}, {"en": "…"}, {"en": ("When?",)}, ("kk", "en"), "CC0", "1")
    concept = Concept("halley", {"kk": ("Галлей",), "en": ("Halley", "1P")})
    with writer.change(CHANGE):
        writer.put_dataset(dataset)
        writer.put_concept(concept)
    (written,) = put(writer, COMET)
    assert written == replace(COMET, id=1)
    with closing(FactStore(path)) as store:
        assert store.fact(1) == written
        assert store.sources() == {"shiji": SHIJI}
        assert store.dataset() == dataset
        assert store.concepts() == (concept,)


def test_a_fact_put_again_replaces_its_parts_and_keeps_its_number(
    writer: FactWriter, path: Path
) -> None:
    put(writer, COMET)
    fewer = replace(
        COMET, id=77, texts={"kk": Text("Жаңа.")}, phrasings={"kk": ("Не?",)}, citations=()
    )
    assert put(writer, fewer) == [replace(fewer, id=1)]
    with closing(FactStore(path)) as store:
        assert store.facts() == (replace(fewer, id=1),)


def test_sources_concepts_and_dataset_put_again_are_replaced(
    writer: FactWriter, path: Path
) -> None:
    with writer.change(CHANGE):
        for names in (("a", "b"), ("c",)):
            writer.put_concept(Concept("x", {"en": names}))
        for title in ("Old", "New"):
            writer.put_source(Source("s", {"type": "book", "title": title}))
            writer.put_dataset(Dataset({"en": title}, {}, {}, ("en",), "", ""))
    with closing(FactStore(path)) as store:
        assert store.concepts() == (Concept("x", {"en": ("c",)}),)
        assert store.sources()["s"].fields["title"] == "New"
        assert store.dataset().title == {"en": "New"}


def test_every_change_is_a_revision_with_the_whole_fact(writer: FactWriter, path: Path) -> None:
    put(writer, COMET)
    retired = replace(COMET, status="retired")
    put(writer, retired, change=Change("Айгүл", "chat", operation="retire"))
    listed = history.revisions_of(writer.connection, ("fact", COMET.key))
    assert [(r.revision, r.made.change) for r in listed] == [
        (1, CHANGE),
        (2, Change("Айгүл", "chat", None, "retire")),
    ]
    first, second = fact_record(replace(COMET, id=1)), fact_record(replace(retired, id=1))
    assert [(r.before, r.after) for r in listed] == [(None, first), (first, second)]
    assert all(r.made.at.endswith("+00:00") for r in listed)


def test_a_change_has_a_revision_of_every_item_it_touched(writer: FactWriter) -> None:
    put(writer, COMET)
    (made,) = history.changes(writer.connection)
    assert (made.number, made.change, made.items, made.undone_by) == (1, CHANGE, 2, None)
    listed = history.revisions_in(writer.connection, made.number)
    assert [r.name for r in listed] == [("source", "shiji"), ("fact", COMET.key)]


def test_a_change_that_touches_nothing_is_not_on_record(writer: FactWriter) -> None:
    with writer.change(CHANGE):
        pass
    assert history.changes(writer.connection) == []


def test_what_is_taken_away_stays_on_record_and_its_number_is_not_given_again(
    writer: FactWriter, path: Path
) -> None:
    put(writer, COMET)
    with writer.change(CHANGE):
        writer.remove(("fact", COMET.key))
        writer.remove(("source", "shiji"))
    assert rows(path, "SELECT id FROM facts UNION ALL SELECT id FROM sources") == []
    assert [r.after for r in history.revisions_in(writer.connection, 2)] == [None, None]
    others = [replace(COMET, key=key(2), id=1), COMET]
    assert [fact.id for fact in put(writer, *others)] == [2, 3]
    with writer.change(CHANGE):
        writer.remove(("fact", COMET.key))
    assert [fact.id for fact in put(writer, replace(COMET, id=1))] == [1]


def test_created_stays_and_updated_moves(writer: FactWriter, path: Path) -> None:
    put(writer, COMET)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE facts SET created_at = 'then', updated_at = 'then'")
    put(writer, COMET)
    ((created, updated),) = rows(path, "SELECT created_at, updated_at FROM facts")
    assert created == "then"
    assert updated > "2000-01-01T00:00:00+00:00"
    assert updated != "then"


def key(number: int) -> str:
    return f"00000000-0000-0000-0000-{number:012}"


def test_numbers_count_up_and_a_free_number_is_kept(writer: FactWriter) -> None:
    given = [None, 7, None, 3, 7, 0, -5, None]
    facts = [replace(COMET, key=key(n), id=number) for n, number in enumerate(given, 1)]
    assert [fact.id for fact in put(writer, *facts)] == [1, 7, 8, 3, 9, 10, 11, 12]


def test_a_failure_in_the_middle_takes_everything_back(writer: FactWriter, path: Path) -> None:
    put(writer, COMET)
    before = rows(path, "SELECT * FROM facts, texts, phrasings, citations, revisions")

    def change_and_fail() -> None:
        with writer.change(CHANGE):
            writer.put_source(Source("new", {"type": "book", "title": "New"}))
            writer.put_fact(replace(COMET, status="retired"))
            writer.put_fact(replace(COMET, key=key(2)))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    assert rows(path, "SELECT * FROM facts, texts, phrasings, citations, revisions") == before
    assert rows(path, "SELECT id FROM sources") == [("shiji",)]


def test_a_citation_of_no_source_takes_its_fact_back(writer: FactWriter, path: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError), writer.change(CHANGE):
        writer.put_fact(COMET)
    assert rows(path, "SELECT id FROM facts") == []
    assert rows(path, "SELECT id FROM revisions") == []


def test_a_working_copy_is_in_wal_mode(writer: FactWriter, path: Path) -> None:
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]


def test_the_shipped_file_is_written_as_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.facts.location._PACKAGE", tmp_path / "bot")
    path = tmp_path / "facts.db"
    with closing(FactWriter(path)) as writer:
        put(writer, COMET)
        assert rows(path, "PRAGMA journal_mode") == [("delete",)]
        assert [p.name for p in tmp_path.iterdir()] == ["facts.db"]


def test_a_reader_goes_on_while_a_working_copy_is_written(writer: FactWriter, path: Path) -> None:
    put(writer, COMET)
    with closing(FactStore(path)) as store, writer.change(CHANGE):
        writer.put_fact(replace(COMET, status="retired"))
        assert [fact.status for fact in store.facts()] == ["published"]


def refused(path: Path) -> FactsUnavailable | FactsReadOnly:
    with pytest.raises((FactsUnavailable, FactsReadOnly)) as caught:
        FactWriter(path)
    assert caught.value.data == {"path": str(path)}
    return caught.value


def test_the_file_of_another_program_is_not_written(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE songs (title TEXT)")
    before = path.read_bytes()
    assert refused(path).key == "facts-foreign"
    assert path.read_bytes() == before


def test_what_is_no_database_is_not_written(path: Path) -> None:
    path.write_bytes(b"not a database at all, but long enough to look at " * 50)
    before = path.read_bytes()
    assert refused(path).key == "facts-damaged"
    assert path.read_bytes() == before


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "facts.db"
    error = refused(path)
    assert (type(error), error.key) == (FactsReadOnly, "facts-read-only")
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_file_is_not_written(facts: Path) -> None:
    before = facts.read_bytes()
    with unwritable_folder(facts) as folder:
        error = refused(folder / facts.name)
        assert (type(error), error.key) == (FactsReadOnly, "facts-read-only")
        assert (folder / facts.name).read_bytes() == before
        assert [p.name for p in folder.iterdir()] == [facts.name]


def test_a_new_file_in_a_read_only_folder_is_refused() -> None:
    with unwritable_folder() as folder:
        assert refused(folder / "facts.db").key == "facts-read-only"
        assert list(folder.iterdir()) == []


def test_a_locked_file_is_not_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.facts.writer._BUSY_MS", 1)
    write_facts(path)
    with closing(FactWriter(path)) as writer, closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE facts SET status = 'retired'")
        with pytest.raises(FactsUnavailable) as caught, writer.change(CHANGE):
            writer.put_source(SHIJI)
        assert caught.value.key == "facts-locked"
        other.rollback()
        put(writer, COMET)
    assert ("shiji",) in rows(path, "SELECT id FROM sources")


def test_a_file_locked_from_the_start_is_not_opened(
    facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.facts.writer._BUSY_MS", 1)
    before = facts.read_bytes()
    with closing(sqlite3.connect(facts, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert refused(facts).key == "facts-locked"
    assert facts.read_bytes() == before
