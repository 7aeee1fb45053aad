"""Two collections of items, compared by what each item is known by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.exchange.differences import FieldDifference, differences
from bot.exchange.items import Item, name_of, record_of


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that is not the same in both: ``old`` is None for an added one, ``new`` for a
    removed one.
    """

    old: Item | None
    new: Item | None
    fields: tuple[FieldDifference, ...]

    @property
    def item(self) -> Item:
        """The newest version there is."""
        item = self.new or self.old
        assert item is not None  # noqa: S101 - one of both is there
        return item


def compare(old: Iterable[Item], new: Iterable[Item]) -> Iterator[Difference]:
    """Yield what was added and changed, in the order of ``new``, then what was removed.

    Facts are matched by key, whatever their numbers; sources and concepts by id.
    """
    left = {name_of(item): item for item in old}
    for item in new:
        before = left.pop(name_of(item), None)
        if fields := differences(record_of(before) if before else None, record_of(item)):
            yield Difference(before, item, fields)
    for item in left.values():
        yield Difference(item, None, differences(record_of(item), None))
