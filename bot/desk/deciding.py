"""Proposals: the editors are asked, one decides, everybody concerned is told."""

from dataclasses import replace

from bot.curation.proposals import Proposal
from bot.desk.letters import Letter
from bot.desk.means import Means
from bot.desk.reviewing import review_paragraphs
from bot.desk.visitor import Visitor
from bot.errors import BotError, ChangedMeanwhile, Rejected
from bot.text.changes import error_lines
from bot.text.reply import Button, Reply, paragraph
from bot.text.translator import DEFAULT, Translator, translator

LONGEST_REASON = 500
"""Letters of the reason for turning a proposal down."""


class Deciding:
    """What editors do with proposals."""

    def __init__(self, means: Means) -> None:
        self._means = means

    def asked(self, number: int) -> list[Letter]:
        """Return the letters that ask every editor for a decision."""
        proposal = self._means.curation.proposal(number)
        return [
            self._asking(proposal, editor, self._tr(editor))
            for editor in sorted(self._means.roster.editors)
        ]

    def show(self, number: int, who: Visitor) -> list[Letter]:
        """Show a proposal to an editor who asks for it."""
        who.curator.must("decide")
        proposal = self._means.curation.proposal(number)
        if proposal.status != "waiting":
            return [who.letter(_outcome(proposal, who.tr))]
        return [self._asking(proposal, who.person, who.tr)]

    def approve(self, number: int, who: Visitor) -> list[Letter]:
        """Publish a proposal in its author's name, and tell everybody."""
        who.curator.must("decide")
        try:
            change = self._means.curation.approve(number, who.curator)
        except ChangedMeanwhile as error:
            return [
                who.letter(*error_lines(error, who.tr), buttons=self._buttons(number, who.tr)[1:])
            ]
        except Rejected as error:
            return self._refused(number, error, who)
        undo = (Button(who.tr("desk.undo"), "undo", str(change)),) if change else ()
        said = who.letter(who.tr("desk.approved", proposal=number), buttons=undo)
        return self._told(number, who, said)

    def ask_why(self, number: int, who: Visitor) -> list[Letter]:
        """Ask an editor why a proposal is turned down."""
        who.curator.must("decide")
        proposal = self._means.curation.proposal(number)
        if proposal.status != "waiting":
            return [who.letter(_outcome(proposal, who.tr))]
        self._means.state.expected.expect(who.person, "rejection", str(number))
        without = Button(who.tr("desk.without-reason"), "unreasoned", str(number))
        said = paragraph(who.tr("desk.ask-why", proposal=number))
        return [Letter(who.person, Reply((said,), (without,)), asks=True)]

    def reject(self, number: int, reason: str | None, who: Visitor) -> list[Letter]:
        """Turn a proposal down, and tell everybody."""
        who.curator.must("decide")
        said = " ".join((reason or "").split())
        if len(said) > LONGEST_REASON:
            raise Rejected("suggestion-unfit", most=LONGEST_REASON)
        try:
            self._means.curation.reject(number, who.curator, said or None)
        except Rejected as error:
            return self._refused(number, error, who)
        self._means.state.expected.end(who.person)
        return self._told(number, who, who.say("proposal.rejected", proposal=number))

    def _refused(self, number: int, error: BotError, who: Visitor) -> list[Letter]:
        """Say why nothing came of a decision: made before, or the checks stand against it."""
        waits = self._means.curation.proposal(number).status == "waiting"
        buttons = self._buttons(number, who.tr)[1:] if waits else ()
        return [who.letter(*error_lines(error, who.tr), buttons=buttons)]

    def _told(self, number: int, who: Visitor, said: Letter) -> list[Letter]:
        """Return the letters that tell whoever decided, the other editors and the author."""
        notices = self._means.state.notices
        proposal = self._means.curation.proposal(number)
        asked = notices.of(number)
        letters = [replace(said, replaces=asked.pop(who.person, None))]
        letters += [
            Letter(chat, _said(_outcome(proposal, self._tr(chat))), replaces=message)
            for chat, message in asked.items()
        ]
        author = notices.proposer(number)
        if author is not None and author != who.person:
            letters.append(Letter(author, _said(*self._news(proposal, self._tr(author)))))
        notices.forget(number)
        return letters

    def _news(self, proposal: Proposal, tr: Translator) -> list[str]:
        number, by = proposal.number, proposal.decided_by
        if proposal.status == "approved":
            return [tr("desk.yours-approved", proposal=number, by=by)]
        lines = [tr("desk.yours-rejected", proposal=number, by=by)]
        return [
            *lines,
            *([tr("change.reason", reason=proposal.decision)] if proposal.decision else []),
        ]

    def _asking(self, proposal: Proposal, editor: int, tr: Translator) -> Letter:
        review = self._means.curation.review(proposal.draft)
        labels = ", ".join(
            fact.label if fact.id else tr("desk.a-new-fact") for fact in proposal.draft.facts
        )
        title = tr("desk.proposed", proposal=proposal.number, by=proposal.by, fact=labels)
        lines = [title, *review_paragraphs(review, tr)]
        reply = Reply(tuple(map(paragraph, lines)), self._buttons(proposal.number, tr))
        return Letter(editor, reply, proposal=proposal.number)

    def _buttons(self, number: int, tr: Translator) -> tuple[Button, ...]:
        approve = Button(tr("desk.approve"), "approve", str(number))
        return approve, Button(tr("desk.reject"), "reject", str(number), beside=True)

    def _tr(self, person: int) -> Translator:
        """Return the sentences of somebody who is written to unasked."""
        state = self._means.state
        return translator(
            state.people.language(person) or state.curators.language(person) or DEFAULT
        )


def _outcome(proposal: Proposal, tr: Translator) -> str:
    number, by = proposal.number, proposal.decided_by
    if proposal.status == "approved":
        return tr("desk.approved-by", proposal=number, by=by)
    return tr("desk.rejected-by", proposal=number, by=by)


def _said(*lines: str) -> Reply:
    return Reply(tuple(map(paragraph, lines)))
