"""The README's table of what is kept about people, against the tables of the state file."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.state.state import State

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
OF_SOMEBODY = {"person", "chat", "moved_to"}
OF_NOBODY = {"id", "number", "version", "message", "proposal", "contributes", "out_of_scope"}
OF_NOBODY |= {"failures", "deaths", "delays", "repeats", "after"}


def rows() -> dict[str, str]:
    """Return with whom each table is kept, as the README says."""
    section = README.split("## What is kept about people")[1].split("\n## ")[0]
    found = re.findall(r"^\| [^|]+ \| `(\w+)` \| ([^|]+) \| [^|]+ \|$", section, re.MULTILINE)
    assert len(found) == len(dict(found)) == section.count("\n| ") - 1
    return dict(found)


@pytest.fixture
def columns(state: State) -> dict[str, dict[str, str]]:
    """Return the columns of every table of a fresh state file, with their types."""
    state.people.log(1, wanted=False)  # makes the file
    with closing(sqlite3.connect(state.path)) as db:
        named = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            table: {row[1]: row[2] for row in db.execute(f"PRAGMA table_info({table})")}
            for (table,) in named
            if not table.startswith(("sqlite_", "_sqlite_"))
        }


def test_the_readme_names_every_table_and_no_other(columns: dict[str, dict[str, str]]) -> None:
    assert set(rows()) == set(columns)


def test_it_says_with_whom_each_is_kept(columns: dict[str, dict[str, str]]) -> None:
    said = {"nobody": None, "Telegram number": "person", "the chat": "chat"}
    said |= {"the group's chat": "chat", "in what it says": None}
    for table, whom in rows().items():
        assert {"person", "chat"} & set(columns[table]) == {said[whom]} - {None}, table


def test_every_number_is_known_for_what_it_is(columns: dict[str, dict[str, str]]) -> None:
    """A new column that could hold a person's number is looked at by whoever adds it."""
    numbers = {
        name for table in columns.values() for name, kind in table.items() if kind == "INTEGER"
    }
    assert numbers == OF_SOMEBODY | OF_NOBODY


def test_questions_and_suggestions_have_nobody(columns: dict[str, dict[str, str]]) -> None:
    for table in ("questions", "suggestions"):
        assert rows()[table] == "nobody"
        assert {"person", "chat"} & set(columns[table]) == set()
