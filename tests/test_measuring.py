"""Measuring: questions, grades, samples, calibration, comparison with peers, the worst cases."""

from dataclasses import replace
from pathlib import Path

import pytest
from support.facts import FACTS

from bot.evaluation.asking import Asking, askings
from bot.evaluation.calibration import Bin, bins, expected_error, stated
from bot.evaluation.comparison import BOT, compared, ratio, threshold
from bot.evaluation.figures import FIGURES, figures
from bot.evaluation.grading import Result, Trial, grade, trials
from bot.evaluation.languages import Told, told
from bot.evaluation.peers import Best, found_by_peers, loaded
from bot.evaluation.questions import Half, Question, half, read_questions
from bot.evaluation.report import report, worst
from bot.evaluation.tallies import ALL, Tally, by_spoiler, table
from bot.facts.models import Asked, Found, Outcome
from bot.service import FactService
from bot.text.translator import translator
from bot.text.worst_cases import case_lines, told_of

PEERS = Path(__file__).parent / "peers"
RESULTS: dict[str, Result] = {"r": "right", "c": "choices", "w": "wrong", "n": "none"}


def question(text: str = "?", facts: str = "f1", kind: str = "full", lang: str = "ru") -> Question:
    return Question(text, tuple(facts.split()), kind, lang)


def near(text: str) -> Question:
    return question(text, "", "near")


def trial(
    asked: Question,
    result: Result = "right",
    confidence: float = 0.9,
    spoiler: str = "",
    half: Half = "report",
) -> Trial:
    """Return a trial with the result of a made-up outcome."""
    status = {"choices": "choices", "none": "none"}.get(result, "answer")
    return Trial(
        asking=Asking(asked, asked.text, spoiler),
        half=half,
        status=status,
        result=result,
        given=() if result == "none" else ("f1",),
        confidence=confidence,
        first_right=result == "right",
        milliseconds=5.0,
    )


def outcome(service: FactService, status: str, *labels: str, score: float = 80.0) -> Outcome:
    facts = {fact.label: fact for fact in service.facts()}
    return Outcome(status, "ru", tuple(Found(facts[label], score) for label in labels))


# Questions


def test_a_file_is_read_with_the_language_of_its_name(tmp_path: Path) -> None:
    path = tmp_path / "kitchen.kk.tsv"
    path.write_text('question\tfacts\tkind\nНе "бұл"?\tf3 f1\tfull\nКім?\t\tnear\n', "utf-8")
    assert read_questions(path) == [
        Question('Не "бұл"?', ("f3", "f1"), "full", "kk"),
        Question("Кім?", (), "near", "kk"),
    ]


def test_a_file_without_a_column_for_facts_is_to_be_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.en.tsv"
    path.write_text("question\tkind\tnear\nWho?\toff\tf1\n", "utf-8")
    (read,) = read_questions(path)
    assert (read.facts, read.sort) == ((), "off")


def test_the_questions_of_a_fact_stand_in_one_half() -> None:
    keys = {f"f{number}": f"key {number}" for number in range(40)}
    halves = {label: {half(question(str(n), label), keys) for n in range(5)} for label in keys}
    assert {len(found) for found in halves.values()} == {1}
    assert set().union(*halves.values()) == {"development", "report"}


def test_a_question_to_be_refused_is_put_into_a_half_by_its_words() -> None:
    assert {half(near(str(n)), {}) for n in range(20)} == {"development", "report"}
    assert half(near("а"), {}) == half(question("а", "", "off"), {})


# Grades


@pytest.mark.parametrize(
    ("asked", "status", "given", "expected"),
    [
        (question(facts="f1"), "answer", "f1", "right"),
        (question(facts="f1"), "answer", "f2", "wrong"),
        (question(facts="f2"), "answer", "f1 f2", "right"),
        (question(facts="f1"), "choices", "f2 f1", "choices"),
        (question(facts="f1"), "choices", "f2 f3", "wrong"),
        (question(facts="f1"), "list", "f2 f1", "choices"),
        (question(facts="f1"), "none", "", "none"),
        (question(facts=""), "answer", "f1", "wrong"),
        (question(facts=""), "list", "f1 f2", "wrong"),
        (question(facts=""), "choices", "f1 f2", "choices"),
        (question(facts=""), "none", "", "none"),
        (question(facts="f1 f2 f3 f4 f5", kind="list"), "list", "f1 f2 f3 f4", "right"),
        (question(facts="f1 f2 f3 f4 f5", kind="list"), "list", "f1 f2 f3", "wrong"),
        (question(facts="f1", kind="list"), "answer", "f1", "right"),
    ],
)
def test_grades(
    service: FactService, asked: Question, status: str, given: str, expected: Result
) -> None:
    assert grade(asked, outcome(service, status, *given.split())) == expected


def test_asking_tells_what_came_of_it(service: FactService) -> None:
    asked = [
        Asking(question("Когда основано Казахское ханство?", "f3"), "когда основано ханство?", "x"),
        Asking(question("Кто изобрёл паровоз?", "", "off"), "Кто изобрёл паровоз?"),
    ]
    first, second = trials(service, asked)
    assert (first.status, first.result, first.given) == ("answer", "right", ("f3",))
    assert (first.first_right, first.asking.spelling) == (True, "spoiled")
    assert 0.5 < first.confidence <= 1
    assert (second.status, second.result, second.given) == ("none", "none", ())
    assert not second.first_right
    assert min(first.milliseconds, second.milliseconds) > 0


# What is asked


def many() -> list[Question]:
    answerable = [
        question(f"Қашан болды, {n}-ші оқиға" if lang == "kk" else f"Что {n}-е событие", lang=lang)
        for lang in ("kk", "ru")
        for n in range(300)
    ]
    return answerable + [near(f"Какое {n}-е событие") for n in range(50)]


def test_every_question_is_asked_clean_and_every_spoiler_has_the_same_sample() -> None:
    asked = askings(many())
    assert [asking.question for asking in asked[:650]] == many()
    counted: dict[str, list[str]] = {}
    for asking in asked[650:]:
        if asking.question.facts:
            counted.setdefault(asking.spoiler, []).append(asking.question.lang)
    assert {len(langs) for langs in counted.values()} == {180}
    assert counted["latin-2021"].count("kk") == 180
    assert counted["capitals"].count("kk") == counted["capitals"].count("ru") == 90


def test_refused_questions_are_spoiled_once_and_lightly() -> None:
    spoiled = [a for a in askings(many()) if a.spoiler and not a.question.facts]
    assert sorted(a.question.text for a in spoiled) == sorted(q.text for q in many()[600:])
    heavy = {"two-typos", "wrong-layout", "chatter", "glued-or-split", "transliteration"}
    assert not heavy & {a.spoiler for a in spoiled}
    assert len({a.spoiler for a in spoiled}) > 2


def test_everything_is_every_question_in_every_way() -> None:
    few = many()[:2]
    ways = {a.spoiler for a in askings(few, everything=True) if a.question == few[0]}
    assert len(ways) == 13  # all but transliteration, and decomposed, which changes nothing here


def test_the_same_is_asked_in_every_run() -> None:
    assert askings(many()) == askings(many())


# Calibration


def test_confidence_is_that_of_the_first_fact(service: FactService) -> None:
    assert stated(outcome(service, "answer", "f1", score=87.5)) == 0.875
    assert stated(Outcome("none", "ru")) == 0
    found = outcome(service, "answer", "f1", score=15).facts
    assert stated(Outcome("none", "ru", near=found)) == 0.15
    assert stated(Outcome("none", "ru", near=found, asked=Asked(1, 2))) == 0


def test_bins_of_hand_made_numbers() -> None:
    values = [(0.95, True), (1.0, True), (0.91, False), (0.3, False), (0.35, True)]
    low, high = bins(values)
    assert (low.least, low.most, low.questions, low.right) == (0.3, 0.4, 2, 0.5)
    assert low.confidence == pytest.approx(0.325)
    assert (high.least, high.most, high.questions) == (0.9, 1.0, 3)
    assert high.confidence == pytest.approx(2.86 / 3)
    assert high.right == pytest.approx(2 / 3)
    assert expected_error([low, high]) == pytest.approx((2 * 0.175 + 3 * 0.86 / 3) / 5)


def test_a_bound_belongs_to_the_bin_above() -> None:
    assert [each.least for each in bins([(0.1, True), (0.7, True), (0.0, False)])] == [0, 0.1, 0.7]


def test_without_questions_there_is_no_error_to_tell() -> None:
    assert bins([]) == []
    assert expected_error([]) is None


def test_a_perfect_statement_has_no_error() -> None:
    assert expected_error([Bin(0.7, 0.8, 4, 0.75, 0.75)]) == 0


# Tallies and figures


def graded(codes: str, lang: str = "ru", facts: str = "f1", kind: str = "full") -> list[Trial]:
    """Return trials with results by first letter."""
    return [
        trial(question(f"{lang} {kind} {n}", facts, kind, lang), RESULTS[code])
        for n, code in enumerate(codes)
    ]


def test_tallies_by_spelling_sort_and_language() -> None:
    held = [*graded("rrcn", "kk"), *graded("rw", "ru"), *graded("nnw", "ru", "", "near")]
    found = table(held)
    assert found["clean", "answerable", "kk"] == Tally(right=2, choices=1, wrong=0, none=1)
    assert found["clean", "answerable", ALL] == Tally(right=3, choices=1, wrong=1, none=1)
    assert found["clean", "near", "ru"] == Tally(right=0, choices=0, wrong=1, none=2)
    assert found["clean", "answerable", "kk"].share("right") == 0.5


def test_tallies_by_spoiler_leave_refusals_out() -> None:
    asked = [trial(question("а"), "none", spoiler="capitals"), trial(question("б"))]
    asked.append(trial(near("в"), "wrong", spoiler="capitals"))
    assert by_spoiler(asked) == {"capitals": Tally(right=0, choices=0, wrong=0, none=1)}


def test_spoilers_are_always_in_the_same_order() -> None:
    asked = [trial(question(name), spoiler=name) for name in ("decomposed", "one-typo", "capitals")]
    assert list(by_spoiler(asked)) == ["one-typo", "capitals", "decomposed"]


def test_figures_are_in_percent_and_what_was_not_measured_is_left_out() -> None:
    held = [
        *graded("rrrn", "kk"),
        *graded("rrrr", "ru"),
        *graded("nnnw", "ru", "", "near"),
        *graded("nnnc", "ru", "", "off"),
    ]
    (measured,) = report(held, ("kk", "ru", "en"), {})
    found = figures(measured)
    assert found["right-clean"] == 87.5
    assert found["given-or-offered-clean"] == 87.5
    assert found["wrong-clean"] == 0
    assert (found["near-answered"], found["near-offered"]) == (25, 0)
    assert (found["off-answered"], found["off-offered"]) == (0, 25)
    assert found["kazakh-gap"] == 25
    assert found["calibration-error"] == pytest.approx(100 * abs(7 / 9 - 0.9))
    absent = {name for name in FIGURES if name not in found}
    assert absent == {
        "right-spoiled", "given-or-offered-spoiled", "wrong-spoiled", "near-answered-spoiled",
        "off-answered-spoiled",
        "calibration-error-spoiled", "kazakh-gap-spoiled", "misses-to-peers",
        "misses-to-peers-spoiled",
    }  # fmt: skip


def test_halves_are_reported_apart() -> None:
    held = [trial(question(), half="report"), trial(question(), "none", half="development")]
    both = report(held, ("ru",), {})
    assert [each.half for each in both] == ["development", "report"]
    assert [figures(each)["right-clean"] for each in both] == [0, 100]


def test_latency_is_told_by_nearest_rank() -> None:
    held = [replace(trial(question()), milliseconds=float(n)) for n in range(1, 101)]
    (measured,) = report(held, ("ru",), {})
    assert measured.latency == {50: 50.0, 95: 95.0}


# Languages


def test_languages_are_told_in_every_way_of_writing() -> None:
    asked = [
        question("Қазақ хандығы қашан құрылды?", lang="kk"),
        question("Когда было основано ханство?", lang="ru"),
        question("When was the khanate founded?", lang="en"),
        question("Xyz", lang="en"),
    ]
    assert told(asked, ("kk", "ru", "en")) == {
        "kazakh": Told(1, 1),
        "kazakh-plain": Told(1, 1),
        "kazakh-latin": Told(3, 3),
        "russian": Told(1, 1),
        "russian-latin": Told(1, 1),
        "english": Told(2, 1),
    }


# Peers


@pytest.mark.parametrize("name", ["wratio", "token_set_ratio", "fts5_bm25"])
def test_a_peer_finds_the_likest_text(name: str) -> None:
    peer = loaded(PEERS / f"{name}.py")(["kazak handigi kurildi", "tauelsizdik jarialandi"])
    place, score = peer.best("tauelsizdik kawan jarialandi")
    assert place == 1
    assert score > peer.best("tauelsizdik kandai kitap")[1] > 0


@pytest.mark.parametrize("name", ["wratio", "token_set_ratio", "fts5_bm25"])
def test_a_peer_bears_any_question(name: str) -> None:
    peer = loaded(PEERS / f"{name}.py")(["kazak handigi kurildi"])
    for text in ("", '"', "NEAR OR *", "1722"):
        place, score = peer.best(text)
        assert place in (None, 0)
        assert score >= 0


def test_peers_are_asked_over_all_that_the_facts_say(service: FactService) -> None:
    asked = [
        Asking(question(record["phrasings"][lang][0], f"f{record['id']}"), phrasing)
        for record in FACTS[:4]
        for lang, (phrasing, *_) in record["phrasings"].items()
    ]
    found = found_by_peers(PEERS, service.facts(), asked)
    assert sorted(found) == ["fts5_bm25", "token_set_ratio", "wratio"]
    for bests in found.values():
        assert [best.label for best in bests] == [asking.question.facts[0] for asking in asked]


def test_without_peers_nothing_is_compared(service: FactService, tmp_path: Path) -> None:
    assert found_by_peers(tmp_path, service.facts(), [Asking(question(), "?")]) == {}
    assert compared([trial(question())], {}) == []
    assert ratio([], "clean") is None


@pytest.mark.parametrize(
    ("allowed", "least"), [(0, 40), (0.24, 40), (0.25, 30), (0.5, 20), (1, float("-inf"))]
)
def test_a_threshold_lets_no_more_through_than_allowed(allowed: float, least: float) -> None:
    assert threshold([10, 40, 30, 20], allowed) == least


def test_equal_scores_are_not_let_through_together() -> None:
    assert threshold([50, 50, 50, 10], 0.5) == 50


def test_bot_and_peer_are_compared_at_the_bot_s_own_rate() -> None:
    held = [
        *graded("rrrn"),
        trial(question("d", kind="list"), "right"),
        *graded("wnnn", "ru", "", "near"),
    ]
    bests = [Best("f1", 90), Best("f1", 60), Best("f2", 95), Best("f1", 50), Best("f9", 99)]
    bests += [Best("f1", 70), Best("f1", 55), Best("f1", 40), Best("", 0)]
    own, peer, stricter = compared(held, {"peer": bests})
    assert (own.name, own.right, own.none, own.near) == (BOT, 0.75, 0.25, 0.25)
    assert (peer.allowed, peer.right, peer.wrong, peer.none, peer.near) == (
        0.25, 0.5, 0.25, 0.25, 0.25,
    )  # fmt: skip
    assert (stricter.allowed, stricter.right, stricter.wrong, stricter.near) == (
        0.02, 0.25, 0.25, 0,
    )  # fmt: skip
    assert ratio([own, peer, stricter], "clean") == 0.5


def test_choices_count_as_no_answer_in_the_comparison() -> None:
    held = [*graded("cc"), *graded("n", "ru", "", "near")]
    own, *_ = compared(held, {"peer": [Best("f1", 1)] * 3})
    assert (own.right, own.wrong, own.none) == (0, 0, 1)


# The worst cases


def test_the_surest_mistakes_come_first_then_the_least_sure_silences() -> None:
    held = [
        trial(question("а"), "wrong", 0.6),
        trial(near("б"), "wrong", 0.95),
        trial(question("в"), "none", 0.3),
        trial(question("г"), "none", 0.1),
        trial(near("д"), "none", 0.0),
        trial(question("е"), "right", 0.9),
        trial(question("ж"), "choices", 0.4),
    ]
    assert [case.question.text for case in worst(held)] == ["б", "а", "г", "в"]


def test_a_question_is_shown_once_at_its_worst() -> None:
    held = [
        trial(question("а"), "wrong", 0.6),
        trial(question("а"), "wrong", 0.8, "capitals"),
        trial(question("а"), "none", 0.1, "one-typo"),
    ]
    (case,) = worst(held)
    assert (case.confidence, case.asking.spoiler) == (0.8, "capitals")


def test_half_of_the_worst_cases_are_of_each_sort_if_there_are_many() -> None:
    wrong = [trial(question(f"w{n}"), "wrong") for n in range(30)]
    silent = [trial(question(f"n{n}"), "none") for n in range(30)]
    counted = [case.result for case in worst(wrong + silent, 20)]
    assert counted == ["wrong"] * 10 + ["none"] * 10
    assert [case.result for case in worst(wrong + silent[:3], 20)] == ["wrong"] * 17 + ["none"] * 3


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            [
                "1. no answer, 42 %, one typo: Кто поставил прокурора при Синоде?",
                "   given: –; right: f2",
                "   1. f2; Words found: поставил, прокурора; Words missing: Синоде",
            ],
        ),
        (
            "kk",
            [
                "1. жауапсыз, 42 %, бір қате басылған: Кто поставил прокурора при Синоде?",
                "   берілгені: –; дұрысы: f2",
                "   1. f2; Табылған сөздер: поставил, прокурора; Табылмаған сөздер: Синоде",
            ],
        ),
        (
            "ru",
            [
                "1. без ответа, 42 %, одна опечатка: Кто поставил прокурора при Синоде?",
                "   дано: –; верно: f2",
                "   1. f2; Найденные слова: поставил, прокурора; Недостающие слова: Синоде",
            ],
        ),
    ],
)
def test_a_case_says_what_was_found_and_what_is_missing(
    service: FactService, lang: str, expected: list[str]
) -> None:
    text = "Кто поставил прокурора при Синоде?"
    case = trial(question(text, "f2"), "none", 0.42, "one-typo")
    assert case_lines(1, case, service.judge(text), translator(lang)) == expected


def test_a_case_tells_of_the_fact_that_led_and_of_the_right_one(service: FactService) -> None:
    text = "Абылай избран ханом или султаном?"
    case = trial(question(text, "f7"), "wrong")
    told_by_place = {c.fact.label: place for place, c in told_of(case, service.judge(text))}
    assert told_by_place == {"f8": 1, "f7": 2}
