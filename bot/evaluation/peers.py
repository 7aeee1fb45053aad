"""The same questions put to usual ways of matching, which the bot is held against.

A peer is a Python file with a class ``Peer``: made with the folded texts and phrasings of all
facts, its ``best(question)`` returns the position of the likest text (None without any) and a
score. They are asked in as many processes as there are processors.
"""

import importlib.util
import multiprocessing
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple, Protocol

from bot.evaluation.asking import Asking
from bot.facts.models import Fact
from bot.spelling.fold import fold

AT_ONCE = 150
"""Questions that one process is given at a time."""


class Best(NamedTuple):
    """The fact ("f12") that a peer finds likest, "" without any, and the peer's own score."""

    label: str
    score: float


class Peer(Protocol):
    """What a peer's class must do."""

    def __init__(self, texts: Sequence[str]) -> None: ...

    def best(self, question: str) -> tuple[int | None, float]:
        """Return the position of the likest text and its score."""


Found = dict[str, list[Best]]
"""By peer, what it found for each question that was asked."""
Part = Future[list[Best]]


def found_by_peers(
    folder: Path,
    facts: Iterable[Fact],
    asked: Sequence[Asking],
    watched: Callable[[Sequence[Part]], Iterable[Part]] = iter,
) -> Found:
    """Put questions to the peers of a folder, and return what they find; {} without any peer.

    ``watched`` passes the parts of the work on, one by one, and may show how far it is.
    """
    paths = sorted(folder.glob("[a-z]*.py"))
    if not paths:
        return {}
    passages = [(fact.label, fold(text)) for fact in facts for text in _said(fact)]
    questions = [fold(asking.text) for asking in asked]
    chunks = [questions[i : i + AT_ONCE] for i in range(0, len(questions), AT_ONCE)]
    found: Found = {path.stem: [] for path in paths}
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        work = [(path, chunk) for path in paths for chunk in chunks]
        parts = [pool.submit(_answers, path, passages, chunk) for path, chunk in work]
        for (path, _), part in zip(work, watched(parts), strict=True):
            found[path.stem].extend(part.result())
    return found


def _said(fact: Fact) -> list[str]:
    """Return all that a fact says: its texts and its phrasings in every language."""
    texts = [text.text for text in fact.texts.values()]
    return texts + [phrasing for listed in fact.phrasings.values() for phrasing in listed]


def _answers(path: Path, passages: list[tuple[str, str]], questions: list[str]) -> list[Best]:
    """Return what a peer finds for each question; a function of a module, for other processes."""
    peer = loaded(path)([text for _, text in passages])
    found = [peer.best(question) for question in questions]
    return [
        Best("", 0.0) if place is None else Best(passages[place][0], score)
        for place, score in found
    ]


def loaded(path: Path) -> type[Peer]:
    """Return the class of a peer's file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None  # noqa: S101, PT018 - a file ending in .py
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    peer: type[Peer] = module.Peer
    return peer
