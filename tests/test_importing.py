"""Files of every form brought into the facts: argued, written as one change, taken back."""

import csv
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from support.facts import FACTS, SOURCES
from support.imports import EDITOR, exported, imported, planned

from bot.curation import importing
from bot.curation.service import CurationService
from bot.errors import ChangedMeanwhile, NotAllowed
from bot.exchange.reading import open_rows
from bot.facts import history
from bot.facts.checks import check
from bot.facts.store import FactStore

Run = Callable[..., Result]
ROOT = Path(__file__).parents[1]
COMET = FACTS[4] | {
    "key": "99999999-9999-9999-9999-999999999999",
    "id": 99,
    "date": "1910",
    "texts": {"kk": "1910 жылы Галлей құйрықты жұлдызы көрінді."},
    "phrasings": {"kk": ["Галлей қашан көрінді?"]},
}


def table(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def row(**cells: str) -> dict[str, str]:
    return {
        "key": "",
        "date": "1910",
        "status": "published",
        "text_kk": "1910 жылы Галлей құйрықты жұлдызы көрінді.",
        "citation1_source": "annals",
        "citation1_locator": "7",
    } | cells


def test_every_rejected_row_is_named_with_its_column_and_the_rest_is_written(
    run: Run, tmp_path: Path, facts: Path
) -> None:
    file = table(
        tmp_path / "facts.csv",
        row(),
        row(date="13.07.1922", text_kk="Басқа."),
        row(text_kk="1910 жылы Галлей құйрықты жұлдызы көрінді!"),
        row(citation1_source="no", text_kk="Тағы."),
    )
    report = tmp_path / "report.csv"
    result = run("facts", "import", str(file), "--apply", "--report", str(report))
    assert result.exit_code == 1
    assert result.stderr == (
        "Line 3, “date”: “13.07.1922” is not an EDTF date. "
        "Write it like 1722, 1722-01-12, 1864-11, 13XX or 1789/1810.\n"
        "Line 4, “text_kk”: Doubt: The text is nearly that of №2 (100% alike). "
        "Change that one instead, or confirm that these are two facts.\n"
        "Line 5, “citation1_source”: There is no source “no”. Add it first.\n"
    )
    assert result.stdout == (
        "4 records: 1 new, 0 changed, 0 as before, 1 doubtful, 2 faulty.\n"
        f"Written to {facts} as change 2. “facts undo 2” takes it back whole.\n"
    )
    with report.open(encoding="utf-8-sig", newline="") as copy:
        reasons = [line["problems"] for line in csv.DictReader(copy, delimiter=";")]
    assert [bool(reason) for reason in reasons] == [False, True, True, True]
    assert reasons[2].startswith("text_kk: Doubt: The text is nearly that of №2")
    mended = run("facts", "import", str(report), "--only", "doubtful", "--json")
    assert json.loads(mended.stdout.splitlines()[-1])["counts"]["faulty"] == 2


def test_doubtful_rows_are_written_if_they_are_named(facts: Path) -> None:
    twin = COMET | {"key": "8" * 8 + "-8888-8888-8888-" + "8" * 12, "id": 98}
    given = [json.dumps(COMET), json.dumps(twin)]
    assert imported(given, facts, ("new", "changed")).counts == {"new": 1, "doubtful": 1}
    assert imported(given, facts, ("doubtful",)).counts == {"same": 1, "doubtful": 1}
    assert planned(given, facts).counts == {"same": 2}


def test_a_change_shows_field_by_field(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    file.write_text(json.dumps(FACTS[0] | {"topic": "freedom"}), "utf-8")
    assert run("facts", "import", str(file)).stdout == (
        "f1:\n  topic:\n    + freedom\n"
        "1 record: 0 new, 1 changed, 0 as before, 0 doubtful, 0 faulty.\n"
        "Nothing has been written yet. Add --apply to write it.\n"
    )


def test_a_table_keeps_what_it_has_no_columns_for(facts: Path, tmp_path: Path) -> None:
    with closing(FactStore(facts)) as store:
        before = store.fact(1)
    file = table(tmp_path / "t.csv", {"key": before.key, "text_kk": before.texts["kk"].text})
    assert importing.plan(open_rows(file), facts).counts == {"same": 1}
    file = table(tmp_path / "t.csv", {"key": before.key, "text_kk": "1991 жылы басқаша болды."})
    plan = importing.plan(open_rows(file), facts)
    importing.apply(plan, facts, EDITOR, only=("changed", "doubtful"))
    with closing(FactStore(facts)) as store:
        after = store.fact(1)
    assert after.texts["kk"].text == "1991 жылы басқаша болды."
    assert after.texts["ru"] == before.texts["ru"]
    assert (after.phrasings, after.citations, after.date) == (
        before.phrasings,
        before.citations,
        before.date,
    )
    assert after.stale == ("en", "ru")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_as_tables_comes_back_as_it_was(
    run: Run, facts: Path, tmp_path: Path, form: str
) -> None:
    out = tmp_path / ("tables.xlsx" if form == "xlsx" else "tables")
    assert run("facts", "export", "--format", form, "--out", str(out)).exit_code == 0
    assert importing.plan(open_rows(out), facts).rows == []
    copy = tmp_path / "copy.db"
    run("facts", "import", str(out), "--apply", "--only", "new,doubtful", "--db", str(copy))
    assert exported(copy) == exported(facts)


def test_an_import_is_one_change_and_undone_whole(run: Run, facts: Path, tmp_path: Path) -> None:
    before = exported(facts)
    file = tmp_path / "facts.jsonl"
    new = {"kind": "source", "id": "new", "type": "book", "title": "New"}
    cited = COMET | {"citations": [{"source": "new", "locator": "1"}]}
    changed = FACTS[0] | {"topic": "freedom"}
    file.write_text("\n".join(json.dumps(r) for r in (cited, new, changed)), "utf-8")
    assert run("facts", "import", str(file), "--apply").exit_code == 0
    assert exported(facts) != before
    assert run("facts", "undo").exit_code == 0
    assert exported(facts) == before


def test_an_import_never_overwrites_what_was_changed_since_it_was_argued(facts: Path) -> None:
    plan = planned([json.dumps(FACTS[0] | {"topic": "freedom"}), json.dumps(COMET)], facts)
    curation = CurationService(facts)
    publish = curation.publish(curation.retiring(1), EDITOR)
    assert publish is not None
    before = exported(facts)
    with pytest.raises(ChangedMeanwhile):
        importing.apply(plan, facts, EDITOR)
    assert exported(facts) == before


def test_only_editors_import(facts: Path) -> None:
    plan = planned([json.dumps(COMET)], facts)
    with pytest.raises(NotAllowed):
        importing.apply(plan, facts, EDITOR.__class__("x", "contributor", "chat"))


def test_a_locked_file_says_so_and_stays_as_it_was(
    run: Run, facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.facts.writer._BUSY_MS", 1)
    file = tmp_path / "facts.jsonl"
    file.write_text(json.dumps(COMET), "utf-8")
    before = exported(facts)
    with closing(sqlite3.connect(facts, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        result = run("facts", "import", str(file), "--apply")
        edited = run("facts", "edit", "f1", "--topic", "x", "--yes")
    assert "locked" in result.stderr
    assert edited.stderr == result.stderr
    assert exported(facts) == before


def unbroken(path: Path) -> bool:
    """Say whether a file is sound, and every item is what its last revision says."""
    with closing(FactStore(path)) as store:
        kinds = {finding.key for finding in check(store)}
    return not kinds & {"file-damaged", "history-broken"}


def test_a_killed_import_is_whole_or_absent(facts: Path, tmp_path: Path) -> None:
    """The seconds are only to kill at different moments; whatever they hit must hold."""
    file = tmp_path / "facts.jsonl"
    records: list[dict[str, Any]] = [dict(SOURCES[0])]
    for number in range(200):
        texts = {"kk": f"{'абвгдежз'[number % 8] * 5}{number} сөз {number * 7} болды."}
        key = f"00000000-0000-0000-0001-{number:012}"
        records.append(COMET | {"key": key, "id": None, "texts": texts, "phrasings": {}})
    file.write_text("\n".join(json.dumps(r) for r in records), "utf-8")
    first = len(exported(facts))
    command = [sys.executable, "-m", "bot", "facts", "import", str(file), "--apply"]
    command += ["--only", "new,doubtful", "--db"]
    for attempt in range(5):
        copy = Path(shutil.copy(facts, tmp_path / f"{attempt}.db"))
        process = subprocess.Popen(
            [*command, str(copy)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C"},
        )
        time.sleep(0.3 + 0.25 * attempt)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert len(exported(copy)) in (first, first + 200)
        assert unbroken(copy)


def test_a_broken_history_is_found(facts: Path) -> None:
    assert unbroken(facts)
    with closing(sqlite3.connect(facts)) as db, db:
        db.execute("UPDATE facts SET topic = 'by hand' WHERE id = 1")
    assert not unbroken(facts)
    with closing(sqlite3.connect(facts)) as db, db:
        db.execute("UPDATE facts SET topic = NULL WHERE id = 1")
    assert unbroken(facts)
    with closing(sqlite3.connect(facts)) as db, db:
        assert history.last_revision(db, ("source", "annals")) == 1
        db.execute("DELETE FROM revisions WHERE kind = 'source'")
    assert not unbroken(facts)
