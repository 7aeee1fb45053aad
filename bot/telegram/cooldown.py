"""How often the bot answers where others read along."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final, Literal

SECONDS: Final = 60.0
MOST_IN_A_CHAT: Final = 6
MOST_OF_A_PERSON: Final = 4
"""Answers within these seconds."""

Verdict = Literal["answer", "ask to wait", "be silent"]


class Cooldown:
    """Counts answers by chat, and by person in it; remembers no longer than it counts."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._answers: OrderedDict[tuple[int, ...], deque[float]] = OrderedDict()
        self._told: OrderedDict[int, float] = OrderedDict()

    def judge(self, chat: int, person: int) -> Verdict:
        """Say what to do about a message, and count the answer; a chat is asked to wait once."""
        now = self._clock()
        self._forget(now)
        limits = {(chat,): MOST_IN_A_CHAT, (chat, person): MOST_OF_A_PERSON}
        if all(self._count(key, now) < most for key, most in limits.items()):
            for key in limits:
                self._answers.setdefault(key, deque()).append(now)
                self._answers.move_to_end(key)
            return "answer"
        if chat in self._told:
            return "be silent"
        self._told[chat] = now
        return "ask to wait"

    def _count(self, key: tuple[int, ...], now: float) -> int:
        """Return how many answers still count."""
        answers = self._answers.get(key, deque())
        while answers and now - answers[0] >= SECONDS:
            answers.popleft()
        return len(answers)

    def _forget(self, now: float) -> None:
        """Drop the chats and people whose last answer, or request to wait, counts no more."""
        while self._answers and now - next(iter(self._answers.values()))[-1] >= SECONDS:
            self._answers.popitem(last=False)
        while self._told and now - next(iter(self._told.values())) >= SECONDS:
            self._told.popitem(last=False)
