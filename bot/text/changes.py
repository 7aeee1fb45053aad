"""Changes as curators read them: what differs, what stands against it, who did it and why."""

from collections.abc import Iterable, Iterator, Sequence

from bot.curation.reviews import Moved, Review
from bot.errors import BotError, DateError
from bot.exchange.differences import FieldDifference
from bot.facts.history import MadeChange, Revision
from bot.facts.problems import Problem
from bot.text.fields import field_name
from bot.text.translator import Translator


def error_lines(error: BotError, tr: Translator) -> Iterator[str]:
    """Yield what a person is told about an error; its sentence comes last."""
    yield from problem_lines(error.data.get("problems", ()), tr)  # type: ignore[arg-type]
    for side in ("theirs", "yours"):
        if found := error.data.get(side):
            yield tr(f"change.{side}")
            yield from (f"  {line}" for line in difference_lines(found, tr))  # type: ignore[arg-type]
    kind = "problem" if isinstance(error, DateError) else "error"
    yield tr(f"{kind}.{error.key}", **error.data)


def review_lines(review: Review, tr: Translator) -> Iterator[str]:
    """Yield what a draft would do, by item, and what is to be said about it."""
    several = len(review.differences) > 1
    for name, found in review.differences:
        if several and found:
            yield f"{name[1]}:"
        yield from difference_lines(found, tr)
    yield from problem_lines(review.problems, tr)
    yield from moved_lines(review.moved, tr)


def difference_lines(found: Iterable[FieldDifference], tr: Translator) -> Iterator[str]:
    """Yield differences field by field: the field, then the old value and the new one."""
    field = None
    for one in found:
        if one.field != field:
            field = one.field
            yield f"{field_name(field, tr)}:"
        yield from (f"  − {line}" for line in (one.old or "").split("\n") if one.old is not None)
        yield from (f"  + {line}" for line in (one.new or "").split("\n") if one.new is not None)


def problem_lines(problems: Iterable[Problem], tr: Translator) -> Iterator[str]:
    """Yield problems with how bad they are and where, the worst first."""
    order = ("error", "question", "warning")
    for problem in sorted(problems, key=lambda p: order.index(p.severity)):
        severity = tr(f"change.severity.{problem.severity}")
        said = problem_sentence(problem, tr)
        if problem.field is None:
            yield tr("change.problem-of-all", severity=severity, problem=said)
        else:
            field = field_name(problem.field, tr)
            yield tr("change.problem", severity=severity, field=field, problem=said)


def problem_sentence(problem: Problem, tr: Translator) -> str:
    """Return what is wrong and what to do about it."""
    return tr(f"problem.{problem.key}", **problem.data)


def moved_lines(moved: Sequence[Moved], tr: Translator) -> Iterator[str]:
    """Yield the questions that would be answered by another fact."""
    if moved:
        yield tr("change.moved-title")
    for one in moved:
        yield f"  {_moved(one, tr)}"


def _moved(one: Moved, tr: Translator) -> str:
    if one.after is None:
        return tr("change.moved-lost", question=one.question, before=one.before)
    if one.before is None:
        return tr("change.moved-found", question=one.question, after=one.after)
    return tr("change.moved", question=one.question, before=one.before, after=one.after)


def change_lines(made: MadeChange, tr: Translator) -> Iterator[str]:
    """Yield a change: when, who, through what and why, and what became of it."""
    said = [tr("change.line", change=made.number, **_made(made, tr))]
    if made.change.undoes is not None:
        said.append(tr("change.undoes", change=made.change.undoes))
    if made.undone_by is not None:
        said.append(tr("change.undone-by", change=made.undone_by))
    yield "; ".join(said)
    if made.change.reason:
        yield f"   {tr('change.reason', reason=made.change.reason)}"


def revision_lines(
    revision: Revision, found: Iterable[FieldDifference], tr: Translator
) -> Iterator[str]:
    """Yield a revision with what it changed, field by field."""
    made = revision.made
    yield tr("change.revision", revision=revision.revision, change=made.number, **_made(made, tr))
    if made.change.reason:
        yield f"  {tr('change.reason', reason=made.change.reason)}"
    yield from (f"  {line}" for line in difference_lines(found, tr))


def _made(made: MadeChange, tr: Translator) -> dict[str, str]:
    return {
        "at": made.at[: len("2026-11-23T10:00")].replace("T", " "),
        "by": made.change.by,
        "channel": tr(f"channel.{made.change.channel}"),
        "operation": tr(f"operation.{made.change.operation}"),
    }
