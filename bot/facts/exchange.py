"""Exchange files: all facts as sorted JSON Lines, out and in again without loss or duplicates."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from bot.errors import ImportRejected
from bot.facts.fields import Record
from bot.facts.history import Change
from bot.facts.models import ANSWERED, STATUSES, Dataset, Fact, Source
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
from bot.facts.store import FactStore
from bot.facts.writer import FactWriter
from bot.search.lexicon import Concept

Kind = Literal["dataset", "source", "alias", "fact"]
Item = Dataset | Source | Concept | Fact


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one line of an exchange file: a sentence key with its data."""

    line: int
    key: str
    data: dict[str, object]


@dataclass(slots=True)
class ImportPlan:
    """What importing a file would do, item by item."""

    new: list[Item] = field(default_factory=list)
    changed: list[Item] = field(default_factory=list)
    same: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def count(self, kind: type[Item], items: list[Item]) -> int:
        """Return how many of these items are of a kind."""
        return sum(isinstance(item, kind) for item in items)


def export(store: FactStore) -> Iterator[str]:
    """Yield everything but the revisions as lines: dataset, sources, aliases, then facts.

    The same data always gives the same lines.
    """
    yield to_line(dataset_record(store.dataset()))
    for source in store.sources().values():
        yield to_line(source_record(source))
    for concept in store.concepts():
        yield to_line(concept_record(concept))
    for fact in store.facts(STATUSES):
        yield to_line(fact_record(fact))


def plan(lines: Iterable[str], path: Path) -> ImportPlan:
    """Say what importing these lines into the file at ``path`` would do; changes nothing."""
    known = _Known(path)
    planned = ImportPlan()
    items: list[tuple[int, Item]] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        item = _read_line(line, number, planned.problems)
        if item is None:
            continue
        name = _name(item)
        if name in seen:
            planned.problems.append(Problem(number, "repeated", {"line": seen[name]}))
            continue
        seen[name] = number
        items.append((number, item))
    known.sources |= {item.id for _, item in items if isinstance(item, Source)}
    for number, item in items:
        planned.problems.extend(_faults(item, number, known.sources))
        known.sort(item, planned)
    planned.problems.sort(key=lambda problem: problem.line)
    return planned


def apply(planned: ImportPlan, path: Path, change: Change) -> None:
    """Carry out a plan in one transaction; raises ImportRejected where it has problems."""
    if planned.problems:
        raise ImportRejected("import-rejected", problems=planned.problems)
    if not planned.new and not planned.changed:
        return
    writer = FactWriter(path)
    try:
        with writer.change(change):
            for item in sorted((*planned.new, *planned.changed), key=_order):
                _put(writer, item)
    finally:
        writer.close()


def _put(writer: FactWriter, item: Item) -> None:
    match item:
        case Dataset():
            writer.put_dataset(item)
        case Source():
            writer.put_source(item)
        case Concept():
            writer.put_concept(item)
        case Fact():
            writer.put_fact(item)


def _order(item: Item) -> tuple[int, int]:
    """Sources before the facts that cite them; facts with a number before those without."""
    rank = (Dataset, Source, Concept, Fact).index(type(item))
    number = item.id if isinstance(item, Fact) and item.id is not None else 1 << 60
    return rank, number


def _read_line(line: str, number: int, problems: list[Problem]) -> Item | None:
    def report(key: str, **data: object) -> None:
        problems.append(Problem(number, key, data))

    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError) as error:  # not JSON, too long a number, too deep
        report("not-json", column=getattr(error, "colno", 1))
        return None
    if not _is_unicode(record):
        report("half-character")
        return None
    if not isinstance(record, dict):
        report("not-an-object")
        return None
    return _read_record(record, report)


def _is_unicode(value: object) -> bool:
    """Say whether texts are whole: JSON can write half a character, SQLite can't store it."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _read_record(record: Record, report: Any) -> Item | None:
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


def _name(item: Item) -> str:
    match item:
        case Dataset():
            return "dataset"
        case Source():
            return f"source {item.id}"
        case Concept():
            return f"alias {item.id}"
        case Fact():
            return f"fact {item.key}"


def _faults(item: Item, line: int, sources: set[str]) -> Iterator[Problem]:
    """Yield what stands against an item that is well-formed by itself."""
    if not isinstance(item, Fact):
        return
    problem = partial(Problem, line)
    for position, citation in enumerate(item.citations):
        for source in (citation.source, citation.via):
            if source is not None and source not in sources:
                place = f"citations[{position}]"
                yield problem("unknown-source", {"field": place, "source": source})
    if item.status in ANSWERED and not item.citations:
        yield problem("no-source", {"field": "citations"})


class _Known:
    """What the file that is imported into holds already."""

    def __init__(self, path: Path) -> None:
        self.lines: dict[str, str] = {}
        self.numbers: dict[str, int | None] = {}
        self.taken: set[int | None] = set()
        self.sources: set[str] = set()
        if not path.exists():
            return
        store = FactStore(path)
        try:
            dataset = store.dataset()
            if dataset.title:
                self.lines["dataset"] = to_line(dataset_record(dataset))
            self._add(*store.sources().values(), *store.concepts(), *store.facts(STATUSES))
        finally:
            store.close()

    def _add(self, *items: Item) -> None:
        for item in items:
            self.lines[_name(item)] = _line(item)
            if isinstance(item, Fact):
                self.numbers[item.key] = item.id
                self.taken.add(item.id)
            if isinstance(item, Source):
                self.sources.add(item.id)

    def _number_for(self, fact: Fact) -> int | None:
        """Return the number of a known fact; a new one keeps its own if no other fact has it."""
        if fact.key not in self.numbers:
            self.numbers[fact.key] = None if fact.id in self.taken else fact.id
            self.taken.add(fact.id)
        return self.numbers[fact.key]

    def sort(self, item: Item, planned: ImportPlan) -> None:
        """Put an item among the new, the changed or the same."""
        if isinstance(item, Fact):
            item = replace(item, id=self._number_for(item))
        known = self.lines.get(_name(item))
        if known is None:
            planned.new.append(item)
        elif known == _line(item):
            planned.same.append(item)
        else:
            planned.changed.append(item)


def _line(item: Item) -> str:
    match item:
        case Dataset():
            return to_line(dataset_record(item))
        case Source():
            return to_line(source_record(item))
        case Concept():
            return to_line(concept_record(item))
        case Fact():
            return to_line(fact_record(item))
