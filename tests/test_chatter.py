"""What people say around a question is passed over; what they ask about is not."""

import pytest

from bot.spelling.chatter import chatter
from bot.spelling.fold import repair, words
from bot.spelling.light_words import is_light


def heard(text: str) -> str:
    listed = words(text)
    aside = chatter(repair(text), listed, frozenset())
    return " ".join(word.text for index, word in enumerate(listed) if index not in aside)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("My son has an exam tomorrow. Who discovered Uranus?", "Who discovered Uranus"),
        ("Помогите, срочно! Кто открыл Уран", "Кто открыл Уран"),
        ("Кешіріңіз, сұрағым бар еді: Уранды кім ашты", "Уранды кім ашты"),
        ("Who discovered Uranus", "Who discovered Uranus"),
        ("thanks, help", "thanks help"),
    ],
)
def test_what_speaks_of_the_asking_is_passed_over(text: str, rest: str) -> None:
    assert heard(text) == rest


def test_a_part_that_names_something_is_kept() -> None:
    assert heard("I need Neptune, who discovered Uranus") == "Neptune who discovered Uranus"


def test_light_words_are_those_of_any_subject() -> None:
    assert [is_light(key) for key in ("glavnogo", "main", "bastapki")] == [True, True, True]
    assert [is_light(key) for key in ("prokuratura", "uranus", "galilei")] == [False] * 3
