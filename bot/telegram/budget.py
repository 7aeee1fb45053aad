"""How much the bot does for one person, and where others read along for one chat.

What is over a budget is said once; then there is silence, which costs next to nothing. All of it
is known in this process alone and no longer than it counts.
"""

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

SECONDS: Final = 60.0
"""The span of time in which things are counted."""
MOST_IN_A_CHAT: Final = 6
MOST_OF_A_PERSON: Final = 4
"""Answers in a group: all, and one person's."""
MOST_IN_GROUPS: Final = 20
"""One person's answers in all groups together."""
MOST_IN_PRIVATE: Final = 60
"""Messages and presses of a person: Telegram lets the bot answer about one a second."""
MOST_OF_A_CURATOR: Final = 200
"""Reviewing is pressing many buttons."""
MOST_TYPED: Final = 120
"""Inline queries of a person: one for every few letters that they type."""
MOST_REMEMBERED: Final = 10_000
"""Shares that are counted at once: of more, those that were used the longest time ago are counted
anew. Some kilobytes each at most."""

Verdict = Literal["answer", "ask to wait", "be silent"]
Share = tuple[str, int] | tuple[str, int, int]
"""Whose budget it is: a person's or a chat's, or a person's in a chat."""
Shares = Mapping[Share, int]
"""How often in ``SECONDS`` for each that something counts for; the first is told of a refusal."""


class Budget:
    """Counts what was done, by share."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._done: OrderedDict[Share, deque[float]] = OrderedDict()
        self._told: OrderedDict[Share, float] = OrderedDict()

    def judge(self, shares: Shares, at: float | None = None) -> Verdict:
        """Say whether something is to be done, and count it if it is.

        ``at``: when it came, by the clock, if not now.
        """
        now = self._clock() if at is None else at
        self._forget(now)
        if all(self._count(share, now) < most for share, most in shares.items()):
            for share in shares:
                self._done.setdefault(share, deque()).append(now)
                self._done.move_to_end(share)
            _bound(self._done)
            return "answer"
        told = next(iter(shares))
        if told in self._told:
            return "be silent"
        self._told[told] = now
        _bound(self._told)
        return "ask to wait"

    def take_back(self, shares: Shares) -> None:
        """Let it be said again that it is too much: whoever was to be told could not be."""
        self._told.pop(next(iter(shares)), None)

    def _count(self, share: Share, now: float) -> int:
        """Return how often something was done that still counts."""
        done = self._done.get(share)
        while done and now - done[0] >= SECONDS:
            done.popleft()
        if not done:
            self._done.pop(share, None)
        return len(done or ())

    def _forget(self, now: float) -> None:
        """Drop who had nothing done, and was told nothing, that still counts."""
        while self._done and now - next(iter(self._done.values()))[-1] >= SECONDS:
            self._done.popitem(last=False)
        while self._told and now - next(iter(self._told.values())) >= SECONDS:
            self._told.popitem(last=False)


def _bound(remembered: OrderedDict[Share, Any]) -> None:
    while len(remembered) > MOST_REMEMBERED:
        remembered.popitem(last=False)


def in_private(person: int, *, curates: bool) -> Shares:
    """Return the share of what a person writes to the bot, and presses anywhere."""
    return {("person", person): MOST_OF_A_CURATOR if curates else MOST_IN_PRIVATE}


def in_a_group(chat: int, person: int) -> Shares:
    """Return the shares of an answer where others read along."""
    return {
        ("chat", chat): MOST_IN_A_CHAT,
        ("chat", chat, person): MOST_OF_A_PERSON,
        ("groups", person): MOST_IN_GROUPS,
    }


def typed_inline(person: int) -> Shares:
    """Return the share of what a person types after the bot's name."""
    return {("inline", person): MOST_TYPED}
