"""What Telegram's people say that is no question: courtesies, stickers, voices, pictures."""

from collections.abc import Callable
from typing import Any

import pytest
from support.chat import Chat, Shown

from bot.state.state import State
from bot.telegram.courtesy import WHILE_SECONDS, Courtesy

MakeChat = Callable[..., Chat]

CAN = {
    "kk": "Тарих туралы өз сөзіңізбен сұраңыз: күні мен дереккөзі көрсетілген дерекпен жауап "
    "беремін.\nМысалы: Тәуелсіздік қашан жарияланды?",
    "ru": "Спросите меня об истории своими словами: я отвечу фактом с датой и источником.\n"
    "Например: Когда провозглашена независимость?",
    "en": "Ask me about history in your own words: I answer with a dated fact and its source.\n"
    "For example: When was independence declared?",
}
TALK = [
    ("kk", "Сәлем!", "Сәлеметсіз бе!"),
    ("kk", "Рахмет!", "Оқасы жоқ!"),
    ("kk", "Көріскенше!", "Сау болыңыз!"),
    ("kk", "Сен ақымақсың", "Көмектесе алмағаныма өкінемін."),
    ("kk", "Сен кімсің?", "Мен – тарих туралы сұрақтарға жауап беретін ботпын."),
    ("ru", "Привет!", "Здравствуйте!"),
    ("ru", "Спасибо!", "Пожалуйста!"),
    ("ru", "До свидания", "До свидания!"),
    ("ru", "Ты дурак", "Жаль, что я не помог."),
    ("ru", "Кто ты?", "Я бот, который отвечает на вопросы по истории."),
    ("en", "Hello!", "Hello!"),
    ("en", "Thank you!", "You're welcome!"),
    ("en", "Goodbye", "Goodbye!"),
    ("en", "Stupid bot", "I'm sorry that I was no help."),
    ("en", "Who are you?", "I am a bot that answers history questions."),
]
STICKER = {
    "file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "type": "regular",
    "is_animated": False, "is_video": False,
}  # fmt: skip


def only(shown: list[Shown]) -> Shown:
    """Return the one message that was sent."""
    (message,) = shown
    return message


@pytest.mark.parametrize(("lang", "said", "reply"), TALK)
async def test_small_talk_gets_a_human_reply_that_says_what_the_bot_can_do(
    chat_of: MakeChat, state: State, lang: str, said: str, reply: str
) -> None:
    """It is no question: nothing of it is kept, and nobody is told that there is no such fact."""
    shown = only(await chat_of(lang=lang).send(said))
    assert (shown.text, shown.labels) == (f"{reply}\n{CAN[lang]}", [])
    assert not state.path.exists()


async def test_a_second_courtesy_is_brief(chat_of: MakeChat) -> None:
    """In each chat for itself; whoever asks who the bot is, is always told."""
    chat = chat_of(lang="en")
    await chat.send("Hello")
    assert only(await chat.send("Thanks!")).text == "You're welcome!"
    assert only(await chat.send("bye")).text == "Goodbye!"
    assert only(await chat.send("What can you do?")).text.endswith(CAN["en"])
    assert only(await chat_of(lang="en", person=7).send("Hi")).text.endswith(CAN["en"])


async def test_a_question_that_begins_kindly_is_answered(chat: Chat) -> None:
    shown = only(await chat.send("Сәлем! Тәуелсіздік қашан жарияланды?"))
    assert shown.text.startswith("<b>1991 жылғы 16 желтоқсан</b>")


@pytest.mark.parametrize(
    "content",
    [
        {"sticker": STICKER},
        {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]},
        {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 1}},
    ],
)
async def test_what_is_no_text_is_answered_once_in_a_while(
    chat_of: MakeChat, content: dict[str, Any]
) -> None:
    """What has words beside it always."""
    chat = chat_of(lang="en")
    told = "I can only answer questions written as text."
    assert only(await chat.update(message=chat.message(**content))).text.startswith(told)
    assert await chat.update(message=chat.message(**content)) == []
    captioned = chat.message(**content, caption="When was independence declared?")
    assert only(await chat.update(message=captioned)).text.startswith(told)
    assert only(await chat.send("When was independence declared?")).labels


def test_a_while_is_ten_minutes_for_each_chat_and_occasion() -> None:
    now = [0.0]
    courtesy = Courtesy(clock=lambda: now[0])
    assert courtesy.is_due(1, "talk")
    assert not courtesy.is_due(1, "talk")
    assert courtesy.is_due(2, "talk")
    assert courtesy.is_due(1, "not-text")
    now[0] = WHILE_SECONDS - 1
    assert not courtesy.is_due(1, "talk")
    now[0] = WHILE_SECONDS
    assert courtesy.is_due(1, "talk")
    assert not courtesy.is_due(1, "talk")


def test_few_chats_are_remembered() -> None:
    """Those that are due again are forgotten first, so that memory is not filled up."""
    now = [0.0]
    courtesy = Courtesy(clock=lambda: now[0])
    for chat in range(10_000):
        courtesy.is_due(chat, "talk")
    now[0] = 2 * WHILE_SECONDS
    courtesy.is_due(0, "talk")
    assert len(courtesy._told) == 1
