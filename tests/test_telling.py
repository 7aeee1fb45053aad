"""Whoever waits for an answer is told once there is one."""

from pathlib import Path
from typing import Any

import pytest
from support.facts import write_facts

from bot.desk import telling
from bot.desk.telling import Teller
from bot.errors import StateUnavailable
from bot.service import FactService
from bot.state.state import State
from bot.text.reply import Button, plain

SEA = {
    "kk": "Айда қандай теңіз бар?",
    "ru": "Какое море есть на Луне?",
    "en": "Which sea is there on the Moon?",
}
NEW: dict[str, Any] = {
    "kind": "fact",
    "id": 20,
    "status": "published",
    "date": "1651",
    "texts": {
        "kk": "Айда Тыныштық теңізі бар.",
        "ru": "На Луне есть Море Спокойствия.",
        "en": "There is the Sea of Tranquillity on the Moon.",
    },
    "phrasings": {lang: [question] for lang, question in SEA.items()},
    "citations": [{"source": "annals"}],
}


@pytest.fixture
def teller(service: FactService, state: State) -> Teller:
    return Teller(service, state)


def numbers(teller: Teller) -> list[int]:
    return [number for number, _ in teller.due()]


def test_they_are_told_in_their_language_what_they_asked_and_what_is_known(
    teller: Teller, state: State, facts: Path
) -> None:
    for chat, (lang, question) in enumerate(SEA.items(), start=1):
        state.waiting.keep(chat, lang, question)
    assert teller.due() == []
    write_facts(facts, NEW)
    due = teller.due()
    assert [(number, letter.chat, letter.asks) for number, letter in due] == [
        (1, 1, False),
        (2, 2, False),
        (3, 3, False),
    ]
    assert [plain(letter.reply) for _, letter in due] == [
        "Сіз «Айда қандай теңіз бар?» деп сұраған едіңіз. Енді жауабын білемін:\n"
        "1651 жыл\n"
        "Айда Тыныштық теңізі бар.\n"
        "Дереккөз: Жылнама, 1999\n"
        "  1. Сол кезде\n"
        "  2. Дереккөз\n"
        "  3. Қате бар ма?",
        "Вы спрашивали: «Какое море есть на Луне?» Теперь я знаю ответ:\n"
        "1651 год\n"
        "На Луне есть Море Спокойствия.\n"
        "Источник: Летопись, 1999\n"
        "  1. Что было рядом\n"
        "  2. Источник\n"
        "  3. Что-то не так?",
        "You asked: “Which sea is there on the Moon?” Now I know:\n"
        "1651\n"
        "There is the Sea of Tranquillity on the Moon.\n"
        "Source: Annals, 1999\n"
        "  1. Around that time\n"
        "  2. Source\n"
        "  3. Something wrong?",
    ]
    assert due[2][1].reply.buttons[-1] == Button("Something wrong?", "wrong", "20.0", "en")


def test_whoever_was_told_is_forgotten(teller: Teller, state: State, facts: Path) -> None:
    state.waiting.keep(1, "kk", SEA["kk"])
    state.waiting.keep(2, "kk", SEA["kk"])
    write_facts(facts, NEW)
    assert numbers(teller) == [1, 2]
    teller.told(1)
    teller.told(1)
    assert [wait.chat for wait in state.waiting.all()] == [2]
    assert numbers(teller) == [], "not asked again while the facts stay as they are"


def test_what_was_not_sent_is_due_again(
    teller: Teller, service: FactService, state: State, facts: Path
) -> None:
    """When the facts change, and when the bot starts."""
    state.waiting.keep(1, "kk", SEA["kk"])
    write_facts(facts, NEW)
    assert numbers(teller) == [1]
    write_facts(facts, NEW | {"date": "1652"})
    assert numbers(teller) == [1]
    assert numbers(Teller(service, state)) == [1]


def test_choices_and_lists_are_no_answer_yet(teller: Teller, state: State) -> None:
    for text in ("When did Abylai come to power?", "What happened on 16 December?", "Bread?"):
        state.waiting.keep(1, "en", text)
    assert teller.due() == []
    assert len(state.waiting.all()) == 3


def test_a_wait_that_came_after_the_answer(teller: Teller, state: State, facts: Path) -> None:
    """The fact may come between the question and the press."""
    write_facts(facts, NEW)
    assert teller.due() == []
    state.waiting.keep(1, "kk", SEA["kk"])
    assert numbers(teller) == [1]


def test_a_look_does_so_much_and_the_next_one_goes_on(
    teller: Teller, state: State, facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "MOST_ASKED", 2)
    for chat in range(1, 6):
        state.waiting.keep(chat, "kk", SEA["kk"])
    write_facts(facts, NEW)
    assert [numbers(teller) for _ in range(4)] == [[1, 2], [3, 4], [5], []]


def test_a_change_in_the_middle_begins_anew(
    teller: Teller, state: State, facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "MOST_ASKED", 2)
    for chat in range(1, 4):
        state.waiting.keep(chat, "kk", SEA["kk"])
    assert teller.due() == []
    write_facts(facts, NEW)
    assert [numbers(teller) for _ in range(3)] == [[1, 2], [3], []]


def test_a_long_question_is_quoted_in_short(teller: Teller, state: State, facts: Path) -> None:
    text = f"{SEA['en']}\n{'please ' * 60}".strip()
    state.waiting.keep(1, "en", text)
    write_facts(facts, NEW | {"phrasings": {"en": [SEA["en"], "please"]}})
    ((_, letter),) = teller.due()
    first = plain(letter.reply).splitlines()[0]
    assert first.startswith("You asked: “Which sea is there on the Moon? please please")
    assert first.endswith("please…” Now I know:")
    assert len(first) < 200


def test_a_state_file_that_can_not_be_used(teller: Teller, state: State, facts: Path) -> None:
    """The look is made up for once it can be."""
    state.waiting.keep(1, "kk", SEA["kk"])
    write_facts(facts, NEW)
    state.close()
    whole = state.path.read_bytes()
    state.path.write_bytes(b"not a database " * 100)
    with pytest.raises(StateUnavailable):
        teller.due()
    state.path.write_bytes(whole)
    assert numbers(teller) == [1]


def test_without_a_state_file_nobody_waits(teller: Teller, state: State) -> None:
    assert teller.due() == []
    assert not state.path.exists()
