"""Bringing a file into the facts: first argued row by row, then written as one change.

Rows are read twice, so that a fact may cite a source that comes after it, and what is to be written
is kept as lines, not as objects: a hundred thousand facts then take some hundred megabytes.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from bot.curation.curators import Curator
from bot.curation.drafts import Edit
from bot.curation.fact_checks import check, stale_after
from bot.curation.import_plan import WRITTEN, ImportPlan, Judged, Verdict
from bot.curation.item_checks import check_concept, check_source
from bot.curation.known import Known
from bot.curation.opening import opened
from bot.curation.writing import order, put, refuse_overwriting
from bot.exchange.differences import FieldDifference, differences
from bot.exchange.items import Item, item_of, label_of, line_of, name_of, record_of
from bot.exchange.rows import Row, Rows
from bot.facts import history
from bot.facts.history import Change, Name
from bot.facts.models import Dataset, Fact, Source
from bot.facts.problems import Problem
from bot.facts.store import FactStore
from bot.facts.writer import FactWriter
from bot.search.lexicon import Concept

_SIMPLE = (
    "date", "topic", "place", "status", "citations", "stale", "merged_into",
)  # fmt: skip
"""Fields that a record and a fact have alike, all but those by language."""

Progress = Callable[[Iterable[Row], str], Iterable[Row]]
"""Shows how far reading has come: called with rows and what is done with them."""


def plan(rows: Rows, path: Path, progress: Progress = lambda rows, _: rows) -> ImportPlan:
    """Say what importing these rows into the file at ``path`` would do; changes nothing."""
    with _opened(path) as store:
        judge = _Judge(store, progress(rows, "read"))
        planned = ImportPlan()
        for row in progress(rows, "compare"):
            judged = judge.judge(row)
            planned.counts[judged.verdict] += 1
            if judged.verdict != "same":
                planned.rows.append(judged)
        return planned


@contextmanager
def _opened(path: Path) -> Iterator[FactStore]:
    """Open a fact file; where there is none yet, an empty one in its stead."""
    with TemporaryDirectory(prefix="history-bot-") as folder:
        if not path.exists():
            path = Path(folder, path.name)
            FactWriter(path).close()
        with opened(path) as store:
            yield store


def apply(
    planned: ImportPlan,
    path: Path,
    curator: Curator,
    reason: str | None = None,
    only: Collection[Verdict] = WRITTEN,
) -> int | None:
    """Write the rows of these verdicts as one change; return its number, None if nothing was.

    Raises NotAllowed, and ChangedMeanwhile if an item was changed since the plan was made.
    """
    curator.must("publish")
    chosen = sorted(planned.chosen(only), key=_rank)
    if not chosen:
        return None
    with closing(FactWriter(path)) as writer:
        with writer.change(Change(curator.name, "import", reason, "import")):
            for row in chosen:
                item = item_of(json.loads(row.line))
                refuse_overwriting(writer, Edit(None, item, row.based_on))
                put(writer, item)
        return writer.change_number


def _rank(row: Judged) -> tuple[int, int]:
    """Sources before the facts that cite them; facts with a number before those without."""
    item = json.loads(row.line)
    kind, number = item["kind"], item.get("id")
    return order((kind, "")), number if kind == "fact" and number else 1 << 60


def _name(item: Item) -> Name:
    return cast("Name", name_of(item))


class _Judge:
    """Tells what each row comes to, in the light of the file and of the rows before it."""

    def __init__(self, store: FactStore, rows: Iterable[Row]) -> None:
        self._store = store
        self._known = Known(store)
        self._sources = store.sources()
        self._concepts = {concept.id: concept for concept in store.concepts()}
        self._seen: dict[tuple[str, str], str] = {}
        self._numbers: set[int] = set()
        sources: set[str] = set()
        keys: set[str] = set()
        for row in rows:
            if isinstance(row.item, Source):
                sources.add(row.item.id)
            elif isinstance(row.item, Fact):
                keys.add(row.item.key)
        self._known.expect(sources, keys)

    def judge(self, row: Row) -> Judged:
        """Return a row with its verdict."""
        item, place = row.item, f"{row.table} {row.number}".strip()
        if item is None:
            return Judged(row.table, row.number, "faulty", "", row.problems)
        name = name_of(item)
        if name in self._seen:
            repeated = Problem("repeated", None, {"line": self._seen[name]})
            return Judged(row.table, row.number, "faulty", "", (repeated,))
        self._seen[name] = place
        before = self._before(item)
        item = self._completed(item, before, row)
        if before is not None and line_of(before) == line_of(item):
            return Judged(row.table, row.number, "same", label_of(name, record_of(item)))
        problems = (*row.problems, *self._problems(item, before, place))
        verdict = _verdict(before, problems)
        return Judged(
            table=row.table,
            number=row.number,
            verdict=verdict,
            label=label_of(name, record_of(item)),
            problems=problems,
            differences=_differences(before, item) if verdict == "changed" else (),
            line=b"" if verdict == "faulty" else line_of(item).encode(),
            based_on=history.last_revision(self._store.connection, _name(item)),
        )

    def _before(self, item: Item) -> Item | None:
        match item:
            case Dataset():
                dataset = self._store.dataset()
                return dataset if dataset.title else None
            case Source():
                return self._sources.get(item.id)
            case Concept():
                return self._concepts.get(item.id)
            case Fact():
                return self._store.fact_with_key(item.key)

    def _completed(self, item: Item, before: Item | None, row: Row) -> Item:
        """Return a fact under its own number, with what the table has no column for."""
        if not isinstance(item, Fact):
            return item
        if not isinstance(before, Fact):
            number = item.id if item.id not in self._numbers and self._free(item.id) else None
            if number is not None:
                self._numbers.add(number)
            return replace(item, id=number)
        item = _kept(before, item, row)
        if "stale" in row.kept:
            item = replace(item, stale=stale_after(before, item))
        return item

    def _free(self, number: int | None) -> bool:
        return number is not None and number not in self._store.facts_numbered([number])

    def _problems(self, item: Item, before: Item | None, place: str) -> tuple[Problem, ...]:
        match item:
            case Fact():
                found = check(item, before if isinstance(before, Fact) else None, self._known)
                self._known.add(f"№{place}", item)
                return found
            case Source():
                return tuple(check_source(item))
            case Concept():
                return tuple(check_concept(item, self._concepts.values()))
            case Dataset():
                return ()


def _verdict(before: Item | None, problems: tuple[Problem, ...]) -> Verdict:
    severities = {problem.severity for problem in problems}
    if "error" in severities:
        return "faulty"
    if "question" in severities:
        return "doubtful"
    return "new" if before is None else "changed"


def _kept(before: Fact, item: Fact, row: Row) -> Fact:
    """Return a fact with the fields of the known one that a table says nothing about."""
    known: dict[str, Any] = {name: getattr(before, name) for name in _SIMPLE if name in row.kept}
    if row.spoken is not None:
        known |= _unspoken(before, item, row.spoken)
    return replace(item, id=before.id, **known)


def _unspoken(before: Fact, item: Fact, spoken: frozenset[str]) -> dict[str, Any]:
    """Return what there is by language, in the languages that have no columns as it was."""

    def both(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
        kept = {lang: value for lang, value in old.items() if f"{name}.{lang}" not in spoken}
        return {**kept, **new}

    texts = both("texts", before.texts, item.texts)
    for lang, text in before.texts.items():
        if lang in texts and f"notes.{lang}" not in spoken:
            texts[lang] = replace(texts[lang], note=text.note)
    return {
        "texts": texts,
        "phrasings": both("phrasings", before.phrasings, item.phrasings),
        "date_note": both("date_note", before.date_note, item.date_note),
    }


def _differences(before: Item | None, after: Item) -> tuple[FieldDifference, ...]:
    return differences(None if before is None else record_of(before), record_of(after))
