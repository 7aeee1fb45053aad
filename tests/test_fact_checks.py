"""What stands against a fact before it is written."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.curation.fact_checks import LONGEST_LINE, LONGEST_TEXT, check, stale_after
from bot.curation.known import Known
from bot.dates.edtf import HistoricalDate
from bot.facts.models import Citation, Fact, Text
from bot.facts.store import FactStore

SHIPPED = Path(__file__).parents[1] / "facts.db"
GOOD = Fact(
    id=None,
    key="99999999-9999-9999-9999-999999999999",
    date=HistoricalDate.parse("1910", "gregorian"),
    date_note={},
    topic="astronomy",
    place=None,
    status="published",
    texts={
        "kk": Text("1910 жылы Галлей құйрықты жұлдызы көрінді."),
        "ru": Text("В 1910 году показалась комета Галлея."),
        "en": Text("Halley's comet was seen in 1910."),
    },
    phrasings={
        "kk": ("Галлей қашан көрінді?", "Галлей жұлдызы", "құйрықты жұлдыз қай жылы ұшты"),
        "ru": ("Когда была комета Галлея?", "комета Галлея", "Галлей в каком году"),
        "en": ("When was Halley's comet seen?", "Halley", "the comet of 1910"),
    },
    citations=(Citation("annals", "page", "7"),),
)
Said = list[tuple[str, str | None, str]]


@pytest.fixture(params=[False, True], ids=["index", "whole"])
def known(facts: Path, request: pytest.FixtureRequest) -> Iterator[Known]:
    """Return what the small fact file knows, looked up or read whole."""
    with closing(FactStore(facts)) as store:
        yield Known(store, whole=request.param)


def said(known: Known, fact: Fact, before: Fact | None = None) -> Said:
    return [(p.key, p.field, p.severity) for p in check(fact, before, known)]


def text(lang: str, said: str) -> dict[str, Any]:
    return {"texts": {**GOOD.texts, lang: Text(said)}}


def test_a_good_fact_has_nothing_against_it(known: Known) -> None:
    assert said(known, GOOD) == []


@pytest.mark.parametrize(
    ("problem", "changes"),
    [
        ("error no-source citations", {"citations": ()}),
        (
            "error unknown-source citations[0].source",
            {"citations": (Citation("no", "page", "1"),)},
        ),
        (
            "error unknown-source citations[0].via",
            {"citations": (Citation("annals", "page", "1", via="no"),)},
        ),
        ("error no-text texts", {"texts": {}}),
        ("error has-html texts.en", text("en", "Halley's <b>comet</b> was seen in 1910.")),
        ("error has-html texts.en", text("en", "Halley&nbsp;was seen in 1910.")),
        ("error has-control texts.en", text("en", "Halley\u200b was seen in 1910.")),
        ("error has-control texts.en", text("en", "Halley\u202e was seen in 1910.")),
        ("error has-control place", {"place": "a\nb"}),
        ("error too-long texts.en", text("en", "1910 " + "x" * LONGEST_TEXT)),
        ("error too-long topic", {"topic": "x" * (LONGEST_LINE + 1)}),
        ("error unknown-successor merged_into", {"merged_into": GOOD.key}),
        ("error unknown-successor merged_into", {"merged_into": "1" * 36}),
        ("question numbers-disagree texts.en", text("en", "Halley's comet was seen in 1911.")),
        (
            "question phrasing-owned phrasings.en",
            {"phrasings": {**GOOD.phrasings, "en": ("WHEN was independence declared", "a", "b")}},
        ),
        ("warning phrasings-few phrasings.en", {"phrasings": {**GOOD.phrasings, "en": ()}}),
        ("warning stale texts.ru", {"stale": ("ru",)}),
        ("warning mixed-alphabets texts.ru", text("ru", "В 1910 году показалась Гaллея.")),
        ("warning note-missing notes.ru", {"texts": GOOD.texts | {"kk": Text("1910.", "Рас.")}}),
        ("warning locator-missing citations[0].locator", {"citations": (Citation("annals"),)}),
        ("warning disputed-alone citations", {"status": "disputed"}),
    ],
)
def test_each_fault_is_told(known: Known, problem: str, changes: dict[str, Any]) -> None:
    severity, key, field = problem.split()
    assert (key, field, severity) in said(known, replace(GOOD, **changes))


def test_a_line_break_belongs_in_texts_only(known: Known) -> None:
    lines = replace(GOOD, **text("en", "Halley's comet was seen\nin 1910."))
    assert said(known, lines) == []


def test_a_draft_needs_no_source_and_owns_no_phrasings(known: Known) -> None:
    asked = {"en": ("When was independence declared?", "a", "b")}
    draft = replace(GOOD, status="draft", citations=(), phrasings={**GOOD.phrasings, **asked})
    assert said(known, draft) == []


def test_a_language_without_a_text_is_a_remark(known: Known) -> None:
    kazakh = replace(GOOD, texts={"kk": GOOD.texts["kk"]})
    assert [p for p in said(known, kazakh) if p[0] == "language-missing"] == [
        ("language-missing", "texts.ru", "warning"),
        ("language-missing", "texts.en", "warning"),
    ]


def test_near_texts_are_duplicates_or_contradict_by_date(facts: Path) -> None:
    with closing(FactStore(SHIPPED)) as store:
        known, original = Known(store), store.fact(40)
    copy = replace(original, key=GOOD.key, id=None, phrasings={})
    with closing(FactStore(SHIPPED)) as store:
        known = Known(store)
        (first, *_) = check(copy, None, known)
        assert (first.key, first.field, first.data["other"]) == ("duplicate", "texts.en", "f40")
        elsewhen = replace(copy, date=HistoricalDate.parse("1200", "julian"))
        dated = replace(original, date=HistoricalDate.parse("1300", "julian"))
        known.add(replace(dated, key="8" * 36), "row 3")
        keys = {(p.key, p.field, p.data.get("other")) for p in check(elsewhen, None, known)}
        assert ("contradicts", "date", "row 3") in keys


def test_dates_of_both_calendars_are_compared_by_day(facts: Path) -> None:
    with closing(FactStore(facts)) as store:
        known = Known(store)
        julian = replace(GOOD, key="8" * 36, date=HistoricalDate.parse("1910-05-06", "julian"))
        known.add(julian, "row 2")
        same = replace(GOOD, date=HistoricalDate.parse("1910-05-19", "gregorian"))
        assert ("duplicate", "texts.kk", "question") in said(known, same)
        other = replace(GOOD, date=HistoricalDate.parse("1910-05-06", "gregorian"))
        assert ("contradicts", "date", "question") in said(known, other)


def test_what_stood_before_is_not_asked_or_told_again(known: Known) -> None:
    owned = {**GOOD.phrasings, "en": ("When was independence declared?", "a", "b")}
    before = replace(GOOD, phrasings=owned, **text("en", "Halley's comet was seen in 1911."))
    assert {key for key, _, _ in said(known, before)} == {"phrasing-owned", "numbers-disagree"}
    assert said(known, replace(before, topic="sky"), before) == []
    worse = replace(before, topic="sky", citations=())
    assert said(known, worse, before) == [("no-source", "citations", "error")]


def test_a_fact_is_no_duplicate_of_itself(known: Known, facts: Path) -> None:
    with closing(FactStore(facts)) as store:
        fact = store.fact(1)
    assert [p for p in said(known, fact) if p[2] == "question"] == []


def test_a_changed_text_leaves_the_others_behind() -> None:
    changed = replace(GOOD, **text("kk", "Құйрықты жұлдыз 1910 жылы ұшты."))
    assert stale_after(GOOD, changed) == ("en", "ru")
    respelled = replace(GOOD, **text("kk", "1910 жылы ГАЛЛЕЙ құйрықты жұлдызы көрінді"))
    assert stale_after(GOOD, respelled) == ()
    assert stale_after(None, GOOD) == ()


def test_a_text_that_is_renewed_is_no_longer_behind() -> None:
    behind = replace(GOOD, stale=("en", "ru"))
    renewed = replace(behind, **text("ru", "Комета прилетела в 1910 году."))
    assert (
        stale_after(behind, replace(renewed, texts={**renewed.texts, "en": Text("It came.")})) == ()
    )
    assert stale_after(behind, replace(behind, topic="sky")) == ("en", "ru")
    assert stale_after(behind, replace(behind, stale=("ru",))) == ("ru",)
    assert stale_after(GOOD, replace(GOOD, stale=("ru",))) == ("ru",)
