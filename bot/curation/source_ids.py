"""Short names of sources, by which facts cite them."""

import re
from collections.abc import Container
from typing import Final

from bot.spelling.fold import fold

LONGEST_ID: Final = 40
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


def id_of(title: str, taken: Container[str]) -> str:
    """Return a short name made of a title's first words, not yet taken."""
    base = _NOT_IN_ID.sub("-", fold(title))[:LONGEST_ID].strip("-") or "source"
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name
