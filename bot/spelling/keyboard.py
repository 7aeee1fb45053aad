"""What a text would read if it had been typed on the keyboard layout that was meant.

The layouts are those of PC keyboards: US, Russian (ЙЦУКЕН), and Kazakh (RST KazSSR 903-90), where
the digit row carries ә і ң ғ ү ұ қ ө һ.
"""

import functools
import re

_US = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`"
_RU = "йцукенгшщзхъфывапролджэячсмитьбю.ё"
_US_SHIFT = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?~'
_RU_SHIFT = "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё"
_DIGITS = "234567890-="
_KAZAKH_DIGITS = "әіңғ,.үұқөһ"
_DIGITS_SHIFT = "@#$%^&*()_+"
_KAZAKH_ON_DIGITS = {d: k for d, k in zip(_DIGITS, _KAZAKH_DIGITS, strict=True) if k.isalpha()}
_KAZAKH_ON_SIGNS = {
    sign: k.upper() for sign, k in zip(_DIGITS_SHIFT, _KAZAKH_DIGITS, strict=True) if k.isalpha()
}

DIGIT_IN_WORD = re.compile(r"[^\W\d_][\d)(*]+[^\W\d_]|\b\d[^\W\d_]{3}|\)[^\W\d_]")
"""Digits and signs among letters, as where ұ, қ and ө were meant; a year's ending is shorter."""

_TOKEN = re.compile(r"\S+")


@functools.cache
def _layouts() -> tuple[dict[int, str], ...]:
    to_russian = dict(zip(_US + _US_SHIFT, _RU + _RU_SHIFT, strict=True))
    to_english = {ru: us for us, ru in to_russian.items()}
    to_kazakh = _KAZAKH_ON_DIGITS | _KAZAKH_ON_SIGNS | {"6": ",", "7": "."}
    to_digits = {k: d for d, k in _KAZAKH_ON_DIGITS.items()} | {'"': "1", ",": "6", ".": "7"}
    return tuple(
        str.maketrans(table)
        for table in (
            to_russian,
            to_russian | to_kazakh,
            to_kazakh,
            to_english,
            to_digits,
            to_english | to_digits,
        )
    )


def retyped(text: str) -> tuple[str, ...]:
    """Return the readings of a text on other layouts, without those that change nothing.

    In this order: US keys meant as Russian, as Kazakh; digits meant as Kazakh letters; Russian
    keys meant as US; Kazakh letters meant as digits; both of these; at last w meant as ш, as in
    chats.
    """
    russian, kazakh, digits, *others = _layouts()
    readings = (
        text.translate(russian),
        _translated(text, kazakh),
        _translated(text, digits),
        *(text.translate(layout) for layout in others),
        text.replace("w", "sh"),
    )
    return tuple(dict.fromkeys(reading for reading in readings if reading != text))


def _translated(text: str, layout: dict[int, str]) -> str:
    """Return a text with the digits of its numbers left as they are."""
    return _TOKEN.sub(
        lambda m: m.group() if m.group().isdigit() else m.group().translate(layout), text
    )
