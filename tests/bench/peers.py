"""What else answers a question from texts, each as its manual shows it, over the same texts.

Questions are asked until the time for a peer is up, but FEWEST at least: a scan of a million facts
takes many seconds a question.
"""

import importlib.util
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from bot.spelling.fold import fold
from bot.spelling.question_words import function_words
from tests.bench.recall import Asked
from tests.bench.timing import Spread, spread, timed

SECONDS = 30
"""For how long the questions of a kind are put to one peer."""
FEWEST = 3
SHOWN = 4
"""How many facts a peer returns: as many as the bot offers to choose from."""

Ask = Callable[[str], Sequence[int]]
"""From a question to the numbers of facts, the best first."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A peer on questions of one kind: how many it was asked, how long it took, what it found."""

    name: str
    asked: int
    latency: Spread
    first: float
    among_shown: float


def measure(name: str, ask: Ask, questions: Iterable[Asked], seconds: float = SECONDS) -> Measured:
    """Ask a peer for so many seconds."""
    end = time.monotonic() + seconds
    took: list[float] = []
    first = among = 0
    for asked in questions:
        if len(took) >= FEWEST and time.monotonic() > end:
            break
        found, milliseconds = timed(ask, asked.text)
        took.append(milliseconds)
        first += bool(found) and found[0] in asked.facts
        among += not set(asked.facts).isdisjoint(found)
    return Measured(name, len(took), spread(took), first / len(took), among / len(took))


def peers(texts: Sequence[tuple[int, str]]) -> Iterator[tuple[str, Ask]]:
    """Yield each peer with its name, made when its turn comes."""
    numbers = [number for number, _ in texts]
    raw = [text for _, text in texts]
    yield "extractOne, WRatio", scan(numbers, raw, fuzz.WRatio)
    folded = [content(text) for text in raw]
    del raw
    yield (
        "extractOne, token_set_ratio, folded",
        scan(numbers, folded, fuzz.token_set_ratio, content),
    )
    documents = joined(numbers, folded)
    del folded
    yield "FTS5, folded words, OR, BM25", fts5(documents)
    if importlib.util.find_spec("tantivy"):
        yield "tantivy, folded words, OR, BM25", tantivy(documents)


def content(text: str) -> str:
    """Return the keys of a text's words without those that say nothing of its subject."""
    return " ".join(key for key in fold(text).split() if key not in function_words())


def joined(numbers: Sequence[int], texts: Sequence[str]) -> Mapping[int, str]:
    """Return all texts of each fact as one."""
    together: dict[int, list[str]] = {}
    for number, text in zip(numbers, texts, strict=True):
        together.setdefault(number, []).append(text)
    return {number: " ".join(said) for number, said in together.items()}


def scan(
    numbers: Sequence[int],
    texts: Sequence[str],
    scorer: Callable[..., float],
    prepare: Callable[[str], str] = str,
) -> Ask:
    """Compare a question with every text, by RapidFuzz's extractOne."""

    def ask(question: str) -> Sequence[int]:
        found = process.extractOne(prepare(question), texts, scorer=scorer)
        return [numbers[found[2]]] if found else []

    return ask


def fts5(documents: Mapping[int, str]) -> Ask:
    """Search SQLite's FTS5 for any of a question's words, ranked by its own BM25."""
    db = sqlite3.connect("")
    db.execute("CREATE VIRTUAL TABLE said USING fts5(words, content='')")
    db.executemany("INSERT INTO said (rowid, words) VALUES (?, ?)", documents.items())
    db.commit()

    def ask(question: str) -> Sequence[int]:
        terms = " OR ".join(f'"{key}"' for key in content(question).split())
        if not terms:
            return []
        rows = db.execute(
            "SELECT rowid FROM said WHERE said MATCH ? ORDER BY rank LIMIT ?", (terms, SHOWN)
        )
        return [number for (number,) in rows]

    return ask


def tantivy(documents: Mapping[int, str]) -> Ask:
    """Search an index in memory for any of a question's words, ranked by Tantivy's BM25."""
    library: Any = importlib.import_module("tantivy")
    builder = library.SchemaBuilder()
    builder.add_integer_field("fact", stored=True)
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    schema = builder.build()
    index = library.Index(schema)
    writer = index.writer(heap_size=256_000_000)
    for number, said in documents.items():
        writer.add_document(library.Document(fact=number, words=said))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(question: str) -> Sequence[int]:
        terms = [
            (library.Occur.Should, library.Query.term_query(schema, "words", key, "freq"))
            for key in content(question).split()
        ]
        hits = searcher.search(library.Query.boolean_query(terms), SHOWN).hits
        return [searcher.doc(address)["fact"][0] for _, address in hits]

    return ask
