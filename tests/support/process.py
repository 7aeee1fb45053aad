"""The bot as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from support.bot_api import PATIENCE, BotApi

Process = subprocess.Popen[str]
Start = Callable[..., Process]


def environment(api: BotApi, facts: Path) -> dict[str, str]:
    """Return settings under which the bot works, in Kazakh."""
    return os.environ | {
        "TELEGRAM_BOT_TOKEN": api.token,
        "TELEGRAM_API_URL": api.url,
        "FACTS_DB": str(facts),
        "STATE_DB": str(facts.with_name("state.db")),
        "LANG": "kk_KZ.UTF-8",
        "LOG_LEVEL": "DEBUG",
        "MESSAGES_PER_SECOND": "10000",
    }


def run(variables: dict[str, str], *options: str) -> Process:
    """Start the bot."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "run", *options],
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def children(process: int) -> list[int]:
    """Return the numbers of the processes that the one of this number has started."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    return [int(number) for number in listed.split()]


def ended(process: Process) -> tuple[int, str]:
    """Return how a process ended, and what it wrote to standard error."""
    _, written = process.communicate(timeout=PATIENCE)
    return process.returncode, written
