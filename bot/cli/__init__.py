"""The command line: ``python -m bot``, ``history-bot``."""

from bot.cli.main import main

__all__ = ["main"]
