"""What is stored about a person, shown to them and erased."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from unittest.mock import AsyncMock

import pytest
from support.apart import Here
from support.chat import EDITORS, Chat
from support.wire import Wire

from bot.curation.personal import forget, stored
from bot.errors import FactsUnavailable
from bot.state.curators import Appointment
from bot.state.state import State

PERSON, OTHER = 100, 101
NAMELESS = {
    "kk": "Сұрақтар мен қате туралы хабарлар кім жазғаны көрсетілмей сақталады, сондықтан олардың "
    "қайсысы сіздікі екенін білмеймін; мерзімі біткенде олар өшіріледі.",
    "ru": "Вопросы и сообщения об ошибках хранятся без указания, кто их написал, поэтому ваши "
    "среди них не найти; они удаляются в свой срок.",
    "en": "Questions and reports of mistakes are kept without who wrote them, so I can't tell "
    "which are yours; they are deleted when their time is up.",
}
NOTHING = {
    "kk": "Сіз туралы ештеңе сақталмаған.",
    "ru": "О вас ничего не хранится.",
    "en": "I store nothing about you.",
}
BUTTONS = {"kk": ["Өшіру", "Қалдыру"], "ru": ["Стереть", "Оставить"], "en": ["Erase", "Keep"]}
KEPT = {
    "kk": "Жарайды, ештеңе өшірілген жоқ.",
    "ru": "Хорошо, ничего не стёрто.",
    "en": "All right, nothing was erased.",
}
ASKED = {
    "kk": "Сіз туралы сақталғанның бәрін өшірейін бе? Оны қайтару мүмкін болмайды. Сақталғаны:\n"
    "– таңдаған тіліңіз",
    "ru": "Стереть всё, что хранится о вас? Вернуть это будет нельзя. Вот что хранится:\n"
    "– выбранный вами язык",
    "en": "Shall I erase all that I store about you? This can't be undone. It is:\n"
    "– the language that you chose",
}
ERASED = {
    "kk": "Сіз туралы сақталғанның бәрі өшірілді:\n– таңдаған тіліңіз\n"
    f"{NAMELESS['kk']}\n"
    "Ботты жүргізуші бұрын жасаған көшірмелерге менің қолым жетпейді: олардың қанша сақталатынын "
    "сол ғана біледі.",
    "ru": "Всё, что хранилось о вас, стёрто:\n– выбранный вами язык\n"
    f"{NAMELESS['ru']}\n"
    "Копии, которые раньше сделал тот, кто держит бота, мне недоступны: сколько они хранятся, "
    "знает только он.",
    "en": "I have erased all that I stored about you:\n– the language that you chose\n"
    f"{NAMELESS['en']}\n"
    "Copies that whoever runs the bot has made before are out of my reach: how long they are kept, "
    "only they know.",
}
FILE = {
    "kk": "Сіз туралы сақтағанымның бәрі – осы.",
    "ru": "Это всё, что я храню о вас.",
    "en": "This is all that I store about you.",
}
UNAVAILABLE = {
    "kk": "Сіз туралы сақталғанға қазір қол жеткізе алмадым. Кейінірек қайталап көріңізші.",
    "ru": "Сейчас нет доступа к тому, что хранится о вас. Попробуйте, пожалуйста, позже.",
    "en": "What is stored about you can't be reached just now. Please try again later.",
}
languages = pytest.mark.parametrize("lang", ["kk", "ru", "en"])


def fill(state: State, person: int) -> None:
    """Keep something of every kind about a person."""
    state.people.choose(person, "en")
    state.people.log(person, wanted=False)
    state.curators.appoint(person, Appointment(f"Name {person}", contributes=True))
    state.drafts.begin(person, {"step": "text"})
    state.expected.expect(person, "reason", "1.0")
    state.waiting.keep(person, "en", f"Question of {person}?")
    state.uploads.keep(person, f"{person}.csv", b"abc", "digest")
    state.notices.keep_proposer(person, person)
    state.notices.keep(7, person, 70)


def damage(path: Path) -> None:
    path.write_bytes(b"not a database, whatever else it may be" * 100)


def held(state: State, person: int) -> set[str]:
    """Return the tables that hold a person's number."""
    with closing(sqlite3.connect(state.path)) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        found = set()
        for table in names:
            for column in {r[1] for r in db.execute(f"PRAGMA table_info({table})")} & {
                "person",
                "chat",
            }:
                if db.execute(f"SELECT 1 FROM {table} WHERE {column} = ?", [person]).fetchone():
                    found.add(table)
        return found


def test_all_that_is_stored(state: State) -> None:
    fill(state, PERSON)
    fill(state, OTHER)
    kept = stored(state, PERSON)
    assert {kind: [set(record) for record in records] for kind, records in kept.items()} == {
        "language": [{"language", "chosen_at"}],
        "question_log": [{"keep_my_questions"}],
        "curator": [{"name", "appointed_as", "language"}],
        "draft": [{"content", "changed_at"}],
        "asked_to_write": [{"purpose", "about", "asked_by_message", "asked_at"}],
        "waiting_for_answers": [{"question", "language", "asked_at"}],
        "files": [{"name", "bytes", "sent_at"}],
        "proposals": [{"proposal"}],
        "decisions": [{"proposal", "message"}],
    }
    assert str(OTHER) not in json.dumps(kept)
    assert kept["draft"][0]["content"] == {"step": "text"}
    assert kept["curator"] == [
        {"name": "Name 100", "appointed_as": "contributor", "language": None}
    ]


def test_all_of_it_is_erased_and_nothing_of_others(state: State) -> None:
    """Every table but that of groups has something of a person, so a new one is noticed here."""
    fill(state, PERSON)
    fill(state, OTHER)
    state.groups.choose(-5, "kk")
    before, others = stored(state, PERSON), stored(state, OTHER)
    tables = held(state, PERSON)
    assert tables | {"groups"} == held(state, OTHER) | held(state, -5)
    assert forget(state, PERSON) == before
    assert (stored(state, PERSON), held(state, PERSON)) == ({}, set())
    assert (stored(state, OTHER), held(state, OTHER)) == (others, tables)
    assert state.groups.language(-5) == "kk"
    assert forget(state, PERSON) == {}


def test_nothing_of_it_is_left_in_the_files(state: State) -> None:
    fill(state, PERSON)
    forget(state, PERSON)
    for file in state.path.parent.glob("state.db*"):
        assert b"Question of 100" not in file.read_bytes()


def test_without_a_file_none_is_made(state: State) -> None:
    assert (stored(state, PERSON), forget(state, PERSON)) == ({}, {})
    assert not state.path.exists()


@languages
async def test_a_person_is_sent_their_data(
    chat_of: Callable[..., Chat], state: State, wire: Wire, lang: str
) -> None:
    chat = chat_of(lang=lang)
    (nothing,) = await chat.send("/mydata")
    assert nothing.text == f"{NOTHING[lang]}\n{NAMELESS[lang]}"
    state.people.choose(PERSON, lang)
    (sent,) = await chat.send("/mydata")
    assert sent.text == f"{FILE[lang]}\n{NAMELESS[lang]}"
    ((name, content),) = wire.documents
    read = json.loads(content)
    assert (name, list(read)) == ("mydata.json", ["telegram_number", "language"])
    assert (read["telegram_number"], read["language"][0]["language"]) == (PERSON, lang)


@languages
async def test_a_person_is_forgotten(chat_of: Callable[..., Chat], state: State, lang: str) -> None:
    """Asked once; kept at one press, erased at the other; a second press is harmless."""
    chat, (erase, keep) = chat_of(lang=lang), BUTTONS[lang]
    nothing = f"{NOTHING[lang]}\n{NAMELESS[lang]}"
    assert [shown.text for shown in await chat.send("/forget")] == [nothing]
    state.people.choose(PERSON, lang)
    (asked,) = await chat.send("/forget")
    assert (asked.text, asked.labels) == (ASKED[lang], BUTTONS[lang])
    assert [shown.text for shown in await chat.press(keep)] == [KEPT[lang]]
    assert state.people.language(PERSON) == lang
    assert [shown.text for shown in await chat.press(erase)] == [ERASED[lang]]
    assert [shown.text for shown in await chat.press(erase)] == [nothing]


@pytest.mark.parametrize("error", [FactsUnavailable("facts-missing"), ChildProcessError()])
async def test_a_person_is_forgotten_without_facts(
    chat_of: Callable[..., Chat], state: State, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """No facts can be read: what is stored about people is erased all the same."""
    state.people.choose(PERSON, "en")
    chat = chat_of(lang="en")
    await chat.send("/forget")
    monkeypatch.setattr(Here, "do", AsyncMock(side_effect=error))
    assert [shown.text for shown in await chat.press("Erase")] == [ERASED["en"]]
    assert state.people.language(PERSON) is None


async def test_what_follows_is_said(chat_of: Callable[..., Chat], state: State) -> None:
    fill(state, PERSON)
    fill(state, EDITORS[0])
    contributor, editor = chat_of(lang="en"), chat_of(lang="en", person=EDITORS[0])
    again = (
        "Without your wish stored, your questions may be kept again, without your name or number."
    )
    history = "The name under which you changed or proposed facts stays in their history."
    for chat, role in (
        (
            contributor,
            "Without your role you are no longer an author; an editor can make you one again.",
        ),
        (
            editor,
            "You stay an editor: that stands in the settings of whoever runs the bot.",
        ),
    ):
        (asked,) = await chat.send("/forget")
        assert asked.text.endswith(f"\n{again}\n{role}\n{history}")
        (erased,) = await chat.press("Erase")
        assert f"\n{again}\n{role}\n{history}\n" in erased.text
        assert erased.labels == ["Don't keep my questions"]


@pytest.mark.parametrize("value", ["", "maybe", "1"])
async def test_made_up_buttons_erase_nothing(
    chat_of: Callable[..., Chat], state: State, value: str
) -> None:
    state.people.choose(PERSON, "en")
    (shown,) = await chat_of(lang="en").press_data(f"1|forget|{value}|en")
    assert shown.text == "This button is out of date. Please ask again."
    assert state.people.language(PERSON) == "en"


@languages
async def test_a_state_file_that_can_not_be_read(
    chat_of: Callable[..., Chat], state: State, lang: str
) -> None:
    damage(state.path)
    chat = chat_of(lang=lang)
    for shown in (
        await chat.send("/mydata"),
        await chat.send("/forget"),
        await chat.press_data(f"1|forget|yes|{lang}"),
    ):
        assert [one.text for one in shown] == [UNAVAILABLE[lang]]
