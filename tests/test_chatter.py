"""What of a message speaks about the asking and not about the asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.spelling.chatter import chatter
from bot.spelling.fold import fold, repair, words

KNOWN = frozenset(fold("Уран Уранды Uranus планета school мектеп").split())


def aside(text: str, *telling: str) -> list[str]:
    """Return the words that are chatter; those of ``telling`` are names, numbers or what asks."""
    listed = words(text)
    tells = frozenset(index for index, word in enumerate(listed) if word.text in telling)
    found = chatter(repair(text), listed, tells, KNOWN.__contains__)
    return [word.text for index, word in enumerate(listed) if index in found]


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("Сәлеметсіз бе, Уранды кім ашты?", ["Сәлеметсіз", "бе"]),
        ("Уранды кім ашты? Рахмет!", ["Рахмет"]),
        ("Маған ертең емтихан, Уран қашан ашылды", ["Маған", "ертең", "емтихан"]),
        ("Привет! Уран открыл Гершель?", ["Привет"]),
        ("Уран открыл Гершель - спасибо", ["спасибо"]),
        ("Hello, Uranus was discovered?", ["Hello"]),
        (
            "My daughter needs it for class, when was Uranus discovered?",
            ["My", "daughter", "needs", "it", "for", "class"],
        ),
        ("sorry (quick question) who discovered Uranus", ["sorry"]),
        ("We argue: Uranus shines?", ["We", "argue"]),
        ("Кешіріңіз, сұрағым бар еді: Уранды кім ашты", ["Кешіріңіз"]),
        ("i need Neptune, who discovered Uranus", ["i", "need", "Neptune"]),
    ],
)
def test_parts_that_speak_of_the_asking_are_left_out(text: str, dropped: list[str]) -> None:
    assert aside(text) == dropped


@pytest.mark.parametrize(
    "text",
    [
        "Кто открыл Уран",
        "Уран, планета, когда открыт",
        "Галлей құйрықты жұлдызы, Уран және Нептун",
        "Uranus, a planet: who discovered it?",
        "My school, when was it founded?",
        "Біздің мектеп, қашан ашылды?",
        "подскажите кто открыл Уран",
    ],
)
def test_what_speaks_of_the_subject_is_kept(text: str) -> None:
    assert aside(text) == []


@pytest.mark.parametrize("text", ["hello", "помогите пожалуйста", "рахмет сізге", "", "?!"])
def test_nothing_is_left_out_where_nothing_else_would_remain(text: str) -> None:
    assert aside(text) == []


def test_a_name_or_a_number_makes_its_part_worth_reading() -> None:
    assert aside("Please AB, Uranus") == ["Please", "AB"]
    assert aside("Please AB, Uranus", "AB") == []


@given(st.text(st.sampled_from("абв.,!? \n-()helo привет мен")))
def test_some_word_is_always_left(text: str) -> None:
    listed = words(text)
    found = chatter(repair(text), listed, frozenset(), KNOWN.__contains__)
    assert found < frozenset(range(len(listed))) or not listed
