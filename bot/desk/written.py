"""A fact in one message: the command, and lines ``name: value`` as in the form."""

import uuid
from typing import Any

from bot.desk.content import PREVIEW, Content
from bot.errors import Rejected
from bot.exchange.differences import shown
from bot.facts.fields import Record
from bot.facts.models import Fact
from bot.facts.problems import Problem
from bot.facts.records import fact_record
from bot.text.form import read_form


def is_form(text: str) -> bool:
    """Say whether what follows a command is a form: it has a line with a colon."""
    return any(":" in line for line in text.split("\n"))


def new_fact(text: str) -> Content:
    """Return the draft of a new fact; raises Rejected with every line that can't be read."""
    empty: Record = {"kind": "fact", "key": str(uuid.uuid4()), "status": "published"}
    return Content("add", 0, empty | _read(text), step=PREVIEW)


def changed_fact(text: str, fact: Fact, based_on: int) -> Content:
    """Return the draft of a fact with the fields that a form names; raises Rejected.

    Phrasings in a language, and sources, take the place of those there were.
    """
    before = fact_record(fact)
    record = dict(before)
    for name, value in _read(text).items():
        old = before.get(name)
        record[name] = {**old, **value} if isinstance(old, dict) else value
    return Content("edit", based_on, record, step=PREVIEW)


def _read(text: str) -> Record:
    problems: list[Problem] = []

    def report(key: str, **data: Any) -> None:
        problems.append(Problem(key, None, data))

    record = read_form(text, report)
    if problems:
        raise Rejected("change-rejected", problems=tuple(problems))
    return {name: value for name, value in record.items() if name != "kind" and shown(value)}
