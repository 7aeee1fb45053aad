"""Texts that nearly say the same: how they are told, and how they are found."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.curation.likeness import ALIKE, Neighbours, RowIndex, content, likeness, ways
from bot.dates.edtf import HistoricalDate
from bot.facts import location
from bot.facts.models import Fact
from bot.facts.store import FactStore

TEXT = "Қазақстанның Конституциясы республикалық референдумда қабылданды."


@pytest.fixture(scope="module")
def shipped() -> tuple[Fact, ...]:
    with closing(FactStore(location.shipped())) as store:
        return store.facts()


def typo(text: str, chance: random.Random) -> str:
    """Return a text with a letter missing from a word of five letters or more."""
    words = text.split()
    place = chance.choice([i for i, word in enumerate(words) if len(word) > 4 and word.isalpha()])
    cut = chance.randrange(len(words[place]))
    words[place] = words[place][:cut] + words[place][cut + 1 :]
    return " ".join(words)


def alike(text: str, other: str, date: str | None = None, other_date: str | None = None) -> float:
    one, two = (
        content(said, HistoricalDate.parse(day, "gregorian") if day else None)
        for said, day in ((text, date), (other, other_date))
    )
    return likeness(one, two)


@pytest.mark.parametrize(
    "copy",
    [
        "казакстаннын конституциясы республикалык референдумда кабылданды",
        "Республикалық референдумда Қазақстанның Конституциясы қабылданды!",
        "Қазақстаның Конституциясы республикалық референдумда қабылданды.",
        "Қазақстанның Конституциясы республикалық референдумда бекітілді.",
    ],
)
def test_copies_are_alike(copy: str) -> None:
    assert alike(TEXT, copy) >= ALIKE


def test_other_statements_are_not_alike() -> None:
    assert alike(TEXT, "Қазақстан тәуелсіздігін жариялады.") < ALIKE


def test_other_numbers_make_other_statements() -> None:
    assert alike("441 адам майданға аттанды.", "442 адам майданға аттанды.") == 0


@pytest.mark.parametrize(
    ("text", "date", "other", "other_date"),
    [
        ("В 1465 году основано ханство.", "1465", "В 1456 году основано ханство.", "1456"),
        ("XIV ғасырда пайда болды.", "13XX", "XV ғасырда пайда болды.", "14XX"),
        ("Killed on 15 March 44 BC.", "-0043-03-15", "Killed on 15 March 45 BC.", "-0044-03-15"),
    ],
)
def test_the_numbers_of_a_facts_own_date_do_not_count(
    text: str, date: str, other: str, other_date: str
) -> None:
    assert alike(text, other, date, other_date) >= ALIKE
    assert alike(text, other) == 0


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_no_two_shipped_facts_are_alike_and_all_their_copies_are(
    shipped: tuple[Fact, ...], lang: str
) -> None:
    rows, chance = RowIndex(), random.Random(4)
    for row, fact in enumerate(shipped):
        said = content(fact.texts[lang].text, fact.date)
        assert rows.near(said) == []
        assert rows.add(said) == row
    for row, fact in enumerate(shipped):
        words = fact.texts[lang].text.split()
        chance.shuffle(words)
        for copy in (" ".join(words), typo(fact.texts[lang].text, chance)):
            found = rows.near(content(copy, fact.date))
            assert [place for place, _ in found] == [row]


def test_rows_of_one_pattern_are_told_apart() -> None:
    rows = RowIndex()
    for number in range(3_000):
        said = content(f"В ауле {number % 7} открыта школа номер {number}.", None)
        assert rows.near(said) == []
        rows.add(said)
    assert rows.near(content("в ауле 3 открыта школа, номер 10", None)) == [(10, 100)]


def test_likest_rows_come_first() -> None:
    rows = RowIndex()
    rows.add(content(TEXT, None))
    rows.add(content(typo(TEXT, random.Random(1)), None))
    assert [row for row, _ in rows.near(content(TEXT, None))] == [0, 1]
    assert rows.near(content("", None)) == []


def test_neighbours_of_shipped_facts(shipped: tuple[Fact, ...]) -> None:
    chance = random.Random(5)
    with closing(FactStore(location.shipped())) as store:
        neighbours = Neighbours(store.index())
        for fact in shipped:
            assert neighbours.near(typo(fact.texts["kk"].text, chance))[0] == fact.id
        assert neighbours.near("Мүлдем бөлек сөздерден құралған сөйлем") == []


def test_facts_with_all_words(facts: Path) -> None:
    with closing(FactStore(facts)) as store:
        neighbours = Neighbours(store.index())
        assert neighbours.with_all("Абылай қашан билікке келді?", 9) == [7, 8]
        assert neighbours.with_all("Абылай қашан билікке келді?", 1) == [7]
        assert neighbours.with_all("Абылай билікке неге ұмтылды?", 9) == []
        assert neighbours.with_all("Қашан?", 9) == []


def test_an_empty_index_has_no_neighbours(facts: Path) -> None:
    with closing(sqlite3.connect(facts)) as db, db:
        db.execute("DELETE FROM facts")
    with closing(FactStore(facts)) as store:
        assert Neighbours(store.index()).near(TEXT) == []


def test_a_copy_with_the_old_year_in_its_text_is_alike_whatever_its_date() -> None:
    text = "В 1465 году Керей и Жанибек основали Казахское ханство."
    first = content(text, HistoricalDate.parse("1465", "gregorian"))
    copy = content(text, HistoricalDate.parse("1466", "gregorian"))
    assert likeness(first, copy) == 100
    index = RowIndex()
    for said in ways(first):
        index.add(said)
    assert [like for said in ways(copy) for _, like in index.near(said)] == [100]
