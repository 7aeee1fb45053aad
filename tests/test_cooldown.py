"""How often the bot answers in a group."""

import pytest

from bot.telegram.cooldown import MOST_IN_A_CHAT, MOST_OF_A_PERSON, SECONDS, Cooldown


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the time, in seconds."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands."""
    return Clock()


@pytest.fixture
def pace(clock: Clock) -> Cooldown:
    """Return a cooldown that counts by it."""
    return Cooldown(clock)


def test_a_chat_is_asked_to_wait_once_a_minute(pace: Cooldown, clock: Clock) -> None:
    """Then answered again, as the oldest answers are a minute old."""
    verdicts = [pace.judge(1, person) for person in range(MOST_IN_A_CHAT + 3)]
    assert verdicts == ["answer"] * MOST_IN_A_CHAT + ["ask to wait", "be silent", "be silent"]
    clock.now += SECONDS - 0.1
    assert pace.judge(1, 50) == "be silent"
    clock.now += 0.2
    assert pace.judge(1, 51) == "answer"
    for person in range(52, 52 + MOST_IN_A_CHAT - 1):
        assert pace.judge(1, person) == "answer"
    assert pace.judge(1, 60) == "ask to wait"


def test_a_person_leaves_room_for_others(pace: Cooldown) -> None:
    """In one chat; in another they may ask as much again."""
    verdicts = [pace.judge(1, 7) for _ in range(MOST_OF_A_PERSON + 2)]
    assert verdicts == ["answer"] * MOST_OF_A_PERSON + ["ask to wait", "be silent"]
    assert pace.judge(1, 8) == "answer"
    assert pace.judge(2, 7) == "answer"


def test_what_is_not_answered_does_not_count(pace: Cooldown, clock: Clock) -> None:
    """Who goes on asking is answered as soon as who waits."""
    for _ in range(100):
        pace.judge(1, 7)
    clock.now += SECONDS
    assert pace.judge(1, 7) == "answer"


def test_nothing_is_remembered_that_counts_no_more(pace: Cooldown, clock: Clock) -> None:
    """However many chats there are."""
    for chat in range(1000):
        clock.now += 1
        for _ in range(MOST_OF_A_PERSON + 1):
            pace.judge(chat, 7)
    assert len(pace._answers) <= 2 * (SECONDS + 1)
    assert len(pace._told) <= SECONDS + 1
