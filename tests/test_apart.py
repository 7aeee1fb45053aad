"""The process of questions: what it is asked and answers, and what becomes of it."""

import asyncio
import io
import logging
import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import acts

from bot.errors import FactsUnavailable, Rejected
from bot.telegram import frames, request_id, traces
from bot.telegram.answering import Answering
from bot.telegram.apart import Apart
from bot.telegram.frames import Files
from bot.telegram.log import Discreet
from bot.text.dialogue import Speaker
from bot.text.reply import plain

SPEAKER = Speaker(interface="en")
WORDS = "words of somebody"


@pytest.fixture
def files(facts: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    """Return what the process works over; it can be asked for the acts of tests as well."""
    monkeypatch.setenv("PYTHONPATH", str(Path(acts.__file__).parents[1]))
    return Files(facts, facts.with_name("state.db"), 30, "INFO", ("a secret",))


@pytest.fixture
async def apart(files: Files) -> AsyncIterator[Apart]:
    """Return the process."""
    apart = Apart(files)
    yield apart
    await apart.aclose()


def is_alive(process: int) -> bool:
    """Say whether there is such a process."""
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False


async def test_questions_and_what_they_go_on_from(apart: Apart) -> None:
    """A conversation is remembered where the questions are answered, each person's for itself."""
    first = await apart.do(Answering.say, "When was independence declared?", SPEAKER, 1)
    assert plain(first).splitlines()[:2] == [
        "16 December 1991",
        "Kazakhstan declared its independence.",
    ]
    own, others = [
        plain(await apart.do(Answering.say, "And where?", SPEAKER, person)) for person in (1, 2)
    ]
    assert own != others
    await apart.do(Answering.forget, 1)
    assert plain(await apart.do(Answering.say, "And where?", SPEAKER, 1)) == others


async def test_what_is_written_to_standard_output_is_no_answer(apart: Apart) -> None:
    """Nor is the length of an answer limited."""
    for text in ("ә", "ә" * 1_000_000):
        assert await apart.do(acts.double, text) == 2 * text


async def test_the_loop_goes_on_meanwhile(apart: Apart) -> None:
    """What was asked first is done first; who gives up waiting takes nobody's answer."""
    await apart.do(acts.rest, 0)
    start = time.monotonic()
    slow, quick = (asyncio.create_task(apart.do(acts.rest, seconds)) for seconds in (0.5, 0.0))
    given_up = asyncio.create_task(apart.do(acts.double, "nobody's"))
    await asyncio.sleep(0.05)
    given_up.cancel()
    assert time.monotonic() - start < 0.4
    assert await asyncio.gather(slow, quick, apart.do(acts.double, "a")) == [0.5, 0.0, "aa"]


async def test_errors_come_back_with_their_way(apart: Apart) -> None:
    """Those that people are told of with their data; the log says where, and no words."""
    with pytest.raises(Rejected) as rejected:
        await apart.do(acts.reject, WORDS)
    assert (rejected.value.key, rejected.value.data) == ("rejected", {"problems": [WORDS]})
    with pytest.raises(ValueError, match=WORDS) as failed:
        await apart.do(acts.fail, WORDS)
    assert traces.place(failed.value).startswith("bot/telegram/answerer.py:")
    shown = traces.trace(failed.value)
    assert "acts.py" in shown
    assert shown.index("in fail") < shown.index("in settled")
    assert shown.count("builtins.ValueError") == 2
    assert WORDS not in shown
    with pytest.raises(RuntimeError, match=r"^Odd$"):
        await apart.do(acts.fail_oddly)


async def test_the_log_of_a_request(apart: Apart) -> None:
    """What is logged there belongs to the request."""
    with request_id.of("abcd1234"):
        assert await apart.do(acts.request) == "abcd1234"
    assert await apart.do(acts.request) == request_id.NONE


async def test_what_the_process_dies_of_fails_and_nothing_else(apart: Apart) -> None:
    """What waited behind it is done by the next process."""
    before = await apart.do(acts.process)
    fatal = asyncio.create_task(apart.do(acts.die))
    behind = [asyncio.create_task(apart.do(acts.double, text)) for text in "abc"]
    with pytest.raises(ChildProcessError):
        await fatal
    assert await asyncio.gather(*behind) == ["aa", "bb", "cc"]
    assert await apart.do(acts.process) != before


async def test_killed_while_nobody_asks(apart: Apart) -> None:
    """The next question, or at the latest its second try, is answered."""
    os.kill(await apart.do(acts.process), signal.SIGKILL)
    with suppress(ChildProcessError):
        await apart.do(acts.double, "a")
    assert await apart.do(acts.double, "a") == "aa"


async def test_only_its_own_bot_ends_it(apart: Apart) -> None:
    """Ctrl+C reaches all processes of a terminal: what is being answered is answered."""
    before = await apart.do(acts.process)
    await apart.do(acts.interrupt)
    assert await apart.do(acts.process) == before


async def test_the_end(files: Files) -> None:
    """It ends for good when it is closed, in the midst of something long too, or closed twice."""
    apart = Apart(files)
    process = await apart.do(acts.process)
    waiting = [
        asyncio.create_task(apart.do(act, given))
        for act, given in ((acts.rest, 30.0), (acts.double, "a"), (acts.double, "b"))
    ]
    await asyncio.sleep(0.05)
    start = time.monotonic()
    await apart.aclose()
    await apart.aclose()
    assert time.monotonic() - start < 3
    assert not is_alive(process)
    for asked in (*waiting, apart.do(acts.double, "c")):
        with pytest.raises(ChildProcessError):
            await asked
    await Apart(files).aclose()


async def test_facts_that_can_not_be_opened(files: Files) -> None:
    """It is told each time that something is asked, and all is well once they are there."""
    elsewhere = files.facts.with_name("elsewhere.db")
    apart = Apart(Files(elsewhere, files.state, 30, "INFO"))
    for _ in range(2):
        with pytest.raises(FactsUnavailable):
            await apart.do(acts.process)
    elsewhere.write_bytes(files.facts.read_bytes())
    assert await apart.do(acts.double, "a") == "aa"
    await apart.aclose()


@given(st.lists(st.text() | st.integers()), st.lists(st.integers(1, 9), min_size=1))
def test_values_in_pieces(values: list[str | int], sizes: list[int]) -> None:
    """However the bytes come, the values are the same, each as soon as it is complete."""
    written, come = b"".join(map(frames.packed, values)), []
    unpacking, rest = frames.Unpacking(), written
    for number in range(len(written)):
        size = sizes[number % len(sizes)]
        come += unpacking.take(rest[:size])
        rest = rest[size:]
    assert come == values
    pipe = io.BytesIO(written)
    assert [frames.read(pipe) for _ in values] == values
    with pytest.raises(EOFError):
        frames.read(pipe)


@given(st.text(), st.integers(min_value=1))
def test_a_value_that_breaks_off(value: str, less: int) -> None:
    """It is none: whoever wrote it has died meanwhile."""
    written = frames.packed(value)
    with pytest.raises(EOFError):
        frames.read(io.BytesIO(written[:-less]))


def test_a_way_within_another_error() -> None:
    """The log shows the way in the other process before that in this one."""
    error, cause = KeyError(WORDS), ValueError(WORDS)
    error.__cause__ = cause
    cause.__cause__ = traces.Elsewhere("the way there", "bot/a.py:1")
    record = logging.LogRecord("bot", logging.ERROR, "", 1, "said", None, (KeyError, error, None))
    assert Discreet().format(record).splitlines()[1:] == [
        "the way there",
        "Traceback (most recent call last):",
        "builtins.ValueError",
        "Traceback (most recent call last):",
        "builtins.KeyError",
    ]
