"""What the log never says, however somebody tries to get it in; what it says instead."""

import asyncio
import errno
import io
import logging
import re
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
from conftest import TOKEN, WEBHOOK_SECRET
from hypothesis import given
from hypothesis import strategies as st
from support.bot_api import BotApi
from support.chat import Chat
from support.process import Start, ended
from support.wire import Refusal
from telegram.error import BadRequest, ChatMigrated, NetworkError

from bot.telegram.log import Discreet

SECRET = "Сарыарқаның құпиясы"
PERSON = 987654321
_HALF = TOKEN.partition(":")[2]


def everywhere(text: str) -> str:
    """Percent-encode every character of a text."""
    return "".join(f"%{byte:02X}" for byte in text.encode())


HIDDEN = {
    "as it is": TOKEN,
    "encoded": quote(TOKEN),
    "encoded in small letters": quote(TOKEN).replace("%3A", "%3a"),
    "encoded twice": quote(quote(TOKEN)),
    "encoded letter by letter": everywhere(TOKEN),
    "encoded letter by letter, twice": everywhere(everywhere(TOKEN)),
    "the secret part": _HALF,
    "another's": "99:AAabcdefghijklmnopqrstuvwx-yz012345",
    "the webhook's": WEBHOOK_SECRET,
    "the webhook's, encoded": everywhere(WEBHOOK_SECRET),
    "a person": str(PERSON),
    "a group": "-1001234567890",
}


def says(said: str, logged: io.StringIO) -> bool:
    """Say whether something hidden can be read in the log."""
    return said in logged.getvalue()


class Quoting:
    """Something whose representation quotes what was said."""

    def __init__(self, said: str) -> None:
        self._said = said

    def __repr__(self) -> str:
        """Return what was said."""
        return self._said


@pytest.mark.parametrize("said", HIDDEN.values(), ids=HIDDEN)
def test_what_is_hidden_in_messages(logged: io.StringIO, said: str) -> None:
    """In the template, in its parts, in lists and objects, in an address."""
    log = logging.getLogger("bot.telegram.anything")
    log.info(said)
    log.info("%s", said)
    log.info("of %s", [said, {"chat": said}])
    log.info("of %r", Quoting(said))
    log.info("POST https://api.telegram.org/bot%s/getMe?chat_id=%s", said, said)
    log.info("first line\nsecond %s", said)
    log.warning("here", stack_info=True)
    logging.getLogger(f"bot.{said}").info("a name")
    assert not says(said, logged)
    assert logged.getvalue().count("INFO - bot.telegram.anything: ") == 6


@pytest.mark.parametrize("said", [*HIDDEN.values(), SECRET], ids=[*HIDDEN, "words"])
def test_what_is_hidden_in_errors(logged: io.StringIO, said: str) -> None:
    """In the error, in what caused it, in its notes, in groups, in keys; from Telegram, quoted."""
    causes = [
        ValueError(said),
        KeyError(said),
        ExceptionGroup(said, [ValueError(said), ExceptionGroup("more", [TypeError(said)])]),
        BadRequest(f'Can\'t parse entities: unsupported start tag "{said}" at byte offset 5'),
        UnicodeDecodeError("utf-8", said.encode(), 0, 1, said),
        aiohttp.ClientPayloadError(said),
        FileNotFoundError(2, "No such file or directory", said),
        NetworkError(f"aiohttp.ClientPayloadError: {said}"),
    ]
    for cause in causes:
        cause.add_note(said)
        try:
            try:
                raise cause
            except type(cause) as error:
                raise RuntimeError(said) from error
        except RuntimeError as error:
            logging.getLogger("bot").exception("failed", exc_info=error)
            logging.getLogger("other").exception("failed", exc_info=error)
    assert not says(said, logged)
    for cause in causes:
        assert f"{type(cause).__qualname__}" in logged.getvalue()


def test_what_telegram_says_is_shown(logged: io.StringIO) -> None:
    """But for numbers of chats."""
    log = logging.getLogger("bot")
    log.error("failed", exc_info=NetworkError("Bad Gateway"))
    log.error("failed", exc_info=ChatMigrated(-1001234567890))
    log.error("failed", exc_info=OSError(errno.EHOSTUNREACH, "No route to host", f"/{SECRET}"))
    assert says("telegram.error.NetworkError: Bad Gateway", logged)
    assert says("New chat id: <id>", logged)
    assert says("builtins.OSError: No route to host\n", logged)
    assert not says(SECRET, logged)


@pytest.mark.parametrize("said", [TOKEN, str(PERSON), SECRET])
def test_other_libraries(logged: io.StringIO, said: str) -> None:
    """What they are to put into their messages may be an address, or a whole update."""
    for name, level in (
        ("aiohttp.access", logging.INFO),
        ("aiohttp.client", logging.DEBUG),
        ("telegram.Bot", logging.DEBUG),
        ("telegram.ext.Application", logging.CRITICAL),
        ("aiohttp.server", logging.WARNING),
        ("asyncio", logging.ERROR),
    ):
        logging.getLogger(name).log(level, "it was %s", said)
        logging.getLogger(name).log(level, f"several lines\nof %s: {said}", "it")  # noqa: G004
        logging.getLogger(name).log(level, Quoting(said))
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(said, stacklevel=1)
    assert not says(said, logged)
    assert says("aiohttp.server: several lines…\n", logged)
    assert says("UserWarning at test_log.py:", logged)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
async def test_errors_that_nobody_caught(logged: io.StringIO) -> None:
    """In the program, in a thread, in a task, while something is thrown away."""

    class Dying:
        def __del__(self) -> None:
            raise ValueError(SECRET)

    async def failing() -> None:
        raise ValueError(SECRET)

    def in_thread() -> None:
        raise ValueError(SECRET)

    sys.excepthook(KeyError, KeyError(SECRET), None)
    thread = threading.Thread(target=in_thread)
    thread.start()
    thread.join()
    Dying()
    loop = asyncio.get_running_loop()
    loop.call_soon(partial({}.__getitem__, SECRET))
    task = loop.create_task(failing())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    assert not says(SECRET, logged)
    assert logged.getvalue().count("an error that nobody caught") == 3
    assert says("asyncio: Task exception was never retrieved…\n", logged)
    assert says("asyncio: Exception in callback dict.__getitem__…\n", logged)
    assert logged.getvalue().count("builtins.ValueError") == 3


def test_what_is_ours_stays_readable(logged: io.StringIO) -> None:
    """Counts, times, ids of errors, places in the code."""
    log = logging.getLogger("bot.telegram.delivery")
    log.info("message done in %.0f ms, %d left, error %s", 12.3, 99_999, "a123b456")
    assert logged.getvalue().endswith(
        " INFO - bot.telegram.delivery: message done in 12 ms, 99999 left, error a123b456\n"
    )


@pytest.mark.parametrize("said", [TOKEN, str(PERSON), SECRET])
def test_lines_that_can_not_be_written(logged: io.StringIO, said: str) -> None:
    """Parts that don't fit their template: Python itself would show them all."""
    (ours,) = [
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler.formatter, Discreet)
    ]
    parts: list[tuple[str, Any]] = [
        ("%d of them", (said,)),
        ("nothing", (said,)),
        ("%(what)s", ({said: said},)),
    ]
    for name in ("bot", "telegram"):
        for template, args in parts:
            ours.handle(logging.LogRecord(name, logging.ERROR, __file__, 1, template, args, None))
    assert not says(said, logged)
    assert logged.getvalue().count("a line can't be logged: test_log.py:1\n") == 3
    assert logged.getvalue().count("ERROR - telegram: ") == 3


def test_a_circle_of_causes_ends(logged: io.StringIO) -> None:
    """A trace is written even where errors name each other as their cause."""
    one, other = ValueError(SECRET), ValueError(SECRET)
    one.__cause__, other.__cause__ = other, one
    logging.getLogger("bot").error("failed", exc_info=one)
    assert logged.getvalue().count("builtins.ValueError") == 2
    assert not says(SECRET, logged)


@given(st.text(), st.text(), st.sampled_from(list(HIDDEN.values())[:6]))
def test_a_token_in_any_text(before: str, after: str, token: str) -> None:
    """Whatever stands around it, the part of it that is secret can't be read."""
    shown = Discreet([TOKEN, _HALF]).hidden(f"{before}{token}{after}")
    assert _HALF not in shown


async def test_a_conversation(chat_of: Callable[..., Chat], logged: io.StringIO) -> None:
    """Words, presses, what was forged: nothing of it."""
    chat = chat_of(person=PERSON)
    await chat.send(f"{SECRET} қашан ашылды?")
    await chat.send(f"/start {SECRET}")
    await chat.press_data(f"forged by {SECRET}")
    for said in (SECRET, "Ару", str(PERSON)):
        assert not says(said, logged)


POISON: dict[str, Any] = {
    "message_id": 5,
    "date": 1,
    "chat": {"id": PERSON, "type": "private"},
    "from": {"id": PERSON, "is_bot": False, "first_name": SECRET},
    "text": SECRET,
    "entities": [{"type": "bot_command", "offset": 10**6, "length": SECRET}],
}


def test_a_process_in_trouble(api: BotApi, start: Start) -> None:
    """At the level DEBUG, with all that may go wrong on the way; each request has its id."""
    bot = start()
    api.faults.extend(
        [
            Refusal(429, "Too Many Requests: retry after 1", {"retry_after": 1}),
            Refusal(500, f"Internal Server Error for {PERSON}"),
            "drop",
            "lost",
            Refusal(400, f'Bad Request: can\'t parse "{SECRET}"'),
            Refusal(403, f"Forbidden: bot was blocked by the user {PERSON}"),
        ]
    )
    for number in range(8):
        api.write(f"{SECRET} f{number}", person=PERSON + number % 2)
    api.wait(lambda: not api.faults)
    api.deliver({"message": POISON})
    api.deliver({"message": {"text": SECRET, "chat": PERSON}})
    api.deliver({"brand_new": {"text": SECRET, "from": PERSON}})
    api.write("f1", person=5)
    api.wait(lambda: bool(api.sent_to(5)))
    api.revoke()
    code, written = ended(bot)
    assert code == 77
    for said in (TOKEN, _HALF, quote(TOKEN), SECRET, str(PERSON), str(PERSON + 1)):
        assert said not in written
    done = re.findall(r"INFO ([a-f][0-9a-f]{7}) bot\.telegram\.delivery: message done", written)
    assert len(set(done)) == len(done) >= 1
    assert "an update is put aside" in written


def test_a_process_that_is_stopped_says_no_secret(api: BotApi, start: Start) -> None:
    """Nor does one that never got an answer."""
    api.refusals["getMe"] = Refusal(502, f"Bad Gateway /bot{TOKEN}/getMe")
    bot = start()
    api.wait(lambda: len(api.calls) > 1)
    bot.send_signal(signal.SIGTERM)
    code, written = ended(bot)
    assert code == 0
    assert _HALF not in written
