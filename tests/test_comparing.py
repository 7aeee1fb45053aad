"""Two facts held against each other in time: how long between them, and which was first."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.edtf import HistoricalDate
from bot.dates.spans import gap
from bot.facts import location
from bot.service import FactService
from bot.spelling.comparing_words import comparison
from bot.spelling.fold import words
from bot.text.comparisons import span_text
from bot.text.dialogue import Dialogue, Speaker
from bot.text.reply import plain
from bot.text.translator import translator

SCREENS = [
    (
        "Алматыда жастар алаңға шыққан күн мен тәуелсіздіктің жариялануы арасында неше жыл өтті?",
        "Екеуінің арасы: 5 жыл (1\u00a0826 күн).\n"
        "\n"
        "1986 жылғы 16 желтоқсан\n"
        "Алматыда жастар алаңға шықты.\n"
        "Дереккөз: Жылнама, 1999, 6-жол\n"
        "\n"
        "1991 жылғы 16 желтоқсан\n"
        "Қазақстан тәуелсіздігін жариялады.\n"
        "Дереккөз: Жылнама, 1999, 1-жол",
    ),
    (
        "Сколько лет прошло между основанием Казахского ханства и провозглашением независимости?",
        "Между ними прошло: 525–526 лет.\n"
        "Не всё здесь бесспорно: смотрите ниже, что сказано о датах.\n"
        "\n"
        "1465 год\n"
        "Основано Казахское ханство.\n"
        "Источники расходятся: Называют и 1456 год.\n"
        "Источник: Летопись, 1999, строки 3–4 [7]\n"
        "Источник: Other <page>\n"
        "\n"
        "16 декабря 1991 года\n"
        "Казахстан провозгласил независимость.\n"
        "Источник: Летопись, 1999, строка 1",
    ),
    (
        "What came first, Abylai became sultan or Abylai was elected khan?",
        "The earlier of the two comes first here.\n"
        "Time between the two: 36–37 years.\n"
        "\n"
        "1734\n"
        "Abylai became sultan.\n"
        "Source: Annals, 1999, line 7\n"
        "\n"
        "1771\n"
        "Abylai was elected khan.\n"
        "Source: Annals, 1999, line 8",
    ),
    (
        "Что было раньше: Абылай избран ханом или Абылай стал султаном?",
        "Первым названо то, что было раньше.\n"
        "Между ними прошло: 36–37 лет.\n"
        "\n"
        "1734 год\n"
        "Абылай стал султаном.\n"
        "Источник: Летопись, 1999, строка 7\n"
        "\n"
        "1771 год\n"
        "Абылай избран ханом.\n"
        "Источник: Летопись, 1999, строка 8",
    ),
    (
        "How many years passed between Kazakhstan's independence and the moon landing?",
        "I can't compare: I have no certain fact for “the moon landing”.\n"
        "Here is what I do know nearby:\n"
        "1. 16 December 1991 – Kazakhstan declared its independence.",
    ),
    (
        "Сколько лет прошло между изобретением паровоза и провозглашением независимости?",
        "Сравнить не могу: нет надёжного факта для «изобретением паровоза».\n"
        "Вот что я знаю близкого к этому:\n"
        "1. 16 декабря 1991 года – Казахстан провозгласил независимость.",
    ),
    (
        "Паровоздың шығуы мен тәуелсіздіктің жариялануы арасында неше жыл өтті?",
        "Салыстыра алмаймын: «Паровоздың шығуы» үшін сенімді дерегім жоқ.\n"
        "Осыған жақын білетінім:\n"
        "1. 1991 жылғы 16 желтоқсан – Қазақстан тәуелсіздігін жариялады.",
    ),
    (
        "What came first, Zhyrau sang to the dombra or Abylai became sultan?",
        "I can't compare: one of the two has no date that can be counted with.\n"
        "Here is what I do know nearby:\n"
        "1. No date given – Zhyrau sang to the dombra.\n"
        "2. 1734 – Abylai became sultan.",
    ),
]


@pytest.mark.parametrize(("question", "expected"), SCREENS, ids=[s[0] for s in SCREENS])
def test_screens(service: FactService, question: str, expected: str) -> None:
    assert plain(Dialogue(service).say(question, Speaker())) == expected


@pytest.fixture(scope="module")
def shipped() -> Iterator[FactService]:
    service = FactService(location.shipped())
    yield service
    service.close()


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        (
            "How many years passed between the founding of the prosecutor's office in France"
            " and in Russia?",
            ["f9", "f37"],
        ),
        (
            "Which was founded first: the prosecutor's office in Kazakhstan or in Russia?",
            ["f37", "f59"],
        ),
        (
            "Сколько лет прошло между введением фискалов и основанием прокуратуры в России?",
            ["f35", "f37"],
        ),
        ("Сколько лет разделяет основание прокуратуры во Франции и в России?", ["f9", "f37"]),
        ("Что было раньше: судебная реформа в России или Декрет о суде № 1?", ["f50", "f55"]),
        ("Франция мен Ресей прокуратурасының құрылуы арасында неше жыл өтті?", ["f9", "f37"]),
        (
            "Ресейде прокуратураның құрылуы мен Қазақстанда прокуратураның құрылуы арасында"
            " неше жыл өтті?",
            ["f37", "f59"],
        ),
        (
            "Қайсысы бұрын құрылды: Ресей прокуратурасы ма, әлде Қазақстан прокуратурасы ма?",
            ["f37", "f59"],
        ),
    ],
)
def test_a_side_takes_what_it_lacks_from_the_other(
    shipped: FactService, question: str, facts: list[str]
) -> None:
    outcome = shipped.ask(question)
    assert [found.fact.label for found in outcome.facts] == facts
    assert outcome.compared is not None


@pytest.mark.parametrize(
    "question",
    [
        "How many years passed between the French Revolution and the Battle of Waterloo?",
        "Сколько лет прошло между основанием прокуратуры в России и полётом Гагарина?",
        "Сколько лет прошло между первым генерал-прокурором России и первым прокурором КазССР?",
        "Бірінші дүниежүзілік соғыс пен Ресей прокуратурасының құрылуы арасында қанша жыл өтті?",
        "What came first, the chicken or the egg?",
        "Қайсысы бұрын болды: Айға ұшу ма, әлде ғарышқа ұшу ма?",
    ],
)
def test_a_side_without_a_sure_fact_is_not_guessed(shipped: FactService, question: str) -> None:
    outcome = shipped.ask(question)
    assert (outcome.status, outcome.facts) == ("none", ())
    assert outcome.compared is not None
    assert outcome.compared.unknown


@pytest.mark.parametrize(
    "question",
    [
        "How many years did the war last?",
        "Who was first, and when?",
        "Сколько лет Ягужинскому?",
        "Кто был первым прокурором или генерал-прокурором?",
        "Қанша жыл өтті?",
        "What is the first or the second stage?",
        "between and",
        "What first or",
        "",
    ],
)
def test_other_questions_compare_nothing(question: str) -> None:
    assert comparison([word.key for word in words(question)]) is None


@pytest.mark.parametrize(
    ("one", "other", "texts"),
    [
        ("1722-01-12", "1722-01-13", ("1 күн", "1 день", "1 day")),
        ("1722-01-12", "1722-04-27", ("105 күн", "105 дней", "105 days")),
        ("1722-01-12", "1723-01-12", ("1 жыл (365 күн)", "1 год (365 дней)", "1 year (365 days)")),
        ("1722-01", "1722-03", ("бір жылдан аз", "меньше года", "less than a year")),
        ("1722", "1723", ("2 жылдан аз", "меньше 2 лет", "less than 2 years")),
        ("1722", "1743", ("20–21 жыл", "20–21 год", "20–21 years")),
        ("1722-01-12", "1724", ("1–2 жыл", "1–2 года", "1–2 years")),
        ("1722", "1722", ("бір жылдан аз", "меньше года", "less than a year")),
    ],
)
def test_spans_are_no_more_exact_than_dates(one: str, other: str, texts: tuple[str, ...]) -> None:
    between = gap(HistoricalDate.parse(one, "julian"), HistoricalDate.parse(other, "julian"))
    assert between is not None
    assert tuple(span_text(between, translator(lang)) for lang in ("kk", "ru", "en")) == texts


@given(st.text())
def test_no_text_is_an_error(text: str) -> None:
    comparison([word.key for word in words(text)])
