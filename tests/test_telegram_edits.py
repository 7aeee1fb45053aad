"""Edited questions, and links that open a fact."""

from collections.abc import Callable
from typing import Any

import pytest
from support.chat import Chat, Shown
from support.wire import BROKEN, Refusal, Wire

from bot.state.state import State
from bot.telegram.answers import MOST, Answers
from bot.telegram.links import address
from bot.telegram.untrusted import linked
from bot.text.brief import Link

MakeChat = Callable[..., Chat]

FIRST = "Тәуелсіздік қашан жарияланды?"
KHANATE = (
    "<b>1465 жыл</b>\n"
    "Қазақ хандығы құрылды.\n"
    "Дереккөздер әртүрлі айтады: 1456 жыл деп те айтады.\n"
    "Дереккөз: Жылнама, 1999, 3–4-жолдар [7]\n"
    "Дереккөз: Other &lt;page&gt;"
)


def only(shown: list[Shown]) -> Shown:
    """Return the one message that was sent."""
    assert len(shown) == 1
    return shown[0]


async def asked(chat: Chat, text: str = FIRST) -> tuple[dict[str, Any], Shown]:
    """Ask, and return the question with its answer."""
    question = chat.message(text=text)
    return question, only(await chat.update(message=question))


async def edited(chat: Chat, question: dict[str, Any], text: str, **fields: Any) -> list[Shown]:
    """Edit a question, and return what is shown then."""
    return await chat.update(edited_message=question | {"text": text, "edit_date": 2} | fields)


@pytest.mark.parametrize(
    ("text", "answer", "labels"),
    [
        (
            "Қазақ хандығы қашан құрылды?",
            KHANATE,
            ["Неге бұл?", "Сол кезде", "Дереккөз", "Қате бар ма?"],
        ),
        (
            "Кто поставил прокурора при Сенате?",
            "<b>12 (23) января 1722 года</b>\n"
            "Пётр I поставил при Сенате прокурора.\n"
            "Источник: Летопись, 1999, строка 2",
            ["Почему?", "Что было рядом", "Источник", "Что-то не так?"],
        ),
        (
            "What is the price of bread?",
            "I have no fact that answers this, and I won't guess.\n"
            "I only answer on this subject: Kazakh history.",
            ["Tell me when you know"],
        ),
    ],
)
async def test_an_edited_question_gets_its_answer_edited(
    chat: Chat, wire: Wire, text: str, answer: str, labels: list[str]
) -> None:
    """In the same place, with the buttons of the new answer; once more if it is edited again."""
    question, first = await asked(chat)
    shown = only(await edited(chat, question, text))
    assert (shown.replaced, shown.text, shown.labels) == (first.number, answer, labels)
    again = only(await edited(chat, question, FIRST))
    assert (again.replaced, again.text) == (first.number, first.text)
    assert len(wire.of("sendMessage")) == 1


async def test_an_answer_that_can_not_be_edited_is_sent(chat: Chat, wire: Wire) -> None:
    """Below the question; from then on that one is edited."""
    question, _ = await asked(chat)
    gone = Refusal(400, "Bad Request: message to edit not found")
    wire.refuse("editMessageText", gone)
    _, sent = await edited(chat, question, "Қазақ хандығы қашан құрылды?")
    assert (sent.text, sent.replaced) == (KHANATE, None)
    assert sent.parameters["reply_parameters"]["message_id"] == question["message_id"]
    assert only(await edited(chat, question, FIRST)).replaced == sent.number


async def test_the_same_answer_again_is_left_as_it_is(chat: Chat, wire: Wire) -> None:
    """Telegram refuses an edit that changes nothing; nothing is sent instead."""
    question, _ = await asked(chat)
    same = "Bad Request: message is not modified: specified new message content is the same"
    wire.refuse("editMessageText", Refusal(400, same))
    await edited(chat, question, f"{FIRST}?")
    assert len(wire.of("sendMessage")) == 1


async def test_an_edit_is_tried_again_where_the_connection_breaks(chat: Chat, wire: Wire) -> None:
    """Like a message."""
    question, first = await asked(chat)
    wire.refuse("editMessageText", BROKEN)
    shown = await edited(chat, question, "Қазақ хандығы қашан құрылды?")
    assert shown[-1].replaced == first.number


async def test_other_edits_are_left_alone(chat: Chat, wire: Wire) -> None:
    """Commands, questions that became one, pictures, and what nobody has answered."""
    command = chat.message(text="/help", entities=[])
    question, _ = await asked(chat)
    wire.calls.clear()
    is_command = [{"type": "bot_command", "offset": 0, "length": 5}]
    assert await edited(chat, command, "/help", entities=is_command) == []
    assert await edited(chat, question, "/help", entities=is_command) == []
    assert await edited(chat, chat.message(text=FIRST), FIRST) == []
    picture = chat.message(caption=FIRST, photo=[])
    assert await chat.update(edited_message=picture) == []
    assert wire.calls == []


async def test_words_that_were_asked_for_are_no_question_when_edited(
    chat: Chat, wire: Wire, state: State
) -> None:
    """They went where they were asked for."""
    await chat.send(FIRST)
    await chat.press("Қате бар ма?")
    words = chat.message(text="Мұнда жылы қате жазылған.")
    await chat.update(message=words)
    wire.calls.clear()
    assert await edited(chat, words, "Мұнда күні қате жазылған.") == []


async def test_questions_of_different_chats_are_not_confused(chat_of: MakeChat) -> None:
    """Message numbers are counted in every chat apart."""
    one, other = chat_of(person=5), chat_of(person=6)
    question, _ = await asked(one)
    elsewhere = other.message(text=FIRST) | {"message_id": question["message_id"]}
    assert await edited(other, elsewhere, "f3") == []


def test_answers_are_known_of_the_latest_questions_only() -> None:
    """The memory of a long day is bounded."""
    answers = Answers()
    for number in range(MOST + 5):
        answers.keep(1, number, 2 * number)
    answers.keep(2, 7, 8)
    assert [answers.of(1, number) for number in (0, 5, 6, MOST + 4)] == [
        None,
        None,
        12,
        2 * MOST + 8,
    ]
    assert answers.of(2, 7) == 8


@pytest.mark.parametrize(
    ("payload", "answer"),
    [
        ("f8-kk", "<b>1771 жыл</b>\nАбылай хан сайланды.\nДереккөз: Жылнама, 1999, 8-жол"),
        ("f8-ru", "<b>1771 год</b>\nАбылай избран ханом.\nИсточник: Летопись, 1999, строка 8"),
        ("f8-en", "<b>1771</b>\nAbylai was elected khan.\nSource: Annals, 1999, line 8"),
        ("f8", "<b>1771</b>\nAbylai was elected khan.\nSource: Annals, 1999, line 8"),
        ("f99-ru", "Факта f99 нет."),
        ("f000000008-kk", "<b>1771 жыл</b>\nАбылай хан сайланды.\nДереккөз: Жылнама, 1999, 8-жол"),
    ],
)
async def test_a_link_opens_a_fact(chat_of: MakeChat, payload: str, answer: str) -> None:
    """In the language that it names, else in the person's own."""
    assert only(await chat_of(lang="en").send(f"/start {payload}")).text == answer


@pytest.mark.parametrize(
    "payload",
    [
        "inline",
        "f",
        "f-kk",
        "F8-kk",
        "f8-de",
        "f8-KK",
        "f8-kk-ru",
        "f8_kk",
        "f-8",
        "f٨-kk",
        "f8-kk f9-kk",
        "f1234567890",
        "q12",
        "12",
        "_",
        "-" * 64,
        "f8-kk" + "k" * 100,
        "<b>f8</b>",
        "'; DROP TABLE facts; --",
        "../f8-kk",
        "f8\n-kk",
    ],
)
async def test_a_link_that_names_no_fact_opens_the_beginning(chat: Chat, payload: str) -> None:
    """Anybody can make one up."""
    beginning = only(await chat.send("/start"))
    shown = only(await chat.send(f"/start {payload}"))
    assert (shown.text, shown.labels) == (beginning.text, beginning.labels)


@pytest.mark.parametrize(("number", "lang"), [(1, "kk"), (131, "ru"), (999_999_999, "en")])
def test_links_are_read_as_they_are_written(number: int, lang: str) -> None:
    """Within what Telegram lets a payload be."""
    link = address("history_test_bot", Link("More", number, lang))
    assert link == f"https://t.me/history_test_bot?start=f{number}-{lang}"
    assert linked(link.partition("=")[2]) == (number, lang)


@pytest.mark.parametrize(
    ("lang", "empty"),
    [
        ("kk", "Сұрағыңызды сөзбен жазыңыз, мысалы: Тәуелсіздік қашан жарияланды?"),
        ("ru", "Напишите вопрос словами, например: Когда провозглашена независимость?"),
        ("en", "Please write your question in words, for example: When was independence declared?"),
    ],
)
async def test_ask_works_in_private_as_well(chat_of: MakeChat, lang: str, empty: str) -> None:
    """People who know it from a group use it."""
    chat = chat_of(lang=lang)
    assert only(await chat.send("/ask Қазақ хандығы қашан құрылды?")).text == KHANATE
    assert only(await chat.send("/ask")).text == empty
