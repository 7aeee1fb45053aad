"""What hostile messages cost: ``python -m tests.soak.hostile [COUNT] [--seed N] [--kind KIND]``.

COUNT messages of every kind in ``support/hostile.py`` are answered over the shipped facts by one
``Dialogue`` in one thread, as the bot does; each reply is held against Telegram's rules. The table
has the milliseconds of an answer: median, 99th percentile, longest. The run fails where a kind's
99th percentile is over ``MOST`` or a reply breaks a rule.
"""

import gc
import sys
import time
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import click

from bot.curation.question_log import QuestionLog
from bot.facts import location
from bot.service import FactService
from bot.state.state import State
from bot.text.dialogue import Dialogue, Speaker
from bot.text.reply import Button

sys.path.insert(0, str(Path(__file__).parents[1]))  # as pytest has it
from support.hostile import DATA, KINDS, carried, texts
from support.rules import broken

from bot.telegram.untrusted import pressed

MOST = 50.0
"""Milliseconds."""
HEAD = f"{'kind':18}{'number':>8}{'median':>9}{'p99':>9}{'longest':>9}"


@click.command()
@click.argument("count", type=int, default=300)
@click.option("--seed", type=int, default=1)
@click.option("--kind", "kinds", multiple=True, help="Only these kinds.")
def main(count: int, seed: int, kinds: tuple[str, ...]) -> None:
    """Measure COUNT messages of each kind."""
    asked: list[str] = []
    with (
        TemporaryDirectory() as folder,
        closing(FactService(location.shipped())) as service,
        closing(State(Path(folder, "state.db"))) as state,
    ):
        for fact in service.facts():
            asked.extend(text for said in fact.phrasings.values() for text in said)
        dialogue = Dialogue(service, QuestionLog(state, 30))
        speaker = Speaker(interface="kk")
        dialogue.say(asked[0], speaker)  # what is loaded once
        gc.collect()
        gc.freeze()  # as the bot does
        slow, everything = False, []
        click.echo(HEAD)
        for kind in kinds or KINDS:
            times = []
            for text in texts(kind, count, seed, asked):
                start = time.perf_counter()
                reply = dialogue.say(text, speaker)
                times.append(1000 * (time.perf_counter() - start))
                _hold(broken(reply), kind)
            everything += times
            slow |= _tell(kind, times) > MOST
        for kind in DATA:
            times = []
            for data in carried(kind, count, seed):
                start = time.perf_counter()
                reply = dialogue.press(pressed(data) or Button("", "out"), speaker)
                times.append(1000 * (time.perf_counter() - start))
                _hold(broken(reply), kind)
            everything += times
            slow |= _tell(kind, times) > MOST
        _tell("all", everything)
    sys.exit(int(slow))


def _hold(faults: list[str], kind: str) -> None:
    if faults:
        sys.exit(f"a reply to {kind!r} breaks Telegram's rules: {faults}")


def _tell(kind: str, times: list[float]) -> float:
    """Print a line of the table; return the 99th percentile."""
    high = quantiles(times, n=100)[98] if len(times) > 1 else times[0]
    click.echo(f"{kind:18}{len(times):8}{median(times):9.1f}{high:9.1f}{max(times):9.1f}")
    return high


if __name__ == "__main__":
    main()
