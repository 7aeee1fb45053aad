"""Every screen that can be reached is right however long the facts: limits, labels, words.

A person and an editor press whatever they are shown, over facts as long as the checks let them be.
"""

import html
import re
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.chat import EDITORS, Chat, Shown
from support.facts import DATASET, write_facts
from support.wire import Wire

from bot.curation.fact_errors import MOST_LETTERS
from bot.state.curators import Appointment
from bot.state.state import State
from bot.text.reply import utf16_length

MakeChat = Callable[..., Chat]
LANGUAGES = ("kk", "ru", "en")
PRESSES = 50
"""Buttons pressed in each conversation."""
WORDS = {
    "kk": "Ғажайып құрылтайдың әділет өкілі <мен> & дүниежүзілік шежіресі",
    "ru": "Необыкновенный съезд чрезвычайно уполномоченных <представителей> & летопись",
    "en": "The extraordinarily longwinded convention < of > plenipotentiaries & chroniclers",
}
WORD = re.compile(r"[^\W\d_]{2,}")
SOURCES = [
    {
        "kind": "source",
        "id": f"source-{number:02}",
        "type": "book",
        "title": (WORDS["ru"] + " ") * 12 + str(number),
        "author": [{"literal": WORDS["en"]}] * 5,
        "publisher": WORDS["kk"] * 3,
        "container-title": WORDS["ru"] * 3,
        "issued": "1999",
        "URL": "https://example.org/" + "very-long/" * 20 + str(number),
    }
    for number in range(1, 31)
]


def long(kind: str, lang: str, number: int) -> str:
    """Return a text of the most letters that its kind may have, with the fact's number in it."""
    start = f"{number} 𝟙 " if kind == "texts" else ""
    return (start + (WORDS[lang] + " ") * 40)[: MOST_LETTERS[kind]].rstrip()


def longest(number: int) -> dict[str, Any]:
    """Return a disputed fact whose every text is as long as may be."""
    citation = {
        "label": "page",
        "locator": "1-2, " * 60,
        "marker": "[" + "7, " * 99 + "]",
        "note": {lang: long("citations", lang, number) for lang in LANGUAGES},
        "via": "source-30",
    }
    return {
        "kind": "fact",
        "id": 999_999_900 + number,
        "date": f"{1721 + number}-01-12",
        "calendar": "julian",
        "date_note": {lang: long("date_note", lang, number) for lang in LANGUAGES},
        "status": "disputed",
        "texts": {lang: long("texts", lang, number) for lang in LANGUAGES},
        "notes": {lang: long("notes", lang, number) for lang in LANGUAGES},
        "phrasings": {
            lang: [f"{WORDS[lang]} {number}?", long("phrasings", lang, number)]
            for lang in LANGUAGES
        },
        "citations": [citation | {"source": source["id"]} for source in SOURCES[:12]],
    }


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """Return a file of facts as long as the checks let them be, in place of the small one."""
    path = tmp_path / "facts.db"
    dataset = DATASET | {"description": {lang: WORDS[lang] * 10 for lang in LANGUAGES}}
    write_facts(path, dataset, *SOURCES, *(longest(number) for number in range(1, 10)))
    return path


def check(call: dict[str, Any], *, captioned: bool) -> None:
    """Check what Telegram would refuse, and what a screen reader could not read."""
    text = html.unescape(re.sub(r"</?(?:b|a)(?: [^>]*)?>", "", call.get("text") or ""))
    caption = html.unescape(re.sub(r"</?(?:b|a)(?: [^>]*)?>", "", call.get("caption") or ""))
    assert 1 <= utf16_length(text) <= 4096 or captioned
    assert utf16_length(caption) <= 1024
    rows = call.get("reply_markup", {}).get("inline_keyboard", [])
    assert len(rows) <= 100
    for row in rows:
        assert 1 <= len(row) <= 8
        for button in row:
            assert WORD.search(button["text"]), f"a label without words: {button['text']}"
            if "copy_text" in button:
                assert 1 <= utf16_length(button["copy_text"]["text"]) <= 256
            else:
                assert 1 <= len(button["callback_data"].encode()) <= 64


async def crawl(chat: Chat, said: list[str]) -> list[Shown]:
    """Say all this, then press what is shown, each kind of button first; return what was shown."""
    shown: list[Shown] = []
    pressed: set[str] = set()
    left: deque[tuple[str, int]] = deque()

    def take(messages: list[Shown]) -> None:
        shown.extend(messages)
        for message in messages:
            for data in message.buttons.values():
                if data and data not in pressed:
                    pressed.add(data)
                    action = data.split("|")[1]
                    known = sum(seen.split("|")[1] == action for seen in pressed)
                    at = message.replaced or message.number
                    (left.appendleft if known <= 2 else left.append)((data, at))

    for words in said:
        take(await chat.send(words))
    for _ in range(PRESSES):
        if not left:
            break
        data, number = left.popleft()
        take(await chat.press_data(data, number=number))
    return shown


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_every_screen_of_everybody(chat_of: MakeChat, wire: Wire, lang: str) -> None:
    one, two = (f"{WORDS[lang]} {number}?" for number in (1, 2))
    asked = [
        "/start", "/help", "/language", "/about", "/source", "/privacy", one, f"{one} {two}",
        WORDS[lang], "1600", "1722", "XVIII", "x" * 4096, f"{'ә' * 400}?", "f999999901", "/mydata",
        "/forget",
    ]  # fmt: skip
    shown = await crawl(chat_of(lang=lang, person=10**12), asked)
    actions = {data.split("|")[1] for message in shown for data in message.buttons.values() if data}
    assert actions >= {"why", "around", "source", "wrong", "reason", "fact", "language", "log"}
    for call in wire.calls:
        if call.method in {"sendMessage", "editMessageText", "sendDocument"}:
            check(call.parameters, captioned=call.method == "sendDocument")


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_every_screen_of_an_editor(
    chat_of: MakeChat, state: State, wire: Wire, lang: str
) -> None:
    state.curators.appoint(EDITORS[0], Appointment("Ә" * 60, contributes=False))
    everybody, editor = chat_of(lang=lang), chat_of(lang=lang, person=EDITORS[0])
    one = f"{WORDS[lang]} 1?"
    await crawl(everybody, [f"{one} {'?' * 300}", f"{'ә' * 499}?", one, WORDS[lang]])
    await everybody.send("ә" * 500)
    said = [
        "/help", "/inbox", "/edit f999999901", "/history f999999902", "/retire f999999903", "/undo",
        "/add", "/draft", "/name",
    ]  # fmt: skip
    shown = await crawl(editor, said)
    actions = {data.split("|")[1] for message in shown for data in message.buttons.values() if data}
    assert actions >= {"field", "show", "publish", "drop", "inbox", "undo"}
    for call in wire.calls:
        if call.method in {"sendMessage", "editMessageText", "sendDocument"}:
            check(call.parameters, captioned=call.method == "sendDocument")
