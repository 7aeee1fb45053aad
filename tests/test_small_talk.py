"""Greetings, thanks, farewells and insults: known for what they are, and never for a question."""

from contextlib import closing
from pathlib import Path

import pytest

from bot.evaluation.questions import half, read_questions
from bot.facts import location
from bot.service import FactService
from bot.spelling.small_talk import MOST_WORDS, Meaning, small_talk

FILES = sorted((Path(__file__).parent / "questions").glob("*.tsv"))

SAID: dict[Meaning, tuple[str, ...]] = {
    "greeting": (
        "Сәлем!", "салем", "salem", "sálem", "Сәлеметсіз бе?", "салеметсиз бе",
        "Сәлеметсіз бе, ағай",
        "Ассалаумағалейкум!", "Қайырлы таң", "кайырлы кун", "Қалыңыз қалай?", "Сәлем, қалайсың?",
        "Привет!", "привет, бот", "Здравствуйте", "здраствуйте", "Добрый день!", "Как дела?",
        "privet", "Hello!", "helo", "hi there", "Hey bot", "Good morning", "How are you?",
    ),
    "thanks": (
        "Рахмет!", "рақмет", "raqmet", "rahmet", "рахмт", "Көп рахмет сізге!", "Үлкен рахмет",
        "Рахмет, жарайсың",
        "Спасибо!", "спс", "спасибл",
        "Большое спасибо за помощь",
        "Благодарю вас", "молодец", "Thanks!", "thnaks", "Thank you very much",
        "thanks a lot", "thx", "ok",
    ),
    "farewell": (
        "Сау болыңыз!", "Сау бол", "Көріскенше!", "Қош болыңыз",
        "Пока!", "До свидания", "Всего доброго",

        "Спокойной ночи", "Goodbye!", "bye", "Bye bye", "See you later", "Good night",
    ),
    "insult": (
        "Ақымақ!", "Сен ақымақсың", "акымак", "Нашар бот", "Дурак", "ты тупой",
        "Какой же ты идиот!",
        "плохой бот", "You are stupid", "stupid bot", "you idiot", "Shut up!", "useless",
    ),
    "who": (
        "Сен кімсің?", "Сіз кімсіз?", "Атың кім?", "Не істей аласың?", "Сәлем, сен кімсің?",
        "Кто ты?",
        "Кто ты такой?", "Что ты умеешь?", "Привет, что вы умеете?", "Who are you?",
        "What can you do?",
        "What's your name?", "are you a bot", "what do you know",
    ),
}  # fmt: skip

QUESTIONS = [
    "Сәлем, Қазақ хандығы қашан құрылды?",
    "Сәлем хан кім?",
    "Рахмет, ал Ресейде ше?",
    "рахмет. ал қашан?",
    "Привет! Кто был первым генерал-прокурором?",
    "Спасибо, а когда её упразднили?",
    "Здравствуйте, 1722 год",
    "Hello, when was the Senate founded?",
    "Thanks, and in France?",
    "Hi, Yaguzhinsky",
    "Who are you in the history of Kazakhstan?",
    "What do you know about Yaguzhinsky?",
    "Кто ты такой, Ягужинский?",
    "Good kings of France",
    "Ақымақ хан деген кім?",
    "Кто назвал прокурора дураком?",
    "1937",
    "12.01.1722",
    "f59",
    "Ахмет",
    "Пётр I",
    "прокурор",
    "",
    "👍",
    "!!!",
    "?",
    "және",
    "you",
    " ".join(["привет"] * (MOST_WORDS + 1)),
    "сәлем " * 10_000,
]


@pytest.mark.parametrize(
    ("meaning", "text"), [(meaning, text) for meaning, texts in SAID.items() for text in texts]
)
def test_small_talk_is_known_in_any_spelling(meaning: str, text: str) -> None:
    said = small_talk(text)
    assert said is not None
    assert said.meaning == meaning


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Рахмет", "kk"), ("salem", "kk"), ("Сау болыңыз", "kk"), ("Спасибо", "ru"), ("пока", "ru"),
        ("privet", "ru"), ("ты дурак", "ru"), ("hi", "en"), ("stupid bot", "en"),
        ("thanks, ok", "en"),
    ],
)  # fmt: skip
def test_the_phrase_tells_the_language(text: str, lang: str) -> None:
    """Of so few letters the language could not be told otherwise."""
    said = small_talk(text)
    assert said is not None
    assert said.lang == lang


@pytest.mark.parametrize("text", QUESTIONS)
def test_whatever_says_more_is_a_question(text: str) -> None:
    assert small_talk(text) is None


def test_no_question_is_taken_for_small_talk_however_it_begins() -> None:
    """Those of the development half that are about the subject, and all phrasings of the facts."""
    with closing(FactService(location.shipped())) as service:
        facts = service.facts()
    keys = {fact.label: fact.key for fact in facts}
    asked = [
        question.text
        for path in FILES
        for question in read_questions(path)
        if half(question, keys) == "development" and question.sort != "off"
    ]
    asked += [p for fact in facts for listed in fact.phrasings.values() for p in listed]
    assert len(asked) > 1500
    for before in ("", "Сәлем! ", "Привет, ", "Hello, ", "рахмет "):
        assert [text for text in asked if small_talk(before + text) is not None] == []
