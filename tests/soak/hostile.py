"""What hostile messages cost: ``python -m tests.soak.hostile [COUNT] [--seed N] [--kind KIND]``.

COUNT messages and presses, of every kind in ``support/hostile.py`` as many, are answered over the
shipped facts by one ``Dialogue`` in one thread, as the bot does; each reply is held against
Telegram's rules. The table has the milliseconds of an answer: median, 99th percentile, longest. The
run fails where a kind's 99th percentile is over ``MOST``, a reply breaks a rule, or there is none.
"""

import gc
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import click
from support.hostile import DATA, KINDS, carried, texts
from support.rules import broken

from bot.curation.question_log import QuestionLog
from bot.facts import location
from bot.service import FactService
from bot.state.state import State
from bot.telegram.untrusted import pressed
from bot.text.dialogue import Dialogue, Speaker
from bot.text.reply import Button, Reply

MOST = 50.0
"""Milliseconds."""
HEAD = f"{'kind':18}{'number':>8}{'median':>9}{'p99':>9}{'longest':>9}"
_SPEAKER = Speaker(interface="kk")


@dataclass(slots=True)
class Row:
    """What came of a kind: milliseconds of each answer, and what was wrong with how many."""

    kind: str
    times: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)

    @property
    def high(self) -> float:
        """The 99th percentile of the times."""
        return (
            quantiles(self.times, n=100, method="inclusive")[98]
            if len(self.times) > 1
            else self.times[0]
        )

    def add(self, answer: Callable[[], Reply]) -> None:
        """Have an answer made, and look at it."""
        start = time.perf_counter()
        try:
            reply = answer()
        except Exception as error:  # noqa: BLE001 - counted, for the run goes on
            self.faults[type(error).__name__] += 1
            reply = None
        self.times.append(1000 * (time.perf_counter() - start))
        if reply is not None:
            self.faults.update(broken(reply))


@contextmanager
def conversation() -> Iterator[tuple[Dialogue, list[str]]]:
    """Return the dialogue over the shipped facts, and the questions that they expect."""
    with (
        TemporaryDirectory() as folder,
        closing(FactService(location.shipped())) as service,
        closing(State(Path(folder, "state.db"))) as state,
    ):
        facts = service.facts()
        asked = [text for fact in facts for said in fact.phrasings.values() for text in said]
        dialogue = Dialogue(service, QuestionLog(state, 30))
        dialogue.say(asked[0], _SPEAKER)  # what is loaded once
        yield dialogue, asked


def measure(count: int, seed: int, kinds: Sequence[str]) -> Iterator[Row]:
    """Have so many messages answered, of each kind as many."""
    each = -(-count // len(kinds))
    with conversation() as (dialogue, asked):
        gc.freeze()  # as the bot does
        for kind in kinds:
            row = Row(kind)
            if kind in KINDS:
                for text in texts(kind, each, seed, asked):
                    row.add(partial(dialogue.say, text, _SPEAKER))
            else:
                for data in carried(kind, each, seed):
                    button = pressed(data) or Button("", "out")
                    row.add(partial(dialogue.press, button, _SPEAKER))
            yield row


@click.command()
@click.argument("count", type=int, default=100_000)
@click.option("--seed", type=int, default=1)
@click.option("--kind", "kinds", multiple=True, help="Only these kinds.")
def main(count: int, seed: int, kinds: tuple[str, ...]) -> None:
    """Measure COUNT messages."""
    everything, missed = Row("all"), False
    click.echo(HEAD)
    for row in measure(count, seed, kinds or (*KINDS, *DATA)):
        _tell(row)
        everything.times += row.times
        everything.faults += row.faults
        missed |= row.high > MOST
    _tell(everything)
    sys.exit(missed or bool(everything.faults))


def _tell(row: Row) -> None:
    """Print a line of the table, and what was wrong."""
    columns = median(row.times), row.high, max(row.times)
    click.echo(f"{row.kind:18}{len(row.times):8}" + "".join(f"{each:9.1f}" for each in columns))
    for fault, count in row.faults.items():
        click.echo(f"{'':18}{count:8} {fault}")


if __name__ == "__main__":
    main()
