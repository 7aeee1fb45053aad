"""What becomes of a finished draft: an editor publishes it, a contributor sends it to the editors.

A fact that was changed meanwhile is not overwritten: the draft's own changes are put on the fact as
it is now, and shown again.
"""

from dataclasses import replace

from bot.desk.content import Content
from bot.desk.deciding import Deciding
from bot.desk.drafting import Drafting
from bot.desk.letters import Letter
from bot.desk.means import Means
from bot.desk.rebasing import rebased
from bot.desk.reviewing import MOST_UNITS, fitting
from bot.desk.visitor import Visitor
from bot.errors import ChangedMeanwhile
from bot.exchange.items import label_of
from bot.facts.models import Fact
from bot.facts.records import fact_record
from bot.state.drafts import KeptDraft
from bot.text.changes import difference_lines, error_lines
from bot.text.reply import Button


class Publishing:
    """The way out of a draft."""

    def __init__(self, means: Means, drafting: Drafting, deciding: Deciding) -> None:
        self._means = means
        self._drafting = drafting
        self._deciding = deciding

    def press(self, button: Button, who: Visitor) -> list[Letter]:
        """Publish or propose a draft, if the button is of its present state."""
        draft, _ = self._drafting.present(button.value, who)
        if draft is None:
            return self._drafting.press(replace(button, action="resume"), who)
        content = Content.read(draft.content)
        try:
            if who.curator.may("publish"):
                return self._publish(draft, content, who)
            return self._propose(draft, content, who)
        except ChangedMeanwhile as error:
            return self._rebase(draft, content, error, who)

    def _publish(self, draft: KeptDraft, content: Content, who: Visitor) -> list[Letter]:
        curation = self._means.curation
        number = curation.publish(content.draft(curation), who.curator, confirmed=True)
        self._done(draft, content)
        return [
            who.say("change.nothing") if number is None else published(number, self._means, who)
        ]

    def _propose(self, draft: KeptDraft, content: Content, who: Visitor) -> list[Letter]:
        curation = self._means.curation
        number = curation.propose(content.draft(curation), who.curator)
        self._means.state.notices.keep_proposer(number, who.person)
        self._done(draft, content)
        return [who.say("desk.sent", proposal=number), *self._deciding.asked(number)]

    def _done(self, draft: KeptDraft, content: Content) -> None:
        self._means.state.drafts.drop(draft.number)
        self._means.state.questions.forget(content.questions)

    def _rebase(
        self, draft: KeptDraft, content: Content, error: ChangedMeanwhile, who: Visitor
    ) -> list[Letter]:
        curation = self._means.curation
        now, revision = _present(content, self._means)
        if now is None:
            return [who.letter(*error_lines(error, who.tr))]
        base = fact_record(curation.fact_at(now, content.based_on)) if content.based_on else {}
        record = rebased(base, content.record, fact_record(now))
        moved = replace(content, operation="edit", based_on=revision, record=record)
        self._means.state.drafts.change(draft, moved.kept())
        return [_told(error, who), *self._drafting.resume(who)]


def _told(error: ChangedMeanwhile, who: Visitor) -> Letter:
    """Return what somebody else has made of a fact, on which one's own changes now stand."""
    theirs = difference_lines(error.data["theirs"], who.tr)  # type: ignore[arg-type]
    said = who.tr("desk.rebased", item=error.data["item"], by=error.data["by"])
    return who.letter(*fitting(theirs, MOST_UNITS, who.tr), said)


def _present(content: Content, means: Means) -> tuple[Fact | None, int]:
    """Return the fact of a draft as it is now, with its revision."""
    number = content.record.get("id")
    return means.curation.fact(number) if number is not None else (None, 0)


def published(number: int, means: Means, who: Visitor) -> Letter:
    """Return the news of a change, with the button that takes it back."""
    _, revisions = means.curation.change(number)
    items = ", ".join(label_of(r.name, r.after or r.before) for r in revisions)
    undo = Button(who.tr("desk.undo"), "undo", str(number))
    return who.letter(who.tr("desk.published", change=number, items=items), buttons=(undo,))
