"""What is asked to measure the answers: every question clean, and a sample of them spoiled."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from bot.evaluation.questions import Question, digest
from bot.evaluation.spoilers import SPOILERS, Spoiler, spoiled

Spelling = Literal["clean", "spoiled"]
SPELLINGS: Final[tuple[Spelling, ...]] = ("clean", "spoiled")
SAMPLE = 180
"""Questions that a spoiler is tried on, the same number of each language that it fits."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as it is asked; ``spoiler`` is "" for a clean one."""

    question: Question
    text: str
    spoiler: str = ""

    @property
    def spelling(self) -> Spelling:
        """How it is spelled."""
        return "spoiled" if self.spoiler else "clean"


def askings(questions: Sequence[Question], *, everything: bool = False) -> list[Asking]:
    """Return what is asked: all questions clean, then spoiled.

    Questions that a fact answers are spoiled by a sample of SAMPLE for every spoiler, so that each
    counts alike; those to be refused by one light spoiler each, for a refusal that a heavy one
    brings about proves nothing. With ``everything`` by all that fit.
    """
    clean = [Asking(question, question.text) for question in questions]
    answerable = [question for question in questions if question.facts]
    refused = [question for question in questions if not question.facts]
    light = [spoiler for spoiler in SPOILERS if spoiler.light]
    pairs = [*_pairs(answerable, SPOILERS)]
    light_pairs = [*_pairs(refused, light)]
    if not everything:
        pairs = [*_sample(pairs)]
        light_pairs = [*_one_each(light_pairs)]
    return clean + pairs + light_pairs


def _pairs(questions: Iterable[Question], spoilers: Sequence[Spoiler]) -> Iterator[Asking]:
    """Yield every question under every spoiler that changes it."""
    for question in questions:
        for spoiler in spoilers:
            text = spoiled(question.text, question.lang, spoiler)
            if text is not None:
                yield Asking(question, text, spoiler.name)


def _sample(pairs: Iterable[Asking]) -> Iterator[Asking]:
    """Yield SAMPLE questions for every spoiler, in equal parts by language."""
    groups: dict[str, dict[str, list[Asking]]] = defaultdict(lambda: defaultdict(list))
    for asking in pairs:
        groups[asking.spoiler][asking.question.lang].append(asking)
    for by_language in groups.values():
        for listed in by_language.values():
            yield from sorted(listed, key=_lot)[: SAMPLE // len(by_language)]


def _one_each(pairs: Iterable[Asking]) -> Iterator[Asking]:
    """Yield every question under one of its spoilers."""
    best: dict[Question, Asking] = {}
    for asking in pairs:
        held = best.setdefault(asking.question, asking)
        best[asking.question] = min(held, asking, key=_lot)
    yield from best.values()


def _lot(asking: Asking) -> bytes:
    """Return what decides, as by lot but the same in every run, which askings are taken."""
    return digest(f"{asking.spoiler}\n{asking.question.text}")
