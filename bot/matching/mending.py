"""Words run together or torn apart: егерсоғыс, зак онность.

Only words that the facts don't know are touched, and only where that makes them known.
"""

import re
from typing import Protocol

from bot.spelling.fold import Word, repair, token_key, words
from bot.spelling.question_words import asking_words, function_word_like, function_words

SHORTEST_GLUED = 5
"""Letters of a word that may be two."""
SHORTEST_PART = 3
"""Letters of its parts, but for function words, and of a word that is mended."""
SHORTEST_FUNCTION_WORD = 2
LONGEST_GLUED = 40
"""Letters of a word that may be two: of two words twice as long as people's words are."""
MOST_UNKNOWN = 16
"""Unknown words that are looked at, as many as a question has terms; of more it makes no sense."""
_PREFIXES = frozenset(
    ("v", "vo", "za", "na", "o", "ob", "ot", "po", "pod", "pred", "pri", "pro", "s", "so", "u")
).union(("do", "iz", "bez", "pere", "is"))
"""Function words that are prefixes, too: пред is no word of предположительно."""
_TS = re.compile("c(?![hk])")
SHORTEST_JOINED = 5


class Known(Protocol):
    """What must be told of words: ``index.FactIndex`` does."""

    def knows(self, key: str) -> bool:
        """Say whether a key is a word of the facts or a form of one."""

    def may_mean(self, key: str) -> bool:
        """Say whether a key is at least a misspelt word of the facts."""

    def name_like(self, key: str) -> str | None:
        """Return the name that one keystroke makes of a key, or None."""


def mend(text: str, known: Known) -> str:
    """Return a text with its unknown words mended, split or joined, where the result is known."""
    text = repair(text)
    listed = words(text)
    mended: list[str] = []
    end = index = unknown = 0
    while index < len(listed):
        start, last = listed[index].start, index
        found = None
        if listed[index].key.isalpha():
            found = _joined(listed, index, text, known)
            last = index + 1 if found else index
            if found is None and unknown < MOST_UNKNOWN and _is_unknown(listed[index].key, known):
                found = _mended(listed[index], known)
                unknown += 1
        mended += text[end:start], found or text[start : listed[last].end]
        end = listed[last].end
        index = last + 1
    return "".join(mended) + text[end:]


def _joined(listed: tuple[Word, ...], index: int, text: str, known: Known) -> str | None:
    """Return a word and the next in one, if they are known only so."""
    if index + 1 == len(listed):
        return None
    word, following = listed[index], listed[index + 1]
    if text[word.end : following.start] != " " or not following.key.isalpha():
        return None
    if _is_word(word.key, known) and _is_word(following.key, known):
        return None
    joined = word.text + following.text
    key = token_key(joined)
    return joined if len(key) >= SHORTEST_JOINED and known.knows(key) else None


def _mended(word: Word, known: Known) -> str | None:
    """Return an unknown word as the word, or the two words, that it may be, or None."""
    key = word.key
    if (name := known.name_like(key)) is not None:
        return name
    if known.may_mean(key):
        return None
    return function_word_like(key) or _transliterated(word, known) or _split(word, known)


def _transliterated(word: Word, known: Known) -> str | None:
    """Return a word with its c read as ц, if it is known so."""
    read = _TS.sub("ts", word.text.lower())
    return read if read != word.text.lower() and known.knows(token_key(read)) else None


def _split(word: Word, known: Known) -> str | None:
    """Return a word as two known ones, the longest first part first, or None."""
    if len(word.key) < SHORTEST_GLUED or len(word.text) > LONGEST_GLUED:
        return None
    for cut in range(len(word.text) - 1, 0, -1):
        first, second = word.text[:cut], word.text[cut:]
        key = token_key(first)
        if key not in _PREFIXES and _stands(key, known) and _stands(token_key(second), known):
            return f"{first} {second}"
    return None


def _stands(key: str, known: Known) -> bool:
    """Say whether a part is a function word, or long enough a word of the facts."""
    if key in function_words():
        return len(key) >= SHORTEST_FUNCTION_WORD
    return len(key) >= SHORTEST_PART and known.knows(key)


def _is_unknown(key: str, known: Known) -> bool:
    """Say whether a word may be a misspelt one."""
    return len(key) >= SHORTEST_PART and key not in asking_words() and not _is_word(key, known)


def _is_word(key: str, known: Known) -> bool:
    return key in function_words() or known.knows(key)
