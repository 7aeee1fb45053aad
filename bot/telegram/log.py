"""What the log says, and what it never says: secrets, ids of people and chats, and what they wrote.

The rules, kept by ``Discreet`` whatever is logged:

- Of other libraries only the first words of a message's template are shown, up to anything that
  may be data, and none of what was to be put into it: that may be an address with the token, or a
  whole update.
- Of an error its type and the lines of code are shown. Of its message nothing, except where that
  can't come from people: from Telegram, but for what it quotes; what the operating system says, but
  for names of files; the keys of this program's own errors.
- Tokens, however often percent-encoded, and all secrets that ``configure`` is told are replaced; so
  are numbers of six digits and more, for those are ids.
"""

import logging
import re
import sys
import threading
import warnings
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Final, TextIO
from urllib.parse import unquote

from bot.telegram import request_id
from bot.telegram.traces import trace

OWN: Final = "bot"
"""The loggers of this program; the name is also that of its folder."""
_TOKEN: Final = re.compile(r"[0-9]+:[A-Za-z0-9_-]{10,}")
_ENCODED: Final = re.compile(r"[^\s%]*(?:%[0-9A-Fa-f]{2}[^\s%]*)+")
_MOST_ENCODINGS: Final = 4
_ID: Final = re.compile(r"-?[0-9]{6,}")
_DATA: Final = re.compile(r"[\"'“«(<{\[:\n\r].*", re.DOTALL)
_log = logging.getLogger(__name__)


class Discreet(logging.Formatter):
    """Writes records by the rules above, and with the id of the request that they belong to."""

    def __init__(self, secrets: Collection[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s")
        self._secrets = sorted(filter(None, secrets), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record, and the trace of its error if it has one."""
        when = f"{self.formatTime(record)} {record.levelname} {request_id.current()}"
        lines = [f"{when} {self.hidden(record.name)}: {self.message(record)}"]
        if record.exc_info and record.exc_info[1]:
            lines.append(self.hidden(trace(record.exc_info[1])))
        if record.stack_info:
            lines.append(self.hidden(record.stack_info))
        return "\n".join(lines)

    def message(self, record: logging.LogRecord) -> str:
        """Return what a record says, as far as it may be shown."""
        if record.name.partition(".")[0] == OWN:
            return self.hidden(record.getMessage())
        template = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
        return self.hidden(_DATA.sub("…", template))

    def hidden(self, text: str) -> str:
        """Return a text without tokens, secrets and ids."""
        text = _ENCODED.sub(lambda found: self._decoded(found[0]), text)
        text = _TOKEN.sub("<token>", text)
        for secret in self._secrets:
            text = text.replace(secret, "<secret>")
        return _ID.sub("<id>", text)

    def _decoded(self, text: str) -> str:
        """Return percent-encoded text as it is, or decoded where that shows what is hidden."""
        decoded = text
        for _ in range(_MOST_ENCODINGS):
            decoded = unquote(decoded)
            if _TOKEN.search(decoded) or any(secret in decoded for secret in self._secrets):
                return decoded
        return text


class _Stderr(logging.StreamHandler[TextIO]):
    """Standard error."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say where something can't be logged; logging itself would show what that was."""
        where = f"{Path(record.pathname).name}:{record.lineno}"
        with suppress(OSError, ValueError):
            self.stream.write(f"a line can't be logged: {where}\n")


def configure(level: str, secrets: Collection[str] = ()) -> None:
    """Send the log of the whole program to standard error, and errors that nobody caught with it.

    ``secrets``: what must never be shown, beside whatever looks like a token.
    """
    handler = _Stderr(sys.stderr)
    handler.setFormatter(Discreet(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # What these say below this level is of every call, and nothing in it can be shown.
    quiet = max(logging.WARNING, logging.getLevelNamesMapping()[level])
    for library in ("aiohttp", "asyncio"):
        logging.getLogger(library).setLevel(quiet)
    logging.getLogger("telegram").setLevel(max(logging.INFO, logging.getLevelNamesMapping()[level]))
    warnings.showwarning = _warned
    sys.excepthook = lambda kind, error, _: uncaught(error or kind())
    threading.excepthook = lambda told: uncaught(told.exc_value or told.exc_type())
    sys.unraisablehook = lambda told: uncaught(told.exc_value or told.exc_type())


def uncaught(error: BaseException) -> None:
    """Log an error that nobody caught."""
    if isinstance(error, KeyboardInterrupt):
        return
    _log.critical("an error that nobody caught", exc_info=error)


def _warned(  # noqa: PLR0917 - as warnings calls it
    message: Warning | str,  # noqa: ARG001 - may quote anything
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,  # noqa: ARG001
    line: str | None = None,  # noqa: ARG001
) -> None:
    _log.warning("%s at %s:%d", category.__name__, Path(filename).name, lineno)
