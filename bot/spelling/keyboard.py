"""What a text would read if it had been typed on the keyboard layout that was meant.

The layouts are those of PC keyboards: US, Russian (ЙЦУКЕН), and Kazakh (RST KazSSR 903-90), where
the digit row carries ә і ң ғ ү ұ қ ө һ.
"""

import functools

_US = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`"
_RU = "йцукенгшщзхъфывапролджэячсмитьбю.ё"
_US_SHIFT = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?~'
_RU_SHIFT = "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё"
_DIGITS = "234567890-="
_KAZAKH_DIGITS = "әіңғ,.үұқөһ"
_KAZAKH_ON_DIGITS = {d: k for d, k in zip(_DIGITS, _KAZAKH_DIGITS, strict=True) if k.isalpha()}


@functools.cache
def _layouts() -> tuple[dict[int, str], ...]:
    to_russian = dict(zip(_US + _US_SHIFT, _RU + _RU_SHIFT, strict=True))
    to_english = {ru: us for us, ru in to_russian.items()}
    to_digits = {k: d for d, k in _KAZAKH_ON_DIGITS.items()} | {'"': "1", ",": "6", ".": "7"}
    return tuple(
        str.maketrans(table)
        for table in (
            to_russian,
            to_russian | _KAZAKH_ON_DIGITS,
            _KAZAKH_ON_DIGITS,
            to_english,
            to_digits,
        )
    )


def retyped(text: str) -> tuple[str, ...]:
    """Return the readings of a text on other layouts, without those that change nothing.

    In this order: US keys meant as Russian, as Kazakh; digits meant as Kazakh letters; Russian
    keys meant as US; Kazakh letters meant as digits; at last w meant as ш, as in chats.
    """
    readings = (*(text.translate(layout) for layout in _layouts()), text.replace("w", "sh"))
    return tuple(dict.fromkeys(reading for reading in readings if reading != text))
