"""A small fact file: every kind of fact once, in three languages."""

import json
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.curation.writing import put
from bot.exchange.items import item_of
from bot.facts.history import Change
from bot.facts.writer import FactWriter

DATASET = {
    "kind": "dataset",
    "version": "2026.1",
    "licence": "CC BY 4.0",
    "languages": ["kk", "ru", "en"],
    "title": {"kk": "Қазақ тарихы", "ru": "История казахов", "en": "Kazakh history"},
    "description": {
        "kk": "Сынаққа арналған деректер.",
        "ru": "Факты для проверки.",
        "en": "Facts for testing.",
    },
    "examples": {
        "kk": ["Тәуелсіздік қашан жарияланды?", "16 желтоқсанда не болды?"],
        "ru": ["Когда провозглашена независимость?", "Что произошло 16 декабря?"],
        "en": ["When was independence declared?", "What happened on 16 December?"],
    },
}
SOURCES = [
    {
        "kind": "source",
        "id": "annals",
        "type": "book",
        "title": "Жылнама",
        "issued": "1999",
        "title_in": {"en": "Annals", "ru": "Летопись"},
    },
    {"kind": "source", "id": "other", "type": "webpage", "title": "Other <page>"},
]
ALIASES = [
    {
        "kind": "alias",
        "concept": "astana",
        "names": {"kk": ["Астана", "Ақмола"], "ru": ["Астана", "Акмола"], "en": ["Astana"]},
    }
]


def fact(
    number: int,
    date: str | None,
    kk: tuple[str, ...],
    ru: tuple[str, ...] = (),
    en: tuple[str, ...] = (),
    **fields: Any,
) -> dict[str, Any]:
    """Return the record of a fact; each language is its text followed by its phrasings."""
    given = {lang: said for lang, said in (("kk", kk), ("ru", ru), ("en", en)) if said}
    return {
        "kind": "fact",
        "id": number,
        "key": str(uuid.UUID(int=number)),
        "date": date,
        "status": "published",
        "texts": {lang: said[0] for lang, said in given.items()},
        "phrasings": {lang: list(said[1:]) for lang, said in given.items()},
        "citations": [{"source": "annals", "label": "line", "locator": str(number)}],
    } | fields


FACTS = [
    fact(
        1,
        "1991-12-16",
        ("Қазақстан тәуелсіздігін жариялады.", "Тәуелсіздік қашан жарияланды?"),
        ("Казахстан провозгласил независимость.", "Когда провозглашена независимость?"),
        ("Kazakhstan declared its independence.", "When was independence declared?"),
    ),
    fact(
        2,
        "1722-01-12",
        ("I Петр Сенатқа прокурор қойды.", "Сенатқа прокурорды кім қойды?"),
        ("Пётр I поставил при Сенате прокурора.", "Кто поставил прокурора при Сенате?"),
        ("Peter I gave the Senate a procurator.", "Who gave the Senate a procurator?"),
        calendar="julian",
    ),
    fact(
        3,
        "1465",
        ("Қазақ хандығы құрылды.", "Қазақ хандығы қашан құрылды?"),
        ("Основано Казахское ханство.", "Когда основано Казахское ханство?"),
        ("The Kazakh Khanate was founded.", "When was the Kazakh Khanate founded?"),
        status="disputed",
        notes={"kk": "1456 жыл деп те айтады.", "ru": "Называют и 1456 год.", "en": "Or in 1456."},
        citations=[
            {"source": "annals", "label": "line", "locator": "3-4", "marker": "[7]"},
            {"source": "other"},
        ],
    ),
    fact(
        4,
        None,
        ("Жыраулар домбыраға қосылып айтты.", "Жыраулар қай аспапқа қосылып айтты?"),
        ("Жырау пели под домбру.", "Под какой инструмент пели жырау?"),
        ("Zhyrau sang to the dombra.", "To what instrument did zhyrau sing?"),
    ),
    fact(5, "1847", ("Бөкей ордасында <мектеп> & кітапхана ашылды.", "Мектеп қайда ашылды?")),
    fact(
        6,
        "1986-12-16",
        ("Алматыда жастар алаңға шықты.", "Жастар алаңға қашан шықты?"),
        ("В Алма-Ате молодёжь вышла на площадь.", "Когда молодёжь вышла на площадь?"),
        ("In Alma-Ata young people went to the square.", "When did the young go to the square?"),
    ),
    fact(
        7,
        "1734",
        ("Абылай сұлтан атанды.", "Абылай қашан билікке келді?"),
        ("Абылай стал султаном.", "Когда Абылай пришёл к власти?"),
        ("Abylai became sultan.", "When did Abylai come to power?"),
    ),
    fact(
        8,
        "1771",
        ("Абылай хан сайланды.", "Абылай қашан билікке келді?"),
        ("Абылай избран ханом.", "Когда Абылай пришёл к власти?"),
        ("Abylai was elected khan.", "When did Abylai come to power?"),
    ),
]


def write_facts(path: Path, *records: dict[str, Any]) -> None:
    """Write records into the fact file at ``path``; without records all of the above."""
    chosen = records or (DATASET, *SOURCES, *ALIASES, *FACTS)
    items = [item_of(json.loads(json.dumps(record))) for record in chosen]
    with closing(FactWriter(path)) as writer, writer.change(Change("tests", "import")):
        for item in items:
            put(writer, item)
