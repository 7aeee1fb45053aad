"""``facts curators``: who may propose changes on Telegram; editors are in ``EDITOR_IDS``."""

import json
from pathlib import Path

import click

from bot.cli.facts.curating import by_option, editor, json_option, state_file, state_option
from bot.cli.terminal import explained, interface
from bot.curation.roster import Roster


@click.group("curators")
def command() -> None:
    """List, appoint and dismiss contributors, by their numbers at Telegram."""


@command.command("list")
@json_option
@state_option
@explained
def list_(as_json: bool, state: Path) -> None:  # noqa: FBT001
    """List the contributors, and the names that curators chose."""
    with state_file(state) as kept:
        for person, appointment in kept.curators.appointments().items():
            record = {"person": person, "name": appointment.name}
            record["contributes"] = appointment.contributes
            line = f"{person} · {appointment.name}"
            click.echo(json.dumps(record, ensure_ascii=False) if as_json else line)


@command.command("appoint")
@click.argument("person", type=click.IntRange(min=1))
@click.argument("name")
@by_option
@json_option
@state_option
@explained
def appoint(person: int, name: str, by: str, as_json: bool, state: Path) -> None:  # noqa: FBT001
    """Let PERSON propose changes, under NAME."""
    with state_file(state) as kept:
        Roster(kept, ()).appoint(editor(by), person, name)
    said = interface()("curator.appointed", person=person)
    click.echo(json.dumps({"person": person}) if as_json else said)


@command.command("dismiss")
@click.argument("person", type=click.IntRange(min=1))
@by_option
@json_option
@state_option
@explained
def dismiss(person: int, by: str, as_json: bool, state: Path) -> None:  # noqa: FBT001
    """Let PERSON propose changes no longer."""
    with state_file(state) as kept:
        Roster(kept, ()).dismiss(editor(by), person)
    said = interface()("curator.dismissed", person=person)
    click.echo(json.dumps({"person": person}) if as_json else said)
