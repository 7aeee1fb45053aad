"""What the log says, and what it never says: the token, and the words of people."""

import logging
import re
import sys
import traceback
from typing import Final

from telegram.error import TelegramError

from bot.errors import BotError

_TOKEN: Final = re.compile(r"[0-9]+(?::|%3A)[A-Za-z0-9_-]{10,}", re.IGNORECASE)
_WORDLESS: Final = (TelegramError, OSError)
"""Errors whose messages come from Telegram and the operating system, never from people."""


def configure(level: str) -> None:
    """Send the log of the whole program to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(discreet)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # These name every address that is asked for, and the token is part of it.
    for library in ("httpx", "httpcore"):
        logging.getLogger(library).setLevel(logging.WARNING)
    # Below this python-telegram-bot logs whole updates and messages.
    quiet = max(logging.INFO, logging.getLevelNamesMapping()[level])
    logging.getLogger("telegram").setLevel(quiet)


def discreet(record: logging.LogRecord) -> bool:
    """Take the token, and what people wrote, out of a record; a filter that lets all pass."""
    if record.name.split(".")[0] == "telegram":
        record.args = ()  # python-telegram-bot's errors quote what they could not read
    record.msg, record.args = hide_tokens(record.getMessage()), ()
    if record.exc_info and record.exc_info[1]:
        record.exc_text, record.exc_info = hide_tokens(trace(record.exc_info[1])), None
    return True


def hide_tokens(text: str) -> str:
    """Return a text without bot tokens, also those inside addresses."""
    return _TOKEN.sub("<token>", text)


def trace(error: BaseException) -> str:
    """Return where an error came from.

    Of its messages only those that can't quote what a person wrote.
    """
    lines = []
    for caused in _chain(error):
        lines += [
            "Traceback (most recent call last):\n",
            *traceback.format_tb(caused.__traceback__),
        ]
        lines.append(f"{_title(caused)}\n")
    return "".join(lines).rstrip()


def _chain(error: BaseException) -> list[BaseException]:
    """Return the causes of an error, the first one first."""
    chain: list[BaseException] = []
    following: BaseException | None = error
    while following is not None and following not in chain:
        chain.insert(0, following)
        following = following.__cause__ or (
            None if following.__suppress_context__ else following.__context__
        )
    return chain


def _title(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, BotError):
        return f"{name}: {error.key}"
    return f"{name}: {error}" if isinstance(error, _WORDLESS) else name
