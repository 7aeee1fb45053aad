"""The project's own questions over the shipped facts: those that tuning may see."""

from pathlib import Path

from bot.evaluation.questions import half, read_questions
from bot.facts.store import FactStore
from tests.bench.recall import Asked

QUESTIONS = Path(__file__).parents[1] / "questions"


def development_questions(path: Path) -> list[Asked]:
    """Return the questions that one fact is to answer, of the development half."""
    store = FactStore(path)
    keys = {fact.label: fact.key for fact in store.facts()}
    store.close()
    return [
        Asked(question.text, tuple(int(label.removeprefix("f")) for label in question.facts))
        for file in sorted(QUESTIONS.glob("answerable.*.tsv"))
        for question in read_questions(file)
        if question.kind != "list" and half(question, keys) == "development"
    ]
