"""``facts diff``, ``release``, ``merge-from``: facts as they go from file to file."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from bot.cli.facts.curating import (
    carry_out,
    curation,
    fact_number,
    json_option,
    writing,
)
from bot.cli.terminal import Exit, db_option, explained, interface, store
from bot.curation.bringing import bringing
from bot.errors import NoSuchItem
from bot.exchange.compare import compare
from bot.exchange.contents import contents
from bot.exchange.differences import FieldDifference, differences
from bot.exchange.items import Item, label_of, name_of, record_of
from bot.exchange.release import previous_release, released
from bot.exchange.release import release as write_release
from bot.exchange.three_way import Conflict
from bot.facts import location
from bot.facts.models import Dataset
from bot.facts.store import FactStore
from bot.text.changelog import changelog
from bot.text.changes import difference_lines
from bot.text.fields import field_name
from bot.text.translator import Translator

_Shown = tuple[str, tuple[FieldDifference, ...]]


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.argument("to", required=False, type=int)
@json_option
@db_option
@explained
def diff(old: str, new: str, to: int | None, as_json: bool, db: Path | None) -> None:  # noqa: FBT001
    """Compare two fact files by key, or two revisions of a fact.

    `facts diff A.db B.db` says what B has otherwise than A; `facts diff f12 3` what was changed in
    f12 since its revision 3, and `facts diff f12 3 5` from revision 3 to 5.
    """
    if new.isdecimal():
        found = [_of_revisions(old, int(new), to, db)]
    else:
        found = list(_of_files(Path(old), Path(new)))
    for label, changed in found:
        if as_json:
            record = {"item": label, "differences": [asdict(one) for one in changed]}
            click.echo(json.dumps(record, ensure_ascii=False))
            continue
        click.echo(f"{label}:")
        for line in difference_lines(changed, interface()):
            click.echo(f"  {line}")
    if not any(changed for _, changed in found) and not as_json:
        click.echo(interface()("change.same"))


def _of_files(old: Path, new: Path) -> Iterator[_Shown]:
    with closing(FactStore(old)) as before, closing(FactStore(new)) as after:
        for one in compare(contents(before), contents(after)):
            yield label_of(name_of(one.item), record_of(one.item)), one.fields


def _of_revisions(fact: str, first: int, last: int | None, db: Path | None) -> _Shown:
    service = curation(db)
    found, newest = service.fact(fact_number(fact))
    records = {r.revision: r.after for r in service.revisions(("fact", found.key))}
    last = newest if last is None else last
    for revision in (first, last):
        if revision not in records:
            raise NoSuchItem("no-such-revision", fact=found.label, revision=revision)
    return found.label, differences(records[first], records[last])


@click.command("release")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--since",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The release before; without it the newest beside FOLDER.",
)
@json_option
@db_option
@explained
def release(folder: Path, since: Path | None, as_json: bool, db: Path | None) -> None:  # noqa: FBT001
    """Write data, checksums and the changes since the release before into a new FOLDER."""
    path = db or location.default()
    with store(path) as opened:
        version = opened.dataset().version
    since = since or previous_release(folder, version)
    write_release(path, folder, lambda items: _changes(items, since))
    said = interface()("release.done", path=folder)
    click.echo(json.dumps({"release": str(folder)}) if as_json else said)


def _changes(items: Sequence[Item], since: Path | None) -> Iterator[str]:
    """Yield the change log of a release's items since the release before."""
    before = released(since) if since else ()
    dataset = next(item for item in items if isinstance(item, Dataset))
    previous = next((item.version for item in before if isinstance(item, Dataset)), None)
    return changelog(dataset, previous, compare(before, items) if since else ())


@click.command("merge-from")
@click.argument("release", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--base",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="The release that your file began with.",
)
@writing
@explained
def merge_from(release: Path, base: Path, db: Path | None, **how: Any) -> None:
    """Bring what RELEASE changed since --base into a file that was edited meanwhile.

    What both changed otherwise is a conflict: it is shown, and the file keeps its own.
    """
    service, tr = curation(db), interface()
    draft, conflicts = bringing(service.path, release, base)
    for conflict in conflicts:
        for line in _conflict_lines(conflict, tr):
            click.echo(line, err=True)
    carry_out(service, draft, **how)
    if conflicts:
        click.echo(tr.plural("merge.conflicts", len(conflicts), count=len(conflicts)), err=True)
        sys.exit(Exit.FINDINGS)


def _conflict_lines(conflict: Conflict, tr: Translator) -> Iterator[str]:
    nothing = "–"
    field = field_name(conflict.field, tr)
    yield tr("merge.conflict", item=" ".join(conflict.name), field=field)
    for side in ("base", "ours", "theirs"):
        value = getattr(conflict, side)
        yield f"  {tr(f'merge.{side}')}: {nothing if value is None else value}"
