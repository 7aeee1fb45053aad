"""Who wants too much at once is told so once; everybody else is answered."""

from collections.abc import Callable

import pytest
from support.chat import EDITORS, Chat
from support.wire import Wire

from bot.telegram.budget import MOST_IN_PRIVATE, MOST_OF_A_CURATOR, MOST_TYPED

SLOW = {
    "kk": "Сұрақ бірден көбейіп кетті. Бір минуттан кейін қайта жауап беремін.",
    "ru": "Слишком много вопросов сразу. Снова начну отвечать через минуту.",
    "en": "That's a lot of questions at once. I'll answer again in a minute.",
}


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
