"""Telling those who wait for an answer, once there is one."""

from typing import Final

from bot.desk.letters import Letter
from bot.facts.models import Outcome
from bot.service import FactService
from bot.state.state import State
from bot.state.waiting import Wait
from bot.text.feedback import answer_buttons
from bot.text.reply import Reply, paragraph, shorten
from bot.text.translator import translator
from bot.text.views import LIST_LETTERS, facts_reply

MOST_ASKED: Final = 20
"""Questions that one look asks again, while others wait. The next look goes on with those that are
left."""


class Teller:
    """Asks what is waited for again, each question once for every state of the facts."""

    def __init__(self, facts: FactService, state: State) -> None:
        self._facts = facts
        self._state = state
        self._version: int | None = None
        self._asked = 0

    def due(self) -> list[tuple[int, Letter]]:
        """Return what is to be sent now, by the number of the wait, the longest waiting first.

        What was not sent after all is due again when the facts have changed, or the bot starts.
        Raises FactsUnavailable and StateUnavailable; the next look then begins where this one did.
        """
        version = self._facts.version()
        if version != self._version:
            self._version, self._asked = version, 0
        waits = [w for w in self._state.waiting.all() if w.number > self._asked][:MOST_ASKED]
        letters = []
        for wait in waits:
            outcome = self._facts.ask(wait.text, wait.lang)
            if outcome.status == "answer":
                letters.append((wait.number, self._letter(wait, outcome)))
        if waits:
            self._asked = waits[-1].number
        return letters

    def told(self, number: int) -> None:
        """Forget a wait that is over."""
        self._state.waiting.end(number)

    def _letter(self, wait: Wait, outcome: Outcome) -> Letter:
        tr = translator(wait.lang)
        facts = [found.fact for found in outcome.facts]
        asked = shorten(" ".join(wait.text.split()), LIST_LETTERS)
        answer = facts_reply(facts, self._facts.sources(), tr).paragraphs
        lines = (paragraph(tr("feedback.now-known", question=asked)), *answer)
        return Letter(wait.chat, Reply(lines, answer_buttons(facts, None, None, tr)))
