"""Every question gets its reply, whatever happens on the way: over real HTTP, in real processes."""

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support.bot_api import BotApi, Fault
from support.process import Start, ended
from support.wire import Refusal

ANSWERS = {"f1": "1991", "f8": "1771", "f3": "1465", "f5": "1847", "f2": "1722"}
LIMIT = Refusal(429, "Too Many Requests: retry after 1", {"retry_after": 1})
FAULTS: list[Fault] = [LIMIT, Refusal(500, "Internal Server Error"), "drop", "lost"]


@pytest.fixture
def kept(facts: Path) -> Iterator[Any]:
    """Return a function that queries the state file."""

    def asking(sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(facts.with_name("state.db"))) as db:
            try:
                return db.execute(sql).fetchall()
            except sqlite3.OperationalError:  # the bot has not made the file yet
                return []

    return asking


def in_order(texts: list[str], asked: list[str]) -> bool:
    """Say whether answers came in the order of the questions, each perhaps more than once."""
    expected = iter(asked)
    current = next(expected)
    for text in texts:
        while ANSWERS[current] not in text:
            following = next(expected, None)
            if following is None:
                return False
            current = following
    return next(expected, None) is None


def test_faults_cost_no_answer(api: BotApi, start: Start, kept: Any) -> None:
    """Nor are there two: a message whose confirmation is lost is found."""
    api.faults.extend(FAULTS * 3)
    start()
    for person in range(1, 7):
        for text in ANSWERS:
            api.write(text, person)
    api.wait(lambda: all(in_order(api.sent_to(n), list(ANSWERS)) for n in range(1, 7)))
    api.wait(lambda: kept("SELECT count(*) FROM updates WHERE stage = 'done'") == [(30,)])
    ((repeats,),) = kept("SELECT sum(repeats) FROM updates")
    assert 30 <= len(api.sent) <= 30 + repeats


def test_an_update_that_is_delivered_again(api: BotApi, start: Start, kept: Any) -> None:
    """It is known, to this process and to the next."""
    first = start()
    api.write("f1")
    api.write("f8")
    api.wait(lambda: kept("SELECT count(*) FROM updates WHERE stage = 'done'") == [(2,)])
    api.deliver_again(2)
    api.write("f3")
    api.wait(lambda: len(api.sent) == 3)
    first.send_signal(signal.SIGTERM)
    assert ended(first)[0] == 0
    api.deliver_again(3)
    start()
    api.write("f5")
    api.wait(lambda: len(api.sent) == 4)
    assert in_order(api.sent_to(1), ["f1", "f8", "f3", "f5"])


def test_a_process_that_is_killed_again_and_again(api: BotApi, start: Start, kept: Any) -> None:
    """All is answered, in each chat in its order; what may be repeated is counted."""
    people, rounds = range(1, 9), 4
    for _ in range(rounds):
        bot = start()
        before = len(api.sent)
        for person in people:
            for text in ANSWERS:
                api.write(text, person)
        api.wait(lambda before=before: len(api.sent) > before + 7)
        bot.kill()
        bot.communicate()
    start()
    asked = list(ANSWERS) * rounds
    api.wait(lambda: all(in_order(api.sent_to(person), asked) for person in people))
    api.wait(lambda: kept("SELECT count(*) FROM updates WHERE stage <> 'done'") == [(0,)])
    ((handled, repeats),) = kept("SELECT count(*), sum(repeats) FROM updates")
    assert handled == len(people) * len(asked)
    assert len(api.sent) - handled <= repeats
    assert kept("PRAGMA integrity_check") == [("ok",)]
    assert kept("SELECT count(*) FROM updates WHERE content IS NOT NULL") == [(0,)]


def test_a_second_process_over_the_same_state_file(api: BotApi, start: Start) -> None:
    """It waits, and takes over when the first one ends."""
    first = start()
    api.write("f1")
    api.wait(lambda: len(api.sent) == 1)
    second = start()
    api.write("f8")
    api.wait(lambda: len(api.sent) == 2)
    first.send_signal(signal.SIGTERM)
    assert ended(first)[0] == 0
    api.write("f3")
    api.wait(lambda: len(api.sent) == 3)
    second.send_signal(signal.SIGTERM)
    assert ended(second)[0] == 0
    assert in_order(api.sent_to(1), ["f1", "f8", "f3"])


def test_a_person_who_has_blocked_the_bot_is_remembered(
    api: BotApi, start: Start, kept: Any
) -> None:
    """Until something comes from them again."""
    api.faults.append(Refusal(403, "Forbidden: bot was blocked by the user"))
    start()
    api.write("f1")
    api.wait(lambda: kept("SELECT chat, moved_to FROM chats") == [(1, None)])
    api.write("f8")
    api.wait(lambda: len(api.sent) == 1)
    assert kept("SELECT count(*) FROM chats") == [(0,)]
