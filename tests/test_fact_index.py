"""What a question's terms are looked up in: rarity, likeness in passages, facts of a time."""

import math
import weakref
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support.facts import ALIASES, DATASET, SOURCES, fact, write_facts

from bot.dates.asked_dates import AskedDate, find
from bot.facts.store import FactStore
from bot.matching.entry import NAME_PART, Lookup
from bot.matching.index import LIGHTNESS, FactIndex
from bot.search.vocabulary import SAME_WORD
from bot.service import FactService
from bot.spelling.fold import words

FACTS = [
    fact(1, "1995-08-30", ("Телескоп қойылды.", "Телескоп қашан қойылды?"), place="astana"),
    fact(2, "1995", ("Телескоптар саны 95 болды.",)),
    fact(3, "1895-12-16", ("Астана қалаға айналды.",), ("Телескоп главный.",)),
    fact(4, None, ("Қалада 1995 ғимарат бар.",)),
    fact(5, "1722-01-12", ("Near and or: tornado.",), calendar="julian"),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("index") / "facts.db"
    write_facts(path, DATASET, *SOURCES, *ALIASES, *FACTS)
    return path


@pytest.fixture
def index(path: Path) -> Iterator[FactIndex]:
    with closing(FactStore(path)) as store:
        yield FactIndex(store)


def look_up(index: FactIndex, text: str) -> Lookup:
    (term,) = index.lexicon.terms(words(text), "kk")
    return index.look_up(term)


def asked(text: str) -> AskedDate:
    (date,) = find(text)
    return date


def leading(index: FactIndex, *lookups: Lookup) -> list[int]:
    return [entry.number for entry in index.leading(lookups, 9)]


def idf(facts: int) -> float:
    return math.log(1 + len(FACTS) / (0.5 + facts)) / math.log(1 + len(FACTS) / 0.5)


def test_a_word_weighs_by_how_few_facts_hold_it_or_a_form_of_it(index: FactIndex) -> None:
    assert look_up(index, "телескоп").weight == pytest.approx(idf(3))
    assert look_up(index, "телескоптың").weight == pytest.approx(idf(3))
    assert look_up(index, "tornado").weight == pytest.approx(idf(1))
    assert look_up(index, "галактика").weight == 1.0
    assert look_up(index, "галактика").sought.count == 0


def test_a_light_word_weighs_less(index: FactIndex) -> None:
    assert look_up(index, "главного").weight == pytest.approx(LIGHTNESS * idf(1))


def test_a_concept_is_found_by_its_names_and_by_its_place(index: FactIndex) -> None:
    found = look_up(index, "Ақмола")
    assert found.term.label == "astana"
    assert found.sought.count == 2
    assert leading(index, found) == [1, 3]


def test_the_last_two_digits_stand_for_a_year(index: FactIndex) -> None:
    found = look_up(index, "95")
    assert found.years == {"1895", "1995"}
    assert leading(index, found) == [1, 2, 3, 4]
    assert look_up(index, "1995").years == frozenset()


def test_a_passage_holds_words_as_surely_as_they_are_alike(index: FactIndex) -> None:
    found = look_up(index, "телескоп")
    (first, second, third) = index.leading([found], 9)
    assert first.likenesses(found) == {0: 1.0, 1: 1.0}
    assert second.likenesses(found) == {0: SAME_WORD}
    assert third.likenesses(found) == {1: 1.0}
    assert third.likenesses(look_up(index, "tornado")) == {}


def test_a_fact_of_a_place_holds_its_name_in_all_passages(index: FactIndex) -> None:
    found = look_up(index, "Ақмола")
    of_place, named = index.leading([found], 9)
    assert of_place.likenesses(found) == dict.fromkeys(range(len(of_place.passages)), NAME_PART)
    assert named.likenesses(found) == {0: 1.0}


def test_a_date_is_held_by_facts_of_then_and_by_those_that_name_the_year(index: FactIndex) -> None:
    found = index.look_up_date(asked("1995 жылы"), "1995 жылы")
    assert found.sought.facts == {1, 2}
    assert leading(index, found) == [1, 2, 4]
    assert [set(e.likenesses(found).values()) for e in index.leading([found], 9)] == [{1.0}] * 3
    (other,) = index.leading([look_up(index, "tornado")], 9)
    assert other.likenesses(found) == {}


def test_a_day_of_the_year_is_found_in_either_style(index: FactIndex) -> None:
    for day in ("12 қаңтарда", "23 қаңтарда"):
        assert index.of_the_time(asked(day)) == [5]
        assert leading(index, index.look_up_date(asked(day), day)) == [5]
    assert index.of_the_time(asked("13 қаңтарда")) == []


def test_the_facts_of_a_time_belong_to_it(index: FactIndex) -> None:
    assert sorted(index.of_the_time(asked("1995 жылы"))) == [1, 2]
    assert index.of_the_time(asked("1996 жылы")) == []


def test_a_long_name_is_known_with_one_typo(index: FactIndex) -> None:
    assert index.name_like("aztana") == "astana"
    assert index.name_like("astana") is None
    assert index.name_like("tornada") is None
    assert index.name_like("aztan") is None


def test_words_are_known_from_facts_and_names(index: FactIndex) -> None:
    assert index.knows("teleskop")
    assert index.knows("akmola")  # a name that no fact uses
    assert not index.knows("tornido")
    assert index.may_mean("tornido")
    assert not index.may_mean("galaktika")


def test_terms_of_passages_are_weighed_once_by_the_beginning_of_their_words(
    index: FactIndex,
) -> None:
    (entry,) = index.leading([look_up(index, "tornado")], 9)
    assert entry.weighed == []
    index.weigh([entry])
    weighed = list(entry.weighed)
    for one, passage in zip(weighed, entry.passages, strict=True):
        assert list(one.words) == [term.label for term in passage.terms if term.kind == "word"]
        assert [t for t, _ in one.others] == [t for t in passage.terms if t.kind != "word"]
        weights = [*one.weights, *(weight for _, weight in one.others)]
        assert one.total == pytest.approx(sum(weights))
    index.weigh([entry])
    assert entry.weighed == weighed
    (first, *_) = index.leading([look_up(index, "телескоп")], 9)
    index.weigh([first])
    place = first.weighed[0].words.index("teleskop")
    assert first.weighed[0].weights[place] == pytest.approx(idf(3))


def test_no_more_facts_are_kept_in_memory_than_allowed(
    index: FactIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.matching.index.MOST_KEPT", 2)
    found = look_up(index, "телескоп")
    for _ in range(2):
        assert leading(index, found) == [1, 2, 3]
        assert len(index._entries) == 2
        assert [fact.id for fact in index.facts([3, 1, 2])] == [3, 1, 2]
        assert len(index._facts) == 2


def test_facts_come_in_the_order_asked_for_without_those_that_are_gone(index: FactIndex) -> None:
    assert [fact.id for fact in index.facts([4, 99, 1])] == [4, 1]
    assert index.facts([]) == []


@pytest.mark.parametrize(
    "question",
    [
        "near AND or NOT tornado",
        '"near" OR "tornado"',
        "NEAR(near tornado, 2)",
        "tokens : near",
        "near*",
        "^near + tornado",
        "'; DROP TABLE facts; -- tornado",
        "tornado\x00near",
        "tornado _ _near day_0112 place_x concept_y",
        "\ud800 tornado \U0010ffff",
        "tornado " * 5000,
        " ".join(f"w{number}" for number in range(3000)),
        " ".join(f"tornado{letter}" for letter in "abcdefghijklmnopqrstuvwxyz" * 20),
        "1995 " * 2000,
        "a" * 100_000,
        '"' * 3000,
        "\x00" * 3000,
    ],
    ids=range(17),
)
def test_every_question_has_an_outcome(path: Path, question: str) -> None:
    with closing(FactService(path)) as service:
        judged = service.judge(question)
        assert judged.outcome.status in {"answer", "choices", "list", "none"}
        found = [c.fact.id for c in judged.candidates]
        assert (5 in found) is ("tornado" in question or "near" in question.lower())


def test_what_is_forgotten_is_read_again(path: Path) -> None:
    """Nothing outlives the last use of a service by the circles that its caches make."""
    with closing(FactService(path)) as service:
        before = service.ask("Телескоп қашан қойылды?")
        assert before.status == "answer"
        held = [weakref.ref(e.types) for e in service._matcher.index._entries.values() if e.types]
        assert held
        assert all(types() is not None for types in held)
        service.forget()
        assert all(types() is None for types in held)
        assert service.ask("Телескоп қашан қойылды?") == before
