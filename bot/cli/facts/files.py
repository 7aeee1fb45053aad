"""``facts export``, ``template``, ``init``: facts as files of their own."""

import json
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from bot.cli.facts.curating import by_option, json_option
from bot.cli.terminal import db_option, explained, interface, lang_option, store
from bot.exchange.contents import contents
from bot.exchange.csv_files import write_csv, write_folder
from bot.exchange.items import line_of
from bot.exchange.whole import written_whole
from bot.facts.history import Change
from bot.facts.models import Dataset, Fact
from bot.facts.store import FactStore
from bot.text.chronology import chronology
from bot.text.starting import first_files
from bot.text.translator import LOCALES, translator

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
    if form == "md":
        tr = translator(lang) if lang else interface()
        facts = opened.facts()
        _write_lines(chronology(opened.dataset(), facts, opened.sources(), tr), out)
        return
    items = contents(opened)
    if form == "jsonl":
        _write_lines(map(line_of, items), out)
    elif form == "xlsx" and out is not None:
        from bot.exchange.xlsx_files import write_xlsx  # noqa: PLC0415 - openpyxl is slow to load

        write_xlsx(out, items)
    elif out is not None:
        write_folder(out, items)
    else:
        with TemporaryDirectory(prefix="history-bot-") as folder:
            table = Path(folder, "facts.csv")
            write_csv(table, (item for item in items if isinstance(item, Fact)))
            click.echo(table.read_bytes(), nl=False)


def _write_lines(lines: Iterable[str], out: Path | None) -> None:
    if out is None:
        for line in lines:
            click.echo(line)
    else:
        with written_whole(out) as temporary, temporary.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)


@click.command("template")
@click.option("--csv", "form", flag_value="csv", default="csv", help="A table of facts (CSV).")
@click.option("--xlsx", "form", flag_value="xlsx", help="A workbook of facts and sources.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False))
@db_option
@explained
def template(form: str, out: Path | None, db: Path | None) -> None:
    """Write an empty table with an example row, to be filled in and imported."""
    from bot.exchange.template import template_csv, template_xlsx  # noqa: PLC0415 - as above

    with store(db) as opened:
        languages = opened.dataset().languages
    if form == "xlsx":
        if out is None:
            raise click.UsageError("--xlsx needs --out.")
        template_xlsx(out, languages)
    elif out is None:
        click.echo(template_csv(languages), nl=False)
    else:
        out.write_text(template_csv(languages), "utf-8", newline="")


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", prompt=True, help="What the data set is called, in your language.")
@click.option("--language", "languages", multiple=True, help="A language of its texts; repeat.")
@click.option("--licence", default="", help="Under what others may use the data.")
@by_option
@json_option
@explained
def init(folder: Path, title: str, languages: tuple[str, ...], **given: Any) -> None:
    """Start a data set of your own in FOLDER: an empty fact file, and an example to import."""
    from bot.facts.starting import start  # noqa: PLC0415 - loads sqlite-utils

    tr = interface()
    languages = languages or LOCALES
    told = {tr.lang: title}
    dataset = Dataset(told, {}, {}, languages, given["licence"], "1")
    path = start(folder, dataset, first_files(title, languages, tr), Change(given["by"], "cli"))
    said = tr("init.done", path=path)
    click.echo(json.dumps({"facts": str(path)}) if given["as_json"] else said)
