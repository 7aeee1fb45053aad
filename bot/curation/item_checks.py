"""Checks of sources and concepts before they are written."""

from collections.abc import Iterable, Iterator

from bot.facts.models import Source
from bot.facts.problems import Problem
from bot.search.lexicon import Concept
from bot.spelling.fold import fold


def check_source(source: Source) -> Iterator[Problem]:
    """Yield what stands against a source: CSL-JSON wants a type and a title."""
    for field in ("type", "title"):
        if not source.fields.get(field):
            yield Problem("missing", field)


def check_concept(concept: Concept, known: Iterable[Concept]) -> Iterator[Problem]:
    """Yield what stands against a concept: no names, or names that another concept has."""
    if not any(concept.names.values()):
        yield Problem("missing", "names")
    owners = {
        fold(name): other.id
        for other in known
        if other.id != concept.id
        for names in other.names.values()
        for name in names
    }
    for lang, names in concept.names.items():
        for name in names:
            owner = owners.get(fold(name))
            if owner is not None:
                data = {"name": name, "other": owner}
                yield Problem("name-owned", f"names.{lang}", data, "question")
