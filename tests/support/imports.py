"""Facts in and out as JSON Lines, by the ways that curators have."""

from collections.abc import Collection, Iterable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.curation import importing
from bot.curation.curators import Curator
from bot.curation.import_plan import ImportPlan, Verdict
from bot.exchange.contents import contents
from bot.exchange.items import line_of
from bot.exchange.reading import open_rows
from bot.facts.store import FactStore

EDITOR = Curator("tests", "editor", "cli")
CHOSEN: tuple[Verdict, ...] = ("new", "changed", "doubtful")


def planned(given: Iterable[str], path: Path) -> ImportPlan:
    """Say what importing these lines would do."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "facts.jsonl")
        file.write_text("".join(f"{line}\n" for line in given), "utf-8")
        return importing.plan(open_rows(file), path)


def imported(
    given: Iterable[str], path: Path, only: Collection[Verdict] = CHOSEN, reason: str | None = None
) -> ImportPlan:
    """Import these lines, doubtful ones too."""
    found = planned(given, path)
    importing.apply(found, path, EDITOR, reason, only)
    return found


def exported(path: Path) -> list[str]:
    """Return all that a fact file holds, one line an item."""
    with closing(FactStore(path)) as store:
        return [line_of(item) for item in contents(store)]
