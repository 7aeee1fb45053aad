"""The process of questions: does what it is asked for, one thing after another, until nobody asks.

``apart.py`` starts it with a pipe to each side. What is asked: first ``Files``, from then on
``Asked``; each is answered by a ``Done`` or a ``Failed``.
"""

import gc
import os
import pickle
import signal
import sys
from contextlib import closing, suppress
from typing import BinaryIO

from bot.service import FactService
from bot.state.state import State
from bot.telegram import frames, log, request_id, traces
from bot.telegram.answering import Answering
from bot.telegram.frames import Asked, Done, Failed, Files


def main() -> None:
    """Answer what comes by standard input on standard output, which nothing else writes to."""
    for number in (signal.SIGINT, signal.SIGTERM):  # whoever has started it ends it
        signal.signal(number, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with suppress(EOFError, BrokenPipeError):
        serve(sys.stdin.buffer, answers)


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer what is asked; raises EOFError or BrokenPipeError when the other side is gone."""
    files: Files = frames.read(questions)
    log.configure(files.log_level, files.secrets)
    with closing(State(files.state)) as state:
        try:
            service = FactService(files.facts)
        except Exception as error:  # noqa: BLE001 - told to who asks
            _write(answers, failed(error))
            return
        with closing(service):
            answering = Answering(service, state, files.days)
            gc.freeze()  # what is loaded by now stays: no collection need look through it again
            _write(answers, Done())
            while True:
                asked: Asked = frames.read(questions)
                with request_id.of(asked.request):
                    _write(answers, done(answering, asked))


def done(answering: Answering, asked: Asked) -> Done | Failed:
    """Do what is asked; return what came of it."""
    try:
        return Done(asked.act(answering, *asked.given))
    except Exception as error:  # noqa: BLE001 - raised where it was asked
        return failed(error)


def failed(error: Exception) -> Failed:
    """Return an error as it can be told; one that can't be pickled by its type alone."""
    way = traces.Elsewhere(traces.trace(error), traces.place(error))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - whatever a library's error makes of it
        error = RuntimeError(type(error).__name__)
    return Failed(error, way)


def _write(answers: BinaryIO, answer: Done | Failed) -> None:
    answers.write(frames.packed(answer))
    answers.flush()


if __name__ == "__main__":
    main()
