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
_TEXTS = 32
"""Texts that are remembered: whatever reads a question needs its words again."""

_LATIN_TWINS = "əiƏIaeopcxykmthABEKMHOPCTXY"
_CYRILLIC_TWINS = "әіӘІаеорсхукмтһАВЕКМНОРСТХУ"
_TO_CYRILLIC = str.maketrans(_LATIN_TWINS, _CYRILLIC_TWINS)
_TO_LATIN = str.maketrans(_CYRILLIC_TWINS, _LATIN_TWINS)
_TWINS = frozenset(_LATIN_TWINS)
_TWINS_IN_CYRILLIC = frozenset(_CYRILLIC_TWINS)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN_LETTERS = re.compile("[A-Za-zəƏ\u00c0-\u024f]")

_INVISIBLE = frozenset({"Cf", "Cs", "Co"})
"""Unicode categories of what is removed: format characters, lone surrogates, private use."""
_STRESS = re.compile("(?<=[\u0400-\u04ff])[\u0300\u0301]+")
"""Stress marks, as encyclopedias set them: Ягужи́нский."""

_APOSTROPHES = "'`ʼ’ʹʻ‘´"
_WORD = re.compile(rf"\d+|[^\W\d_]+(?:[{_APOSTROPHES}][^\W\d_]+)*[{_APOSTROPHES}]?")
_PLAIN_APOSTROPHE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_LETTER_APOSTROPHE = re.compile(
    rf"[aegiounyc][{_APOSTROPHES}](?!(?:s|t|re|ll|ve|d|m)\b)", re.IGNORECASE
)
"""A letter of the Kazakh alphabet of 2017, where s' at the end of a word is ш; in English it is
the possessive of a plural."""

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

_YO = re.compile(r"(?<=[bdfgklmnprstvz])yo")
_YOT = re.compile(r"(?<=[bdfgklmnprstvzhc])j(?=[aou]+$)|(?<=[aou])j(?=[aeu]$)|(?<=[aeiouy])j$")
"""Transliterated ё, я, ю and й: vvyol, dlja, rol'ju, kakoj; elsewhere j is ж."""

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


@functools.lru_cache(_TEXTS)
def repair(text: str) -> str:
    """Return the text composed (NFKC), without invisible characters and with homoglyphs mended.

    A word that mixes alphabets gets the one that its other letters prove, else that of the text,
    only where every letter to be changed has a twin there: safe for display. Stress marks on
    Cyrillic letters are taken off.
    """
    if not text.isprintable():
        text = "".join(c for c in text if unicodedata.category(c) not in _INVISIBLE)
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    if _STRESS.search(text):
        text = unicodedata.normalize("NFKC", _STRESS.sub("", text))
    if _CYRILLIC.search(text) and _LATIN_LETTERS.search(text):
        latin = sum(len(_LATIN_LETTERS.findall(w)) > len(w) / 2 for w in text.split())
        mend = _to_latin_first if latin > len(text.split()) / 2 else _to_cyrillic_first
        text = re.sub(r"\w+", mend, text)
    return text


def _to_cyrillic_first(match: re.Match[str]) -> str:
    word = match.group()
    return _in_cyrillic(word) or _in_latin(word) or word


def _to_latin_first(match: re.Match[str]) -> str:
    word = match.group()
    return _in_latin(word) or _in_cyrillic(word) or word


def _in_cyrillic(word: str) -> str | None:
    """Return a mixed word in Cyrillic, or None if a Latin letter has no twin."""
    latin = set(_LATIN_LETTERS.findall(word))
    mixed = latin and _CYRILLIC.search(word)
    return word.translate(_TO_CYRILLIC) if mixed and latin <= _TWINS else None


def _in_latin(word: str) -> str | None:
    """Return a mixed word in Latin letters, or None if a Cyrillic letter has no twin."""
    cyrillic = set(_CYRILLIC.findall(word))
    mixed = cyrillic and _LATIN_LETTERS.search(word)
    return word.translate(_TO_LATIN) if mixed and cyrillic <= _TWINS_IN_CYRILLIC else None


@functools.lru_cache(_TEXTS)
def words(text: str) -> tuple[Word, ...]:
    """Split a text into words and numbers with their keys; ``1722ж`` is two of them.

    Positions count characters of ``repair(text)``.
    """
    repaired = repair(text)
    hyphenated = not _HYPHENS.isdisjoint(repaired)
    possessive = _LETTER_APOSTROPHE.search(repaired) is None
    found = []
    for match in _WORD.finditer(repaired):
        word, start = match.group(), match.start()
        if possessive and word[-2:-1] in {"s", "S"} and word[-1] in _APOSTROPHES:
            word = word[:-1]
        joined = hyphenated and repaired[start - 1 : start] in _HYPHENS
        found.append(Word(word, token_key(word[:MAX_WORD]), start, start + len(word), joined))
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


@functools.lru_cache(4096)
def token_key(word: str) -> str:
    """Return the key of one word as typed; an upper-case Roman numeral becomes its number."""
    value = roman(word)
    return key(word) if value is None else str(value)


@functools.lru_cache(4096)
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
    if latin:
        folded = _YOT.sub("i", _YO.sub("e", folded))
    for old, new in _DIGRAPHS if latin else (("ng", "n"),):
        folded = folded.replace(old, new)
    if not _VOWEL.search(folded):
        return folded  # an abbreviation keeps its doubled letters: sssr is not ssr
    if latin and folded.endswith("ij"):
        folded = folded[:-1]
    folded = _DOUBLED.sub(r"\1", folded)
    return _DOUBLED.sub(r"\1", folded.replace("ie", "e") if len(folded) > 2 else folded)
