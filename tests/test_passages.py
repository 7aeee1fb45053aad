"""Passages: what is said of a fact, read once and stored in short."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.lexicon import Concept, Lexicon, Term
from bot.search.passages import (
    Passage,
    Said,
    day_token,
    dumped,
    loaded,
    place_token,
    read,
    token,
    tokens,
)

HALLEY = Concept("halley", {"en": ("Halley's Comet",), "ru": ("комета Галлея",)})
SEEN = Said(
    phrasings={
        "ru": ["Когда видна комета Галлея?", "Комета"],
        "en": ["Who saw Halley's Comet?"],
    },
    texts={"ru": "Комета Галлея видна.", "en": "Halley's Comet was first seen in 1531."},
    years="1531 1607",
    place="china",
    days=("0310", "0321"),
)

TEXTS = st.text(max_size=12)
TERMS = st.builds(
    Term,
    kind=st.sampled_from(["concept", "number", "denial", "present", "word", "date"]),
    label=TEXTS,
    keys=st.lists(TEXTS, max_size=3).map(tuple),
    text=st.just(""),
) | TEXTS.map(lambda word: Term("word", word, (word,), ""))
PASSAGES = st.lists(
    st.builds(
        Passage,
        lang=st.sampled_from(["kk", "ru", "en", ""]),
        types=st.frozensets(st.sampled_from(["when", "who", "where", "how-many", "why"])),
        terms=st.lists(TERMS, max_size=5).map(tuple),
    ),
    max_size=5,
).map(tuple)


@given(PASSAGES)
def test_what_was_dumped_is_loaded_again(passages: tuple[Passage, ...]) -> None:
    assert loaded(dumped(passages)) == passages


@given(PASSAGES, st.none() | TEXTS, st.lists(st.sampled_from(["0101", "1231"])))
def test_loaded_passages_are_found_by_the_same_tokens(
    passages: tuple[Passage, ...], place: str | None, days: list[str]
) -> None:
    """What takes a fact out of the index must name all that put it in."""
    assert tokens(loaded(dumped(passages)), place, days) == tokens(passages, place, days)


def test_the_same_passages_are_dumped_as_the_same_text() -> None:
    types = ["why", "when", "who", "where"]
    one = Passage("en", frozenset(types), ())
    other = Passage("en", frozenset(reversed(types)), ())
    assert dumped([one]) == dumped([other]) == '[["en",["when","where","who","why"],[]]]'


def test_only_plain_words_are_stored_in_short() -> None:
    terms = (
        Term("word", "kometa", ("kometa",), "комета"),
        Term("word", "abai", ("abay",), "Abay"),
        Term("number", "7", ("7",), "7"),
        Term("concept", "halley", ("kometa", "galeia"), "комета Галлея"),
    )
    assert json.loads(dumped([Passage("ru", frozenset(), terms)])) == [
        [
            "ru",
            [],
            [
                "kometa",
                ["word", "abai", "abay"],
                ["number", "7", "7"],
                ["concept", "halley", "kometa", "galeia"],
            ],
        ]
    ]


def test_the_text_of_a_term_is_not_stored() -> None:
    stored = dumped([Passage("ru", frozenset(), (Term("word", "kometa", ("kometa",), "Комета"),))])
    (passage,) = loaded(stored)
    assert passage.terms == (Term("word", "kometa", ("kometa",), ""),)


def test_phrasings_are_read_before_texts_and_years_by_language() -> None:
    assert SEEN.listed() == [
        ("en", "Who saw Halley's Comet?", True),
        ("ru", "Когда видна комета Галлея?", True),
        ("ru", "Комета", True),
        ("en", "Halley's Comet was first seen in 1531.", False),
        ("ru", "Комета Галлея видна.", False),
        ("", "1531 1607", False),
    ]


def test_without_a_date_there_is_no_passage_of_years() -> None:
    assert Said({}, {"en": "Stars."}).listed() == [("en", "Stars.", False)]


def test_passages_are_read_as_terms_with_what_phrasings_ask_for() -> None:
    passages = read(SEEN, Lexicon([HALLEY]))
    assert [(p.lang, p.types, p.wording) for p in passages] == [
        ("en", {"who"}, "sau halei komet"),
        ("ru", {"when"}, "vidna kometa galeia"),
        ("ru", frozenset(), "kometa"),
        ("en", frozenset(), "halei komet first sen 1531"),
        ("ru", frozenset(), "kometa galeia vidna"),
        ("", frozenset(), "1531 1607"),
    ]
    assert [(term.kind, term.label) for term in passages[3].terms] == [
        ("concept", "halley"),
        ("number", "1"),
        ("word", "sen"),
        ("number", "1531"),
    ]


def test_a_text_asks_for_nothing_even_if_it_has_the_words() -> None:
    said = Said({"en": ["When was it seen?"]}, {"en": "When was it seen?"})
    asked, told = read(said, Lexicon([]))
    assert (asked.types, told.types) == ({"when"}, frozenset())
    assert asked.terms == told.terms


def test_a_fact_is_found_by_its_words_their_meanings_its_place_and_its_days() -> None:
    passages = (
        Passage("en", frozenset(), (Term("concept", "halley", ("halei", "komet"), ""),)),
        Passage("en", frozenset(), (Term("word", "seen", ("seen",), ""),)),
        Passage("", frozenset(), (Term("number", "7", ("07",), ""),)),
    )
    assert tokens(passages, "china", ["0310"]) == {
        "halei",
        "komet",
        "seen",
        "07",
        token(Term("concept", "halley", (), "")),
        token(Term("number", "7", (), "")),
        place_token("china"),
        "day_0310",
    }
    assert tokens(passages[1:2], None, []) == {"seen"}


@pytest.mark.parametrize("label", ["halley", "territory:KZ", 'a "b" c', "Ұлы Жібек жолы", "-"])
def test_a_token_is_one_word_for_sqlite_and_no_word_that_people_type(label: str) -> None:
    """Labels are whatever a data set calls its concepts."""
    made = {token(Term("concept", label, (), "")), token(Term("number", label, (), ""))}
    made.add(place_token(label))
    assert len(made) == 3
    assert all(one.isascii() and one.replace("_", "").isalnum() and "_" in one for one in made)
    assert day_token("0310") == "day_0310"


def test_the_wording_has_the_keys_of_all_terms_in_order() -> None:
    terms = (Term("concept", "x", ("b", "a"), ""), Term("word", "c", ("c",), ""))
    assert Passage("en", frozenset(), terms).wording == "b a c"
