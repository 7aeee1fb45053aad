"""Three-way merge: what a new release changed, brought into a file that was edited meanwhile.

``base`` is the release that the file began with, ``ours`` the file, ``theirs`` the new release.
Compared are fields, each language of a text being one; a date is one with its calendar.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from bot.exchange.differences import differences, shown
from bot.exchange.items import Item, read_item, record_of
from bot.facts.fields import Record
from bot.facts.models import Fact, Source

Name = tuple[str, str]
"""Kind and id of an item, see ``items.name_of``."""
Items = Mapping[Name, Item]
_Path = tuple[str, ...]

_IDENTITY = ("kind", "key", "id", "concept")
"""Fields that are not merged: the file keeps the numbers that its people know."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides changed, each its own way; the file keeps its version.

    Where changes of different fields can't stand together, all fields in which the sides differ.
    The values are texts to be read; None where a side has none. ``removed_by`` names the side that
    removed the whole item, which the other changed.
    """

    name: Name
    field: str
    base: str | None
    ours: str | None
    theirs: str | None
    removed_by: Literal["ours", "theirs"] | None = None


@dataclass(slots=True)
class Merged:
    """What brings the file up to date; conflicts leave it as it is.

    ``to_write`` are new and changed items whole, a fact without number where its own is taken;
    ``to_remove`` are those that the release no longer has and the file had not changed.
    """

    to_write: list[Item] = field(default_factory=list)
    to_remove: list[Name] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def merge(base: Items, ours: Items, theirs: Items) -> Merged:
    """Merge field by field; nothing is guessed.

    - changed by one side only: its version is taken; by both alike: it is;
    - changed by both: a conflict, but lists of texts (phrasings, names) are merged as sets: what
      either side added stays, what either removed goes; citations likewise, source by source;
    - removed by one side and changed by the other: a conflict;
    - good changes that are faulty together, such as a note to a text now gone: a conflict;
    - a source that the outcome cites stays, or comes with it.
    """
    merged = Merged()
    taken = {item.id for item in ours.values() if isinstance(item, Fact)}
    for name in (*theirs, *(name for name in base if name not in theirs)):
        before, our, their = base.get(name), ours.get(name), theirs.get(name)
        if _same(our, their) or _same(before, their):
            continue
        if our is None and before is None and their is not None:
            merged.to_write.append(_numbered(their, taken))
        elif our is None or their is None:
            _merge_removal(merged, name, (before, our, their))
        else:
            _merge_changes(merged, name, (before, our, their))
    _keep_cited(merged, ours, theirs)
    return merged


def _same(one: Item | None, other: Item | None) -> bool:
    """Say whether two items are the same but for their numbers."""
    if isinstance(one, Fact) and isinstance(other, Fact):
        return one == replace(other, id=one.id)
    return one == other


def _numbered(fact: Item, taken: set[int | None]) -> Item:
    """Return a new item; a fact whose number is taken is to be given another."""
    if not isinstance(fact, Fact):
        return fact
    number = None if fact.id in taken else fact.id
    taken.add(number)
    return replace(fact, id=number)


def _merge_removal(
    merged: Merged, name: Name, versions: tuple[Item | None, Item | None, Item | None]
) -> None:
    """Remove an item that the file had left alone; elsewise one side changed what is gone."""
    base, ours, theirs = versions
    if theirs is None and _same(base, ours):
        merged.to_remove.append(name)
        return
    changed = ours or theirs
    assert base is not None  # noqa: S101 - what is gone was there
    assert changed is not None  # noqa: S101 - only one side removed it
    for difference in differences(record_of(base), record_of(changed)):
        ours_now, theirs_now = (None, difference.new) if ours is None else (difference.new, None)
        side: Literal["ours", "theirs"] = "ours" if ours is None else "theirs"
        merged.conflicts.append(
            Conflict(name, difference.field, difference.old, ours_now, theirs_now, side)
        )


def _merge_changes(merged: Merged, name: Name, versions: tuple[Item | None, Item, Item]) -> None:
    base, ours, theirs = (_fields(record_of(item)) if item else {} for item in versions)
    outcome: dict[_Path, Any] = {}
    conflicts: list[Conflict] = []
    for path in dict.fromkeys((*ours, *theirs, *base)):
        values = base.get(path), ours.get(path), theirs.get(path)
        try:
            outcome[path] = _merge_values(*values)
        except _BothChanged:
            outcome[path] = ours.get(path)
            conflicts.append(_conflict(name, path, values))
    item = _assembled(versions[1], outcome)
    if item is None:  # each change is good by itself, but not both: a note to a text now gone
        conflicts = [
            _conflict(name, path, (base.get(path), ours.get(path), theirs.get(path)))
            for path in dict.fromkeys((*ours, *theirs))
            if ours.get(path) != theirs.get(path)
        ]
    elif record_of(item) != record_of(versions[1]):
        merged.to_write.append(item)
    merged.conflicts.extend(conflicts)


def _conflict(name: Name, path: _Path, values: tuple[Any, Any, Any]) -> Conflict:
    base, ours, theirs = map(shown, values)
    return Conflict(name, ".".join(path), base, ours, theirs)


class _BothChanged(Exception):
    """Both sides changed a value, each its own way."""


def _merge_values(base: Any, ours: Any, theirs: Any) -> Any:
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    given = [value for value in (base, ours, theirs) if value is not None]
    if not all(isinstance(value, list) for value in given):
        raise _BothChanged
    members = [member for value in given for member in value]
    if all(isinstance(member, str) for member in members):
        return _merge_texts(base or [], ours or [], theirs or [])
    if all("source" in member for member in members):
        return _merge_citations(base or [], ours or [], theirs or [])
    raise _BothChanged


def _merge_texts(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Return ours in its order without what theirs removed, then what theirs added."""
    kept = [text for text in ours if text in theirs or text not in base]
    return kept + [text for text in theirs if text not in base and text not in ours]


def _merge_citations(
    base: Sequence[Record], ours: Sequence[Record], theirs: Sequence[Record]
) -> list[Record]:
    """Merge citations one by one, where each version cites a source only once."""
    cited = [{member["source"]: member for member in version} for version in (base, ours, theirs)]
    if [len(by_source) for by_source in cited] != [len(base), len(ours), len(theirs)]:
        raise _BothChanged
    before, our, their = cited
    outcome = [
        _merge_values(before.get(source), our.get(source), their.get(source))
        for source in dict.fromkeys((*our, *their, *before))
    ]
    return [citation for citation in outcome if citation is not None]


def _fields(record: Record) -> dict[_Path, Any]:
    """Return a record's fields to be merged, each language apart, by their paths."""
    fields: dict[_Path, Any] = {}
    for name, value in record.items():
        if isinstance(value, Mapping):
            fields |= {(name, lang): text for lang, text in value.items()}
        elif name not in (*_IDENTITY, "calendar"):
            fields[(name,)] = value
    if "date" in record:
        fields[("date",)] = {"date": record["date"], "calendar": record["calendar"]}
    return fields


def _assembled(ours: Item, fields: Mapping[_Path, Any]) -> Item | None:
    """Return the item of these fields, or None if they can't stand together."""
    record = {name: value for name, value in record_of(ours).items() if name in _IDENTITY}
    for path, value in fields.items():
        if path == ("date",):
            record |= value or {}
        elif value and len(path) == 2:
            record.setdefault(path[0], {})[path[1]] = value
        elif value:
            record[path[0]] = value
    return read_item(record, lambda *_key, **_data: None)


def _keep_cited(merged: Merged, ours: Items, theirs: Items) -> None:
    """Remove no source that the outcome cites, and bring those it lacks."""
    written = {item.key: item for item in merged.to_write if isinstance(item, Fact)}
    kept = (
        item
        for name, item in ours.items()
        if isinstance(item, Fact) and item.key not in written and name not in merged.to_remove
    )
    there = {item.id for item in merged.to_write if isinstance(item, Source)}
    for source in dict.fromkeys(_cited((*written.values(), *kept))):
        name = "source", source
        if name in merged.to_remove:
            merged.to_remove.remove(name)
        elif name not in ours and name in theirs and source not in there:
            merged.to_write.append(theirs[name])


def _cited(facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        for citation in fact.citations:
            yield citation.source
            if citation.via:
                yield citation.via
