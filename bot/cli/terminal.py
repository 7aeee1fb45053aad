"""What all commands share: the reader's language, the fact file, and errors as sentences."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from enum import IntEnum
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from bot.errors import (
    BotError,
    ChangedMeanwhile,
    ImportRejected,
    NoSuchFact,
    NoSuchItem,
    NotAllowed,
    Rejected,
)
from bot.facts import location
from bot.facts.store import FactStore
from bot.service import FactService
from bot.text.changes import error_lines
from bot.text.translator import LOCALES, Translator, translator

P = ParamSpec("P")
R = TypeVar("R")


class Exit(IntEnum):
    """Exit codes; those above 2 are sysexits.h's."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    UNAVAILABLE = 69
    NO_PERMISSION = 77
    CONFIG = 78


def interface_language() -> str:
    """Return the language of the terminal as the environment gives it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            lang = value[:2].lower()
            return lang if lang in LOCALES else "en"
    return "en"


def interface() -> Translator:
    """Return the sentences of the terminal's language."""
    return translator(interface_language())


def utf8_streams() -> None:
    """Make standard streams UTF-8 whatever the locale; bytes that are not are replaced."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


@contextmanager
def service(db: Path | None) -> Iterator[FactService]:
    """Open the fact file that was named, else the default one, for reading."""
    with closing(FactService(db or location.default())) as opened:
        yield opened


@contextmanager
def store(db: Path | None) -> Iterator[FactStore]:
    """Open the same file for what needs no matcher."""
    with closing(FactStore(db or location.default())) as opened:
        yield opened


def explained(command: Callable[P, R]) -> Callable[P, R]:
    """Turn the errors of a command into one sentence and an exit code."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except BotError as error:
            for line in error_lines(error, interface()):
                click.echo(line, err=True)
            sys.exit(_exit_code(error))

    return run


def _exit_code(error: BotError) -> Exit:
    if isinstance(error, NotAllowed):
        return Exit.NO_PERMISSION
    findings = ImportRejected | NoSuchFact | NoSuchItem | Rejected | ChangedMeanwhile
    return Exit.FINDINGS if isinstance(error, findings) else Exit.CONFIG


db_option = click.option(
    "--db",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="FACTS_DB",
    help="The fact file; without it FACTS_DB, then ./facts.db, then the shipped facts.",
)
lang_option = click.option(
    "--lang",
    type=click.Choice(LOCALES),
    help="Answer in this language, not in the question's.",
)
