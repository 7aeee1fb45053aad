"""The group of all commands. Each command's module is loaded only when it is called."""

import os
import signal
from pathlib import Path
from typing import Any, NoReturn

import click

from bot import __version__
from bot.cli.lazy import LazyGroup
from bot.cli.terminal import explained, service, utf8_streams
from bot.facts import location, working_copy

_COMMANDS = {
    "ask": "bot.cli.ask:command",
    "explain": "bot.cli.explain:command",
    "chat": "bot.cli.chat:command",
    "run": "bot.cli.run:command",
    "eval": "bot.cli.eval:command",
    "facts": "bot.cli.facts:command",
}


class Program(LazyGroup):
    """All commands; SIGTERM ends the program from the start, as process 1 of a container too."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the program."""
        signal.signal(signal.SIGTERM, _terminated)
        return super().main(*args, **kwargs)


def _terminated(number: int, _: object) -> NoReturn:
    raise SystemExit(128 + number)


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001
    if asked and not ctx.resilient_parsing:
        _print_version()
        ctx.exit()


@explained
def _print_version() -> None:
    with service(location.default()) as facts:
        version = facts.dataset().version
    click.echo(f"history-bot {__version__}, facts {version}")


@click.group(
    cls=Program, places=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Print the versions of the program and of its facts.",
)
@click.option(
    "--seed",
    is_flag=True,
    help="First put a copy of the shipped facts where FACTS_DB, else ./facts.db, has no file yet.",
)
def main(seed: bool) -> None:  # noqa: FBT001
    """Answer history questions with the dated fact and its source."""
    utf8_streams()
    if seed:
        _seed()


@explained
def _seed() -> None:
    working_copy.ensure(Path(os.environ.get("FACTS_DB") or location.NAME))
