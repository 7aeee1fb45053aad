"""Whether every message is answered: ``python -m tests.soak.delivery [MESSAGES] [--webhook] …``.

So many people ask for one fact after the other by its number, at a steady rate. Telegram refuses,
breaks connections, is slow or silent, and delivers twice; the bot is killed again and again. The
run fails where an answer is lost or out of order, breaks a rule of Telegram's, where more than
``MOST_REPEATED`` percent come twice or the bot counts fewer than did, or where a database is not
sound.
"""

import socket
import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

import click
from support.rough_api import RoughApi, Weather
from support.rules import MOST_UNITS, broken_sent

from bot.facts import location
from bot.service import FactService
from bot.text.dialogue import Dialogue, Speaker
from bot.text.reply import as_html
from tests.soak.subject import TOKEN, Subject, running

MOST_REPEATED: Final = 0.5
"""Percent."""
_FIRST_PERSON: Final = 1000
_PATIENCE: Final = 300.0
"""Seconds without any answer until the rest is taken for lost."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done. ``rate``: messages a second."""

    messages: int
    people: int
    kills: int
    rate: float
    webhook: bool
    weather: Weather
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it.

    ``repeated``: answers that came more than once, by what happened to the first. ``counted``: how
    many repeats the bot knows of. ``aside``: updates it gave up, by why. ``broken``: rules of
    Telegram's. ``unsound``: databases.
    """

    answered: int
    lost: int
    wrong: int
    out_of_order: int
    repeated: Counter[str]
    counted: int
    aside: Counter[str]
    broken: tuple[str, ...]
    unsound: tuple[str, ...]
    faults: Counter[str]
    seconds: float

    def missed(self, plan: Plan) -> list[str]:
        """Return the bars that are missed."""
        repeats = sum(self.repeated.values())
        bars = {
            "lost": self.lost == 0,
            "wrong": self.wrong == 0,
            "out of order": self.out_of_order == 0,
            "repeated": 100 * repeats <= MOST_REPEATED * plan.messages,
            "counted": repeats <= self.counted,
            "rules": not self.broken,
            "databases": not self.unsound,
        }
        return [name for name, kept in bars.items() if not kept]


def deliver(plan: Plan, folder: Path) -> Outcome:
    """Carry a plan out, in a folder of its own."""
    hook = _free_port() if plan.webhook else None
    with (
        RoughApi(TOKEN, plan.weather, plan.seed, hook) as api,
        running(api, folder, api.variables) as bot,
    ):
        answers = _answers(plan.messages // plan.people)
        api.wait(lambda: api.of("setWebhook" if plan.webhook else "getUpdates") != [])
        start = time.monotonic()
        _write(plan, api, bot, len(answers))
        _wait(plan, api, bot)
        seconds = time.monotonic() - start
        bot.stop()
        return _judged(plan, api, bot, answers, seconds)


def _answers(count: int) -> list[str]:
    """Return what is answered to ``f1``, ``f2`` and so on."""
    with closing(FactService(location.shipped())) as service:
        dialogue = Dialogue(service)
        replies = [
            dialogue.say(f"f{number}", Speaker(interface="en")) for number in range(1, count + 1)
        ]
    answers = [as_html(reply, MOST_UNITS) for reply in replies]
    assert len(set(answers)) == count, "more messages a person than there are facts"
    return answers


def _write(plan: Plan, api: RoughApi, bot: Subject, each: int) -> None:
    """Write all messages at their time, and kill the bot now and then meanwhile."""
    random, total = Random(plan.seed), plan.people * each
    kills = sorted(random.sample(range(1, total), plan.kills))
    start = time.monotonic()
    for sent in range(total):
        time.sleep(max(0.0, start + sent / plan.rate - time.monotonic()))
        api.write(f"f{sent // plan.people + 1}", _FIRST_PERSON + sent % plan.people, "en")
        if kills and sent >= kills[0]:
            kills.pop(0)
            bot.kill()
            bot.start()


def _wait(plan: Plan, api: RoughApi, bot: Subject) -> None:
    """Wait until all is done, and until what hangs has arrived."""
    arrived, since = 0, time.monotonic()
    while time.monotonic() - since < _PATIENCE:
        time.sleep(0.2)
        if len(api.arrivals) > arrived:
            arrived, since = len(api.arrivals), time.monotonic()
        if bot.kept("SELECT count(*) FROM updates WHERE stage IN ('done', 'aside')") == [
            (plan.messages,)
        ]:
            break
    api.calm()
    time.sleep(plan.weather.hang if "hang" in plan.weather.kinds else 0.0)


def _judged(plan: Plan, api: RoughApi, bot: Subject, answers: list[str], seconds: float) -> Outcome:
    places = {answer: place for place, answer in enumerate(answers)}
    came: dict[int, dict[int, str]] = {}
    repeated: Counter[str] = Counter()
    wrong = out_of_order = 0
    for arrival in api.arrivals:
        place = places.get(arrival.text)
        known = came.setdefault(arrival.person, {})
        if place is None:
            wrong += 1
        elif place in known:
            repeated[known[place] or arrival.fault or "killed"] += 1
        else:
            out_of_order += bool(known) and place < max(known)
            known[place] = arrival.fault or ""
    answered = sum(map(len, came.values()))
    ((counted,),) = bot.kept("SELECT coalesce(sum(repeats), 0) FROM updates")
    aside = bot.kept(
        "SELECT kind || ', deaths ' || deaths || ', delays ' || delays FROM updates"
        " WHERE stage = 'aside'"
    )
    return Outcome(
        answered,
        plan.messages - answered,
        wrong,
        out_of_order,
        repeated,
        int(str(counted)),
        Counter(str(kind) for (kind,) in aside),
        tuple(sorted({fault for sent in api.sent for fault in broken_sent(sent)})),
        tuple(bot.unsound()),
        api.hits,
        seconds,
    )


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "none"


def tell(plan: Plan, outcome: Outcome) -> list[str]:
    """Print what came of a plan; return the bars that are missed."""
    repeats = sum(outcome.repeated.values())
    missed = outcome.missed(plan)
    rows = {
        "way": "webhook" if plan.webhook else "polling",
        "messages, people, kills": f"{plan.messages}, {plan.people}, {plan.kills}",
        "what happened": _listed(outcome.faults),
        "seconds": f"{outcome.seconds:.0f}",
        "lost, wrong, out of order": f"{outcome.lost}, {outcome.wrong}, {outcome.out_of_order}",
        "repeated": f"{repeats} ({_listed(outcome.repeated)})",
        "repeated, percent": f"{100 * repeats / plan.messages:.2f}",
        "put aside": _listed(outcome.aside),
        "repeats the bot counted": str(outcome.counted),
        "rules broken": ", ".join(outcome.broken) or "none",
        "databases": ", ".join(outcome.unsound) or "sound",
        "missed": ", ".join(missed) or "nothing",
    }
    for name, value in rows.items():
        click.echo(f"{name:28}{value}")
    return missed


@click.command()
@click.argument("messages", type=int, default=10_000)
@click.option("--people", type=int, default=200)
@click.option("--kills", type=int, default=20)
@click.option("--share", type=float, default=5.0, help="Percent of messages with a fault.")
@click.option("--rate", type=float, default=90.0, help="Messages a second.")
@click.option("--seed", type=int, default=1)
@click.option("--webhook", is_flag=True, help="Deliver by webhook instead of polling.")
def main(
    messages: int,
    people: int,
    kills: int,
    share: float,
    rate: float,
    seed: int,
    webhook: bool,
) -> None:
    """Have MESSAGES answered on a bad day."""
    plan = Plan(messages, people, kills, rate, webhook, Weather(share / 100), seed)
    with TemporaryDirectory() as folder:
        sys.exit(bool(tell(plan, deliver(plan, Path(folder)))))


if __name__ == "__main__":
    main()
