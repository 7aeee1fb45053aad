"""What two processes of this program tell each other: values, each as a length and a pickle.

Whoever can write a pickle can run code, so both ends of the pipe are this program's own, and
nothing that came from people is ever unpickled but as a string within such a value.
"""

import pickle
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from bot.telegram.traces import Elsewhere

_HEAD: Final = struct.Struct(">I")
"""The length of the pickle that follows, in bytes."""


@dataclass(frozen=True, slots=True)
class Files:
    """What the process works over, and what its log may show; ``days`` are those of questions."""

    facts: Path
    state: Path
    days: int
    log_level: str
    secrets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Something to do for the request of this id."""

    request: str
    act: Callable[..., Any]
    given: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it."""

    value: Any = None


@dataclass(frozen=True, slots=True)
class Failed:
    """The error that came of it, and its way."""

    error: Exception
    way: Elsewhere


def packed(value: object) -> bytes:
    """Return a value as it is written; raises whatever pickle does where it can't be."""
    pickled = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return _HEAD.pack(len(pickled)) + pickled


def read(pipe: BinaryIO) -> Any:
    """Return the next value, when it has come; raises EOFError at the end of the pipe."""
    (length,) = _HEAD.unpack(_exactly(pipe, _HEAD.size))
    pickled = _exactly(pipe, length)
    return pickle.loads(pickled)  # noqa: S301 - see above


class Unpacking:
    """Takes bytes as they come, in pieces of any size."""

    def __init__(self) -> None:
        self._come = bytearray()

    def take(self, piece: bytes) -> Iterator[Any]:
        """Take a piece; return the values that are complete by now."""
        self._come += piece
        while len(self._come) >= _HEAD.size:
            (length,) = _HEAD.unpack_from(self._come)
            end = _HEAD.size + length
            if len(self._come) < end:
                return
            pickled = bytes(self._come[_HEAD.size : end])
            del self._come[:end]
            yield pickle.loads(pickled)  # noqa: S301 - see above


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    come = pipe.read(length)
    if len(come) < length:
        raise EOFError
    return come
