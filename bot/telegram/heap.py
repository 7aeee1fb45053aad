"""The memory that a process keeps: one heap for all its threads, and no more than it uses."""

import ctypes
from contextlib import suppress
from typing import Final

_M_ARENA_MAX: Final = -8
"""Of glibc's ``mallopt``, see its manual page."""


def one_heap() -> None:
    """Have all threads share one heap, where the C library is glibc; else do nothing.

    Of several heaps each keeps what its thread needed most at any time, so a process that lives for
    weeks grows to the sum of them. Python's lock lets one thread work at a time, so sharing costs
    nothing. Call it before threads are started.
    """
    with suppress(OSError, TypeError, AttributeError):  # no such library, or no such function in it
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def give_back() -> None:
    """Give memory that is free back to the system, after much of it was used for a moment."""
    with suppress(OSError, TypeError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
