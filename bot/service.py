"""What every door of the bot calls: ask, explain, show, count."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.dates.asked_dates import AskedDate
from bot.dates.edtf import OPEN_END, OPEN_START
from bot.errors import NoSuchFact
from bot.facts.models import ANSWERED, Asked, Dataset, Fact, Found, Outcome, Source
from bot.facts.store import FactStore, explained
from bot.matching.comparing import judge
from bot.matching.followup import Context
from bot.matching.gist import gist
from bot.matching.matcher import Judgement, Matcher
from bot.matching.same_question import grouped
from bot.matching.talking import Exchange, converse
from bot.spelling.fold import fold

DEFAULT_LANGUAGE = "kk"
LONGEST_NUMBER = 12
"""Letters that the number of a fact takes at most."""

_FACT_NUMBER = re.compile(r"f ?(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Summary:
    """How much a fact file holds: facts that are answered, disputed ones among them, and sources.

    ``changed_at``: when it was last changed (ISO 8601, UTC), None where that is not on record.
    """

    dataset: Dataset
    facts: int
    disputed: int
    sources: int
    changed_at: str | None = None


class FactService:
    """A fact file with its matcher; sees what other processes change in the file."""

    def __init__(self, path: Path) -> None:
        self._store = FactStore(path)
        self._load()

    def close(self) -> None:
        """Close the file."""
        self.forget()
        self._store.close()

    def forget(self) -> None:
        """Let go of what is kept in memory; it is read again when it is needed."""
        self._matcher.forget()

    def ask(self, question: str, lang: str | None = None, fallback: str | None = None) -> Outcome:
        """Answer a question in ``lang``, else in the question's own language, else ``fallback``.

        The number of a fact ("f12") is answered with that fact.
        """
        outcome = self._numbered(question) or self.judge(question).outcome
        return replace(outcome, lang=lang or outcome.lang or fallback or DEFAULT_LANGUAGE)

    def converse(
        self,
        question: str,
        before: Context | None,
        now: float,
        lang: str | None = None,
        fallback: str | None = None,
    ) -> Exchange:
        """Answer a question of a conversation; see ``ask``, and ``Context`` for ``now``."""
        self._refresh()
        with explained(self._store.path):
            exchange = converse(self._matcher, question, before, now)
        spoken = lang or exchange.outcome.lang or fallback or DEFAULT_LANGUAGE
        return replace(exchange, outcome=replace(exchange.outcome, lang=spoken))

    def list_again(self, asked: Asked | None, words: Sequence[str]) -> Outcome:
        """Return a list as it is now, by ``asked`` and ``again`` of the outcome that it was."""
        self._refresh()
        with explained(self._store.path):
            return self._matcher.list_again(asked, words)

    def judge(self, question: str) -> Judgement:
        """Return the outcome of a question with the candidates and scores behind it."""
        self._refresh()
        with explained(self._store.path):
            return judge(self._matcher, question)

    def judge_reading(self, question: str) -> Judgement:
        """Judge a question exactly as typed: no other keyboard layout, no splitting."""
        self._refresh()
        with explained(self._store.path):
            return self._matcher.judge_reading(question)

    def same(self, questions: Sequence[str]) -> list[list[int]]:
        """Return the positions of questions that ask the same, each once, by the first of them.

        Which stand together does not depend on their order.
        """
        self._refresh()
        with explained(self._store.path):
            index, languages = self._matcher.index, self._matcher.languages
            return grouped([gist(question, index, languages) for question in questions])

    def fact(self, number: int) -> Fact:
        """Return the fact of a number, whatever its status, or the one that took it over.

        Raises NoSuchFact.
        """
        self._refresh()
        kept = self._matcher.index.facts([number])
        return self._successor(kept[0] if kept else self._store.fact(number))

    def facts(self) -> tuple[Fact, ...]:
        """Return all facts that are answered, by number."""
        self._refresh()
        return self._store.facts()

    def on_day(self, month: int, day: int) -> list[Fact]:
        """Return the facts of this day of any year, in either style, by number."""
        self._refresh()
        asked = AskedDate(OPEN_START, OPEN_END, (month, day), "day-of-year", ())
        index = self._matcher.index
        with explained(self._store.path):
            return index.facts(sorted(index.of_the_time(asked)))

    def version(self) -> int:
        """Return a number that changes whenever another connection has changed the file."""
        return self._store.version()

    def sources(self) -> dict[str, Source]:
        """Return the sources by id."""
        self._refresh()
        return self._sources

    def around(self, fact: Fact, most: int) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
        """Return the facts just before and just after a dated one, each at most ``most``."""
        if fact.date is None:
            return (), ()
        self._refresh()
        day = fact.date.sort_jdn
        near = [d for d in self._store.nearest(day, most + 1) if d.number != fact.id]
        near.sort(key=lambda dated: (dated.date.sort_jdn, dated.number))
        before = [d.number for d in near if (d.date.sort_jdn, d.number) < (day, fact.id or 0)]
        after = [d.number for d in near if (d.date.sort_jdn, d.number) > (day, fact.id or 0)]
        found = self._store.facts_numbered([*before[-most:], *after[:most]])
        return (
            tuple(found[number] for number in before[-most:]),
            tuple(found[number] for number in after[:most]),
        )

    def citation_counts(self) -> dict[str, int]:
        """Return how many facts that are answered cite each source."""
        self._refresh()
        return self._store.citation_counts(ANSWERED)

    def dataset(self) -> Dataset:
        """Return what the file says of itself."""
        self._refresh()
        return self._dataset

    def summary(self) -> Summary:
        """Return how much the file holds."""
        self._refresh()
        statuses = self._store.statuses()
        return Summary(
            dataset=self._dataset,
            facts=sum(statuses.get(status, 0) for status in ANSWERED),
            disputed=statuses.get("disputed", 0),
            sources=len(self._sources),
            changed_at=self._store.changed_at(),
        )

    def _numbered(self, question: str) -> Outcome | None:
        """Return the fact whose number is all that a question says, or None."""
        number = fact_number(question)
        if number is None:
            return None
        try:
            fact = self.fact(number)
        except NoSuchFact:
            return None
        return Outcome("answer", "", (Found(fact, 100.0),)) if fact.status in ANSWERED else None

    def _successor(self, fact: Fact) -> Fact:
        """Return the fact that took a retired one over, itself where none did."""
        passed = {fact.key}
        while fact.status == "retired" and fact.merged_into is not None:
            found = self._store.fact_with_key(fact.merged_into)
            if found is None or found.key in passed:
                break
            passed.add(found.key)
            fact = found
        return fact

    def _refresh(self) -> None:
        """Load the facts again if another process has changed them."""
        if self._store.version() != self._version:
            self._matcher.forget()
            self._load()

    def _load(self) -> None:
        self._version = self._store.version()
        self._dataset = self._store.dataset()
        self._sources = self._store.sources()
        with explained(self._store.path):
            self._matcher = Matcher(self._store, self._dataset.languages)


def fact_number(text: str) -> int | None:
    """Return the number of the fact that a text names and nothing else ("f12"), or None."""
    match = _FACT_NUMBER.fullmatch(fold(text[:LONGEST_NUMBER]))
    return int(match[1]) if match else None
