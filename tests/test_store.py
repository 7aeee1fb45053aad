"""Reading a fact file: what is in it, what is wrong with it, and that nothing is written."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support.facts import ALIASES, DATASET, FACTS, SOURCES, fact, write_facts
from support.unwritable import unwritable_folder

from bot.dates.edtf import HistoricalDate
from bot.errors import FactsUnavailable, NoSuchFact
from bot.facts.models import Citation, Text
from bot.facts.store import FactStore
from bot.search.lexicon import Concept
from bot.service import FactService


@pytest.fixture
def store(facts: Path) -> Iterator[FactStore]:
    with closing(FactStore(facts)) as store:
        yield store


def refused(path: Path) -> FactsUnavailable:
    """Return the error with which a file is refused, opened and read."""
    with pytest.raises(FactsUnavailable) as caught, closing(FactStore(path)) as store:
        store.facts()
    assert caught.value.data == {"path": str(path)}
    return caught.value


def test_a_fact_is_read_whole(store: FactStore) -> None:
    found = store.fact(3)
    assert found.label == "f3"
    assert found.key == "00000000-0000-0000-0000-000000000003"
    assert found.date == HistoricalDate.parse("1465", "gregorian")
    assert found.status == "disputed"
    assert found.texts["kk"] == Text("Қазақ хандығы құрылды.", "1456 жыл деп те айтады.")
    assert found.texts["en"] == Text("The Kazakh Khanate was founded.", "Or in 1456.")
    assert found.phrasings["ru"] == ("Когда основано Казахское ханство?",)
    assert found.citations == (
        Citation("annals", label="line", locator="3-4", marker="[7]"),
        Citation("other"),
    )


def test_a_date_keeps_its_calendar_and_may_be_missing(store: FactStore) -> None:
    assert store.fact(2).date == HistoricalDate.parse("1722-01-12", "julian")
    assert store.fact(4).date is None


def test_sources_concepts_and_dataset_are_read(store: FactStore) -> None:
    assert list(store.sources()) == ["annals", "other"]
    annals = store.sources()["annals"]
    assert annals.fields == {"type": "book", "title": "Жылнама", "issued": "1999"}
    assert annals.title_in == {"en": "Annals", "ru": "Летопись"}
    (concept,) = store.concepts()
    assert concept == Concept(
        "astana", {"en": ("Astana",), "kk": ("Астана", "Ақмола"), "ru": ("Астана", "Акмола")}
    )
    dataset = store.dataset()
    assert dataset.languages == ("kk", "ru", "en")
    assert dataset.title["en"] == "Kazakh history"
    assert dataset.examples["ru"][1] == "Что произошло 16 декабря?"
    assert (dataset.version, dataset.licence) == ("2026.1", "CC BY 4.0")


def test_drafts_and_retired_facts_are_read_only_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    statuses = ["draft", "published", "disputed", "retired"]
    listed = [fact(n, None, (s,), status=s) for n, s in enumerate(statuses, 1)]
    write_facts(path, DATASET, *SOURCES, *listed)
    with closing(FactStore(path)) as store:
        assert [found.status for found in store.facts()] == ["published", "disputed"]
        assert [found.id for found in store.facts(statuses)] == [1, 2, 3, 4]
        assert store.fact(4).status == "retired"


def test_a_number_that_no_fact_has(store: FactStore) -> None:
    with pytest.raises(NoSuchFact) as caught:
        store.fact(999)
    assert (caught.value.key, caught.value.data) == ("no-such-fact", {"fact": "f999"})


def test_a_healthy_file_has_integrity_and_a_torn_one_has_not(facts: Path) -> None:
    with closing(FactStore(facts)) as store:
        assert store.integrity() == ()
    with closing(sqlite3.connect(facts)) as db, db:
        db.execute("DELETE FROM sources WHERE id = 'other'")
        rowid = db.execute("SELECT rowid FROM citations WHERE source_id = 'other'").fetchone()[0]
    with closing(FactStore(facts)) as store:
        assert store.integrity() == (f"citations row {rowid}",)


def test_a_file_without_the_dataset_row_still_opens(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    write_facts(path, *SOURCES, *ALIASES, FACTS[0])
    with closing(FactStore(path)) as store:
        assert store.dataset().title == {}
        assert store.dataset().languages == ("kk", "ru", "en")


def missing(path: Path) -> None:
    """Leave the place empty."""


def folder(path: Path) -> None:
    path.mkdir()


def garbage(path: Path) -> None:
    path.write_bytes(b"this is no database at all, only a long enough line of text. " * 100)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE songs (title TEXT)")


def half_foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE facts (whatever TEXT)")


def newer(path: Path) -> None:
    write_facts(path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA journal_mode = delete")
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('facts', 'of_the_future', '2099-01-01')"
        )


def torn(path: Path) -> None:
    write_facts(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = delete")
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))


@pytest.mark.parametrize(
    ("made", "key"),
    [
        (missing, "facts-missing"),
        (folder, "facts-missing"),
        (garbage, "facts-damaged"),
        (torn, "facts-damaged"),
        (empty, "facts-foreign"),
        (foreign, "facts-foreign"),
        (half_foreign, "facts-foreign"),
        (newer, "facts-other-version"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_what_is_no_fact_file_is_refused_and_left_as_it_was(
    tmp_path: Path, made: Callable[[Path], None], key: str
) -> None:
    path = tmp_path / "facts.db"
    made(path)
    before = path.read_bytes() if path.is_file() else None
    assert refused(path).key == key
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [p.name for p in tmp_path.iterdir()] == (["facts.db"] if made is not missing else [])


def test_a_locked_file_is_said_to_be_locked(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.facts.store._BUSY_MS", 1)
    with closing(sqlite3.connect(facts, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert refused(facts).key == "facts-locked"
        other.execute("ROLLBACK")
    with closing(FactStore(facts)) as store:
        assert len(store.facts()) == len(FACTS)


def test_a_file_that_is_locked_later_is_said_to_be_locked(
    facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.facts.store._BUSY_MS", 1)
    with (
        closing(FactStore(facts)) as store,
        closing(sqlite3.connect(facts, isolation_level=None)) as other,
    ):
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FactsUnavailable) as caught:
            store.fact(1)
    assert caught.value.key == "facts-locked"


@pytest.mark.parametrize("damage", ["DROP TABLE readings", "UPDATE readings SET passages = 'x'"])
def test_an_index_that_was_damaged_is_said_to_be_damaged(facts: Path, damage: str) -> None:
    with closing(sqlite3.connect(facts)) as db, db:
        db.execute(damage)
    with closing(FactService(facts)) as service, pytest.raises(FactsUnavailable) as caught:
        service.ask("When was independence declared?")
    assert caught.value.key == "facts-damaged"


def test_a_read_only_file_in_a_read_only_folder_is_read(written_facts: Path) -> None:
    with (
        unwritable_folder(written_facts) as folder,
        closing(FactStore(folder / written_facts.name)) as store,
    ):
        assert len(store.facts()) == len(FACTS)


def test_a_file_whose_log_can_not_be_made_is_said_to_be_unreadable(facts: Path) -> None:
    """SQLite needs a file beside one in WAL mode, even to read it."""
    with closing(sqlite3.connect(facts)) as db:
        db.execute("PRAGMA journal_mode = wal")
    with unwritable_folder(facts) as folder:
        assert refused(folder / facts.name).key == "facts-unreadable"


def test_reading_writes_nothing(facts: Path) -> None:
    before = facts.read_bytes()
    with closing(FactStore(facts)) as store:
        for read in (store.facts, store.sources, store.concepts, store.dataset, store.integrity):
            read()
    assert facts.read_bytes() == before
    assert [p.name for p in facts.parent.iterdir()] == [facts.name]


def test_a_store_can_not_write(store: FactStore) -> None:
    with pytest.raises(FactsUnavailable):
        store._rows("DELETE FROM facts")
    assert len(store.facts()) == len(FACTS)


def test_a_change_by_another_connection_changes_the_version(facts: Path) -> None:
    with closing(FactStore(facts)) as store:
        before = store.version()
        assert store.version() == before
        with closing(sqlite3.connect(facts)) as other, other:
            other.execute("UPDATE facts SET status = 'retired' WHERE id = 1")
        assert store.version() != before


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_the_service_answers_from_what_another_connection_has_written(
    facts: Path, mode: str
) -> None:
    with closing(sqlite3.connect(facts)) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        with closing(FactService(facts)) as service:
            assert service.ask("Тәуелсіздік қашан жарияланды?").facts[0].fact.id == 1
            assert service.summary().facts == len(FACTS)
            with other:
                other.execute("UPDATE facts SET status = 'retired' WHERE id = 1")
            assert service.ask("Тәуелсіздік қашан жарияланды?").status == "none"
            assert service.summary().facts == len(FACTS) - 1
            with other:
                other.execute("UPDATE facts SET status = 'published' WHERE id = 1")
                other.execute("UPDATE texts SET text = 'Жаңа мәтін.' WHERE fact_id = 1")
            (found,) = service.ask("Тәуелсіздік қашан жарияланды?").facts
            assert found.fact.texts["kk"].text == "Жаңа мәтін."


def test_a_change_that_is_not_committed_is_not_seen(facts: Path) -> None:
    with closing(FactService(facts)) as service, closing(sqlite3.connect(facts)) as other:
        other.execute("UPDATE facts SET status = 'retired' WHERE id = 1")
        assert service.ask("Тәуелсіздік қашан жарияланды?").facts[0].fact.id == 1


def test_the_working_copy_in_wal_mode_is_read_like_the_shipped_file(
    written_facts: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copy(written_facts, tmp_path))
    with closing(sqlite3.connect(copy)) as db:
        db.execute("PRAGMA journal_mode = wal")
    with closing(FactStore(copy)) as one, closing(FactStore(written_facts)) as other:
        assert one.facts() == other.facts()
