"""What is done in the process of questions, done in this one: a process for each test takes long.

What is asked and what is answered are pickled all the same. ``test_apart.py`` tests the process.
"""

from pathlib import Path
from typing import Any

from bot.service import FactService
from bot.state.state import State
from bot.telegram import frames, request_id
from bot.telegram.answerer import done
from bot.telegram.answering import Answering
from bot.telegram.apart import Apart, settled
from bot.telegram.frames import Asked, Files

DAYS = 30
"""How long questions are kept."""


class Here(Apart):
    """Does at once what it is asked for; ``answering`` is what does it."""

    def __init__(self, facts: FactService, state: Path, days: int = DAYS) -> None:
        super().__init__(Files(Path(), state, days, "INFO"))
        self._state = State(state)
        self.answering = Answering(facts, self._state, days)

    async def do(self, act: Any, *given: Any) -> Any:
        """Return what ``act`` returns."""
        asked = _sent(Asked(request_id.current(), act, given))
        return settled(_sent(done(self.answering, asked)))

    def close(self) -> None:
        """Close the state file."""
        self._state.close()


def _sent(value: Any) -> Any:
    (received,) = frames.Unpacking().take(frames.packed(value))
    return received
