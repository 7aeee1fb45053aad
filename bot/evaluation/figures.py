"""The figures by which the answers are judged, each one number in percent or points."""

from collections.abc import Mapping, Sequence

from bot.evaluation.asking import Spelling
from bot.evaluation.calibration import expected_error
from bot.evaluation.comparison import ratio
from bot.evaluation.grading import Result
from bot.evaluation.languages import Told
from bot.evaluation.questions import Sort
from bot.evaluation.report import HalfReport
from bot.evaluation.tallies import ALL, Table, tally

FIGURES = (
    "right-clean",
    "right-spoiled",
    "given-or-offered-clean",
    "given-or-offered-spoiled",
    "wrong-clean",
    "wrong-spoiled",
    "near-answered",
    "near-answered-spoiled",
    "near-offered",
    "off-answered",
    "off-answered-spoiled",
    "off-offered",
    "calibration-error",
    "calibration-error-spoiled",
    "kazakh-gap",
    "kazakh-gap-spoiled",
    "language-told",
    "misses-to-peers",
    "misses-to-peers-spoiled",
)
"""Their names, in the order in which they are shown.

Right and wrong are of questions that a fact answers, given or offered those answered right or with
the right fact among choices; near and off are of those to be refused. The gap is by how many
points Kazakh questions are answered right less often than the others. Misses are the bot's in
percent of the best peer's.
"""
_EMPTY = tally(())


def figures(half: HalfReport) -> dict[str, float]:
    """Return the figures of a half; what could not be measured is left out."""
    clean, bad = half.calibration["clean"], half.calibration["spoiled"]
    values = {
        "right-clean": _percent(half.table, "clean", "answerable", "right"),
        "right-spoiled": _percent(half.table, "spoiled", "answerable", "right"),
        "given-or-offered-clean": _given_or_offered(half.table, "clean"),
        "given-or-offered-spoiled": _given_or_offered(half.table, "spoiled"),
        "wrong-clean": _percent(half.table, "clean", "answerable", "wrong"),
        "wrong-spoiled": _percent(half.table, "spoiled", "answerable", "wrong"),
        "near-answered": _percent(half.table, "clean", "near", "wrong"),
        "near-answered-spoiled": _percent(half.table, "spoiled", "near", "wrong"),
        "near-offered": _percent(half.table, "clean", "near", "choices"),
        "off-answered": _percent(half.table, "clean", "off", "wrong"),
        "off-answered-spoiled": _percent(half.table, "spoiled", "off", "wrong"),
        "off-offered": _percent(half.table, "clean", "off", "choices"),
        "calibration-error": _hundredfold(expected_error(clean)),
        "calibration-error-spoiled": _hundredfold(expected_error(bad)),
        "kazakh-gap": kazakh_gap(half.table, "clean"),
        "kazakh-gap-spoiled": kazakh_gap(half.table, "spoiled"),
        "language-told": _language(half.languages),
        "misses-to-peers": _hundredfold(ratio(half.standings, "clean")),
        "misses-to-peers-spoiled": _hundredfold(ratio(half.standings, "spoiled")),
    }
    return {name: value for name in FIGURES if (value := values[name]) is not None}


def kazakh_gap(table: Table, spelling: Spelling) -> float | None:
    """Return how many points fewer Kazakh questions are answered right than others, or None."""
    both = table.get((spelling, "answerable", ALL), _EMPTY)
    kazakh = table.get((spelling, "answerable", "kk"), _EMPTY)
    others = both.questions - kazakh.questions
    if not kazakh.questions or not others:
        return None
    return 100 * ((both.right - kazakh.right) / others - kazakh.share("right"))


def _percent(table: Table, spelling: Spelling, sort: Sort, result: Result) -> float | None:
    held = table.get((spelling, sort, ALL), _EMPTY)
    return 100 * held.share(result) if held.questions else None


def _given_or_offered(table: Table, spelling: Spelling) -> float | None:
    """Return how often the right fact is the answer or among the choices."""
    held = table.get((spelling, "answerable", ALL), _EMPTY)
    return 100 * (held.share("right") + held.share("choices")) if held.questions else None


def _language(languages: Mapping[str, Told]) -> float | None:
    """Return how often the language is told right, every way of writing counting alike."""
    shares: Sequence[float] = [each.right / each.questions for each in languages.values()]
    return 100 * sum(shares) / len(shares) if shares else None


def _hundredfold(share: float | None) -> float | None:
    return None if share is None else 100 * share
