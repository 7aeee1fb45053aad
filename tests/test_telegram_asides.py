"""The quiet buttons under an answer: why, around that time, source; and the list of sources."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from support.chat import Chat, Shown
from support.wire import Wire

from bot.state.state import State

MakeChat = Callable[..., Chat]

WHY = {
    "kk": (
        "Тәуелсіздік қашан жарияланды?",
        "Неге бұл?",
        "Неге бұл дерек: 1991 жылғы 16 желтоқсан – Қазақстан тәуелсіздігін жариялады.\n"
        "Мына сөздеріңіз деректе бар: Тәуелсіздік, жарияланды\n",
    ),
    "ru": (
        "Когда провозглашена независимость?",
        "Почему?",
        "Почему этот факт: 16 декабря 1991 года – Казахстан провозгласил независимость.\n"
        "Эти ваши слова в факте есть: провозглашена, независимость\n",
    ),
    "en": (
        "When was independence declared?",
        "Why?",
        "Why this fact: 16 December 1991 – Kazakhstan declared its independence.\n"
        "The fact has these of your words: independence, declared\n",
    ),
}


def only(shown: list[Shown]) -> Shown:
    """Return the one message that was shown."""
    (message,) = shown
    return message


@pytest.mark.parametrize("lang", WHY)
async def test_why_a_fact_is_the_answer(chat_of: MakeChat, lang: str) -> None:
    question, label, beginning = WHY[lang]
    chat = chat_of(lang=lang)
    await chat.send(question)
    assert only(await chat.press(label)).text.startswith(beginning)


async def test_the_next_best_fact_is_named(chat_of: MakeChat) -> None:
    chat = chat_of(lang="en")
    await chat.send("When did the young go to the square?")
    lines = only(await chat.press("Why?")).text.split("\n")
    assert lines[1] == "The fact has these of your words: young, go, square"
    assert lines[2].startswith("Passed over, they say nothing of the subject: ")
    assert lines[3].startswith("I am ")


async def test_the_words_of_a_date_are_named(chat_of: MakeChat) -> None:
    """A term of time keeps no words of its own."""
    chat = chat_of(lang="en")
    await chat.send("Who gave the Senate a procurator in 1722?")
    lines = only(await chat.press("Why?")).text.split("\n")
    assert lines[1] == "The fact has these of your words: gave, Senate, procurator, 1722"


async def test_the_only_fact_of_a_time(chat_of: MakeChat) -> None:
    """No other fact is nearer or farther then, for all were asked for."""
    chat = chat_of(lang="en")
    await chat.send("What happened in 1991?")
    assert only(await chat.press("Why?")).text == (
        "Why this fact: 16 December 1991 – Kazakhstan declared its independence.\n"
        "You asked about a time, and this is all that I have from it."
    )


async def test_why_can_not_be_told_of_a_question_that_is_gone_or_somebody_else_s(
    chat_of: MakeChat, state: State
) -> None:
    """The button proves to know the question: numbers that are made up tell nothing."""
    chat = chat_of(lang="en")
    answer = only(await chat.send("When was independence declared?"))
    data = answer.buttons["Why?"]
    gone = "I no longer have that question, so I can't say why. Ask it again, please."
    for forged in (data[:-15] + "0" * 12 + data[-3:], "1|why|1.1|en", "1|why|1.99.0|en"):
        assert only(await chat.press_data(forged)).text == gone
    state.questions.forget([1])
    assert only(await chat.press("Why?")).text == gone


async def test_what_was_before_and_after(chat_of: MakeChat) -> None:
    chat = chat_of(lang="en")
    await chat.send("f7")
    around = only(await chat.press("Around that time"))
    assert around.text == (
        "Around that time:\n"
        "<b>1465</b> – The Kazakh Khanate was founded.\n"
        "<b>12 (23) January 1722</b> – Peter I gave the Senate a procurator.\n"
        "<b>1734 – Abylai became sultan. (this fact)</b>\n"
        "<b>1771</b> – Abylai was elected khan.\n"
        "<b>1847</b> – Бөкей ордасында &lt;мектеп&gt; &amp; кітапхана ашылды.\n"
        "<b>16 December 1986</b> – In Alma-Ata young people went to the square."
    )
    opened = only(await chat.press("1771 – Abylai was elected khan."))
    assert opened.text.startswith("<b>1771</b>\nAbylai was elected khan.")


async def test_an_undated_fact_has_no_time_around_it(chat_of: MakeChat) -> None:
    assert only(await chat_of(lang="en").send("f4")).labels == ["Source", "Something wrong?"]


async def test_sources_in_full_with_buttons_that_copy(chat_of: MakeChat, wire: Wire) -> None:
    chat = chat_of(lang="en")
    await chat.send("f3")
    shown = only(await chat.press("Source"))
    assert shown.text == (
        "Sources of: 1465 – The Kazakh Khanate was founded.\n"
        "1. Annals [Жылнама]. 1999. lines 3–4 [7]\n"
        "2. Other &lt;page&gt;.\n"
        "Sources disagree: Or in 1456."
    )
    rows = wire.of("sendMessage")[-1]["reply_markup"]["inline_keyboard"]
    assert rows == [
        [
            {
                "text": "Copy citation 1",
                "copy_text": {"text": "Annals [Жылнама]. 1999. lines 3–4 [7]"},
            }
        ],
        [{"text": "Copy citation 2", "copy_text": {"text": "Other <page>."}}],
    ]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("kk", "Деректер 2 дереккөзге сүйенеді:\nЖылнама – 8 дерек\nOther &lt;page&gt; – 1 дерек"),
        ("ru", "Факты опираются на 2 источника:\nЛетопись – 8 фактов\nOther &lt;page&gt; – 1 факт"),
        ("en", "The facts rest on 2 sources:\nAnnals – 8 facts\nOther &lt;page&gt; – 1 fact"),
    ],
)
async def test_the_list_of_sources(chat_of: MakeChat, lang: str, said: str) -> None:
    chat = chat_of(lang=lang)
    assert only(await chat.send("/source")).text == said
    assert only(await chat.send("/sources")).text == said


async def test_only_facts_that_are_answered_are_counted(chat_of: MakeChat, facts: Path) -> None:
    with closing(sqlite3.connect(facts)) as db, db:
        db.execute("UPDATE facts SET status = 'draft' WHERE id = 3")
    shown = only(await chat_of(lang="en").send("/source"))
    assert shown.text == (
        "The facts rest on 2 sources:\nAnnals – 7 facts\nOther &lt;page&gt; – 0 facts"
    )


@pytest.mark.parametrize("data", ["1|around|99|en", "1|source||en", "1|source|x|en", "1|why||en"])
async def test_buttons_of_facts_that_are_gone(chat_of: MakeChat, data: str) -> None:
    assert only(await chat_of(lang="en").press_data(data)).text == (
        "This button is out of date. Please ask again."
    )
