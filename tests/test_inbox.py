"""What waits for an editor: found, grouped, named, and put away."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.curation import inbox
from bot.curation.curators import Curator
from bot.curation.inbox import DoubtedFact, Inbox, Item, MinedPhrasing, OpenQuestion
from bot.curation.question_groups import MOST_COMPARED
from bot.curation.service import CurationService
from bot.curation.spellings import lacking, phrasings, spellings, with_phrasings
from bot.service import FactService
from bot.state.questions import LoggedQuestion
from bot.state.state import State

EDITOR, AUTHOR = Curator("Айгүл", "editor", "chat"), Curator("Болат", "contributor", "chat")
UNKNOWN = "Айда қандай теңіз бар?"
BREAD = ("Сколько стоит хлеб?", "ru")
ABYLAI = "Абылай қашан билікке келді екен?"


@pytest.fixture
def box(state: State, service: FactService, facts: Path) -> Inbox:
    return Inbox(state, service, CurationService(facts))


def ask(state: State, *asked: tuple[str, str]) -> list[int]:
    return [state.questions.keep(text, lang, "none", []) for text, lang in asked]


def choose(state: State, service: FactService, text: str, lang: str, number: int) -> int:
    offered = [service.fact(7).key, service.fact(8).key]
    row = state.questions.keep(text, lang, "choices", offered)
    state.questions.choose(row, service.fact(number).key)
    return row


def names(items: Sequence[Item]) -> list[str]:
    return [item.name for item in items]


def logged(*asked: tuple[str, str]) -> list[LoggedQuestion]:
    return [
        LoggedQuestion(number, text, lang, "none", (), None, out_of_scope=False, at="")
        for number, (text, lang) in enumerate(asked, start=1)
    ]


def test_an_inbox_of_nothing_is_empty_and_makes_no_file(box: Inbox, state: State) -> None:
    assert box.items() == []
    assert not state.path.exists()


def test_the_most_urgent_comes_first(
    box: Inbox, state: State, service: FactService, facts: Path
) -> None:
    curation = CurationService(facts)
    choose(state, service, ABYLAI, "kk", 8)
    ask(state, (UNKNOWN, "kk"), BREAD, BREAD)
    state.suggestions.keep(service.fact(2).key, "ru", "Дата")
    fact, revision = curation.fact(3)
    curation.propose(curation.draft(replace(fact, topic="state"), revision), AUTHOR)
    assert names(box.items()) == ["p1", "q3", "q2", "w1", "m1"]


def test_one_question_in_three_spellings_is_one_item(box: Inbox, state: State) -> None:
    ask(
        state,
        ("handyktyn irgesin kim kalady", "kk"),
        ("Хандықтың іргесін кім қалады?", "kk"),
        (UNKNOWN, "kk"),
        ("Хандыктын иргесин ким калады", "ru"),
    )
    first, second = box.items()
    assert isinstance(first, OpenQuestion)
    assert (first.name, first.rows, first.group.text) == (
        "q1", (1, 2, 4), "Хандықтың іргесін кім қалады?",
    )  # fmt: skip
    assert first.group.languages == [("kk", 2), ("ru", 1)]
    assert [(s.text, s.count) for s in first.group.spellings] == [
        ("Хандықтың іргесін кім қалады?", 1),
        ("Хандыктын иргесин ким калады", 1),
        ("handyktyn irgesin kim kalady", 1),
    ]
    assert second.name == "q3"


def test_a_name_stands_for_the_item_that_holds_its_row_now(box: Inbox, state: State) -> None:
    ask(state, BREAD, (UNKNOWN, "kk"), BREAD)
    (held,) = [item for item in box.items() if item.name == "q1"]
    ask(state, BREAD)
    grown = box.held("q3", box.items())
    assert grown is not None
    assert (held.rows, grown.rows, grown.name) == ((1, 3), (1, 3, 4), "q1")
    state.questions.forget([1])
    assert box.held("q1", box.items()) is None
    assert box.held("w3", box.items()) is None
    assert names([box.held("q4", box.items()) or grown]) == ["q3"]


def test_what_is_out_of_scope_stays_out_however_often_it_is_asked(box: Inbox, state: State) -> None:
    old, _ = ask(state, BREAD, (UNKNOWN, "kk"))
    item = box.held("q1", box.items())
    assert isinstance(item, OpenQuestion)
    box.leave_out(item)
    (new,) = ask(state, ("сколько стоит хлеб", "ru"))
    assert names(box.items()) == ["q2"]
    state.questions.forget([old])
    assert names(box.items()) == ["q2"]
    assert (state.questions.question(new) or logged(BREAD)[0]).out_of_scope


def test_a_question_that_the_facts_answer_by_now_is_forgotten(
    box: Inbox, state: State, facts: Path
) -> None:
    ask(state, BREAD, (UNKNOWN, "kk"))
    assert names(box.items()) == ["q1", "q2"]
    curation = CurationService(facts)
    fact, revision = curation.fact(4)
    draft = curation.draft(with_phrasings(fact, {"kk": UNKNOWN}), revision)
    curation.publish(draft, EDITOR, confirmed=True)
    assert names(box.items()) == ["q1"]
    assert state.questions.question(2) is None


def test_what_was_not_asked_again_at_a_look_is_when_it_is_taken_up(
    box: Inbox, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "MOST_ASKED_AGAIN", 1)
    ask(state, BREAD, ("Тәуелсіздік қашан жарияланды?", "kk"))
    items = box.items()
    assert names(items) == ["q1", "q2"]
    assert box.held("q2", items) is None
    assert state.questions.question(2) is None


def test_what_people_say_of_a_fact_stands_together(
    box: Inbox, state: State, service: FactService
) -> None:
    key = service.fact(2).key
    state.suggestions.keep(key, "ru", "Дата", "Кто поставил прокурора?")
    state.suggestions.keep(service.fact(1).key, "ru", "Дата")
    state.suggestions.keep(key, "kk", "Күні")
    state.suggestions.keep(key, "ru", "Дата", "Кто поставил прокурора?")
    state.suggestions.keep("no such fact", "ru", "Дата")
    first, second = box.items()
    assert isinstance(first, DoubtedFact)
    assert (first.name, first.fact.label, first.rows) == ("w1", "f2", (1, 3, 4))
    assert first.reasons == [("Дата", 2), ("Күні", 1)]
    assert first.questions == ("Кто поставил прокурора?",)
    assert second.name == "w2"


def test_what_came_in_after_the_card_was_shown_is_not_settled_with_it(
    box: Inbox, state: State, service: FactService
) -> None:
    for reason in ("Дата", "Мәтін"):
        state.suggestions.keep(service.fact(2).key, "kk", reason)
    (item,) = box.items()
    assert isinstance(item, DoubtedFact)
    box.settle(item, 1)
    assert names(box.items()) == ["w2"]


def test_what_is_said_of_a_merged_fact_concerns_the_one_that_took_it_over(
    box: Inbox, state: State, service: FactService, facts: Path
) -> None:
    state.suggestions.keep(service.fact(7).key, "kk", "Күні")
    curation = CurationService(facts)
    curation.publish(curation.merging(7, 8), EDITOR, confirmed=True)
    (item,) = box.items()
    assert isinstance(item, DoubtedFact)
    assert item.fact.label == "f8"
    curation.publish(curation.retiring(8), EDITOR, confirmed=True)
    assert box.items() == []


def test_a_question_becomes_a_phrasing_of_the_fact_that_two_thirds_chose(
    box: Inbox, state: State, service: FactService
) -> None:
    choose(state, service, ABYLAI, "kk", 8)
    choose(state, service, ABYLAI, "kk", 7)
    assert box.items() == []
    choose(state, service, ABYLAI.lower(), "kk", 8)
    (item,) = box.items()
    assert isinstance(item, MinedPhrasing)
    assert (item.name, item.fact.label, item.rows) == ("m1", "f8", (1, 2, 3))
    assert len(item.group.questions) == 2
    box.forget(item)
    assert state.questions.chosen() == []


def test_a_phrasing_that_the_fact_has_is_not_proposed(
    box: Inbox, state: State, service: FactService
) -> None:
    choose(state, service, "абылай кашан биликке келди", "ru", 8)
    assert box.items() == []


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ([("qashan", "kk"), ("qashan", "kk"), ("қашан", "kk")], {"kk": "qashan"}),
        ([("qashan", "kk"), ("кашан", "kk"), ("қашан", "kk")], {"kk": "қашан"}),
        ([("3аза3 хандығы", "kk"), ("казак хандыгы", "kk")], {"kk": "казак хандыгы"}),
        ([("kogda", "ru"), ("ғде", "ru"), ("когда  же", "ru")], {"ru": "когда же"}),
        ([("црут", "en"), ("when", "en"), ("When", "en")], {"en": "when"}),
        ([("Когда?", "ru"), ("Қашан?", "kk")], {"kk": "Қашан?", "ru": "Когда?"}),
        ([("Абылай хан", "ru"), ("Абылай хан", "kk")], {"ru": "Абылай хан"}),
    ],
)
def test_the_spelling_asked_most_is_kept_then_the_best_written_then_the_first(
    asked: list[tuple[str, str]], kept: dict[str, str]
) -> None:
    assert phrasings(spellings(logged(*asked))) == kept


def test_only_phrasings_that_a_fact_lacks_are_added(service: FactService) -> None:
    fact = service.fact(1)
    new = lacking(fact, {"ru": "tauelsizdik qashan jariyalandy", "en": "Independent since when?"})
    assert new == {"en": "Independent since when?"}
    assert with_phrasings(fact, new).phrasings == {
        **fact.phrasings,
        "en": ("When was independence declared?", "Independent since when?"),
    }


def test_of_thousands_of_questions_those_asked_most_are_shown(box: Inbox, state: State) -> None:
    ask(state, BREAD)  # makes the file
    asked = [f"Айдағы {number % 500} теңіз қандай?" for number in range(5000)]
    with closing(sqlite3.connect(state.path)) as db, db:
        db.executemany(
            "INSERT INTO questions (text, lang, outcome, facts, at)"
            " VALUES (?, 'kk', 'none', '[]', '2026-11-23T10:00:00+00:00')",
            [(text,) for text in asked],
        )
    items = box.items()
    assert len(items) == MOST_COMPARED == 500
    assert {len(item.rows) for item in items} == {10}
    first, second = items[:2]
    assert isinstance(first, OpenQuestion)
    assert isinstance(second, OpenQuestion)
    box.leave_out(first)
    assert [item.name for item in box.items()] == [item.name for item in items[1:]] + ["q1"]
    box.forget(second)
    assert [item.name for item in box.items()] == [item.name for item in items[2:]] + ["q1"]
