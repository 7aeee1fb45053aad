"""One spelling for all spellings: text to words with a plain ASCII key each.

Kazakh is typed with and without its own letters, in the Latin alphabets of 2021, 2018 and 2017,
in chat Latin; Russian with and without ё, or in transliteration. All of them meet in one key:

>>> fold("Қашан құрылды?"), fold("kashan kuryldy"), fold("qaşan qūryldy")
('kawan kurildi', 'kawan kurildi', 'kawan kurildi')

Questions and facts go through the same fold. The key is never shown to anybody.
"""

import functools
import re
import unicodedata
from typing import NamedTuple

MAX_WORD = 64
"""Letters of one word that are looked at; what follows can't help and may be an attack."""

_LATIN_TWINS = "əiƏIaeopcxykmthABEKMHOPCTXY"
_CYRILLIC_TWINS = "әіӘІаеорсхукмтһАВЕКМНОРСТХУ"
_TO_CYRILLIC = str.maketrans(_LATIN_TWINS, _CYRILLIC_TWINS)
_TWINS = frozenset(_LATIN_TWINS)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN_LETTERS = re.compile("[A-Za-zəƏ\u00c0-\u024f]")

_INVISIBLE = frozenset({"Cf", "Cs", "Co"})
"""Unicode categories of what is removed: format characters, lone surrogates, private use."""
_STRESS = re.compile("(?<=[\u0400-\u04ff])[\u0300\u0301]+")
"""Stress marks, as encyclopedias set them: Ягужи́нский."""

_APOSTROPHES = "'`ʼ’ʹʻ‘´"
_WORD = re.compile(rf"\d+|[^\W\d_]+(?:[{_APOSTROPHES}][^\W\d_]+)*[{_APOSTROPHES}]?")
_PLAIN_APOSTROPHE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))

_LETTERS = str.maketrans(
    dict(
        zip(
            "абвгдежзийклмнопрстуфхыіэәғқңөұүһў",
            "a b v g d e j z i i k l m n o p r s t u f h i i e a g k n o u u h u".split(),  # noqa: SIM905
            strict=True,
        )
    )
    | {"ё": "e", "ц": "ts", "ч": "c", "ш": "w", "щ": "w", "ъ": "", "ь": "", "ю": "iu", "я": "ia"}
    | {"ї": "i", "є": "e", "ґ": "g", "ѐ": "e", "ѝ": "i"}
    | {"ý": "u", "ı": "i", "ə": "a", "ŋ": "n", "ş": "sh", "ș": "sh", "š": "sh"}
    | {"ç": "ch", "č": "ch", "ž": "zh", "ß": "ss", "ø": "o"}
)
_DIGRAPHS = (
    ("shch", "\2"),
    ("sch", "\2"),
    ("tch", "\1"),
    ("ch", "\1"),
    ("zh", "j"),
    ("sh", "\2"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("ng", "n"),
    ("q", "k"),
    ("c", "k"),
    ("\1", "c"),
    ("w", "u"),
    ("\2", "w"),
    ("x", "h"),
    ("y", "i"),
)
"""Latin spellings in the order in which they must be replaced; \\1 stands for ч, \\2 for ш."""

_ROMAN = re.compile("(?=.)(X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_LOOKALIKES = str.maketrans("ІХ", "IX")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_HYPHENS = frozenset("-‐‑–")
_LATIN_LOWER = re.compile("[a-z\u00c0-\u024f]")
_VOWEL = re.compile("[aeiou]")
_DOUBLED = re.compile(r"([a-z])\1+")


class Word(NamedTuple):
    """One word of a text: as typed (homoglyphs repaired), its key, and where it stood.

    ``joined`` words follow a hyphen: the ending of ҚазАКСР-нің.
    """

    text: str
    key: str
    start: int
    end: int
    joined: bool = False


def repair(text: str) -> str:
    """Return the text composed (NFKC), without invisible characters and with homoglyphs mended.

    A Latin letter inside a Cyrillic word becomes its Cyrillic twin only where every Latin letter
    of the word has one: safe for display. Stress marks on Cyrillic letters are taken off.
    """
    if not text.isprintable():
        text = "".join(c for c in text if unicodedata.category(c) not in _INVISIBLE)
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    if _STRESS.search(text):
        text = unicodedata.normalize("NFKC", _STRESS.sub("", text))
    if _CYRILLIC.search(text) and _LATIN_LETTERS.search(text):
        text = re.sub(r"\w+", _mend_homoglyphs, text)
    return text


def _mend_homoglyphs(match: re.Match[str]) -> str:
    word = match.group()
    latin = set(_LATIN_LETTERS.findall(word))
    if latin and latin <= _TWINS and _CYRILLIC.search(word):
        return word.translate(_TO_CYRILLIC)
    return word


def words(text: str) -> tuple[Word, ...]:
    """Split a text into words and numbers with their keys; ``1722ж`` is two of them.

    Positions count characters of ``repair(text)``.
    """
    repaired = repair(text)
    hyphenated = not _HYPHENS.isdisjoint(repaired)
    found = []
    for match in _WORD.finditer(repaired):
        word, start = match.group(), match.start()
        joined = hyphenated and repaired[start - 1 : start] in _HYPHENS
        found.append(Word(word, token_key(word[:MAX_WORD]), start, match.end(), joined))
    return tuple(found)


def fold(text: str) -> str:
    """Return the keys of the text's words, separated by single spaces."""
    return " ".join(w.key for w in words(text) if w.key)


def roman(word: str) -> int | None:
    """Return the value of an upper-case Roman numeral up to 39 (Cyrillic І and Х count), or None.

    >>> roman("XIV"), roman("ХІV"), roman("xiv")
    (14, 14, None)
    """
    latin = word.translate(_ROMAN_LOOKALIKES)
    if not (latin.isupper() and _ROMAN.fullmatch(latin)):
        return None
    values = [_ROMAN_VALUES[letter] for letter in latin]
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))


@functools.lru_cache(65536)
def token_key(word: str) -> str:
    """Return the key of one word as typed; an upper-case Roman numeral becomes its number."""
    value = roman(word)
    return key(word) if value is None else str(value)


@functools.lru_cache(65536)
def key(word: str) -> str:
    """Return the ASCII key of one word in any of the spellings that people use.

    >>> key("прокуратурасының"), key("prokýratýrasynyń"), key("Ягужинский"), key("Yaguzhinsky")
    ('prokuraturasinin', 'prokuraturasinin', 'iagujinski', 'iagujinski')
    """
    folded = unicodedata.normalize("NFC", word.casefold().replace("i̇", "i"))
    if not folded.isalpha():
        folded = folded.translate(_PLAIN_APOSTROPHE).removesuffix("'s")
        folded = folded.replace("y'", "u").replace("c'", "ch").replace("s'", "sh").replace("'", "")
    latin = _LATIN_LOWER.search(folded) is not None
    folded = folded.translate(_LETTERS)
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFD", folded)
        folded = "".join(c for c in decomposed if not unicodedata.combining(c))
    for old, new in _DIGRAPHS if latin else (("ng", "n"),):
        folded = folded.replace(old, new)
    if not _VOWEL.search(folded):
        return folded  # an abbreviation keeps its doubled letters: sssr is not ssr
    if latin and folded.endswith("ij"):
        folded = folded[:-1]
    folded = _DOUBLED.sub(r"\1", folded)
    return _DOUBLED.sub(r"\1", folded.replace("ie", "e") if len(folded) > 2 else folded)
