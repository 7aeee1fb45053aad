"""Questions that ask the same stand together, however they are spelt; all others stay apart."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random

import pytest
from support.same import Asked, read_asked, told

from bot.evaluation.spoilers import SPOILERS, Spoiler, spoiled
from bot.facts import location
from bot.service import FactService

Joins = Callable[[str, str], bool]


@pytest.fixture(scope="module")
def shipped() -> Iterator[FactService]:
    service = FactService(location.shipped())
    yield service
    service.close()


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    return read_asked()


@pytest.fixture
def joins(shipped: FactService) -> Joins:
    return lambda one, other: shipped.same([one, other]) == [[0, 1]]


@pytest.mark.parametrize(
    "other",
    [
        "когда родился пушкин",
        "В каком году родился Пушкин?",
        "пушкин родился когда??",
        "kogda rodilsya pushkin",
        "Rjulf hjlbkcz Geirby&",
        "Когда родился Пушкн?",
        "Кагда родился Пушкин",
        "Здравствуйте! Ребёнку задали доклад, когда родился Пушкин?",
        "Когдародился Пушкин",
        "КОГДА РОДИЛСЯ ПУШКИН",
        "When was Pushkin born?",
        "Пушкин қашан туған?",
        "pushkin qashan tugan",
    ],
)
def test_one_question_in_many_spellings(joins: Joins, other: str) -> None:
    assert joins("Когда родился Пушкин?", other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Когда родился Пушкин?", "Где родился Пушкин?"),
        ("Когда родился Пушкин?", "Когда умер Пушкин?"),
        ("Когда родился Пушкин?", "Когда родился Лермонтов?"),
        ("Когда родился Пушкин?", "When did Pushkin die?"),
        ("Когда родился Пушкин?", "Когда женился Пушкин?"),
        ("Кто убил Линкольна?", "Кого убил Линкольн?"),
        ("Who killed Booth?", "Who did Booth kill?"),
        ("Томирис кімді өлтірді?", "Томирисді кім өлтірді?"),
        ("When did France attack Prussia?", "When did Prussia attack France?"),
        ("Почему найманы приняли ислам?", "Почему найманы не приняли ислам?"),
        ("Наймандар исламды неге қабылдады?", "Наймандар исламды неге қабылдамады?"),
        ("Why did Turkey join NATO?", "Why didn't Turkey join NATO?"),
        ("Что было на Угре в 1480 году?", "Что было на Угре в 1472 году?"),
        ("Кто правил Моголистаном в XV веке?", "Кто правил Моголистаном в XVI веке?"),
        ("Когда умер Наполеон I?", "Когда умер Наполеон III?"),
        ("Сколько дней длилась блокада?", "Сколько лет длилась блокада?"),
        ("Когда основали ханство?", "Когда упразднили ханство?"),
        ("Когда столицу перенесли из Алматы?", "Когда столицу перенесли в Алматы?"),
        ("Почему Наполеон проиграл?", "Наполеон напал на Россию. Почему он проиграл?"),
        ("Қазір хан кім?", "Қазір хан кім, қашан сайланды?"),
        ("Кони кім?", "Кони дегеніміз қай жер?"),
    ],
)
def test_other_questions_stay_apart(joins: Joins, one: str, other: str) -> None:
    assert not joins(one, other)
    assert not joins(other, one)


def test_what_cannot_be_compared_is_not_joined_across_languages(joins: Joins) -> None:
    assert not joins("Когда женился Пушкин?", "When did Pushkin marry?")
    assert joins("Когда женился Пушкин?", "пушкин когда женился")


def test_the_passive_and_the_active_ask_the_same(joins: Joins) -> None:
    active = "When did the Ottomans capture Constantinople?"
    assert joins(active, "When was Constantinople captured by the Ottomans?")


def test_every_question_asks_the_same_as_itself(shipped: FactService, asked: list[Asked]) -> None:
    for row in asked[::7]:
        assert shipped.same([row.question, row.question]) == [[0, 1]]


@pytest.mark.parametrize("text", ["", "?", "🙏", "и", "0" * 5_000, "а " * 5_000])
def test_texts_that_say_nothing_are_no_error(shipped: FactService, text: str) -> None:
    assert shipped.same([text, "Когда родился Пушкин?"]) == [[0], [1]]


def test_no_questions_make_no_groups(shipped: FactService) -> None:
    assert shipped.same([]) == []


def test_groups_come_in_the_order_of_their_first_members(
    shipped: FactService, asked: list[Asked]
) -> None:
    groups = shipped.same([row.question for row in asked])
    assert sorted(place for group in groups for place in group) == list(range(len(asked)))
    assert all(group == sorted(group) for group in groups)
    assert all(one[0] < other[0] for one, other in pairwise(groups))


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_questions_does_not_matter(
    shipped: FactService, asked: list[Asked], seed: int
) -> None:
    questions = [row.question for row in asked]
    order = list(range(len(questions)))
    Random(seed).shuffle(order)
    shuffled = shipped.same([questions[place] for place in order])
    put_back = sorted(sorted(order[place] for place in group) for group in shuffled)
    assert put_back == shipped.same(questions)


def test_the_set_of_questions_is_whole(asked: list[Asked]) -> None:
    assert {row.lang for row in asked} == {"kk", "ru", "en"}
    assert {row.wording for row in asked} == {"spelling", "paraphrase"}
    assert len({row.question for row in asked}) == len(asked) >= 500
    sizes = Counter((row.topic, row.asks) for row in asked)
    assert sum(size > 1 for size in sizes.values()) >= 150
    assert max(sizes.values()) <= 6


@pytest.mark.parametrize(
    ("held_out", "precision", "within", "across"),
    [(False, 1.0, 0.90, 0.60), (True, 0.99, 0.87, 0.55)],
)
def test_questions_are_told_as_well_as_measured(
    shipped: FactService,
    asked: list[Asked],
    held_out: bool,
    precision: float,
    within: float,
    across: float,
) -> None:
    half = [row for row in asked if row.held_out == held_out]
    found = told(half, shipped.same([row.question for row in half]))
    assert found.precision >= precision
    assert found.within >= within
    assert found.across >= across


SPOILED = {
    "no-kazakh-letters": 0.99,
    "homoglyphs": 0.99,
    "latin-2021": 0.98,
    "older-latin": 0.99,
    "chat-latin": 0.97,
    "transliteration": 0.91,
    "wrong-layout": 0.90,
    "one-typo": 0.77,
    "two-typos": 0.55,
    "capitals": 0.99,
    "no-punctuation": 0.96,
    "chatter": 0.92,
    "glued-or-split": 0.93,
    "decomposed": 0.99,
}
"""Shares of the questions that ask the same as themselves, spoiled."""


@pytest.mark.parametrize("spoiler", SPOILERS, ids=lambda spoiler: spoiler.name)
def test_spoiled_questions_are_known_again(
    shipped: FactService, asked: list[Asked], spoiler: Spoiler
) -> None:
    pairs = [
        (row.question, other)
        for row in asked
        if (other := spoiled(row.question, row.lang, spoiler)) is not None
    ]
    known = [pair for pair in pairs if shipped.same(pair) == [[0, 1]]]
    assert len(known) / len(pairs) >= SPOILED[spoiler.name]
