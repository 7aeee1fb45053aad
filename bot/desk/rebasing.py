"""One person's changes of a fact put on what it has become by another's."""

from typing import Any

from bot.facts.fields import Record

_BY_LANGUAGE = ("texts", "notes", "date_note", "phrasings")


def rebased(base: Record, mine: Record, theirs: Record) -> Record:
    """Return ``theirs`` with every field that ``mine`` changes from ``base``, language by language.

    Where both changed the same field, mine is taken: whoever publishes sees the difference first.
    """
    fields = dict.fromkeys((*theirs, *mine))
    found = {
        name: _field(name, base.get(name), mine.get(name), theirs.get(name)) for name in fields
    }
    return {name: value for name, value in found.items() if value not in (None, {}, [])}


def _field(name: str, base: Any, mine: Any, theirs: Any) -> Any:
    if name not in _BY_LANGUAGE:
        return theirs if mine == base else mine
    base, mine, theirs = base or {}, mine or {}, theirs or {}
    langs = dict.fromkeys((*theirs, *mine))
    found = {
        lang: theirs.get(lang) if mine.get(lang) == base.get(lang) else mine.get(lang)
        for lang in langs
    }
    return {lang: value for lang, value in found.items() if value}
