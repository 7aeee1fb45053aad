"""Links that open the private chat, at a fact or at the beginning: ``t.me/bot?start=f12-kk``."""

from collections.abc import Sequence
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.helpers import create_deep_linked_url

from bot.text.brief import Link

FROM_INLINE: Final = "inline"
"""The payload of the button above suggestions: no fact, so the beginning."""


def address(bot: str, link: Link) -> str:
    """Return where a link leads, given the bot's user name."""
    payload = None if link.fact is None else f"f{link.fact}-{link.lang}"
    return create_deep_linked_url(bot, payload)


def keyboard(bot: str, links: Sequence[Link]) -> InlineKeyboardMarkup | None:
    """Return links as buttons, one a row, given the bot's user name; None where there are none."""
    rows = [[InlineKeyboardButton(link.label, url=address(bot, link))] for link in links]
    return InlineKeyboardMarkup(rows) if rows else None
