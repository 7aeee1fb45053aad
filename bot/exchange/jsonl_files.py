"""Items as JSON Lines, one record a line; the form is documented in CONTRIBUTING.md."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bot.errors import ImportRejected
from bot.exchange.columns import PROBLEMS
from bot.exchange.items import Item, line_of
from bot.exchange.rows import MOST_CHARACTERS, Row, too_long
from bot.exchange.tables import read_record
from bot.exchange.whole import written_whole
from bot.facts.problems import Problem

LINE = "line"
"""The key under which the copy of a file keeps a line that holds no record."""


def write_jsonl(path: Path, items: Iterable[Item]) -> None:
    """Write items in the order given, one a line; raises FactsReadOnly."""
    with (
        written_whole(path) as temporary,
        temporary.open("w", encoding="utf-8", newline="\n") as file,
    ):
        file.writelines(f"{line_of(item)}\n" for item in items)


def read_jsonl(path: Path) -> Iterator[Row]:
    """Yield the lines that are not empty; raises ImportRejected if the file is not text."""
    for number, line in numbered_lines(path):
        if line.strip():
            item, problems = _read(line)
            yield Row(number, item, problems)


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield all lines with their numbers, without their ends."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                yield number, line.removesuffix("\n")
    except UnicodeError as error:
        raise ImportRejected("file-not-text", path=str(path)) from error


def is_unicode(value: object) -> bool:
    """Say whether texts are whole: JSON can write half a character, SQLite can't store it."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _read(line: str) -> tuple[Item | None, tuple[Problem, ...]]:
    if len(line) > MOST_CHARACTERS:
        return None, (too_long(),)
    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError) as error:  # not JSON, too long a number, too deep
        column = getattr(error, "colno", 1)
        return None, (Problem("not-json", data={"column": column}),)
    if not is_unicode(record):
        return None, (Problem("half-character"),)
    if not isinstance(record, dict):
        return None, (Problem("not-an-object"),)
    record.pop(PROBLEMS, None)
    match record:
        case {"line": str(kept)} if len(record) == 1:
            return _read(kept)
    return read_record(record)
