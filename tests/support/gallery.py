"""Conversations with the real bot over the shipped facts, as Markdown to look at."""

import html
import re
import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from conftest import settings_of

from bot.facts import location
from bot.service import FactService
from bot.state.curators import Appointment
from bot.state.state import State
from bot.telegram.app import build_application
from bot.telegram.ledger import Ledger
from bot.telegram.office import Office
from bot.text.markdown import escaped
from support.apart import Here
from support.chat import EDITORS, Chat, Shown
from support.wire import Wire

_LINE_START: Final = re.compile(r"^(\d*)(?=[.)+-])")
"""What would begin a list."""
PRESS: Final = ">"
"""What begins a line that is pressed and not said."""
GALLERY: Final = Path(__file__).parents[1] / "gallery"

CONVERSATIONS: Final[dict[str, tuple[str, ...]]] = {
    "kk": (
        "/start",
        "Қазақстанда прокуратура қашан құрылды?",
        "> Неге бұл?",
        "> Сол кезде",
        "> Дереккөз",
        "kazakstan konstitucia",
        "Эйфель мұнарасы қашан салынды?",
        "> Жауабы табылса, айтыңыз",
        "рахмет!",
        "/language",
        "/privacy",
        "/mydata",
        "/forget",
        "Бірінші генерал-прокурор кім болды?",
        "> Қате бар ма?",
        "> Күні",
    ),
    "ru": (
        "/start",
        "kogda sozdali prokuraturu v rossii",
        "> Почему?",
        "> Что было рядом",
        "> Источник",
        "f9",
        "> Источник",
        "Что произошло в 1722 году?",
        "Когда вступила в силу Конституция 1995 года?",
        "Спасибо!",
        "/about",
    ),
    "en": (
        "/start",
        "When did Kazakhstan get its own constitution?",
        "> Why?",
        "> Around that time",
        "> Source",
        "f9",
        "constitution of Kazakhstan",
        "Who are you?",
        "/source",
        "/help",
    ),
}
"""What a person says and presses, by the language of their Telegram."""
EDITOR: Final = ("/inbox", "> Search", "f59", "/edit f59", "/cancel")
"""What an editor says and presses afterwards."""
TITLES: Final = {"kk": "Қазақша", "ru": "Русский", "en": "English", "editor": "An editor"}


async def render(folder: Path) -> dict[str, str]:
    """Return the pages of the gallery by name; ``folder`` is empty and takes the bot's files."""
    facts = Path(shutil.copy(location.shipped(), folder / "facts.db"))
    settings, wire = settings_of(facts, folder / "state.db"), Wire()
    with (
        closing(FactService(facts)) as service,
        closing(State(settings.state_db)) as state,
        closing(Here(service, settings.state_db)) as apart,
        closing(Office(settings)) as office,
        closing(Ledger(settings.state_db)) as ledger,
    ):
        beside = apart, office, ledger
        async with build_application(settings, state, beside, wire) as application:
            pages = {}
            for person, (lang, lines) in enumerate(CONVERSATIONS.items(), start=1):
                chat = Chat(application, wire, person=person, lang=lang)
                pages[f"{lang}.md"] = await _page(TITLES[lang], chat, lines)
            state.curators.appoint(EDITORS[0], Appointment("Айгүл", contributes=False))
            editor = Chat(application, wire, person=EDITORS[0], lang="en")
            pages["editor.md"] = await _page(TITLES["editor"], editor, EDITOR)
    return pages


async def _page(title: str, chat: Chat, lines: Sequence[str]) -> str:
    """Return a conversation: what the person says in bold, what the bot answers quoted."""
    parts = [f"# {title}"]
    for line in lines:
        label = line.removeprefix(PRESS).strip()
        pressed = line.startswith(PRESS)
        shown = await (chat.press(label) if pressed else chat.send(line))
        parts.append(f"{_button(label)} ←" if pressed else f"**{escaped(line)}**")
        parts.extend(_message(message) for message in shown)
    return "\n\n".join(parts) + "\n"


def _message(message: Shown) -> str:
    lines = [_line(line) for line in message.text.split("\n")]
    rows = message.parameters.get("reply_markup", {}).get("inline_keyboard", [])
    text = "\\\n".join(line or "&nbsp;" for line in lines)
    buttons = ["  ".join(_button(button["text"]) for button in row) for row in rows]
    whole = "\n\n".join(part for part in (text, "\\\n".join(buttons)) if part)
    return "\n".join(f"> {line}".rstrip() for line in whole.split("\n"))


def _button(label: str) -> str:
    return f"`[{label}]`"


def _line(text: str) -> str:
    """Return a line of Telegram's HTML as Markdown."""
    parts = re.split(r'(<b>.*?</b>|<a href="[^"]*">.*?</a>)', text)
    return _LINE_START.sub(r"\1\\", "".join(_marked(part) for part in parts))


def _marked(part: str) -> str:
    if bold := re.fullmatch("<b>(.*)</b>", part):
        return f"**{escaped(html.unescape(bold[1]))}**"
    if link := re.fullmatch('<a href="([^"]*)">(.*)</a>', part):
        return f"[{escaped(html.unescape(link[2]))}](<{html.unescape(link[1])}>)"
    return escaped(html.unescape(part))
