"""What the commands that change facts share: who, why, the review, and the question before it."""

import getpass
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from bot.cli.terminal import Exit, db_option, interface
from bot.curation.curators import Curator
from bot.curation.drafts import Draft
from bot.curation.reviews import Review
from bot.curation.service import CurationService
from bot.errors import NoSuchFact, Rejected
from bot.exchange.items import label_of
from bot.facts import location
from bot.state.state import State
from bot.text.changes import problem_sentence, review_lines
from bot.text.translator import Translator

_NUMBER = re.compile(r"[fFфФ]?(\d{1,9})")


def login() -> str:
    """Return the login name; in a container there may be none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


by_option = click.option(
    "--by", envvar="CURATOR_NAME", default=login, help="Who changes the facts, for the history."
)
reason_option = click.option("--reason", help="Why, for the history.")
yes_option = click.option("--yes", "-y", is_flag=True, help="Write without asking, doubts or not.")
dry_option = click.option("--dry-run", "dry", is_flag=True, help="Only say what would be.")
json_option = click.option("--json", "as_json", is_flag=True, help="The outcome as JSON.")
based_on_option = click.option(
    "--based-on",
    type=int,
    help="The revision that the change was based on; refused if there is a later one.",
)


state_option = click.option(
    "--state",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="STATE_DB",
    default="state.db",
    help="The state file of the bot; without it STATE_DB, then ./state.db.",
)


@contextmanager
def state_file(path: Path) -> Iterator[State]:
    """Open what the bot keeps about people."""
    with closing(State(path)) as state:
        yield state


def writing(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that every command that changes facts has."""
    options = (by_option, reason_option, yes_option, dry_option, json_option, db_option)
    for option in reversed(options):
        command = option(command)
    return command


def how(given: dict[str, Any]) -> dict[str, Any]:
    """Take the options that say how to write out of those given."""
    return {name: given.pop(name) for name in ("by", "reason", "yes", "dry", "as_json")}


def editor(by: str) -> Curator:
    """Return the person at the command line: whoever may write the file is its editor."""
    return Curator(by.strip() or login(), "editor", "cli")


def curation(db: Path | None) -> CurationService:
    """Return the service over the fact file that was named, else the default one."""
    return CurationService(db or location.default())


def fact_number(text: str) -> int:
    """Return the number that f12 or 12 names; raises NoSuchFact."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        raise NoSuchFact("not-a-fact-number", value=text)
    return int(match[1])


def carry_out(
    service: CurationService,
    draft: Draft,
    *,
    by: str,
    reason: str | None,
    yes: bool,
    dry: bool,
    as_json: bool,
) -> None:
    """Show what a draft would do and, unless it must not or need not, write it.

    On a terminal a person is asked first, elsewhere only doubts stand in the way.
    """
    tr = interface()
    review = service.review(draft)
    if as_json:
        shown: dict[str, Any] = review_record(review, tr)
    else:
        for line in review_lines(review, tr):
            click.echo(line)
    if any(problem.severity == "error" for problem in review.problems):
        raise Rejected("change-rejected")
    if review.is_empty or dry:
        click.echo(json.dumps(shown, ensure_ascii=False) if as_json else _nothing(review, tr))
        return
    if not _agreed(review, tr, yes=yes):
        sys.exit(Exit.FINDINGS)
    number = service.publish(draft, editor(by), reason, confirmed=True)
    labels = written(service, number)
    if as_json:
        click.echo(json.dumps(shown | {"change": number, "items": labels}, ensure_ascii=False))
    else:
        click.echo(tr("change.made", change=number, items=", ".join(labels)))


def written(service: CurationService, number: int | None) -> list[str]:
    """Return what a change touched, by the names that people know."""
    if number is None:
        return []
    _, revisions = service.change(number)
    return [label_of(r.name, r.after or r.before) for r in revisions]


def review_record(review: Review, tr: Translator) -> dict[str, Any]:
    """Return a review as the object that ``--json`` prints."""
    return {
        "differences": [
            {"kind": kind, "item": item, **asdict(one)}
            for (kind, item), found in review.differences
            for one in found
        ],
        "problems": [
            {
                "key": problem.key,
                "severity": problem.severity,
                "field": problem.field,
                "problem": problem_sentence(problem, tr),
            }
            for problem in review.problems
        ],
        "moved": [asdict(one) for one in review.moved],
    }


def _nothing(review: Review, tr: Translator) -> str:
    return tr("change.nothing") if review.is_empty else tr("change.dry")


def _agreed(review: Review, tr: Translator, *, yes: bool) -> bool:
    doubts = any(problem.severity == "question" for problem in review.problems)
    if yes:
        return True
    if sys.stdin.isatty():
        return click.confirm(tr("change.confirm-questions" if doubts else "change.confirm"))
    if doubts:
        click.echo(tr("change.add-yes"), err=True)
    return not doubts
