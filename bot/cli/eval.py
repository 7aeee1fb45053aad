"""``eval``: how well questions with known answers are answered."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.cli.eval_records import case_record, figure_records, half_records
from bot.cli.terminal import Exit, db_option, explained, interface, service
from bot.evaluation.asking import Asking, askings
from bot.evaluation.bars import Bar, missed, read_bars
from bot.evaluation.comparison import compared
from bot.evaluation.figures import figures
from bot.evaluation.grading import Trial, trials
from bot.evaluation.peers import found_by_peers
from bot.evaluation.questions import Question, half, read_questions
from bot.evaluation.report import HalfReport, report, worst
from bot.service import FactService
from bot.text.measurement import figure_lines, half_lines, missed_line
from bot.text.worst_cases import case_lines

QUESTIONS = Path("tests/questions")
PEERS = Path("tests/peers")
BARS = Path("pyproject.toml")

T = TypeVar("T")


@click.command("eval")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--all", "everything", is_flag=True, help="Spoil every question in every way.")
@click.option("--gate", is_flag=True, help="Fail when a bar in pyproject.toml is missed.")
@click.option("--reveal", is_flag=True, help="Show worst cases of the report half as well.")
@click.option("--json", "as_json", is_flag=True, help="Each row as one JSON object a line.")
@db_option
@explained
def command(  # noqa: PLR0917 - click passes them by name
    files: tuple[Path, ...],
    everything: bool,  # noqa: FBT001
    gate: bool,  # noqa: FBT001
    reveal: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
    db: Path | None,
) -> None:
    """Answer the questions in FILES and compare with their known answers.

    FILES are tab-separated, with columns question, facts and kind, named like kitchen.kk.tsv;
    without any, those in tests/questions. Each question is asked as it stands; a sample is asked
    again misspelled.
    """
    bars = read_bars(BARS) if gate else ()
    questions = _questions(files or tuple(sorted(QUESTIONS.glob("*.tsv"))))
    with service(db) as facts:
        asked = askings(questions, everything=everything)
        done, halves = _measured(facts, _report_half(facts, asked) if gate else asked)
        if gate:
            _gate(halves, bars, as_json=as_json)
            return
        for each in halves:
            if as_json:
                _print_records(half_records(each))
                _print_records(figure_records(each))
            else:
                click.echo("\n".join(half_lines(each, interface())))
            if reveal or each.half == "development":
                _print_worst(facts, [t for t in done if t.half == each.half], as_json=as_json)


def _questions(paths: tuple[Path, ...]) -> list[Question]:
    if not paths:
        raise click.UsageError(f"There are no questions in {QUESTIONS}; name a file.")
    try:
        return [question for path in paths for question in read_questions(path)]
    except (KeyError, UnicodeDecodeError) as error:
        raise click.UsageError("A file needs UTF-8 and the columns question and kind.") from error


def _report_half(facts: FactService, asked: Iterable[Asking]) -> list[Asking]:
    keys = {fact.label: fact.key for fact in facts.facts()}
    return [asking for asking in asked if half(asking.question, keys) == "report"]


def _measured(facts: FactService, asked: list[Asking]) -> tuple[list[Trial], list[HalfReport]]:
    """Ask the bot all, its peers the report half."""
    held = _report_half(facts, asked)
    done = list(trials(facts, _with_progress(asked)))
    found = found_by_peers(PEERS, facts.facts(), held, _with_progress)
    standings = compared([trial for trial in done if trial.half == "report"], found)
    languages = facts.dataset().languages
    return done, report(done, languages, {"report": standings})


def _with_progress(items: Sequence[T]) -> Iterator[T]:
    """Yield items and show on a terminal how far they are."""
    with click.progressbar(items, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield from bar


def _gate(halves: list[HalfReport], bars: tuple[Bar, ...], *, as_json: bool) -> None:
    """Print the figures and every bar that is missed, and exit with 1 if there is any."""
    tr = interface()
    if not halves:
        raise click.UsageError("There are no questions of the report half.")
    (measured,) = halves
    if as_json:
        _print_records(figure_records(measured))
    else:
        click.echo("\n".join(figure_lines(measured, bars, tr)))
    failed = missed(bars, figures(measured))
    for bar in failed:
        click.echo(missed_line(bar, measured, tr), err=True)
    if failed:
        sys.exit(Exit.FINDINGS)
    if not as_json:
        click.echo(tr.plural("eval.gate.passed", len(bars), count=len(bars)))


def _print_worst(facts: FactService, done: list[Trial], *, as_json: bool) -> None:
    cases = [(trial, facts.judge(trial.asking.text)) for trial in worst(done)]
    if as_json:
        _print_records(case_record(trial, judgement) for trial, judgement in cases)
        return
    tr = interface()
    if cases:
        click.echo(tr("eval.title.worst"))
    for number, (trial, judgement) in enumerate(cases, start=1):
        click.echo("\n".join(case_lines(number, trial, judgement, tr)))
    click.echo()


def _print_records(records: Iterable[dict[str, Any]]) -> None:
    for record in records:
        click.echo(json.dumps(record, ensure_ascii=False))
