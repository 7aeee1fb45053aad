"""Everything that is to be said about one fact before it is written, as problems by field.

Errors keep it from being written. Questions are for the curator to confirm: they may be right.
Warnings are told. The rules that a whole file is checked by are shared with ``bot.facts.checks``.
"""

from collections.abc import Iterator

from bot.curation.fact_errors import errors, written
from bot.curation.fact_questions import questions
from bot.curation.known import Known
from bot.facts.models import ANSWERED, Fact
from bot.facts.problems import Problem
from bot.facts.rules import (
    FEWEST_PHRASINGS,
    few_phrasings,
    is_disputed_alone,
    lacks_locator,
    languages_without_note,
    languages_without_text,
    mixed_words,
)
from bot.spelling.fold import fold


def check(fact: Fact, before: Fact | None, known: Known) -> tuple[Problem, ...]:
    """Return everything to say about a fact: errors first, then questions, then warnings.

    Questions and warnings that ``before``, the fact as it was, raised as well are not repeated,
    unless it comes to be answered only now. A fact's own texts in ``known`` are no duplicates.
    """
    told = [*questions(fact, known), *_warnings(fact, known.languages)]
    answered_anew = before is not None and fact.status in ANSWERED and before.status not in ANSWERED
    if told and before is not None and not answered_anew:
        old = [*questions(before, known), *_warnings(before, known.languages)]
        heard = {_identity(problem) for problem in old}
        told = [problem for problem in told if _identity(problem) not in heard]
    return (*errors(fact, known), *told)


def stale_after(before: Fact | None, after: Fact) -> tuple[str, ...]:
    """Return the languages whose texts have not followed a change of another language's.

    A text counts as changed if its words or numbers did; spelling that folds alike, case and
    punctuation don't. Renewing a stale text makes no other language stale.
    """
    marked = set(after.stale)
    if before is not None:
        changed = {
            lang
            for lang in after.texts.keys() & before.texts.keys()
            if fold(after.texts[lang].text) != fold(before.texts[lang].text)
        }
        if changed - set(before.stale):
            marked |= before.texts.keys() - changed
        marked -= changed
        marked -= after.texts.keys() - before.texts.keys()
    return tuple(sorted(marked & after.texts.keys()))


def _identity(problem: Problem) -> tuple[object, ...]:
    data = {name: value for name, value in problem.data.items() if name != "likeness"}
    return problem.key, problem.field, *sorted(data.items())


def _warnings(fact: Fact, languages: tuple[str, ...]) -> Iterator[Problem]:
    if fact.status == "retired":
        return
    for lang in languages_without_text(fact, languages):
        yield _warning("language-missing", f"texts.{lang}", lang=lang)
    for lang in languages_without_note(fact, languages):
        yield _warning("note-missing", f"notes.{lang}", lang=lang)
    for lang, count in few_phrasings(fact, languages):
        yield _warning(
            "phrasings-few", f"phrasings.{lang}",
            lang=lang, count=count, least=FEWEST_PHRASINGS,
        )  # fmt: skip
    for lang in fact.stale:
        yield _warning("stale", f"texts.{lang}", lang=lang)
    if lacks_locator(fact):
        yield _warning("locator-missing", "citations")
    if is_disputed_alone(fact):
        yield _warning("disputed-alone", "citations")
    for part in written(fact):
        for word in mixed_words(part.text):
            yield _warning("mixed-alphabets", part.field, word=word)


def _warning(key: str, field: str, **data: object) -> Problem:
    return Problem(key, field, data, "warning")
