"""How much the bot does for one person, and for one chat."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.budget import (
    MOST_IN_A_CHAT,
    MOST_OF_A_PERSON,
    SECONDS,
    Budget,
    Verdict,
    in_a_group,
)


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
def budget(clock: Clock) -> Budget:
    """Return a budget that counts by it."""
    return Budget(clock)


def judge(budget: Budget, chat: int, person: int) -> Verdict:
    """Judge a question in a group."""
    return budget.judge(in_a_group(chat, person))


def test_a_chat_is_asked_to_wait_once_a_minute(budget: Budget, clock: Clock) -> None:
    """Then answered again, as the oldest answers are a minute old."""
    verdicts = [judge(budget, 1, person) for person in range(MOST_IN_A_CHAT + 3)]
    assert verdicts == ["answer"] * MOST_IN_A_CHAT + ["ask to wait", "be silent", "be silent"]
    clock.now += SECONDS - 0.1
    assert judge(budget, 1, 50) == "be silent"
    clock.now += 0.2
    assert judge(budget, 1, 51) == "answer"
    for person in range(52, 52 + MOST_IN_A_CHAT - 1):
        assert judge(budget, 1, person) == "answer"
    assert judge(budget, 1, 60) == "ask to wait"


def test_a_person_leaves_room_for_others(budget: Budget) -> None:
    """In one chat; in another they may ask as much again."""
    verdicts = [judge(budget, 1, 7) for _ in range(MOST_OF_A_PERSON + 2)]
    assert verdicts == ["answer"] * MOST_OF_A_PERSON + ["ask to wait", "be silent"]
    assert judge(budget, 1, 8) == "answer"
    assert judge(budget, 2, 7) == "answer"


def test_what_is_not_answered_does_not_count(budget: Budget, clock: Clock) -> None:
    """Who goes on asking is answered as soon as who waits."""
    for _ in range(100):
        judge(budget, 1, 7)
    clock.now += SECONDS
    assert judge(budget, 1, 7) == "answer"


def test_nothing_is_remembered_that_counts_no_more(budget: Budget, clock: Clock) -> None:
    """However many chats there are."""
    for chat in range(1000):
        clock.now += 1
        for _ in range(MOST_OF_A_PERSON + 1):
            judge(budget, chat, 7)
    assert len(budget._done) <= 2 * (SECONDS + 1)
    assert len(budget._told) <= SECONDS + 1


def test_what_waited_counts_from_when_it_came(budget: Budget, clock: Clock) -> None:
    """Who wrote a lot at once, and is answered slowly, has still written it at once."""
    first = clock.now
    verdicts = []
    for _ in range(5):
        clock.now += SECONDS
        verdicts.append(budget.judge({(7,): 3}, first))
    assert verdicts == ["answer"] * 3 + ["ask to wait", "be silent"]
    assert budget.judge({(7,): 3}) == "answer"


@given(
    st.lists(st.tuples(st.floats(0, 30), st.integers(1, 3), st.integers(1, 3)), max_size=60),
    st.integers(1, 5),
    st.integers(1, 5),
)
def test_never_more_than_the_budget(
    steps: list[tuple[float, int, int]], of_a_person: int, of_a_chat: int
) -> None:
    """In no span of a minute; and never less where nothing was asked."""
    clock = Clock()
    budget = Budget(clock)
    answered: list[tuple[float, int, int]] = []
    for pause, chat, person in steps:
        clock.now += pause
        recent = [one for one in answered if clock.now - one[0] < SECONDS]
        of_chat = sum(one[1] == chat for one in recent)
        of_both = sum(one[1:] == (chat, person) for one in recent)
        free = of_chat < of_a_chat and of_both < of_a_person
        verdict = budget.judge({(chat,): of_a_chat, (chat, person): of_a_person})
        assert (verdict == "answer") is free
        if free:
            answered.append((clock.now, chat, person))
