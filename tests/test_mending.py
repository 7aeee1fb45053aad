"""Words run together or torn apart, and names and function words with a typo."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.mending import mend
from bot.spelling.fold import fold, repair


class Known:
    """The words of some facts; ``meant`` are misspellings, ``names`` typos of a name by key."""

    def __init__(self, text: str, meant: str = "", names: Mapping[str, str] | None = None) -> None:
        self._keys = frozenset(fold(text).split())
        self._meant = self._keys | frozenset(fold(meant).split())
        self._names = names or {}

    def knows(self, key: str) -> bool:
        return key in self._keys

    def may_mean(self, key: str) -> bool:
        return key in self._meant

    def name_like(self, key: str) -> str | None:
        return self._names.get(key)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("егерсоғыс болса", "егер соғыс болса"),
        ("егер,соғысболды!", "егер,соғыс болды!"),
        ("соғысхан", "соғыс хан"),
        ("СоғысХан 1722", "Соғыс Хан 1722"),
        ("зак онность", "законность"),
        ("кто следил за зак онностью", "кто следил за законностью"),
        ("со ғыс болды", "соғыс болды"),
        ("hwen", "when"),
        ("Кмнін хан", "кімнің хан"),
        ("Konstitucia", "konstitutsia"),
    ],
)
def test_unknown_words_become_known_ones(typed: str, mended: str) -> None:
    known = Known("егер соғыс болды болса хан законность законностью конституция")
    assert mend(typed, known) == mended


@pytest.mark.parametrize(
    "text",
    [
        "соғыс хан",  # known
        "how many хан",  # many asks, and is no мені
        "соғысжол хандар",  # not known in parts, either
        "зак, онность",  # apart on purpose
        "зак  онность",
        "зак-онность",
        "1722 1723",
        "телескоп",
        "хан",
        "",
        "  ?! ",
    ],
)
def test_what_is_known_or_would_not_become_known_stays(text: str) -> None:
    assert mend(text, Known("соғыс хан законность теле скопище")) == text


def test_two_known_words_are_not_joined() -> None:
    assert mend("хан дары", Known("хан дары хандары")) == "хан дары"
    assert mend("хан дары", Known("хан хандары")) == "хандары"


def test_a_function_word_that_is_a_prefix_is_no_word_of_its_own() -> None:
    assert mend("когдаход", Known("ход")) == "когда ход"
    assert mend("приход", Known("ход")) == "приход"


def test_a_name_with_a_typo_is_mended_before_all_else() -> None:
    known = Known("гагарин гагар", names={"gagarln": "gagarin"})
    assert mend("Кто Gagarln?", known) == "Кто gagarin?"


def test_a_misspelt_word_of_the_facts_is_left_to_the_search() -> None:
    known = Known("соғыс хан", meant="соғысхан")
    assert mend("соғысхан", known) == "соғысхан"
    assert mend("соғысхан", Known("соғыс хан")) == "соғыс хан"


def test_the_longest_first_part_wins() -> None:
    assert mend("соғысшылар", Known("соғыс соғысшы шылар лар")) == "соғысшы лар"


def test_positions_are_those_of_the_repaired_text() -> None:
    assert mend("\u200bеге\u200bрсоғыс\u00ad", Known("егер соғыс")) == "егер соғыс"


@given(st.text())
def test_a_text_of_which_nothing_is_known_stays_but_for_function_words(text: str) -> None:
    known = Known("")
    mended = mend(text, known)
    assert mend(mended, known) == mended
    if fold(text) == fold(mended):
        assert mended == repair(text)
