"""The tables of the state file, step by step; a step that was released is never changed."""

from sqlite_utils import Database, Migrations

migrations = Migrations("state")


@migrations()
def create_tables(db: Database) -> None:
    """Create the tables of the first version."""
    db.execute(
        """
        CREATE TABLE people (
            person INTEGER PRIMARY KEY,
            lang TEXT NOT NULL CHECK (lang <> ''),
            changed_at TEXT NOT NULL
        ) STRICT
        """
    )


@migrations()
def add_curators(db: Database) -> None:
    """Add the people who keep the facts, under the names that they chose for the history."""
    db.execute(
        """
        CREATE TABLE curators (
            person INTEGER PRIMARY KEY,
            name TEXT NOT NULL CHECK (name <> ''),
            contributes INTEGER NOT NULL CHECK (contributes IN (0, 1))
        ) STRICT
        """
    )


@migrations()
def add_suggestions(db: Database) -> None:
    """Add what people say may be wrong with a fact, without who said it."""
    db.execute(
        """
        CREATE TABLE suggestions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            fact TEXT NOT NULL,
            lang TEXT NOT NULL,
            text TEXT NOT NULL CHECK (text <> ''),
            at TEXT NOT NULL
        ) STRICT
        """
    )


@migrations()
def add_questions(db: Database) -> None:
    """Add the question log, without who asked, and who stays out of it."""
    db.execute(
        """
        CREATE TABLE questions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            text TEXT NOT NULL CHECK (text <> ''),
            lang TEXT NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('answer', 'choices', 'none')),
            facts TEXT NOT NULL,
            chosen TEXT,
            out_of_scope INTEGER NOT NULL DEFAULT 0 CHECK (out_of_scope IN (0, 1)),
            at TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX questions_at ON questions (at)")
    db.execute("CREATE TABLE unlogged (person INTEGER PRIMARY KEY) STRICT")
    db.execute("ALTER TABLE suggestions ADD COLUMN question TEXT")


@migrations()
def add_waiting(db: Database) -> None:
    """Add who asked to be told, with the chat to write to."""
    db.execute(
        """
        CREATE TABLE waiting (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat INTEGER NOT NULL,
            lang TEXT NOT NULL,
            text TEXT NOT NULL CHECK (text <> ''),
            at TEXT NOT NULL,
            UNIQUE (chat, text)
        ) STRICT
        """
    )


@migrations()
def add_drafts(db: Database) -> None:
    """Add what curators have begun to write in chat, and what they were asked for."""
    db.execute("ALTER TABLE curators ADD COLUMN lang TEXT")
    db.execute(
        """
        CREATE TABLE drafts (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            person INTEGER NOT NULL UNIQUE,
            version INTEGER NOT NULL,
            content TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE expected (
            person INTEGER PRIMARY KEY,
            purpose TEXT NOT NULL,
            value TEXT NOT NULL,
            message INTEGER,
            at TEXT NOT NULL
        ) STRICT
        """
    )


@migrations()
def add_uploads(db: Database) -> None:
    """Add files that editors have not decided on."""
    db.execute(
        """
        CREATE TABLE uploads (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            person INTEGER NOT NULL,
            name TEXT NOT NULL,
            content BLOB NOT NULL,
            digest TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT
        """
    )


@migrations()
def add_notices(db: Database) -> None:
    """Add who proposed what, and which messages ask for a decision on it."""
    db.execute(
        """
        CREATE TABLE proposers (
            proposal INTEGER PRIMARY KEY,
            chat INTEGER NOT NULL
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE notices (
            proposal INTEGER NOT NULL,
            chat INTEGER NOT NULL,
            message INTEGER NOT NULL,
            PRIMARY KEY (proposal, chat)
        ) STRICT
        """
    )


@migrations()
def add_groups(db: Database) -> None:
    """Add the languages that administrators chose for their groups."""
    db.execute(
        """
        CREATE TABLE groups (
            chat INTEGER PRIMARY KEY,
            lang TEXT NOT NULL CHECK (lang <> ''),
            changed_at TEXT NOT NULL
        ) STRICT
        """
    )


@migrations()
def add_updates(db: Database) -> None:
    """Add what Telegram has delivered, until it is handled, and chats that can't be written to."""
    db.execute(
        """
        CREATE TABLE updates (
            number INTEGER PRIMARY KEY,
            content TEXT,
            stage TEXT NOT NULL
                CHECK (stage IN ('waiting', 'begun', 'sending', 'done', 'aside')),
            failures INTEGER NOT NULL DEFAULT 0,
            deaths INTEGER NOT NULL DEFAULT 0,
            delays INTEGER NOT NULL DEFAULT 0,
            repeats INTEGER NOT NULL DEFAULT 0,
            kind TEXT,
            at TEXT NOT NULL,
            CHECK ((content IS NULL) = (stage IN ('done', 'aside')))
        ) STRICT
        """
    )
    db.execute(
        "CREATE INDEX updates_unhandled ON updates (number) WHERE stage NOT IN ('done', 'aside')"
    )
    db.execute(
        """
        CREATE TABLE chats (
            chat INTEGER PRIMARY KEY,
            moved_to INTEGER,
            at TEXT NOT NULL
        ) STRICT
        """
    )


@migrations()
def add_traces(db: Database) -> None:
    """Add what the message on its way can be found by, where the process ends meanwhile."""
    db.execute("ALTER TABLE updates ADD COLUMN after INTEGER")
    db.execute("ALTER TABLE updates ADD COLUMN mark TEXT CHECK ((mark IS NULL) = (after IS NULL))")
