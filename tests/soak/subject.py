"""What the runs measure: the bot as a process over a copy of the shipped facts."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from support.bot_api import BotApi
from support.process import environment

from bot.facts import location

TOKEN = "123456:ABCdefGHIjklMNOpqrSTUvwxYZ0123456789"
BOT = (sys.executable, "-m", "bot", "run")
_STOP_SECONDS = 10


class Subject:
    """A program that answers updates; killed and started again as often as is asked."""

    def __init__(
        self, api: BotApi, folder: Path, changed: Mapping[str, str], command: Sequence[str] = BOT
    ) -> None:
        self.facts = Path(shutil.copy(location.shipped(), folder / "facts.db"))
        self.state = folder / "state.db"
        self.log = folder / "log"
        self._command = command
        self._variables = environment(api, self.facts) | {"LOG_LEVEL": "INFO"} | changed
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process(self) -> int:
        """The number of the process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, env=self._variables, stdout=log, stderr=log
            )

    def kill(self) -> None:
        """End it as ``kill -9`` does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def stop(self) -> int:
        """Ask it to end, and return how it did."""
        assert self._process is not None
        self._process.terminate()
        code = self._process.wait(_STOP_SECONDS)
        self._process = None
        return code

    def kept(self, sql: str) -> list[tuple[object, ...]]:
        """Return what the state file says."""
        with closing(sqlite3.connect(self.state, timeout=30)) as db:
            return db.execute(sql).fetchall()

    def unsound(self) -> list[str]:
        """Return which of its files SQLite finds something wrong with, or have changed."""
        found = []
        for path in (self.facts, self.state):
            with closing(sqlite3.connect(path)) as db:
                if db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                    found.append(path.name)
        if self.facts.read_bytes() != location.shipped().read_bytes():
            found.append("facts.db has changed")
        return found


@contextmanager
def running(
    api: BotApi, folder: Path, changed: Mapping[str, str], command: Sequence[str] = BOT
) -> Iterator[Subject]:
    """Have a subject run; it never outlives this."""
    subject = Subject(api, folder, changed, command)
    subject.start()
    try:
        yield subject
    finally:
        subject.kill()
