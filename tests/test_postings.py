"""Which facts share most with what is sought: rare words choose, common ones only break ties."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from support.index import fill

from bot.search import postings
from bot.search.postings import MOST_TOKENS, Sought, leading

Filled = Callable[..., sqlite3.Connection]


@pytest.fixture
def filled() -> Iterator[Filled]:
    """Return a maker of indexes: ``filled("a b", "b c")`` has facts 1 and 2 with these words."""
    with closing(sqlite3.connect(":memory:")) as db:
        yield lambda *facts: fill(db, *facts)


@pytest.fixture
def small_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let four facts be read for all the words of a question together."""
    monkeypatch.setattr(postings, "BUDGET", 4)


def word(text: str, count: int, weight: float = 1.0) -> Sought:
    return Sought((text,), count, weight)


def test_facts_come_by_the_weight_that_they_hold(filled: Filled) -> None:
    db = filled("sea", "sky sea", "sky", "stone")
    assert leading(db, [word("sky", 2, 0.9), word("sea", 2, 0.5)], 9) == [2, 3, 1]


def test_of_facts_with_equal_weight_the_lower_number_comes_first(filled: Filled) -> None:
    db = filled("sky", "sky", "sky")
    assert leading(db, [word("sky", 3)], 9) == [1, 2, 3]


def test_no_more_facts_than_asked_for(filled: Filled) -> None:
    db = filled("sky", "sky sea", "sky")
    assert leading(db, [word("sky", 3), word("sea", 1)], 2) == [2, 1]
    assert leading(db, [word("sky", 3)], 0) == []


def test_any_spelling_of_a_word_will_do_and_counts_once(filled: Filled) -> None:
    db = filled("skies", "sky skies", "sea")
    assert leading(db, [Sought(("sky", "skies"), 2, 1.0), word("sea", 1, 1.5)], 9) == [3, 1, 2]


def test_only_the_first_spellings_of_a_word_are_looked_for(filled: Filled) -> None:
    listed = [f"w{n:03}" for n in range(MOST_TOKENS + 1)]
    db = filled(*listed)
    found = leading(db, [Sought(tuple(listed), len(listed), 1.0)], 99)
    assert found == list(range(1, MOST_TOKENS + 1))


def test_what_no_fact_holds_finds_nothing(filled: Filled) -> None:
    db = filled("sky")
    assert leading(db, [], 9) == []
    assert leading(db, [word("stone", 1)], 9) == []
    assert leading(db, [Sought((), 0, 1.0)], 9) == []


def test_what_counts_no_facts_is_not_looked_for(filled: Filled) -> None:
    assert leading(filled("sky"), [word("sky", 0)], 9) == []


def test_facts_found_otherwise_count_once_with_those_that_hold_the_word(filled: Filled) -> None:
    db = filled("sky", "sky", "sea")
    date = Sought(("sky",), 2, 1.0, frozenset({2, 3}))
    assert leading(db, [date], 9) == [1, 2, 3]
    assert leading(db, [date, word("sea", 1, 0.1)], 9) == [3, 1, 2]
    assert leading(db, [Sought((), 0, 1.0, frozenset({7}))], 9) == [7]


def test_the_rarest_words_are_read_first(filled: Filled, small_budget: None) -> None:
    """The common word comes first in the question, weighs more, and yet brings in no fact."""
    db = filled(*["sea"] * 4, "stone")
    assert leading(db, [word("sea", 4, 5.0), word("stone", 1, 0.1)], 9) == [5]


def test_the_budget_is_for_all_words_together(filled: Filled, small_budget: None) -> None:
    db = filled("a", "b", "b", "c", "c", "c")
    assert leading(db, [word("c", 3), word("b", 2), word("a", 1)], 9) == [1, 2, 3]


def test_common_words_decide_between_facts_of_rare_ones(filled: Filled, small_budget: None) -> None:
    db = filled("sea", "rare", "rare sea", "sea", "sea", "sea")
    sought = [word("rare", 2, 1.0), word("sea", 5, 0.2)]
    assert leading(db, sought, 9) == [3, 2]
    assert leading(db, sought[:1], 9) == [2, 3]


def test_words_that_are_all_common_find_the_facts_that_hold_all(
    filled: Filled, small_budget: None
) -> None:
    db = filled("sea", "sea sky", "sea sky", "sky", "sea", "sea", "sky", "sky")
    assert leading(db, [word("sea", 5), word("sky", 5)], 9) == [2, 3]


def test_the_commonest_words_are_dropped_until_a_fact_holds_the_rest(
    filled: Filled, small_budget: None
) -> None:
    db = filled("a b", "a c", "a c", "c", "b", "b", "b", "b a", "c", "c", "a", "c")
    sought = [word("c", 6, 0.3), word("b", 5, 0.5), word("a", 5, 0.5)]
    assert leading(db, sought, 9) == [1, 8]


def test_no_fact_holds_more_than_one_of_words_that_are_all_common(
    filled: Filled, small_budget: None
) -> None:
    db = filled(*["sky"] * 5, *["sea"] * 6)
    assert leading(db, [word("sea", 6), word("sky", 5)], 9) == [1, 2]


@pytest.mark.parametrize("operator", ["AND", "OR", "NOT", "NEAR", "and", "or", "not", "near"])
def test_operators_of_the_query_language_are_words(filled: Filled, operator: str) -> None:
    db = filled("sky", operator.lower(), "sea")
    assert leading(db, [word(operator, 1)], 9) == [2]
    assert leading(db, [Sought((operator, "sea"), 2, 1.0)], 9) == [2, 3]


def test_a_word_with_a_quote_is_no_query(filled: Filled) -> None:
    db = filled("sky", 'sky"')
    assert leading(db, [word('"sky', 1), word('sky"', 1)], 9) == [2]


def test_a_word_that_sqlite_would_split_is_found_whole(filled: Filled) -> None:
    assert leading(filled("abஔcd", "ab", "cd"), [word("abஔcd", 1)], 9) == [1]
