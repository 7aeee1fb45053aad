"""Tables to begin with: a header and an example row, as a draft that an import takes as it is."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from bot.exchange.cells import guarded
from bot.exchange.columns import columns_of
from bot.exchange.tables import Table, read_record
from bot.facts.models import Fact, Source, Text

_SPARED: Final = frozenset(
    ["key", "id", "stale", "merged_into", "citation1_marker", "citation1_via"]
)
"""Columns that a person who begins need not see; an import does without them."""


def template_csv(languages: Sequence[str]) -> str:
    """Return a table of facts in these languages as CSV, with a byte order mark.

    Its example cites a source that ``template_xlsx`` holds; in CSV it must be there already.
    """
    text = io.StringIO(newline="")
    csv.writer(text).writerows(_facts(languages).rows(guarded, csv.field_size_limit()))
    return "\ufeff" + text.getvalue()


def template_xlsx(path: Path, languages: Sequence[str]) -> None:
    """Write a workbook with facts in these languages and the source of the example."""
    from bot.exchange.xlsx_files import write_tables  # noqa: PLC0415 - loads openpyxl

    source, _ = _example()
    sources = Table("source", columns_of("source", [source]), [source])
    write_tables(path, [_facts(languages), sources])


def _facts(languages: Sequence[str]) -> Table:
    """Return the example in these languages, in English for one in which it has no words."""
    _, fact = _example()
    texts = {lang: fact.texts.get(lang, fact.texts["en"]) for lang in languages}
    phrasings = {lang: fact.phrasings.get(lang, fact.phrasings["en"]) for lang in languages}
    shown = replace(fact, texts=texts, phrasings=phrasings)
    every = replace(shown, texts={lang: Text(text.text, "-") for lang, text in texts.items()})
    columns = [name for name in columns_of("fact", [every]) if name not in _SPARED]
    return Table("fact", columns, [shown])


@cache
def _example() -> tuple[Source, Fact]:
    text = resources.files("bot.exchange").joinpath("example.jsonl").read_text("utf-8")
    items = [read_record(json.loads(line))[0] for line in text.splitlines()]
    match items:
        case [Source() as source, Fact() as fact]:
            return source, fact
        case _:
            raise ValueError("example.jsonl holds a source and a fact")
