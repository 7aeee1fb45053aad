"""How often the language of a question is told right, in every script it is written in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.evaluation.questions import Question
from bot.evaluation.spoilers import SPOILERS, spoiled
from bot.spelling.language import detect

CLEAN = ""
WRITTEN: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "kazakh": ("kk", (CLEAN,)),
    "kazakh-plain": ("kk", ("no-kazakh-letters",)),
    "kazakh-latin": ("kk", ("latin-2021", "older-latin", "chat-latin")),
    "russian": ("ru", (CLEAN,)),
    "russian-latin": ("ru", ("transliteration",)),
    "english": ("en", (CLEAN,)),
}
"""The ways of writing that are measured: language, and the spoilers that bring them about."""

_BY_NAME = {spoiler.name: spoiler for spoiler in SPOILERS}


@dataclass(frozen=True, slots=True)
class Told:
    """Of how many questions written in one way the language was told right."""

    questions: int
    right: int


def told(questions: Sequence[Question], languages: tuple[str, ...]) -> dict[str, Told]:
    """Return how the language of all questions is told, by way of writing.

    ``languages`` are those of the fact file, among which the bot chooses.
    """
    found = {}
    for name, (lang, spoilers) in WRITTEN.items():
        texts = [text for spoiler in spoilers for text in _texts(questions, lang, spoiler)]
        right = sum(detect(text, languages) == lang for text in texts)
        if texts:
            found[name] = Told(len(texts), right)
    return found


def _texts(questions: Sequence[Question], lang: str, spoiler: str) -> Iterable[str]:
    """Yield the questions of a language, spoiled where the spoiler changes them."""
    for question in questions:
        if question.lang == lang:
            text = spoiled(question.text, lang, _BY_NAME[spoiler]) if spoiler else question.text
            if text is not None:
                yield text
