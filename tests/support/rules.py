"""What Telegram asks of a message that a bot sends."""

import html
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from bot.telegram.callbacks import encode
from bot.text.reply import Reply, as_html, utf16_length

MOST_UNITS = 4096
MOST_CARRIED = 64
"""Bytes that a button may carry."""
MOST_BUTTONS = 100
_TAGS = frozenset({"b", "a"})
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|#x27|#\d+);)")


class _Markup(HTMLParser):
    """Reads markup as Telegram does, and notes what it would refuse."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that the bot has no use for."""
        self.open.append(tag)
        if tag not in _TAGS:
            self.faults.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        """Note a tag that ends what it did not begin."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Gather what people read."""
        self.text += data


def broken_text(text: str, limit: int = MOST_UNITS) -> list[str]:
    """Return the rules that a text in HTML breaks."""
    markup = _Markup()
    markup.feed(text)
    markup.close()
    faults = markup.faults + [f"<{tag}> stays open" for tag in markup.open]
    if _ENTITY.search(text):
        faults.append("a bare &")
    if not markup.text.strip():
        faults.append("no text")
    if utf16_length(markup.text) > limit:
        faults.append(f"{utf16_length(markup.text)} units")
    try:
        text.encode()
    except UnicodeEncodeError:
        faults.append("half a character")
    return faults


def broken_button(label: str, data: str) -> list[str]:
    """Return the rules that a button breaks."""
    faults = [] if label.strip() else ["no label"]
    if not 1 <= len(data.encode()) <= MOST_CARRIED:
        faults.append(f"carries {len(data.encode())} bytes")
    return faults


def broken(reply: Reply) -> list[str]:
    """Return the rules that a reply would break as it is sent."""
    faults = broken_text(as_html(reply, MOST_UNITS))
    for button in reply.buttons:
        faults += broken_button(button.label, encode(button))
    if len(reply.buttons) > MOST_BUTTONS:
        faults.append(f"{len(reply.buttons)} buttons")
    return faults


def broken_sent(parameters: Mapping[str, Any]) -> list[str]:
    """Return the rules that a message breaks, by the parameters of the call that sends it."""
    said = str(parameters.get("text", ""))
    marked = parameters.get("parse_mode") == "HTML"
    faults = broken_text(said if marked else html.escape(said))
    rows = (parameters.get("reply_markup") or {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    for button in buttons:
        if "callback_data" in button:
            faults += broken_button(button["text"], button["callback_data"])
    if len(buttons) > MOST_BUTTONS:
        faults.append(f"{len(buttons)} buttons")
    return faults
