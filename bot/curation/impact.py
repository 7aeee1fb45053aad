"""Which questions a change would have answered by another fact.

The change is made in a copy of the fact file, and the questions that it may concern are asked of
both: curators' own questions, and the phrasings of the facts that come near to what is changed.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.curation.asked import kept
from bot.curation.drafts import Draft
from bot.curation.opening import copy
from bot.curation.reviews import Moved
from bot.curation.writing import write
from bot.facts.history import Change
from bot.facts.models import Fact
from bot.facts.store import FactStore
from bot.facts.writer import FactWriter
from bot.search.lexicon import Concept
from bot.service import FactService

MOST_ASKED = 300
"""Questions that are asked of both, the nearest ones."""
MOST_SEEDS = 12
"""Texts and phrasings of a draft by which facts nearby are found."""


def moved(path: Path, draft: Draft) -> tuple[Moved, ...]:
    """Return the questions that a draft would have answered otherwise; writes nothing.

    What the draft itself adds as a phrasing is left out: that it is answered so is its purpose.
    """
    with TemporaryDirectory(prefix="history-bot-") as folder:
        trial = Path(folder, path.name)
        copy(path, trial)
        with closing(FactWriter(trial)) as writer, writer.change(Change("", "cli")):
            write(writer, draft.edits)
        # One after the other: what one service keeps in memory is let go before the next one.
        with closing(FactService(path)) as now:
            asked = _asked(now, path, draft)
        with closing(FactService(trial)) as then:
            after = {question: _answers(then, question) for question in asked}
        otherwise = [q for q, owner in asked.items() if [key for key, _ in after[q]] != [owner]]
        with closing(FactService(path)) as now:
            before = {question: _answers(now, question) for question in otherwise}
    return tuple(
        Moved(question, _label(before[question]), _label(after[question]))
        for question in otherwise
        if before[question] != after[question]
    )


def _asked(service: FactService, path: Path, draft: Draft) -> dict[str, str | None]:
    """Return the questions to ask, each with the key of the fact that has it as a phrasing.

    A phrasing that its own fact will answer is as it ought to be, whatever answers it now.
    """
    own = {p for fact in draft.facts for listed in fact.phrasings.values() for p in listed}
    asked: dict[str, str | None] = {}
    for question, owner in _questions(service, path, draft):
        if question not in own:
            asked.setdefault(question, owner)
    return dict(islice(asked.items(), MOST_ASKED))


def _questions(service: FactService, path: Path, draft: Draft) -> Iterator[tuple[str, str | None]]:
    """Yield curators' own questions, then phrasings of the facts that the draft comes near to.

    Each phrasing with the key of the fact that has it.
    """
    with closing(FactStore(path)) as store:
        yield from ((text, None) for _, text, _ in kept(store))
    near: dict[str, Fact] = {}
    for seed in islice(dict.fromkeys(_seeds(draft)), MOST_SEEDS):
        for candidate in service.judge_reading(seed).candidates:
            near.setdefault(candidate.fact.key, candidate.fact)
    for fact in near.values():
        for listed in fact.phrasings.values():
            yield from ((phrasing, fact.key) for phrasing in listed)


def _seeds(draft: Draft) -> Iterator[str]:
    """Yield what of a draft finds the facts near it: texts first, then one phrasing a language."""
    for edit in draft.edits:
        for item in (edit.after, edit.before):
            match item:
                case Fact():
                    yield from (text.text for text in item.texts.values())
                    yield from (listed[0] for listed in item.phrasings.values() if listed)
                case Concept():
                    yield from (name for names in item.names.values() for name in names)


def _answers(service: FactService, question: str) -> tuple[tuple[str, str], ...]:
    """Return the facts that are given as the answer, by key and label."""
    outcome = service.judge(question).outcome
    if outcome.status != "answer":
        return ()
    return tuple((found.fact.key, found.fact.label) for found in outcome.facts)


def _label(answers: Iterable[tuple[str, str]]) -> str | None:
    return ", ".join(label for _, label in answers) or None
