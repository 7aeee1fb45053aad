"""Measures cost and recall over generated facts and the shipped ones: ``make bench``.

    python -m tests.bench [SIZES …]

Without sizes all of SIZES are measured, and table and plot are written beside this module; with
sizes they are only printed and left in the folder. Fact files are made in the folder BENCH_DIR, by
default one for temporary files, and used again.
"""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from bot.facts import location
from tests.bench import fact_file, peers
from tests.bench.apart import measured_apart
from tests.bench.asking import KINDS, hostile, hostile_words, questions
from tests.bench.corpus import Corpus
from tests.bench.fact_file import Contents
from tests.bench.plot import svg
from tests.bench.recall import Asked, with_equals
from tests.bench.report import Row, comparison, costs, machine, table
from tests.bench.shipped import development_questions

SIZES = (1_000, 10_000, 100_000, 1_000_000)
SMALLEST = 100
COUNTS = {"medium": 1000, "short": 500}
TITLE = "# Cost and recall by number of facts"
READING = """\
"Medium" questions have 40 to 70 % of a text's content words, with typos and other endings; "short"
ones have two or three words; "asked" are the project's own, of the half that the weights are
learned from. The bot ranks twelve facts at most, so its "in 50" is "in 12"."""
COMPARED = """## Other ways, over the same texts

Median time of an answer, how many times the bot's own that is, and how often a right fact ranks
first. A peer is asked the same questions for half a minute, but three of them at least."""
HERE = Path(__file__).parent


@click.command()
@click.argument("sizes", nargs=-1, type=click.IntRange(min=SMALLEST))
def main(sizes: tuple[int, ...]) -> None:
    """Measure at SIZES, numbers of facts, or at all sizes."""
    command = f'make bench SIZES="{" ".join(map(str, sizes))}"' if sizes else "make bench"
    sizes = sizes or SIZES
    folder = fact_file.folder()
    rows = [_generated(size, folder) for size in sizes]
    rows.append(_shipped(folder))
    said = "\n\n".join((TITLE, machine(command), READING, table(rows), COMPARED, comparison(rows)))
    target = HERE if sizes == SIZES else folder
    (target / "results.md").write_text(f"{said}\n", "utf-8")
    (target / "cost.svg").write_text(svg("Median time of an answer", costs(rows)), "utf-8")
    click.echo(said)


def _generated(size: int, folder: Path) -> Row:
    corpus = Corpus(size)
    path = folder / f"generated-{size}-{fact_file.stamp()}.db"
    _tell(f"{size:,} facts: {path}")
    contents = Contents(corpus.dataset(), corpus.sources(), corpus.concepts(), corpus.facts())
    seconds = fact_file.load(path, contents)
    asked: dict[str, list[Asked]] = {
        kind: list(questions(corpus, kind, COUNTS[kind])) for kind in KINDS
    }
    return _row(f"{size:,}", path, asked, hostile(corpus), loaded=size / seconds)


def _shipped(folder: Path) -> Row:
    path = Path(shutil.copy(location.shipped(), folder / "shipped.db"))
    _tell("shipped facts")
    asked = development_questions(path)
    unknown = [f"{first}вжгкз{last}" for first in "бгдж" for last in "рлмн"]
    common = ["прокуратура", "прокурор", "Қазақстан", "конституция"] * 4
    long = " ".join(question.text for question in asked)
    bad = hostile_words(asked[0].text, long, unknown, common)
    return _row("shipped", path, {"asked": asked}, bad, loaded=None)


def _row(
    name: str,
    path: Path,
    asked: Mapping[str, Sequence[Asked]],
    bad: Mapping[str, str],
    loaded: float | None,
) -> Row:
    texts = list(fact_file.texts(path))
    asked = {kind: with_equals(listed, texts) for kind, listed in asked.items()}
    _tell("  the bot")
    subject = measured_apart(path, asked, bad)
    measured: dict[str, list[peers.Measured]] = {kind: [] for kind in asked}
    for peer, ask in peers.peers(texts):
        _tell(f"  {peer}")
        for kind, listed in asked.items():
            measured[kind].append(peers.measure(peer, ask, listed))
    facts = len({number for number, _ in texts})
    return Row(name, facts, subject, fact_file.sizes(path), loaded, measured)


def _tell(what: str) -> None:
    click.echo(what, err=True)


if __name__ == "__main__":
    main()
