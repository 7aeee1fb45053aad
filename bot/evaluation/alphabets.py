"""Cyrillic questions as people write them in other alphabets.

The tables are written after the alphabets' decrees and people's habits, apart from those of the
fold: a spelling that came out of the fold's own table would prove nothing. Each function takes a
text with the random numbers that decide where people differ; the chosen habit holds for the whole
text.
"""

import re
from collections.abc import Callable, Mapping
from random import Random

Table = Mapping[str, str]
"""What stands for each small letter."""
Spelling = Callable[[str, Random], str]
"""A way of writing a text."""
Habits = Mapping[str, tuple[str, ...]]
"""The ways in which people write a small letter, the commonest first."""

_CYRILLIC = "абвгдезклмнопрстф"
_LATIN = "abvgdezklmnoprstf"
_COMMON = dict(zip(_CYRILLIC, _LATIN, strict=True)) | {"ъ": "", "ь": "", "э": "e", "ц": "ts"}
"""Letters that every Latin alphabet writes alike."""

_LATIN_2021 = _COMMON | {
    "ә": "ä", "ғ": "ğ", "ж": "j", "и": "i", "й": "i", "қ": "q", "ң": "ñ", "ө": "ö", "у": "u",
    "ұ": "ū", "ү": "ü", "х": "h", "һ": "h", "ч": "tş", "ш": "ş", "щ": "ştş", "ы": "y", "і": "ı",
    "ё": "io", "ю": "iu", "я": "ia",
}  # fmt: skip
"""The alphabet presented to the government of Kazakhstan in January 2021."""

_LATIN_2018 = _COMMON | {
    "ә": "á", "ғ": "ǵ", "ж": "j", "и": "ı", "й": "ı", "қ": "q", "ң": "ń", "ө": "ó", "у": "ý",
    "ұ": "u", "ү": "ú", "х": "h", "һ": "h", "ч": "ch", "ш": "sh", "щ": "sh", "ы": "y", "і": "i",
    "ё": "ıo", "ю": "ıý", "я": "ıa",
}  # fmt: skip
"""Decree 637 of 19 February 2018, with acutes."""

_LATIN_2017 = _COMMON | {
    "ә": "a'", "ғ": "g'", "ж": "j", "и": "i'", "й": "i'", "қ": "q", "ң": "n'", "ө": "o'",
    "у": "y'", "ұ": "u", "ү": "u'", "х": "h", "һ": "h", "ч": "c'", "ш": "s'", "щ": "s'",
    "ы": "y", "і": "i", "ё": "i'o", "ю": "i'y'", "я": "i'a",
}  # fmt: skip
"""Decree 569 of 26 October 2017, with apostrophes."""

_CHAT: Habits = {
    "ә": ("a", "ae"), "ғ": ("g", "gh"), "ж": ("zh", "j"), "и": ("i",), "й": ("i", "y"),
    "қ": ("k", "q"), "ң": ("n", "ng"), "ө": ("o",), "у": ("u", "w"), "ұ": ("u",), "ү": ("u",),
    "х": ("h", "kh"), "һ": ("h",), "ч": ("ch",), "ш": ("sh",), "щ": ("sh", "sch"),
    "ы": ("y", "i"), "і": ("i",), "ё": ("yo",), "ю": ("yu",), "я": ("ya",),
}  # fmt: skip
"""Kazakh in chats: plain Latin letters, each writer with habits of his own."""

_TRANSLITERATION: Habits = {
    "ж": ("zh", "j"), "и": ("i",), "й": ("y", "j", "i"), "у": ("u",), "х": ("kh", "h", "x"),
    "ц": ("ts", "c"), "ч": ("ch",), "ш": ("sh",), "щ": ("shch", "sch"), "ы": ("y", "i"),
    "ь": ("", "'"), "ё": ("yo", "e"), "ю": ("yu", "ju"), "я": ("ya", "ja"),
}  # fmt: skip
"""Russian in Latin letters: passports, library catalogues and keyboards without Cyrillic."""

_PLAIN = {
    "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и",
}  # fmt: skip
"""Kazakh on a Russian keyboard: the nearest Russian letter."""

_TWINS = dict(zip("аеорсухіһәАВЕКМНОРСТХІӘ", "aeopcyxihəABEKMHOPCTXIƏ", strict=True))
"""Cyrillic letters and the Latin ones that look the same (Unicode's confusables, and schwa)."""
_TWINS_OF_LATIN = {latin: cyrillic for cyrillic, latin in _TWINS.items()}
_SWAPPED = 0.4
"""Share of the letters with a twin that are replaced by it."""
_WORD = re.compile(r"[^\W\d_]+")
_NUMERAL = re.compile(r"\b[ІХIVX]+\b")
"""A Roman numeral; Cyrillic І and Х count, as people write them."""


def latin_2021(text: str, _: Random) -> str:
    """Return Kazakh in the alphabet of 2021.

    >>> latin_2021("Қазақстан тәуелсіздігін қашан жариялады?", Random(1))
    'Qazaqstan täuelsızdıgın qaşan jariialady?'
    """
    return _spelled(text, _LATIN_2021)


def latin_2018(text: str, _: Random) -> str:
    """Return Kazakh in the alphabet with acutes."""
    return _spelled(text, _LATIN_2018)


def latin_2017(text: str, _: Random) -> str:
    """Return Kazakh in the alphabet with apostrophes."""
    return _spelled(text, _LATIN_2017)


def chat_latin(text: str, random: Random) -> str:
    """Return Kazakh as it is written in chats, by one writer."""
    return _spelled(text, _COMMON | _chosen(_CHAT, random))


def transliterated(text: str, random: Random) -> str:
    """Return Russian in Latin letters, by one writer."""
    return _spelled(text, _COMMON | _chosen(_TRANSLITERATION, random))


def without_kazakh_letters(text: str, _: Random) -> str:
    """Return Kazakh in Russian letters; Roman numerals stay what they are."""
    numerals = _NUMERAL.sub(lambda match: match.group().replace("І", "I"), text)
    return _spelled(numerals, _PLAIN)


def homoglyphs(text: str, random: Random) -> str:
    """Return a text in which letters of some words come from the other alphabet.

    Cyrillic words get Latin letters and Latin ones Cyrillic; a word of twins alone keeps one
    letter of its own, for otherwise nothing in it would be mixed.
    """

    def mixed(match: re.Match[str]) -> str:
        word = match.group()
        table = _TWINS if any(letter in _TWINS for letter in word) else _TWINS_OF_LATIN
        places = [place for place, letter in enumerate(word) if letter in table]
        places = [place for place in places if random.random() < _SWAPPED][: len(word) - 1]
        return "".join(
            table[letter] if place in places else letter for place, letter in enumerate(word)
        )

    return _WORD.sub(mixed, text)


def _chosen(habits: Habits, random: Random) -> dict[str, str]:
    return {letter: random.choice(ways) for letter, ways in habits.items()}


def _spelled(text: str, table: Table) -> str:
    """Return a text with its letters replaced; capitals stay capitals.

    >>> _spelled("Щука, ЩУКА", {"щ": "shch", "у": "u", "к": "k", "а": "a"})
    'Shchuka, SHCHUKA'
    """

    def spelled(match: re.Match[str]) -> str:
        word = match.group()
        loud = len(word) > 1 and word.isupper()
        return "".join(_letter(letter, table, _capital(loud=loud)) for letter in word)

    return _WORD.sub(spelled, text)


def _letter(letter: str, table: Table, capital: Callable[[str], str]) -> str:
    small = letter.lower()
    if small not in table:
        return letter
    return table[small] if small == letter else capital(table[small])


def _capital(*, loud: bool) -> Callable[[str], str]:
    return str.upper if loud else str.capitalize
