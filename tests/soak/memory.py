"""What the bot holds after a while: ``python -m tests.soak.memory [MINUTES] [--people N] …``.

So many people write questions in three languages, press what they are shown, edit, type inline and
ask in groups; some write nonsense, and an editor goes through the desk's commands. The memory of
its processes is read every few seconds. The run fails where it is at the end more than ``MOST``
percent above what it was after a tenth of the time, or where a reply breaks a rule of Telegram's.
"""

import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import click
from support.bot_api import BotApi, Fault
from support.hostile import KINDS, carried, texts
from support.process import children
from support.rules import broken_sent
from support.wire import BOT, Call

from bot.desk.commands import COMMANDS
from tests.soak.subject import TOKEN, Subject, running
from tests.soak.throughput import questions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST: Final = 10.0
"""Percent."""
EDITOR: Final = 7000
_SAMPLE_SECONDS: Final = 5.0
_LANGS: Final = ("kk", "ru", "en", "de")
_SMALL_TALK: Final = (
    "рахмет",
    "привет",
    "hello",
    "/start",
    "/help",
    "/language",
    "/about",
    "/source",
)
_OF_THE_DESK: Final = tuple(f"/{name} {fact}" for name in COMMANDS for fact in ("", "f59"))


class Town(BotApi):
    """People who do this and that; what they are shown is there to be pressed."""

    def __init__(self, people: int, seed: int) -> None:
        super().__init__(TOKEN)
        self.done: Counter[str] = Counter()
        self.broken: set[str] = set()
        self.answered = 0
        self._random = Random(seed)
        self._people = people
        self._questions = questions()
        self._shown: dict[int, tuple[dict[str, Any], list[str]]] = {}
        self._said: dict[int, dict[str, Any]] = {}
        self._does: Mapping[str, tuple[float, Callable[[int], dict[str, Any]]]] = {
            "question": (0.50, self._asks),
            "small talk": (0.06, lambda who: self._says(who, self._one_of(_SMALL_TALK))),
            "number": (0.06, lambda who: self._says(who, f"f{self._random.randint(0, 140)}")),
            "nonsense": (0.05, self._talks_nonsense),
            "press": (0.12, self._presses),
            "edit": (0.05, self._edits),
            "inline": (0.06, self._types),
            "group": (0.06, self._asks_in_a_group),
            "editor": (0.04, lambda _: self._edits_facts()),
        }

    def act(self) -> None:
        """Let somebody do something."""
        names = list(self._does)
        (name,) = self._random.choices(names, [share for share, _ in self._does.values()])
        with self._changed:
            self.done[name] += 1
            self.deliver(self._does[name][1](self._random.randint(1, self._people)))

    def ask_plainly(self, person: int) -> None:
        """Wait until somebody who comes anew is answered; raises AssertionError if they aren't."""
        self.write("f1", person)
        self.wait(lambda: person in self._shown)

    def arrive(self, call: Call, fault: Fault | None) -> Any:
        """Note what somebody can press, and forget the message."""
        parameters = call.parameters
        with self._changed:
            self.answered += 1
            self.broken.update(broken_sent(parameters))
            message = super().arrive(call, fault)
            self.sent.clear()
            rows = (parameters.get("reply_markup") or {}).get("inline_keyboard", [])
            carried = [b["callback_data"] for row in rows for b in row if "callback_data" in b]
            if carried:
                self._shown[parameters["chat_id"]] = message, carried
            self.calls.clear()
            self._changed.notify_all()
        return message

    def _one_of(self, what: tuple[str, ...] | list[str]) -> str:
        return self._random.choice(what)

    def _sent_by(self, who: int, **content: Any) -> dict[str, Any]:
        return self._message(_LANGS[who % len(_LANGS)], who) | content

    def _says(self, who: int, text: str) -> dict[str, Any]:
        length = len(text.split(" ", maxsplit=1)[0]) if text.startswith("/") else 0
        command = [{"type": "bot_command", "offset": 0, "length": length}] if length else []
        return {"message": self._sent_by(who, text=text, entities=command)}

    def _asks(self, who: int) -> dict[str, Any]:
        said = self._says(who, self._one_of(self._questions))
        self._said[who] = said["message"]
        return said

    def _talks_nonsense(self, who: int) -> dict[str, Any]:
        kind = self._one_of(sorted(set(KINDS) - {"surrogates"}))
        return self._says(who, texts(kind, 1, self._random.randint(0, 10**9), self._questions)[0])

    def _edits_facts(self) -> dict[str, Any]:
        if self.done["editor"] == 1:
            return self._says(EDITOR, "/name Айгүл")
        if self.done["editor"] % 2:
            return self._says(EDITOR, "/cancel")  # so that the next one begins something anew
        return self._says(EDITOR, self._one_of(_OF_THE_DESK))

    def _presses(self, who: int) -> dict[str, Any]:
        shown = self._shown.get(who)
        message, data = shown or (self._sent_by(who), carried("nearly ours", 1, who))
        person = self._message(_LANGS[who % len(_LANGS)], who)["from"]
        press = {"id": "1", "from": person, "chat_instance": "1", "message": message}
        return {"callback_query": press | {"data": self._one_of(data)}}

    def _edits(self, who: int) -> dict[str, Any]:
        said = self._said.get(who)
        if said is None:
            return self._asks(who)
        text = self._one_of(self._questions)
        return {"edited_message": said | {"edit_date": 2, "text": text}}

    def _types(self, who: int) -> dict[str, Any]:
        person = self._message(_LANGS[who % len(_LANGS)], who)["from"]
        typed = self._one_of(self._questions)[: self._random.randint(1, 40)]
        return {"inline_query": {"id": "1", "from": person, "query": typed, "offset": ""}}

    def _asks_in_a_group(self, who: int) -> dict[str, Any]:
        asking = self._says(who, f"/ask@{BOT['username']} {self._one_of(self._questions)}")
        chat = {"id": -1 - who % 7, "type": "supergroup", "title": "Тарих"}
        return {"message": asking["message"] | {"chat": chat, "date": int(time.time())}}


@dataclass(slots=True)
class Held:
    """The memory of a process, in MB, by the seconds since the beginning."""

    samples: list[tuple[float, float]] = field(default_factory=list)

    def around(self, moment: float, seconds: float) -> float:
        """Return the median of what was held in the seconds before and after a moment."""
        near = [held for at, held in self.samples if abs(at - moment) <= seconds]
        return median(near or [self.samples[-1][1]])


def memory_of_all(process: int) -> float:
    """Return how much a process and those that it has started take, in MB."""
    return sum(map(memory, [process, *children(process)]))


def memory(process: int) -> float:
    """Return how much of the machine's memory a process takes, in MB."""
    for line in Path(f"/proc/{process}/status").read_text("ascii", "replace").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise ProcessLookupError(process)


def load(town: Town, bot: Subject, seconds: float, rate: float) -> Held:
    """Have so much done a second, and read the memory meanwhile."""
    held, start, acts = Held(), time.monotonic(), 0
    sampled = -_SAMPLE_SECONDS
    while (at := time.monotonic() - start) < seconds:
        if at - sampled >= _SAMPLE_SECONDS:
            sampled = at
            held.samples.append((at, memory_of_all(bot.process)))
        town.act()
        acts += 1
        time.sleep(max(0.0, start + acts / rate - time.monotonic()))
    held.samples.append((time.monotonic() - start, memory_of_all(bot.process)))
    return held


@click.command()
@click.argument("minutes", type=float, default=30)
@click.option("--people", type=int, default=60)
@click.option("--rate", type=float, default=15.0, help="Things done a second.")
@click.option("--seed", type=int, default=1)
def main(minutes: float, people: int, rate: float, seed: int) -> None:
    """Load the bot for MINUTES."""
    seconds = 60 * minutes
    with (
        TemporaryDirectory() as folder,
        Town(people, seed) as town,
        running(town, Path(folder), {"EDITOR_IDS": str(EDITOR)}) as bot,
    ):
        held = load(town, bot, seconds, rate)
        town.ask_plainly(people + 1)
    click.echo("  ".join(f"{name} {count}" for name, count in town.done.items()))
    for at, megabytes in held.samples[:: max(1, len(held.samples) // 20)]:
        click.echo(f"{at:8.0f} s{megabytes:8.1f} MB")
    first, last = held.around(seconds / 10, seconds / 60), held.around(seconds, seconds / 60)
    grown = 100 * (last / first - 1)
    kept = grown <= MOST and not town.broken
    click.echo(f"rules broken: {', '.join(town.broken) or 'none'}")
    click.echo(f"from {first:.1f} MB to {last:.1f} MB: {grown:+.1f} %, at most {MOST:+.1f} %")
    sys.exit(not kept)


if __name__ == "__main__":
    main()
