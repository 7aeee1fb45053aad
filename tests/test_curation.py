"""What curators do: drafted, checked, written as one change, and taken back."""

import random
import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from support.imports import planned
from support.index import write_without_index

from bot.curation.curators import Curator, Role
from bot.curation.drafts import Draft, Edit
from bot.curation.service import CurationService
from bot.dates.edtf import HistoricalDate
from bot.errors import ChangedMeanwhile, NoSuchFact, NoSuchItem, NotAllowed, Rejected
from bot.exchange.contents import contents
from bot.exchange.differences import FieldDifference
from bot.exchange.items import line_of
from bot.facts.models import Citation, Fact, Source, Text
from bot.facts.store import FactStore
from bot.search.lexicon import Concept
from bot.service import FactService

AIGUL = Curator("Айгүл", "editor", "cli")
BOLAT = Curator("Болат", "contributor", "chat")
VISITOR = Curator("Қонақ", "visitor", "chat")
KEY = "99999999-9999-9999-9999-999999999999"
COMET = Fact(
    id=None,
    key=KEY,
    date=HistoricalDate.parse("1910", "gregorian"),
    date_note={},
    topic="astronomy",
    place=None,
    status="published",
    texts={
        "kk": Text("Галлей құйрықты жұлдызы көрінді."),
        "ru": Text("Появилась комета Галлея."),
        "en": Text("Halley's comet was seen."),
    },
    phrasings={"en": ("When was Halley's comet seen?",)},
    citations=(Citation("annals", "page", "7"),),
)


@pytest.fixture
def curation(facts: Path) -> CurationService:
    """Return the service over a fact file of the test's own."""
    return CurationService(facts)


def exported(path: Path) -> list[str]:
    with closing(FactStore(path)) as store:
        return [line_of(item) for item in contents(store)]


def publish(curation: CurationService, draft: Draft) -> int:
    number = curation.publish(draft, AIGUL, confirmed=True)
    assert number is not None
    return number


def answered(path: Path, question: str) -> list[str]:
    with closing(FactService(path)) as service:
        outcome = service.ask(question)
        return [found.fact.label for found in outcome.facts if outcome.status == "answer"]


def test_a_fact_that_is_added_is_answered_with(curation: CurationService, facts: Path) -> None:
    assert publish(curation, curation.draft(COMET, 0)) == 2
    fact, revision = curation.fact(9)
    assert (fact, revision) == (replace(COMET, id=9), 1)
    assert answered(facts, "When was Halley's comet seen?") == ["f9"]
    (made, *_) = curation.changes()
    assert (made.change.by, made.change.operation, made.change.channel) == ("Айгүл", "add", "cli")


def test_a_draft_that_changes_nothing_is_no_change(curation: CurationService) -> None:
    fact, revision = curation.fact(1)
    draft = curation.draft(fact, revision)
    assert curation.review(draft).is_empty
    assert curation.publish(draft, AIGUL) is None
    assert len(curation.changes()) == 1


def test_a_review_tells_what_would_be_and_writes_nothing(
    curation: CurationService, facts: Path
) -> None:
    before = facts.read_bytes()
    fact, revision = curation.fact(5)
    review = curation.review(curation.draft(replace(fact, place="astana"), revision))
    ((name, found),) = review.differences
    assert name == ("fact", fact.key)
    assert found == (FieldDifference("place", fact.place, "astana"),)
    assert facts.read_bytes() == before


def test_a_retired_fact_is_not_answered_with_until_it_is_restored(
    curation: CurationService, facts: Path
) -> None:
    asked = "When was independence declared?"
    assert answered(facts, asked) == ["f1"]
    publish(curation, curation.retiring(1))
    assert answered(facts, asked) == []
    with pytest.raises(Rejected) as caught:
        curation.retiring(1)
    assert caught.value.key == "fact-retired-before"
    publish(curation, curation.restoring(1))
    assert answered(facts, asked) == ["f1"]
    with pytest.raises(Rejected) as caught:
        curation.restoring(1)
    assert caught.value.key == "fact-not-retired"


def test_a_merged_fact_is_answered_with_the_one_that_took_it_over(
    curation: CurationService, facts: Path
) -> None:
    asked = "When was independence declared?"
    publish(curation, curation.merging(1, 2))
    assert answered(facts, "f1") == ["f2"]
    assert answered(facts, asked) == ["f2"]
    publish(curation, curation.merging(2, 3))
    assert answered(facts, "f1") == ["f3"]
    with pytest.raises(Rejected) as caught:
        curation.merging(3, 3)
    assert caught.value.key == "merge-with-itself"
    with pytest.raises(Rejected) as caught:
        curation.merging(3, 1)
    assert caught.value.key == "merge-into-retired"


def test_a_merge_raises_no_doubt_about_what_it_moves(curation: CurationService) -> None:
    problems = curation.review(curation.merging(1, 2)).problems
    assert [problem.key for problem in problems if problem.severity != "warning"] == []


def test_a_file_of_an_older_program_is_read_as_it_is_and_brought_up_to_date_by_a_change(
    facts: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old.db"
    write_without_index(old, facts)
    before = old.read_bytes()
    curation = CurationService(old)
    fact, revision = curation.fact(5)
    assert revision == 1
    assert planned(exported(old), old).rows == []
    assert len(curation.changes()) == 1
    assert old.read_bytes() == before
    publish(curation, curation.draft(replace(fact, topic="school"), revision))
    assert curation.fact(5) == (replace(fact, topic="school"), 2)


def test_a_fact_becomes_again_what_it_was(curation: CurationService) -> None:
    first, revision = curation.fact(5)
    publish(curation, curation.draft(replace(first, place="astana"), revision))
    publish(curation, curation.reverting(5, 1))
    assert curation.fact(5) == (first, 3)
    with pytest.raises(NoSuchItem):
        curation.reverting(5, 4)


def test_of_two_writers_one_wins_and_the_other_is_told_both_versions(
    curation: CurationService,
) -> None:
    fact, revision = curation.fact(5)
    mine = curation.draft(replace(fact, place="astana"), revision)
    publish(curation, curation.draft(replace(fact, topic="school"), revision))
    with pytest.raises(ChangedMeanwhile) as caught:
        curation.publish(mine, AIGUL)
    data = caught.value.data
    assert (data["item"], data["by"], data["revision"], data["based_on"]) == ("f5", "Айгүл", 2, 1)
    assert data["theirs"] == (FieldDifference("topic", fact.topic, "school"),)
    assert data["yours"] == (FieldDifference("place", fact.place, "astana"),)
    assert curation.fact(5)[0] == replace(fact, topic="school")


def test_one_key_can_not_be_added_twice(curation: CurationService) -> None:
    draft = curation.draft(COMET, 0)
    publish(curation, draft)
    with pytest.raises(ChangedMeanwhile):
        curation.publish(draft, AIGUL)


DEEDS: tuple[Callable[[CurationService, Curator], object], ...] = (
    lambda service, who: service.publish(service.retiring(1), who),
    lambda service, who: service.undo(who),
    lambda service, who: service.approve(1, who),
    lambda service, who: service.reject(1, who, None),
)


@pytest.mark.parametrize("role", ["contributor", "visitor"])
@pytest.mark.parametrize("deed", DEEDS)
def test_only_editors_publish_and_decide(
    curation: CurationService,
    facts: Path,
    deed: Callable[[CurationService, Curator], object],
    role: Role,
) -> None:
    curation.propose(curation.retiring(2), BOLAT)
    before = facts.read_bytes()
    with pytest.raises(NotAllowed):
        deed(curation, Curator("Болат", role, "chat"))
    assert facts.read_bytes() == before


def test_visitors_propose_nothing(curation: CurationService) -> None:
    with pytest.raises(NotAllowed):
        curation.propose(curation.retiring(1), VISITOR)
    assert curation.proposals() == []


def test_a_proposal_waits_and_is_published_in_its_author_s_name(
    curation: CurationService,
) -> None:
    number = curation.propose(curation.draft(COMET, 0), BOLAT, "seen in 1910")
    (proposal,) = curation.proposals()
    assert (proposal.number, proposal.by, proposal.status) == (number, "Болат", "waiting")
    with pytest.raises(NoSuchFact):
        curation.fact(9)
    change = curation.approve(number, AIGUL)
    assert curation.fact(9)[0] == replace(COMET, id=9)
    assert curation.proposals() == []
    made, _ = curation.change(change or 0)
    assert (made.change.by, made.change.reason) == ("Болат", "seen in 1910")
    assert curation.proposal(number).decided_by == "Айгүл"


def test_a_proposal_is_decided_once(curation: CurationService) -> None:
    number = curation.propose(curation.retiring(1), BOLAT)
    rejected = curation.reject(number, AIGUL, "no reason given")
    assert (rejected.status, rejected.decision) == ("rejected", "no reason given")
    with pytest.raises(Rejected) as caught:
        curation.approve(number, AIGUL)
    assert (caught.value.key, caught.value.data["by"]) == ("proposal-rejected", "Айгүл")
    assert curation.fact(1)[0].status == "published"
    with pytest.raises(NoSuchItem):
        curation.approve(77, AIGUL)


def test_a_proposal_for_a_fact_that_changed_stays_waiting(curation: CurationService) -> None:
    number = curation.propose(curation.retiring(1), BOLAT)
    fact, revision = curation.fact(1)
    publish(curation, curation.draft(replace(fact, topic="freedom"), revision))
    with pytest.raises(ChangedMeanwhile):
        curation.approve(number, AIGUL)
    assert [p.status for p in curation.proposals()] == ["waiting"]


def test_undo_takes_back_the_last_change_and_can_be_undone(
    curation: CurationService, facts: Path
) -> None:
    before = exported(facts)
    publish(curation, curation.draft(COMET, 0))
    after = exported(facts)
    assert curation.undo(AIGUL, reason="oops") == 3
    assert exported(facts) == before
    assert curation.undo(AIGUL, 3) == 4
    assert exported(facts) == after
    assert curation.undo(AIGUL) == 5
    assert exported(facts) == before


def test_a_change_under_a_later_one_is_not_taken_back(curation: CurationService) -> None:
    fact, revision = curation.fact(5)
    first = publish(curation, curation.draft(replace(fact, place="astana"), revision))
    publish(curation, curation.draft(replace(fact, topic="school"), revision + 1))
    with pytest.raises(ChangedMeanwhile) as caught:
        curation.undo(AIGUL, first)
    assert caught.value.key == "changed-since"
    curation.undo(AIGUL)
    curation.undo(AIGUL, first)
    assert curation.fact(5)[0] == fact


def test_there_is_an_end_to_what_can_be_undone(curation: CurationService) -> None:
    with pytest.raises(NoSuchItem) as caught:
        curation.undo(AIGUL, 77)
    assert caught.value.key == "no-such-change"
    curation.undo(AIGUL)  # the import of all facts
    with pytest.raises(NoSuchItem) as caught:
        curation.undo(AIGUL)
    assert caught.value.key == "nothing-to-undo"


def test_sources_have_a_history_too(curation: CurationService) -> None:
    source = Source("chronicle", {"type": "book", "title": "Chronicle"})
    publish(curation, curation.source_draft(source, 0))
    changed = Source("chronicle", {"type": "book", "title": "The chronicle"})
    publish(curation, curation.source_draft(changed, 1))
    publish(curation, curation.source_removal("chronicle"))
    curation.undo(AIGUL)
    assert curation.revision(("source", "chronicle")) == 4
    with pytest.raises(NoSuchItem):
        curation.source_removal("nothing")


def test_what_belongs_together_is_written_and_taken_away_in_the_order_it_needs(
    curation: CurationService, facts: Path
) -> None:
    before = exported(facts)
    source = Source("chronicle", {"type": "book", "title": "Chronicle"})
    cited = replace(COMET, citations=(Citation("chronicle", "page", "1"),))
    both = Draft("import", (Edit(None, cited, 0), Edit(None, source, 0)))
    assert curation.review(both).problems == curation.review(curation.draft(COMET, 0)).problems
    publish(curation, both)
    fact, _ = curation.fact(9)
    gone = Draft("import", (Edit(source, None, 1), Edit(fact, None, 1)))
    assert not curation.review(gone).is_empty
    publish(curation, gone)
    assert exported(facts) == before


def test_a_source_that_is_cited_stays(curation: CurationService) -> None:
    with pytest.raises(Rejected) as caught:
        curation.publish(curation.source_removal("annals"), AIGUL)
    assert caught.value.key == "source-cited"


def test_a_source_needs_a_title_and_a_type(curation: CurationService) -> None:
    with pytest.raises(Rejected) as caught:
        curation.publish(curation.source_draft(Source("x", {}), 0), AIGUL)
    assert [p.field for p in caught.value.data["problems"]] == ["type", "title"]  # type: ignore[attr-defined]


def test_a_name_that_another_concept_has_is_asked_about(curation: CurationService) -> None:
    draft = curation.concept_draft(Concept("capital", {"en": ("Astana", "the capital")}), 0)
    with pytest.raises(Rejected) as caught:
        curation.publish(draft, AIGUL)
    (problem,) = caught.value.data["problems"]  # type: ignore[misc]
    assert (problem.key, problem.severity) == ("name-owned", "question")
    publish(curation, draft)
    publish(curation, curation.concept_removal("capital"))
    assert curation.revision(("alias", "capital")) == 2


def test_questions_that_would_move_are_told(curation: CurationService, facts: Path) -> None:
    with closing(sqlite3.connect(facts)) as db, db:
        db.execute("INSERT INTO questions VALUES ('en', 'declared independence when', '[]')")
    assert answered(facts, "declared independence when") == ["f1"]
    (moved,) = [
        one
        for one in curation.review(curation.retiring(1)).moved
        if one.question == "declared independence when"
    ]
    assert (moved.before, moved.after) == ("f1", None)


class Model:
    """What the facts ought to be: records by key, without any database."""

    def __init__(self, facts: dict[str, Fact]) -> None:
        self.facts = dict(facts)

    def step(self, curation: CurationService, chance: random.Random) -> None:
        """Do one thing to the facts and to the model."""
        key = chance.choice(sorted(self.facts))
        fact = self.facts[key]
        assert fact.id is not None
        _, revision = curation.fact(fact.id)
        deed = chance.choice(("add", "place", "phrase", "retire", "restore", "merge", "undo"))
        if deed == "add":
            fact = replace(
                COMET,
                key=f"{chance.getrandbits(128):032x}",
                texts={"kk": Text(f"{chance.getrandbits(40)} жұлдыз.")},
                phrasings={"kk": (f"{chance.getrandbits(40)}?",)},
            )
            fact = replace(fact, key=str(uuid.UUID(fact.key)))
            draft = curation.draft(fact, 0)
        elif deed == "place":
            draft = curation.draft(replace(fact, place=f"p{chance.getrandbits(40)}"), revision)
        elif deed == "phrase":
            said = (*fact.phrasings.get("kk", ()), f"сұрақ {chance.getrandbits(40)}")
            draft = curation.draft(
                replace(fact, phrasings={**fact.phrasings, "kk": said}), revision
            )
        elif deed == "undo":
            before = self.facts
            topic = f"t{chance.getrandbits(40)}"
            publish(curation, curation.draft(replace(fact, topic=topic), revision))
            curation.undo(AIGUL)
            self.facts = before
            return
        else:
            self._status(curation, deed, fact, chance)
            return
        number = publish(curation, draft)
        for edit in draft.edits:
            assert isinstance(edit.after, Fact)
            _, revisions = curation.change(number)
            known = (revisions[0].after or {}).get("id")
            self.facts[edit.after.key] = replace(edit.after, id=edit.after.id or known)

    def _status(
        self, curation: CurationService, deed: str, fact: Fact, chance: random.Random
    ) -> None:
        other = self.facts[chance.choice(sorted(self.facts))]
        assert fact.id is not None
        assert other.id is not None
        try:
            if deed == "retire":
                draft = curation.retiring(fact.id)
            elif deed == "restore":
                draft = curation.restoring(fact.id)
            else:
                draft = curation.merging(fact.id, other.id)
        except Rejected:
            refused = {
                "retire": fact.status == "retired",
                "restore": fact.status != "retired",
                "merge": fact is other or other.status == "retired",
            }
            assert refused[deed]
            return
        publish(curation, draft)
        for edit in draft.edits:
            assert isinstance(edit.after, Fact)
            self.facts[edit.after.key] = edit.after


@pytest.mark.parametrize("seed", range(4))
def test_many_operations_end_in_the_model_s_state_and_are_all_taken_back(
    facts: Path, seed: int
) -> None:
    curation = CurationService(facts)
    first = exported(facts)
    with closing(FactStore(facts)) as store:
        model = Model({fact.key: fact for fact in store.facts()})
    chance = random.Random(seed)
    for _ in range(40):
        model.step(curation, chance)
    with closing(FactStore(facts)) as store:
        kept = {f.key: f for f in store.facts(("draft", "published", "disputed", "retired"))}
    assert kept == model.facts
    while len(curation.changes(1000)) > 1 and curation.changes(1)[0].number > 1:
        if exported(facts) == first:
            break
        curation.undo(AIGUL)
    assert exported(facts) == first
