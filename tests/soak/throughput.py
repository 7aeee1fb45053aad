"""How many messages a second: ``python -m tests.soak.throughput [MESSAGES] [--people N] …``.

The bot and a bare echo bot of python-telegram-bot take turns. So many people write at the same
time, each the next message as soon as the last one is answered: a question in one of three
languages, or with ``--words`` something that no fact is about. A message takes ``--network``
milliseconds to be confirmed, as it does on the way to Telegram and back; with 0 nothing but the
processor is measured. The run fails where the median rate of the bot is less than ``LEAST`` of the
echo bot's.
"""

import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any, Final

import click
from support.bot_api import BotApi, Fault, Late
from support.wire import Call

from bot.facts import location
from bot.service import FactService
from tests.soak.subject import BOT, TOKEN, running

LEAST: Final = 0.8
ECHO: Final = (sys.executable, str(Path(__file__).with_name("echo.py")))
_WARMING: Final = 5
"""Messages that are answered before the time is taken."""
_PATIENCE: Final = 60.0
"""Seconds that an answer may take."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Messages a second, and the 95th percentile of the milliseconds from update to reply."""

    rate: float
    p95: float


class Talk(BotApi):
    """People who write their next message as soon as the last one is answered."""

    def __init__(
        self, texts: Sequence[str], people: int, messages: int, network: float = 0.0
    ) -> None:
        super().__init__(TOKEN)
        self._late = Late(network) if network else None
        self.seconds: list[float] = []
        """How long each answer took."""
        self._texts = texts
        self._people = people
        self._messages = messages
        self._written = 0
        self._since: dict[int, float] = {}

    def begin(self) -> None:
        """Let everybody write their first message."""
        for person in range(1, self._people + 1):
            self._next(person)

    def fault(self, call: Call) -> Fault | None:
        """Let the confirmation of a message take its time."""
        return self._late if call.method == "sendMessage" else None

    def arrive(self, call: Call, fault: Fault | None) -> Any:
        """Take an answer, and write again."""
        with self._changed:
            confirmation = super().arrive(call, fault)
            person = call.parameters["chat_id"]
            if person in self._since:
                self.seconds.append(time.perf_counter() - self._since.pop(person))
                self._next(person)
        return confirmation

    def _next(self, person: int) -> None:
        with self._changed:
            if self._written < self._messages:
                self._since[person] = time.perf_counter()
                text = self._texts[self._written % len(self._texts)]
                self._written += 1
                self.write(text, person, "en")


def measure(
    command: Sequence[str],
    texts: Sequence[str],
    people: int,
    messages: int,
    folder: Path,
    network: float = 0.0,
) -> Speed:
    """Have messages answered, all of them; raises AssertionError where one is not.

    ``network``: seconds that a confirmation takes.
    """
    with Talk(texts, people, messages, network) as api, running(api, folder, {}, command):
        for number in range(_WARMING):
            api.write(texts[number % len(texts)], people + 1)
        api.wait(lambda: len(api.sent) == _WARMING)
        start = time.perf_counter()
        api.begin()
        done, at = 0, start
        while len(api.seconds) < messages:
            time.sleep(0.01)
            if len(api.seconds) > done:
                done, at = len(api.seconds), time.perf_counter()
            late = f"{command[-1]} has answered {done} of {messages}"
            assert time.perf_counter() - at < _PATIENCE, late
        seconds = time.perf_counter() - start
        return Speed(
            messages / seconds, 1000 * quantiles(api.seconds, n=20, method="inclusive")[18]
        )


def questions() -> list[str]:
    """Return phrasings of all facts, the languages in turn."""
    with closing(FactService(location.shipped())) as service:
        return [said[0] for fact in service.facts() for said in fact.phrasings.values() if said]


def _median(speeds: Sequence[Speed]) -> Speed:
    return Speed(median(s.rate for s in speeds), median(s.p95 for s in speeds))


@click.command()
@click.argument("messages", type=int, default=2000)
@click.option("--people", type=int, default=40, help="Who write at the same time.")
@click.option("--runs", type=int, default=5, help="Of each of the two.")
@click.option("--words", is_flag=True, help="Write what no fact is about.")
@click.option("--network", type=float, default=20.0, help="Milliseconds to Telegram and back.")
def main(messages: int, people: int, runs: int, words: bool, network: float) -> None:
    """Have MESSAGES answered by the bot and by an echo bot."""
    texts = [f"message {number}" for number in range(messages)] if words else questions()
    speeds: dict[str, list[Speed]] = {"echo": [], "bot": []}
    click.echo(f"{'':10}{'a second':>10}{'p95, ms':>10}")
    for _ in range(runs):
        for name, command in (("echo", ECHO), ("bot", BOT)):
            with TemporaryDirectory() as folder:
                speed = measure(command, texts, people, messages, Path(folder), network / 1000)
            speeds[name].append(speed)
            _tell(name, speed)
    echo, bot = _median(speeds["echo"]), _median(speeds["bot"])
    _tell("echo, median", echo)
    _tell("bot, median", bot)
    share = bot.rate / echo.rate
    click.echo(f"share {share:.2f}, at least {LEAST}: {'kept' if share >= LEAST else 'missed'}")
    sys.exit(share < LEAST)


def _tell(name: str, speed: Speed) -> None:
    click.echo(f"{name:14}{speed.rate:8.1f}{speed.p95:10.0f}")


if __name__ == "__main__":
    main()
