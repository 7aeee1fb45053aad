"""Rows of an exchange file, whatever its form: what each holds, or what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from bot.exchange.items import Item
from bot.facts.problems import Problem

MOST_CHARACTERS: Final = 500_000
"""Of a row: the texts of a fact have some thousands."""
MOST_CELLS: Final = 2_000
"""Of a row: a fact with a hundred citations has some seven hundred."""
MOST_PROBLEMS: Final = 100
"""Of a row: more are not told."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: line ``number`` of a text file, row of a sheet (the header is 1).

    ``table`` names the sheet or the file of a folder; empty where there is only one. ``item`` is
    None if the row has errors, all of which are in ``problems``. ``kept`` are the fields of a fact
    for which a table has no column: a known fact keeps them as they are. ``spoken`` are the columns
    by language that a table does have, ``texts.kk``; None where all languages are stated.
    """

    number: int
    item: Item | None
    problems: tuple[Problem, ...] = ()
    table: str = ""
    kept: frozenset[str] = frozenset()
    spoken: frozenset[str] | None = None


class Rows(Protocol):
    """An exchange file, read row by row and as often as wanted."""

    def __iter__(self) -> Iterator[Row]:
        """Yield all rows that are not empty, in order."""


def too_long() -> Problem:
    """Return the problem of a row that is longer than any that holds one item."""
    return Problem("row-too-long", data={"characters": MOST_CHARACTERS, "cells": MOST_CELLS})
