"""What of a message speaks about the asking and not about the asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.spelling.chatter import chatter
from bot.spelling.fold import repair, words


def aside(text: str, *telling: str) -> list[str]:
    """Return the words that are chatter; those of ``telling`` are names, numbers or dates."""
    listed = words(text)
    known = frozenset(index for index, word in enumerate(listed) if word.text in telling)
    found = chatter(repair(text), listed, known)
    return [word.text for index, word in enumerate(listed) if index in found]


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("Сәлеметсіз бе, Уранды кім ашты?", ["Сәлеметсіз", "бе"]),
        ("Уранды кім ашты? Рахмет!", ["Рахмет"]),
        ("Маған ертең емтихан, Уран қашан ашылды", ["Маған", "ертең", "емтихан"]),
        ("Привет! Уран открыл Гершель?", ["Привет"]),
        ("Завтра экзамен. Уран открыл Гершель?", ["Завтра", "экзамен"]),
        ("Добрый день\nУран открыл Гершель?", ["Добрый", "день"]),
        ("Уран открыл Гершель - спасибо", ["спасибо"]),
        ("Hello, Uranus was discovered?", ["Hello"]),
        (
            "My daughter needs it for school, when was Uranus discovered?",
            ["My", "daughter", "needs", "it", "for", "school"],
        ),
        ("sorry (quick question) who discovered Uranus", ["sorry", "quick", "question"]),
        ("We argue: Uranus shines?", ["We", "argue"]),
        (
            "Кешіріңіз, сұрағым бар еді: Уранды кім ашты",
            ["Кешіріңіз", "сұрағым", "бар", "еді"],
        ),
        ("I need Neptune, who discovered Uranus", ["I", "need"]),
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
    ],
)
def test_what_speaks_of_the_subject_is_kept(text: str) -> None:
    assert aside(text) == []


@pytest.mark.parametrize("text", ["hello", "помогите пожалуйста", "рахмет сізге", "", "?!"])
def test_nothing_is_left_out_where_nothing_else_would_remain(text: str) -> None:
    assert aside(text) == []


def test_a_name_or_a_number_makes_its_part_worth_reading() -> None:
    assert aside("Please AB, Uranus") == ["Please", "AB"]
    assert aside("Please AB, Uranus", "AB") == ["Please"]
    assert aside("Please help, Uranus", "help") == ["Please", "help"]


def test_what_speaks_of_the_asking_at_the_ends_of_a_part_is_left_out() -> None:
    assert aside("подскажите пожалуйста Уран открыл Гершель спасибо") == [
        "подскажите",
        "пожалуйста",
        "спасибо",
    ]
    assert aside("Уран привет открыл") == []


@given(st.text(st.sampled_from("абв.,!? \n-()helo привет мен")))
def test_some_word_is_always_left(text: str) -> None:
    listed = words(text)
    found = chatter(repair(text), listed, frozenset())
    assert found < frozenset(range(len(listed))) or not listed
