"""How many questions came to what, by spelling, language and sort, and by spoiler."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.evaluation.asking import Spelling
from bot.evaluation.grading import RESULTS, Result, Trial
from bot.evaluation.questions import Sort
from bot.evaluation.spoilers import SPOILERS

ALL = "all"
"""Stands for all languages together."""

Table = dict[tuple[Spelling, Sort, str], "Tally"]
"""By spelling, sort and language; ALL among the languages."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions came to each result."""

    right: int
    choices: int
    wrong: int
    none: int

    @property
    def questions(self) -> int:
        """How many there are."""
        return self.right + self.choices + self.wrong + self.none

    def share(self, result: Result) -> float:
        """Return the share (0-1) of a result; 0 of nothing."""
        count: int = getattr(self, result)
        return count / self.questions if self.questions else 0.0


def tally(results: Iterable[Result]) -> Tally:
    """Return how many results of each sort there are."""
    counted = Counter(results)
    return Tally(**{result: counted[result] for result in RESULTS})


def table(trials: Iterable[Trial]) -> Table:
    """Return the tallies by spelling, sort and language."""
    groups: dict[tuple[Spelling, Sort, str], list[Result]] = {}
    for trial in trials:
        spelling, sort = trial.asking.spelling, trial.question.sort
        for lang in (trial.question.lang, ALL):
            groups.setdefault((spelling, sort, lang), []).append(trial.result)
    return {key: tally(results) for key, results in sorted(groups.items())}


def by_spoiler(trials: Iterable[Trial]) -> dict[str, Tally]:
    """Return the tallies of questions that a fact answers, by spoiler in the order of SPOILERS."""
    groups: dict[str, list[Result]] = {}
    for trial in trials:
        if trial.asking.spoiler and trial.question.facts:
            groups.setdefault(trial.asking.spoiler, []).append(trial.result)
    names = (spoiler.name for spoiler in SPOILERS)
    return {name: tally(groups[name]) for name in names if name in groups}
