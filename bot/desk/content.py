"""What a draft in the making holds: a fact and new sources as records, and where it stands."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.curation.drafts import Draft, Edit
from bot.curation.reading import fact_of
from bot.curation.service import CurationService
from bot.errors import NoSuchItem
from bot.exchange.items import item_of
from bot.facts.fields import Record
from bot.facts.history import Operation
from bot.facts.models import Fact
from bot.facts.records import fact_record

PREVIEW, MENU = "preview", "menu"
"""Where a draft stands when no field is asked for: its review, and the choice of a field."""


@dataclass(frozen=True, slots=True)
class Content:
    """A fact as it would be, as a record, on the revision that it is based on (0: new).

    ``step`` is the field that is asked for, ``PREVIEW`` or ``MENU``. ``leading``: the fields are
    gone through one after another. ``choices`` are the values that the buttons of the present step
    stand for. ``sources`` are records of new sources, ``questions`` the numbers of logged questions
    that the draft answers.
    """

    operation: Operation
    based_on: int
    record: Record
    step: str = PREVIEW
    leading: bool = False
    choices: tuple[str, ...] = ()
    sources: tuple[Record, ...] = ()
    questions: tuple[int, ...] = ()

    @classmethod
    def of(
        cls, fact: Fact, operation: Operation, based_on: int, questions: Sequence[int] = ()
    ) -> "Content":
        """Return the content of a draft of a fact as it would be."""
        return cls(operation, based_on, fact_record(fact), questions=tuple(questions))

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Content":
        """Return the content that was kept as JSON."""
        lists = {name: tuple(kept[name]) for name in ("choices", "sources", "questions")}
        return cls(**(kept | lists))

    def kept(self) -> dict[str, Any]:
        """Return the content as it is kept."""
        return asdict(self)

    @property
    def label(self) -> str | None:
        """The fact's number as people see it, None for a new one."""
        number = self.record.get("id")
        return f"f{number}" if number is not None and self.based_on else None

    def at(self, step: str) -> "Content":
        """Return the content at another step, where nothing has been offered yet."""
        return replace(self, step=step, choices=())

    def draft(self, curation: CurationService) -> Draft:
        """Return the draft as the service takes it; raises Rejected for an unreadable record.

        A new source that somebody has added meanwhile, of the same id and title, is cited as it is.
        """
        fact = fact_of(self.record)
        draft = curation.draft(fact, self.based_on)
        cited = [record for record in self.sources if self._cites(record["id"])]
        new = [record for record in cited if not _is_known(record, curation)]
        sources = tuple(Edit(None, item_of(record), 0) for record in new)
        return Draft(self.operation, (*sources, *draft.edits))

    def _cites(self, source: str) -> bool:
        return any(
            source in (citation.get("source"), citation.get("via"))
            for citation in self.record.get("citations", ())
        )


def _is_known(record: Record, curation: CurationService) -> bool:
    try:
        source, _ = curation.source(record["id"])
    except NoSuchItem:
        return False
    return bool(source.fields["title"] == record["title"])
