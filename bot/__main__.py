"""``python -m bot`` is the same as ``history-bot``."""

from bot.cli import main

main()
