"""How much the bot does for one person, and for one chat."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.clock import Clock

from bot.telegram.budget import (
    MOST_IN_A_CHAT,
    MOST_IN_GROUPS,
    MOST_IN_PRIVATE,
    MOST_OF_A_CURATOR,
    MOST_OF_A_PERSON,
    MOST_REMEMBERED,
    MOST_TYPED,
    SECONDS,
    Budget,
    Shares,
    Verdict,
    in_a_group,
    in_private,
    typed_inline,
)

ONE: Shares = {("person", 7): 3}


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
    clock.seconds += SECONDS - 0.1
    assert judge(budget, 1, 50) == "be silent"
    clock.seconds += 0.2
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


def test_a_person_in_many_groups(budget: Budget) -> None:
    """Is answered so often in all of them together; others are answered there still."""
    verdicts = [judge(budget, chat, 7) for chat in range(MOST_IN_GROUPS + 2)]
    assert verdicts == ["answer"] * MOST_IN_GROUPS + ["ask to wait"] * 2
    assert judge(budget, MOST_IN_GROUPS, 8) == "answer"


def test_what_is_not_answered_does_not_count(budget: Budget, clock: Clock) -> None:
    """Who goes on asking is answered as soon as who waits."""
    for _ in range(100):
        judge(budget, 1, 7)
    clock.seconds += SECONDS
    assert judge(budget, 1, 7) == "answer"


def test_nothing_is_remembered_that_counts_no_more(budget: Budget, clock: Clock) -> None:
    """However many chats there are."""
    for chat in range(1000):
        clock.seconds += 1
        for _ in range(MOST_OF_A_PERSON + 1):
            judge(budget, chat, 7)
    assert len(budget._done) <= 2 * (SECONDS + 1) + 1
    assert len(budget._told) <= SECONDS + 1


def test_of_very_many_only_the_latest_are_remembered(budget: Budget) -> None:
    """In one moment: those who came first are counted anew, and told anew."""
    for person in range(3 * MOST_REMEMBERED):
        for _ in range(2):
            budget.judge({("person", person): 1})
    assert len(budget._done) == len(budget._told) == MOST_REMEMBERED
    assert budget.judge({("person", 3 * MOST_REMEMBERED - 1): 1}) == "be silent"
    assert budget.judge({("person", 0): 1}) == "answer"


def test_who_could_not_be_told_is_told_the_next_time(budget: Budget) -> None:
    """Then not again."""
    verdicts = [budget.judge(ONE) for _ in range(4)]
    budget.take_back(ONE)
    verdicts += [budget.judge(ONE) for _ in range(2)]
    assert verdicts == ["answer"] * 3 + ["ask to wait"] * 2 + ["be silent"]


def test_every_kind_of_share_counts_for_itself(budget: Budget) -> None:
    """A guest's chat has the number of the person whom it is with."""
    kinds = (
        (typed_inline(7), MOST_TYPED),
        (in_private(7, curates=False), MOST_IN_PRIVATE),
        (in_a_group(7, 7), MOST_OF_A_PERSON),
    )
    for shares, most in kinds:
        verdicts = [budget.judge(shares) for _ in range(most + 2)]
        assert verdicts == ["answer"] * most + ["ask to wait", "be silent"]
    assert list(in_private(7, curates=True).values()) == [MOST_OF_A_CURATOR]


def test_what_waited_counts_from_when_it_came(budget: Budget, clock: Clock) -> None:
    """Who wrote a lot at once, and is answered slowly, has still written it at once."""
    first = clock.seconds
    verdicts = []
    for _ in range(5):
        clock.seconds += SECONDS
        verdicts.append(budget.judge(ONE, first))
    assert verdicts == ["answer"] * 3 + ["ask to wait", "be silent"]
    assert budget.judge(ONE) == "answer"


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
        clock.seconds += pause
        recent = [one for one in answered if clock.seconds - one[0] < SECONDS]
        of_chat = sum(one[1] == chat for one in recent)
        of_both = sum(one[1:] == (chat, person) for one in recent)
        free = of_chat < of_a_chat and of_both < of_a_person
        shares: Shares = {("chat", chat): of_a_chat, ("chat", chat, person): of_a_person}
        verdict = budget.judge(shares)
        assert (verdict == "answer") is free
        if free:
            answered.append((clock.seconds, chat, person))


@given(st.lists(st.tuples(st.floats(0, 200), st.integers(1, 2), st.integers(1, 2)), max_size=60))
def test_in_whatever_order_what_waited_has_its_turn(came: list[tuple[float, int, int]]) -> None:
    """Nobody who came so late that all else is over is refused."""
    budget = Budget()
    for at, chat, person in came:
        budget.judge(in_a_group(chat, person), at)
    assert budget.judge(in_a_group(1, 1), 200 + SECONDS) == "answer"


@given(st.lists(st.floats(0, 5), max_size=200), st.integers(1, 20))
def test_who_asks_calmly_is_always_answered(waits: list[float], most: int) -> None:
    """However long it goes on."""
    budget, pause = Budget(), SECONDS / most
    shares: Shares = {("person", 7): most}
    for at in itertools.accumulate(wait + pause * 1.001 for wait in waits):
        assert budget.judge(shares, at) == "answer"
