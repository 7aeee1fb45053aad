"""rapidfuzz's token_set_ratio over folded texts: words in any order, extra words forgiven."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process


class Peer:
    """Finds the likest text."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def best(self, question: str) -> tuple[int | None, float]:
        """Return the position of the likest text and its score (0-100)."""
        found = process.extractOne(question, self._texts, scorer=fuzz.token_set_ratio)
        return (None, 0.0) if found is None else (found[2], found[1])
