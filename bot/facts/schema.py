"""The tables of a fact file, as steps that are only ever added to."""

from typing import Any

from sqlite_utils import Database, Migrations

from bot.facts.history import Change, Name, make, record
from bot.facts.indexing import concepts, index_all
from bot.facts.reading import read_dataset, read_sources
from bot.facts.records import concept_record, dataset_record, source_record, to_line
from bot.search.tables import watching
from bot.search.writing import IndexWriter

migrations = Migrations("facts")

_TABLES = (
    """
    CREATE TABLE dataset (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        title TEXT NOT NULL CHECK (json_valid(title)),
        description TEXT NOT NULL CHECK (json_valid(description)),
        examples TEXT NOT NULL CHECK (json_valid(examples)),
        languages TEXT NOT NULL CHECK (json_valid(languages)),
        licence TEXT NOT NULL,
        version TEXT NOT NULL
    ) STRICT
    """,
    # AUTOINCREMENT: the number that people know a fact by is never given to another.
    """
    CREATE TABLE facts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE CHECK (length(key) = 36),
        date TEXT,
        calendar TEXT NOT NULL CHECK (calendar IN ('gregorian', 'julian')),
        earliest INTEGER,
        latest INTEGER,
        sort_jdn INTEGER,
        date_note TEXT CHECK (date_note IS NULL OR json_valid(date_note)),
        topic TEXT,
        place TEXT,
        status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'disputed', 'retired')),
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        CHECK ((date IS NULL) = (earliest IS NULL)
           AND (date IS NULL) = (latest IS NULL)
           AND (date IS NULL) = (sort_jdn IS NULL))
    ) STRICT
    """,
    """
    CREATE TABLE texts (
        fact_id INTEGER NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
        lang TEXT NOT NULL,
        text TEXT NOT NULL CHECK (text <> ''),
        note TEXT,
        PRIMARY KEY (fact_id, lang)
    ) STRICT
    """,
    """
    CREATE TABLE phrasings (
        fact_id INTEGER NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
        lang TEXT NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL CHECK (text <> ''),
        PRIMARY KEY (fact_id, lang, position)
    ) STRICT
    """,
    """
    CREATE TABLE aliases (
        concept TEXT NOT NULL,
        lang TEXT NOT NULL,
        position INTEGER NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        PRIMARY KEY (concept, lang, position)
    ) STRICT
    """,
    # Column names are CSL-JSON's field names; title_in holds translations of a described title.
    """
    CREATE TABLE sources (
        id TEXT PRIMARY KEY,
        type TEXT NOT NULL,
        title TEXT NOT NULL,
        title_in TEXT CHECK (title_in IS NULL OR json_valid(title_in)),
        author TEXT CHECK (author IS NULL OR json_valid(author)),
        issued TEXT,
        "container-title" TEXT,
        "collection-title" TEXT,
        edition TEXT,
        archive TEXT,
        publisher TEXT,
        "publisher-place" TEXT,
        volume TEXT,
        issue TEXT,
        page TEXT,
        number TEXT,
        DOI TEXT,
        URL TEXT,
        accessed TEXT,
        language TEXT,
        note TEXT
    ) STRICT
    """,
    """
    CREATE TABLE citations (
        fact_id INTEGER NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        source_id TEXT NOT NULL REFERENCES sources (id),
        label TEXT,
        locator TEXT,
        marker TEXT,
        note TEXT CHECK (note IS NULL OR json_valid(note)),
        via TEXT REFERENCES sources (id),
        PRIMARY KEY (fact_id, position)
    ) STRICT
    """,
    # The whole fact after each change, as one line of an exchange file.
    """
    CREATE TABLE revisions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        fact_id INTEGER NOT NULL REFERENCES facts (id),
        revision INTEGER NOT NULL,
        at TEXT NOT NULL,
        by TEXT NOT NULL,
        channel TEXT NOT NULL CHECK (channel IN ('import', 'cli', 'chat')),
        reason TEXT,
        fact TEXT NOT NULL CHECK (json_valid(fact)),
        UNIQUE (fact_id, revision)
    ) STRICT
    """,
    "CREATE INDEX facts_by_day ON facts (sort_jdn)",
    "CREATE INDEX citations_by_source ON citations (source_id)",
)

# What is done at once is one change; a change has a revision of every item that it touched, in the
# item's one line of an exchange file, null where the change took the item away.
_HISTORY = (
    """
    CREATE TABLE changes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        by TEXT NOT NULL,
        channel TEXT NOT NULL CHECK (channel IN ('import', 'cli', 'chat')),
        operation TEXT NOT NULL,
        reason TEXT,
        undoes INTEGER REFERENCES changes (id)
    ) STRICT
    """,
    """
    CREATE TABLE item_revisions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        change_id INTEGER NOT NULL REFERENCES changes (id),
        kind TEXT NOT NULL CHECK (kind IN ('dataset', 'source', 'alias', 'fact')),
        item TEXT NOT NULL,
        revision INTEGER NOT NULL,
        record TEXT CHECK (record IS NULL OR json_valid(record)),
        UNIQUE (kind, item, revision)
    ) STRICT
    """,
    """
    INSERT INTO changes (at, by, channel, operation, reason)
    SELECT at, by, channel, iif(channel = 'import', 'import', 'edit'), reason
    FROM revisions GROUP BY at, by, channel, reason ORDER BY min(id)
    """,
    """
    INSERT INTO item_revisions (id, change_id, kind, item, revision, record)
    SELECT r.id, c.id, 'fact', f.key, r.revision, r.fact
    FROM revisions r JOIN facts f ON f.id = r.fact_id
    JOIN changes c ON (c.at, c.by, c.channel) = (r.at, r.by, r.channel) AND c.reason IS r.reason
    ORDER BY r.id
    """,
    "DROP TABLE revisions",
    "ALTER TABLE item_revisions RENAME TO revisions",
    "CREATE INDEX revisions_by_change ON revisions (change_id)",
    "CREATE INDEX revisions_by_number"
    " ON revisions (json_extract(record, '$.id')) WHERE kind = 'fact'",
    "ALTER TABLE facts ADD COLUMN merged_into TEXT"
    " REFERENCES facts (key) DEFERRABLE INITIALLY DEFERRED",
    "CREATE INDEX facts_by_successor ON facts (merged_into) WHERE merged_into IS NOT NULL",
    "ALTER TABLE texts ADD COLUMN stale INTEGER NOT NULL DEFAULT 0 CHECK (stale IN (0, 1))",
    # A contributor's draft, waiting for an editor: items as they were and as they would be.
    """
    CREATE TABLE proposals (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        operation TEXT NOT NULL,
        edits TEXT NOT NULL CHECK (json_valid(edits)),
        at TEXT NOT NULL,
        by TEXT NOT NULL,
        channel TEXT NOT NULL CHECK (channel IN ('import', 'cli', 'chat')),
        reason TEXT,
        status TEXT NOT NULL DEFAULT 'waiting'
            CHECK (status IN ('waiting', 'approved', 'rejected')),
        decided_at TEXT,
        decided_by TEXT,
        decision TEXT,
        change_id INTEGER REFERENCES changes (id)
    ) STRICT
    """,
    "CREATE INDEX proposals_waiting ON proposals (id) WHERE status = 'waiting'",
    # Curators' own questions with the keys of the facts that answer them, to be told before a
    # change makes them be answered otherwise.
    """
    CREATE TABLE questions (
        lang TEXT NOT NULL,
        text TEXT NOT NULL CHECK (text <> ''),
        facts TEXT NOT NULL CHECK (json_valid(facts)),
        PRIMARY KEY (lang, text)
    ) STRICT
    """,
)

_TIMES = (
    "CREATE INDEX facts_by_beginning ON facts (earliest)",
    "CREATE INDEX facts_by_end ON facts (latest)",
    "CREATE INDEX facts_of_long_times ON facts (earliest) WHERE latest - earliest > 10000",
    "CREATE INDEX facts_by_place ON facts (place)",
)


@migrations()
def create_tables(db: Database) -> None:
    """Create the tables of the first version."""
    for statement in _TABLES:
        db.execute(statement)


@migrations()
def add_search_index(db: Database) -> None:
    """Add the tables by which facts are found, filled, and indexes for questions about times."""
    IndexWriter(db.conn).create()
    for statement in (*watching(), *_TIMES):
        db.execute(statement)
    index_all(db.conn)


@migrations()
def add_history(db: Database) -> None:
    """Give sources, aliases and the dataset a history too, and group revisions by change."""
    for statement in _HISTORY:
        db.execute(statement)
    _begin(db)


def current_version() -> str:
    """Return the name of the newest step, as recorded in files that have it."""
    return add_history.__name__


def _begin(db: Database) -> None:
    """Put on record as they are now the items that had no revisions before."""
    connection = db.conn
    listed: dict[Name, dict[str, Any]] = {}
    dataset = read_dataset(connection)
    if dataset.title:
        listed["dataset", ""] = dataset_record(dataset)
    for source in read_sources(connection).values():
        listed["source", source.id] = source_record(source)
    for concept in concepts(connection):
        listed["alias", concept.id] = concept_record(concept)
    if not listed:
        return
    first = db.execute("SELECT min(id) FROM changes").fetchone()[0]
    number = first or make(connection, Change("history-bot", "import"))
    for name, after in listed.items():
        record(connection, number, name, to_line(after))
