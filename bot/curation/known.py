"""What the facts hold already, as far as a fact that is to be written is held against it.

One edit looks up what it needs in the search index, in milliseconds at any size; a whole file of
rows is held against all texts and phrasings, read once (``whole``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.curation.likeness import NEAR, TextIndex, likeness, words_of
from bot.dates.calendars import day_number
from bot.dates.edtf import OPEN_END, OPEN_START, HistoricalDate, decode
from bot.facts.models import ANSWERED, Fact
from bot.facts.store import FactStore
from bot.search.postings import Sought, leading
from bot.search.vocabulary import Vocabulary
from bot.spelling.fold import fold

LOOKED_AT = 8
"""Facts of the index that are compared with a text or a phrasing."""
_ALL_AT_ONCE = 500

Days = tuple[float, float]
"""Julian day numbers of a date's first and last day; infinite where it has an open end."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A fact that has a phrasing or a text: its key, how people know it, and its days."""

    key: str
    label: str
    days: Days | None


class Known:
    """A fact file as far as checks ask for it, and what is to be written with it."""

    def __init__(self, store: FactStore, *, whole: bool = False) -> None:
        self._store = store
        self.languages = store.dataset().languages
        self.sources = set(store.sources())
        self._keys: set[str] = set()
        self._owners: list[Owner] = []
        self._phrasings: dict[str, int] = {}
        self._texts: dict[str, TextIndex] = {lang: TextIndex() for lang in self.languages}
        self._index = None if whole else store.index()
        self._vocabulary = None if self._index is None else Vocabulary(self._index)
        if whole:
            self._read_all()

    def has_key(self, key: str) -> bool:
        """Say whether there is, or will be, a fact of this key."""
        return key in self._keys or self._store.fact_with_key(key) is not None

    def expect(self, key: str) -> None:
        """Take a fact for one that will be written."""
        self._keys.add(key)

    def add(self, fact: Fact, label: str | None = None) -> None:
        """Take a fact's phrasings and texts for written; ``label`` is how it is to be known."""
        self._keys.add(fact.key)
        if fact.status not in ANSWERED:
            return
        number = len(self._owners)
        self._owners.append(_owner(fact, label))
        for listed in fact.phrasings.values():
            for phrasing in listed:
                self._phrasings.setdefault(fold(phrasing), number)
        for lang, text in fact.texts.items():
            self._texts.setdefault(lang, TextIndex()).add(text.text, number)

    def owner(self, phrasing: str, but: str) -> Owner | None:
        """Return another fact than that of the key ``but`` that has a phrasing, in any spelling."""
        folded = fold(phrasing)
        if not folded:
            return None
        number = self._phrasings.get(folded)
        if number is not None and self._owners[number].key != but:
            return self._owners[number]
        for fact in self._near_facts(words_of(phrasing) or frozenset(folded.split())):
            said = (fold(other) for listed in fact.phrasings.values() for other in listed)
            if fact.key != but and folded in said:
                return _owner(fact)
        return None

    def like(self, lang: str, text: str, but: str) -> Iterator[tuple[Owner, float]]:
        """Yield other facts whose text in a language is nearly the same, with the likeness."""
        if lang in self._texts:
            for like in self._texts[lang].near(text):
                if self._owners[like.owner].key != but:
                    yield self._owners[like.owner], like.likeness
        said = words_of(text)
        for fact in self._near_facts(said):
            if fact.key != but and lang in fact.texts and fact.key not in self._keys:
                alike = likeness(said, words_of(fact.texts[lang].text))
                if alike >= NEAR:
                    yield _owner(fact), alike

    def _near_facts(self, keys: Iterable[str]) -> list[Fact]:
        """Return the facts of the index that hold most of these words; none if all were read."""
        if self._index is None or self._vocabulary is None:
            return []
        listed = sorted(keys)
        counts = self._vocabulary.facts_with(listed)
        sought = [Sought((key,), counts[key], 1 / counts[key]) for key in listed if counts.get(key)]
        numbers = leading(self._index, sought, LOOKED_AT)
        return list(self._store.facts_numbered(numbers).values())

    def _read_all(self) -> None:
        last = 0
        while chunk := self._store.facts_after(last, _ALL_AT_ONCE):
            for fact in chunk:
                self.add(fact)
            last = chunk[-1].id or 0


def days_of(date: HistoricalDate | None) -> Days | None:
    """Return the first and last day of a date, so that dates of both calendars compare."""
    if date is None:
        return None
    first, last = (
        float("-inf") if end == OPEN_START else float("inf") if end == OPEN_END
        else float(day_number(date.calendar, *decode(end)))
        for end in (date.earliest, date.latest)
    )  # fmt: skip
    return first, last


def _owner(fact: Fact, label: str | None = None) -> Owner:
    return Owner(fact.key, label or fact.label, days_of(fact.date))
