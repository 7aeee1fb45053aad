"""Who wants too much at once is told so once; everybody else is answered."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from support.chat import EDITORS, Chat
from support.group import Group
from support.wire import Refusal, Wire

from bot.telegram.app import App
from bot.telegram.budget import MOST_IN_GROUPS, MOST_IN_PRIVATE, MOST_OF_A_CURATOR, MOST_TYPED
from bot.telegram.delivery import Delivery
from bot.telegram.ledger import Ledger

SLOW = {
    "kk": "Сұрақ бірден көбейіп кетті. Бір минуттан кейін қайта жауап беремін.",
    "ru": "Слишком много вопросов сразу. Снова начну отвечать через минуту.",
    "en": "That's a lot of questions at once. I'll answer again in a minute.",
}
UNAVAILABLE = Refusal(502, "Bad Gateway")
TRIES = 6
"""How often a message is sent before it is left for later."""


@pytest.fixture
async def delivery(
    application: App, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Delivery]:
    """Return the way of updates to the application, without its pauses."""

    async def at_once(_: float) -> None:
        """Take the place of a pause."""

    monkeypatch.setattr("bot.telegram.retries.sleep", at_once)
    delivery = Delivery(application, ledger, pauses=(0.0,))
    yield delivery
    await delivery.abandon()


def asked(number: int, text: str = "f1") -> dict[str, Any]:
    """Return an update with a question."""
    who = {"id": 5, "is_bot": False, "first_name": "Ару", "language_code": "ru"}
    chat = {"id": 5, "type": "private"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": who, "text": text}
    return {"update_id": number, "message": message}


@pytest.mark.parametrize("lang", SLOW)
async def test_too_many_messages(chat_of: Callable[..., Chat], lang: str) -> None:
    """One sentence, then silence; edits and presses count like messages. Others are answered."""
    chat = chat_of(lang=lang, person=5)
    for _ in range(MOST_IN_PRIVATE):
        (shown,) = await chat.send("f1")
        assert "1991" in shown.text
    (shown,) = await chat.send("f1")
    assert shown.text == SLOW[lang]
    assert await chat.send("f1") == []
    assert await chat.send("/help") == []
    edited = chat.message(text="f8") | {"edit_date": 2}
    assert await chat.update(edited_message=edited) == []
    (shown,) = await chat_of(lang=lang, person=6).send("f1")
    assert "1991" in shown.text


async def test_too_many_presses(chat_of: Callable[..., Chat], wire: Wire) -> None:
    """The waiting sign on the button ends all the same, the first time with the sentence."""
    chat = chat_of(lang="ru", person=5)
    for _ in range(MOST_IN_PRIVATE):
        await chat.press_data("1|fact|1|ru")
    wire.calls.clear()
    assert await chat.press_data("1|fact|1|ru") == []
    assert await chat.press_data("1|fact|1|ru") == []
    first, second = wire.of("answerCallbackQuery")
    assert first["text"] == SLOW["ru"]
    assert "text" not in second
    assert len(wire.calls) == 2


async def test_a_press_that_could_not_be_told(chat_of: Callable[..., Chat], wire: Wire) -> None:
    """Is too old, perhaps; the next one is told then."""
    chat = chat_of(lang="en", person=5)
    for _ in range(MOST_IN_PRIVATE):
        await chat.press_data("1|fact|1|en")
    wire.refuse("answerCallbackQuery", Refusal(400, "Bad Request: query is too old"))
    wire.calls.clear()
    for _ in range(3):
        assert await chat.press_data("1|fact|1|en") == []
    assert [call.get("text") for call in wire.of("answerCallbackQuery")] == [SLOW["en"]] * 2 + [
        None
    ]


async def test_an_answer_that_is_sent_later_counts_once(delivery: Delivery, wire: Wire) -> None:
    """What was within the budget is answered, though it fills it at its first try already."""
    questions = [asked(number) for number in range(1, MOST_IN_PRIVATE + 1)]
    await delivery.put(questions[:-1])
    await delivery.finish()
    wire.calls.clear()
    wire.refuse("sendMessage", *[UNAVAILABLE] * TRIES)
    await delivery.put(questions[-1:])
    await delivery.finish()
    assert len(wire.of("sendMessage")) == TRIES + 1
    assert "1991" in wire.of("sendMessage")[-1]["text"]


async def test_a_refusal_that_is_sent_later(delivery: Delivery, wire: Wire) -> None:
    """It is said, and what came after it is silence."""
    await delivery.put([asked(number) for number in range(1, MOST_IN_PRIVATE + 1)])
    await delivery.finish()
    wire.calls.clear()
    wire.refuse("sendMessage", *[UNAVAILABLE] * TRIES)
    await delivery.put([asked(number) for number in range(100, 110)])
    await delivery.finish()
    assert [call["text"] for call in wire.of("sendMessage")] == [SLOW["ru"]] * (TRIES + 1)


@pytest.mark.parametrize("lang", SLOW)
async def test_one_person_in_many_groups(application: App, wire: Wire, lang: str) -> None:
    """Each group is told once; others are answered in it."""
    groups = [Group(application, wire, lang=lang) for _ in range(MOST_IN_GROUPS + 1)]
    for group in groups[:-1]:
        (shown,) = await group.say("/ask f1")
        assert "1991" in shown.text
    (shown,) = await groups[-1].say("/ask f1")
    assert shown.text == SLOW[lang]
    assert await groups[-1].say("/ask f1") == []
    somebody = {"id": 300, "is_bot": False, "first_name": "Дана"}
    (shown,) = await groups[-1].say("/ask f1", **{"from": somebody})
    assert "1991" in shown.text


async def test_a_curator_may_press_more(chat_of: Callable[..., Chat]) -> None:
    """Reviewing is pressing many buttons."""
    chat = chat_of(lang="en", person=EDITORS[0])
    for _ in range(MOST_OF_A_CURATOR):
        assert len(await chat.send("f1")) == 1
    (shown,) = await chat.send("f1")
    assert shown.text == SLOW["en"]


async def test_too_much_typed_inline(chat_of: Callable[..., Chat], wire: Wire) -> None:
    """Nothing is suggested then; messages are counted apart."""
    chat = chat_of(person=5)
    sender = {"id": 5, "is_bot": False, "first_name": "Ару", "language_code": "kk"}
    query = {"id": "1", "from": sender, "query": "Қазақстан", "offset": ""}
    for _ in range(MOST_TYPED + 1):
        await chat.update(inline_query=query)
    answers = wire.of("answerInlineQuery")
    assert all(answer["results"] for answer in answers[:-1])
    assert answers[-1]["results"] == []
    (shown,) = await chat.send("f1")
    assert "1991" in shown.text
