"""What a message says about the asking and not about the asked.

"My daughter needs it for school. When was …" is a question with a part that speaks of the speaker.
No list of subjects tells such a part, for anything may be asked about: it is known by its grammar,
and by naming nothing that the facts know.
"""

import functools
import re
from collections.abc import Callable

from bot.spelling.fold import Word, words
from bot.spelling.light_words import is_light
from bot.spelling.question_words import function_words

_PERSONAL = """
    мен маған менің мені менде біз бізге біздің бізді сіз сізге сізден сіздер сендер сен саған сенің
    я мне меня мной мой моя моё мои моего моей моему мы нас нам наш наша ваш вас вам вы ты тебе тебя
    i me my mine you your we us our im ive
"""
"""Pronouns of the first and second person."""

_COURTESY = """
    сәлем сәлеметсіз ассалаумағалейкум кешіріңіз рахмет өтінемін
    привет здравствуйте извините простите спасибо благодарю помогите
    hello hi hey sorry excuse thanks thank please help
"""
"""Words that greet, thank, excuse and beg, and do nothing else."""

_APART = re.compile(r"[.!?;:,\n(){}…]|\s[-–—]\s")
_KAZAKH_ADDRESS = re.compile(r"\w{2,}(?:[iu]niz(?:wi)?|[sz][ae]niz|inizdar|[mbp]in|ain|ein|iin)")
"""Endings of the first person and the polite imperative: білмеймін, сұрайын, айтыңызшы."""


@functools.cache
def _speaking() -> frozenset[str]:
    return frozenset(w.key for w in words(_PERSONAL + _COURTESY))


def chatter(
    text: str, listed: tuple[Word, ...], telling: frozenset[int], knows: Callable[[str], bool]
) -> frozenset[int]:
    """Return the indexes of words in the parts of a text that only speak of the asking.

    ``text`` is as ``fold.words`` repaired it; ``telling`` are indexes of words that make their part
    worth reading: dates, numbers, names, what asks. ``knows`` says whether a key is a word of the
    facts. Empty where nothing else would remain.
    """
    parts = _parts(text, listed)
    aside = [
        part
        for part in parts
        if telling.isdisjoint(part)
        and any(speaks(listed[index].key) for index in part)
        and not any(_names(listed[index].key, knows) for index in part)
    ]
    if len(aside) == len(parts):
        return frozenset()
    return frozenset(index for part in aside for index in part)


def _parts(text: str, listed: tuple[Word, ...]) -> list[list[int]]:
    """Return the indexes of words between marks that separate parts of a sentence."""
    parts: list[list[int]] = [[]]
    for index, word in enumerate(listed):
        before = listed[index - 1].end if index else 0
        if parts[-1] and _APART.search(text, before, word.start):
            parts.append([])
        parts[-1].append(index)
    return [part for part in parts if part]


def speaks(key: str) -> bool:
    """Say whether a word is of the one who asks or the one who is asked."""
    return key in _speaking() or _KAZAKH_ADDRESS.fullmatch(key) is not None


def _names(key: str, knows: Callable[[str], bool]) -> bool:
    """Say whether a word is one of the facts', and not one that everything is said with."""
    common = speaks(key) or key in function_words() or is_light(key)
    return not common and knows(key)
