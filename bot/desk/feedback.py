"""What anybody tells the bot: this is wrong, tell me when you know, don't keep my questions."""

from dataclasses import replace
from typing import Final

from bot.curation.lifetimes import WAIT_DAYS
from bot.curation.suggestions import suggest
from bot.desk.letters import Letter
from bot.desk.visitor import Visitor
from bot.errors import NoSuchFact
from bot.facts.models import ANSWERED, Fact
from bot.service import FactService
from bot.state.expected import Expectation
from bot.state.questions import LoggedQuestion
from bot.state.state import State
from bot.text.feedback import digest, log_button
from bot.text.reply import Button, numbers

MOST_WAITS: Final = 20
"""Questions whose answers a chat may wait for at once."""
KINDS: Final = ("date", "text", "source", "question")
"""What may be wrong, at the press of a button; the last: it is no answer to what was asked."""


class Feedback:
    """Keeps what people say, never who said it; whoever waits to be told is kept by chat alone.

    Every method raises StateUnavailable when the state file can't be used.
    """

    def __init__(self, facts: FactService, state: State) -> None:
        self._facts = facts
        self._state = state

    def wrong(self, visitor: Visitor, value: str) -> list[Letter]:
        """Ask what is wrong with a fact; ``value`` is its number and that of a logged question."""
        fact, row = self._about(value)
        if fact is None:
            return [visitor.say("button.stale")]
        tr = visitor.tr
        about = f"{fact.id}.{row}"
        self._state.expected.expect(visitor.person, "reason", about)
        buttons = tuple(
            Button(tr(f"feedback.kind.{kind}"), "reason", f"{about}.{kind}", tr.lang)
            for kind in KINDS
        )
        lines = (tr("feedback.what-wrong", fact=fact.label), tr("feedback.how-to-say"))
        return [replace(visitor.letter(*lines, buttons=buttons), asks=True)]

    def reason(self, visitor: Visitor, value: str) -> list[Letter]:
        """Keep what is wrong, of a kind that was pressed; once for each time it was asked."""
        about, _, kind = value.rpartition(".")
        fact, row = self._about(about)
        if fact is None or kind not in KINDS:
            return [visitor.say("button.stale")]
        expected = self._state.expected.of(visitor.person)
        if expected is None or (expected.purpose, expected.value) != ("reason", about):
            return [visitor.say("feedback.over")]
        return self._keep(visitor, fact, row, visitor.tr(f"feedback.kind.{kind}"))

    def words(self, visitor: Visitor, expectation: Expectation, text: str) -> list[Letter]:
        """Keep what is wrong in the person's own words, which ``wrong`` asked for.

        Raises Rejected for words that are too long; they are still expected then.
        """
        fact, row = self._about(expectation.value)
        if fact is None:
            self._state.expected.end(visitor.person)
            return [visitor.say("button.stale")]
        return self._keep(visitor, fact, row, text)

    def tell(self, visitor: Visitor, value: str) -> list[Letter]:
        """Keep that the chat waits for an answer; with "off", that it waits for none any more."""
        if value == "off":
            self._state.waiting.leave(visitor.person)
            return [visitor.say("feedback.told-off")]
        question = self._unanswered(value)
        if question is None:
            return [visitor.say("button.stale")]
        tr = visitor.tr
        off = Button(tr("feedback.tell-off"), "tell", "off", tr.lang)
        waits = self._state.waiting.of(visitor.person)
        if question.text not in waits and len(waits) >= MOST_WAITS:
            said = tr.plural("feedback.wait-most", MOST_WAITS, count=MOST_WAITS)
            return [visitor.letter(said, buttons=(off,))]
        self._state.waiting.keep(visitor.person, question.lang, question.text)
        kept = tr.plural("feedback.wait-kept", WAIT_DAYS, days=WAIT_DAYS)
        return [visitor.letter(tr("feedback.will-tell"), kept, buttons=(off,))]

    def log(self, visitor: Visitor, value: str) -> list[Letter]:
        """Keep whether a person's questions may be kept: "on" or "off"."""
        if value not in {"on", "off"}:
            return [visitor.say("button.stale")]
        wanted = value == "on"
        self._state.people.log(visitor.person, wanted=wanted)
        said = visitor.tr("feedback.logged" if wanted else "feedback.unlogged")
        return [visitor.letter(said, buttons=(log_button(visitor.tr, logged=wanted),))]

    def _keep(self, visitor: Visitor, fact: Fact, row: int, said: str) -> list[Letter]:
        question = self._state.questions.question(row)
        asked = question.text if question and fact.key in question.facts else None
        suggest(self._state, visitor.curator, fact, visitor.tr.lang, said, question=asked)
        self._state.expected.end(visitor.person)
        return [visitor.say("feedback.thanks")]

    def _about(self, value: str) -> tuple[Fact | None, int]:
        """Return the fact that a value speaks of, if it is answered, and the logged question."""
        match numbers(value):
            case (number, row):
                try:
                    fact = self._facts.fact(number)
                except NoSuchFact:
                    return None, 0
                return (fact if fact.status in ANSWERED else None), row
        return None, 0

    def _unanswered(self, value: str) -> LoggedQuestion | None:
        """Return the question without an answer that a button speaks of, and proves to know."""
        row, _, proof = value.partition(".")
        match numbers(row):
            case (number,):
                question = self._state.questions.question(number)
                if question is not None and question.outcome == "none":
                    return question if digest(question.text) == proof else None
        return None
