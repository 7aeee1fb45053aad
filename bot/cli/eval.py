"""``eval``: how well questions with known answers are answered."""

import json
import time
from collections import Counter
from pathlib import Path

import click

from bot.cli.terminal import db_option, explained, interface, service
from bot.matching.evaluation import RESULTS, Question, Result, grade, read_questions, tally

DEFAULT_FOLDER = Path("tests/questions")


@click.command("eval")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Each row as one JSON object a line.")
@db_option
@explained
def command(files: tuple[Path, ...], as_json: bool, db: Path | None) -> None:  # noqa: FBT001
    """Answer the questions in FILES and compare with their known answers.

    FILES are tab-separated, with columns question, facts and kind, named like kitchen.kk.tsv;
    without any, those in tests/questions.
    """
    paths = files or tuple(sorted(DEFAULT_FOLDER.glob("*.tsv")))
    if not paths:
        raise click.UsageError(f"There are no questions in {DEFAULT_FOLDER}; name a file.")
    try:
        questions = [question for path in paths for question in read_questions(path)]
    except (KeyError, UnicodeDecodeError) as error:
        raise click.UsageError("A file needs UTF-8 and the columns question and kind.") from error
    graded: list[tuple[Question, Result]] = []
    start = time.perf_counter()
    with service(db) as facts:
        graded.extend(
            (question, grade(question, facts.ask(question.text))) for question in questions
        )
    elapsed = time.perf_counter() - start
    for (lang, kind), counted in sorted(tally(graded).items()):
        click.echo(_row(lang, kind, counted, as_json=as_json))
    if questions and not as_json:
        milliseconds = f"{1000 * elapsed / len(questions):.1f}"
        click.echo(
            interface().plural(
                "eval.speed", len(questions), count=len(questions), milliseconds=milliseconds
            )
        )


def _row(lang: str, kind: str, counted: Counter[Result], *, as_json: bool) -> str:
    total = sum(counted.values())
    if as_json:
        results = {result: counted[result] for result in RESULTS}
        return json.dumps({"lang": lang, "kind": kind, "questions": total, **results})
    tr = interface()
    shares = ", ".join(
        f"{tr(f'eval.{result}')} {100 * counted[result] / total:.1f} %" for result in RESULTS
    )
    return f"{lang}  {tr(f'eval.kind.{kind}'):<14} {total:>5}  {shares}"
