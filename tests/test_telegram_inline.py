"""Inline mode and guest mode: facts in chats that the bot is not in."""

import datetime as dt
from typing import Any

import pytest
from support.chat import Chat
from support.facts import write_facts
from support.wire import BOT, Refusal, Wire

from bot.service import FactService
from bot.state.state import State
from bot.telegram.app import App
from bot.text.dialogue import Speaker
from bot.text.inline import MOST, Inline
from bot.text.reply import plain

NAME = "@history_test_bot"
LINK = "https://t.me/history_test_bot"
SIXTEENTH = dt.date(2026, 12, 16)
ORDINARY = dt.date(2026, 3, 4)


class Typist:
    """Somebody who types after the bot's name, in any chat."""

    def __init__(self, application: App, wire: Wire) -> None:
        self._application = application
        self._wire = wire

    async def type(self, text: str, lang: str | None = "kk", person: int = 100) -> dict[str, Any]:
        """Type, and return what the bot answers."""
        chat = Chat(self._application, self._wire, person=person, lang=lang)
        who = chat.message()["from"]
        await chat.update(inline_query={"id": "1", "from": who, "query": text, "offset": ""})
        (answer,) = self._wire.of("answerInlineQuery")[-1:]
        return answer

    async def ask(self, text: str, lang: str = "kk", **fields: Any) -> list[dict[str, Any]]:
        """Name the bot as a guest, and return its answers."""
        chat = Chat(self._application, self._wire, lang=lang)
        end = len(NAME)
        entities = [{"type": "mention", "offset": 0, "length": end}] if NAME in text else []
        message = chat.message(text=text, entities=entities, guest_query_id="9") | fields
        before = len(self._wire.of("answerGuestQuery"))
        await chat.update(guest_message=message)
        return self._wire.of("answerGuestQuery")[before:]


@pytest.fixture
def typist(application: App, wire: Wire) -> Typist:
    """Return somebody who types."""
    return Typist(application, wire)


RESULTS = [
    (
        "Қазақ хандығы қашан құрылды?",
        "f3-kk",
        "1465 жыл – Қазақ хандығы құрылды.",
        "Жылнама, 1999, 3–4-жолдар [7]",
        "<b>1465 жыл</b>\n"
        "Қазақ хандығы құрылды.\n"
        "Дереккөздер әртүрлі айтады: 1456 жыл деп те айтады.\n"
        "Дереккөз: Жылнама, 1999, 3–4-жолдар [7]\n"
        "Дереккөз: Other &lt;page&gt;",
        "Жеке чатта сұрау",
    ),
    (
        "Кто поставил прокурора при Сенате?",
        "f2-ru",
        "12 (23) января 1722 года – Пётр I поставил при Сенате прокурора.",
        "Летопись, 1999, строка 2",
        "<b>12 (23) января 1722 года</b>\n"
        "Пётр I поставил при Сенате прокурора.\n"
        "Источник: Летопись, 1999, строка 2",
        "Спросить в личном чате",
    ),
    (
        "To what instrument did zhyrau sing?",
        "f4-en",
        "Zhyrau sang to the dombra.",
        "Annals, 1999, line 4",
        "<b>No date given</b>\nZhyrau sang to the dombra.\nSource: Annals, 1999, line 4",
        "Ask me in private",
    ),
]


@pytest.mark.parametrize(("typed", "key", "title", "described", "sent", "private"), RESULTS)
async def test_a_question_is_suggested_its_answer(
    typist: Typist,
    typed: str,
    key: str,
    title: str,
    described: str,
    sent: str,
    private: str,
) -> None:
    """In its own language, with date and source both to choose by and in what is sent."""
    answer = await typist.type(typed, lang="en")
    (result,) = answer["results"]
    assert (result["type"], result["id"], result["title"], result["description"]) == (
        "article",
        key,
        title,
        described,
    )
    content = result["input_message_content"]
    assert (content["message_text"], content["parse_mode"]) == (sent, "HTML")
    assert content["link_preview_options"] == {"is_disabled": True}
    assert answer["is_personal"] is True
    assert answer["cache_time"] == 10
    assert answer["button"] == {"text": private, "start_parameter": "inline"}


async def test_the_same_fact_has_the_same_key(typist: Typist) -> None:
    """Whatever was typed and whoever typed it; in another language it is another."""
    for typed, person in [("f3", 1), ("f3", 2), ("Қазақ хандығы қашан құрылды?", 1)]:
        answer = await typist.type(typed, person=person)
        assert [result["id"] for result in answer["results"]] == ["f3-kk"]
    answer = await typist.type("f3", lang="ru")
    assert [result["id"] for result in answer["results"]] == ["f3-ru"]


@pytest.mark.parametrize(
    ("chosen", "typed", "lang", "read"),
    [
        (None, "f1", "ru", "16 декабря 1991 года"),
        (None, "f1", "kk", "1991 жылғы 16 желтоқсан"),
        (None, "f1", "de", "1991 жылғы 16 желтоқсан"),
        (None, "Когда провозглашена независимость?", "kk", "16 декабря 1991 года"),
        ("ru", "Тәуелсіздік қашан жарияланды?", "kk", "16 декабря 1991 года"),
        ("en", "f1", "ru", "16 December 1991"),
        ("ru", "", "kk", "16 декабря 1991 года"),
    ],
)
async def test_suggestions_are_in_the_language_of_their_reader(
    typist: Typist, state: State, chosen: str | None, typed: str, lang: str, read: str
) -> None:
    """The chosen one, else the question's, else that of their Telegram; each person's alone."""
    if chosen is not None:
        state.people.choose(100, chosen)
    answer = await typist.type(typed, lang=lang)
    assert any(result["title"].startswith(read) for result in answer["results"])
    assert answer["is_personal"] is True


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    "typed", ["", "f1", "f7", "Абылай", "16.12.1991", "1986", "  ", "🤷", "1465 1771", "f2"]
)
async def test_nobody_who_reads_russian_or_english_is_given_kazakh(
    typist: Typist, typed: str, lang: str
) -> None:
    """Where what is typed tells no other language; the letters of Kazakh alone are looked for."""
    answer = await typist.type(typed, lang=lang)
    texts = [result["input_message_content"]["message_text"] for result in answer["results"]]
    assert texts
    kazakh = [text for text in texts if set(text.lower()) & set("әғқңөұүһі")]
    assert len(kazakh) == (len(texts) if lang == "kk" else 0)


async def test_choices_and_what_is_near_follow_the_answer(typist: Typist) -> None:
    """Off the subject there is only the button; nearness in time alone is not the subject."""
    answer = await typist.type("When did Abylai come to power?")
    assert [result["id"] for result in answer["results"]] == ["f7-en", "f8-en"]
    answer = await typist.type("What is the price of bread?")
    assert answer["results"] == []
    assert answer["button"]["text"] == "Ask me in private"
    assert (await typist.type("What happened in 1600?"))["results"] == []


@pytest.mark.parametrize(
    ("typed", "lang", "keys"),
    [
        ("Қазақ ханды", "ru", ["f3-kk"]),
        ("Сенат", "ru", ["f2-ru"]),
        ("khanate", "en", ["f3-en"]),
        ("young people", "en", ["f6-en"]),
        ("Who closed the Senate?", "kk", []),
    ],
)
async def test_what_is_typed_in_part_finds_what_is_on_its_subject(
    typist: Typist, typed: str, lang: str, keys: list[str]
) -> None:
    """A word alone is in the language of Telegram, unless its letters are Kazakh."""
    answer = await typist.type(typed, lang=lang)
    assert [result["id"] for result in answer["results"]] == keys


async def test_nothing_that_is_typed_is_kept(typist: Typist, state: State) -> None:
    """Most of it is half a question; not even the file is made."""
    await typist.type("What is the price of bread?")
    await typist.type("When did Abylai come to power?")
    assert not state.path.exists()


@pytest.mark.parametrize("typed", ["", "  ", "?", "🤷"])
def test_the_facts_of_the_day(service: FactService, typed: str) -> None:
    """Known to the day, of any year, the earliest first."""
    suggested = Inline(service).suggest(typed, Speaker(interface="en"), SIXTEENTH)
    assert [fact.title for fact in suggested.facts] == [
        "16 December 1986 – In Alma-Ata young people went to the square.",
        "16 December 1991 – Kazakhstan declared its independence.",
    ]
    for day in (dt.date(2026, 1, 12), dt.date(2024, 1, 23)):
        (fact,) = Inline(service).suggest(typed, Speaker(interface="en"), day).facts
        assert fact.title.startswith("12 (23) January 1722 – "), "either style"


def test_a_day_without_facts(service: FactService) -> None:
    """What the example questions are answered with, in the reader's language."""
    for lang, first in [("kk", "1991 жылғы 16"), ("ru", "16 декабря 1991"), ("en", "16 December")]:
        suggested = Inline(service).suggest("", Speaker(interface=lang), ORDINARY)
        assert suggested.lang == lang
        assert [fact.key for fact in suggested.facts] == [f"f1-{lang}", f"f6-{lang}"]
        assert suggested.facts[0].title.startswith(first)


def test_there_are_never_more_than_telegram_takes(service: FactService) -> None:
    """Of a day with many facts the first fifty are suggested, each once."""
    new = [
        {
            "kind": "fact",
            "status": "published",
            "texts": {"en": f"Event number {number} took place."},
            "date": f"{1800 + number}-03-04",
            "citations": [{"source": "annals"}],
        }
        for number in range(MOST + 10)
    ]
    write_facts(service._store.path, *new)
    suggested = Inline(service).suggest("", Speaker(interface="en"), ORDINARY)
    assert len({fact.key for fact in suggested.facts}) == len(suggested.facts) == MOST
    assert plain(suggested.facts[0].reply).startswith("4 March 1800\nEvent number 0 took place.")


async def test_suggestions_that_come_too_late(typist: Typist, wire: Wire) -> None:
    """Telegram refuses them; that is no error, and the next are shown."""
    late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    wire.refuse("answerInlineQuery", Refusal(400, late))
    await typist.type("f1")
    assert len((await typist.type("f1"))["results"]) == 1
    assert wire.of("sendMessage") == []


async def test_a_fact_sent_into_the_private_chat_is_no_question(
    application: App, wire: Wire
) -> None:
    """What somebody sends by way of the bot comes back to it as their message."""
    chat = Chat(application, wire)
    sent = chat.message(text="1991 жылғы 16 желтоқсан\nҚазақстан…") | {"via_bot": BOT}
    assert await chat.update(message=sent) == []
    assert wire.calls == []


GUESTS = [
    (
        "kk",
        "Тәуелсіздік қашан жарияланды?",
        "<b>1991 жылғы 16 желтоқсан</b>\nҚазақстан тәуелсіздігін жариялады.\n"
        "Дереккөз: Жылнама, 1999, 1-жол",
        "1991 жылғы 16 желтоқсан",
        [{"text": "Толығырақ", "url": f"{LINK}?start=f1-kk"}],
    ),
    (
        "en",
        "Какая сегодня погода?",
        "Факта, который отвечал бы на этот вопрос, у меня нет, а гадать я не стану.",
        "Факта, который отвечал бы на этот вопрос, у меня нет, а гадать я не стану.",
        [{"text": "Спросить в личном чате", "url": LINK}],
    ),
    (
        "ru",
        "",
        f"Напишите вопрос после моего имени, например: {NAME} Когда провозглашена независимость?",
        None,
        [{"text": "Спросить в личном чате", "url": LINK}],
    ),
    (
        "kk",
        "",
        f"Сұрағыңызды менің атымнан кейін жазыңыз, мысалы: {NAME} Тәуелсіздік қашан жарияланды?",
        None,
        [{"text": "Жеке чатта сұрау", "url": LINK}],
    ),
    (
        "en",
        "",
        f"Write your question after my name, for example: {NAME} When was independence declared?",
        None,
        [{"text": "Ask me in private", "url": LINK}],
    ),
]


@pytest.mark.parametrize(("lang", "question", "text", "title", "row"), GUESTS)
async def test_a_guest_answers_in_short(
    typist: Typist,
    wire: Wire,
    lang: str,
    question: str,
    text: str,
    title: str | None,
    row: list[dict[str, str]],
) -> None:
    """By the one message that Telegram takes there, never by an ordinary one."""
    (answer,) = await typist.ask(f"{NAME} {question}", lang=lang)
    result = answer["result"]
    assert answer["guest_query_id"] == "9"
    assert result["input_message_content"]["message_text"] == text
    assert result["title"] == (title or text)
    assert result["reply_markup"] == {"inline_keyboard": [row]}
    assert wire.of("sendMessage") == []


async def test_a_guest_is_asked_about_somebody_else_s_message(typist: Typist, state: State) -> None:
    """Whose words are not kept as a question."""
    quoted = {
        "message_id": 3,
        "date": 1,
        "chat": {"id": 55, "type": "private"},
        "from": {"id": 55, "is_bot": False, "first_name": "Дана"},
        "text": "What is the price of milk?",
    }
    (answer,) = await typist.ask(NAME, lang="ru", reply_to_message=quoted)
    assert answer["result"]["input_message_content"]["message_text"].startswith("I have no fact")
    assert not state.path.exists()
    await typist.ask(f"{NAME} What is the price of tea?")
    assert [kept.text for kept in state.questions.unanswered()] == ["What is the price of tea?"]


async def test_a_guest_is_silent_to_bots_and_to_floods(typist: Typist, wire: Wire) -> None:
    """What Telegram refuses is not tried again, and nobody is written to."""
    other = {"id": 8, "is_bot": True, "first_name": "Other"}
    assert await typist.ask(f"{NAME} f1", **{"from": other}) == []
    wire.refuse("answerGuestQuery", Refusal(400, "Bad Request: query is too old"))
    answers = [len(await typist.ask(f"{NAME} f1")) for _ in range(6)]
    assert answers == [1, 1, 1, 1, 0, 0]
    assert wire.of("sendMessage") == []


async def test_a_guest_that_fails_writes_to_nobody(
    typist: Typist, wire: Wire, service: FactService
) -> None:
    """The chat is other people's, though it has a number that could be written to."""
    service._store.path.write_bytes(b"not a database " * 100)
    assert await typist.ask(f"{NAME} f1") == []
    assert wire.of("sendMessage") == []
