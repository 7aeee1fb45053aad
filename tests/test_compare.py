"""Two fact files compared item by item."""

import json
from pathlib import Path

from support.facts import ALIASES, DATASET, FACTS, SOURCES, write_facts

from bot.exchange.compare import Difference, compare
from bot.exchange.contents import contents
from bot.exchange.differences import FieldDifference
from bot.exchange.items import Item, name_of, record_of
from bot.facts.store import FactStore


def items(path: Path) -> list[Item]:
    store = FactStore(path)
    try:
        return list(contents(store))
    finally:
        store.close()


def test_the_contents_are_in_the_order_of_an_exchange_file(facts: Path) -> None:
    names = [name_of(item) for item in items(facts)]
    assert names == [
        ("dataset", ""),
        ("source", "annals"),
        ("source", "other"),
        ("alias", "astana"),
        *(("fact", str(record["key"])) for record in FACTS),
    ]


def test_a_file_compared_with_itself(facts: Path) -> None:
    assert list(compare(items(facts), items(facts))) == []


def test_added_changed_and_removed_items(facts: Path, tmp_path: Path) -> None:
    first, _, *others = (json.loads(json.dumps(fact)) for fact in FACTS)
    first["texts"]["en"] = "Kazakhstan became independent."
    first["id"] = 77  # the same fact by its key, whatever its number
    added = SOURCES[1] | {"id": "third", "title": "Үшінші"}
    other = tmp_path / "other.db"
    write_facts(other, DATASET, *SOURCES, added, *ALIASES, first, *others)

    found = list(compare(items(facts), items(other)))

    assert [(name_of(d.item), d.old is None, d.new is None) for d in found] == [
        (("source", "third"), True, False),
        (("fact", FACTS[0]["key"]), False, False),
        (("fact", FACTS[1]["key"]), False, True),
    ]
    assert found[0].fields == (
        FieldDifference("id", None, "third"),
        FieldDifference("type", None, "webpage"),
        FieldDifference("title", None, "Үшінші"),
    )
    assert found[1].fields == (
        FieldDifference("id", "1", "77"),
        FieldDifference(
            "texts.en", "Kazakhstan declared its independence.", "Kazakhstan became independent."
        ),
    )
    assert FieldDifference("date", "1722-01-12", None) in found[2].fields


def test_a_difference_shows_its_newest_version(facts: Path) -> None:
    dataset, *_ = items(facts)
    assert Difference(dataset, None, ()).item is dataset
    assert record_of(next(compare([], [dataset])).item) == record_of(dataset)
