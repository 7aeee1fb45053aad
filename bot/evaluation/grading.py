"""Asking the questions, and how the outcomes stand to the right answers."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from bot.evaluation.asking import Asking
from bot.evaluation.calibration import stated
from bot.evaluation.questions import Half, Question, half
from bot.facts.models import Outcome
from bot.service import FactService

Result = Literal["right", "choices", "wrong", "none"]
"""A right answer or list; a right fact among choices; a wrong one; an honest no.

Of a question to be refused: "wrong" is an answer, "choices" any choices, "none" the refusal.
"""
RESULTS: Final[tuple[Result, ...]] = ("right", "choices", "wrong", "none")
LIST_SHARE = 0.8
"""A list is right when it holds this share of the facts it should."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A question asked, and what came of it.

    ``given`` are the numbers of the facts given or offered, best first; ``confidence`` (0-1) is
    the probability stated for the first of them, ``first_right`` whether it answers the question.
    """

    asking: Asking
    half: Half
    status: str
    result: Result
    given: tuple[str, ...]
    confidence: float
    first_right: bool
    milliseconds: float

    @property
    def question(self) -> Question:
        """The question as it was meant."""
        return self.asking.question


def trials(service: FactService, asked: Iterable[Asking]) -> Iterator[Trial]:
    """Ask every question and yield what came of it."""
    keys = {fact.label: fact.key for fact in service.facts()}
    for asking in asked:
        start = time.perf_counter()
        outcome = service.ask(asking.text)
        elapsed = 1000 * (time.perf_counter() - start)
        yield trial(asking, half(asking.question, keys), outcome, elapsed)


def trial(asking: Asking, side: Half, outcome: Outcome, milliseconds: float) -> Trial:
    """Return what came of a question."""
    given = tuple(found.fact.label for found in outcome.facts)
    return Trial(
        asking=asking,
        half=side,
        status=outcome.status,
        result=grade(asking.question, outcome),
        given=given,
        confidence=stated(outcome),
        first_right=bool(given) and given[0] in asking.question.facts,
        milliseconds=milliseconds,
    )


def grade(question: Question, outcome: Outcome) -> Result:
    """Return how an outcome stands to the right answers."""
    given = {found.fact.label for found in outcome.facts}
    wanted = set(question.facts)
    if outcome.status == "none":
        return "none"
    if not wanted:
        return "choices" if outcome.status == "choices" else "wrong"
    held = len(wanted & given)
    if question.kind == "list":
        return "right" if held >= LIST_SHARE * len(wanted) else "wrong"
    if not held:
        return "wrong"
    return "right" if outcome.status == "answer" else "choices"
