"""Whether words are those that were asked for, or a question in between."""

from typing import Final

from bot.matching.query import asks
from bot.service import FactService, fact_number
from bot.spelling.small_talk import small_talk
from bot.state.expected import Expectation

_QUESTION_MARKS: Final = ("?", "？", "؟")
_ANYTHING_GOES: Final = ("phrasing", "search")
"""Purposes for which a question is as good as any other words."""


def is_meant(expected: Expectation, text: str, reply_to: int | None, facts: FactService) -> bool:
    """Say whether words are meant for what was asked.

    A reply to the message that asked always is, a reply to another one never. Else a question is
    none: it ends with a question mark, or it asks for something that the facts know of; nor are
    the number of a fact, thanks and greetings. Only where a phrasing is asked for are questions
    just what is wanted.
    """
    if reply_to is not None:
        return reply_to == expected.message
    if expected.purpose in _ANYTHING_GOES:
        return True
    said = text.rstrip()
    if said.endswith(_QUESTION_MARKS):
        return False
    if fact_number(said) is not None or small_talk(said) is not None:
        return False
    return not (asks(said) and facts.ask(said).status != "none")
