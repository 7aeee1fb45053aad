"""Measures how long suggestions take while questions are typed, over the shipped facts.

Every question of the development half is typed in steps of a few letters, as Telegram sends what
people type; and nothing is typed, on every day of a year. Each time is that from the query to the
answer as it goes over the wire, without the network.

Usage: python -m tests.scripts.time_inline [FACTS]
"""

import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.facts import location
from bot.service import FactService
from bot.telegram.inline import article
from bot.text.dialogue import Speaker
from bot.text.inline import Inline
from bot.text.translator import LOCALES
from tests.bench.shipped import development_questions
from tests.bench.timing import spread, timed

STEP = 4
"""Letters typed between two queries."""
LATE = 50
"""Milliseconds in which there should be an answer."""
FIRST_DAY = dt.date(2028, 1, 1)
DAYS = 366


def main() -> None:
    """Print the median, the 95th and 99th percentile and the longest time, in milliseconds."""
    facts = Path(sys.argv[1]) if len(sys.argv) > 1 else location.default()
    service = FactService(facts)
    inline = Inline(service)
    milliseconds(inline, "f1", LOCALES[0], FIRST_DAY)
    show("typed", [milliseconds(inline, typed, lang, FIRST_DAY) for typed, lang in typing(facts)])
    days = [FIRST_DAY + dt.timedelta(days=number) for number in range(DAYS)]
    show("nothing typed", [milliseconds(inline, "", lang, day) for day in days for lang in LOCALES])
    service.close()


def typing(facts: Path) -> Iterator[tuple[str, str]]:
    """Yield what is typed, each time with another language of the person's Telegram."""
    for number, question in enumerate(development_questions(facts)):
        lang = LOCALES[number % len(LOCALES)]
        for end in range(STEP, len(question.text) + STEP, STEP):
            yield question.text[:end], lang


def milliseconds(inline: Inline, typed: str, lang: str, today: dt.date) -> float:
    """Return how long it takes from what is typed to suggestions that could be sent."""
    return timed(answer, inline, typed, lang, today)[1]


def answer(inline: Inline, typed: str, lang: str, today: dt.date) -> str:
    """Return suggestions as they go over the wire."""
    suggested = inline.suggest(typed, Speaker(interface=lang), today)
    return json.dumps([article(fact).to_dict() for fact in suggested.facts], default=str)


def show(what: str, times: list[float]) -> None:
    """Print a line of figures."""
    found = spread(times)
    figures = {"median": found.p50, "95 %": found.p95, "99 %": found.p99, "longest": max(times)}
    said = ", ".join(f"{name} {value:.1f} ms" for name, value in figures.items())
    late = sum(value > LATE for value in times)
    print(f"{what}: {len(times):,} queries, {late} over {LATE} ms, {said}")  # noqa: T201


if __name__ == "__main__":
    main()
