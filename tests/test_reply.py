"""Replies as text and as Telegram's HTML: escaped once, never too long."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.reply import (
    Button,
    Reply,
    Span,
    as_html,
    paragraph,
    plain,
    plain_line,
    shorten,
    utf16_length,
)

TELEGRAM_LIMIT = 4096
NASTY = st.text(st.sampled_from("<>&\"'amp;lt b/🙂\nқ\u200b\ud83d"), max_size=60)
SPANS = st.builds(Span, NASTY, st.booleans(), st.none() | st.just('https://e.org/?a="1"&b=<2>'))
REPLIES = st.builds(Reply, st.lists(st.lists(SPANS, max_size=3).map(tuple), max_size=5).map(tuple))


def visible(text: str) -> str:
    """Return what a person sees of HTML, having checked that its tags are closed in order."""
    open_tags = []
    for closing, name in re.findall(r"<(/?)(b|a)\b[^>]*>", text):
        if closing:
            assert open_tags.pop() == name
        else:
            open_tags.append(name)
    assert open_tags == []
    bare = re.sub(r"</?(?:b|a)\b[^>]*>", "", text)
    assert "<" not in bare
    assert ">" not in bare
    return html.unescape(bare)


def test_text_and_address_are_escaped_once() -> None:
    reply = Reply(
        (
            paragraph("Мектеп & <кітапхана>", bold=True),
            (Span("&amp; "), Span('"quoted"', url='https://e.org/?a=1&b="2"'), Span(".")),
        )
    )
    assert as_html(reply, TELEGRAM_LIMIT) == (
        "<b>Мектеп &amp; &lt;кітапхана&gt;</b>\n"
        '&amp;amp; <a href="https://e.org/?a=1&amp;b=&quot;2&quot;">"quoted"</a>.'
    )


def test_plain_text_writes_addresses_out_and_numbers_what_can_be_pressed() -> None:
    reply = Reply(
        (
            paragraph("<b>Тақырып</b>", bold=True),
            (Span("Дереккөз: "), Span("A", url="https://a.org")),
        ),
        (Button("Қазақша", "language", lang="kk"), Button("Сұрақ?", "example", "0", "kk")),
    )
    assert plain(reply) == ("<b>Тақырып</b>\nДереккөз: A, https://a.org\n  1. Қазақша\n  2. Сұрақ?")


def test_facts_to_choose_from_are_not_numbered_twice() -> None:
    reply = Reply((paragraph("1. One"),), (Button("1. One", "fact", "1", "en"),))
    assert plain(reply) == "1. One"


def test_a_line_of_spans() -> None:
    assert plain_line((Span("a "), Span("b", bold=True), Span(" c", url="d"))) == "a b c, d"
    assert plain_line(()) == ""


@pytest.mark.parametrize(
    ("text", "length"),
    [("", 0), ("abc", 3), ("қазақ", 5), ("🙂", 2), ("\ud83d", 1), ("e\u0301", 2)],
)
def test_lengths_are_counted_in_utf_16(text: str, length: int) -> None:
    assert utf16_length(text) == length


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two three", 7, "one…"),
        ("one, two", 6, "one…"),
        ("oneword", 4, "one…"),
        ("oneword", 1, "…"),
        ("oneword", 0, ""),
        ("oneword", -3, ""),
        ("🙂🙂", 4, "🙂🙂"),
        ("🙂🙂", 3, "🙂…"),
        ("🙂🙂", 2, "…"),
        ("", 0, ""),
    ],
)
def test_shortening_at_a_word(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


@given(st.text(), st.integers(0, 30))
def test_what_is_shortened_fits_and_what_fits_stays(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert utf16_length(short) <= limit
    assert (short == text) == (utf16_length(text) <= limit)


@given(REPLIES, st.integers(1, 100))
def test_html_is_well_formed_and_within_the_limit(reply: Reply, limit: int) -> None:
    assert utf16_length(visible(as_html(reply, limit))) <= limit


@given(REPLIES)
def test_what_fits_is_shown_whole(reply: Reply) -> None:
    shown = visible(as_html(reply, TELEGRAM_LIMIT))
    assert shown == "\n".join("".join(s.text for s in spans) for spans in reply.paragraphs)


def test_a_reply_that_is_too_long_ends_with_an_ellipsis() -> None:
    reply = Reply((paragraph("Бірінші жол"), paragraph("сөз " * 3000), paragraph("соңғы")))
    shown = as_html(reply, TELEGRAM_LIMIT)
    assert utf16_length(shown) <= TELEGRAM_LIMIT
    assert shown.startswith("Бірінші жол\nсөз сөз")
    assert shown.rstrip().endswith("сөз…")
