"""Fields of a JSON object, read with every fault reported, none raised."""

from collections.abc import Callable, Mapping
from typing import Any

Record = dict[str, Any]
Report = Callable[..., None]
"""Called with a sentence key and its data (``field=…``) for every problem found."""

MOST_FACTS = 999_999_999
"""The highest number that a fact may bring."""


class Fields:
    """Reads the fields of one record and reports those of the wrong shape."""

    def __init__(self, record: Record, report: Report, prefix: str = "") -> None:
        self._record = record
        self._report = report
        self._prefix = prefix
        self.faulty = False

    def refuse_others(self, *known: str) -> None:
        """Report every field that has none of these names."""
        for name in sorted(self._record.keys() - set(known)):
            self.fault("unknown-field", name)

    def fault(self, key: str, field: str, **data: object) -> None:
        """Report a problem with a field."""
        self.faulty = True
        self._report(key, field=self._prefix + field, **data)

    def text(self, name: str, *, required: bool = False) -> str | None:
        """Return a text without spaces around it, or None where it is missing or empty."""
        value = self._record.get(name)
        if value is not None and not isinstance(value, str):
            self.fault("not-a-text", name)
            return None
        if not value or not value.strip():
            if required:
                self.fault("missing", name)
            return None
        return value.strip()

    def one_of(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        """Return one of the allowed words, the default where the field is missing."""
        value = self.text(name) or default
        if value not in allowed:
            self.fault("not-allowed", name, value=value, allowed=", ".join(allowed))
        return value

    def localized(self, name: str, *, required: bool = False) -> dict[str, str]:
        """Return texts by language."""
        value = self._record.get(name) or {}
        if not is_texts_by_language(value):
            self.fault("not-by-language", name)
            return {}
        if required and not value:
            self.fault("missing", name)
        return {lang: text.strip() for lang, text in value.items()}

    def lists(self, name: str, *, required: bool = False) -> dict[str, tuple[str, ...]]:
        """Return lists of texts by language, without repetitions."""
        value = self._record.get(name) or {}
        good = isinstance(value, Mapping) and all(_is_texts(listed) for listed in value.values())
        if not good:
            self.fault("not-lists-by-language", name)
            return {}
        lists = {
            lang: tuple(dict.fromkeys(text.strip() for text in listed))
            for lang, listed in value.items()
            if listed
        }
        if required and not lists:
            self.fault("missing", name)
        return lists

    def strings(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._record.get(name) or []
        if not _is_texts(value):
            self.fault("not-a-list", name)
            return ()
        return tuple(value)

    def objects(self, name: str) -> list[Record]:
        """Return a list of objects."""
        value = self._record.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fault("not-a-list", name)
            return []
        return value


def is_fact_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_FACTS


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(t, str) and t.strip() for t in value)


def is_texts_by_language(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(text, str) and text.strip() for text in value.values()
    )
