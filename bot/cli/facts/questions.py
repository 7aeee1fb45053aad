"""``facts questions``: curators' own questions, kept with the facts."""

import json
from pathlib import Path

import click

from bot.cli.facts.curating import by_option, curation, editor, fact_number, json_option
from bot.cli.terminal import db_option, explained, interface, store
from bot.curation import asked
from bot.errors import ImportRejected
from bot.evaluation.questions import read_questions
from bot.facts.models import STATUSES


@click.group("questions")
def command() -> None:
    """Keep questions whose answers are known; changes tell which would move."""


@command.command("list")
@json_option
@db_option
@explained
def list_(as_json: bool, db: Path | None) -> None:  # noqa: FBT001
    """List the questions that are kept, with the facts that answer them."""
    with store(db) as opened:
        labels = {fact.key: fact.label for fact in opened.facts(STATUSES)}
        listed = asked.kept(opened)
    for lang, text, keys in listed:
        facts = [labels[key] for key in keys if key in labels]
        record = {"lang": lang, "question": text, "facts": facts}
        line = f"{lang} · {' '.join(facts) or '–'} · {text}"
        click.echo(json.dumps(record, ensure_ascii=False) if as_json else line)


@command.command("load")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@by_option
@json_option
@db_option
@explained
def load(files: tuple[Path, ...], by: str, as_json: bool, db: Path | None) -> None:  # noqa: FBT001
    """Keep the questions in FILES, as `eval` reads them, in place of all before."""
    service = curation(db)
    questions: list[asked.Asked] = []
    for file in files:
        try:
            read = read_questions(file)
        except (KeyError, UnicodeDecodeError) as error:
            raise ImportRejected("questions-unreadable", path=str(file)) from error
        questions.extend(
            (one.lang, one.text, tuple(service.fact(fact_number(f))[0].key for f in one.facts))
            for one in read
        )
    count = asked.keep(service.path, questions, editor(by))
    said = interface().plural("questions.kept", count, count=count)
    click.echo(json.dumps({"questions": count}) if as_json else said)
