"""From a question to an outcome, over a small fact file about the sky."""

import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support.facts import DATASET, SOURCES, fact, write_facts

from bot.dates.edtf import OPEN_END, OPEN_START
from bot.facts.models import Asked, Outcome
from bot.matching.candidate import Objection
from bot.service import FactService

ALIASES = [
    {
        "kind": "alias",
        "concept": "halley",
        "names": {
            "kk": ["Галлей құйрықты жұлдызы", "Галлей"],
            "ru": ["комета Галлея", "Галлей"],
            "en": ["Halley's Comet", "Halley", "1P"],
        },
    },
    {
        "kind": "alias",
        "concept": "galileo",
        "names": {"kk": ["Галилей"], "ru": ["Галилей"], "en": ["Galileo", "Galilei"]},
    },
    {
        "kind": "alias",
        "concept": "iss",
        "names": {
            "kk": ["Халықаралық ғарыш стансасы", "ХҒС"],
            "ru": ["Международная космическая станция", "МКС"],
            "en": ["International Space Station", "ISS"],
        },
    },
]
HALLEY = (
    (
        "Қытай астрономдары Галлей құйрықты жұлдызын бақылады.",
        "Галлей құйрықты жұлдызын кім бақылады?",
    ),
    ("Китайские астрономы наблюдали комету Галлея.", "Кто наблюдал комету Галлея?"),
    ("Chinese astronomers observed Halley's Comet.", "Who observed Halley's Comet?"),
)
FACTS = [
    fact(1, "-0239", *HALLEY, calendar="julian", place="china"),
    fact(
        2,
        "1610-01-07",
        ("Галилей Юпитердің төрт серігін көрді.", "Галилей Юпитердің серіктерін қашан көрді?"),
        ("Галилей увидел четыре спутника Юпитера.", "Когда Галилей увидел спутники Юпитера?"),
        ("Galileo saw four moons of Jupiter.", "When did Galileo see the moons of Jupiter?"),
        place="italy",
    ),
    fact(
        3,
        "1781-03-13",
        ("Гершель Уран ғаламшарын ашты.", "Уран ғаламшарын кім ашты?", "Уран қашан ашылды?"),
        ("Гершель открыл планету Уран.", "Кто открыл планету Уран?", "Когда открыт Уран?"),
        ("Herschel discovered Uranus.", "Who discovered Uranus?", "When was Uranus discovered?"),
    ),
    fact(
        4,
        "1846-09-23",
        ("Галле Нептун ғаламшарын тапты.", "Нептун ғаламшарын кім тапты?"),
        ("Галле нашёл планету Нептун.", "Кто нашёл планету Нептун?"),
        ("Galle found the planet Neptune.", "Who found the planet Neptune?"),
    ),
    fact(
        5,
        "1961-04-12",
        ("Гагарин ғарышқа ұшты.", "Гагарин ғарышқа қашан ұшты?"),
        ("Гагарин полетел в космос.", "Когда Гагарин полетел в космос?"),
        ("Gagarin flew to space.", "When did Gagarin fly to space?"),
    ),
    fact(
        6,
        "1998-11-20",
        ("Халықаралық ғарыш стансасы құрастырыла бастады.", "ХҒС құрылысы қашан басталды?"),
        ("Началась сборка Международной космической станции.", "Когда начали собирать МКС?"),
        ("Assembly of the ISS began.", "When did assembly of the ISS begin?"),
    ),
    fact(
        7,
        None,
        ("Үркер шоғырында алты жұлдыз көрінеді.", "Үркер шоғырында неше жұлдыз көрінеді?"),
        ("В Плеядах видно шесть звёзд.", "Сколько звёзд видно в Плеядах?"),
        ("Six stars are seen in the Pleiades.", "How many stars are seen in the Pleiades?"),
    ),
    fact(
        8,
        "1682",
        ("Құйрықты жұлдыз Лондонда көрінді.", "Құйрықты жұлдыз қайда көрінді?"),
        ("Хвостатая звезда была видна в Лондоне.", "Где была видна хвостатая звезда?"),
        ("A hairy star was seen in London.", "Where was the hairy star seen?"),
        status="disputed",
        notes={"kk": "Даулы.", "ru": "Спорно.", "en": "Disputed."},
    ),
    fact(
        9,
        "1759",
        ("Палицш алғашқы болып бақылады.", "Қайта оралуын кім болжады?"),
        ("Палич заметил первым.", "Кто предсказал возвращение?"),
        ("Palitzsch noticed it first.", "Who foretold the return?"),
    ),
    fact(
        10,
        "1758",
        ("Клеро оралуын есептеді.", "Қайта оралуын кім болжады?"),
        ("Клеро вычислил срок.", "Кто предсказал возвращение?"),
        ("Clairaut computed the date.", "Who foretold the return?"),
    ),
    fact(11, "1930", ("Томбо Плутонды ашты.", "Плутонды кім ашты?"), status="retired"),
    fact(12, "1801", ("Пиацци Церераны ашты.", "Церераны кім ашты?"), status="draft"),
]


@pytest.fixture(scope="module")
def sky(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FactService]:
    path = tmp_path_factory.mktemp("sky") / "facts.db"
    write_facts(path, DATASET, *SOURCES, *ALIASES, *FACTS)
    with closing(FactService(path)) as service:
        yield service


def labels(outcome: Outcome) -> list[str]:
    return [found.fact.label for found in outcome.facts]


def near(outcome: Outcome) -> list[str]:
    return [found.fact.label for found in outcome.near]


@pytest.mark.parametrize(
    ("question", "label", "lang"),
    [
        ("Галилей Юпитердің серіктерін қашан көрді?", "f2", "kk"),
        ("Когда Галилей увидел спутники Юпитера?", "f2", "ru"),
        ("When did Galileo see the moons of Jupiter?", "f2", "en"),
        ("Уран ғаламшарын кім ашты екен?", "f3", "kk"),
        ("кто открыл уран", "f3", "ru"),
        ("who discovered uranus", "f3", "en"),
        ("нептун ғаламшарын кім тапқан", "f4", "kk"),
        ("Гагарин гарышка кашан ушты", "f5", "kk"),
        ("Gagarin gharyshqa qashan ushty", "f5", "kk"),
        ("Ğaryşqa Gagarin qaşan ūşty?", "f5", "kk"),
        ("kogda Gagarin poletel v kosmos", "f5", "ru"),
        ("Сколько звезд видно в Плеядах", "f7", "ru"),
        ("Гaгapин ғарышқа қашан ұшты?", "f5", "kk"),
        ("Гага\u0301рин полете\u0301л в ко\u0301смос когда?", "f5", "ru"),
    ],
)
def test_one_fact_answers_in_the_question_s_language(
    sky: FactService, question: str, label: str, lang: str
) -> None:
    outcome = sky.ask(question)
    assert (outcome.status, labels(outcome), outcome.lang) == ("answer", [label], lang)
    assert outcome.near == ()
    assert 50 <= outcome.facts[0].score <= 100


@pytest.mark.parametrize(
    "question",
    [
        "Кто наблюдал Halley's Comet?",
        "Who observed комету Галлея?",
        "Галлей құйрықты жұлдызын кім бақылады?",
    ],
)
def test_names_of_one_concept_answer_for_each_other(sky: FactService, question: str) -> None:
    assert labels(sky.ask(question)) == ["f1"]


@pytest.mark.parametrize(
    "question",
    [
        "Когда начали собирать Международную космическую станцию?",
        "Халықаралық ғарыш стансасының құрылысы қашан басталды?",
        "When did assembly of the International Space Station begin?",
    ],
)
def test_an_abbreviation_stands_for_its_name(sky: FactService, question: str) -> None:
    assert labels(sky.ask(question)) == ["f6"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Кто открыл планету Уран? Кто нашёл планету Нептун?", ["f3", "f4"]),
        ("Нептун ғаламшарын кім тапты? Гагарин ғарышқа қашан ұшты?", ["f4", "f5"]),
        ("Who discovered Uranus and when did Gagarin fly to space?", ["f3", "f5"]),
    ],
)
def test_two_things_asked_are_two_answers_in_their_order(
    sky: FactService, question: str, expected: list[str]
) -> None:
    outcome = sky.ask(question)
    assert (outcome.status, labels(outcome)) == ("answer", expected)


@pytest.mark.parametrize(
    "question",
    ["Қайта оралуын кім болжады?", "Кто предсказал возвращение?", "who foretold the return"],
)
def test_facts_too_close_to_call_are_choices(sky: FactService, question: str) -> None:
    outcome = sky.ask(question)
    assert (outcome.status, sorted(labels(outcome))) == ("choices", ["f10", "f9"])


CENTURY = Asked(16010101, 17001231)


@pytest.mark.parametrize(
    ("question", "expected", "asked"),
    [
        ("XVII ғасырда не болды?", ["f2", "f8"], CENTURY),
        ("Что произошло в XVII веке?", ["f2", "f8"], CENTURY),
        ("What happened in the 17th century?", ["f2", "f8"], CENTURY),
        ("между 1750 и 1800", ["f10", "f9", "f3"], Asked(17500101, 18001231)),
        ("1750 мен 1800 жылдар арасында не болды?", ["f10", "f9", "f3"], Asked(17500101, 18001231)),
        ("events after 1900", ["f5", "f6"], Asked(19010101, OPEN_END)),
        ("что было до 1700 года", ["f1", "f2", "f8"], Asked(OPEN_START, 16991231)),
    ],
)
def test_a_time_asked_for_is_a_list_earliest_first(
    sky: FactService, question: str, expected: list[str], asked: Asked
) -> None:
    outcome = sky.ask(question)
    assert (outcome.status, labels(outcome)) == ("list", expected)
    assert outcome.asked == asked


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("1781 жылы не болды?", "f3"),
        ("что произошло 12 апреля 1961 года", "f5"),
        ("what happened on 13 March 1781?", "f3"),
        ("12 сәуірде не болды?", "f5"),
        ("б.з.б. 240 жылы не болды", "f1"),
    ],
)
def test_a_time_with_one_fact_is_an_answer(sky: FactService, question: str, label: str) -> None:
    outcome = sky.ask(question)
    assert (outcome.status, labels(outcome)) == ("answer", [label])


def test_a_time_without_facts_offers_the_nearest_in_time(sky: FactService) -> None:
    outcome = sky.ask("Что произошло в 1700 году?")
    assert (outcome.status, labels(outcome)) == ("none", [])
    assert near(outcome) == ["f8", "f10", "f9"]
    assert outcome.asked == Asked(17000101, 17001231)


@pytest.mark.parametrize(
    "question",
    [
        "Кто изобрёл паровоз?",
        "Ертең ауа райы қандай болады?",
        "who won the football world cup",
        "рецепт борща",
        "привет",
        "",
        "?!",
        "🙂",
        "\ud83d",
        "SELECT * FROM facts; --",
        "\u202eabc\u0000",
    ],
)
def test_what_has_nothing_to_do_with_the_facts_is_refused(sky: FactService, question: str) -> None:
    outcome = sky.ask(question)
    assert (outcome.status, outcome.facts) == ("none", ())


@pytest.mark.parametrize(
    "question",
    [
        "Плутонды кім ашты?",
        "Церераны кім ашты?",
        "Томбо Плутонды қашан ашты?",
    ],
)
def test_retired_facts_and_drafts_are_never_given(sky: FactService, question: str) -> None:
    outcome = sky.ask(question)
    assert {"f11", "f12"}.isdisjoint(labels(outcome) + near(outcome))
    assert outcome.status == "none"
    assert {fact.label for fact in sky.facts()}.isdisjoint({"f11", "f12"})


def test_a_disputed_fact_is_given(sky: FactService) -> None:
    outcome = sky.ask("Где была видна хвостатая звезда?")
    assert [(f.fact.label, f.fact.status) for f in outcome.facts] == [("f8", "disputed")]


OBJECTIONS: list[tuple[str, str, Objection]] = [
    ("Кто открыл планету Уран в Германии?", "f3", "other-place"),
    ("Who discovered Uranus in France?", "f3", "other-place"),
    ("Галилей Юпитердің жетінші серігін қашан көрді?", "f2", "other-number"),
    ("Сколько из 400 звёзд видно в Плеядах?", "f7", "other-number"),
    ("Кто открыл планету Уран в 1850 году?", "f3", "other-date"),
    ("Галилей Юпитердің серіктерін 1750 жылы көрді ме?", "f2", "other-date"),
    ("When were six stars seen in the Pleiades?", "f7", "no-date"),
    ("Кто не открыл планету Уран?", "f3", "denied"),
    ("Who has not discovered Uranus?", "f3", "denied"),
]


@pytest.mark.parametrize(("question", "label", "objection"), OBJECTIONS)
def test_what_speaks_against_a_fact_is_an_objection_that_costs_score(
    sky: FactService, question: str, label: str, objection: Objection
) -> None:
    best = {c.fact.label: c for c in sky.judge_reading(question).candidates}[label]
    assert best.objections == (objection,)


@pytest.mark.parametrize(
    ("question", "label"),
    [(question, label) for question, label, objection in OBJECTIONS if objection != "no-date"],
)
def test_a_contradicted_fact_is_not_the_answer(sky: FactService, question: str, label: str) -> None:
    """Places, numbers, dates and denials veto."""
    outcome = sky.ask(question)
    assert outcome.status != "answer" or label not in labels(outcome)


def test_the_right_number_date_and_place_are_no_objections(sky: FactService) -> None:
    for question in (
        "Кто открыл планету Уран в 1781 году?",
        "Галилей Юпитердің төрт серігін 1610 жылы көрді ме?",
        "Галилей 1610 жылғы 7 қаңтарда Юпитердің серіктерін көрді",
    ):
        (best, *_) = sky.judge_reading(question).candidates
        assert best.objections == ()


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Rnj jnrhsk gkfytne Ehfy?", "f3"),
        ("Rjulf Ufufhby gjktntk d rjcvjc", "f5"),
        ("Црщ вшысщмукув Гкфтгы?", "f3"),
        ("Ufufhby 5fhsi0f 0fify 8ins", "f5"),
    ],
)
def test_the_wrong_keyboard_layout_is_undone(sky: FactService, typed: str, label: str) -> None:
    outcome = sky.ask(typed)
    assert (outcome.status, labels(outcome)) == ("answer", [label])


@pytest.mark.parametrize("question", ["Гагарин", "гагаарин гарышка", "Gagarin Gagarin Gagarin"])
def test_the_best_candidate_is_the_fact_that_was_meant(sky: FactService, question: str) -> None:
    assert sky.judge_reading(question).candidates[0].fact.label == "f5"


def test_scores_fall_and_lie_between_0_and_1(sky: FactService) -> None:
    for question in ("Кто открыл планету?", "жұлдыз", "moons and stars", "Галилей 1610"):
        scores = [c.score for c in sky.judge_reading(question).candidates]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


def test_only_the_beginning_of_an_endless_question_counts(sky: FactService) -> None:
    question = "Кто открыл планету Уран? "
    assert labels(sky.ask(question + " " * 4000 + "Гагарин")) == ["f3"]
    assert sky.ask("паровоз " * 500).status == "none"


def test_the_same_question_has_the_same_outcome(sky: FactService) -> None:
    for question in ("Кто предсказал возвращение?", "XVII ғасыр", "планета"):
        assert sky.ask(question) == sky.ask(question)


def test_a_language_that_the_program_does_not_speak_does_no_harm(tmp_path: Path) -> None:
    """The languages are a property of the data."""
    path = tmp_path / "facts.db"
    said: dict[str, Any] = {
        "key": str(uuid.uuid4()),
        "texts": {"tr": "Uranüs keşfedildi."},
        "phrasings": {"tr": ["Uranüs ne zaman keşfedildi?"]},
    }
    turkish = fact(1, "1781", ("x",)) | said
    write_facts(path, DATASET | {"languages": ["tr", "kk"]}, *SOURCES, turkish)
    with closing(FactService(path)) as service:
        assert labels(service.ask("Uranüs ne zaman keşfedildi?")) == ["f1"]


@pytest.mark.parametrize(
    "question",
    [
        "Ребёнку в школе задали доклад на завтра, помогите: когда открыт Уран? Заранее благодарны",
        "Мұғалім баламызға үйге тапсырма берді. Уран қашан ашылды? Көмектесіңіздерші, өтінем",
    ],
)
def test_the_part_that_asks_is_answered_where_the_whole_has_no_answer(
    sky: FactService, question: str
) -> None:
    assert labels(sky.ask(question)) == ["f3"]


def test_a_second_part_that_asks_for_something_else_is_not_left_out(sky: FactService) -> None:
    """What stands in the same sentence and speaks of nobody's asking belongs to the question."""
    outcome = sky.ask("кто придумал делить планеты на группы, как звали открывшего Уран учёного")
    assert outcome.status != "answer"
