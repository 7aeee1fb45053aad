"""Citations in one line, in three languages."""

from typing import Any

import pytest

from bot.facts.models import Citation, Source
from bot.text.citations import citation_spans, full_citation
from bot.text.reply import Span, plain_line
from bot.text.translator import LOCALES, translator

SOURCES = {
    "article": Source("article", {"type": "article", "title": "Мақала"}, {"en": "The article"}),
    "book": Source(
        "book",
        {
            "type": "book",
            "title": "Sidereus Nuncius",
            "author": [{"family": "Galilei", "given": "Galileo"}, {"literal": "Anonymous"}],
            "publisher": "Baglioni",
            "issued": "1610",
            "URL": "https://example.org/?a=1&b=2",
        },
    ),
    "chapter": Source(
        "chapter", {"type": "chapter", "title": "T", "container-title": "C", "author": []}
    ),
}


def lines(**fields: Any) -> list[str]:
    citation = Citation(**fields)
    return [plain_line(citation_spans(citation, SOURCES, translator(lang))) for lang in LOCALES]


def test_a_title_is_translated_where_the_source_has_a_translation() -> None:
    assert lines(source="article") == ["Мақала", "Мақала", "The article"]


@pytest.mark.parametrize(
    ("label", "locator", "kk", "ru", "en"),
    [
        ("line", "43", "43-жол", "строка 43", "line 43"),
        ("line", "43-45", "43–45-жолдар", "строки 43–45", "lines 43–45"),
        ("line", "4, 9", "4, 9-жолдар", "строки 4, 9", "lines 4, 9"),
        ("page", "7", "7-бет", "с. 7", "p. 7"),
        ("page", "7-9", "7–9-беттер", "с. 7–9", "pp. 7–9"),
        ("paragraph", "2", "2-абзац", "абзац 2", "paragraph 2"),
        ("chapter", "3-4", "3–4-тараулар", "главы 3–4", "chapters 3–4"),
        ("section", "83", "83-бап", "ст. 83", "article 83"),
        ("folio", "12", "folio 12", "folio 12", "folio 12"),
        (None, "12-13", "12–13", "12–13", "12–13"),
    ],
)
def test_locators(label: str | None, locator: str, kk: str, ru: str, en: str) -> None:
    titles = ("Мақала", "Мақала", "The article")
    expected = [f"{title}, {said}" for title, said in zip(titles, (kk, ru, en), strict=True)]
    assert lines(source="article", label=label, locator=locator) == expected


def test_the_source_s_own_marker_follows_the_locator() -> None:
    assert lines(source="article", label="line", locator="42-45", marker="[1, 24]") == [
        "Мақала, 42–45-жолдар [1, 24]",
        "Мақала, строки 42–45 [1, 24]",
        "The article, lines 42–45 [1, 24]",
    ]
    assert lines(source="article", marker="[3]")[2] == "The article [3]"


def test_authors_publication_and_address() -> None:
    (line, *_) = lines(source="book")
    assert line == (
        "Galileo Galilei, Anonymous, Sidereus Nuncius, Baglioni, 1610, https://example.org/?a=1&b=2"
    )
    assert lines(source="chapter")[2] == "T, C"


def test_the_address_leads_from_the_title_only() -> None:
    spans = citation_spans(Citation("book", label="page", locator="9"), SOURCES, translator("en"))
    assert spans == (
        Span(
            "Galileo Galilei, Anonymous, Sidereus Nuncius, Baglioni, 1610",
            url="https://example.org/?a=1&b=2",
        ),
        Span(", p. 9"),
    )


def test_who_quotes_a_source_is_said() -> None:
    assert lines(source="article", via="chapter") == [
        "Мақала; келтірген: T, C",
        "Мақала; цит. по: T, C",
        "The article; quoted in: T, C",
    ]


def test_a_note_is_shown_in_its_own_language_only() -> None:
    note = {"kk": "ескертпе", "ru": "примечание"}
    assert lines(source="article", note=note) == [
        "Мақала (ескертпе)",
        "Мақала (примечание)",
        "The article",
    ]


def test_an_unknown_source_is_shown_by_its_id() -> None:
    assert lines(source="lost") == ["lost"] * 3


def test_a_described_title_is_no_original_title() -> None:
    """What stands in brackets was never printed on the source, so only its translation is told."""
    title = "[Статья без названия]"
    described = Source("s", {"type": "article", "title": title}, {"en": "[Untitled article]"})
    said = [
        full_citation(Citation("s", "page", "7"), {"s": described}, translator(lang))
        for lang in ("ru", "en")
    ]
    assert said == [f"{title}. с. 7.", "[Untitled article]. p. 7."]
