"""Which message answers which: known of the latest questions, and only while the bot runs."""

from collections import OrderedDict
from typing import Final

MOST: Final = 1000
"""Questions whose answers are known."""


class Answers:
    """Answers by chat and question; message numbers only, no words."""

    def __init__(self) -> None:
        self._answers: OrderedDict[tuple[int, int], int] = OrderedDict()

    def keep(self, chat: int, question: int, answer: int) -> None:
        """Keep which message answers a question; the question that is oldest is forgotten."""
        self._answers[chat, question] = answer
        self._answers.move_to_end((chat, question))
        if len(self._answers) > MOST:
            self._answers.popitem(last=False)

    def of(self, chat: int, question: int) -> int | None:
        """Return the message that answers a question, None if there is none or it is forgotten."""
        return self._answers.get((chat, question))
