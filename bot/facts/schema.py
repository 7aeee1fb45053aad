"""The tables of a fact file, as steps that are only ever added to."""

from sqlite_utils import Database, Migrations

from bot.facts.indexing import index_all
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


def current_version() -> str:
    """Return the name of the newest step, as recorded in files that have it."""
    return add_search_index.__name__
