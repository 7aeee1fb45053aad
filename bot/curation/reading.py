"""A fact from its record, with everything that is wrong with it at once."""

from typing import Any

from bot.errors import Rejected
from bot.facts.fields import Record
from bot.facts.models import Fact
from bot.facts.problems import Problem
from bot.facts.records import read_fact


def fact_of(record: Record) -> Fact:
    """Return the fact of a record; raises Rejected with everything that is wrong with it."""
    problems: list[Problem] = []

    def report(key: str, **data: Any) -> None:
        problems.append(Problem(key, data.pop("field", None), data))

    fact = read_fact(record, report)
    if fact is None:
        raise Rejected("change-rejected", problems=tuple(problems))
    return fact
