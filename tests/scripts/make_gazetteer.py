"""Writes bot/search/gazetteer.tsv: countries and peoples in Kazakh, Russian and English.

The names are those of Unicode CLDR, as Babel carries them: run it again after an update of Babel.
Peoples are named by their languages (өзбек тілі -> өзбек, узбекский, Uzbek).
"""

from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from bot.spelling.fold import fold

TARGET = Path(__file__).parents[2] / "bot" / "search" / "gazetteer.tsv"
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
LANGS = ("kk", "ru", "en")
KAZAKH_LANGUAGE = " тілі"
ALSO = {
    "CN": ("ҚХР", "КНР", "PRC"),
    "DE": ("ГФР", "ФРГ", "FRG"),
    "GB": ("Англия", "Англия", "England"),
    "KG": ("Қырғызстан", "Кыргызстан", "Kyrgyzstan"),
    "US": ("АҚШ", "США", "USA"),
}
"""Names that people use and CLDR's main table lacks."""


def main() -> None:
    """Write the table: one name a row, with its folded key so that loading need not fold."""
    lines = ["code\tname\tkey"]
    for code, names in rows():
        lines.extend(f"{code}\t{name}\t{fold(name)}" for name in dict.fromkeys(names))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def rows() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the code of each country or people with its names in all languages."""
    locales = [Locale(lang) for lang in LANGS]
    for code in sorted(locales[0].territories):
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES:
            yield code, tuple(locale.territories[code].split(" (")[0] for locale in locales)
    yield from ALSO.items()
    for code in sorted(locales[0].languages):
        names = [locale.languages.get(code) for locale in locales]
        if len(code) == 2 and all(names) and names[0].endswith(KAZAKH_LANGUAGE):
            yield f"lang-{code}", (names[0].removesuffix(KAZAKH_LANGUAGE), *names[1:])


if __name__ == "__main__":
    main()
