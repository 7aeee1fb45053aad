"""What every curator's door calls: draft, review, publish, propose, decide, undo.

Everything that changes facts goes through here, from the command line and from the chat: roles are
checked, then the revision that the change was based on, then the facts themselves; what is written
is one change on record, whole or not at all.
"""

from contextlib import closing
from pathlib import Path

from bot.curation import drafts, proposals, undoing
from bot.curation.curators import Curator
from bot.curation.drafts import Draft, Edit
from bot.curation.fact_checks import check
from bot.curation.impact import moved
from bot.curation.item_checks import check_concept, check_source
from bot.curation.known import Known
from bot.curation.opening import opened
from bot.curation.proposals import Proposal
from bot.curation.reviews import Review
from bot.curation.writing import refuse_overwriting, write
from bot.errors import NoSuchItem, Rejected
from bot.facts import history
from bot.facts.history import Change, MadeChange, Name, Revision
from bot.facts.models import Fact, Source
from bot.facts.problems import Problem
from bot.facts.store import FactStore
from bot.facts.writer import FactWriter
from bot.search.lexicon import Concept


class CurationService:
    """A fact file as curators change it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    # Drafts

    def draft(self, fact: Fact, based_on: int) -> Draft:
        """Return the draft of a new fact (``based_on`` 0), or of one as it would be."""
        with opened(self.path) as store:
            return drafts.editing(store.fact_with_key(fact.key), fact, based_on)

    def retiring(self, number: int) -> Draft:
        """Return the draft of a fact that is no longer answered with."""
        fact, revision = self.fact(number)
        return drafts.retiring(fact, revision)

    def restoring(self, number: int) -> Draft:
        """Return the draft of a retired fact that is answered with again."""
        fact, revision = self.fact(number)
        return drafts.restoring(fact, revision, self.revisions(("fact", fact.key)))

    def merging(self, number: int, into: int) -> Draft:
        """Return the draft of a fact that another takes over."""
        return drafts.merging(*self.fact(number), *self.fact(into))

    def reverting(self, number: int, to: int) -> Draft:
        """Return the draft of a fact as it was after one of its revisions."""
        fact, revision = self.fact(number)
        return drafts.reverting(fact, revision, self.fact_at(fact, to))

    def source_draft(self, source: Source, based_on: int) -> Draft:
        """Return the draft of a source, new or changed."""
        with opened(self.path) as store:
            return Draft("sources", (Edit(store.sources().get(source.id), source, based_on),))

    def source_removal(self, source_id: str, based_on: int | None = None) -> Draft:
        """Return the draft of a source taken away; raises NoSuchItem."""
        source, revision = self.source(source_id)
        return Draft("sources", (Edit(source, None, revision if based_on is None else based_on),))

    def concept_draft(self, concept: Concept, based_on: int) -> Draft:
        """Return the draft of a concept with its names, new or changed."""
        with opened(self.path) as store:
            before = _concepts(store).get(concept.id)
        return Draft("aliases", (Edit(before, concept, based_on),))

    def concept_removal(self, concept_id: str, based_on: int | None = None) -> Draft:
        """Return the draft of a concept taken away; raises NoSuchItem."""
        concept, revision = self.concept(concept_id)
        return Draft("aliases", (Edit(concept, None, revision if based_on is None else based_on),))

    # Review and publication

    def review(self, draft: Draft) -> Review:
        """Say what a draft would do; writes nothing."""
        found = tuple((edit.name, edit.differences()) for edit in draft.edits)
        problems = self._problems(draft)
        stands = not any(problem.severity == "error" for problem in problems)
        changes = any(changed for _, changed in found)
        return Review(found, problems, moved(self.path, draft) if stands and changes else ())

    def refuse_errors(self, draft: Draft) -> None:
        """Raise Rejected with all problems of a draft if there are errors among them."""
        problems = self._problems(draft)
        if any(problem.severity == "error" for problem in problems):
            raise Rejected("change-rejected", problems=problems)

    def publish(
        self, draft: Draft, curator: Curator, reason: str | None = None, *, confirmed: bool = False
    ) -> int | None:
        """Write a draft and return the number of its change, None where nothing would change.

        Raises NotAllowed; ChangedMeanwhile if an item has a later revision than the draft was based
        on; Rejected with the problems if there are errors, or questions and not ``confirmed``.
        """
        curator.must("publish")
        with closing(FactWriter(self.path)) as writer:
            change = Change(curator.name, curator.channel, reason, draft.operation)
            with writer.change(change):
                self._write(writer, draft, confirmed=confirmed)
            return writer.change_number

    def _write(self, writer: FactWriter, draft: Draft, *, confirmed: bool) -> None:
        """Check a draft once more, inside the transaction, and write it."""
        for edit in draft.edits:
            refuse_overwriting(writer, edit)
        problems = self._problems(draft)
        standing = {"error"} if confirmed else {"error", "question"}
        if any(problem.severity in standing for problem in problems):
            raise Rejected("change-rejected", problems=problems)
        write(writer, draft.edits)

    def _problems(self, draft: Draft) -> tuple[Problem, ...]:
        with opened(self.path) as store:
            known = Known(store)
            sources = (e.after.id for e in draft.edits if isinstance(e.after, Source))
            known.expect(sources)
            for fact in draft.facts:
                known.add(fact.label, fact)
            found: list[Problem] = []
            for edit in draft.edits:
                match edit.after:
                    case Fact():
                        before = edit.before if isinstance(edit.before, Fact) else None
                        found.extend(check(edit.after, before, known))
                    case Source():
                        found.extend(check_source(edit.after))
                    case Concept():
                        found.extend(check_concept(edit.after, store.concepts()))
            return tuple(found)

    # Proposals

    def propose(self, draft: Draft, curator: Curator, reason: str | None = None) -> int:
        """Keep a draft for the editors to decide on, and return its number.

        Raises NotAllowed, and Rejected if there are errors.
        """
        curator.must("propose")
        self.refuse_errors(draft)
        with closing(FactWriter(self.path)) as writer, writer.transaction():
            return proposals.keep(writer.connection, draft, curator, reason)

    def proposals(self) -> list[Proposal]:
        """Return the proposals that wait, oldest first."""
        with opened(self.path) as store:
            return proposals.waiting(store.connection)

    def proposal(self, number: int) -> Proposal:
        """Return the proposal of a number; raises NoSuchItem."""
        with opened(self.path) as store:
            return proposals.numbered(store.connection, number)

    def approve(self, number: int, curator: Curator, *, confirmed: bool = True) -> int | None:
        """Publish what was proposed, in the proposer's name, and return the change's number.

        Raises NotAllowed, NoSuchItem, Rejected if it was decided before or the checks stand
        against it, and ChangedMeanwhile if the fact was changed since.
        """
        curator.must("decide")
        with closing(FactWriter(self.path)) as writer:
            found = proposals.numbered(writer.connection, number)
            change = Change(found.by, found.channel, found.reason, found.draft.operation)
            with writer.change(change):
                proposals.decide(writer.connection, number, "approved", curator, None)
                self._write(writer, found.draft, confirmed=confirmed)
                proposals.link(writer.connection, number, writer.change_number)
            return writer.change_number

    def reject(self, number: int, curator: Curator, reason: str | None) -> Proposal:
        """Turn down what was proposed; raises NotAllowed, NoSuchItem, Rejected if decided."""
        curator.must("decide")
        with closing(FactWriter(self.path)) as writer:
            with writer.transaction():
                proposals.decide(writer.connection, number, "rejected", curator, reason)
            return proposals.numbered(writer.connection, number)

    # History

    def undo(self, curator: Curator, number: int | None = None, reason: str | None = None) -> int:
        """Take back a change, by default the last one that stands; return the undo's own number.

        Raises NotAllowed, NoSuchItem, and ChangedMeanwhile if what the change touched was changed
        again since.
        """
        curator.must("publish")
        with closing(FactWriter(self.path)) as writer:
            target = undoing.target(writer.connection, number)
            change = Change(curator.name, curator.channel, reason, "undo", target.number)
            with writer.change(change):
                undoing.take_back(writer, target)
            assert writer.change_number is not None  # noqa: S101 - a change touches something
            return writer.change_number

    def fact(self, number: int) -> tuple[Fact, int]:
        """Return a fact, whatever its status, and its revision; raises NoSuchFact."""
        with opened(self.path) as store:
            fact = store.fact(number)
            return fact, history.last_revision(store.connection, ("fact", fact.key))

    def source(self, source_id: str) -> tuple[Source, int]:
        """Return a source and its revision; raises NoSuchItem."""
        with opened(self.path) as store:
            found = store.sources().get(source_id)
            if found is None:
                raise NoSuchItem("no-such-source", source=source_id)
            return found, history.last_revision(store.connection, ("source", source_id))

    def concept(self, concept_id: str) -> tuple[Concept, int]:
        """Return a concept and its revision; raises NoSuchItem."""
        with opened(self.path) as store:
            found = _concepts(store).get(concept_id)
            if found is None:
                raise NoSuchItem("no-such-concept", concept=concept_id)
            return found, history.last_revision(store.connection, ("alias", concept_id))

    def fact_at(self, fact: Fact, revision: int) -> Fact:
        """Return a fact as it was after one of its revisions; raises NoSuchItem."""
        return drafts.at(fact, self.revisions(("fact", fact.key)), revision)

    def revision(self, name: Name) -> int:
        """Return the number of an item's latest revision, 0 where it never had one."""
        with opened(self.path) as store:
            return history.last_revision(store.connection, name)

    def revisions(self, name: Name) -> list[Revision]:
        """Return all revisions of an item, oldest first."""
        with opened(self.path) as store:
            return history.revisions_of(store.connection, name)

    def changes(self, most: int = 20) -> list[MadeChange]:
        """Return the latest changes, latest first."""
        with opened(self.path) as store:
            return history.changes(store.connection, most)

    def last_change(self) -> MadeChange:
        """Return the last change that stands; raises NoSuchItem."""
        with opened(self.path) as store:
            return undoing.target(store.connection, None)

    def change(self, number: int) -> tuple[MadeChange, list[Revision]]:
        """Return a change and the revisions that it made; raises NoSuchItem."""
        with opened(self.path) as store:
            found = undoing.target(store.connection, number)
            return found, history.revisions_in(store.connection, number)


def _concepts(store: FactStore) -> dict[str, Concept]:
    return {concept.id: concept for concept in store.concepts()}
