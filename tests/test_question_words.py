"""Words that carry a question but not its subject."""

import pytest

from bot.spelling.fold import words
from bot.spelling.question_words import (
    asks_for_events,
    either_way,
    function_word_like,
    function_words,
    negations,
    present_words,
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


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("ашылды ма әлде жоқ", {2, 3}),
        ("ашылды ма жоқ па", {1, 2}),
        ("открыт или нет", {1, 2}),
        ("is it true or not", {3, 4}),
        ("or not or not", {0, 1, 2, 3}),
        ("не открыт, или что", set()),
        ("нет", set()),
        ("not or", set()),
        ("", set()),
    ],
)
def test_words_that_leave_the_answer_open(text: str, used: set[int]) -> None:
    assert either_way(keys(text)) == used


def test_words_of_the_present_day_in_three_languages() -> None:
    assert set(keys("қазір қазіргі сейчас нынешний now today")) <= present_words()
    assert present_words().isdisjoint(keys("бұрын был was болды тогда then 1722"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hwen", "when"),
        ("kmnin", "кімнің"),
        ("qashn", "қашан"),
        ("кагда", "когда"),
        ("когда", "когда"),
        ("произошлу", "произошло"),
    ],
)
def test_a_function_word_is_known_with_one_typo(typed: str, meant: str) -> None:
    (key,) = keys(typed)
    assert function_word_like(key) == meant


@pytest.mark.parametrize(
    "typed", ["кагадо", "ктоо", "telescope", "ханство", "ғасырдаа", "хан", "ухо"]
)
def test_two_typos_and_short_words_are_no_function_word(typed: str) -> None:
    (key,) = keys(typed)
    assert function_word_like(key) is None


def test_function_words_count_in_their_own_language() -> None:
    """English die folds like Kazakh де; Kazakh and Russian are mixed in one sentence."""
    (die,) = keys("де")
    assert die in function_words("kk")
    assert die not in function_words("en")
    assert function_words("kk") == function_words("ru")
    assert function_words("en") < function_words()
    assert function_words("kk") < function_words()
    assert function_words("tr") == function_words()
    assert set(keys("қашан когда when")) <= function_words("en") & function_words("ru")
