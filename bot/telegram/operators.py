"""Telling the operators what goes wrong: in their chat, grouped, and not too often.

What is told is what the log says at the level ERROR, by the rules of ``log``: the type of an error,
its place in the code, how often it came, and the id under which the log has more.
"""

import asyncio
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final

from telegram.error import TelegramError

from bot import __version__
from bot.telegram import request_id, traces
from bot.telegram.door import send
from bot.telegram.log import OWN, Discreet
from bot.telegram.messenger import Messenger
from bot.text.reply import Reply, paragraph
from bot.text.translator import Translator

PAUSE_SECONDS: Final = 300.0
"""Between two messages; what goes wrong meanwhile stands in the next one."""
MOST_GROUPS: Final = 20
"""Kinds of errors in one message."""
_LOOK_SECONDS: Final = 2.0
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Group:
    """Errors of one kind at one place; the id is that of the last one."""

    kind: str
    place: str
    count: int = 0
    id: str = request_id.NONE


class Operators(logging.Handler):
    """Collects errors until they are told."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._discreet = Discreet()
        self._groups: dict[tuple[str, str], Group] = {}
        self._more = 0
        self._guard = threading.Lock()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear of what this program logs, and of tasks whose errors nobody looked at."""
        loggers = [logging.getLogger(name) for name in (OWN, "asyncio")]
        for logger in loggers:
            logger.addHandler(self)
        try:
            yield
        finally:
            for logger in loggers:
                logger.removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Count an error with those of its kind."""
        error = record.exc_info[1] if record.exc_info else None
        kind = type(error).__name__ if error is not None else self._discreet.message(record)
        place = traces.place(error) if error is not None else ""
        key = kind, place or traces.named(record.pathname, record.lineno)
        with self._guard:
            if key not in self._groups and len(self._groups) >= MOST_GROUPS:
                self._more += 1
                return
            group = self._groups.setdefault(key, Group(*key))
            group.count += 1
            group.id = request_id.current()

    def put_back(self, groups: list[Group], more: int) -> None:
        """Have told another time what was taken."""
        with self._guard:
            for group in groups:
                later = self._groups.setdefault((group.kind, group.place), group)
                if later is not group:
                    later.count += group.count
            self._more += more

    def take(self) -> tuple[list[Group], int]:
        """Return what has come since the last time: groups, and how many errors of other kinds."""
        with self._guard:
            taken = list(self._groups.values()), self._more
            self._groups, self._more = {}, 0
        return taken


async def keep_reporting(
    bot: Messenger, operators: Operators, chat: int, tr: Translator, *, pause: float = PAUSE_SECONDS
) -> None:
    """Tell the operators of errors, for ever."""
    while True:
        groups, more = operators.take()
        if not groups:
            await asyncio.sleep(min(pause, _LOOK_SECONDS))
            continue
        try:
            await send(bot, chat, report(groups, more, tr))
        except TelegramError as error:
            _log.warning("the operators can't be told: %s", type(error).__name__)
            operators.put_back(groups, more)
        await asyncio.sleep(pause)


def report(groups: list[Group], more: int, tr: Translator) -> Reply:
    """Return what the operators read."""
    line = partial(tr, "operators.group")
    lines = [line(kind=g.kind, place=g.place, count=g.count, id=g.id) for g in groups]
    lines += [tr("operators.more", count=more)] if more else []
    title = tr("operators.title", version=__version__)
    return Reply((paragraph(title, bold=True), *(paragraph(line) for line in lines)))
