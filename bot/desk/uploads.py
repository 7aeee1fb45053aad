"""Files that editors send: said what importing them would do, then imported by a press."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from bot.curation import importing
from bot.curation.import_plan import VERDICTS, WRITTEN, ImportPlan, Judged
from bot.desk.letters import Attachment, Letter
from bot.desk.means import Means
from bot.desk.received import received, safe_name
from bot.desk.visitor import Visitor
from bot.errors import ImportRejected, StateUnavailable
from bot.exchange.annotate import annotate
from bot.exchange.reading import open_rows
from bot.exchange.rows import Row, Rows
from bot.text.problems import row_problem_lines, row_reasons
from bot.text.reply import Button, Reply, paragraph, shorten
from bot.text.translator import Translator

MOST_ROWS: Final = 20_000
"""Rows of a file: comparing so many with the facts takes half a minute, and all at the desk wait.

Longer files are for the command line."""
SHOWN_PROBLEMS: Final = 8
SHOWN_CHANGES: Final = 5
LINE: Final = 240
"""UTF-16 units of a line; with all that is shown a summary stays well within Telegram's 4096."""
_MARK: Final = "-problems"

_log = logging.getLogger(__name__)


class UploadedFiles:
    """Files between the summary and the press that imports or forgets them."""

    def __init__(self, means: Means) -> None:
        self._path = means.path
        self._uploads = means.state.uploads

    def receive(self, name: str, content: bytes, visitor: Visitor) -> list[Letter]:
        """Return what importing a file would do, and the file with reasons if rows are rejected.

        What can be written waits for a press. Raises NotAllowed, ImportRejected for a file that
        can't be read, FactsUnavailable and StateUnavailable.
        """
        visitor.curator.must("publish")
        name = safe_name(name)
        with received(name, content) as file:
            planned = self._planned(file)
            return self._ask(file, content, planned, visitor)

    def apply(self, number: int, visitor: Visitor) -> list[Letter]:
        """Import a file, if that does what its summary said; otherwise return a new summary.

        Raises NotAllowed, and ChangedMeanwhile if facts change in the very moment; the file then
        stays.
        """
        visitor.curator.must("publish")
        upload = self._uploads.upload(number)
        if upload is None:
            return [visitor.say("desk.stale")]
        with received(upload.name, upload.content) as file:
            planned = self._planned(file)
            chosen = list(planned.chosen(WRITTEN))
            if _digest(chosen) != upload.digest:
                said = visitor.tr("upload.meanwhile")
                letters = self._ask(file, upload.content, planned, visitor, said)
                self._forget(number)
                return letters
        change = importing.apply(planned, self._path, visitor.curator, upload.name)
        self._forget(number)
        undo = Button(visitor.tr("desk.undo"), "undo", str(change))
        count = len(chosen)
        said = visitor.tr.plural("upload.done", count, count=count, change=change)
        return [visitor.letter(said, buttons=(undo,))]

    def cancel(self, number: int, visitor: Visitor) -> list[Letter]:
        """Forget a file; raises NotAllowed."""
        visitor.curator.must("publish")
        return [visitor.say("upload.cancelled" if self._uploads.drop(number) else "desk.stale")]

    def _planned(self, file: Path) -> ImportPlan:
        return importing.plan(_Few(open_rows(file), file), self._path)

    def _ask(
        self, file: Path, content: bytes, planned: ImportPlan, visitor: Visitor, *said: str
    ) -> list[Letter]:
        """Return the summary of a plan after what was ``said``, and the copy with the reasons."""
        tr = visitor.tr
        chosen = list(planned.chosen(WRITTEN))
        copy = _with_reasons(file, planned, visitor) if planned.rejected else None
        buttons: tuple[Button, ...] = ()
        if chosen:
            number = self._uploads.keep(visitor.person, file.name, content, _digest(chosen))
            buttons = (
                Button(tr("upload.apply", count=len(chosen)), "apply", str(number)),
                Button(tr("upload.cancel"), "cancel", str(number), beside=True),
            )
        lines = (shorten(line, LINE) for line in (*said, *_summary(file.name, planned, tr)))
        summary = visitor.letter(*lines, buttons=buttons)
        return [summary] if copy is None else [summary, copy]

    def _forget(self, number: int) -> None:
        """Forget a file that is done with; if it stays all the same, it can't be imported again."""
        try:
            self._uploads.drop(number)
        except StateUnavailable as error:
            _log.warning("a file that is done with could not be forgotten: %s", error.key)


@dataclass(frozen=True, slots=True)
class _Few:
    """The rows of a file; raises ImportRejected after ``MOST_ROWS``."""

    rows: Rows
    file: Path

    def __iter__(self) -> Iterator[Row]:
        for count, row in enumerate(self.rows, start=1):
            if count > MOST_ROWS:
                raise ImportRejected("file-of-too-many-rows", path=str(self.file), most=MOST_ROWS)
            yield row


def _digest(chosen: Iterable[Judged]) -> str:
    """Return what tells one set of rows to write from any other, in hexadecimal."""
    found = sha256()
    for row in chosen:
        found.update(f"{row.verdict} {row.based_on} ".encode() + row.line + b"\n")
    return found.hexdigest()


def _summary(name: str, planned: ImportPlan, tr: Translator) -> Iterator[str]:
    """Yield how many rows come to what, what is wrong with some, and what some would change."""
    counts = planned.counts
    total = sum(counts.values())
    yield tr("upload.file", name=name)
    yield tr.plural("import.would", total, count=total, **{v: counts[v] for v in VERDICTS})
    problems = [line for row in planned.rejected for line in row_problem_lines(row, tr)]
    yield from problems[:SHOWN_PROBLEMS]
    if (more := len(problems) - SHOWN_PROBLEMS) > 0:
        yield tr.plural("upload.more-problems", more, count=more)
    changed = [row.label for row in planned.rows if row.verdict == "changed"]
    if changed:
        yield tr("upload.changed", names=_listed(changed))
    yield tr(_outlook(planned))


def _listed(names: list[str]) -> str:
    """Return a few names, and how many more there are."""
    more = len(names) - SHOWN_CHANGES
    shown = [shorten(name, LINE // (2 * SHOWN_CHANGES)) for name in names[:SHOWN_CHANGES]]
    return ", ".join([*shown, f"+{more}"] if more > 0 else shown)


def _outlook(planned: ImportPlan) -> str:
    """Return the key of what can be done now."""
    if any(planned.chosen(WRITTEN)):
        return "upload.waits"
    if planned.rejected:
        return "upload.rest-known" if planned.counts["same"] else "upload.hopeless"
    return "upload.known" if planned.counts["same"] else "upload.empty"


def _with_reasons(file: Path, planned: ImportPlan, visitor: Visitor) -> Letter:
    """Return the file with the reasons of every rejected row, and what to do with it."""
    name = f"{file.stem.removesuffix(_MARK)}{_MARK}{file.suffix}"
    out = file.with_name(name)  # the file itself, if that is such a copy, mended
    reasons = {(row.table, row.number): row_reasons(row, visitor.tr) for row in planned.rejected}
    annotate(file, out, reasons)
    caption = Reply((paragraph(visitor.tr("upload.mend")),))
    return Letter(visitor.person, caption, file=Attachment(name, out.read_bytes()))
