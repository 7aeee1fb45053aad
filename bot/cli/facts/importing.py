"""``facts import``: a file argued row by row, then written as one change."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from bot.cli.facts.curating import by_option, curation, editor, json_option, reason_option
from bot.cli.terminal import Exit, db_option, explained, interface
from bot.curation import importing
from bot.curation.import_plan import VERDICTS, WRITTEN, ImportPlan, Judged, Verdict
from bot.exchange.annotate import annotate
from bot.exchange.columns import column_of
from bot.exchange.reading import open_rows
from bot.exchange.rows import Row
from bot.text.changes import difference_lines, problem_sentence
from bot.text.problems import row_problem_lines, row_reasons
from bot.text.translator import Translator


def _verdicts(_: click.Context, __: click.Parameter, value: str | None) -> tuple[Verdict, ...]:
    """Return the verdicts that --only names."""
    if value is None:
        return WRITTEN
    named = [name.strip() for name in value.split(",")]
    allowed = [verdict for verdict in VERDICTS if verdict not in ("same", "faulty")]
    chosen = tuple(verdict for verdict in allowed if verdict in named)
    if not named or len(chosen) != len(set(named)):
        raise click.BadParameter(f"choose among {', '.join(allowed)}, separated by commas.")
    return chosen


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.option("--apply", "apply_", is_flag=True, help="Write; without it only say what would be.")
@click.option(
    "--only",
    metavar="new,changed,doubtful",
    callback=_verdicts,
    help="Which rows to write; doubtful ones only if they are named here.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    help="Write a copy of FILE in which every rejected row has its reasons.",
)
@by_option
@reason_option
@json_option
@db_option
@explained
def import_(
    file: Path,
    *,
    apply_: bool,
    only: tuple[Verdict, ...],
    report: Path | None,
    by: str,
    reason: str | None,
    as_json: bool,
    db: Path | None,
) -> None:
    """Read facts from FILE: CSV, XLSX, JSON Lines, a folder of CSV files, Wikidata's JSON.

    Facts are matched to known ones by key. Rejected rows are named and left out, all others are
    written together as one change, which `facts undo` takes back whole.
    """
    path, tr = curation(db).path, interface()
    planned = importing.plan(open_rows(file), path, _progress)
    if report is not None:
        reasons = {(row.table, row.number): row_reasons(row, tr) for row in planned.rejected}
        annotate(file, report, reasons)
    if as_json:
        _print_json(planned)
    else:
        _print(planned, tr)
    number = importing.apply(planned, path, editor(by), reason, only) if apply_ else None
    if as_json:
        click.echo(json.dumps({"change": number, "counts": dict(planned.counts)}))
    elif number is not None:
        click.echo(tr("import.done", path=path, change=number))
    else:
        waits = not apply_ and any(planned.chosen(only))
        click.echo(tr("import.dry" if waits else "import.nothing"))
    if planned.rejected:
        sys.exit(Exit.FINDINGS)


def _progress(rows: Iterable[Row], doing: str) -> Iterator[Row]:
    """Show on a terminal how many rows have been read; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield from rows
        return
    label = interface()(f"import.progress.{doing}")
    with click.progressbar(rows, label=label, file=sys.stderr, show_pos=True) as bar:
        yield from bar


def _print(planned: ImportPlan, tr: Translator) -> None:
    for row in planned.rows:
        if row.verdict == "changed":
            click.echo(f"{row.label}:")
            for line in difference_lines(row.differences, tr):
                click.echo(f"  {line}")
        for line in row_problem_lines(row, tr):
            click.echo(line, err=True)
    counts = planned.counts
    total = sum(counts.values())
    click.echo(tr.plural("import.would", total, count=total, **{v: counts[v] for v in VERDICTS}))


def _print_json(planned: ImportPlan) -> None:
    for row in planned.rows:
        click.echo(json.dumps(_record(row), ensure_ascii=False))


def _record(row: Judged) -> dict[str, Any]:
    tr = interface()
    return {
        "table": row.table,
        "row": row.number,
        "item": row.label,
        "verdict": row.verdict,
        "differences": [asdict(one) for one in row.differences],
        "problems": [
            {
                "rule": problem.key,
                "column": problem.field and column_of(problem.field),
                "severity": problem.severity,
                "problem": problem_sentence(problem, tr),
            }
            for problem in row.problems
        ],
    }
