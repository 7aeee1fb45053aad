"""The facts in the repository: whole, complete, and answering the questions they name."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support.imports import exported, imported, planned

from bot.facts import location
from bot.facts.checks import check
from bot.facts.models import Fact
from bot.facts.schema import current_version
from bot.facts.store import SCHEMA_VERSION, FactStore
from bot.service import FactService
from bot.text.citations import citation_spans
from bot.text.dates import date_text
from bot.text.dialogue import Dialogue, Speaker
from bot.text.reply import as_html, plain_line, utf16_length
from bot.text.translator import LOCALES, translator
from bot.text.views import facts_reply

SHIPPED = location.shipped()
TELEGRAM_LIMIT = 4096


@pytest.fixture(scope="module")
def store() -> Iterator[FactStore]:
    with closing(FactStore(SHIPPED)) as store:
        yield store


@pytest.fixture(scope="module")
def shipped() -> Iterator[FactService]:
    with closing(FactService(SHIPPED)) as service:
        yield service


@pytest.fixture(scope="module")
def facts(store: FactStore) -> tuple[Fact, ...]:
    return store.facts()


def test_it_stands_in_the_repository() -> None:
    assert Path(__file__).parents[1] / "facts.db" == SHIPPED


def test_it_is_whole(store: FactStore) -> None:
    assert store.integrity() == ()


def test_it_is_one_file_in_rollback_mode() -> None:
    with closing(sqlite3.connect(f"{SHIPPED.as_uri()}?mode=ro", uri=True)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert SHIPPED.read_bytes()[18:20] == b"\x01\x01"
    assert [p.name for p in SHIPPED.parent.glob("facts.db*")] == ["facts.db"]


def test_its_schema_is_the_program_s(tmp_path: Path) -> None:
    """A file that the program makes anew has the same tables and indexes."""
    fresh = tmp_path / "facts.db"
    imported(exported(SHIPPED)[:1], fresh)
    query = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
    schemas = []
    for path in (SHIPPED, fresh):
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
            schemas.append(db.execute(query).fetchall())
    assert schemas[0] == schemas[1]
    assert current_version() == SCHEMA_VERSION
    tables = [
        sql
        for kind, name, sql in schemas[0]
        if kind == "table" and not name.startswith(("_", "postings"))
    ]
    assert [sql for sql in tables if "STRICT" not in sql.rpartition(")")[2]] == []


def test_the_checks_find_nothing(store: FactStore) -> None:
    assert list(check(store)) == []


def test_there_are_at_least_a_hundred_facts(facts: tuple[Fact, ...]) -> None:
    assert len(facts) >= 100


def test_every_fact_has_its_texts_in_three_languages(facts: tuple[Fact, ...]) -> None:
    assert {fact.label: sorted(fact.texts) for fact in facts if len(fact.texts) != 3} == {}
    assert {lang for fact in facts for lang in fact.texts} == set(LOCALES)


def test_every_fact_has_three_phrasings_in_each_language(facts: tuple[Fact, ...]) -> None:
    counts = {fact.label: [len(fact.phrasings.get(lang, ())) for lang in LOCALES] for fact in facts}
    assert {label: count for label, count in counts.items() if min(count) < 3} == {}


def test_every_fact_has_a_citation_with_a_locator(facts: tuple[Fact, ...]) -> None:
    without = [f.label for f in facts if not any(c.locator and c.label for c in f.citations)]
    assert without == []


def test_a_disputed_fact_has_a_note_and_both_sides(facts: tuple[Fact, ...]) -> None:
    disputed = [fact for fact in facts if fact.status == "disputed"]
    assert disputed
    for fact in disputed:
        assert all(text.note for text in fact.texts.values()), fact.label
        assert len({citation.source for citation in fact.citations}) >= 2, fact.label


def test_every_fact_has_a_topic_and_most_have_a_place(facts: tuple[Fact, ...]) -> None:
    assert [fact.label for fact in facts if not fact.topic] == []
    assert sum(bool(fact.place) for fact in facts) > len(facts) / 2


def test_every_source_is_found_again_by_its_address_or_publisher(store: FactStore) -> None:
    """The article itself has neither: it is a document of the seed, named by its note."""
    unknown = [
        source.id
        for source in store.sources().values()
        if not {"URL", "publisher", "author", "note"} & set(source.fields)
    ]
    assert unknown == []
    addresses = [s.fields["URL"] for s in store.sources().values() if "URL" in s.fields]
    assert [
        address for address in addresses if not address.startswith(("http://", "https://"))
    ] == []


@pytest.mark.parametrize("lang", LOCALES)
def test_every_fact_fits_a_message_and_reads_without_gaps(
    store: FactStore, facts: tuple[Fact, ...], lang: str
) -> None:
    tr = translator(lang)
    for fact in facts:
        reply = facts_reply([fact], store.sources(), tr)
        text = "\n".join("".join(span.text for span in spans) for spans in reply.paragraphs)
        assert utf16_length(text) <= TELEGRAM_LIMIT, fact.label
        assert "…" not in as_html(reply, TELEGRAM_LIMIT).removeprefix(text)[-1:], fact.label
        assert "{" not in text, fact.label
        assert "None" not in text, fact.label
        for citation in fact.citations:
            assert plain_line(citation_spans(citation, store.sources(), tr)), fact.label


def test_export_import_export_gives_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    first = exported(SHIPPED)
    imported(first, path)
    assert exported(path) == first
    assert planned(first, path).rows == []


def test_importing_its_own_export_would_change_nothing() -> None:
    assert planned(exported(SHIPPED), SHIPPED).rows == []


def test_every_fact_has_a_revision_that_is_the_fact(store: FactStore) -> None:
    facts = [line for line in exported(SHIPPED) if line.startswith('{"kind": "fact"')]
    newest = store._rows(
        "SELECT record FROM revisions r JOIN facts f ON (r.kind, r.item) = ('fact', f.key)"
        " WHERE revision = (SELECT max(revision) FROM revisions"
        " WHERE (kind, item) = (r.kind, r.item)) ORDER BY f.id"
    )
    assert [row["record"] for row in newest] == facts


def test_the_dataset_describes_itself_in_three_languages(store: FactStore) -> None:
    dataset = store.dataset()
    assert dataset.languages == LOCALES
    for told in (dataset.title, dataset.description, dataset.examples):
        assert set(told) == set(LOCALES)
    assert all(len(questions) >= 3 for questions in dataset.examples.values())
    assert dataset.version
    assert dataset.licence


def test_every_example_question_is_answered_in_its_language(shipped: FactService) -> None:
    examples = shipped.summary().dataset.examples
    asked = [(lang, question) for lang, questions in examples.items() for question in questions]
    outcomes = [(lang, question, shipped.ask(question)) for lang, question in asked]
    assert [(lang, q, o.status) for lang, q, o in outcomes if o.status == "none"] == []
    assert [(lang, q, o.lang) for lang, q, o in outcomes if o.lang != lang] == []


def test_a_phrasing_leads_to_its_fact(shipped: FactService) -> None:
    """As the answer, among the choices, or in the list of its day; one phrasing of each fact."""
    astray = {}
    for number, fact in enumerate(shipped.facts()):
        phrasings = fact.phrasings[LOCALES[number % len(LOCALES)]]
        phrasing = phrasings[number % len(phrasings)]
        if fact.key not in {found.fact.key for found in shipped.ask(phrasing).facts}:
            astray[fact.label] = phrasing
    assert len(astray) <= 0.01 * len(shipped.facts()), astray


def test_when_the_prosecution_of_kazakhstan_was_founded(shipped: FactService) -> None:
    """The first thing that anybody asks."""
    dialogue = Dialogue(shipped)
    reply = dialogue.say("Қазақстанда прокуратура қашан құрылды?", Speaker())
    assert plain_line(reply.paragraphs[0]) == "1922 жылғы 13 шілде"
    assert any(plain_line(spans).startswith("Дереккөз: ") for spans in reply.paragraphs)
    assert reply.buttons == ()


@pytest.mark.parametrize("lang", LOCALES)
def test_the_bot_understands_every_date_that_it_shows(
    shipped: FactService, facts: tuple[Fact, ...], lang: str
) -> None:
    """Old Style with New Style in brackets, remarks such as "(probably)", centuries and spans."""
    tr = translator(lang)
    lost = []
    for fact in facts:
        if fact.date is not None:
            shown = date_text(fact.date, tr)
            if fact.label not in {found.fact.label for found in shipped.ask(shown).facts}:
                lost.append((fact.label, shown))
    assert lost == []


@pytest.mark.parametrize("lang", LOCALES)
def test_the_example_questions_are_answered_without_choices(
    shipped: FactService, lang: str
) -> None:
    examples = shipped.summary().dataset.examples[lang]
    assert [shipped.ask(example).status for example in examples] == ["answer", "answer", "list"]
