"""All that looks into the facts for somebody: answers, suggestions, and what people say of them.

What is given and returned goes from process to process: plain values, of which each has its own.
"""

import datetime as dt
import time
from collections.abc import Sequence
from typing import Final

from bot.curation.question_log import QuestionLog
from bot.desk import expecting
from bot.desk.feedback import Feedback
from bot.desk.letters import Letter
from bot.desk.telling import Teller
from bot.desk.visitor import Visitor
from bot.facts.models import Dataset
from bot.service import FactService
from bot.state.expected import Expectation
from bot.state.state import State
from bot.text.brief import Brief, Briefly
from bot.text.conversation import Conversation, Conversations
from bot.text.dialogue import Dialogue, Speaker
from bot.text.inline import Inline, Suggestions
from bot.text.reply import Button, Reply

FEEDBACK: Final = {
    "wrong": Feedback.wrong,
    "reason": Feedback.reason,
    "tell": Feedback.tell,
    "log": Feedback.log,
}
"""What takes the presses of buttons with which anybody says something of an answer, by action."""


class Answering:
    """Answers over the fact file; what is asked is kept for ``days``.

    What the conversations of private chats are of is known here; ``person``: whose it is, if
    anybody's. Every method raises FactsUnavailable when the fact file can't be read, those that
    keep something for people StateUnavailable as well.
    """

    def __init__(self, facts: FactService, state: State, days: int) -> None:
        log = QuestionLog(state, days)
        self.conversations = Conversations(time.monotonic)
        self._facts = facts
        self._dialogue = Dialogue(facts, log)
        self._briefly = Briefly(facts, log)
        self._inline = Inline(facts)
        self._feedback = Feedback(facts, state)
        self._teller = Teller(facts, state)

    def dataset(self) -> Dataset:
        """Return what the facts are about."""
        return self._facts.dataset()

    def say(self, text: str, speaker: Speaker, person: int | None) -> Reply:
        """Return the reply to what a person says."""
        return self._dialogue.say(text, speaker, self._conversation(person))

    def command(self, name: str, speaker: Speaker, also: Sequence[str]) -> Reply:
        """Return the screen of a command; ``also``: see ``Dialogue.command``."""
        return self._dialogue.command(name, speaker, also)

    def fact(self, number: int, speaker: Speaker, lang: str | None) -> Reply:
        """Return a fact in full, or a sentence that says there is none."""
        return self._dialogue.fact(number, speaker, lang)

    def press(self, button: Button, speaker: Speaker, person: int | None) -> Reply:
        """Return what a button leads to."""
        return self._dialogue.press(button, speaker, self._conversation(person))

    def example(self, lang: str) -> str:
        """Return a question to begin with."""
        return self._dialogue.example(lang)

    def forget(self, person: int) -> None:
        """Forget what a person talked of."""
        self.conversations.forget(person)

    def brief(self, question: str, speaker: Speaker) -> Brief:
        """Return the short answer to a question."""
        return self._briefly.say(question, speaker)

    def how(self, speaker: Speaker, name: str | None) -> Brief:
        """Return how to ask in a group; where the bot is a guest, by its user name."""
        return self._briefly.how(speaker, name)

    def suggest(self, typed: str, speaker: Speaker, today: dt.date) -> Suggestions:
        """Return suggestions for what is being typed."""
        return self._inline.suggest(typed, speaker, today)

    def is_meant(self, expected: Expectation, text: str, reply_to: int | None) -> bool:
        """Say whether words are meant for what was asked for."""
        return expecting.is_meant(expected, text, reply_to, self._facts)

    def feedback(self, action: str, visitor: Visitor, value: str) -> list[Letter]:
        """Take what a button says of an answer; ``action`` is one of ``FEEDBACK``."""
        return FEEDBACK[action](self._feedback, visitor, value)

    def words(self, visitor: Visitor, expected: Expectation, text: str) -> list[Letter]:
        """Take what a person says is wrong, in their own words."""
        return self._feedback.words(visitor, expected, text)

    def due(self) -> list[tuple[int, Letter]]:
        """Return what those who wait for an answer are to be told now, by number of the wait."""
        return self._teller.due()

    def told(self, number: int) -> None:
        """Forget a wait that is over."""
        self._teller.told(number)

    def _conversation(self, person: int | None) -> Conversation | None:
        return None if person is None else self.conversations.of(person)
