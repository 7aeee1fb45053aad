"""Pages of lists, as buttons carry them and years later."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.facts import DATASET, fact, write_facts

from bot.dates.asked_dates import find
from bot.dates.edtf import OPEN_END, OPEN_START
from bot.facts.models import Asked
from bot.service import FactService
from bot.telegram.callbacks import encode
from bot.telegram.untrusted import pressed
from bot.text.dialogue import Dialogue, Speaker
from bot.text.pages import LONGEST, Page, page_of, page_value
from bot.text.reply import Button, Reply, plain

STALE = "This button is out of date. Please ask again."
WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1), max_size=4)
TIMES = st.sampled_from(
    [
        *(
            "1722 жылы",
            "XVIII век",
            "on 16 December",
            "12 қаңтар 1722",
            "before 1700",
            "after 1917",
        ),
        *("44 BC", "1917-1922", "в I тысячелетии до н. э.", "29 февраля"),
    ]
)


@given(st.integers(1, 999), TIMES, WORDS)
def test_a_page_is_read_as_it_was_written(number: int, time: str, words: list[str]) -> None:
    for date in find(time):
        asked = Asked(date.earliest, date.latest, date.day_of_year)
        page = Page(number, asked, tuple(words))
        assert page_of(page_value(page)) == page


def test_a_page_of_any_time_has_words() -> None:
    page = Page(2, None, ("peter", "1"))
    assert page_of(page_value(page)) == page
    assert page_of("2.x.0") is None


def test_a_whole_day_a_year_and_all_time_fit_a_button_with_words() -> None:
    for asked in (Asked(17220112, 17220112), Asked(OPEN_START, OPEN_END), Asked(-429685, 16991231)):
        assert len(page_value(Page(999, asked, ()))) <= LONGEST - 18


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            "1",
            "1.x",
            "0.x.0.a",
            "01.x.0.a",
            "x.x.0.a",
            "1000.x.0.a",
            "1..0.a",
            "1.x.0.",
            "1.x.0..a",
        ),
        *("1.y.0", "1.y.zz", "1.y.11", "1.zzzzzz.0", "1.0.zzzzzz", "1.1.2", "1.1xo7se.0", "1.2.x"),
        *("1.x.0.A", "1.x.0.а", "1.x.0.a_b", "1.x.0.a b", "²..1", "1.ＡＢ.1", "1234567.1.1"),
    ],
)
def test_other_values_are_no_page(value: str) -> None:
    assert page_of(value) is None


@pytest.fixture
def many(tmp_path):  # type: ignore[no-untyped-def]
    """Return a service over 25 facts of one reformer, and a stranger's."""
    told = [
        fact(
            n,
            None if n == 25 else str(1700 + n),
            (f"Сперанский {n}-жобасын ұсынды.", f"Сперанский {n}-жобасын қашан ұсынды?"),
            (f"Сперанский внёс {n}-й проект.", f"Когда Сперанский внёс {n}-й проект?"),
            (f"Speransky brought draft {n}.", f"When did Speransky bring draft {n}?"),
        )
        for n in range(1, 26)
    ]
    other = fact(26, "1703", ("Витте келді.", "Витте қашан келді?"))
    source = {"kind": "source", "id": "annals", "type": "book", "title": "Annals"}
    write_facts(tmp_path / "many.db", DATASET, source, *told, other)
    service = FactService(tmp_path / "many.db")
    yield service
    service.close()


def turned(dialogue: Dialogue, shown: Reply, to: str) -> Reply:
    button = next(button for button in shown.buttons if button.label == to)
    carried = pressed(encode(button))
    assert carried is not None
    return dialogue.press(carried, Speaker())


def facts(shown: Reply) -> list[str]:
    return [button.value for button in shown.buttons if button.action == "fact"]


@pytest.mark.parametrize(
    ("question", "further"),
    [
        ("Сперанский туралы не білесің?", "Келесі ›"),
        ("Что известно о Сперанском?", "Дальше ›"),
        ("What do you know about Speransky?", "Next ›"),
    ],
)
def test_everything_of_a_name_is_turned_to_its_end_after_a_restart(
    many: FactService, question: str, further: str
) -> None:
    first = Dialogue(many).say(question, Speaker())
    second = turned(Dialogue(many), first, further)
    third = turned(Dialogue(many), second, further)
    told = [*facts(first), *facts(second), *facts(third)]
    assert told == [str(n) for n in range(1, 26)]
    back = turned(
        Dialogue(many), third, {"Келесі ›": "‹ Артқа", "Дальше ›": "‹ Назад"}.get(further, "‹ Back")
    )
    assert back == second


def test_a_time_is_turned_with_the_words_that_narrow_it(many: FactService) -> None:
    dialogue = Dialogue(many)
    first = dialogue.say("What happened in the 18th century?", Speaker())
    assert plain(first).splitlines()[0] == "I have 25 facts from that time:"
    assert facts(turned(dialogue, first, "Next ›"))[0] == "10"


def test_a_fact_of_a_list_is_opened_whole(many: FactService) -> None:
    dialogue = Dialogue(many)
    listed = dialogue.say("tell me about Speransky", Speaker())
    assert "Source: Annals" in plain(dialogue.press(listed.buttons[2], Speaker()))


def test_a_list_that_is_no_more_is_politely_declined(service: FactService) -> None:
    dialogue = Dialogue(service)
    for value in ("2.x.0.speranski", "2.zzzz", "1.y.xs.nobodi"):
        shown = dialogue.press(Button("", "page", value, "en"), Speaker("en"))
        assert plain(shown) == STALE
