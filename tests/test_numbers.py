"""The numbers that texts state, and those that a translation lacks."""

from itertools import permutations
from pathlib import Path

import pytest

from bot.curation.numbers import lacking, stated, written
from bot.facts.store import FactStore

SHIPPED = Path(__file__).parents[1] / "facts.db"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1722 жылғы 12 қаңтарда", {1722, 12}),
        ("XIV ғасыр", {14}),
        ("14th century, the 1930s", {14, 1930}),
        ("10 000, 2,500 and 1.000.000", {10_000, 2_500, 1_000_000}),
        ("1918–1920 жж.", {1918, 1920}),
        ("I came", set()),
        ("жоқ", set()),
    ],
)
def test_numbers_in_digits_and_roman_numerals(text: str, numbers: set[int]) -> None:
    assert written(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("үш кезең", {3}),
        ("бірінші заң", {1}),
        ("два этапа", {2}),
        ("the first of twenty", {1, 20}),
        ("Пётр I", {1}),
    ],
)
def test_numbers_in_words(text: str, numbers: set[int]) -> None:
    assert numbers <= stated(text)


@pytest.mark.parametrize(
    ("text", "other", "missing"),
    [
        ("1722 жылы", "in 1722", set()),
        ("1722 жылы", "in 1723", {1722}),
        ("XIX ғасыр", "19 век", set()),
        ("XIX ғасыр", "18 век", {19}),
        ("5 мамыр 1910", "6 May 1910", {5}),
        ("екі кезең", "2 этапа", set()),
        ("2 этапа", "several stages", set()),
        ("30-жылдары", "in the 1930s", set()),
        ("40-жылдары", "in the 1930s", {40}),
        ("10 000 адам", "10,000 people", set()),
        ("14 адам", "people", {14}),
    ],
)
def test_what_a_translation_lacks(text: str, other: str, missing: set[int]) -> None:
    assert lacking(text, other) == missing


def test_the_shipped_facts_agree_in_all_languages() -> None:
    store = FactStore(SHIPPED)
    found = [
        (fact.label, lang, other)
        for fact in store.facts()
        for lang, other in permutations(fact.texts, 2)
        if lacking(fact.texts[lang].text, fact.texts[other].text)
    ]
    store.close()
    assert found == []
