"""What was done to the facts, and taking it back."""

from bot.desk.drafting import Drafting
from bot.desk.letters import Letter
from bot.desk.means import Means
from bot.desk.reviewing import MOST_UNITS, fitting, telling
from bot.desk.visitor import Visitor
from bot.exchange.differences import differences
from bot.facts.models import Fact
from bot.text.changes import change_lines, revision_lines
from bot.text.reply import Button, numbers

MOST_REVISIONS = 8
"""Revisions of a fact that are shown, the latest."""


class Past:
    """History, reverting and undoing."""

    def __init__(self, means: Means, drafting: Drafting) -> None:
        self._means = means
        self._drafting = drafting

    def history(self, fact: Fact, who: Visitor) -> list[Letter]:
        """Show the latest revisions of a fact, each of which it may become again."""
        who.curator.must("propose")
        revisions = self._means.curation.revisions(("fact", fact.key))
        if not revisions:
            return [who.say("desk.no-history", fact=fact.label)]
        shown = revisions[-MOST_REVISIONS:]
        lines = [who.tr("desk.history", fact=fact.label)]
        for revision in reversed(shown):
            lines += revision_lines(
                revision, telling(differences(revision.before, revision.after)), who.tr
            )
        earlier = [revision for revision in shown[:-1] if revision.after is not None]
        buttons = tuple(
            Button(
                who.tr("desk.revert", revision=revision.revision),
                "revert",
                f"{fact.id}.{revision.revision}",
                beside=place % 2 == 1,
            )
            for place, revision in enumerate(reversed(earlier))
        )
        return [who.letter(*fitting(lines, MOST_UNITS, who.tr), buttons=buttons)]

    def revert(self, value: str, who: Visitor) -> list[Letter]:
        """Show what a fact would become if it were again as it was after one of its revisions."""
        match numbers(value):
            case (number, to):
                fact, revision = self._means.curation.fact(number)
                earlier = self._means.curation.fact_at(fact, to)
                return self._drafting.review(who, earlier, revision, operation="revert")
        return [who.say("desk.stale")]

    def last(self, who: Visitor) -> list[Letter]:
        """Show the last change that stands, with the button that takes it back."""
        who.curator.must("publish")
        return self.offer(self._means.curation.last_change().number, who)

    def offer(self, number: int, who: Visitor) -> list[Letter]:
        """Show a change, with the button that takes it back."""
        who.curator.must("publish")
        made, revisions = self._means.curation.change(number)
        lines = list(change_lines(made, who.tr))
        for revision in revisions[:3]:
            lines += revision_lines(
                revision, telling(differences(revision.before, revision.after)), who.tr
            )
        undo = Button(who.tr("desk.undo-change", change=number), "undo", str(number))
        return [who.letter(*fitting(lines, MOST_UNITS, who.tr), buttons=(undo,))]

    def undo(self, number: int, who: Visitor) -> list[Letter]:
        """Take a change back whole."""
        who.curator.must("publish")
        made, _ = self._means.curation.change(number)
        if made.undone_by is not None:
            return [who.say("desk.undone-before", change=number, undone_by=made.undone_by)]
        change = self._means.curation.undo(who.curator, number)
        redo = Button(who.tr("desk.redo"), "undo", str(change))
        return [who.letter(who.tr("desk.undone", undone=number, change=change), buttons=(redo,))]
