"""Keyboards: what comes out on another layout, and which keys lie side by side.

PC layouts as Windows ships them: US, Russian (ЙЦУКЕН) and Kazakh, whose digit row carries letters;
there digits come from the number pad, and so stay digits.
"""

from random import Random

_US_ROWS = ("qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./")
_RU_ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю.")
_US_SHIFTED = '`~{}:"<>?@#$^&'
_RU_SHIFTED = 'ёЁХЪЖЭБЮ,"№;:?'
_KK_DIGIT_ROW = '"әіңғ,.үұқөһ'
_KK_KEYS = dict(zip("әіңғ,.үұқөһӘІҢҒҮҰҚӨҺ", "234567890-=@#$%*()_+", strict=True))
"""What the Kazakh digit row reads on a US keyboard."""
_KK_KEYS_ON_RU = _KK_KEYS | dict(zip("ӘІҢ?", '"№;,', strict=True))
_ROWS = {"kk": (_KK_DIGIT_ROW, *_RU_ROWS), "ru": _RU_ROWS}
"""Rows of keys by language; every other language is typed on the US keyboard."""


def _letters() -> dict[str, str]:
    """Return what each Russian key reads on a US keyboard, small and capital letters."""
    small = dict(zip("".join(_RU_ROWS), "".join(_US_ROWS), strict=True))
    capital = {ru.upper(): us.upper() for ru, us in small.items() if us.isalpha()}
    return small | capital


def wrong_layout(text: str, lang: str, random: Random) -> str:
    """Return what a text reads when it was typed with another layout switched on.

    Russian and English with each other's; Kazakh with the US or the Russian one. English on the
    Kazakh layout turns its digits into letters.

    >>> wrong_layout("когда?", "ru", Random(1))
    'rjulf&'
    """
    russian_to_us = dict(zip(_RU_SHIFTED, _US_SHIFTED, strict=True)) | _letters()
    if lang == "ru":
        table = russian_to_us
    elif lang == "kk":
        on_us = russian_to_us | {"?": "?"} | _KK_KEYS
        table = random.choice((on_us, _KK_KEYS_ON_RU))
    else:
        us_to_russian = {us: ru for ru, us in russian_to_us.items()}
        digits = {us: kk for kk, us in _KK_KEYS.items() if us in "234567890-="}
        us_to_kazakh = us_to_russian | digits | {"1": '"', "?": "?"}
        table = random.choice((us_to_russian, us_to_kazakh))
    return "".join(table.get(letter, letter) for letter in text)


def neighbours(letter: str, lang: str) -> str:
    """Return the letters of the keys beside and above a small letter's key.

    >>> neighbours("п", "ru"), neighbours("ц", "ru"), neighbours("ц", "kk"), neighbours("s", "en")
    ('аре', 'йу', 'йуә', 'adw')
    """
    rows = _ROWS.get(lang, _US_ROWS)
    for number, row in enumerate(rows):
        place = row.find(letter)
        if place >= 0:
            above = rows[number - 1][place : place + 1] if number else ""
            return _alphabetic(row[max(place - 1, 0) : place] + row[place + 1 : place + 2] + above)
    return ""


def alphabet(lang: str) -> str:
    """Return the letters of a language's keyboard."""
    return _alphabetic("".join(_ROWS.get(lang, _US_ROWS)))


def _alphabetic(keys: str) -> str:
    return "".join(key for key in keys if key.isalpha())
