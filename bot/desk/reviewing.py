"""The review of a draft or a proposal as a letter: what would be otherwise, and the checks."""

from collections.abc import Iterable

from bot.curation.reviews import Review
from bot.exchange.differences import FieldDifference
from bot.text.changes import difference_lines, moved_lines, problem_lines
from bot.text.reply import shorten, utf16_length
from bot.text.translator import Translator

MOST_UNITS = 3600
"""UTF-16 units of a review; Telegram allows 4096 for a message, and something is said around it."""
_LINE_LETTERS = 400


def review_paragraphs(review: Review, tr: Translator) -> list[str]:
    """Return a review as lines that fit into a message; what stands against it is never cut off."""
    said = list(problem_lines(review.problems, tr))
    said += moved_lines(review.moved, tr)
    changed = [
        line for _, found in review.differences for line in difference_lines(telling(found), tr)
    ]
    said = fitting(said, MOST_UNITS // 2, tr)
    room = MOST_UNITS - sum(utf16_length(line) + 1 for line in said)
    return [*fitting(changed, room, tr), *said]


def telling(found: Iterable[FieldDifference]) -> list[FieldDifference]:
    """Return the differences that tell something: not that a new fact has got a number."""
    return [one for one in found if one.field != "id"]


def fitting(lines: Iterable[str], room: int, tr: Translator) -> list[str]:
    """Return as many lines, shortened, as fit into so many UTF-16 units; say how many do not."""
    kept: list[str] = []
    listed = [shorten(line, _LINE_LETTERS) for line in lines]
    rest = tr.plural("desk.lines-more", len(listed), count=len(listed))
    room -= utf16_length(rest) + 1
    for number, line in enumerate(listed):
        room -= utf16_length(line) + 1
        if room < 0:
            more = len(listed) - number
            return [*kept, tr.plural("desk.lines-more", more, count=more)]
        kept.append(line)
    return kept
