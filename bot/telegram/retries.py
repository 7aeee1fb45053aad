"""Asking Telegram once more after a limit or a broken connection."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final, TypeVar

from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

R = TypeVar("R")

LONGEST_WAIT: Final = 30.0
"""Seconds that a person may be kept waiting when Telegram asks us to slow down."""
_PAUSES: Final = (0.5, 2.0)


async def retrying(call: Callable[[], Awaitable[R]]) -> R:
    """Return what a call to Telegram returns, after up to three tries.

    Where an answer was lost on the way the call has been carried out twice: rather a message
    twice than none. After a timeout that is likely, so there is no second try then.
    """
    for pause in _PAUSES:
        try:
            return await call()
        except RetryAfter as error:
            if seconds(error) > LONGEST_WAIT:
                raise
            await asyncio.sleep(seconds(error))
        except (BadRequest, TimedOut):
            raise
        except NetworkError:
            await asyncio.sleep(pause)
    return await call()


def seconds(error: RetryAfter) -> float:
    """Return how long Telegram asks us to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
