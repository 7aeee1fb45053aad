"""Which texts nearly say the same."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curation.likeness import NEAR, TextIndex, likeness, words_of
from bot.facts.store import FactStore

SHIPPED = Path(__file__).parents[1] / "facts.db"
TEXT = "В 1722 году Пётр I учредил прокуратуру при Правительствующем Сенате в Петербурге"


@pytest.mark.parametrize(
    "other",
    [
        TEXT,
        TEXT.upper(),
        "В 1723 году Пётр I учредил прокуратуру при Правительствующем Сенате в Петербурге!",
        "Прокуратуру при Правительствующем Сенате в Петербурге учредил Пётр I",
        TEXT + " тогда",
    ],
)
def test_copies_are_near_whatever_their_order_dates_and_marks(other: str) -> None:
    assert likeness(words_of(TEXT), words_of(other)) >= NEAR


@pytest.mark.parametrize(
    "other",
    [
        "В 1722 году Пётр I учредил Академию наук в Петербурге",
        "Пётр I умер в Петербурге",
        "",
        "1722",
    ],
)
def test_other_statements_are_not(other: str) -> None:
    assert likeness(words_of(TEXT), words_of(other)) < NEAR


def test_texts_of_two_words_are_not_compared() -> None:
    assert likeness(words_of("Пётр умер"), words_of("Пётр умер")) == 0


def test_no_two_shipped_facts_are_near() -> None:
    store = FactStore(SHIPPED)
    facts = store.facts()
    store.close()
    for lang in ("kk", "ru", "en"):
        said = [words_of(fact.texts[lang].text) for fact in facts]
        assert all(likeness(*pair) < NEAR for pair in combinations(said, 2))


WORDS = st.lists(
    st.sampled_from(["sun", "moon", "star", "comet", "planet", "orbit", "moonlight"]), max_size=8
)


@given(st.lists(WORDS.map(" ".join), max_size=12), WORDS.map(" ".join))
def test_the_index_finds_exactly_what_comparing_all_would(texts: list[str], asked: str) -> None:
    index = TextIndex()
    for number, text in enumerate(texts):
        index.add(text, number)
    wanted = {
        number: like
        for number, text in enumerate(texts)
        if (like := likeness(words_of(text), words_of(asked))) >= NEAR
    }
    assert {like.owner: like.likeness for like in index.near(asked)} == wanted


@given(WORDS.map(" ".join))
def test_unknown_words_are_counted(text: str) -> None:
    index = TextIndex()
    index.add("sun moon star comet", 1)
    near = {like.owner for like in index.near(f"{text} quasar")}
    assert near == (
        {1}
        if likeness(words_of("sun moon star comet"), words_of(f"{text} quasar")) >= NEAR
        else set()
    )
