"""Problems of the rows of a file as sentences."""

from collections.abc import Iterator

from bot.curation.import_plan import Judged
from bot.exchange.columns import column_of
from bot.facts.problems import Problem
from bot.text.changes import problem_sentence
from bot.text.translator import Translator


def row_problem_lines(row: Judged, tr: Translator) -> Iterator[str]:
    """Yield where the problems of a rejected row are and what to do about them, a line each."""
    place = f"{row.table} {row.number}".strip()
    for problem in row.standing:
        said = _said(problem, tr)
        if problem.field is None:
            yield tr("problem.at-line", line=place, problem=said)
        else:
            field = column_of(problem.field)
            yield tr("problem.at", line=place, field=field, problem=said)


def row_reasons(row: Judged, tr: Translator) -> list[str]:
    """Return why a row is rejected, each problem with its column, for a cell beside it."""
    return [
        f"{column_of(problem.field)}: {_said(problem, tr)}" if problem.field else _said(problem, tr)
        for problem in row.standing
    ]


def _said(problem: Problem, tr: Translator) -> str:
    said = problem_sentence(problem, tr)
    if problem.severity == "error":
        return said
    return f"{tr(f'change.severity.{problem.severity}')}: {said}"
