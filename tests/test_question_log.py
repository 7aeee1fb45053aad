"""What people ask is kept for some days, and who asked is not."""

import logging
import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.curation.lifetimes import (
    DRAFT_DAYS,
    EXPECTATION_DAYS,
    SUGGESTION_DAYS,
    UPLOAD_DAYS,
    WAIT_DAYS,
)
from bot.curation.question_log import LONGEST, QuestionLog
from bot.service import FactService
from bot.state.file import days_ago
from bot.state.questions import LoggedQuestion
from bot.state.state import State
from bot.text.dialogue import Dialogue, Speaker
from bot.text.reply import Button

PERSON = 7_000_000_001
DAYS = 30


@pytest.fixture
def log(state: State) -> QuestionLog:
    return QuestionLog(state, DAYS)


def key(number: int) -> str:
    return str(uuid.UUID(int=number))


def kept(state: State, number: int | None) -> LoggedQuestion:
    assert number is not None
    question = state.questions.question(number)
    assert question is not None
    return question


@pytest.mark.parametrize(
    ("text", "lang", "outcome", "shown"),
    [
        ("Тәуелсіздік қашан жарияланды?", "kk", "answer", (1,)),
        (" When did Abylai come to power?\n", "en", "choices", (7, 8)),
        ("Что произошло в 1500 году?", "ru", "none", (3, 2, 7)),
        ("Who invented the locomotive?", "en", "none", ()),
        (
            "Когда основано Казахское ханство? Когда провозглашена независимость?",
            "ru",
            "answer",
            (3, 1),
        ),
    ],
)
def test_a_question_is_kept_with_what_was_shown(
    log: QuestionLog,
    state: State,
    service: FactService,
    text: str,
    lang: str,
    outcome: str,
    shown: tuple[int, ...],
) -> None:
    one = kept(state, log.keep(text, service.ask(text)))
    assert (one.text, one.lang, one.outcome) == (text.strip(), lang, outcome)
    assert one.facts == tuple(map(key, shown))
    assert (one.chosen, one.out_of_scope) == (None, False)


def test_lists_are_not_kept(log: QuestionLog, state: State, service: FactService) -> None:
    assert log.keep("x", service.ask("What happened on 16 December?")) is None
    assert not state.path.exists()


def test_long_and_broken_questions_are_kept_as_far_as_they_can_be(
    log: QuestionLog, state: State, service: FactService
) -> None:
    outcome = service.ask("Who invented the locomotive?")
    assert kept(state, log.keep("ә" * 4096, outcome)).text == "ә" * LONGEST
    assert kept(state, log.keep("\ud83d хлеб \udc00", outcome)).text == "хлеб"
    assert kept(state, log.keep("хлеб\x00'); --", outcome)).text == "хлеб\x00'); --"
    assert log.keep(" \ud83d\n", outcome) is None


def test_only_a_fact_that_was_offered_can_be_chosen(
    log: QuestionLog, state: State, service: FactService
) -> None:
    text = "When did Abylai come to power?"
    row = log.keep(text, service.ask(text))
    assert row is not None
    log.chose(row, key(1))
    assert kept(state, row).chosen is None
    log.chose(row, key(7))
    log.chose(row, key(8))
    assert kept(state, row).chosen == key(8)
    answered = log.keep("f", service.ask("When was independence declared?"))
    assert answered is not None
    log.chose(answered, key(1))
    assert kept(state, answered).chosen is None


def test_without_days_nothing_is_kept(state: State, service: FactService) -> None:
    log = QuestionLog(state, 0)
    dialogue = Dialogue(service, log)
    for text in ("When was independence declared?", "When did Abylai come to power?", "Хлеб?"):
        dialogue.say(text, Speaker())
    log.chose(1, key(1))
    log.age()
    assert not state.path.exists()


def test_presses_keep_the_choice(log: QuestionLog, state: State, service: FactService) -> None:
    """Not that of somebody who has gone out of the log meanwhile."""
    dialogue = Dialogue(service, log)
    reply = dialogue.say("Абылай қашан билікке келді?", Speaker())
    assert [button.value for button in reply.buttons] == ["7.1", "8.1"]
    dialogue.press(reply.buttons[0], Speaker(logged=False))
    assert kept(state, 1).chosen is None
    shown = dialogue.press(reply.buttons[0], Speaker(interface="en"))
    assert shown.buttons[-1] == Button("Қате бар ма?", "wrong", "7.0", "kk")
    assert kept(state, 1).chosen == key(7)
    dialogue.press(Button("", "fact", "1.1", "kk"), Speaker())
    dialogue.press(Button("", "fact", "8.999", "kk"), Speaker())
    assert kept(state, 1).chosen == key(7)


def test_buttons_carry_the_row(log: QuestionLog, service: FactService) -> None:
    """Near facts theirs; with the question to be told of a proof that it is known."""
    dialogue = Dialogue(service, log)
    *_, wrong = dialogue.say("When was independence declared?", Speaker()).buttons
    assert replace(wrong, beside=False) == Button("Something wrong?", "wrong", "1.1", "en")
    reply = dialogue.say("What happened in 1500?", Speaker())
    assert [button.value for button in reply.buttons[:3]] == ["3.2", "2.2", "7.2"]
    tell = reply.buttons[3]
    assert (tell.label, tell.action, tell.lang) == ("Tell me when you know", "tell", "en")
    assert tell.value.startswith("2.")
    again = dialogue.say("What happened in 1501?", Speaker()).buttons[-1]
    assert again.value.partition(".")[2] != tell.value.partition(".")[2]


def test_without_a_log_there_are_no_quiet_buttons(service: FactService) -> None:
    """As in the terminal."""
    dialogue = Dialogue(service)
    assert dialogue.say("When was independence declared?", Speaker()).buttons == ()
    assert dialogue.say("Who invented the locomotive?", Speaker()).buttons == ()
    assert dialogue.say("f1", Speaker()).buttons == ()
    assert dialogue.command("privacy", Speaker()).buttons == ()
    values = [b.value for b in dialogue.say("When did Abylai come to power?", Speaker()).buttons]
    assert values == ["7", "8"]


def test_what_people_say_has_no_column_for_who_said_it(state: State) -> None:
    state.people.log(PERSON, wanted=False)  # makes the file
    with closing(sqlite3.connect(state.path)) as db:
        columns = [row[1] for row in db.execute("PRAGMA table_info(questions)")]
        suggested = [row[1] for row in db.execute("PRAGMA table_info(suggestions)")]
    assert columns == ["id", "text", "lang", "outcome", "facts", "chosen", "out_of_scope", "at"]
    assert suggested == ["id", "fact", "lang", "text", "at", "question"]


def test_the_screen_tells_whether_questions_are_kept(state: State, service: FactService) -> None:
    dialogue = Dialogue(service, QuestionLog(state, DAYS))
    replies = [
        dialogue.command("privacy", Speaker(lang, logged=logged))
        for lang in ("kk", "ru", "en")
        for logged in (True, False)
    ]
    assert [reply.paragraphs[0][0].text for reply in replies] == [
        "Сұрақтар 30 күн сақталады, кім сұрағаны жазылмайды: редакторлар не жетіспейтінін көруі "
        "үшін.",
        "Сұрақтарыңызды сақтамаймын; мұны есте ұстау үшін Telegram-дағы ID нөміріңізді сақтаймын.",
        "Вопросы храню 30 дней, без указания, кто спросил, – чтобы редакторы видели, чего не "
        "хватает.",
        "Ваши вопросы не храню; чтобы помнить об этом, храню ваш номер в Telegram.",
        "I keep questions for 30 days, without who asked them, so that editors see what is "
        "missing.",
        "I don't keep your questions; to know that you want it so, I keep your Telegram number.",
    ]
    assert [(button.label, button.value) for reply in replies for button in reply.buttons] == [
        ("Сұрақтарымды сақтамаңыз", "off"),
        ("Сұрақтарымды қайта сақтаңыз", "on"),
        ("Не хранить мои вопросы", "off"),
        ("Снова хранить мои вопросы", "on"),
        ("Don't keep my questions", "off"),
        ("Keep my questions again", "on"),
    ]


def test_where_no_questions_are_kept_there_is_nothing_to_press(
    state: State, service: FactService
) -> None:
    dialogue = Dialogue(service, QuestionLog(state, 0))
    replies = [dialogue.command("privacy", Speaker(lang)) for lang in ("kk", "ru", "en")]
    assert [reply.paragraphs[0][0].text for reply in replies] == [
        "Сұрақтарды сақтамаймын.",
        "Вопросы не храню.",
        "I keep no questions.",
    ]
    assert [reply.buttons for reply in replies] == [(), (), ()]


def fill(state: State) -> None:
    """Keep one of everything that goes with time."""
    state.questions.keep("text", "kk", "none", [])
    state.suggestions.keep(key(1), "kk", "text")
    state.waiting.keep(PERSON, "kk", "text")
    state.drafts.begin(PERSON, {})
    state.expected.expect(PERSON, "reason", "1.0")
    state.uploads.keep(PERSON, "facts.csv", b"", "0")
    state.people.choose(PERSON, "kk")
    state.people.log(PERSON, wanted=False)


def set_back(path: Path, table: str, days: float) -> None:
    """Let what a table holds be so many days old."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(f"UPDATE {table} SET at = ?", [days_ago(days)])


def count(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


AGEING = {
    "questions": DAYS,
    "suggestions": DAYS,
    "waiting": WAIT_DAYS,
    "drafts": DRAFT_DAYS,
    "expected": EXPECTATION_DAYS,
    "uploads": UPLOAD_DAYS,
}


@pytest.mark.parametrize("table", AGEING)
def test_everything_is_forgotten_in_time(state: State, log: QuestionLog, table: str) -> None:
    """An hour before its time a row stays; an hour after it goes, it alone."""
    fill(state)
    set_back(state.path, table, AGEING[table] - 1 / 24)
    log.age()
    assert {name: count(state.path, name) for name in AGEING} == dict.fromkeys(AGEING, 1)
    set_back(state.path, table, AGEING[table] + 1 / 24)
    log.age()
    assert {name: count(state.path, name) for name in AGEING} == (
        dict.fromkeys(AGEING, 1) | {table: 0}
    )
    assert state.people.language(PERSON) == "kk"
    assert not state.people.is_logged(PERSON)


def test_a_log_that_was_turned_off_is_emptied(state: State) -> None:
    """What was kept before goes at the next start; suggestions wait for an editor all the same."""
    fill(state)
    set_back(state.path, "questions", 1 / 24)
    set_back(state.path, "suggestions", SUGGESTION_DAYS - 1)
    QuestionLog(state, 0).age()
    assert (count(state.path, "questions"), count(state.path, "suggestions")) == (0, 1)
    set_back(state.path, "suggestions", SUGGESTION_DAYS + 1)
    QuestionLog(state, 0).age()
    assert count(state.path, "suggestions") == 0


def test_what_was_forgotten_is_not_left_in_the_file(state: State, log: QuestionLog) -> None:
    state.questions.keep("тыныштық теңізі", "kk", "none", [])
    set_back(state.path, "questions", DAYS + 1)
    log.age()
    state.close()
    assert "теңізі".encode() not in b"".join(
        file.read_bytes() for file in state.path.parent.glob("state.db*")
    )


@pytest.mark.parametrize(
    ("use", "said"),
    [
        (lambda log, outcome: log.keep("хлеб", outcome), "a question could not be kept"),
        (lambda log, outcome: log.chose(1, key(7)), "a choice of a fact could not be kept"),
        (lambda log, outcome: log.age(), "what is old could not be forgotten"),
    ],
)
def test_a_file_that_can_not_be_used_is_told_to_the_log_without_words(
    state: State,
    log: QuestionLog,
    service: FactService,
    caplog: pytest.LogCaptureFixture,
    use: Callable[..., object],
    said: str,
) -> None:
    state.path.write_bytes(b"not a database " * 100)
    with caplog.at_level(logging.WARNING):
        assert use(log, service.ask("Who invented the locomotive?")) is None
    assert caplog.messages == [f"{said}: state-damaged"]
