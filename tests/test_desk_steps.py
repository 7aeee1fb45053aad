"""The fields of a draft: their order, and what typed words become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk import steps
from bot.desk.content import PREVIEW, Content
from bot.desk.moves import Ground, begun, entered, phrased, pressed
from bot.desk.new_sources import read_source
from bot.desk.rebasing import rebased
from bot.facts.fields import Record

LANGUAGES = ("kk", "ru", "en")
GROUND = Ground(LANGUAGES, "ru", frozenset({"anals"}))


def test_a_new_fact_begins_in_the_person_s_language_and_ends_with_its_review() -> None:
    content = begun(Content("add", 0, {}), GROUND)
    passed = [content.step]
    while (content := pressed("skip", content, None, GROUND) or content).step != PREVIEW:
        passed.append(content.step)
    assert passed == [
        "texts.ru", "date", "source", "texts.kk", "texts.en",
        "phrasings.ru", "phrasings.kk", "phrasings.en", "topic", "place",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("date", "asked"),
    [("1722-01-12", True), ("1864-11", True), ("1900-02-29", True), ("1722", False),
     ("1991-12-16", False), ("13XX", False), (None, False)],
)  # fmt: skip
def test_the_calendar_is_asked_for_where_it_matters(date: str | None, asked: bool) -> None:
    assert steps.applies("calendar", {"date": date}) is asked


def test_back_leads_to_the_step_before_and_stays_at_the_first() -> None:
    content = begun(Content("add", 0, {}), GROUND)
    content = entered(content, "Пётр I учредил прокуратуру.", GROUND)
    content = entered(content, "1722-01-12", GROUND)
    assert content.step == "calendar"
    for step in ("date", "texts.ru", "texts.ru"):
        content = pressed("back", content, None, GROUND) or content
        assert content.step == step
    assert content.record["texts"] == {"ru": "Пётр I учредил прокуратуру."}


def test_phrasings_gather_until_one_goes_on() -> None:
    content = Content("add", 0, {}, leading=True).at("phrasings.ru")
    content = phrased(phrased(phrased(content, "Когда?"), "Кто?"), "Когда?")
    assert content.record["phrasings"] == {"ru": ["Когда?", "Кто?"]}
    taken = pressed("asked", content, None, GROUND)
    assert taken is not None
    assert taken.record["phrasings"] == {"ru": ["Когда?"]}
    assert (pressed("skip", content, None, GROUND) or content).step == "phrasings.kk"


def test_an_offer_is_taken_by_its_place_and_no_other_place_leads_anywhere() -> None:
    content = Content("add", 0, {}, step="source", leading=True, choices=("annals",))
    picked = pressed("pick", content, 0, GROUND)
    assert picked is not None
    assert (picked.record["citations"], picked.step) == ([{"source": "annals"}], "locator")
    assert pressed("pick", content, 1, GROUND) is None
    assert pressed("field", content, 99, GROUND) is None
    assert pressed("explode", content, None, GROUND) is None


def test_a_new_source_gets_a_name_of_its_own() -> None:
    line = "new:Annals; Айша Б.; 1999; https://example.org/a"
    content = Content("add", 0, {}, step="source", leading=True, choices=(line,))
    picked = pressed("pick", content, 0, GROUND)
    assert picked is not None
    assert picked.sources == (
        {
            "kind": "source",
            "id": "anals-2",
            "type": "webpage",
            "title": "Annals",
            "URL": "https://example.org/a",
            "issued": "1999",
            "author": [{"literal": "Айша Б."}],
        },
    )
    assert picked.record["citations"] == [{"source": "anals-2"}]
    assert read_source("Кітап", ()) == {
        "kind": "source", "id": "kitap", "type": "book", "title": "Кітап",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("45", {"label": "page", "locator": "45"}),
        ("45-бет", {"label": "page", "locator": "45"}),
        ("45 бет", {"label": "page", "locator": "45"}),
        ("с. 45–47", {"label": "page", "locator": "45-47"}),
        ("стр. 45", {"label": "page", "locator": "45"}),
        ("pp. 3-5", {"label": "page", "locator": "3-5"}),
        ("5-жол", {"label": "line", "locator": "5"}),
        ("line 7", {"label": "line", "locator": "7"}),
        ("глава 2", {"label": "chapter", "locator": "2"}),
        ("3-тарау", {"label": "chapter", "locator": "3"}),
        ("том 2, с. 5", {"locator": "том 2, с. 5"}),
    ],
)
def test_places_in_a_source(said: str, read: Record) -> None:
    assert steps.read_locator(said) == read


@given(st.sampled_from(steps.fields(LANGUAGES)), st.text(min_size=1, max_size=9).filter(str.strip))
def test_what_was_entered_is_there_and_can_be_emptied(step: str, value: str) -> None:
    record = steps.entered({"citations": [{"source": "annals"}]}, step, value)
    assert steps.value_of(record, step) is not None
    emptied = steps.emptied(record, step)
    assert steps.value_of(emptied, step) is None


def test_one_s_own_changes_are_put_on_what_another_made_of_it() -> None:
    base = {"date": "1722", "texts": {"kk": "а", "ru": "б"}, "place": "kz"}
    mine = {"date": "1723", "texts": {"kk": "а", "ru": "в"}}
    theirs = {
        "date": "1722",
        "texts": {"kk": "г", "ru": "б", "en": "d"},
        "place": "kz",
        "topic": "t",
    }
    assert rebased(base, mine, theirs) == {
        "date": "1723", "texts": {"kk": "г", "ru": "в", "en": "d"}, "topic": "t",
    }  # fmt: skip
