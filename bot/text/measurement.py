"""What was measured of the answers, in words: tables of one half, figures with their bars."""

from collections.abc import Iterable, Sequence

from bot.evaluation.bars import Bar
from bot.evaluation.comparison import BOT, Standing
from bot.evaluation.figures import figures
from bot.evaluation.grading import RESULTS
from bot.evaluation.report import PERCENTILES, HalfReport
from bot.evaluation.tallies import ALL, Tally
from bot.text.translator import Translator

GAP = "  "


def half_lines(half: HalfReport, tr: Translator) -> list[str]:
    """Return the tables of a half, one line each."""
    latency = {f"p{p}": f"{half.latency[p]:.1f}" for p in PERCENTILES}
    tables = {
        "results": columns(_result_rows(half, tr), texts=3),
        "spoilers": columns(_spoiler_rows(half, tr)),
        "calibration": columns(_calibration_rows(half, tr)),
        "languages": columns(_language_rows(half, tr)),
        "peers": columns(_standing_rows(half.standings, tr), texts=2),
        "figures": figure_lines(half, (), tr),
    }
    lines = [tr(f"eval.half.{half.half}"), ""]
    for name, rows in tables.items():
        if rows:
            lines += [tr(f"eval.title.{name}"), *rows, ""]
    return [*lines, tr("eval.latency", p50=latency["p50"], p95=latency["p95"]), ""]


def figure_lines(half: HalfReport, bars: Iterable[Bar], tr: Translator) -> list[str]:
    """Return the figures of a half, with their bars and aims if there are any."""
    by_figure = {bar.figure: bar for bar in bars}
    rows = [
        [tr(f"eval.figure.{name}"), f"{value:.1f}", *_bar_cells(by_figure.get(name), tr)]
        for name, value in figures(half).items()
    ]
    return columns([row if by_figure else row[:2] for row in rows])


def missed_line(bar: Bar, half: HalfReport, tr: Translator) -> str:
    """Return the sentence on a bar that was missed."""
    figure, value = tr(f"eval.figure.{bar.figure}"), figures(half).get(bar.figure)
    if value is None:
        return tr("eval.gate.unmeasured", figure=figure)
    if bar.least is not None and value < bar.least:
        return tr(
            "eval.gate.too-low", figure=figure, value=f"{value:.2f}", limit=f"{bar.least:.1f}"
        )
    return tr("eval.gate.too-high", figure=figure, value=f"{value:.2f}", limit=f"{bar.most:.1f}")


def columns(rows: Sequence[Sequence[str]], texts: int = 1) -> list[str]:
    """Return rows as lines of aligned columns; the first ``texts`` are words, the rest numbers."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        GAP.join(
            cell.ljust(width) if number < texts else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _result_rows(half: HalfReport, tr: Translator) -> list[list[str]]:
    heading = ["", "", "", tr("eval.column.questions"), *(tr(f"eval.{r}") for r in RESULTS)]
    return [
        heading,
        *(
            [
                tr(f"eval.spelling.{spelling}"),
                tr(f"eval.kind.{sort}"),
                tr("eval.all") if lang == ALL else lang,
                *_tally_cells(held, refused=sort != "answerable"),
            ]
            for (spelling, sort, lang), held in half.table.items()
        ),
    ]


def _spoiler_rows(half: HalfReport, tr: Translator) -> list[list[str]]:
    heading = ["", tr("eval.column.questions"), *(tr(f"eval.{r}") for r in RESULTS)]
    rows = [[tr(f"eval.spoiler.{n}"), *_tally_cells(held)] for n, held in half.spoilers.items()]
    return [heading, *rows] if rows else []


def _tally_cells(held: Tally, *, refused: bool = False) -> list[str]:
    """Return the cells of a tally; nothing can be right of what is to be refused."""
    shares = [_percent(held.share(result)) for result in RESULTS]
    return [str(held.questions), *(["–", *shares[1:]] if refused else shares)]


def _calibration_rows(half: HalfReport, tr: Translator) -> list[list[str]]:
    heading = [
        "",
        tr("eval.column.questions"),
        tr("eval.column.stated"),
        tr("eval.right"),
    ]
    rows = [
        [
            f"{tr(f'eval.spelling.{spelling}')}{GAP}{held.least:.1f}–{held.most:.1f}",
            str(held.questions),
            _percent(held.confidence),
            _percent(held.right),
        ]
        for spelling, listed in half.calibration.items()
        for held in listed
    ]
    return [heading, *rows] if rows else []


def _language_rows(half: HalfReport, tr: Translator) -> list[list[str]]:
    heading = ["", tr("eval.column.questions"), tr("eval.right")]
    rows = [
        [tr(f"eval.written.{name}"), str(told.questions), _percent(told.right / told.questions)]
        for name, told in half.languages.items()
    ]
    return [heading, *rows] if rows else []


def _standing_rows(standings: Iterable[Standing], tr: Translator) -> list[list[str]]:
    names = ("allowed", "near", "off", "right", "wrong", "none", "misses")
    heading = [
        "",
        "",
        *(tr(f"eval.column.{name}") for name in names[:3]),
        *(tr(f"eval.{name}") for name in names[3:6]),
        tr("eval.column.misses"),
    ]
    rows = [
        [
            tr(f"eval.spelling.{each.spelling}"),
            tr("eval.bot") if each.name == BOT else each.name,
            *(_percent(getattr(each, name)) for name in names),
        ]
        for each in standings
    ]
    return [heading, *rows] if rows else []


def _bar_cells(bar: Bar | None, tr: Translator) -> list[str]:
    if bar is None:
        return ["", ""]
    limit = f"≥ {bar.least:.1f}" if bar.least is not None else f"≤ {bar.most:.1f}"
    return [limit, "" if bar.aim is None else tr("eval.aim", aim=f"{bar.aim:.1f}")]


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
