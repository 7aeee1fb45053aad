"""What the checks know of other facts: those in the file, and rows that came before."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support.facts import DATASET, FACTS, SOURCES, fact, write_facts
from support.single_facts import read

from bot.curation.known import Known
from bot.dates.edtf import HistoricalDate
from bot.facts.store import FactStore

NOBODY = "00000000-0000-0000-0000-000000000000"
ABYLAI = FACTS[6]["key"]


@pytest.fixture
def known(facts: Path) -> Iterator[Known]:
    with closing(FactStore(facts)) as store:
        yield Known(store)


def label(found: Any) -> str | None:
    return found and found.label


def labels(found: list[Any]) -> list[tuple[str, int]]:
    return [(other.label, round(like)) for other, like in found]


def test_the_owner_of_a_phrasing_in_any_spelling(known: Known) -> None:
    assert label(known.owner("абылай кашан биликке келди", NOBODY)) == "f7"
    assert label(known.owner("Абылай қашан билікке келді?", ABYLAI)) == "f8"
    assert known.owner("Абылай билікке қалай келді?", NOBODY) is None
    assert known.owner("Қашан?", NOBODY) is None


def test_retired_facts_own_no_phrasing(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    write_facts(path, DATASET, *SOURCES, FACTS[6] | {"status": "retired"})
    with closing(FactStore(path)) as store:
        assert Known(store).owner("Абылай қашан билікке келді?", NOBODY) is None


def test_facts_that_nearly_say_the_same(known: Known) -> None:
    date = HistoricalDate.parse("1991-12-16", "gregorian")
    said = "Казахстан провозгласил независимость"
    assert labels(known.like(said, "ru", date, NOBODY)) == [("f1", 100)]
    assert labels(known.like(said, "kk", date, NOBODY)) == []
    assert labels(known.like(said, "ru", date, FACTS[0]["key"])) == []


def test_drafts_are_compared_as_well(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    drafts = [FACTS[6], FACTS[7] | {"status": "draft"}, FACTS[0] | {"status": "retired"}]
    write_facts(path, DATASET, *SOURCES, *drafts)
    with closing(FactStore(path)) as store:
        known = Known(store)
        assert labels(known.like("Абылай хан сайланды.", "kk", None, NOBODY)) == [("f8", 100)]
        assert labels(known.like(FACTS[0]["texts"]["kk"], "kk", None, NOBODY)) == []
        known.add("row 2", read(FACTS[7] | {"texts": {"kk": "Абылай хан болып сайланды."}}))
        assert labels(known.like("Абылай хан сайланды.", "kk", None, NOBODY)) == []


def test_rows_are_known_from_the_moment_they_are_added(known: Known) -> None:
    row = fact(91, "1730", ("Алқакөл сұлама болды.", "Алқакөл сұлама қашан?"))
    assert known.owner("Алқакөл сұлама қашан?", NOBODY) is None
    known.add("row 17", read(row))
    assert label(known.owner("алкакол сулама кашан", NOBODY)) == "row 17"
    assert known.owner("Алқакөл сұлама қашан?", row["key"]) is None
    assert labels(known.like("алқакөл сұлама болды", "kk", None, NOBODY)) == [("row 17", 100)]
    assert known.has_fact(row["key"])


def test_a_row_stands_for_the_fact_of_its_key(known: Known) -> None:
    changed = FACTS[6] | {"phrasings": {"kk": ["Абылай кім?"]}, "texts": {"kk": "Басқа мәтін."}}
    known.add("row 3", read(changed))
    assert label(known.owner("Абылай қашан билікке келді?", NOBODY)) == "f8"
    assert labels(known.like("Абылай сұлтан атанды.", "kk", None, NOBODY)) == []
    assert labels(known.like("Басқа мәтін", "kk", None, NOBODY)) == [("row 3", 100)]


def test_drafts_and_retired_rows_own_no_phrasing(known: Known) -> None:
    for number, status in ((91, "draft"), (92, "retired")):
        row = fact(number, None, (f"Мәтін {number}.", "Бұл кім?"), status=status)
        known.add(f"row {number}", read(row))
    assert known.owner("Бұл кім?", NOBODY) is None
    assert labels(known.like("Мәтін 91", "kk", None, NOBODY)) == [("row 91", 100)]
    assert labels(known.like("Мәтін 92", "kk", None, NOBODY)) == []


def test_sources_keys_and_languages(known: Known) -> None:
    assert known.languages == ("kk", "ru", "en")
    assert (known.has_source("annals"), known.has_source("new")) == (True, False)
    assert (known.has_fact(ABYLAI), known.has_fact(NOBODY)) == (True, False)
    known.expect(sources=["new"], keys=[NOBODY])
    assert known.has_source("new")
    assert known.has_source("annals")
    assert known.has_fact(NOBODY)


def test_facts_by_key_and_what_took_them_over(known: Known) -> None:
    found = known.fact(ABYLAI)
    assert found is not None
    assert found.label == "f7"
    assert known.fact(NOBODY) is None
    assert known.merged_into(ABYLAI) is None
    known.add("row 1", read(FACTS[6] | {"status": "retired", "merged_into": FACTS[7]["key"]}))
    assert known.merged_into(ABYLAI) == FACTS[7]["key"]
