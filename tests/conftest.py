"""Fixtures that the tests share."""

import io
import logging
import shutil
import signal
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from support.apart import Here
from support.bot_api import BotApi
from support.chat import EDITORS, Chat
from support.facts import write_facts
from support.process import Process, Start, environment
from support.process import run as run_bot
from support.wire import Wire

from bot.cli.main import main
from bot.service import FactService
from bot.state.state import State
from bot.telegram import log
from bot.telegram.app import App, build_application
from bot.telegram.ledger import Ledger
from bot.telegram.office import Office
from bot.telegram.settings import MOST_A_SECOND, Settings

TOKEN = "123456:ABCdefGHIjklMNOpqrSTUvwxYZ0123456789"
WEBHOOK_SECRET = "a-secret_of-the-webhook"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def written_facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the small fact file once, in one file like the shipped one."""
    path = tmp_path_factory.mktemp("facts") / "facts.db"
    write_facts(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE changes SET at = '2026-01-02T03:04:05+00:00'")
        db.commit()
        db.execute("PRAGMA journal_mode = delete")
    return path


@pytest.fixture
def facts(written_facts: Path, tmp_path: Path) -> Path:
    """Return a fact file of the test's own."""
    return Path(shutil.copy(written_facts, tmp_path / "facts.db"))


@pytest.fixture
def run(facts: Path) -> Iterator[Callable[..., Result]]:
    """Return the program, run over the small fact file in an English terminal."""

    def running(*words: str, lang: str = "en_US.UTF-8", **options: Any) -> Result:
        env = {"FACTS_DB": str(facts), "LANG": lang} | options.pop("env", {})
        result = CliRunner().invoke(main, words, env=env, **options)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    before = signal.getsignal(signal.SIGTERM)
    yield running
    signal.signal(signal.SIGTERM, before)  # the program takes it


@pytest.fixture
def service(facts: Path) -> Iterator[FactService]:
    """Return the service over the small fact file."""
    service = FactService(facts)
    yield service
    service.close()


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    """Return a state file that is not there yet."""
    state = State(tmp_path / "state.db")
    yield state
    state.close()


@pytest.fixture
def wire() -> Wire:
    """Return Telegram without the network."""
    return Wire()


def settings_of(facts: Path, state: Path) -> Settings:
    """Return settings under which the bot works over these files."""
    editors = ",".join(map(str, EDITORS))
    return Settings(
        telegram_bot_token=TOKEN,
        facts_db=facts,
        state_db=state,
        editor_ids=editors,
        messages_per_second=MOST_A_SECOND,
    )


@pytest.fixture
def office(facts: Path, state: State) -> Iterator[Office]:
    """Return the desk in its thread."""
    office = Office(settings_of(facts, state.path))
    yield office
    office.close()


@pytest.fixture
def ledger(state: State) -> Iterator[Ledger]:
    """Return the table of updates in its thread."""
    ledger = Ledger(state.path)
    yield ledger
    ledger.close()


@pytest.fixture
def apart(service: FactService, state: State) -> Iterator[Here]:
    """Return what answers questions."""
    apart = Here(service, state.path)
    yield apart
    apart.close()


@pytest.fixture
async def application(
    facts: Path,
    state: State,
    apart: Here,
    office: Office,
    ledger: Ledger,
    wire: Wire,
) -> AsyncIterator[App]:
    """Return the real application, with only the wire replaced."""
    settings = settings_of(facts, state.path)
    application = build_application(settings, state, (apart, office, ledger), wire)
    async with application:
        wire.calls.clear()
        yield application


@pytest.fixture
def chat_of(application: App, wire: Wire) -> Callable[..., Chat]:
    """Return a maker of chats: ``chat_of(lang="ru", person=5)``."""
    return lambda **who: Chat(application, wire, **who)


@pytest.fixture
def chat(chat_of: Callable[..., Chat]) -> Chat:
    """Return the chat of a person whose Telegram is in Kazakh."""
    return chat_of()


@pytest.fixture
def api() -> Iterator[BotApi]:
    """Return a Bot API on loopback."""
    with BotApi(TOKEN) as api:
        yield api


@pytest.fixture
def start(api: BotApi, facts: Path) -> Iterator[Start]:
    """Return a function that starts the bot with changed settings; it never outlives the test."""
    started: list[Process] = []

    def starting(*options: str, **changed: str) -> Process:
        process = run_bot(environment(api, facts) | changed, *options)
        started.append(process)
        return process

    yield starting
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Return what goes to the log at the most talkative level; gives all back as it was."""
    names = ("", "telegram", "aiohttp", "asyncio")
    before = [(logging.getLogger(name), logging.getLogger(name).level) for name in names]
    handlers = logging.getLogger().handlers[:]
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    for hook in (
        "sys.excepthook",
        "threading.excepthook",
        "sys.unraisablehook",
        "warnings.showwarning",
    ):
        monkeypatch.setattr(hook, None)
    log.configure("DEBUG", [TOKEN, TOKEN.partition(":")[2], WEBHOOK_SECRET])
    yield written
    logging.getLogger().handlers[:] = handlers
    for logger, level in before:
        logger.setLevel(level)
