"""What is kept about people, as they are told it."""

from bot.curation.lifetimes import DRAFT_DAYS, UPLOAD_DAYS, WAIT_DAYS
from bot.text.feedback import log_button
from bot.text.reply import Reply, paragraph
from bot.text.translator import Translator


def privacy_reply(tr: Translator, days: int | None = None, *, logged: bool = True) -> Reply:
    """Return what is kept about a person, with the button to have it otherwise.

    ``days``: how long questions are kept, 0 where they are not, None where there is no state file
    for more than a language. ``logged``: the person lets their questions be kept.
    """
    if days is None:
        lines = [tr("privacy.text")]
    else:
        lines = [*_questions(tr, days, logged=logged), *_all_else(tr)]
    lines.append(tr("privacy.telegram"))
    buttons = (log_button(tr, logged=logged),) if days else ()
    return Reply(tuple(map(paragraph, lines)), buttons)


def _questions(tr: Translator, days: int, *, logged: bool) -> list[str]:
    if not days:
        return [tr("privacy.no-log")]
    if not logged:
        return [tr("privacy.opted-out")]
    return [tr.plural("privacy.log", days, days=days)]


def _all_else(tr: Translator) -> list[str]:
    return [
        tr("privacy.wrong"),
        tr.plural("privacy.waiting", WAIT_DAYS, days=WAIT_DAYS),
        tr("privacy.language"),
        tr("privacy.curators", drafts=DRAFT_DAYS, files=UPLOAD_DAYS),
        tr("privacy.words"),
        tr("privacy.yours"),
    ]
