"""Which words may be forms of one word: endings of Kazakh, Russian and English, on folded keys.

No stemmer for Kazakh survives sloppy spelling, and cutting words at a fixed length merges
прокуратура with прокурор. Two keys count as forms of one word when taking a known chain of
endings off each can leave the same stem.
"""

import functools
import re

SHORTEST_STEM = 3
"""Letters that must remain before an ending."""

_KAZAKH_NOUN = (
    "(?:[ldt][ae]r)?"  # plural
    "(?:imiz|iniz|si|in|i)?"  # possessive
    "(?:n?[dt][ae](?:gi)?"  # locative and its adjective
    "|[ndt]in|[ndt]i|n"  # genitive, accusative
    "|[gk][ae]|n[ae]|[ae]"  # dative
    "|[ndt][ae]n|[mbp]en"  # ablative, instrumental
    ")?"
)
_KAZAKH_VERB = "[dt]i|[gk][ae]n(?:i|da|de|nan|nen)?|u(?:i|in|ga|ge|di)?"
_RUSSIAN = (
    "a|u|e|i|o|ia|iu|oi|ei|om|em|ov|ev|am|iam|ami|iami|ah|iah|ie|iei"
    "|aia|oe|ee|uiu|iuiu|ogo|ego|omu|emu|im|imi|ih"
    "|l|la|lo|li|las|los|lis|lsia|at|it|et|iat|ut"
)
_ENGLISH = "s|es|ed|(?<=e)d|in|ins"
_ENDING = re.compile(f"{_KAZAKH_NOUN}|{_KAZAKH_VERB}|{_RUSSIAN}|{_ENGLISH}")
LONGEST_ENDING = 11


@functools.lru_cache(4096)
def stems(key: str) -> frozenset[str]:
    """Return the key itself and every stem that a known ending may leave of it.

    >>> "kazakstan" in stems("kazakstannin") & stems("kazakstanda")
    True
    >>> stems("prokuratura") & stems("prokuror")
    frozenset()
    """
    if key.isdigit():
        return frozenset({key})
    shortest = max(SHORTEST_STEM, len(key) - LONGEST_ENDING)
    cut = (end for end in range(shortest, len(key)) if _ENDING.fullmatch(key, end))
    return frozenset({key, *(key[:end] for end in cut)})


_VERBS = {
    "kk": re.compile(
        r"\w{2,}(?:[dt]i|g[ae]n|k[ae]n|[ae]di|ip|ilu|inu|[ae]tin|itin|u|ug[ae]|sa|se|m[ae]k)"
        r"(?:m|n|k|niz|in|iz|da|de)?"
    ),
    "ru": re.compile(
        r"\w{2,}(?:[aeiou]l[aoi]?|[aeiou]t|[ai]l[aoi]s|ls|lsia|[aeiu]tsia"
        r"|v|vwi|in|en[aoi]?|an[aoi]?)"
    ),
    "en": re.compile(r"\w{2,}(?:ed|in)"),
}


def is_verb(key: str, lang: str | None) -> bool:
    """Say whether a key ends as verbs of a language do.

    A guess from the ending alone: who misses a verb in a fact has seldom missed the subject.
    """
    pattern = _VERBS.get(lang or "")
    return pattern is not None and pattern.fullmatch(key) is not None


def is_ending(key: str) -> bool:
    """Say whether a key is nothing but an ending, as after the hyphen of ҚазАКСР-нің."""
    return _ENDING.fullmatch(key) is not None
