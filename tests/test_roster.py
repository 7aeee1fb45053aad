"""Who may do what on Telegram, and under which name."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from bot.curation.curators import Curator
from bot.curation.roster import LONGEST_NAME, Roster
from bot.errors import NotAllowed, Rejected
from bot.state.state import State

EDITOR, CONTRIBUTOR, VISITOR = 1, 2, 3


@pytest.fixture
def roster(state: State) -> Roster:
    return Roster(state, {EDITOR})


def test_editors_come_from_the_settings_and_all_others_are_visitors(roster: Roster) -> None:
    assert roster.curator(EDITOR) == Curator("", "editor", "chat")
    assert roster.curator(VISITOR) == Curator("", "visitor", "chat")


def test_an_editor_appoints_and_dismisses_contributors(roster: Roster) -> None:
    editor = roster.curator(EDITOR)
    roster.appoint(editor, CONTRIBUTOR, " Болат  ")
    assert roster.curator(CONTRIBUTOR) == Curator("Болат", "contributor", "chat")
    roster.dismiss(editor, CONTRIBUTOR)
    assert roster.curator(CONTRIBUTOR).role == "visitor"


def test_only_editors_appoint(roster: Roster) -> None:
    roster.appoint(roster.curator(EDITOR), CONTRIBUTOR, "Болат")
    for person in (CONTRIBUTOR, VISITOR):
        with pytest.raises(NotAllowed):
            roster.appoint(roster.curator(person), VISITOR, "Дос")
        with pytest.raises(NotAllowed):
            roster.dismiss(roster.curator(person), CONTRIBUTOR)
    assert roster.curator(VISITOR).role == "visitor"
    assert roster.curator(CONTRIBUTOR).role == "contributor"


def test_curators_choose_their_names_and_keep_their_roles(roster: Roster) -> None:
    roster.appoint(roster.curator(EDITOR), CONTRIBUTOR, "Болат")
    roster.rename(CONTRIBUTOR, "Болат А.")
    roster.rename(EDITOR, "Айгүл")
    assert roster.curator(CONTRIBUTOR) == Curator("Болат А.", "contributor", "chat")
    assert roster.curator(EDITOR) == Curator("Айгүл", "editor", "chat")
    with pytest.raises(NotAllowed):
        roster.rename(VISITOR, "Қонақ")


@pytest.mark.parametrize("name", ["", "  ", "a\u202eb", "x" * (LONGEST_NAME + 1)])
def test_a_name_is_one_short_printable_line(roster: Roster, name: str) -> None:
    with pytest.raises(Rejected) as caught:
        roster.rename(EDITOR, name)
    assert caught.value.key == "name-unfit"


def test_an_editor_s_name_makes_no_contributor_once_they_are_no_editor(state: State) -> None:
    Roster(state, {EDITOR}).rename(EDITOR, "Айгүл")
    assert Roster(state, ()).curator(EDITOR) == Curator("Айгүл", "visitor", "chat")


def test_a_state_file_of_an_older_program_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    first = State(path)
    first.people.choose(5, "ru")
    first.close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DROP TABLE curators")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'add_curators'")
    again = State(path)
    again.curators.appoint(5, None)
    assert again.people.language(5) == "ru"
    again.close()


def test_contributors_are_appointed_from_the_command_line(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    where = ("--state", str(tmp_path / "state.db"))
    assert run("facts", "curators", "appoint", "2", "Болат", *where).stdout == (
        "2 may propose changes from now on.\n"
    )
    assert run("facts", "curators", "list", *where).stdout == "2 · Болат\n"
    assert run("facts", "curators", "appoint", "2", " ", *where).stderr == (
        f"A name is one line of at most {LONGEST_NAME} letters. Choose another.\n"
    )
    assert run("facts", "curators", "dismiss", "2", *where).stdout == (
        "2 may no longer propose changes.\n"
    )
    assert run("facts", "curators", "list", *where).stdout == ""
