"""Who talks of what: kept in memory alone, so that the next question may go on from the last."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import Final

from bot.matching.followup import Context

MOST_REMEMBERED: Final = 1_000
"""Conversations that are remembered; of more the one that rested longest is forgotten."""


def _never() -> float:
    return 0.0


@dataclass(slots=True)
class Conversation:
    """What one person talks of; ``now`` returns seconds by a clock that never goes back."""

    now: Callable[[], float] = _never
    context: Context | None = None

    def chose(self, fact: int) -> None:
        """Note that this fact, of those offered, is the one that is meant."""
        if self.context is not None:
            self.context = replace(self.context, facts=(fact,))


class Conversations:
    """The conversations of all people, by whatever tells them apart, such as chat and person."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._known: OrderedDict[Hashable, Conversation] = OrderedDict()

    def of(self, who: Hashable) -> Conversation:
        """Return somebody's conversation."""
        conversation = self._known.setdefault(who, Conversation(self._now))
        self._known.move_to_end(who)
        if len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)
        return conversation

    def forget(self, who: Hashable) -> None:
        """Forget what somebody talked of."""
        self._known.pop(who, None)
