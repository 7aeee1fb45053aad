"""Errors that people are told about.

    BotError
    ├── BarsUnavailable    the bars that answers must reach are missing or faulty
    ├── ChangedMeanwhile   what was to be written was changed by somebody else
    ├── DateError          a date that is not EDTF, or impossible in its calendar
    ├── FactsUnavailable   the fact file is missing, locked, damaged or not a fact file
    ├── FactsReadOnly      the fact file or its folder can't be written
    ├── ImportRejected     an exchange file with faulty lines
    ├── NoSuchFact         no fact has this number
    ├── NoSuchItem         no source, concept, change, revision or proposal is known by this name
    ├── NotAllowed         the person's role does not allow what they asked for
    ├── Rejected           a change that the checks stand against
    └── StateUnavailable   what is kept about people can't be read or written

Each carries a message key and its data, no sentence: the sentence is in the message
catalogues, in the reader's language, under ``error.<key>``.
"""

from collections.abc import Callable
from functools import partial


class BotError(Exception):
    """A mistake that the person can mend: ``key`` names the sentence, ``data`` fills it."""

    def __init__(self, key: str, **data: object) -> None:
        super().__init__(key, data)
        self.key = key
        self.data = data

    def __reduce__(self) -> tuple[Callable[[], "BotError"], tuple[()]]:
        """Pickle the error with its data."""
        return partial(type(self), self.key, **self.data), ()


class BarsUnavailable(BotError):
    """The bars that measured answers must reach are missing or faulty."""


class ChangedMeanwhile(BotError):
    """What was to be written was changed since it was read; nothing is overwritten.

    ``data["current"]`` is the fact as it is now where one fact is concerned.
    """


class DateError(BotError):
    """A date that is not EDTF, or impossible in its calendar."""


class FactsUnavailable(BotError):
    """The fact file can't be read: missing, locked, damaged, or not a fact file."""


class FactsReadOnly(BotError):
    """The fact file can't be written."""


class ImportRejected(BotError):
    """An exchange file has faulty lines; ``data["problems"]`` lists (line, sentence key, data)."""


class NoSuchFact(BotError):
    """No fact has the number that was asked for."""


class NoSuchItem(BotError):
    """No source, concept, change, revision or proposal is known by this name."""


class NotAllowed(BotError):
    """The person's role does not allow what they asked for."""


class Rejected(BotError):
    """The checks stand against a change; ``data["problems"]`` lists the ``Problem``s."""


class StateUnavailable(BotError):
    """What is kept about people can't be read or written."""
