"""The group of all commands. Each command's module is loaded only when it is called."""

import os
import signal
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from bot import __version__
from bot.cli.terminal import explained, service, utf8_streams
from bot.facts import location, working_copy

_COMMANDS = {
    "ask": "bot.cli.ask",
    "explain": "bot.cli.explain",
    "chat": "bot.cli.chat",
    "run": "bot.cli.run",
    "eval": "bot.cli.eval",
    "facts": "bot.cli.facts",
}


class LazyGroup(click.Group):
    """A group whose commands are functions named ``command`` in modules of their own."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the program; SIGTERM ends it from the start, as process 1 of a container too."""
        signal.signal(signal.SIGTERM, _terminated)
        return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of all commands in the order of the table."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, loading its module."""
        if cmd_name not in _COMMANDS:
            return None
        found = import_module(_COMMANDS[cmd_name]).command
        assert isinstance(found, click.Command)  # noqa: S101 - see the table above
        return found


def _terminated(number: int, _: object) -> NoReturn:
    raise SystemExit(128 + number)


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001
    if asked and not ctx.resilient_parsing:
        _print_version()
        ctx.exit()


@explained
def _print_version() -> None:
    with service(location.default()) as facts:
        version = facts.summary().dataset.version
    click.echo(f"history-bot {__version__}, facts {version}")


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
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
