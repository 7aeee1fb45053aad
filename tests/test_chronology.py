"""A chronology and a change log in Markdown."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support.facts import DATASET, FACTS, SOURCES, fact, write_facts

from bot.exchange.compare import compare
from bot.exchange.contents import contents
from bot.facts.models import STATUSES
from bot.facts.store import FactStore
from bot.text.changelog import changelog
from bot.text.chronology import chronology
from bot.text.markdown import escaped, paragraph_line, spans_line
from bot.text.reply import Span
from bot.text.translator import translator


def written(path: Path, lang: str) -> str:
    with closing(FactStore(path)) as store:
        lines = chronology(
            store.dataset(), store.facts(STATUSES), store.sources(), translator(lang)
        )
        return "\n".join(lines)


def of_facts(folder: Path, lang: str, *facts: dict[str, Any]) -> str:
    path = folder / "own.db"
    write_facts(path, DATASET, *SOURCES, *facts)
    return written(path, lang)


def test_the_whole_chronology_in_english(facts: Path) -> None:
    assert written(facts, "en") == (
        "# Kazakh history\n"
        "\n"
        "Facts for testing.\n"
        "\n"
        "## 15th century\n"
        "\n"
        "- **1465** – The Kazakh Khanate was founded.[^1][^2]\n"
        "  - Sources disagree: Or in 1456.\n"
        "  - Source: Annals, 1999, lines 3–4 \\[7\\][^1]\n"
        "  - Source: Other \\<page\\>[^2]\n"
        "\n"
        "## 18th century\n"
        "\n"
        "- **12 (23) January 1722** – Peter I gave the Senate a procurator.[^3]\n"
        "- **1734** – Abylai became sultan.[^4]\n"
        "- **1771** – Abylai was elected khan.[^5]\n"
        "\n"
        "## 19th century\n"
        "\n"
        "- **1847** – Бөкей ордасында \\<мектеп\\> \\& кітапхана ашылды. (kk)[^6]\n"
        "\n"
        "## 20th century\n"
        "\n"
        "- **16 December 1986** – In Alma-Ata young people went to the square.[^7]\n"
        "- **16 December 1991** – Kazakhstan declared its independence.[^8]\n"
        "\n"
        "## No date given\n"
        "\n"
        "- Zhyrau sang to the dombra.[^9]\n"
        "\n"
        "[^1]: Annals, 1999, lines 3–4 \\[7\\]\n"
        "[^2]: Other \\<page\\>\n"
        "[^3]: Annals, 1999, line 2\n"
        "[^4]: Annals, 1999, line 7\n"
        "[^5]: Annals, 1999, line 8\n"
        "[^6]: Annals, 1999, line 5\n"
        "[^7]: Annals, 1999, line 6\n"
        "[^8]: Annals, 1999, line 1\n"
        "[^9]: Annals, 1999, line 4"
    )


def test_headings_and_dates_in_kazakh(facts: Path) -> None:
    text = written(facts, "kk")
    assert "## XVIII ғасыр\n\n- **1722 жылғы 12 (23) қаңтар** – I Петр" in text


def test_a_century_ends_with_its_hundredth_year(tmp_path: Path) -> None:
    dates = ["1900-05", "19XX", "1901", "-0043-03-15", "0000", "00XX", "190X", "../1850"]
    text = of_facts(
        tmp_path,
        "en",
        *(
            fact(number, date, (f"Бір {number}.",), (), (f"No {number}.",))
            for number, date in enumerate(dates, start=1)
        ),
    )
    headings: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("## "):
            heading = line[3:]
        elif line.startswith("- "):
            headings.setdefault(heading, []).append(line.partition("No ")[2][0])
    assert headings == {
        "1st century BC": ["4", "5"],
        "1st century": ["6"],
        "19th century": ["8", "1"],
        "20th century": ["7", "2", "3"],
    }


def test_facts_that_cite_one_place_share_a_footnote(tmp_path: Path) -> None:
    citation = [{"source": "annals", "locator": "1"}]
    one, two = (fact(n, "1465", ("Бір.",), (), (f"No {n}.",), citations=citation) for n in (1, 2))
    text = of_facts(tmp_path, "en", one, two)
    assert text.count("[^1]") == 3
    assert "[^2]" not in text


def test_a_note_follows_its_text_into_another_language(tmp_path: Path) -> None:
    text = of_facts(tmp_path, "en", fact(1, "1465", ("Бір.",), notes={"kk": "Ескерту."}))
    assert "- **1465** – Бір. (kk)[^1]\n  - Note: Ескерту.\n" in text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a_b *c* `d` [e](f)", "a\\_b \\*c\\* \\`d\\` \\[e\\](f)"),
        ("бір\n\n# екі", "бір \\# екі"),
        ("5 < 6 & 7 > 3 | ~~x~~ $y$", "5 \\< 6 \\& 7 \\> 3 \\| \\~\\~x\\~\\~ \\$y\\$"),
        ("back\\slash", "back\\\\slash"),
    ],
)
def test_markup_is_escaped(text: str, markdown: str) -> None:
    assert escaped(text) == markdown


def test_a_line_begins_no_list() -> None:
    lines = ["1. Бір", "12) екі", "- үш", "+ төрт", "1465 жыл", "===", "> алты"]
    assert [paragraph_line(line) for line in lines] == [
        "1\\. Бір",
        "12\\) екі",
        "\\- үш",
        "\\+ төрт",
        "1465 жыл",
        "\\===",
        "\\> алты",
    ]


def test_links_lead_to_their_addresses() -> None:
    spans = (Span("Бас_тақырып", url="https://a.org/x y?<b>=1&c=(d)"), Span(", 3"))
    assert spans_line(spans) == "[Бас\\_тақырып](<https://a.org/x%20y?%3Cb%3E=1&c=(d)>), 3"


def test_a_change_log(facts: Path, tmp_path: Path) -> None:
    first, second, *others = FACTS
    other = tmp_path / "other.db"
    renamed = SOURCES[1] | {"title": "Renamed"}
    changed = first | {"texts": dict(first["texts"]) | {"en": "Independence."}}
    retired = second | {"status": "retired"}
    added = fact(9, "1936", ("Жаңа *дерек*.",), ("Новый.",))
    write_facts(other, DATASET, SOURCES[0], renamed, changed, retired, *others[1:], added)
    with closing(FactStore(facts)) as old, closing(FactStore(other)) as new:
        found = list(compare(contents(old), contents(new)))
        log = "\n".join(changelog(new.dataset(), "2025.2", found))
    assert log == (
        "# Қазақ тарихы 2026.1\n"
        "\n"
        "2025.2 нұсқасынан бергі өзгерістер.\n"
        "\n"
        "## Жаңа деректер\n"
        "\n"
        "- **f9** – 1936 жыл\n"
        "  - kk: Жаңа \\*дерек\\*.\n"
        "  - ru: Новый.\n"
        "\n"
        "## Өзгерген деректер\n"
        "\n"
        "- **f1** – 1991 жылғы 16 желтоқсан\n"
        "  - en: Independence.\n"
        "  - kk: Қазақстан тәуелсіздігін жариялады.\n"
        "  - ru: Казахстан провозгласил независимость.\n"
        "  - `texts.en`: ~~Kazakhstan declared its independence.~~ → Independence.\n"
        "\n"
        "## Алынып тасталған деректер\n"
        "\n"
        "- **f2** – 1722 жылғы 12 (23) қаңтар\n"
        "  - en: Peter I gave the Senate a procurator.\n"
        "  - kk: I Петр Сенатқа прокурор қойды.\n"
        "  - ru: Пётр I поставил при Сенате прокурора.\n"
        "  - `status`: ~~published~~ → retired\n"
        "\n"
        "## Файлда енді жоқ деректер\n"
        "\n"
        "- **f3** – 1465 жыл\n"
        "  - en: The Kazakh Khanate was founded.\n"
        "  - kk: Қазақ хандығы құрылды.\n"
        "  - ru: Основано Казахское ханство.\n"
        "\n"
        "## Дереккөздер, атаулар және сипаттама\n"
        "\n"
        "- source other\n"
        "  - `title`: ~~Other \\<page\\>~~ → Renamed\n"
        "- alias astana\n"
        "  - `names.en`: ~~Astana~~\n"
        "  - `names.kk`: ~~Астана~~\n"
        "  - `names.kk`: ~~Ақмола~~\n"
        "  - `names.ru`: ~~Астана~~\n"
        "  - `names.ru`: ~~Акмола~~"
    )


def test_a_change_log_without_changes(facts: Path) -> None:
    with closing(FactStore(facts)) as store:
        dataset = store.dataset()
    assert list(changelog(dataset, None, [])) == [
        "# Қазақ тарихы 2026.1",
        "",
        "Алғашқы шығарылым.",
        "",
        "Ештеңе өзгерген жоқ.",
    ]
