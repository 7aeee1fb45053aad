"""Texts as CommonMark, with nothing in them taken for markup."""

import re
from urllib.parse import quote

from bot.text.reply import Paragraph

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~^&$]")
_BREAKS = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]\s*")
_IN_ADDRESSES = "!#$%&'()*+,/:;=?@[]~"
"""What stands for itself in an address, besides letters, digits and ``_.-``; RFC 3986."""
_LINE_START = re.compile(r"^(?:[-+=]|\d+(?=[.)]))")


def escaped(text: str) -> str:
    """Return a text in one line, every character that could be markup escaped.

    >>> escaped("1847 <мектеп> & *кітапхана*")
    '1847 \\\\<мектеп\\\\> \\\\& \\\\*кітапхана\\\\*'
    """
    return _MARKUP.sub(lambda found: f"\\{found[0]}", _BREAKS.sub(" ", text))


def paragraph_line(text: str) -> str:
    """Return a text escaped that begins a line: no list item, no underline of a heading.

    >>> paragraph_line("1. Бірінші"), paragraph_line("- екінші")
    ('1\\\\. Бірінші', '\\\\- екінші')
    """
    line = escaped(text)
    found = _LINE_START.match(line)
    if found is None:
        return line
    number = found[0].isdigit()
    return f"{found[0]}\\{line[found.end() :]}" if number else f"\\{line}"


def spans_line(spans: Paragraph) -> str:
    """Return a paragraph's spans as one line, with links."""
    return "".join(
        escaped(span.text) if span.url is None else _link(span.text, span.url) for span in spans
    )


def _link(text: str, url: str) -> str:
    address = quote(url, safe=_IN_ADDRESSES)
    return f"[{escaped(text)}](<{address}>)"
