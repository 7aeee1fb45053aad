"""The working copy: made from the shipped facts once, never put over a file."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import FactsReadOnly
from bot.facts import working_copy
from bot.service import FactService


def test_a_missing_file_becomes_a_copy_in_wal_mode(tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    assert working_copy.ensure(path)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.db"]
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with closing(FactService(path)) as service:
        assert service.summary().facts > 0


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    path.write_bytes(b"mine")
    assert not working_copy.ensure(path)
    assert path.read_bytes() == b"mine"


def test_a_file_that_appears_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.db"
    path.write_bytes(b"mine")
    monkeypatch.setattr(Path, "exists", lambda _: False)
    assert not working_copy.ensure(path)
    monkeypatch.undo()
    assert path.read_bytes() == b"mine"
    assert [p.name for p in tmp_path.iterdir()] == ["mine.db"]


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(FactsReadOnly):
        working_copy.ensure(tmp_path / "nowhere" / "mine.db")
    assert not list(tmp_path.iterdir())
