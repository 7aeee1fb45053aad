"""What a curator wants to change: facts as they would be, and what they were based on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from bot.curation.fact_checks import stale_after
from bot.errors import NoSuchItem, Rejected
from bot.exchange.differences import FieldDifference, differences
from bot.exchange.items import Item, item_of, name_of, record_of
from bot.facts.history import Name, Operation, Revision
from bot.facts.models import ANSWERED, Fact, Status


@dataclass(frozen=True, slots=True)
class Edit:
    """An item as it would be, as it was, and the revision that this was based on (0: new).

    ``after`` is None where the item is to be taken away.
    """

    before: Item | None
    after: Item | None
    based_on: int

    @property
    def name(self) -> Name:
        """Of which kind the item is, and by what it is known."""
        item = self.after or self.before
        assert item is not None  # noqa: S101 - one of them is there
        return cast("Name", name_of(item))

    def differences(self) -> tuple[FieldDifference, ...]:
        """Return what would be otherwise, field by field."""
        return differences(
            None if self.before is None else record_of(self.before),
            None if self.after is None else record_of(self.after),
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """Edits that are made together or not at all."""

    operation: Operation
    edits: tuple[Edit, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts as they would be."""
        return tuple(edit.after for edit in self.edits if isinstance(edit.after, Fact))


def editing(before: Fact | None, after: Fact, based_on: int) -> Draft:
    """Return the draft of a new or changed fact; texts left behind are marked as stale."""
    after = replace(after, stale=stale_after(before, after))
    return Draft("edit" if before else "add", (Edit(before, after, based_on),))


def retiring(fact: Fact, based_on: int) -> Draft:
    """Return the draft of a fact that is no longer answered with; raises for one retired before."""
    if fact.status == "retired":
        raise Rejected("fact-retired-before", fact=fact.label)
    return Draft("retire", (Edit(fact, replace(fact, status="retired"), based_on),))


def restoring(fact: Fact, based_on: int, revisions: Sequence[Revision]) -> Draft:
    """Return the draft of a retired fact, answered with again as before it was retired."""
    if fact.status != "retired":
        raise Rejected("fact-not-retired", fact=fact.label)
    earlier = [
        revision.after["status"]
        for revision in revisions
        if revision.after is not None and revision.after["status"] != "retired"
    ]
    status: Status = earlier[-1] if earlier else "draft"
    if status in ANSWERED and not fact.citations:
        status = "draft"
    restored = replace(fact, status=status, merged_into=None)
    return Draft("restore", (Edit(fact, restored, based_on),))


def merging(fact: Fact, based_on: int, into: Fact, into_based_on: int) -> Draft:
    """Return the draft of a fact that another takes over, with its phrasings and citations."""
    if fact.key == into.key:
        raise Rejected("merge-with-itself", fact=fact.label)
    if into.status == "retired":
        raise Rejected("merge-into-retired", fact=into.label)
    languages = sorted({*fact.phrasings, *into.phrasings})
    phrasings = {
        lang: tuple(dict.fromkeys((*into.phrasings.get(lang, ()), *fact.phrasings.get(lang, ()))))
        for lang in languages
    }
    citations = (*into.citations, *(c for c in fact.citations if c not in into.citations))
    gone = replace(fact, status="retired", merged_into=into.key)
    kept = replace(into, phrasings=phrasings, citations=citations)
    return Draft("merge", (Edit(fact, gone, based_on), Edit(into, kept, into_based_on)))


def reverting(fact: Fact, based_on: int, earlier: Fact) -> Draft:
    """Return the draft of a fact as it was earlier."""
    return Draft("revert", (Edit(fact, earlier, based_on),))


def at(fact: Fact, revisions: Sequence[Revision], number: int) -> Fact:
    """Return a fact as it was after one of its revisions; raises NoSuchItem."""
    record = next((r.after for r in revisions if r.revision == number), None)
    found = item_of(record) if record is not None else None
    if not isinstance(found, Fact):
        raise NoSuchItem("no-such-revision", fact=fact.label, revision=number)
    return found
