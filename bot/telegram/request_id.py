"""The id of a request: what is logged on the way of one update carries it, in every thread.

It is made up when the update comes, so it says nothing of whose it is. Where something fails the
person is told it, and so are the operators.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from typing import Final, TypeVar

R = TypeVar("R")

NONE: Final = "-"
"""What stands in its place where nothing is being handled."""
_current: ContextVar[str] = ContextVar("request_id", default=NONE)


def new() -> str:
    """Return an id for a request: eight hexadecimal digits, every fourth one a letter.

    So it is never taken for an id of a person, which the log hides.
    """
    return "".join(secrets.choice("abcdef") + secrets.token_hex(2)[1:] for _ in range(2))


@contextmanager
def of(made: str) -> Iterator[None]:
    """Let what is done within belong to this request."""
    before = _current.set(made)
    try:
        yield
    finally:
        _current.reset(before)


def current() -> str:
    """Return the id of the request that is being handled, or ``NONE``."""
    return _current.get()


def carried(act: Callable[[], R]) -> Callable[[], R]:
    """Return what does the same in another thread, where it belongs to this request as well."""
    context = copy_context()
    return lambda: context.run(act)
