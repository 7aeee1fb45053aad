"""Forms of one word share a stem; words that only look alike do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.spelling.fold import key
from bot.spelling.inflection import LONGEST_ENDING, SHORTEST_STEM, is_ending, is_verb, stems


def related(one: str, other: str) -> bool:
    return not stems(key(one)).isdisjoint(stems(key(other)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("қала", "қалалардың"),
        ("қала", "қалаларымызда"),
        ("Қазақстан", "Қазақстандағы"),
        ("Қазақстанның", "Қазақстанда"),
        ("құрылды", "құрылған"),
        ("жұлдыз", "жұлдыздармен"),
        ("сот", "сотқа"),
        ("орда", "ордасынан"),
        ("город", "городами"),
        ("города", "городов"),
        ("основан", "основана"),
        ("открыл", "открыли"),
        ("первый", "первого"),
        ("казахский", "казахская"),
        ("founded", "found"),
        ("discover", "discovered"),
        ("kings", "king"),
        ("create", "created"),
        ("invade", "invaded"),
    ],
)
def test_forms_of_one_word_are_related(one: str, other: str) -> None:
    assert related(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("прокурор", "прокуратура"),
        ("хан", "хандық"),
        ("ел", "ер"),
        ("сот", "сан"),
        ("1722", "1723"),
        ("1722", "172"),
        ("governor", "government"),
        ("war", "ward"),
        ("be", "bed"),
    ],
)
def test_different_words_are_not(one: str, other: str) -> None:
    assert not related(one, other)


def test_a_number_has_no_endings() -> None:
    assert stems("1722") == {"1722"}


@given(st.text(st.sampled_from("abdegiklmnoprstu"), min_size=1, max_size=30))
def test_stems_are_beginnings_of_the_word_and_long_enough(word: str) -> None:
    found = stems(word)
    assert word in found
    assert all(word.startswith(stem) for stem in found)
    shortest = max(SHORTEST_STEM, len(word) - LONGEST_ENDING)
    assert all(len(stem) >= shortest for stem in found - {word})


@pytest.mark.parametrize(
    ("typed", "ending"),
    [
        ("нің", True),
        ("дан", True),
        ("лар", True),
        ("дағы", True),
        ("s", True),
        ("соғыс", False),
        ("хан", False),
        ("пәні", False),
    ],
)
def test_an_ending_is_known_by_itself(typed: str, ending: bool) -> None:
    assert is_ending(key(typed)) is ending


@pytest.mark.parametrize(
    ("typed", "lang", "verb"),
    [
        ("құрылды", "kk", True),
        ("ашқан", "kk", True),
        ("қойылды", "kk", True),
        ("хан", "kk", False),
        ("основал", "ru", True),
        ("называется", "ru", True),
        ("город", "ru", False),
        ("ханство", "ru", False),
        ("founded", "en", True),
        ("building", "en", True),
        ("king", "en", False),
        ("bed", "en", False),
        ("founded", "ru", False),
        ("основал", "en", False),
        ("founded", None, False),
        ("founded", "tr", False),
    ],
)
def test_a_verb_is_known_by_its_ending_in_its_language(
    typed: str, lang: str | None, verb: bool
) -> None:
    assert is_verb(key(typed), lang) is verb
