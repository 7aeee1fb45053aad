"""Dates that people ask about, in three languages and many spellings."""

import time

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import date_words
from bot.dates.asked_dates import AskedDate, find
from bot.dates.edtf import OPEN_END, OPEN_START, decode, encode
from bot.spelling.fold import words


def bounds(text):
    return [(date.earliest, date.latest, date.precision) for date in find(text)]


def day(code):
    return [(code, code, "day")]


def month(year, number, last):
    return [(encode(year, number, 1), encode(year, number, last), "month")]


def year(number):
    return [(encode(number, 1, 1), encode(number, 12, 31), "year")]


def decade(first):
    return [(encode(first, 1, 1), encode(first + 9, 12, 31), "decade")]


def century(number):
    return [(encode(number * 100 - 99, 1, 1), encode(number * 100, 12, 31), "century")]


def interval(first, last):
    start = OPEN_START if first is None else encode(first, 1, 1)
    return [(start, OPEN_END if last is None else encode(last, 12, 31), "interval")]


DAYS = [
    ("1722 жылғы 12 қаңтарда не болды?", 17220112),
    ("1722 жылғы 12 қаңтардағы жарлық", 17220112),
    ("12 қаңтарда 1722", 17220112),
    ("12 қаңтар 1722 жыл", 17220112),
    ("1922 жылы шілденің 13-де", 19220713),
    ("1922 ж. 13 шілде", 19220713),
    ("1722ж.12 қаңтар", 17220112),
    ("1922 жылғы 13 шілдедегі қаулы", 19220713),
    ("1991 жылдың 16 желтоқсаны", 19911216),
    ("1989 жылдың 22 қыркүйегінде", 19890922),
    ("1917 жылы 16 – қыркүйекте", 19170916),
    ("1917 жылғы 25 қазан төңкерісі", 19171025),
    ("1722 zhyly 13 shilde", 17220713),
    ("1922 jyly 13 şildede", 19220713),
    ("16 zheltoqsan 1991 zhyly", 19911216),
    ("13 июля 1922 года", 19220713),
    ("13-го июля 1922 г.", 19220713),
    ("13 июл. 1922", 19220713),
    ("1922 год, 13 июля", 19220713),
    ("16 dekabrya 1991 goda", 19911216),
    ("указ от 12 января 1722 года", 17220112),
    ("9 мая 1945", 19450509),
    ("July 13, 1922", 19220713),
    ("July 13th, 1922", 19220713),
    ("on 13th of July 1922", 19220713),
    ("13 July 1922", 19220713),
    ("may 9 1945", 19450509),
    ("5 sep 1991", 19910905),
    ("13.07.1922", 19220713),
    ("13/7/1922", 19220713),
    ("13-07-1922", 19220713),
    ("1922-07-13", 19220713),
    ("1922.07.13", 19220713),
    ("12.01.1722", 17220112),
    ("29 февраля 1900", 19000229),
    ("12 шильде 1922", 19220712),
    ("12 феврля 1922 года", 19220212),
    ("феврля 12 1922", 19220212),
    ("12 Septmber 1922", 19220912),
    ("12 сен. 1922", 19220912),
    ("15 марта 44 года до н.э.", encode(-43, 3, 15)),
    ("March 15, 44 BC", encode(-43, 3, 15)),
    ("б.з.б. 44 жылғы 15 наурыз", encode(-43, 3, 15)),
]

MONTHS = [
    ("1864 жылғы қараша", (1864, 11, 30)),
    ("1922 жылы шілдеде", (1922, 7, 31)),
    ("1722 жылдың қаңтары", (1722, 1, 31)),
    ("1917 жылғы қазан айында", (1917, 10, 31)),
    ("ноябрь 1864 года", (1864, 11, 30)),
    ("в ноябре 1864", (1864, 11, 30)),
    ("in November 1864", (1864, 11, 30)),
    ("November of 1864", (1864, 11, 30)),
    ("янв. 1722", (1722, 1, 31)),
    ("07.1922", (1922, 7, 31)),
    ("1922-07", (1922, 7, 31)),
    ("31.02.1922", (1922, 2, 28)),
    ("30 февраля 1922 года", (1922, 2, 28)),
    ("31 April 1922", (1922, 4, 30)),
    ("1922 жылғы 32 шілде", (1922, 7, 31)),
]

YEARS = [
    ("1722 жылы", 1722),
    ("1722ж.", 1722),
    ("1722-жылы", 1722),
    ("1722-ші жылы", 1722),
    ("1722 ші жылы", 1722),
    ("в 1722 году", 1722),
    ("1722 г.", 1722),
    ("1722г", 1722),
    ("v 1722 godu", 1722),
    ("in 1722", 1722),
    ("in the year 1722", 1722),
    ("1722", 1722),
    ("(1722)?", 1722),
    ("letter from 1722", 1722),
    ("751 жылы Талас шайқасы", 751),
    ("в 751 году", 751),
    ("3000 жылы", 3000),
    ("б.з.б. 44", -43),
    ("44 до н.э.", -43),
    ("44 BC", -43),
    ("44 B.C.", -43),
    ("44 год до нашей эры", -43),
    ("AD 44", 44),
    ("1917 жылы 12 адам қаза болды", 1917),
    ("Қазан төңкерісі 1917 жылы", 1917),
    ("1917 жылғы Қазан төңкерісі", 1917),
    ("1917 жылғы Ақпан революциясы", 1917),
    ("Октябрьская революция 1917", 1917),
    ("в 1917 году Февральская революция", 1917),
    ("October Revolution of 1917", 1917),
    ("1552 жылы Қазан хандығы", 1552),
    ("Қазан 1552", 1552),
    ("сен 1722 жылы", 1722),
    ("тіл 1989 жылы", 1989),
    ("Филипп IV в 1302 году", 1302),
    ("Людовик XIV в 1715", 1715),
    ("1722 жылғы қазақ прокуроры", 1722),
    ("1722 прокурор", 1722),
    ("45.13.1922", 1922),
]

CENTURIES = [
    ("XIV ғасырда", 14),
    ("14 ғ.", 14),
    ("14-ші ғасыр", 14),
    ("14-ғасырда", 14),
    ("он төртінші ғасыр", 14),
    ("жиырма бірінші ғасыр", 21),
    ("XVIII век", 18),
    ("в ХVIII веке", 18),
    ("в xviii веке", 18),
    ("18 в.", 18),
    ("XIXв.", 19),
    ("четырнадцатый век", 14),
    ("в четырнадцатом веке", 14),
    ("двадцать первый век", 21),
    ("in the 14th century", 14),
    ("fourteenth century", 14),
    ("the twenty-first century", 21),
]

DECADES = [
    ("1930-жылдары", 1930),
    ("1930 жылдары", 1930),
    ("1930-шы жылдары", 1930),
    ("30-жылдары", 1930),
    ("XX ғасырдың 30-жылдары", 1930),
    ("XIX ғасырдың 60-жылдарында", 1860),
    ("30-е годы XX века", 1930),
    ("в 1930-х годах", 1930),
    ("в 1930-х", 1930),
    ("1930s", 1930),
    ("the 1930's", 1930),
    ("in the 30s", 1930),
    ("60s of the 19th century", 1860),
]

INTERVALS = [
    ("1917-1922", 1917, 1922),
    ("1917–1922 жж.", 1917, 1922),
    ("1941-45", 1941, 1945),
    ("1905-07 гг.", 1905, 1907),
    ("между 1917 и 1922", 1917, 1922),
    ("между 1917 и 1922 годами", 1917, 1922),
    ("с 1917 по 1922", 1917, 1922),
    ("с 1917 года до 1922 года", 1917, 1922),
    ("from 1917 to 1922", 1917, 1922),
    ("between 1917 and 1922", 1917, 1922),
    ("1917 мен 1922 арасында", 1917, 1922),
    ("1917 мен 1922 жылдар арасында", 1917, 1922),
    ("1920 мен 1930 жылдар арасында", 1920, 1930),
    ("1917 жылдан 1922 жылға дейін", 1917, 1922),
    ("1917 жылдан бастап 1922 жылға дейін", 1917, 1922),
    ("1917-ден 1922-ге дейін", 1917, 1922),
    ("1930-1940 жылдары", 1930, 1940),
    ("1930-1940-жылдары", 1930, 1949),
    ("1920-30-е годы", 1920, 1939),
    ("30-40-жылдары", 1930, 1949),
    ("XVIII-XIX", 1701, 1900),
    ("XVIII-XIX веках", 1701, 1900),
    ("XVIII–XIX ғасырлар", 1701, 1900),
    ("с XIV по XVI век", 1301, 1600),
    ("between the 14th and 16th centuries", 1301, 1600),
    ("XIV ғасырдан XVI ғасырға дейін", 1301, 1600),
    ("первая половина XX века", 1901, 1950),
    ("в 1-й половине XX века", 1901, 1950),
    ("first half of the 20th century", 1901, 1950),
    ("second half of the 1930s", 1935, 1939),
    ("ХХ ғасырдың бірінші жартысы", 1901, 1950),
    ("ХІХ ғасырдың екінші жартысында", 1851, 1900),
    ("500-449 до н.э.", -499, -448),
    ("до 1722", None, 1721),
    ("до 1722 года", None, 1721),
    ("before 1722", None, 1721),
    ("prior to 1722", None, 1721),
    ("until 1722", None, 1721),
    ("1722 жылға дейін", None, 1721),
    ("1722 жылдан бұрын", None, 1721),
    ("до XIV века", None, 1300),
    ("после 1917", 1918, None),
    ("after 1917", 1918, None),
    ("1917 жылдан кейін", 1918, None),
    ("1917 жылдан соң", 1918, None),
    ("с 1917 года", 1917, None),
    ("since 1917", 1917, None),
    ("1917 жылдан бері", 1917, None),
    ("1917 жылдан бастап", 1917, None),
]

NOTHING = [
    "",
    "Прокуратура қашан құрылды?",
    "441 адам",
    "885",
    "885 және 441",
    "1500 адам",
    "1500 человек",
    "1000-2000 адам",
    "1500 жыл бұрын",
    "№ 1",
    "№ 2709",
    "№ 2709-ХІІ",
    "№ 1917",
    "2709",
    "3000",
    "Филипп IV",
    "Пётр I",
    "83-бап",
    "Статья 83",
    "статья 1917",
    "номер января",
    "Қазан төңкерісі",
    "Октябрьская революция",
    "October Revolution",
    "Ақпан революциясы",
    "Қазан қаласы",
    "мәртебесі",
    "12 мәртебесі",
    "мар 12",
    "сен 12",
    "12 там",
    "12 қатар",
    "30 жан",
    "You may ask",
    "в январе",
    "30 февраля",
    "31 қыркүйек",
    "37 жылы",
    "25 век",
    "01.01.22",
    "1 500 000",
    "30-е",
    "I-II",
    "9" * 4000,
]

DAYS_OF_YEAR = [
    ("13 шілде", (7, 13)),
    ("12 қаңтарда не болды?", (1, 12)),
    ("12-ші қаңтарда", (1, 12)),
    ("қаңтардың 12-сінде", (1, 12)),
    ("қаңтар айының 12-сі", (1, 12)),
    ("12 қаңтар айында", (1, 12)),
    ("что было 13 июля?", (7, 13)),
    ("1-го мая", (5, 1)),
    ("13 августта", (8, 13)),
    ("12 янв", (1, 12)),
    ("29 февраля", (2, 29)),
    ("July 13", (7, 13)),
    ("on the 13th of July", (7, 13)),
    ("on May 1", (5, 1)),
]

PROBES = [
    *[(text, day(code)) for text, code in DAYS],
    *[(text, month(*month_days)) for text, month_days in MONTHS],
    *[(text, year(number)) for text, number in YEARS],
    *[(text, century(number)) for text, number in CENTURIES],
    *[(text, decade(first)) for text, first in DECADES],
    *[(text, interval(first, last)) for text, first, last in INTERVALS],
    *[(text, []) for text in NOTHING],
    ("V век до н.э.", [(encode(-499, 1, 1), encode(-400, 12, 31), "century")]),
    ("б.з.б. V ғасыр", [(encode(-499, 1, 1), encode(-400, 12, 31), "century")]),
    ("5th century BC", [(encode(-499, 1, 1), encode(-400, 12, 31), "century")]),
    ("second half of 1917", [(19170701, 19171231, "interval")]),
    ("до 12 января 1722 года", [(OPEN_START, 17220111, "interval")]),
    ("1922 жылғы 31 желтоқсаннан кейін", [(19230101, OPEN_END, "interval")]),
    ("12-15 января 1722 года", [(17220112, 17220115, "interval")]),
    ("с 12 по 15 января 1722", [(17220112, 17220115, "interval")]),
    ("12 января - 15 февраля 1722", [(17220112, 17220215, "interval")]),
    ("с 12 января по 15 февраля 1722 года", [(17220112, 17220215, "interval")]),
    ("1722 жылы ма, 1922 жылы ма?", year(1722) + year(1922)),
    ("1917 және 1922", year(1917) + year(1922)),
    ("XIX век или 1922", century(19) + year(1922)),
    ("1922-1917", year(1922) + year(1917)),
]


@pytest.mark.parametrize(("text", "expected"), PROBES)
def test_probes(text, expected):
    assert bounds(text) == expected


@pytest.mark.parametrize(("text", "expected"), DAYS_OF_YEAR)
def test_days_of_the_year(text, expected):
    (date,) = find(text)
    assert date == AskedDate(OPEN_START, OPEN_END, expected, "day-of-year", date.words)


@pytest.mark.parametrize(
    ("text", "consumed"),
    [
        ("1722 жылы кім", [(0, 1)]),
        ("кто в 1722 году", [(2, 3)]),
        ("1722 жылғы 12 қаңтарда не болды", [(0, 1, 2, 3)]),
        ("on 13th of July 1922", [(1, 2, 3, 4, 5)]),
        ("in the 14th century", [(2, 3, 4)]),
        ("не было между 1917 и 1922 годами?", [(2, 3, 4, 5, 6)]),
        ("1917 мен 1922 жылдар арасында не болды", [(0, 1, 2, 3, 4)]),
        ("кто до 1722 года", [(1, 2, 3)]),
        ("44 до н.э.", [(0, 1, 2, 3)]),
        ("первая половина XX века", [(0, 1, 2, 3)]),
        ("1917 және 1922", [(0,), (2,)]),
    ],
)
def test_words_of_a_date(text, consumed):
    assert [date.words for date in find(text)] == consumed


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("context", ["format", "stand-alone"])
def test_month_names_of_cldr(language, context):
    for number, name in get_month_names("wide", context, language).items():
        assert bounds(f"12 {name} 1922") == day(encode(1922, number, 12))
        assert bounds(f"{name} 12, 1922") == day(encode(1922, number, 12))


def test_vocabulary_has_one_kind_for_every_short_month():
    kinds = {kind for kind, _ in date_words.short_months().values()}
    assert kinds == {"k", "M"}
    assert date_words.kinds()["kantar"] == ("m", 1)
    assert date_words.mistyped_month("fevrlia") == ("m", 2)
    assert date_words.mistyped_month("kazak") is None


FRAGMENTS = [text for text, _ in [*PROBES, *DAYS_OF_YEAR] if len(text) < 50]
PIECES = sorted({piece for text in FRAGMENTS for piece in text.split()})


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_no_text_raises(text):
    dates = find(text)
    consumed = [index for date in dates for index in date.words]
    assert consumed == sorted(set(consumed))
    assert set(consumed) <= set(range(len(words(text))))
    for date in dates:
        assert date.words
        assert date.earliest <= date.latest
        assert (date.day_of_year is not None) == (date.precision == "day-of-year")
        for code in {date.earliest, date.latest} - {OPEN_START, OPEN_END}:
            _, month_number, day_number = decode(code)
            assert 1 <= month_number <= 12
            assert 1 <= day_number <= 31


@pytest.mark.parametrize("text", ["1" * 4000, "1 " * 2000, "1917-" * 800, "XIX " * 1000])
def test_hostile_texts_are_cheap(text):
    find("1722")
    started = time.perf_counter()
    find(text)
    assert time.perf_counter() - started < 0.5
