"""What a new release changed, as a draft for a file that was edited meanwhile."""

from contextlib import closing
from pathlib import Path
from typing import cast

from bot.curation.drafts import Draft, Edit
from bot.curation.opening import opened
from bot.exchange.contents import contents
from bot.exchange.items import Item, name_of
from bot.exchange.three_way import Conflict, Items, merge
from bot.facts import history
from bot.facts.history import Name
from bot.facts.store import FactStore


def bringing(ours: Path, theirs: Path, base: Path) -> tuple[Draft, list[Conflict]]:
    """Return what is to be written into ``ours``, and the conflicts, which leave it as it is.

    ``base`` is the release that both began with.
    """
    with opened(ours) as store:
        known = _items(store)
        merged = merge(_released(base), known, _released(theirs))

        def edit(name: Name, after: Item | None) -> Edit:
            return Edit(known.get(name), after, history.last_revision(store.connection, name))

        edits = [
            *(edit(cast("Name", name_of(item)), item) for item in merged.to_write),
            *(edit(cast("Name", name), None) for name in merged.to_remove),
        ]
    return Draft("import", tuple(edits)), merged.conflicts


def _released(path: Path) -> Items:
    with closing(FactStore(path)) as store:
        return _items(store)


def _items(store: FactStore) -> Items:
    return {name_of(item): item for item in contents(store)}
