"""``facts export``, ``template``, ``init``: facts as files of their own."""

from pathlib import Path

import click

from bot.cli.terminal import db_option, explained, interface, lang_option, store
from bot.exchange.contents import contents
from bot.exchange.items import Item, line_of
from bot.facts.store import FactStore
from bot.text.chronology import chronology
from bot.text.translator import translator

FORMS = ("jsonl", "csv", "xlsx", "md")


@click.command("export")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--format", "form", type=click.Choice(FORMS), help="Without it as the name of --out ends."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The file to write, of CSV the folder; without it standard output.",
)
@lang_option
@db_option
@explained
def export(
    file: Path | None, form: str | None, out: Path | None, lang: str | None, db: Path | None
) -> None:
    """Write everything but the history: sorted JSON Lines, CSV, XLSX, or Markdown to read.

    FILE is the fact file to export, for `git diff`; without it the one that --db names.
    """
    form = form or (out.suffix.lstrip(".") if out and out.suffix.lstrip(".") in FORMS else "jsonl")
    if form == "xlsx" and out is None:
        raise click.UsageError("--format xlsx needs --out.")
    with store(file or db) as opened:
        _export(opened, form, out, lang)


def _export(opened: FactStore, form: str, out: Path | None, lang: str | None) -> None:
    from bot.exchange import csv_files, xlsx_files  # noqa: PLC0415 - loads openpyxl

    items: list[Item] = list(contents(opened))
    if form == "xlsx" and out is not None:
        xlsx_files.write_xlsx(out, items)
    elif form == "csv" and out is not None:
        csv_files.write_folder(out, items)
    elif form == "csv":
        click.echo(csv_files.table_text("facts", items), nl=False)
    else:
        tr = translator(lang) if lang else interface()
        lines = (
            map(line_of, items)
            if form == "jsonl"
            else chronology(opened.dataset(), opened.facts(), opened.sources(), tr)
        )
        _write_lines(lines, out)


def _write_lines(lines: object, out: Path | None) -> None:
    text = "".join(f"{line}\n" for line in lines)  # type: ignore[attr-defined]
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")


@click.command("template")
@click.option("--csv", "form", flag_value="csv", default="csv", help="A CSV table of facts.")
@click.option("--xlsx", "form", flag_value="xlsx", help="A workbook of facts and sources.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False))
@db_option
@explained
def template(form: str, out: Path | None, db: Path | None) -> None:
    """Write an empty table with an example row; the columns are in table_schema.json."""
