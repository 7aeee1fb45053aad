"""What was measured, as a table in Markdown and as the lines of the plot."""

import datetime as dt
import os
import platform
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import rapidfuzz

from tests.bench.asking import KINDS
from tests.bench.fact_file import Sizes
from tests.bench.peers import Measured
from tests.bench.plot import Point
from tests.bench.subject import Answered, Subject

MB = 1024 * 1024
_MISSING = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """One fact file: its name as the table has it, the bot over it, and the peers by kind."""

    name: str
    facts: int
    subject: Subject
    sizes: Sizes
    loaded_per_second: float | None
    peers: Mapping[str, Sequence[Measured]]

    @property
    def hostile_ratio(self) -> float:
        """How many times the p95 of ordinary questions the worst hostile one takes."""
        return max(self.subject.hostile.values()) / self.main.latency.p95

    @property
    def main(self) -> Answered:
        """The first kind of questions, by which files are compared."""
        return next(iter(self.subject.kinds.values()))


Cell = Callable[[Row], str]
Line = tuple[str, Cell]
"""A line of a table: its label and what fills it."""


def machine(command: str) -> str:
    """Return what was measured on, when, and with what command."""
    today = dt.datetime.now(dt.UTC).date()
    return (
        f"Measured on {today} with `{command}`: {os.cpu_count()} cores, {platform.machine()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"RapidFuzz {rapidfuzz.__version__}. One thread each."
    )


def table(rows: Sequence[Row]) -> str:
    """Return the bot's own figures: what is measured downwards, fact files across."""
    kinds = _kinds(rows)
    return _table(rows, [*(line for kind in kinds for line in _answered(kind)), *_running()])


def comparison(rows: Sequence[Row]) -> str:
    """Return each peer's median time, as multiple of the bot's, and how often it ranks right."""
    return _table(
        rows,
        [
            (f"{name}, {kind}", partial(_compared, kind, name))
            for kind in _kinds(rows)
            for name in dict.fromkeys(p.name for row in rows for p in row.peers.get(kind, ()))
        ],
    )


def _kinds(rows: Sequence[Row]) -> Iterable[str]:
    return dict.fromkeys(kind for row in rows for kind in row.subject.kinds)


def _table(rows: Sequence[Row], listed: Iterable[Line]) -> str:
    lines = [
        ["", *(row.name for row in rows)],
        ["---", *("---:" for _ in rows)],
        *([label, *(cell(row) for row in rows)] for label, cell in listed),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def costs(rows: Sequence[Row]) -> dict[str, list[Point]]:
    """Return the median of each contender on medium questions, over the number of facts."""
    lines: dict[str, list[Point]] = {"this bot": [], "this bot, p95": []}
    for row in rows:
        if KINDS[0] not in row.subject.kinds:
            continue
        lines["this bot"].append((row.facts, row.main.latency.p50))
        lines["this bot, p95"].append((row.facts, row.main.latency.p95))
        for peer in row.peers[KINDS[0]]:
            lines.setdefault(_short(peer.name), []).append((row.facts, peer.latency.p50))
    return lines


def _short(name: str) -> str:
    """Return the part of a peer's name that tells it apart in the plot."""
    return name.replace(", folded words, OR", "").replace(", folded", "")


def _running() -> list[Line]:
    return [
        ("worst hostile question, × p95", lambda row: f"{row.hostile_ratio:.1f}"),
        ("… which", lambda row: max(row.subject.hostile, key=row.subject.hostile.__getitem__)),
        ("opening and first answer, ms", lambda row: _number(row.subject.first)),
        ("one write, ms", lambda row: _number(row.subject.write)),
        ("next answer after it, ms", lambda row: _number(row.subject.after_write)),
        ("memory after 200 questions, at most, MB", lambda row: _number(row.subject.peak)),
        ("fact file, MB", lambda row: _number(row.sizes.whole / MB)),
        ("… of it the search index, MB", lambda row: _number(row.sizes.index, MB)),
        ("loaded with index, facts a second", lambda row: _number(row.loaded_per_second)),
    ]


def _answered(kind: str) -> list[Line]:
    def cell(show: Callable[[Answered], str]) -> Cell:
        def shown(row: Row) -> str:
            return show(row.subject.kinds[kind]) if kind in row.subject.kinds else _MISSING

        return shown

    def latency(a: Answered) -> str:
        return " / ".join(_number(p) for p in a.latency)

    def recall(a: Answered) -> str:
        return " / ".join(_percent(share) for share in a.recall.values())

    def outcomes(a: Answered) -> str:
        names = ("right", "choices", "none", "wrong")
        return " / ".join(_percent(a.outcomes.get(name, 0.0)) for name in names)

    return [
        (f"**{kind}**: p50 / p95 / p99, ms", cell(latency)),
        (f"{kind}: right fact ranked first / in 5 / in 50, %", cell(recall)),
        (f"{kind}: right / among choices / none / wrong, %", cell(outcomes)),
    ]


def _compared(kind: str, name: str, row: Row) -> str:
    peer = next((peer for peer in row.peers.get(kind, ()) if peer.name == name), None)
    if peer is None:
        return _MISSING
    ratio = peer.latency.p50 / row.subject.kinds[kind].latency.p50
    return f"{_number(peer.latency.p50)} ms, × {_number(ratio)}; {_percent(peer.first)} %"


def _number(value: float | None, unit: float = 1) -> str:
    """Return three digits of a number, all of them before the point where it has more."""
    if value is None:
        return _MISSING
    value /= unit
    if value >= 100:
        return f"{value:,.0f}"
    if value >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if value >= 0.1 or not value else f"{value:.1g}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
