"""Asking Telegram again after a limit, an error of its own, or a broken connection."""

import random
from asyncio import sleep
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final, TypeVar

from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter

R = TypeVar("R")

LONGEST_WAIT: Final = 30.0
"""Seconds that a person may be kept waiting when Telegram asks us to slow down."""
_PAUSES: Final = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds; each is cut by chance to between half and all of it, lest all come back at once."""


async def retrying(call: Callable[[], Awaitable[R]]) -> R:
    """Return what a call to Telegram returns, after up to six tries.

    Where an answer was lost on the way the call has been carried out twice: rather a message
    twice than none.
    """
    waited = 0.0
    for pause in _PAUSES:
        try:
            return await call()
        except RetryAfter as error:
            wait = seconds(error)
            if waited + wait > LONGEST_WAIT:
                raise
        except (BadRequest, InvalidToken):
            raise
        except NetworkError:
            wait = pause * random.uniform(0.5, 1)  # noqa: S311 - no secret depends on it
        waited += wait
        await sleep(wait)
    return await call()


def seconds(error: RetryAfter) -> float:
    """Return how long Telegram asks us to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
