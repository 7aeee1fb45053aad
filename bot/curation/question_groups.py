"""Logged questions that ask the same, however they were spelt and in whichever language."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from typing import Final

from bot.curation.spellings import Spelling, spellings
from bot.service import FactService
from bot.spelling.fold import fold
from bot.state.questions import LoggedQuestion

MOST_COMPARED: Final = 500
"""Different questions that are held against each other, and as many that were left out before. The
others wait until these are dealt with: nobody reads more of them, and a long log would cost seconds
and many megabytes at every look."""


@dataclass(frozen=True)
class QuestionGroup:
    """Questions that ask the same, oldest first."""

    questions: tuple[LoggedQuestion, ...]

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """Their numbers in the log."""
        return tuple(question.number for question in self.questions)

    @cached_property
    def spellings(self) -> tuple[Spelling, ...]:
        """How they were spelt, the one to show first."""
        return spellings(self.questions)

    @property
    def text(self) -> str:
        """The question, in the spelling to show."""
        return self.spellings[0].text

    @property
    def languages(self) -> list[tuple[str, int]]:
        """How often it was asked in each language, the most frequent first."""
        return Counter(question.lang for question in self.questions).most_common()


class SameQuestions:
    """Puts questions into groups; compares them again when others come, or the facts change."""

    def __init__(self, facts: FactService) -> None:
        self._facts = facts
        self._version = facts.version()
        self._group: dict[str, int] = {}  # by the folded question

    def groups(self, questions: Sequence[LoggedQuestion]) -> list[QuestionGroup]:
        """Return the groups of questions that are given oldest first, most asked first.

        What the fold makes equal is taken for one before anything is compared: comparing takes
        about a millisecond a question. Of more than MOST_COMPARED, those asked most often are
        compared, and of these the newest.
        """
        folded: dict[str, list[LoggedQuestion]] = {}
        for question in questions:
            folded.setdefault(fold(question.text), []).append(question)
        folded = _foremost(folded)
        version = self._facts.version()
        if version != self._version or not folded.keys() <= self._group.keys():
            self._version, self._group = version, self._compared(folded)
        together: dict[int, list[LoggedQuestion]] = {}
        for key, listed in folded.items():
            together.setdefault(self._group[key], []).extend(listed)
        found = (QuestionGroup(_by_age(listed)) for listed in together.values())
        return sorted(found, key=lambda group: (-len(group.questions), group.rows[0]))

    def _compared(self, folded: Mapping[str, Sequence[LoggedQuestion]]) -> dict[str, int]:
        """Return for each folded question the number of its group."""
        keys = list(folded)
        found = self._facts.same([spellings(folded[key])[0].text for key in keys])
        return {keys[place]: number for number, places in enumerate(found) for place in places}


def _foremost(folded: Mapping[str, list[LoggedQuestion]]) -> dict[str, list[LoggedQuestion]]:
    """Return the questions that are compared, in the order in which they were given."""

    def importance(key: str) -> tuple[int, int]:
        return len(folded[key]), folded[key][-1].number

    left_out = {key for key, listed in folded.items() if any(q.out_of_scope for q in listed)}
    kept = {
        *nlargest(MOST_COMPARED, folded.keys() - left_out, key=importance),
        *nlargest(MOST_COMPARED, left_out, key=importance),
    }
    return {key: listed for key, listed in folded.items() if key in kept}


def _by_age(questions: Sequence[LoggedQuestion]) -> tuple[LoggedQuestion, ...]:
    return tuple(sorted(questions, key=lambda question: question.number))
