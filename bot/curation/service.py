"""What every curator's door calls: draft, review, publish, propose, decide, undo.

Everything that changes facts goes through here, from the command line and from the chat: roles are
checked, then the revision that the change was based on, then the facts themselves; what is written
is one change on record, whole or not at all.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.curation import drafts, proposals, undoing
from bot.curation.curators import Curator
from bot.curation.drafts import Draft, Edit
from bot.curation.fact_checks import check
from bot.curation.impact import moved
from bot.curation.item_checks import check_concept, check_source
from bot.curation.known import Known
from bot.curation.proposals import Proposal
from bot.curation.reviews import Review
from bot.curation.writing import refuse_cited, refuse_overwriting, write
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
        before = self._known_fact(fact.key)
        return drafts.editing(before, fact, based_on)

    def retiring(self, number: int) -> Draft:
        """Return the draft of a fact that is no longer answered with."""
        fact, revision = self.fact(number)
        return drafts.retiring(fact, revision)

    def restoring(self, number: int) -> Draft:
        """Return the draft of a retired fact that is answered with again."""
        fact, _ = self.fact(number)
        return drafts.restoring(fact, self.revisions(("fact", fact.key)))

    def merging(self, number: int, into: int) -> Draft:
        """Return the draft of a fact that another takes over."""
        return drafts.merging(*self.fact(number), *self.fact(into))

    def reverting(self, number: int, to: int) -> Draft:
        """Return the draft of a fact as it was after one of its revisions."""
        fact, _ = self.fact(number)
        return drafts.reverting(fact, self.revisions(("fact", fact.key)), to)

    def source_draft(self, source: Source, based_on: int) -> Draft:
        """Return the draft of a source, new or changed."""
        with self._store() as store:
            before = store.sources().get(source.id)
        return Draft("sources", (Edit(before, source, based_on),))

    def source_removal(self, source_id: str) -> Draft:
        """Return the draft of a source taken away; raises NoSuchItem."""
        with self._store() as store:
            before = store.sources().get(source_id)
        if before is None:
            raise NoSuchItem("no-such-source", source=source_id)
        return Draft("sources", (Edit(before, None, self.revision(("source", source_id))),))

    def concept_draft(self, concept: Concept, based_on: int) -> Draft:
        """Return the draft of a concept with its names, new or changed."""
        return Draft("aliases", (Edit(self._known_concept(concept.id), concept, based_on),))

    def concept_removal(self, concept_id: str) -> Draft:
        """Return the draft of a concept taken away; raises NoSuchItem."""
        before = self._known_concept(concept_id)
        if before is None:
            raise NoSuchItem("no-such-concept", concept=concept_id)
        return Draft("aliases", (Edit(before, None, self.revision(("alias", concept_id))),))

    # Review and publication

    def review(self, draft: Draft) -> Review:
        """Say what a draft would do; writes nothing."""
        found = tuple((edit.name, edit.differences()) for edit in draft.edits)
        problems = self._problems(draft)
        stands = not any(problem.severity == "error" for problem in problems)
        return Review(found, problems, moved(self.path, draft) if stands else ())

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
        with self._store() as store:
            known = Known(store)
            sources = (e.after.id for e in draft.edits if isinstance(e.after, Source))
            known.expect(sources, (fact.key for fact in draft.facts))
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
                    case None if isinstance(edit.before, Source) and len(draft.edits) == 1:
                        refuse_cited(store.connection, edit.before.id)
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
        with self._store() as store:
            return proposals.waiting(store.connection)

    def proposal(self, number: int) -> Proposal:
        """Return the proposal of a number; raises NoSuchItem."""
        with self._store() as store:
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
        with self._store() as store:
            fact = store.fact(number)
            return fact, history.last_revision(store.connection, ("fact", fact.key))

    def fact_at(self, fact: Fact, revision: int) -> Fact:
        """Return a fact as it was after one of its revisions; raises NoSuchItem."""
        return drafts.at(fact, self.revisions(("fact", fact.key)), revision)

    def revision(self, name: Name) -> int:
        """Return the number of an item's latest revision, 0 where it never had one."""
        with self._store() as store:
            return history.last_revision(store.connection, name)

    def revisions(self, name: Name) -> list[Revision]:
        """Return all revisions of an item, oldest first."""
        with self._store() as store:
            return history.revisions_of(store.connection, name)

    def changes(self, most: int = 20) -> list[MadeChange]:
        """Return the latest changes, latest first."""
        with self._store() as store:
            return history.changes(store.connection, most)

    def change(self, number: int) -> tuple[MadeChange, list[Revision]]:
        """Return a change and the revisions that it made; raises NoSuchItem."""
        with self._store() as store:
            found = undoing.target(store.connection, number)
            return found, history.revisions_in(store.connection, number)

    def _known_fact(self, key: str) -> Fact | None:
        with self._store() as store:
            return store.fact_with_key(key)

    def _known_concept(self, concept_id: str) -> Concept | None:
        with self._store() as store:
            return next((c for c in store.concepts() if c.id == concept_id), None)

    @contextmanager
    def _store(self) -> Iterator[FactStore]:
        store = FactStore(self.path)
        if not store.has_history:
            store.close()
            FactWriter(self.path).close()  # gives a file of an older program its history
            store = FactStore(self.path)
        with closing(store):
            yield store
