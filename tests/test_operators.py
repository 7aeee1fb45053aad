"""What the operators are told of errors: grouped, seldom, and nothing of who met them."""

import asyncio
import io
import logging
from collections.abc import Callable, Iterator

import pytest
from support.bot_api import BotApi
from support.chat import Chat
from support.process import Start
from support.wire import Refusal, Wire

from bot import __version__
from bot.service import FactService
from bot.telegram.app import App
from bot.telegram.operators import MOST_GROUPS, Operators, keep_reporting
from bot.text.translator import LOCALES, translator

CHAT = -500
SECRET = "Сарыарқаның құпиясы"
TITLES = {
    "kk": f"<b>Боттағы қателер ({__version__} нұсқасы)</b>",
    "ru": f"<b>Ошибки бота (версия {__version__})</b>",
    "en": f"<b>Errors in the bot (version {__version__})</b>",
}
LINES = {
    "kk": "ValueError, bot/text/dialogue.py:{line} – 3 рет, соңғы нөмірі {id}",
    "ru": "ValueError, bot/text/dialogue.py:{line} – 3×, последний номер {id}",
    "en": "ValueError, bot/text/dialogue.py:{line} – 3×, last number {id}",
}
MORE = {
    "kk": "Басқа түрдегі қателер: 5",
    "ru": "Ошибок других видов: 5",
    "en": "Errors of other kinds: 5",
}


@pytest.fixture
def operators() -> Iterator[Operators]:
    """Return operators who hear of what happens."""
    operators = Operators()
    with operators.listening():
        yield operators


async def told(application: App, wire: Wire, operators: Operators, lang: str) -> list[str]:
    """Return what the operators are told of what has happened."""
    before = len(wire.of("sendMessage"))
    reporting = keep_reporting(application.bot, operators, CHAT, translator(lang), pause=0.01)
    task = asyncio.create_task(reporting)
    await asyncio.sleep(0.1)
    task.cancel()
    sent = wire.of("sendMessage")[before:]
    assert all(message["chat_id"] == CHAT for message in sent)
    return [message["text"] for message in sent]


@pytest.mark.parametrize("lang", LOCALES)
async def test_errors_of_a_kind_are_one_line(
    application: App,
    wire: Wire,
    chat_of: Callable[..., Chat],
    service: FactService,
    operators: Operators,
    monkeypatch: pytest.MonkeyPatch,
    lang: str,
) -> None:
    """With the number that the last person was told; once, however long it is."""

    def fail(question: str, *_: object) -> None:
        raise ValueError(question)

    monkeypatch.setattr(service, "converse", fail)
    for person in (5, 6, 7):
        (shown,) = await chat_of(lang="en", person=person).send(f"{SECRET} қашан ашылды?")
    number = shown.text.rpartition(" ")[2]
    (text,) = await told(application, wire, operators, lang)
    title, line = text.splitlines()
    assert title == TITLES[lang]
    expected = LINES[lang].replace("{id}", number)
    before, after = expected.split("{line}")
    assert line.startswith(before)
    assert line.endswith(after)
    assert await told(application, wire, operators, lang) == []


@pytest.mark.parametrize("lang", LOCALES)
async def test_many_kinds_are_counted(
    application: App, wire: Wire, operators: Operators, lang: str
) -> None:
    """A message has room for some; what was said holds no ids."""
    log = logging.getLogger("bot.telegram.delivery")
    for number in range(MOST_GROUPS + 5):
        log.error("an update is put aside: %s of %d", chr(65 + number), 987654321)
    log.warning("this is none")
    logging.getLogger("telegram").error("nor is this")
    (text,) = await told(application, wire, operators, lang)
    _, *lines, last = text.splitlines()
    assert len(lines) == MOST_GROUPS
    assert lines[1].startswith("an update is put aside: B of &lt;id&gt;, tests/test_operators.py:")
    assert last == MORE[lang]


async def test_operators_who_can_not_be_told(
    application: App, wire: Wire, operators: Operators, logged: io.StringIO
) -> None:
    """That is logged, is no error itself, and they are told of it with the next."""
    wire.refuse("sendMessage", Refusal(400, "Bad Request: not enough rights"))
    log = logging.getLogger("bot")
    log.error("one")
    first, second = await told(application, wire, operators, "en")
    assert first == second
    assert "the operators can't be told: BadRequest" in logged.getvalue()
    assert operators.take() == ([], 0)


def test_a_process_tells_them(api: BotApi, start: Start) -> None:
    """Where OPERATOR_CHAT_ID says."""
    start(OPERATOR_CHAT_ID=str(CHAT), LANG="ru_RU.UTF-8")
    api.deliver({"message": {"text": SECRET, "chat": 987654321}})
    api.wait(lambda: bool(api.sent_to(CHAT)))
    (text,) = api.sent_to(CHAT)
    title, line = text.splitlines()
    assert title == TITLES["ru"]
    assert line.startswith("an update is put aside: unreadable: ")
    assert ", bot/telegram/delivery.py:" in line
