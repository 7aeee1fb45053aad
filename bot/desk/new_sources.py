"""A new source from one line: ``title; author; year; address``, in any order after the title."""

import re
from collections.abc import Container
from typing import Any, Final

from bot.curation.source_ids import id_of
from bot.facts.fields import Record

_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_ISSUED: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")


def read_source(line: str, taken: Container[str]) -> Record:
    """Return the record of a source; parts that are neither year nor address are authors."""
    title, *parts = (part.strip() for part in line.split(";"))
    source: dict[str, Any] = {"kind": "source", "id": id_of(title, taken), "type": "book"}
    source["title"] = title
    authors: list[dict[str, str]] = []
    for part in filter(None, parts):
        if _ADDRESS.fullmatch(part):
            source |= {"URL": part, "type": "webpage"}
        elif _ISSUED.fullmatch(part):
            source["issued"] = part
        else:
            authors.append({"literal": part})
    return source | ({"author": authors} if authors else {})
