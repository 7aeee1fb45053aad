"""What may be right in a fact, but is asked before it is written."""

from collections.abc import Iterator
from itertools import combinations

from bot.curation.known import Known, Other
from bot.curation.numbers import Numbers, disagreement, shown, stated
from bot.dates.calendars import day_number
from bot.dates.edtf import OPEN_END, OPEN_START, HistoricalDate, decode
from bot.facts.models import Fact
from bot.facts.problems import Problem
from bot.spelling.fold import fold


def questions(fact: Fact, known: Known) -> Iterator[Problem]:
    """Yield what may be right, but needs somebody to say so; nothing of a retired fact."""
    if fact.status == "retired":
        return
    others: dict[str, Other] = {}
    for lang, listed in fact.phrasings.items():
        asked: set[str] = set()
        for phrasing in listed:
            owner = known.owner(phrasing, fact.key)
            if owner is not None and fold(phrasing) not in asked:
                asked.add(fold(phrasing))
                others.setdefault(owner.key, owner)
                yield _question(
                    "phrasing-owned", f"phrasings.{lang}",
                    phrasing=phrasing, other=owner.label,
                )  # fmt: skip
    for lang, other, like in _likest(fact, known):
        others.setdefault(other.key, other)
        if not _contradict(fact.date, other.date):
            yield _question("duplicate", f"texts.{lang}", other=other.label, likeness=int(like))
    for other in others.values():
        if fact.date and other.date and _contradict(fact.date, other.date):
            yield _question(
                "contradicts", "date",
                other=other.label, date=fact.date.text, other_date=other.date.text,
            )  # fmt: skip
    yield from _numbers_disagree(fact, known.languages)


def _likest(fact: Fact, known: Known) -> Iterator[tuple[str, Other, float]]:
    """Yield facts that nearly say the same, each once, in the language in which it is likest."""
    found: dict[str, tuple[str, Other, float]] = {}
    for lang, text in fact.texts.items():
        for other, like in known.like(text.text, lang, fact.date, fact.key):
            if other.key not in found or found[other.key][2] < like:
                found[other.key] = lang, other, like
    yield from found.values()


def _contradict(one: HistoricalDate | None, other: HistoricalDate | None) -> bool:
    """Say whether two dates share no day, whatever their calendars."""
    if one is None or other is None:
        return False
    (first, last), (other_first, other_last) = _days(one), _days(other)
    return last < other_first or other_last < first


def _days(date: HistoricalDate) -> tuple[float, float]:
    """Return the day numbers of the first and the last day of a date."""
    first = float("-inf") if date.earliest == OPEN_START else date.sort_jdn
    if date.latest == OPEN_END:
        return first, float("inf")
    return first, day_number(date.calendar, *decode(date.latest))


def _numbers_disagree(fact: Fact, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Ask about the texts whose numbers are others than those of most texts, each once."""
    known = [lang for lang in languages if lang in fact.texts]
    order = [*known, *sorted(fact.texts.keys() - set(known))]
    numbers = {lang: stated(fact.texts[lang].text, lang) for lang in order}
    apart: dict[tuple[str, str], tuple[Numbers, Numbers]] = {}
    for one, other in combinations(order, 2):
        found = disagreement(numbers[one], numbers[other])
        if any(found):
            apart[one, other] = found
    while apart:
        odd = max(order, key=lambda lang: (sum(lang in pair for pair in apart), order.index(lang)))
        pair = next(pair for pair in apart if odd in pair)
        here = pair.index(odd)
        yield _question(
            "numbers-disagree", f"texts.{odd}",
            lang=odd, numbers=shown(apart[pair][here]),
            other_lang=pair[1 - here], other_numbers=shown(apart[pair][1 - here]),
        )  # fmt: skip
        apart = {pair: found for pair, found in apart.items() if odd not in pair}


def _question(key: str, field: str, **data: object) -> Problem:
    return Problem(key, field, data, "question")
