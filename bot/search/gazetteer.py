"""Countries and peoples of the world, so that a question about another country is known as one.

The table is Unicode CLDR's, written by ``tests/scripts/make_gazetteer.py`` with every name already
folded. A data set's own aliases take precedence.
"""

from collections.abc import Iterator
from pathlib import Path

_TABLE = Path(__file__).with_name("gazetteer.tsv")
SHORTEST_NAME = 4
"""Letters that a name of one word must have when folded: Чад, дат and тай are too like others."""


def names() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each name as the code of its country or people and the keys of its words."""
    for row in _TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        code, name, key = row.split("\t")
        if " " in key or len(key) >= SHORTEST_NAME or name.isupper():
            yield f"territory:{code}", tuple(key.split())
