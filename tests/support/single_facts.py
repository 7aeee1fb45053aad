"""Facts by themselves: as records with nothing to mend, and read from records."""

import json
from typing import Any

import pytest

from bot.facts.models import Fact
from bot.facts.records import read_fact
from support.facts import fact


def complete(number: int, **fields: Any) -> dict[str, Any]:
    """Return a fact with nothing to mend."""
    said = {
        lang: (f"{word} {number}.", *(f"{ask} {number}?" for ask in asked))
        for lang, word, asked in (
            ("kk", "Мәтін", ("Қашан", "Кім", "Қайда")),
            ("ru", "Текст", ("Когда", "Кто", "Где")),
            ("en", "Text", ("When", "Who", "Where")),
        )
    }
    return fact(number, "1847", said["kk"], said["ru"], said["en"]) | fields


def read(record: dict[str, Any]) -> Fact:
    """Return the fact of a record."""
    found = read_fact(json.loads(json.dumps(record)), lambda key, **data: pytest.fail(key))
    assert found is not None
    return found
