"""Learns bot/spelling/languages.json: which three letters are how common in which language.

From the texts and phrasings of a fact file, folded, so that one table serves every spelling. The
same facts give the same file. Usage: python -m tests.scripts.learn_languages [FACTS]
"""

import json
import math
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

from bot.facts import location
from bot.facts.store import FactStore
from bot.spelling.fold import words
from bot.spelling.language import LANGUAGES, trigrams

TARGET = Path(__file__).parents[2] / "bot" / "spelling" / "languages.json"
SEEN = 4
"""Trigrams that occur less often in all are left out."""
SMOOTHING = 0.5
TENTHS = 10
"""Logarithms are kept as whole tenths."""


def main() -> None:
    """Learn the table and write it."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else location.shipped()
    counts = counted(path)
    totals = {lang: sum(counts[lang].values()) for lang in LANGUAGES}
    listed = sorted(set().union(*counts.values()))
    table = {}
    for trigram in listed:
        seen = [counts[lang][trigram] for lang in LANGUAGES]
        if sum(seen) >= SEEN:
            shares = [
                math.log((n + SMOOTHING) / (totals[lang] + SMOOTHING * len(listed)))
                for lang, n in zip(LANGUAGES, seen, strict=True)
            ]
            mean = sum(shares) / len(shares)
            table[trigram] = [round(TENTHS * (share - mean)) for share in shares]
    TARGET.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf-8")


def counted(path: Path) -> dict[str, Counter[str]]:
    """Return how often each trigram stands in the texts of each language."""
    counts: dict[str, Counter[str]] = {lang: Counter() for lang in LANGUAGES}
    with closing(FactStore(path)) as store:
        for fact in store.facts():
            said = [(lang, text.text) for lang, text in fact.texts.items()]
            said += [(lang, text) for lang, listed in fact.phrasings.items() for text in listed]
            for lang, text in said:
                if lang in counts:
                    for word in words(text):
                        counts[lang].update(trigrams(word.key))
    return counts


if __name__ == "__main__":
    main()
