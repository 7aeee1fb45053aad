"""The bot as a process of its own, over real HTTP."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import TOKEN
from support.bot_api import PATIENCE, BotApi
from support.facts import write_facts
from support.process import Process, Start, children, ended, environment, run
from support.wire import Refusal


@pytest.fixture(scope="module", autouse=True)
def displaced(written_facts: Path) -> Iterator[Process]:
    """Start a bot beside another instance; while it bears that, the other tests run."""
    with BotApi(TOKEN) as api:
        api.refusals["getUpdates"] = Refusal(409, "Conflict: terminated by other getUpdates")
        process = run(environment(api, written_facts) | {"LANG": "en_US.UTF-8"})
        yield process
        process.kill()
        process.communicate()


def dumped(file: Path) -> str:
    """Return all that an SQLite file holds."""
    with closing(sqlite3.connect(file)) as db:
        return "\n".join(db.iterdump())


CONVERSATIONS = [
    (
        "kk",
        "Тәуелсіздік қашан жарияланды?",
        "<b>1991 жылғы 16 желтоқсан</b>\nҚазақстан тәуелсіздігін жариялады.\n"
        "Дереккөз: Жылнама, 1999, 1-жол",
        "Абылай қашан билікке келді?",
        "2. 1771 жыл – Абылай хан сайланды.",
        "<b>1771 жыл</b>\nАбылай хан сайланды.\nДереккөз: Жылнама, 1999, 8-жол",
    ),
    (
        "ru",
        "Когда провозглашена независимость?",
        "<b>16 декабря 1991 года</b>\nКазахстан провозгласил независимость.\n"
        "Источник: Летопись, 1999, строка 1",
        "Когда Абылай пришёл к власти?",
        "2. 1771 год – Абылай избран ханом.",
        "<b>1771 год</b>\nАбылай избран ханом.\nИсточник: Летопись, 1999, строка 8",
    ),
    (
        "en",
        "When was independence declared?",
        "<b>16 December 1991</b>\nKazakhstan declared its independence.\n"
        "Source: Annals, 1999, line 1",
        "When did Abylai come to power?",
        "2. 1771 – Abylai was elected khan.",
        "<b>1771</b>\nAbylai was elected khan.\nSource: Annals, 1999, line 8",
    ),
]


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_conversations_in_three_languages(
    api: BotApi, start: Start, facts: Path, stop: signal.Signals
) -> None:
    """Started, asked, pressed, stopped by a signal; the fact file stays as it was.

    Without a question log nothing of what was said is kept.
    """
    before = facts.read_bytes()
    bot = start(QUESTION_LOG_DAYS="0")
    for lang, question, answer, unclear, choice, chosen in CONVERSATIONS:
        assert api.say("/start", lang)["parse_mode"] == "HTML"
        assert api.say(question, lang)["text"] == answer
        assert api.press(api.say(unclear, lang), choice, lang)["text"] == chosen
    bot.send_signal(stop)
    code, written = ended(bot)
    assert code == 0
    assert TOKEN.split(":")[1] not in written
    assert "независимость" not in written
    assert facts.read_bytes() == before
    assert sorted(file.name for file in facts.parent.iterdir()) == [
        "facts.db",
        "state.db",
        "state.db-lock",
    ]
    assert "независимость" not in dumped(facts.with_name("state.db"))
    assert len(api.of("answerCallbackQuery")) == len(CONVERSATIONS)


def test_what_the_question_log_keeps(api: BotApi, start: Start, facts: Path) -> None:
    """What was asked, what came of it, and nothing of who asked; the program's log has no words."""
    bot = start()
    for lang, question, _, unclear, choice, _ in CONVERSATIONS:
        api.say(question, lang)
        api.press(api.say(unclear, lang), choice, lang)
    bot.send_signal(signal.SIGTERM)
    code, written = ended(bot)
    assert code == 0
    with closing(sqlite3.connect(facts.with_name("state.db"))) as db:
        rows = db.execute("SELECT text, lang, outcome, chosen IS NULL FROM questions ORDER BY id")
        assert rows.fetchall() == [
            row
            for lang, question, _, unclear, _, _ in CONVERSATIONS
            for row in ((question, lang, "answer", 1), (unclear, lang, "choices", 0))
        ]
        for table in ("people", "unlogged", "curators", "waiting", "expected"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert "независимость" not in written


def test_a_restart_answers_nothing_twice(api: BotApi, start: Start) -> None:
    """The first instance confirms what it answered; the second one knows the chosen language."""
    first = start()
    assert api.say("/language")["text"] == "Қай тілде жауап берейін?"
    assert api.press(api.of("sendMessage")[0], "English")["text"] == (
        "I will answer in English from now on."
    )
    first.send_signal(signal.SIGTERM)
    assert ended(first)[0] == 0
    assert api.of("getUpdates")[-1]["offset"] == 3
    start()
    assert api.say("f8")["text"].startswith("<b>1771</b>\nAbylai was elected khan.")


def test_facts_that_another_process_changes(api: BotApi, start: Start, facts: Path) -> None:
    """The next answer knows them, without a restart."""
    bot = start("--db", str(facts), FACTS_DB="missing.db")
    assert "менде жоқ" in api.say("Айда қандай теңіз бар?")["text"]
    new = {
        "kind": "fact",
        "status": "published",
        "texts": {"kk": "Айда Тыныштық теңізі бар."},
        "phrasings": {"kk": ["Айда қандай теңіз бар?"]},
        "citations": [{"source": "annals"}],
    }
    write_facts(facts, new)
    assert "Айда Тыныштық теңізі бар." in api.say("Айда қандай теңіз бар?")["text"]
    facts.write_bytes(b"not a database any more " * 4096)
    Path(f"{facts}-wal").unlink(missing_ok=True)
    bot.send_signal(signal.SIGTERM)
    assert ended(bot)[0] == 0


def test_a_token_that_telegram_refuses(api: BotApi, start: Start) -> None:
    """The program ends with a sentence in the terminal's language."""
    api.revoke()
    code, written = ended(start(TELEGRAM_BOT_TOKEN=TOKEN))
    assert code == 77
    assert written.endswith("Telegram токенді қабылдамады. @BotFather-ден дұрыс токен алыңыз.\n")
    assert TOKEN.split(":")[1] not in written


def test_a_token_that_is_revoked_later(api: BotApi, start: Start) -> None:
    """It does not go on alive and deaf."""
    bot = start(LANG="ru_RU.UTF-8")
    api.say("f1")
    api.revoke()
    code, written = ended(bot)
    assert code == 77
    assert written.endswith("Telegram не принял токен. Возьмите верный у @BotFather.\n")


def test_settings_that_will_not_do(api: BotApi, start: Start, facts: Path) -> None:
    """All at once, before anything is asked of Telegram or written."""
    facts.write_bytes(b"not a database " * 100)
    code, written = ended(start(TELEGRAM_BOT_TOKEN="", EDITOR_IDS="me", LANG="C"))
    assert code == 78
    assert written == (
        "The settings have problems:\n"
        "- TELEGRAM_BOT_TOKEN is not set. Put the token from @BotFather in it, or in a file named "
        "by TELEGRAM_BOT_TOKEN_FILE.\n"
        f"- The file {facts} is damaged or not an SQLite file. Use a backup.\n"
        "- EDITOR_IDS must be Telegram numbers separated by commas.\n"
    )
    assert api.calls == []
    assert [file.name for file in facts.parent.iterdir()] == ["facts.db"]


def test_facts_that_are_damaged_inside(start: Start, facts: Path) -> None:
    """A file that opens but can't be read whole ends the start with a sentence too."""
    whole = facts.read_bytes()
    facts.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    code, written = ended(start())
    assert code == 78
    assert written.endswith(
        f"{facts} файлы бүлінген немесе SQLite файлы емес. Сақтық көшірмеден қалпына келтіріңіз.\n"
    )


def test_the_terminal_needs_no_telegram(facts: Path) -> None:
    """Only ``run`` loads python-telegram-bot."""
    code = (
        "import sys; from bot.cli.main import main; "
        "main(['ask', 'f1', '--db', sys.argv[1]], standalone_mode=False); "
        "print([name for name in sys.modules if name.split('.')[0] in ('telegram', 'aiohttp')])"
    )
    command = [sys.executable, "-c", code, str(facts)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "1991" in printed.stdout
    assert printed.stdout.splitlines()[-1] == "[]"


def test_the_process_of_questions(api: BotApi, start: Start) -> None:
    """It is started again when it dies, and ends with the bot, however that ends."""
    bot = start(LANG="en_US.UTF-8")
    assert "1991" in api.say("f1")["text"]
    (before,) = children(bot.pid)
    os.kill(before, signal.SIGKILL)
    assert "1991" in api.say("f1")["text"]
    (after,) = children(bot.pid)
    assert after != before
    bot.kill()
    bot.communicate()
    end = time.monotonic() + PATIENCE
    while Path(f"/proc/{after}").exists():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_the_process_of_questions_loads_no_telegram() -> None:
    """It would take memory and time for nothing."""
    code = (
        "import sys; import bot.telegram.answerer; "
        "print([name for name in sys.modules if name.split('.')[0] in ('telegram', 'aiohttp')])"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert printed.stdout == "[]\n"


def test_another_instance(displaced: Process) -> None:
    """After a while of conflicts the later one gives way."""
    code, written = ended(displaced)
    assert code == 69
    assert written.endswith("Another process already polls this bot. Stop one of them.\n")
