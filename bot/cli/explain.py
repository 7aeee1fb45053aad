"""``explain``: why a question is answered as it is."""

from pathlib import Path

import click

from bot.cli.terminal import db_option, explained, interface_language, lang_option, service
from bot.text.explanation import explain_lines
from bot.text.translator import translator


@click.command("explain")
@click.argument("question")
@lang_option
@db_option
@explained
def command(question: str, lang: str | None, db: Path | None) -> None:
    """Show how QUESTION was read, which facts were weighed, and what decided."""
    with service(db) as facts:
        judgement = facts.judge(question)
    tr = translator(lang or interface_language())
    click.echo("\n".join(explain_lines(judgement, tr)))
