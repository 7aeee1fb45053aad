"""What a button carries to Telegram: ``1|fact|12|kk``, never more than 64 bytes."""

from typing import Final

from bot.text.reply import Button

VERSION: Final = 1
"""Goes up when old buttons, which people may still press, would be misread."""


def encode(button: Button) -> str:
    """Return what a button carries."""
    return f"{VERSION}|{button.action}|{button.value}|{button.lang}"
