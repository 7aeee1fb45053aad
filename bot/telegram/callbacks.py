"""What a button carries to Telegram and back: ``1|fact|12|kk``, never more than 64 bytes."""

import re
from typing import Final, cast

from bot.text.reply import Action, Button

VERSION: Final = 1
"""Goes up when old buttons, which people may still press, would be misread."""

_DATA = re.compile(rf"{VERSION}\|(fact|example|language)\|([0-9]{{0,9}})\|([a-z]{{0,8}})")


def encode(button: Button) -> str:
    """Return what a button carries."""
    return f"{VERSION}|{button.action}|{button.value}|{button.lang}"


def decode(data: str | None) -> Button | None:
    """Return the button, without its label, that carried this; None for what we never sent."""
    read = _DATA.fullmatch(data or "")
    if read is None:
        return None
    action, value, lang = read.groups()
    return Button("", cast("Action", action), value, lang)
