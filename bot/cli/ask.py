"""``ask``: questions in, answers out; as text or as JSON Lines."""

import json
import sys
import time
from pathlib import Path
from typing import Any

import click

from bot.cli.terminal import db_option, explained, interface_language, lang_option, service
from bot.evaluation.calibration import stated
from bot.facts.models import Found, Outcome
from bot.service import FactService
from bot.text import views
from bot.text.dialogue import Dialogue, Speaker
from bot.text.reply import plain, plain_line
from bot.text.translator import translator


@click.command("ask")
@click.argument("question")
@lang_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each question.")
@db_option
@explained
def command(question: str, lang: str | None, as_json: bool, db: Path | None) -> None:  # noqa: FBT001
    """Answer QUESTION; with - one question a line is read from standard input."""
    with service(db) as facts:
        for asked in (line.rstrip("\n") for line in sys.stdin) if question == "-" else [question]:
            if as_json:
                click.echo(json.dumps(answer_record(facts, asked, lang), ensure_ascii=False))
            else:
                speaker = Speaker(lang, interface_language())
                click.echo(plain(Dialogue(facts).say(asked, speaker)))
                if question == "-":
                    click.echo()


def answer_record(facts: FactService, question: str, lang: str | None) -> dict[str, Any]:
    """Return a question's outcome as the object that ``--json`` prints."""
    start = time.perf_counter()
    outcome = facts.ask(question, lang, interface_language())
    record: dict[str, Any] = {
        "question": question,
        "status": outcome.status,
        "lang": outcome.lang,
        "confidence": round(stated(outcome), 3),
        "facts": [_fact_record(facts, found, outcome) for found in outcome.facts],
    }
    if outcome.status == "none":
        record["near"] = [_fact_record(facts, found, outcome) for found in outcome.near]
    record["ms"] = round(1000 * (time.perf_counter() - start), 2)
    return record


def _fact_record(facts: FactService, found: Found, outcome: Outcome) -> dict[str, Any]:
    tr = translator(outcome.lang)
    fact = found.fact
    return {
        "id": fact.label,
        "date": fact.date.text if fact.date else None,
        "calendar": fact.date.calendar if fact.date else None,
        "date_text": views.when(fact, tr),
        "text": views.text_of(fact, tr.lang)[0],
        "note": "\n".join(views.note_lines(fact, tr)) or None,
        "sources": [plain_line(line) for line in views.source_lines(fact, facts.sources(), tr)],
        "score": found.score,
    }
