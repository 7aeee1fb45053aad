"""The bot itself, measured in a process of its own, so that its memory is nobody else's.

    python -m tests.bench.subject FACTS < QUESTIONS

QUESTIONS is an object of JSON: ``kinds``, lists of questions by kind, each an ``Asked``,
and ``hostile``, texts by name. One object of JSON comes out: a ``Subject``.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from bot.facts.models import Text
from bot.facts.writer import FactWriter
from bot.service import FactService
from tests.bench.fact_file import CHANGE
from tests.bench.recall import Asked, place, shares
from tests.bench.timing import Spread, spread, timed

WARM = 200
"""Questions before memory is looked at."""
REPEATED = 5
"""How often a hostile question is asked; its median counts."""
WRITES = 20
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Answered:
    """Questions of one kind: how long ``ask`` took, what it came to, where the right fact ranked.

    ``outcomes`` are shares: right, a right one among choices or in a list, wrong, none.
    """

    count: int
    latency: Spread
    recall: Mapping[str, float]
    outcomes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Subject:
    """All that is measured of the bot over one fact file; times in ms, memory in MB."""

    first: float
    peak: float | None
    kinds: Mapping[str, Answered]
    hostile: Mapping[str, float]
    write: float | None
    after_write: float | None


def measure(
    path: Path, kinds: Mapping[str, Sequence[Asked]], hostile: Mapping[str, str]
) -> Subject:
    """Measure the bot over a fact file; a file that must not be written is not written to."""
    everything = [asked for listed in kinds.values() for asked in listed]
    service, opening = timed(FactService, path)
    with closing(service):
        _, first = timed(service.ask, everything[0].text)
        for asked in everything[:WARM]:
            service.ask(asked.text)
        peak = _peak_memory()
        answered = {kind: _answered(service, listed) for kind, listed in kinds.items()}
        worst = {
            name: median(timed(service.ask, text)[1] for _ in range(REPEATED))
            for name, text in hostile.items()
        }
        written = [_write(service, path, number) for number in range(WRITES)] if hostile else []
    return Subject(
        first=opening + first,
        peak=peak,
        kinds=answered,
        hostile=worst,
        write=median(write for write, _ in written) if written else None,
        after_write=median(after for _, after in written) if written else None,
    )


def _answered(service: FactService, questions: Sequence[Asked]) -> Answered:
    took: list[float] = []
    places: list[int | None] = []
    outcomes: Counter[str] = Counter()
    for asked in questions:
        outcome, milliseconds = timed(service.ask, asked.text)
        took.append(milliseconds)
        shown = {found.fact.id for found in outcome.facts}
        if outcome.status == "none":
            outcomes["none"] += 1
        elif shown.isdisjoint(asked.facts):
            outcomes["wrong"] += 1
        else:
            outcomes["right" if outcome.status == "answer" else "choices"] += 1
        candidates = service.judge(asked.text).candidates
        places.append(place(asked, [candidate.fact.id or 0 for candidate in candidates]))
    return Answered(
        count=len(questions),
        latency=spread(took),
        recall=shares(places),
        outcomes={result: count / len(questions) for result, count in outcomes.items()},
    )


def _write(service: FactService, path: Path, number: int) -> tuple[float, float]:
    """Put a new word into a fact, ask for it, and put the fact back; return both times."""
    word = f"zumbravik{'abcdefghijklmnopqrstuvwxyz'[number]}ul"
    fact = service.fact(number + 1)
    lang, text = next(iter(fact.texts.items()))
    changed = replace(fact, texts={**fact.texts, lang: Text(f"{text.text} {word}")})
    with closing(FactWriter(path)) as writer:

        def write() -> None:
            with writer.change(CHANGE):
                writer.put_fact(changed)

        _, milliseconds = timed(write)
        judged, after = timed(service.judge, f"{word} {text.text}")
        if fact.id not in {candidate.fact.id for candidate in judged.candidates}:
            raise RuntimeError(f"what was written to fact {fact.id} is not found")
        with writer.change(CHANGE):
            writer.put_fact(fact)
    return milliseconds, after


def _peak_memory() -> float | None:
    """Return the most memory in MB that was resident in this process; None but on Linux."""
    if not _STATUS.exists():
        return None
    stated = re.search(r"VmHWM:\s+(\d+) kB", _STATUS.read_text("utf-8"))
    return int(stated[1]) / 1024 if stated else None


def main() -> None:
    """Measure what the command line and the standard input name."""
    given: dict[str, Any] = json.load(sys.stdin)
    kinds = {
        kind: [Asked(text, tuple(facts)) for text, facts, _ in listed]
        for kind, listed in given["kinds"].items()
    }
    print(json.dumps(asdict(measure(Path(sys.argv[1]), kinds, given["hostile"]))))  # noqa: T201


if __name__ == "__main__":
    main()
