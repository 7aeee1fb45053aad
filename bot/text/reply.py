"""A reply as its doors show it: paragraphs of spans, and buttons. No markup in it."""

import html
from dataclasses import dataclass, field
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text, perhaps bold, perhaps leading to an address."""

    text: str
    bold: bool = False
    url: str | None = None


Action = Literal[
    "fact", "page", "example", "language", "why", "around", "source", "wrong", "reason", "tell",
    "log", "forget",
    "name", "field", "pick", "skip", "empty", "back", "show", "form", "publish", "drop", "resume",
    "asked", "undo", "revert", "approve", "reject", "unreasoned", "apply", "cancel",
    "inbox", "link", "search", "draft", "out", "settle",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press; ``action``, ``value`` and ``lang`` are short ASCII words, no texts.

    ``value`` is of small letters and digits, its parts separated by dots. ``fact``: the fact of
    this number, in ``lang``, chosen for the logged question of the second number if there is one;
    ``page``: a page of a list (see ``pages``); ``example``: the example question at this position
    among those in ``lang``; ``language``: answers in ``lang`` from now on, or in the question's
    language where it is empty; ``why``: a fact, the logged question that it answered, and a digest
    of that; ``around`` and ``source``: a fact; ``wrong``: the fact, and the logged question it was
    the answer to; ``reason``: these two and what is wrong; ``tell``: the logged question whose
    answer is waited for and a digest of its text, or "off"; ``log``: "on" or "off"; ``forget``:
    "yes" or "no". All others are the desk's. A button ``beside`` stands in the row of the one
    before it; one with ``copy`` copies that text.
    """

    label: str
    action: Action
    value: str = ""
    lang: str = ""
    beside: bool = False
    copy: str | None = None


_MOST_DIGITS: Final = 9
"""Digits of the highest number that a button may carry."""


def numbers(value: str) -> tuple[int, ...]:
    """Return the numbers that a button's value is made of, none where it is of anything else."""
    parts = value.split(".")
    if not all(len(part) <= _MOST_DIGITS and part.isascii() and part.isdecimal() for part in parts):
        return ()
    return tuple(map(int, parts))


Paragraph = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot says."""

    paragraphs: tuple[Paragraph, ...]
    buttons: tuple[Button, ...] = field(default=())


def paragraph(text: str, *, bold: bool = False) -> Paragraph:
    """Return a paragraph of one span."""
    return (Span(text, bold),)


def plain(reply: Reply) -> str:
    """Return the reply as plain text: a paragraph a line, then the buttons, numbered.

    Facts to choose from are numbered in the text already.
    """
    lines = [plain_line(spans) for spans in reply.paragraphs]
    lines.extend(
        f"  {number}. {button.label}"
        for number, button in enumerate(reply.buttons, start=1)
        if button.action != "fact"
    )
    return "\n".join(lines)


def plain_line(spans: Paragraph) -> str:
    """Return a paragraph as plain text, addresses written out."""
    return "".join(s.text if s.url is None else f"{s.text}, {s.url}" for s in spans)


def as_html(reply: Reply, limit: int) -> str:
    """Return the reply in Telegram's HTML, every text escaped once.

    ``limit`` is the most UTF-16 code units that the text may have without its markup (Telegram
    counts so); what does not fit is cut with "…", and nothing follows it.
    """
    lines: list[str] = []
    left = limit
    for spans in reply.paragraphs:
        left -= bool(lines)  # the line break
        if left < 1:
            break
        line, left = _html_line(spans, left)
        lines.append(line)
    return "\n".join(lines)


def _html_line(spans: Paragraph, left: int) -> tuple[str, int]:
    """Return a paragraph in HTML and the room left after it: none once something was cut."""
    line = ""
    for span in spans:
        text = shorten(span.text, left)
        line += _html_span(text, span) if text else ""
        if text != span.text:
            return line, 0
        left -= utf16_length(text)
    return line, left


def _html_span(text: str, span: Span) -> str:
    escaped = html.escape(text, quote=False)
    if span.bold:
        escaped = f"<b>{escaped}</b>"
    if span.url is not None:
        escaped = f'<a href="{html.escape(span.url)}">{escaped}</a>'
    return escaped


def utf16_length(text: str) -> int:
    """Return the length of a text in UTF-16 code units, in which Telegram's limits are given."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, limit: int) -> str:
    """Return the text, cut at a word and ended with "…" where it is longer than the limit."""
    if utf16_length(text) <= limit:
        return text
    if limit < 1:
        return ""
    encoded = text.encode("utf-16-le", "surrogatepass")
    cut = encoded[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    in_word = " " in cut and not text.startswith(f"{cut} ")
    at_word = cut.rsplit(" ", 1)[0] if in_word else cut
    return f"{at_word.rstrip(' ,;:–')}…"
