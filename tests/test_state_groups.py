"""What is kept about groups."""

import sqlite3
from contextlib import closing

from bot.state.state import State


def test_a_group_has_one_language(state: State) -> None:
    """The last one; others have their own, and none is no row."""
    state.groups.choose(-1, "kk")
    state.groups.choose(-1, "ru")
    state.groups.choose(-(10**12), "en")
    assert [state.groups.language(chat) for chat in (-1, -(10**12), -2)] == ["ru", "en", None]
    state.groups.choose(-1, None)
    with closing(sqlite3.connect(state.path)) as db:
        assert db.execute("SELECT chat, lang FROM groups").fetchall() == [(-(10**12), "en")]


def test_a_group_that_moves(state: State) -> None:
    """Takes its language along; one that has none leaves the other's alone."""
    state.groups.choose(-1, "kk")
    state.groups.choose(-2, "ru")
    state.groups.move(-1, -2)
    assert [state.groups.language(chat) for chat in (-1, -2)] == [None, "kk"]
    state.groups.move(-1, -2)
    assert state.groups.language(-2) == "kk"


def test_nothing_is_made_for_groups_without_a_choice(state: State) -> None:
    """Reading, moving and forgetting leave no file."""
    assert state.groups.language(-1) is None
    state.groups.move(-1, -2)
    state.groups.choose(-1, None)
    assert not state.path.exists()
