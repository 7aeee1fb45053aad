"""Words that carry a question but not its subject."""

import pytest

from bot.spelling.fold import words
from bot.spelling.question_words import (
    asks_for_events,
    function_words,
    negations,
    question_types,
)


def keys(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in words(text))


@pytest.mark.parametrize(
    ("text", "kinds", "used"),
    [
        ("Астана қашан құрылды?", {"when"}, {1}),
        ("Қай жылы сайланды?", {"when"}, {0, 1}),
        ("В каком году это было", {"when"}, {0, 1, 2}),
        ("In what year", {"when"}, {1, 2}),
        ("Кім және қайда", {"who", "where"}, {0, 2}),
        ("Кто и когда основал", {"who", "when"}, {0, 2}),
        ("In which country", {"where"}, {1, 2}),
        ("How many people", {"how-many"}, {0, 1}),
        ("Халық саны қанша", {"how-many"}, {1, 2}),
        ("Неге? Почему? Why?", {"why"}, {0, 1, 2}),
        ("Астана", set(), set()),
        ("", set(), set()),
    ],
)
def test_what_a_question_asks_for(text: str, kinds: set[str], used: set[int]) -> None:
    assert question_types(keys(text)) == (kinds, used)


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("1722 жылы не болды?", {2, 3}),
        ("Что произошло в 1722 году?", {0, 1}),
        ("что там было", {0, 1, 2}),
        ("what happened in 1722", {0, 1}),
        ("events of 1722", {0}),
        ("Кто там был", set()),
        ("Астана қашан құрылды", set()),
    ],
)
def test_questions_for_whatever_happened(text: str, used: set[int]) -> None:
    assert asks_for_events(keys(text)) == used


def test_denials_are_words_of_their_language() -> None:
    """Kazakh "не" asks what; Russian "не" denies."""
    (ne,) = keys("не")
    assert ne in negations("ru")
    assert ne not in negations("kk")
    assert set(keys("емес жоқ")) <= negations("kk")
    assert set(keys("not never")) <= negations("en")
    assert negations("tr") == frozenset()


def test_function_words_hold_no_numbers_and_no_words_for_first() -> None:
    telling = keys("бірінші екінші алғашқы первый впервые first second 1 1722 соғыс война war")
    assert function_words().isdisjoint(telling)
    assert set(keys("қашан когда when және и and туралы о about")) <= function_words()
