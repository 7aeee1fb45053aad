"""Fields of a record by the names that people know them by."""

import re

from bot.text.translator import Translator

LABELS = (
    "date", "calendar", "date_note", "topic", "place", "status", "texts", "notes", "phrasings",
    "citations", "source", "label", "locator", "marker", "via", "note", "stale", "merged_into",
)  # fmt: skip
"""Fields of facts and of their citations that have a name in the catalogues, ``field.<name>``."""

_PART = re.compile(r"(?P<name>[^.\[\]]+)(?:\[(?P<place>\d+)\])?")


def field_name(field: str, tr: Translator) -> str:
    """Return a field as people know it: ``citations[0].locator`` as "source 1, page or line".

    What the catalogues have no name for stays as it is: languages, and the fields of sources.
    """
    found = []
    for part in _PART.finditer(field):
        name = tr(f"field.{part['name']}") if part["name"] in LABELS else part["name"]
        found.append(name if part["place"] is None else f"{name} {int(part['place']) + 1}")
    return ", ".join(found)
