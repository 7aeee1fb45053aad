"""The review of a draft as its author sees it, with what they may do next."""

from bot.curation.service import CurationService
from bot.desk.content import Content
from bot.desk.letters import Letter
from bot.desk.reviewing import review_paragraphs
from bot.desk.visitor import Visitor
from bot.errors import Rejected
from bot.state.drafts import KeptDraft
from bot.text.changes import error_lines
from bot.text.reply import Button


def preview(draft: KeptDraft, content: Content, curation: CurationService, who: Visitor) -> Letter:
    """Return what a draft would change and what the checks say; it can be published unless they
    find errors.
    """
    tr = who.tr
    try:
        review = curation.review(content.draft(curation))
    except Rejected as error:
        return who.letter(*error_lines(error, tr), buttons=_buttons(draft, who, ready=False))
    if review.is_empty:
        return who.letter(tr("change.nothing"), buttons=_buttons(draft, who, ready=False))
    title = tr("desk.review", fact=content.label) if content.label else tr("desk.review-new")
    sound = not any(problem.severity == "error" for problem in review.problems)
    lines = [title, *review_paragraphs(review, tr)]
    if not sound:
        lines.append(tr("error.change-rejected"))
    return who.letter(*lines, buttons=_buttons(draft, who, ready=sound))


def _buttons(draft: KeptDraft, who: Visitor, *, ready: bool) -> tuple[Button, ...]:
    tr, at = who.tr, f"{draft.number}.{draft.version}"
    change = Button(tr("desk.change"), "field", at)
    discard = Button(tr("desk.discard"), "drop", at, beside=True)
    if not ready:
        return change, discard
    publishes = who.curator.may("publish")
    publish = Button(tr("desk.publish") if publishes else tr("desk.send"), "publish", at)
    return publish, change, discard
