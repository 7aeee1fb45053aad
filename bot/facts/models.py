"""What the program speaks of: facts with their texts, sources and citations, and outcomes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from bot.dates.edtf import HistoricalDate
from bot.dates.spans import Gap

Localized = Mapping[str, str]
"""A text by language tag (BCP 47: ``kk``, ``ru``, ``en``)."""

Status = Literal["draft", "published", "disputed", "retired"]
STATUSES: Final[tuple[Status, ...]] = ("draft", "published", "disputed", "retired")
ANSWERED: Final[tuple[Status, ...]] = ("published", "disputed")
"""The statuses whose facts are given as answers."""

Channel = Literal["import", "cli", "chat"]


@dataclass(frozen=True, slots=True)
class Text:
    """A fact in one language, with a remark for its readers where one is needed."""

    text: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a source says a fact.

    ``label`` and ``locator`` as in CSL ("line", "43-45"); ``marker`` is the source's own
    reference mark ("[1, 24]"); ``via`` names a source that quotes this one.
    """

    source: str
    label: str | None = None
    locator: str | None = None
    marker: str | None = None
    note: Localized = field(default_factory=dict)
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A source, its fields named as in CSL-JSON; ``title_in`` translates a described title."""

    id: str
    fields: Mapping[str, Any]
    title_in: Localized = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated statement in every language it has, with its phrasings and citations.

    ``stale`` are the languages whose text has not followed a change of another's; ``merged_into``
    is the key of the fact that took this one over.
    """

    id: int | None
    key: str
    date: HistoricalDate | None
    date_note: Localized
    topic: str | None
    place: str | None
    status: Status
    texts: Mapping[str, Text]
    phrasings: Mapping[str, tuple[str, ...]]
    citations: tuple[Citation, ...]
    stale: tuple[str, ...] = ()
    merged_into: str | None = None

    @property
    def label(self) -> str:
        """The number as people see it."""
        return f"f{self.id}"


@dataclass(frozen=True, slots=True)
class Dataset:
    """What the fact file says of itself."""

    title: Localized
    description: Localized
    examples: Mapping[str, tuple[str, ...]]
    languages: tuple[str, ...]
    licence: str
    version: str


@dataclass(frozen=True, slots=True)
class Found:
    """A fact that was found, with its score from 0 to 100."""

    fact: Fact
    score: float


@dataclass(frozen=True, slots=True)
class Asked:
    """The days that a list answers: bounds as in ``edtf``, or a day of every year."""

    earliest: int
    latest: int
    day_of_year: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """What holding two facts against each other in time came to.

    ``gap`` is None where they can't be: one has no date to count with, or there is no sure fact
    for the ``unknown`` sides of the question.
    """

    asks: Literal["between", "first"]
    gap: Gap | None
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a question came to.

    - ``answer``: one fact, or two when two things were asked or ``compared``;
    - ``choices``: two to four facts too close to call;
    - ``list``: all facts of the days that were asked for (``asked``), or of something (None),
      earliest first; ``again`` are the words that were said of them beside their days, None where
      they don't tell the list;
    - ``none``: no such fact; ``near`` holds what is known nearby, best first.
    """

    status: Literal["answer", "choices", "list", "none"]
    lang: str
    facts: tuple[Found, ...] = ()
    near: tuple[Found, ...] = ()
    asked: Asked | None = None
    again: tuple[str, ...] | None = None
    compared: Compared | None = None
