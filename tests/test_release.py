"""A release of the facts in a folder."""

import hashlib
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import BotError, FactsUnavailable
from bot.exchange.contents import contents
from bot.exchange.items import Item, line_of
from bot.exchange.release import previous_release, release, released
from bot.facts.store import FactStore

FILES = ["CHANGES.md", "SHA256SUMS", "facts.db", "facts.jsonl"]


def changes(items: Sequence[Item]) -> list[str]:
    return ["# Changes", "", f"{len(items)} records."]


def failing(_items: Sequence[Item]) -> list[str]:
    raise BotError("release-unreadable", path="previous")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_release_holds_the_data_its_changes_and_checksums(facts: Path, tmp_path: Path) -> None:
    folder = tmp_path / "releases" / "2026.1"
    release(facts, folder, changes)
    assert names(folder) == FILES
    with closing(FactStore(facts)) as store:
        lines = [line_of(item) for item in contents(store)]
    assert (folder / "facts.jsonl").read_text("utf-8") == "".join(f"{line}\n" for line in lines)
    assert (folder / "CHANGES.md").read_text("utf-8") == f"# Changes\n\n{len(lines)} records.\n"
    sums = [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n"
        for name in ("CHANGES.md", "facts.db", "facts.jsonl")
    ]
    assert (folder / "SHA256SUMS").read_text("utf-8") == "".join(sums)
    assert names(tmp_path / "releases") == ["2026.1"]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_sha256sum_accepts_the_checksums(facts: Path, tmp_path: Path) -> None:
    release(facts, tmp_path / "r", changes)
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=tmp_path / "r",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "CHANGES.md: OK\nfacts.db: OK\nfacts.jsonl: OK\n"


def test_the_same_file_gives_the_same_release(facts: Path, tmp_path: Path) -> None:
    release(facts, tmp_path / "a", changes)
    with closing(sqlite3.connect(facts)) as db:  # written to meanwhile, and taken back
        db.execute("PRAGMA journal_mode = wal")
        db.execute("UPDATE facts SET topic = 'x' WHERE id = 1")
        db.rollback()
    release(facts, tmp_path / "b", changes)
    for name in FILES:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_what_a_writer_has_not_checkpointed_is_released(facts: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(facts)) as db:
        db.execute("PRAGMA journal_mode = wal")
        db.execute("UPDATE facts SET topic = 'x' WHERE id = 1")
        db.commit()
        release(facts, tmp_path / "r", changes)
    assert names(tmp_path / "r") == FILES
    with closing(sqlite3.connect(tmp_path / "r" / "facts.db")) as copy:
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert copy.execute("SELECT topic FROM facts WHERE id = 1").fetchone() == ("x",)


def test_a_folder_with_something_in_it_is_left_alone(facts: Path, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(BotError) as refused:
        release(facts, folder, changes)
    assert (refused.value.key, refused.value.data) == ("folder-not-empty", {"path": str(folder)})
    assert names(folder) == ["mine.txt"]


def test_an_empty_folder_is_filled(facts: Path, tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    release(facts, tmp_path / "r", changes)
    assert names(tmp_path / "r") == FILES


def test_a_release_that_fails_leaves_nothing(facts: Path, tmp_path: Path) -> None:
    releases = tmp_path / "releases"
    with pytest.raises(BotError):
        release(facts, releases / "r", failing)
    assert names(releases) == []
    with pytest.raises(FactsUnavailable):
        release(tmp_path / "missing.db", releases / "r", changes)
    assert names(releases) == []


def test_a_path_under_a_file_is_refused(facts: Path, tmp_path: Path) -> None:
    with pytest.raises(BotError) as refused:
        release(facts, facts / "r", changes)
    assert refused.value.key == "folder-unwritable"


def test_the_previous_release_is_the_newest_before(facts: Path, tmp_path: Path) -> None:
    for name, version in (("a", "2025.9"), ("b", "2025.10"), ("c", "2026.1"), ("d", "2026.2")):
        with closing(sqlite3.connect(facts)) as db:
            db.execute("UPDATE dataset SET version = ?", [version])
            db.commit()
        release(facts, tmp_path / "releases" / name, changes)
    (tmp_path / "releases" / "half").mkdir()
    (tmp_path / "releases" / "half" / "facts.jsonl").write_text("", "utf-8")
    new = tmp_path / "releases" / "new"
    assert previous_release(new, "2025.11") == tmp_path / "releases" / "b"
    assert previous_release(new, "2026.1") == tmp_path / "releases" / "c"
    assert previous_release(tmp_path / "releases" / "c", "2026.1") == tmp_path / "releases" / "b"
    assert previous_release(new, "2024.1") is None
    assert previous_release(tmp_path / "elsewhere" / "new", "2026.1") is None


def test_a_release_is_read_from_its_folder_its_export_or_its_fact_file(
    facts: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "r"
    release(facts, folder, changes)
    with closing(FactStore(facts)) as store:
        lines = [line_of(item) for item in contents(store)]
    for path in (folder, folder / "facts.jsonl", folder / "facts.db"):
        assert [line_of(item) for item in released(path)] == lines


@pytest.mark.parametrize("content", ["{", "[]", '{"kind": "fact"}', '{"kind": "other"}'])
def test_an_export_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(BotError) as refused:
        released(path)
    assert (refused.value.key, refused.value.data) == ("release-unreadable", {"path": str(path)})
