"""What differs between two versions of a record, field by field, as people can read it.

Fields are named by where they stand: ``date``, ``texts.kk``, ``citations[0].locator``. Versions may
come from two files, from two revisions, or from a file and a row that would change it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.facts.fields import Record

_IDENTITY = frozenset({"kind", "key", "concept"})
"""Fields that say which record it is, and so are the same in both versions."""
_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field of two versions: ``old`` is None where it is new, ``new`` where it is gone.

    Of a list of texts there is a difference for every text added or removed, all with the field of
    the list; where texts that stayed changed places, one more shows them in both orders. Of a list
    of objects (citations, authors) one that is added or removed is one difference, and one that
    was changed has one for each of its fields.
    """

    field: str
    old: str | None
    new: str | None


def differences(old: Record | None, new: Record | None) -> tuple[FieldDifference, ...]:
    """Return all differences, in the order of the fields; None stands for no such record.

    >>> differences({"texts": {"en": "One."}}, {"texts": {"en": "Two."}, "place": "kz"})
    (FieldDifference(field='texts.en', old='One.', new='Two.'), \
FieldDifference(field='place', old=None, new='kz'))
    """
    return tuple(_of_mappings("", _described(old), _described(new)))


def shown(value: Any) -> str | None:
    """Return a value as one text, what it consists of one after another; nothing as None."""
    if value is None or value in ("", [], {}):
        return None
    if isinstance(value, Mapping):
        return ", ".join(text for text in map(shown, value.values()) if text)
    if isinstance(value, list):
        return _BETWEEN.join(text for text in map(shown, value) if text)
    return str(value)


def _described(record: Record | None) -> Record:
    return {name: value for name, value in (record or {}).items() if name not in _IDENTITY}


def _of_values(field: str, old: Any, new: Any) -> Iterator[FieldDifference]:
    if old == new:
        return
    if isinstance(old or new, Mapping):
        yield from _of_mappings(f"{field}.", old or {}, new or {})
    elif isinstance(old or new, list):
        before, after = old or [], new or []
        if all(isinstance(member, Mapping) for member in (*before, *after)):
            yield from _of_objects(field, before, after)
        else:
            yield from _of_texts(field, [str(m) for m in before], [str(m) for m in after])
    elif shown(old) != shown(new):
        yield FieldDifference(field, shown(old), shown(new))


def _of_mappings(
    prefix: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[FieldDifference]:
    for name in _in_order(old, new):
        yield from _of_values(f"{prefix}{name}", old.get(name), new.get(name))


def _in_order(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return the names of both, those that only the old one has after what they followed there."""
    names = list(new)
    follows = 0
    for name in old:
        if name in new:
            follows = names.index(name) + 1
        else:
            names.insert(follows, name)
            follows += 1
    return names


def _of_texts(field: str, old: Sequence[str], new: Sequence[str]) -> Iterator[FieldDifference]:
    yield from (FieldDifference(field, text, None) for text in old if text not in new)
    yield from (FieldDifference(field, None, text) for text in new if text not in old)
    stayed = [text for text in old if text in new]
    stay = [text for text in new if text in old]
    if stayed != stay:
        yield FieldDifference(field, _BETWEEN.join(stayed), _BETWEEN.join(stay))


def _of_objects(field: str, old: Sequence[Record], new: Sequence[Record]) -> Iterator[Any]:
    pairs = _paired(old, new)
    for before, after in sorted(pairs, key=lambda pair: pair[1]):
        yield from _of_mappings(f"{field}[{after}].", old[before], new[after])
    gone = set(range(len(old))) - {before for before, _ in pairs}
    added = set(range(len(new))) - {after for _, after in pairs}
    for place in sorted(gone):
        yield FieldDifference(f"{field}[{place}]", shown(old[place]), None)
    for place in sorted(added):
        yield FieldDifference(f"{field}[{place}]", None, shown(new[place]))
    if [after for _, after in pairs] != sorted(after for _, after in pairs):
        stayed = [shown(new[after]) or "" for _, after in pairs]
        stay = [shown(new[after]) or "" for after in sorted(after for _, after in pairs)]
        yield FieldDifference(field, _BETWEEN.join(stayed), _BETWEEN.join(stay))


def _paired(old: Sequence[Record], new: Sequence[Record]) -> list[tuple[int, int]]:
    """Return the places, old and new, of what is one object: equal, of one source, or next left."""
    pairs: list[tuple[int, int]] = []
    before, after = list(range(len(old))), list(range(len(new)))
    for alike in (
        lambda a, b: a == b,
        lambda a, b: a.get("source") == b.get("source"),
        lambda _a, _b: True,
    ):
        for place in tuple(before):
            twin = next((other for other in after if alike(old[place], new[other])), None)
            if twin is not None:
                pairs.append((place, twin))
                before.remove(place)
                after.remove(twin)
    return sorted(pairs)
