"""Whatever people and forgers send: one polite reply, nothing broken, nothing written."""

import html
import re
from typing import Any

import pytest
from support.chat import Chat, Shown
from support.wire import Wire

from bot.state.state import State
from bot.telegram.callbacks import encode
from bot.telegram.untrusted import pressed
from bot.text.reply import Button

EMPTY = "Сұрағыңызды сөзбен жазыңыз, мысалы: Тәуелсіздік қашан жарияланды?"
STALE = "Бұл түйме ескірген. Сұрағыңызды қайта жазыңыз."


def only(shown: list[Shown]) -> Shown:
    """Return the one message that was sent."""
    assert len(shown) == 1
    return shown[0]


@pytest.mark.parametrize(
    "text", ["🤷", "😀😀😀", "???", "…", ".", "\u200b\u200d\ufeff", "\u202e\u2066", "\x00\x07", "‼️"]
)
async def test_words_without_words(chat: Chat, text: str) -> None:
    """Emoji, signs and invisible characters are no question."""
    assert only(await chat.send(text)).text == EMPTY


@pytest.mark.parametrize(
    "text",
    [
        "а" * 4096,
        "слово " * 682,
        "😀" * 2048,
        "<b>хлеб</b> & <a href='https://example.org'>цена</a>",
        "</b><script>alert(1)</script>",
        "'; DROP TABLE facts; --",
        '" OR 1=1 --',
        'погода* NEAR("хлеб", 2) AND цена^ OR {a b}: -c',
        "%s %d {0} {count} {{}} \\",
        "\ud83d хлеб \udc00",
        "хлеб\ud800",
        "\u202eбелх\u202c \u2066цена\u2069",
        "хлеб\x00цена\x1b[31m\x7f",
        "хле\u0301\u0301\u0301\u0301\u0301б" * 50,
        "9" * 4000,
        "f" + "9" * 300,
        "99999-12-31 0000-00-00",
        "MCMXCIX" * 100,
    ],
)
async def test_hostile_texts_are_questions_like_others(chat: Chat, text: str) -> None:
    """They are answered once, in well-formed HTML, and never repeated to the sender."""
    reply = only(await chat.send(text))
    assert "<" not in re.sub("<b>[^<>]*</b>", "", reply.text)
    assert text not in html.unescape(reply.text)


LONG = {
    "kk": "Бұл маған тым ұзақ. Сұрағыңызды бір-екі сөйлеммен жазыңыз.",
    "ru": "Для меня это слишком длинно. Задайте вопрос одним-двумя предложениями.",
    "en": "That's too long for me. Please ask in one or two sentences.",
}


@pytest.mark.parametrize("lang", LONG)
async def test_a_text_that_is_no_question_any_more(chat_of: Any, lang: str) -> None:
    """It is not searched for words; up to a thousand letters are."""
    question = "Тәуелсіздік қашан жарияланды?"
    chat = chat_of(lang=lang)
    assert only(await chat.send(question + "." * 1000)).text == LONG[lang]
    assert "1991" in only(await chat.send(question + "." * (1000 - len(question)))).text


async def test_a_question_is_found_among_invisible_characters(chat: Chat) -> None:
    """Bidi marks, zero-width characters and a broken emoji do not hide a question."""
    text = "\u202bТәуел\u200bсіздік\u202c қашан\x00 жарияланды?\ud83d"
    assert "Қазақстан тәуелсіздігін жариялады." in only(await chat.send(text)).text


@pytest.mark.parametrize("text", ["/", "/қашан", "//start", "/start/../help", "/🤷"])
async def test_strokes_that_are_no_commands(chat: Chat, text: str) -> None:
    """Each gets exactly one reply."""
    assert only(await chat.send(text)).text


@pytest.mark.parametrize(
    "data",
    [
        None,
        "",
        "1",
        "1|fact",
        "1|fact||kk",
        "1|fact|-1|kk",
        "1|fact|1.5.2|kk",
        "1|fact|1.|kk",
        "1|fact|.5|kk",
        "1|fact|1.x|kk",
        "1|fact|1.99999999999|kk",
        "1|fact|١|kk",
        "1|fact|99999999999|kk",
        "1|fact|1|kk|more",
        "1|fact|1|kk\n",
        "1|fact|1|KK",
        "0|fact|1|kk",
        "2|fact|1|kk",
        "1|explode|1|kk",
        "1|example|99|kk",
        "1|example||kk",
        "1|example|0|de",
        "1|language||de",
        "1|language||kkkkkkkkkkkkkkkk",
        "f1",
        "\ud800",
        "'; DROP TABLE facts; --",
    ],
)
async def test_old_and_forged_buttons(
    chat: Chat, wire: Wire, state: State, data: str | None
) -> None:
    """They are acknowledged and answered politely, and change nothing."""
    assert only(await chat.press_data(data)).text == STALE
    assert wire.calls[0].method == "answerCallbackQuery"
    assert not state.path.exists()


async def test_a_choice_for_a_question_that_is_not_kept(chat: Chat, state: State) -> None:
    """The fact is shown; no state file is made for a number that nobody was given."""
    assert only(await chat.press_data("1|fact|8.5|kk")).text.startswith("<b>1771 жыл</b>")
    assert not state.path.exists()


async def test_a_press_in_a_message_that_telegram_keeps_no_more(chat: Chat) -> None:
    """A press on a very old message brings only its number and its chat."""
    old = {"message_id": 1, "date": 0, "chat": {"id": 100, "type": "private"}}
    shown = only(await chat.press_data("1|fact|8|kk", message=old))
    assert shown.text.startswith("<b>1771 жыл</b>")


async def test_a_press_without_a_message(chat: Chat) -> None:
    """Where Telegram names no chat there is nowhere to answer."""
    assert await chat.press_data("1|fact|8|kk", message=None) == []


@pytest.mark.parametrize(
    "button",
    [
        Button("", "fact", "1", "kk"),
        Button("", "fact", "999999999", "ru"),
        Button("", "example", "0", "en"),
        Button("", "language", "", "kk"),
        Button("", "language"),
        Button("", "tell", "999999999.0123456789ab", "kk"),
        Button("", "reason", "999999999.999999999.question", "kk"),
        Button("", "unreasoned", "999999999.999999999.999999999", "kk"),
    ],
)
def test_what_a_button_carries_comes_back(button: Button) -> None:
    """Within the 64 bytes that Telegram allows."""
    assert pressed(encode(button)) == button
    assert len(encode(button).encode()) <= 64
