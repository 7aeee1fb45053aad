"""Where the fact file is."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
NAME = "facts.db"


def shipped() -> Path:
    """Return the facts that come with the program: in the package, or beside it in a checkout."""
    packaged = _PACKAGE / NAME
    return packaged if packaged.exists() else _PACKAGE.parent / NAME


def default() -> Path:
    """Return ``./facts.db`` if there is one, else the facts that come with the program."""
    local = Path(NAME)
    return local if local.exists() else shipped()


def is_shipped(path: Path) -> bool:
    """Say whether a file is the one that comes with the program and stands in its repository."""
    return path.resolve() == shipped().resolve()
