"""Facts, sources, concepts and the dataset's own data as JSON objects, one a line.

The shape is documented in CONTRIBUTING.md. Writing is canonical: the same data gives the same
bytes. Reading reports every problem of a record at once, each with the field it is in.
"""

import json
import uuid
from typing import Any, cast

from bot.dates.edtf import HistoricalDate
from bot.errors import DateError
from bot.facts.fields import (
    MOST_FACTS,
    Fields,
    Record,
    Report,
    is_fact_number,
    is_texts_by_language,
)
from bot.facts.models import STATUSES, Citation, Dataset, Fact, Localized, Source, Status, Text
from bot.search.lexicon import Concept

SOURCE_FIELDS = (
    "type", "title", "author", "issued", "container-title", "collection-title", "edition",
    "archive", "publisher", "publisher-place",
    "volume", "issue", "page", "number", "DOI", "URL", "accessed", "language", "note",
)  # fmt: skip
"""The CSL-JSON fields that a source may have."""
FACT_FIELDS = (
    "kind", "key", "id", "date", "calendar", "date_note", "topic", "place", "status", "texts",
    "notes", "stale", "phrasings", "citations", "merged_into",
)  # fmt: skip
CITATION_FIELDS = ("source", "label", "locator", "marker", "note", "via")
DATASET_FIELDS = ("kind", "version", "licence", "languages", "title", "description", "examples")
CALENDARS = ("gregorian", "julian")
_KEYLESS = uuid.UUID("5f0c3c62-6f0e-4c57-9d0e-0d6a6c1b8f10")
"""The namespace of keys that are made of texts (RFC 9562, version 5)."""


def to_line(record: Record) -> str:
    """Return a record as one line of JSON, keys in the order given, no trailing newline."""
    return json.dumps(record, ensure_ascii=False, separators=(", ", ": "))


def fact_record(fact: Fact) -> Record:
    """Return a fact as a record; what is empty is left out."""
    record: Record = {
        "kind": "fact",
        "key": fact.key,
        "id": fact.id,
        "date": fact.date.text if fact.date else None,
        "calendar": fact.date.calendar if fact.date else None,
        "date_note": _sorted(fact.date_note),
        "topic": fact.topic,
        "place": fact.place,
        "status": fact.status,
        "texts": {lang: fact.texts[lang].text for lang in sorted(fact.texts)},
        "notes": {
            lang: note for lang in sorted(fact.texts) if (note := fact.texts[lang].note) is not None
        },
        "stale": sorted(fact.stale),
        "phrasings": {lang: list(fact.phrasings[lang]) for lang in sorted(fact.phrasings)},
        "citations": [_citation_record(citation) for citation in fact.citations],
        "merged_into": fact.merged_into,
    }
    return _without_empty(record)


def source_record(source: Source) -> Record:
    """Return a source as a record in CSL-JSON's field names."""
    record: Record = {"kind": "source", "id": source.id}
    record |= {name: source.fields.get(name) for name in SOURCE_FIELDS}
    record["author"] = [_sorted(author) for author in source.fields.get("author", ())]
    record["title_in"] = _sorted(source.title_in)
    return _without_empty(record)


def concept_record(concept: Concept) -> Record:
    """Return a concept with its names as a record."""
    names = {lang: list(concept.names[lang]) for lang in sorted(concept.names)}
    return {"kind": "alias", "concept": concept.id, "names": names}


def dataset_record(dataset: Dataset) -> Record:
    """Return what the data says of itself as a record."""
    return {
        "kind": "dataset",
        "version": dataset.version,
        "licence": dataset.licence,
        "languages": list(dataset.languages),
        "title": _sorted(dataset.title),
        "description": _sorted(dataset.description),
        "examples": {lang: list(dataset.examples[lang]) for lang in sorted(dataset.examples)},
    }


def read_fact(record: Record, report: Report) -> Fact | None:
    """Return the fact of a record, or None after reporting what is wrong with it."""
    fields = Fields(record, report)
    fields.refuse_others(*FACT_FIELDS)
    number = record.get("id")
    if number is not None and not is_fact_number(number):
        fields.fault("not-a-number", "id", most=MOST_FACTS)
    texts = fields.localized("texts", required=True)
    notes = fields.localized("notes")
    for lang in sorted(notes.keys() - texts.keys()):
        fields.fault("note-without-text", f"notes.{lang}")
    citations = [
        _read_citation(raw, position, report)
        for position, raw in enumerate(fields.objects("citations"))
    ]
    fields.faulty = fields.faulty or None in citations
    fact = Fact(
        id=number,
        key=_read_key(fields, "key") or _key_of(texts),
        date=_read_date(fields),
        date_note=fields.localized("date_note"),
        topic=fields.text("topic"),
        place=fields.text("place"),
        status=cast("Status", fields.one_of("status", STATUSES, "draft")),
        texts={lang: Text(text, notes.get(lang)) for lang, text in texts.items()},
        phrasings=fields.lists("phrasings"),
        citations=tuple(citation for citation in citations if citation is not None),
        stale=_read_stale(fields, texts),
        merged_into=_read_key(fields, "merged_into"),
    )
    return None if fields.faulty else fact


def read_source(record: Record, report: Report) -> Source | None:
    """Return the source of a record, or None after reporting what is wrong with it."""
    fields = Fields(record, report)
    fields.refuse_others("kind", "id", "title_in", *SOURCE_FIELDS)
    source_id = fields.text("id", required=True)
    fields.text("title", required=True)
    fields.text("type", required=True)
    for name in SOURCE_FIELDS:
        if name != "author":
            fields.text(name)
    for position, author in enumerate(fields.objects("author")):
        if not author or not is_texts_by_language(author):
            fields.fault("not-a-text", f"author[{position}]")
    kept = {name: record[name] for name in SOURCE_FIELDS if record.get(name) not in (None, "", [])}
    title_in = fields.localized("title_in")
    return None if fields.faulty or source_id is None else Source(source_id, kept, title_in)


def read_concept(record: Record, report: Report) -> Concept | None:
    """Return the concept of a record, or None after reporting what is wrong with it."""
    fields = Fields(record, report)
    fields.refuse_others("kind", "concept", "names")
    concept = fields.text("concept", required=True)
    names = fields.lists("names", required=True)
    return None if fields.faulty or concept is None else Concept(concept, names)


def read_dataset(record: Record, report: Report) -> Dataset | None:
    """Return the dataset's own data of a record, or None after reporting what is wrong with it."""
    fields = Fields(record, report)
    fields.refuse_others(*DATASET_FIELDS)
    dataset = Dataset(
        title=fields.localized("title", required=True),
        description=fields.localized("description"),
        examples=fields.lists("examples"),
        languages=fields.strings("languages"),
        licence=fields.text("licence") or "",
        version=fields.text("version") or "",
    )
    return None if fields.faulty else dataset


def _read_key(fields: "Fields", name: str) -> str | None:
    key = fields.text(name)
    try:
        return key and str(uuid.UUID(key))
    except ValueError:
        fields.fault("not-a-uuid", name)
        return None


def _key_of(texts: Localized) -> str:
    """Return the key of a fact that brings none: made of its texts, the same every time."""
    return str(uuid.uuid5(_KEYLESS, json.dumps(texts, ensure_ascii=False, sort_keys=True)))


def _read_stale(fields: "Fields", texts: Localized) -> tuple[str, ...]:
    stale = tuple(sorted(set(fields.strings("stale"))))
    for lang in stale:
        if lang not in texts:
            fields.fault("stale-without-text", "stale")
    return stale


def _read_date(fields: "Fields") -> HistoricalDate | None:
    text = fields.text("date")
    calendar = fields.one_of("calendar", CALENDARS, "gregorian")
    if text is None or calendar not in CALENDARS:
        return None
    try:
        return HistoricalDate.parse(text, cast("Any", calendar))
    except DateError as error:
        fields.fault(error.key, "date", **{k: v for k, v in error.data.items() if k != "field"})
        return None


def _read_citation(raw: Record, position: int, report: Report) -> Citation | None:
    fields = Fields(raw, report, prefix=f"citations[{position}].")
    fields.refuse_others(*CITATION_FIELDS)
    source = fields.text("source", required=True)
    citation = Citation(
        source=source or "",
        label=fields.text("label"),
        locator=fields.text("locator"),
        marker=fields.text("marker"),
        note=fields.localized("note"),
        via=fields.text("via"),
    )
    return None if fields.faulty else citation


def _citation_record(citation: Citation) -> Record:
    return _without_empty(
        {
            "source": citation.source,
            "label": citation.label,
            "locator": citation.locator,
            "marker": citation.marker,
            "note": _sorted(citation.note),
            "via": citation.via,
        }
    )


def _sorted(texts: Localized) -> dict[str, str]:
    return {lang: texts[lang] for lang in sorted(texts)}


def _without_empty(record: Record) -> Record:
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}
