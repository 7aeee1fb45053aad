"""What a button carries to Telegram and back: ``1|fact|12|kk``, never more than 64 bytes."""

import re
from typing import Final, cast, get_args

from bot.text.reply import Action, Button

VERSION: Final = 1
"""Goes up when old buttons, which people may still press, would be misread."""

_DATA = re.compile(rf"{VERSION}\|([a-z]{{1,12}})\|([0-9a-z.]{{0,36}})\|([a-z]{{0,8}})")
_ACTIONS: Final = frozenset(get_args(Action))


def encode(button: Button) -> str:
    """Return what a button carries."""
    return f"{VERSION}|{button.action}|{button.value}|{button.lang}"


def decode(data: str | None) -> Button | None:
    """Return the button, without its label, that carried this; None for what we never sent."""
    read = _DATA.fullmatch(data or "")
    if read is None or read[1] not in _ACTIONS:
        return None
    action, value, lang = read.groups()
    return Button("", cast("Action", action), value, lang)
