"""What waits for an editor, most urgent first.

Proposals of contributors, questions that got no answer, answers that people say are wrong, and
questions whose askers chose a fact among several: these may become phrasings of it.

An item of several rows of the state file is named by the oldest of them (``q12``). Items grow and
merge while people go on asking, so a name stands for the item that holds its row now.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.curation.opening import opened
from bot.curation.proposals import Proposal
from bot.curation.question_groups import QuestionGroup, SameQuestions
from bot.curation.service import CurationService
from bot.curation.spellings import lacking, phrasings
from bot.facts.models import ANSWERED, Fact
from bot.service import FactService
from bot.state.questions import LoggedQuestion
from bot.state.state import State
from bot.state.suggestions import Suggestion

MOST_ASKED_AGAIN = 50
"""Questions that one look asks again, the most asked first; the next look goes on from there."""
AGREED = 2 / 3
"""Share of those who asked a question that must have chosen the same fact."""


@dataclass(frozen=True, slots=True)
class WaitingProposal:
    """A proposal to decide on."""

    proposal: Proposal

    @property
    def rows(self) -> tuple[int, ...]:
        """The proposal's number."""
        return (self.proposal.number,)

    @property
    def name(self) -> str:
        """What buttons call it."""
        return f"p{self.rows[0]}"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that got no answer."""

    group: QuestionGroup

    @property
    def rows(self) -> tuple[int, ...]:
        """The numbers of its rows in the log, oldest first."""
        return self.group.rows

    @property
    def name(self) -> str:
        """What buttons call it."""
        return f"q{self.rows[0]}"


@dataclass(frozen=True, slots=True)
class DoubtedFact:
    """A fact of which people say that something is wrong with it."""

    fact: Fact
    suggestions: tuple[Suggestion, ...]

    @property
    def rows(self) -> tuple[int, ...]:
        """The numbers of the suggestions, oldest first."""
        return tuple(suggestion.number for suggestion in self.suggestions)

    @property
    def name(self) -> str:
        """What buttons call it."""
        return f"w{self.rows[0]}"

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """What is said to be wrong, and how often, the most frequent first."""
        return Counter(suggestion.text for suggestion in self.suggestions).most_common()

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that were answered with it, each once, earliest first."""
        return tuple(dict.fromkeys(s.question for s in self.suggestions if s.question))


@dataclass(frozen=True, slots=True)
class MinedPhrasing:
    """A question most of whose askers chose one fact, which lacks it as a phrasing.

    ``group`` are those who chose it; ``rows`` the numbers of all who asked, oldest first.
    """

    fact: Fact
    group: QuestionGroup
    rows: tuple[int, ...]

    @property
    def name(self) -> str:
        """What buttons call it."""
        return f"m{self.rows[0]}"


Item = WaitingProposal | OpenQuestion | DoubtedFact | MinedPhrasing


class Inbox:
    """The items that wait. Raises StateUnavailable and FactsUnavailable."""

    def __init__(self, state: State, facts: FactService, curation: CurationService) -> None:
        self._state = state
        self._facts = facts
        self._curation = curation
        self._unanswered = SameQuestions(facts)
        self._chosen = SameQuestions(facts)
        self._version = facts.version()
        self._open: set[str] = set()  # questions that the facts of this version do not answer

    def items(self) -> list[Item]:
        """Return what waits; forgets questions that were found to be answered by now."""
        proposals = (WaitingProposal(proposal) for proposal in self._curation.proposals())
        return [*proposals, *self._questions(), *self._doubted(), *self._mined()]

    def held(self, name: str, items: Iterable[Item]) -> Item | None:
        """Return the item that a name stands for now, or None where it was dealt with."""
        for item in items:
            if item.name[0] == name[0] and int(name[1:]) in item.rows:
                answered = isinstance(item, OpenQuestion) and self._forget_if_answered(item.group)
                return None if answered else item
        return None

    def leave_out(self, item: OpenQuestion) -> None:
        """Keep a question out of the inbox as long as people go on asking it."""
        self._state.questions.leave_out(item.rows)

    def forget(self, item: OpenQuestion | MinedPhrasing) -> None:
        """Forget the questions of an item."""
        self._state.questions.forget(item.rows)

    def settle(self, item: DoubtedFact, newest: int) -> None:
        """Forget what was said of a fact, up to a suggestion's number: later ones were not seen."""
        for number in item.rows:
            if number <= newest:
                self._state.suggestions.settle(number)

    def _questions(self) -> list[OpenQuestion]:
        shown: list[OpenQuestion] = []
        left_out: list[int] = []
        left = MOST_ASKED_AGAIN
        self._look_at_version()
        for group in self._unanswered.groups(self._state.questions.unanswered()):
            known = [question.number for question in group.questions if question.out_of_scope]
            if known:
                left_out += sorted(set(group.rows).difference(known))
                continue
            if left and group.text not in self._open:
                left -= 1
                if self._forget_if_answered(group):
                    continue
            shown.append(OpenQuestion(group))
        if left_out:
            self._state.questions.leave_out(left_out)
        return shown

    def _look_at_version(self) -> None:
        if self._facts.version() != self._version:
            self._version = self._facts.version()
            self._open.clear()

    def _forget_if_answered(self, group: QuestionGroup) -> bool:
        """Say whether the facts answer a question by now, and forget it if they do."""
        if group.text in self._open:
            return False
        if self._facts.ask(group.text).status not in ("answer", "list"):
            self._open.add(group.text)
            return False
        self._state.questions.forget(group.rows)
        return True

    def _doubted(self) -> Iterator[DoubtedFact]:
        waiting = self._state.suggestions.waiting()
        facts = self._facts_of({suggestion.fact for suggestion in waiting})
        about: dict[str, list[Suggestion]] = {}
        for suggestion in waiting:
            if suggestion.fact in facts:
                about.setdefault(facts[suggestion.fact].key, []).append(suggestion)
        for listed in about.values():
            yield DoubtedFact(facts[listed[0].fact], tuple(listed))

    def _mined(self) -> Iterator[MinedPhrasing]:
        chosen = [question for question in self._state.questions.chosen() if question.chosen]
        facts = self._facts_of({question.chosen for question in chosen if question.chosen})

        def voted(question: LoggedQuestion) -> str | None:
            fact = facts.get(question.chosen or "")
            return fact.key if fact else None

        for group in self._chosen.groups(chosen):
            ((key, count),) = Counter(map(voted, group.questions)).most_common(1)
            if key is None or count / len(group.questions) < AGREED:
                continue
            chose = QuestionGroup(tuple(q for q in group.questions if voted(q) == key))
            fact = facts[chose.questions[0].chosen or ""]
            if lacking(fact, phrasings(chose.spellings)):
                yield MinedPhrasing(fact, chose, group.rows)

    def _facts_of(self, keys: Iterable[str]) -> dict[str, Fact]:
        """Return the facts of these keys, or those that took them over, that are answered."""
        with opened(self._curation.path) as store:
            found = {key: store.fact_with_key(key) for key in keys}
        facts = {key: self._facts.fact(fact.id) for key, fact in found.items() if fact and fact.id}
        return {key: fact for key, fact in facts.items() if fact.status in ANSWERED}
