"""What the process of questions is asked for in tests, beside what is asked for in earnest."""

import os
import signal
import sys
import time

from bot.errors import Rejected
from bot.telegram import request_id
from bot.telegram.answering import Answering


class Odd(Exception):
    """An error that can't be made again from what it was made of."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(one + two)


def process(_: Answering) -> int:
    """Return the number of the process."""
    return os.getpid()


def request(_: Answering) -> str:
    """Return the request that this is done for."""
    return request_id.current()


def double(_: Answering, text: str) -> str:
    """Return a text twice, after saying something where the answers go."""
    sys.stdout.write("words on standard output")
    sys.stdout.flush()
    return 2 * text


def rest(_: Answering, seconds: float) -> float:
    """Return after so long."""
    time.sleep(seconds)
    return seconds


def die(_: Answering) -> None:
    """End the process as ``kill -9`` does."""
    os.kill(os.getpid(), signal.SIGKILL)


def interrupt(_: Answering) -> None:
    """Do what Ctrl+C and a stop of the service do to every process of theirs."""
    os.kill(os.getpid(), signal.SIGINT)
    os.kill(os.getpid(), signal.SIGTERM)


def reject(_: Answering, text: str) -> None:
    """Raise an error that people are told about."""
    raise Rejected("rejected", problems=[text])


def fail(_: Answering, text: str) -> None:
    """Raise an error of the program's."""
    raise ValueError(text)


def fail_oddly(_: Answering) -> None:
    """Raise an error that can't be pickled."""
    raise Odd(1, 2)
