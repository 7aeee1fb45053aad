"""What an exchange file holds: the dataset's own data, sources, concepts and facts, as records."""

from bot.facts.fields import Record, Report
from bot.facts.models import Dataset, Fact, Source
from bot.facts.records import (
    concept_record,
    dataset_record,
    fact_record,
    read_concept,
    read_dataset,
    read_fact,
    read_source,
    source_record,
    to_line,
)
from bot.search.lexicon import Concept

Item = Dataset | Source | Concept | Fact


def read_item(record: Record, report: Report) -> Item | None:
    """Return the item of a record, or None after reporting what is wrong with it."""
    match record.get("kind"):
        case "dataset":
            return read_dataset(record, report)
        case "source":
            return read_source(record, report)
        case "alias":
            return read_concept(record, report)
        case "fact":
            return read_fact(record, report)
        case other:
            report("unknown-kind", field="kind", value=str(other))
            return None


def record_of(item: Item) -> Record:
    """Return an item as a record; what is empty is left out."""
    match item:
        case Dataset():
            return dataset_record(item)
        case Source():
            return source_record(item)
        case Concept():
            return concept_record(item)
        case Fact():
            return fact_record(item)


def line_of(item: Item) -> str:
    """Return an item as its one line of an exchange file, without the newline."""
    return to_line(record_of(item))


def name_of(item: Item) -> tuple[str, str]:
    """Return the kind of an item, and by what it is known among its kind."""
    match item:
        case Dataset():
            return "dataset", ""
        case Source():
            return "source", item.id
        case Concept():
            return "alias", item.id
        case Fact():
            return "fact", item.key


def label_of(name: tuple[str, str], record: Record | None) -> str:
    """Return how people know an item: a fact by its number, all else by its id."""
    number = record.get("id") if record is not None and name[0] == "fact" else None
    return f"f{number}" if number else name[1] or name[0]


def item_of(record: Record) -> Item:
    """Return the item of a record that this program wrote; raises ValueError for another."""
    faults: list[str] = []
    item = read_item(record, lambda key, **_: faults.append(key))
    if item is None:
        raise ValueError(faults)
    return item
