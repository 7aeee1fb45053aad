"""All that a fact file holds, item by item."""

from collections.abc import Iterator

from bot.exchange.items import Item
from bot.facts.models import STATUSES
from bot.facts.store import FactStore


def contents(store: FactStore) -> Iterator[Item]:
    """Yield the dataset's own data, the sources, the concepts and the facts of every status.

    In this order, each kind by id or number: that of exchange files. Revisions are no items.
    """
    yield store.dataset()
    yield from store.sources().values()
    yield from store.concepts()
    yield from store.facts(STATUSES)
