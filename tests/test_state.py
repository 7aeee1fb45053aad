"""What is kept about people."""

import sqlite3
import stat
from pathlib import Path

import pytest

from bot.errors import StateUnavailable
from bot.state.state import State


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a state file that is not there yet."""
    return tmp_path / "state.db"


def test_nothing_is_made_before_there_is_something_to_keep(path: Path) -> None:
    """Asking, checking and taking back a choice that was never made leave no file."""
    state = State(path)
    state.check()
    assert state.people.language(1) is None
    state.people.choose(1, None)
    state.close()
    assert not path.exists()


def test_a_choice_outlives_the_process(path: Path) -> None:
    """Each person has one choice, the last one."""
    first = State(path)
    first.people.choose(1, "kk")
    first.people.choose(1, "ru")
    first.people.choose(2**52, "en")
    first.close()
    second = State(path)
    assert (
        second.people.language(1),
        second.people.language(2**52),
        second.people.language(3),
    ) == ("ru", "en", None)
    second.close()


def test_a_choice_taken_back_leaves_nothing(path: Path) -> None:
    """Not even the person's number stays."""
    state = State(path)
    state.people.choose(1, "kk")
    state.people.choose(1, None)
    assert state.people.language(1) is None
    state.close()
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM people").fetchone() == (0,)
    db.close()


def test_the_file_is_its_owners_alone(path: Path) -> None:
    """So are the files that SQLite keeps beside it."""
    state = State(path)
    state.people.choose(1, "kk")
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    state.close()
    assert modes == {"state.db": 0o600, "state.db-wal": 0o600, "state.db-shm": 0o600}


def test_the_table(path: Path) -> None:
    """Strict, in write-ahead mode, with the time of the change."""
    state = State(path)
    state.people.choose(1, "kk")
    state.close()
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        ((person, lang, changed),) = db.execute("SELECT person, lang, changed_at FROM people")
        with pytest.raises(sqlite3.IntegrityError):
            db.execute("INSERT INTO people VALUES ('nobody', 'kk', '')")
    db.close()
    assert (person, lang, changed[10], changed[-6:]) == (1, "kk", "T", "+00:00")


def test_two_processes_see_each_others_choices(path: Path) -> None:
    """An old and a new instance may overlap."""
    one, other = State(path), State(path)
    one.people.choose(1, "kk")
    assert other.people.language(1) == "kk"
    other.people.choose(1, "ru")
    assert one.people.language(1) == "ru"
    one.close()
    other.close()


def test_a_damaged_file(path: Path) -> None:
    """It is refused and left as it is."""
    path.write_bytes(b"not a database, whatever else it may be" * 100)
    before = path.read_bytes()
    state = State(path)
    for use in (
        state.check,
        lambda: state.people.language(1),
        lambda: state.people.choose(1, "kk"),
    ):
        with pytest.raises(StateUnavailable) as refused:
            use()
        assert (refused.value.key, refused.value.data) == ("state-damaged", {"path": str(path)})
    assert path.read_bytes() == before


def test_places_that_can_not_be_written(tmp_path: Path) -> None:
    """A folder that is missing, and a file that is a folder."""
    for path in (tmp_path / "missing" / "state.db", tmp_path):
        with pytest.raises(StateUnavailable) as refused:
            State(path).check()
        assert refused.value.key == "state-unwritable"


def test_a_locked_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After waiting a while for another process the choice is refused, and can be made later."""
    monkeypatch.setattr("bot.state.file._BUSY_MS", 1)
    state = State(path)
    state.people.choose(1, "kk")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StateUnavailable):
        state.people.choose(1, "ru")
    assert state.people.language(1) == "kk"
    other.execute("ROLLBACK")
    other.close()
    state.people.choose(1, "ru")
    assert state.people.language(1) == "ru"
    state.close()
