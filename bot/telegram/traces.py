"""Where an error came from, as far as it may be shown: types and lines of code, never words.

This file loads nothing of python-telegram-bot, for the process of questions has none.
"""

import re
import traceback
from pathlib import Path
from types import TracebackType
from typing import Final

import bot as package
from bot.errors import BotError

_PACKAGE: Final = Path(package.__file__).parent
_TELEGRAMS: Final = "telegram.error"
"""The module of Telegram's errors."""
_FOREIGN: Final = re.compile(r"[^\x20-\x7e]+")
_QUOTED: Final = re.compile(r"([\"'“«]).*([\"'”»])", re.DOTALL)


class Elsewhere(Exception):
    """Stands for the way of an error through another process, and causes it here.

    ``trace`` and ``place`` are what the functions below returned there.
    """

    def __init__(self, trace: str, place: str) -> None:
        super().__init__(trace, place)
        self.trace = trace
        self.place = place


def trace(error: BaseException) -> str:
    """Return where an error came from.

    Of its messages only those that can't quote what a person wrote.
    """
    return "\n".join(map(_part, _chain(error)))


def place(error: BaseException) -> str:
    """Return the innermost line of this program that an error passed, "" if it passed none."""
    if isinstance(error.__cause__, Elsewhere):
        return error.__cause__.place
    return _innermost(error.__traceback__)


def named(file: str, line: int) -> str:
    """Return a line of code by its file and number, without the folders of this machine."""
    path, root = Path(file), _PACKAGE.parent
    shown = path.relative_to(root) if path.is_relative_to(root) else Path(path.name)
    return f"{shown.as_posix()}:{line}"


def wordless(message: str) -> str:
    """Return what Telegram says, but for what it quotes."""
    return _QUOTED.sub(r"\1…\2", _FOREIGN.sub("…", message))


def _innermost(passed: TracebackType | None) -> str:
    frames = traceback.extract_tb(passed)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    return named(own[-1].filename, own[-1].lineno or 0) if own else ""


def _part(error: BaseException) -> str:
    if isinstance(error, Elsewhere):
        return error.trace
    lines = traceback.format_tb(error.__traceback__)
    return "".join(["Traceback (most recent call last):\n", *lines, _title(error)])


def _chain(error: BaseException) -> list[BaseException]:
    """Return an error, what caused it and what it is a group of; the first causes first."""
    chain: list[BaseException] = []
    waiting = [error]
    while waiting:
        following = waiting.pop()
        if following in chain:
            continue
        chain.append(following)
        cause = following.__cause__ or (
            None if following.__suppress_context__ else following.__context__
        )
        members = following.exceptions if isinstance(following, BaseExceptionGroup) else ()
        waiting += [one for one in (*members, cause) if one is not None]
    return chain[::-1]


def _title(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, BotError):
        return f"{name}: {error.key}"
    if any(kind.__module__ == _TELEGRAMS for kind in type(error).__mro__):
        return f"{name}: {wordless(str(error))}"
    return f"{name}: {error.strerror}" if isinstance(error, OSError) and error.strerror else name
