"""The words of the facts: which of them a typed word may stand for."""

import sqlite3
import string
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.index import fill

from bot.search.tables import BEGINNING
from bot.search.vocabulary import AT_ONCE, MAYBE_SAME, ONE_TYPO, SAME_WORD, TYPO_CUTOFF, Vocabulary

WORD = "telugo"
"""Six letters, all different, that no ending leaves."""


@pytest.fixture
def holding() -> Iterator[Callable[..., Vocabulary]]:
    """Return a maker of vocabularies: ``holding("a b", "b c")`` is of two facts."""
    with closing(sqlite3.connect(":memory:")) as db:
        yield lambda *facts: Vocabulary(fill(db, *facts))


@pytest.fixture(scope="module")
def one_word() -> Iterator[Vocabulary]:
    with closing(sqlite3.connect(":memory:")) as db:
        yield Vocabulary(fill(db, f"{WORD} prokuror 1991"))


def test_a_word_stands_for_itself(holding: Callable[..., Vocabulary]) -> None:
    found = holding("kurultai prokuror han")
    assert found.spellings("prokuror") == {"prokuror": 1.0}
    assert found.spellings("han") == {"han": 1.0}
    assert found.knows("prokuror")
    assert found.knows("han")


@pytest.mark.parametrize(
    ("typed", "known", "likeness"),
    [
        ("kazakstannin", "kazakstanda", SAME_WORD),
        ("kazakstan", "kazakstandi", SAME_WORD),
        ("prokurorlar", "prokurora", SAME_WORD),
        ("handi", "han", SAME_WORD),
        ("han", "handarga", SAME_WORD),
        ("hanga", "handi", MAYBE_SAME),
    ],
)
def test_forms_of_a_word_stand_for_each_other(
    holding: Callable[..., Vocabulary], typed: str, known: str, likeness: float
) -> None:
    assert holding(f"{known} teleskop").spellings(typed) == {known: likeness}


def test_all_forms_are_found_with_the_word_itself(holding: Callable[..., Vocabulary]) -> None:
    found = holding("sotka sotta sot", "teleskop")
    assert found.spellings("sot") == {"sot": 1.0, "sotka": SAME_WORD, "sotta": SAME_WORD}


def test_a_form_is_known_and_a_misspelt_or_a_short_one_is_not(
    holding: Callable[..., Vocabulary],
) -> None:
    found = holding("kazakstanda prokuror handi")
    assert found.knows("kazakstannin")
    assert not found.knows("kazakstqn")
    assert not found.knows("prokurur")
    assert not found.knows("hanga")  # a stem of three letters tells nothing
    assert not found.knows("")


def inserted() -> Iterator[str]:
    for place in range(len(WORD) + 1):
        for letter in string.ascii_lowercase:
            yield WORD[:place] + letter + WORD[place:]


def deleted() -> Iterator[str]:
    for place in range(len(WORD)):
        yield WORD[:place] + WORD[place + 1 :]


def replaced() -> Iterator[str]:
    for place in range(len(WORD)):
        for letter in set(string.ascii_lowercase) - {WORD[place]}:
            yield WORD[:place] + letter + WORD[place + 1 :]


def swapped() -> Iterator[str]:
    for place in range(len(WORD) - 1):
        yield WORD[:place] + WORD[place + 1] + WORD[place] + WORD[place + 2 :]


@pytest.mark.parametrize("mistyped", [inserted, deleted, replaced, swapped])
def test_one_keystroke_anywhere_in_a_word_is_forgiven(
    one_word: Vocabulary, mistyped: Callable[[], Iterator[str]]
) -> None:
    """At its beginning, too, where words are looked up by their first letters."""
    likeness = {typed: one_word.spellings(typed).get(WORD, 0.0) for typed in mistyped()}
    assert {typed: like for typed, like in likeness.items() if not ONE_TYPO <= like < 1.0} == {}
    assert all(one_word.may_mean(typed) for typed in likeness)


def test_two_keystrokes_are_forgiven_in_a_long_word_with_its_beginning(
    one_word: Vocabulary,
) -> None:
    (likeness,) = one_word.spellings("prokyrur").values()
    assert TYPO_CUTOFF / 100 <= likeness < ONE_TYPO


@pytest.mark.parametrize("typed", ["zzzzzz", "gobelin", "prokuratura", "", "te", "telegraf"])
def test_an_unknown_word_stands_for_nothing(one_word: Vocabulary, typed: str) -> None:
    assert one_word.spellings(typed) == {}
    assert not one_word.may_mean(typed)
    assert not one_word.knows(typed)


def test_a_word_with_a_form_in_the_facts_is_no_misspelling_of_others(
    holding: Callable[..., Vocabulary],
) -> None:
    """Астана is not looked for under other beginnings where астанада is known."""
    found = holding("zolotoi molotoi")
    assert found.spellings("zolotogo") == {"zolotoi": SAME_WORD}
    assert "zolotoi" in found.spellings("yolotoi")


def test_numbers_are_never_mistyped(one_word: Vocabulary) -> None:
    assert one_word.spellings("1991") == {"1991": 1.0}
    for typed in ("1992", "199", "19911", "9191", "1919"):
        assert one_word.spellings(typed) == {}
    assert one_word.knows("1991")
    assert not one_word.knows("1992")


def test_a_word_of_four_letters_keeps_its_first_one(holding: Callable[..., Vocabulary]) -> None:
    found = holding("orta")
    assert found.spellings("orda") == {"orta": 0.75}
    assert not found.may_mean("orda")
    assert found.spellings("arta") == {}


def test_a_word_of_three_letters_has_no_typos(holding: Callable[..., Vocabulary]) -> None:
    found = holding("han bol")
    assert found.spellings("hon") == {}
    assert found.spellings("hn") == {}


def test_many_tokens_that_are_no_words_hide_no_word(
    holding: Callable[..., Vocabulary], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers have tokens that begin like the word "numbers", one for each."""
    monkeypatch.setattr("bot.search.vocabulary.MOST_OF_BEGINNING", 3)
    found = holding(*(f"number_{n:012}" for n in range(5)), "numbers")
    assert found.knows("numbers")
    assert found.spellings("numbers") == {"numbers": 1.0}
    assert "numbers" in found.spellings("lumbers")


def test_facts_are_counted_by_word(holding: Callable[..., Vocabulary]) -> None:
    found = holding("sky sea", "sky", "stone")
    assert found.facts_with(["sky", "sea", "moon"]) == {"sky": 2, "sea": 1}
    assert found.facts_with([]) == {}


def test_more_words_are_counted_than_fit_one_statement(holding: Callable[..., Vocabulary]) -> None:
    listed = [f"w{number:05}" for number in range(2 * AT_ONCE + 1)]
    found = holding(" ".join(listed))
    assert found.facts_with(listed) == dict.fromkeys(listed, 1)
    assert found.facts_beginning(listed) == {}
    beginnings = [word[:BEGINNING] for word in listed]
    assert found.facts_beginning(sorted(set(beginnings))) == dict.fromkeys(beginnings, 1)


def test_facts_are_counted_once_by_the_beginning_of_their_words(
    holding: Callable[..., Vocabulary],
) -> None:
    found = holding("kazakstan kazakstanda kazaktar", "kazak", "sea day_0310")
    assert found.facts_beginning(["kazak", "sea", "day_0", "moon"]) == {"kazak": 2, "sea": 1}
    assert found.facts_beginning([]) == {}


def test_years_are_found_by_their_last_two_digits(holding: Callable[..., Vocabulary]) -> None:
    found = holding("1995 1895", "95 995 19951 1996", "0095")
    assert found.years_ending("95") == ["0095", "1895", "1995"]
    assert found.years_ending("97") == []


@given(st.text(st.characters(codec="utf-8")), st.booleans())
def test_any_text_may_be_looked_up(typed: str, twice: bool) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        found = Vocabulary(fill(db, "prokuror near"))
        for _ in range(1 + twice):
            likenesses = found.spellings(typed)
            assert set(likenesses) <= {"prokuror", "near"}
            assert all(0 < like <= 1 for like in likenesses.values())
            assert found.facts_with([typed]).keys() == {typed} & {"prokuror", "near"}
