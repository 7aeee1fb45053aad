"""Message keys to sentences, from the GNU gettext catalogues in ``locales``."""

import gettext
from functools import cache
from pathlib import Path

LOCALES = ("kk", "ru", "en")
"""The languages that the program speaks; facts may have others."""
DEFAULT = "kk"

_CATALOGUES = Path(__file__).with_name("locales")
_DOMAIN = "bot"


class Translator:
    """The sentences of one language; keys are the same in all."""

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LOCALES else DEFAULT
        self._catalogue = gettext.translation(_DOMAIN, _CATALOGUES, [self.lang])

    def __call__(self, key: str, /, **data: object) -> str:
        """Return the sentence of a key, filled with data; raises KeyError for an unknown key."""
        sentence = self._catalogue.gettext(key)
        if sentence == key:
            raise KeyError(key)
        return sentence.format(**data)

    def plural(self, key: str, number: int, /, **data: object) -> str:
        """Return the sentence of a key in the plural form that a number takes."""
        sentence = self._catalogue.ngettext(key, key, number)
        if sentence == key:
            raise KeyError(key)
        return sentence.format(**data)

    def has(self, key: str) -> bool:
        """Say whether the catalogue has a key, with or without plural forms."""
        return {self._catalogue.gettext(key), self._catalogue.ngettext(key, key, 1)} != {key}


@cache
def translator(lang: str) -> Translator:
    """Return the translator of a language, the default's where the program lacks that language."""
    return Translator(lang)
