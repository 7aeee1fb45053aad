"""Words that ask for all that is known of something: "tell me about …", "… туралы не білесің".

Written by hand, in Kazakh, Russian and English: what is said before the word for "about" in
Russian and English, and after it in Kazakh.
"""

import functools
from collections.abc import Iterator, Sequence

from bot.spelling.fold import words

_ABOUT = {"kk": "туралы, жайлы, жайында, жөнінде", "ru": "о, об, обо, про", "en": "about, on"}
_ASKING = {
    "kk": """
        не білесің, не білесіз, не білетініңді айт, не айта аласың, не айта аласыз, не белгілі,
        не мәлім, айтшы, айт, айтыңызшы, айтыңыз, айтып бер, айтып берші, айтып беріңіз,
        айтып беріңізші, бәрін айт, бәрін айтшы, барлығын айт, барлығын айтшы, бәрін айтып бер,
        барлығын айтып бер, барлық дерек, барлық деректер, барлық мәлімет, барлық оқиғалар,
        деректер, мәлімет бер, мәлімет беріңіз
    """,
    "ru": """
        что ты знаешь, что вы знаете, что знаешь, что знаете, что тебе известно, что вам известно,
        что известно, расскажи, расскажите, расскажи мне, расскажите мне, расскажи всё,
        расскажите всё, расскажи мне всё, расскажите мне всё, всё, всё что известно,
        всё что знаешь, все факты, все события, факты, что можешь рассказать,
        что можете рассказать, что ты можешь рассказать, что вы можете рассказать, покажи всё,
        покажи все факты
    """,
    "en": """
        what do you know, what you know, what is known, what s known, what can you tell me,
        what can you tell, tell me, tell us, tell, tell me everything, tell me all, tell me more,
        tell me all you know, tell me everything you know, tell me what you know, everything,
        everything you know, all you know, all facts, all the facts, all events, all the events,
        facts, show me everything, show me all facts, list all facts
    """,
}
_AFTER = "kk"
"""Where what asks stands after the word for "about"."""


def _keys(listed: str) -> Iterator[tuple[str, ...]]:
    """Yield phrases, given with commas between them, as keys."""
    for phrase in listed.split(","):
        yield tuple(word.key for word in words(phrase))


@functools.cache
def _phrases() -> frozenset[tuple[str, ...]]:
    """Return all that asks for everything about something, as keys."""
    return frozenset(
        about + asking if lang == _AFTER else asking + about
        for lang, listed in _ASKING.items()
        for asking in _keys(listed)
        for about in _keys(_ABOUT[lang])
    )


@functools.cache
def _longest() -> int:
    return max(map(len, _phrases()))


def asks_for_everything(keys: Sequence[str]) -> frozenset[int]:
    """Return the indexes of words that ask for all that is known of something, none if none do.

    >>> sorted(asks_for_everything([w.key for w in words("Ягужинский туралы не білесің?")]))
    [1, 2, 3]
    """
    for width in range(min(_longest(), len(keys)), 1, -1):
        for start in range(len(keys) - width + 1):
            if tuple(keys[start : start + width]) in _phrases():
                return frozenset(range(start, start + width))
    return frozenset()
