"""What is wrong with a fact file, as sentence keys with their data; nothing when all is well."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.facts.history import Name, last_records
from bot.facts.models import ANSWERED, STATUSES, Fact, Source
from bot.facts.records import (
    concept_record,
    dataset_record,
    fact_record,
    source_record,
    to_line,
)
from bot.facts.rules import (
    FEWEST_PHRASINGS,
    few_phrasings,
    is_disputed_alone,
    lacks_locator,
    languages_without_note,
    languages_without_text,
    unclean_words,
)
from bot.facts.store import FactStore
from bot.search.lexicon import Concept
from bot.spelling.fold import fold


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: the key of its sentence under ``check.`` and what fills it."""

    key: str
    data: Mapping[str, object]


def check(store: FactStore) -> Iterator[Finding]:
    """Yield everything that is wrong with the file, facts in the order of their numbers."""
    for problem in store.integrity():
        yield _finding("file-damaged", problem=problem)
    yield from _check_history(store)
    languages = store.dataset().languages
    facts = store.facts(ANSWERED)
    for fact in facts:
        yield from _check_texts(fact, languages)
        yield from _check_citations(fact)
    yield from _check_phrasings(facts)
    yield from _check_concepts(store.concepts())
    yield from _check_sources(facts, store.sources())


def _finding(key: str, **data: object) -> Finding:
    return Finding(key, data)


def _check_history(store: FactStore) -> Iterator[Finding]:
    """Yield items that are not as their latest revision says: changed by other means."""
    if not store.has_history:
        return
    recorded = {name: line for name, line in last_records(store.connection).items() if line}
    dataset = store.dataset()
    held: dict[Name, str] = {("dataset", ""): to_line(dataset_record(dataset))}
    if not dataset.title:
        held.clear()
    for source in store.sources().values():
        held["source", source.id] = to_line(source_record(source))
    for concept in store.concepts():
        held["alias", concept.id] = to_line(concept_record(concept))
    for fact in store.facts(STATUSES):
        held["fact", fact.key] = to_line(fact_record(fact))
    for name in sorted(held.keys() | recorded.keys()):
        if held.get(name) != recorded.get(name):
            yield _finding("history-broken", item=" ".join(name).strip())


def _check_texts(fact: Fact, languages: tuple[str, ...]) -> Iterator[Finding]:
    for lang in languages_without_text(fact, languages):
        yield _finding("text-missing", label=fact.label, lang=lang)
    for lang in languages_without_note(fact, languages):
        yield _finding("note-missing", label=fact.label, lang=lang)
    for lang, count in few_phrasings(fact, languages):
        yield _finding(
            "phrasings-few", label=fact.label, lang=lang, count=count, least=FEWEST_PHRASINGS
        )
    for lang, said in fact.texts.items():
        for part in (said.text, said.note or "", *fact.phrasings.get(lang, ())):
            for word in unclean_words(part):
                yield _finding("text-unclean", label=fact.label, lang=lang, word=word)


def _check_citations(fact: Fact) -> Iterator[Finding]:
    if not fact.citations:
        yield _finding("citation-missing", label=fact.label)
    elif lacks_locator(fact):
        yield _finding("locator-missing", label=fact.label)
    if is_disputed_alone(fact):
        yield _finding("disputed-alone", label=fact.label)


def _check_phrasings(facts: tuple[Fact, ...]) -> Iterator[Finding]:
    owners: dict[str, Fact] = {}
    for fact in facts:
        for phrasings in fact.phrasings.values():
            for phrasing in phrasings:
                owner = owners.setdefault(fold(phrasing), fact)
                if owner is not fact:
                    yield _finding(
                        "phrasing-shared", label=fact.label, phrasing=phrasing, other=owner.label
                    )


def _check_concepts(concepts: tuple[Concept, ...]) -> Iterator[Finding]:
    owners: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, str] = {}
    for concept in concepts:
        for names in concept.names.values():
            for name in names:
                owners[fold(name)].add(concept.id)
                shown.setdefault(fold(name), name)
    for folded, ids in owners.items():
        if len(ids) > 1:
            first, second, *_ = sorted(ids)
            yield _finding("alias-shared", name=shown[folded], first=first, second=second)


def _check_sources(facts: tuple[Fact, ...], sources: Mapping[str, Source]) -> Iterator[Finding]:
    cited = {name for fact in facts for c in fact.citations for name in (c.source, c.via) if name}
    for source in sorted(sources.keys() - cited):
        yield _finding("source-unused", source=source)
