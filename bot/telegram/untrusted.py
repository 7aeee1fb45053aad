"""What strangers can make up: what a button carries, where a link leads, what is typed inline.

And the number of an update, which the state file must be able to hold.

It is parsed here and nowhere else. What comes out has the form that the bot's own buttons and links
have, and may name what does not exist; whether somebody may do what it says is asked at the deed.
"""

import re
from collections.abc import Mapping
from typing import Final, cast, get_args

from telegram.constants import InlineQueryLimit

from bot.telegram.callbacks import VERSION
from bot.text.reply import Action, Button
from bot.text.translator import LOCALES

_PRESSED = re.compile(rf"{VERSION}\|([a-z]{{1,12}})\|([0-9a-z.]{{0,36}})\|([a-z]{{0,8}})")
_ACTIONS: Final = frozenset(get_args(Action))
_MOST_NUMBERS: Final = 2**63
_LINKED = re.compile(rf"f([0-9]{{1,9}})(?:-({'|'.join(LOCALES)}))?")


def pressed(data: str | None) -> Button | None:
    """Return the button, without its label, that carries this; None for what we never sent."""
    read = _PRESSED.fullmatch(data or "")
    if read is None or read[1] not in _ACTIONS:
        return None
    action, value, lang = read.groups()
    return Button("", cast("Action", action), value, lang)


def linked(payload: str) -> tuple[int, str | None] | None:
    """Return the fact that a link leads to and its language, if it names one.

    None for whatever names no fact, which leads to the beginning.
    """
    read = _LINKED.fullmatch(payload)
    return (int(read[1]), read[2]) if read else None


def typed(query: str) -> str:
    """Return what was typed inline, no longer than Telegram lets people type there."""
    return query[: InlineQueryLimit.MAX_QUERY_LENGTH]


def update_number(update: object) -> int | None:
    """Return the number of an update, None where it has none that SQLite can hold."""
    number = update.get("update_id") if isinstance(update, Mapping) else None
    return number if type(number) is int and 0 <= number < _MOST_NUMBERS else None
