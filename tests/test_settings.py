"""Settings from the environment."""

from pathlib import Path

import pytest
from conftest import TOKEN

from bot.telegram.settings import MOST_A_SECOND, SettingsRejected, load
from bot.text.translator import translator

Environment = pytest.MonkeyPatch


@pytest.fixture(autouse=True)
def folder(facts: Path, monkeypatch: Environment) -> Path:
    """Work in a folder that holds a fact file and nothing else."""
    monkeypatch.chdir(facts.parent)
    return facts.parent


def rejected(lang: str = "en") -> list[str]:
    """Return what is wrong with the settings, one sentence each."""
    with pytest.raises(SettingsRejected) as refused:
        load()
    title, *problems = refused.value.sentences(translator(lang)).split("\n")
    assert title == translator(lang)("settings.title")
    return [problem.removeprefix("- ") for problem in problems]


def test_a_token_is_enough(monkeypatch: Environment) -> None:
    """Everything else has a default."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    settings = load()
    assert settings.token == TOKEN
    assert settings.telegram_api_url == "https://api.telegram.org/bot"
    assert settings.telegram_file_url == "https://api.telegram.org/file/bot"
    assert (settings.facts_db, settings.state_db) == (Path("facts.db"), Path("state.db"))
    assert (settings.editor_ids, settings.log_level) == (frozenset(), "INFO")
    assert settings.question_log_days == 30


def test_everything_set(monkeypatch: Environment, folder: Path) -> None:
    """Each setting comes from the variable of its name."""
    (folder / "token").write_text(f"{TOKEN}\n")
    for name, value in {
        "TELEGRAM_BOT_TOKEN_FILE": str(folder / "token"),
        "TELEGRAM_API_URL": "http://127.0.0.1:8081/bot",
        "TELEGRAM_FILE_URL": "http://127.0.0.1:8081/file/bot",
        "FACTS_DB": str(folder / "facts.db"),
        "STATE_DB": str(folder / "people.db"),
        "EDITOR_IDS": " 12, 345,",
        "QUESTION_LOG_DAYS": "0",
        "LOG_LEVEL": "debug",
    }.items():
        monkeypatch.setenv(name, value)
    settings = load()
    assert settings.token == TOKEN
    assert settings.telegram_api_url == "http://127.0.0.1:8081/bot"
    assert settings.telegram_file_url == "http://127.0.0.1:8081/file/bot"
    assert settings.facts_db == folder / "facts.db"
    assert settings.state_db == folder / "people.db"
    assert settings.editor_ids == {12, 345}
    assert settings.question_log_days == 0
    assert settings.log_level == "DEBUG"
    assert not (folder / "people.db").exists(), "looking at the settings makes no file"


def test_an_empty_variable_is_not_set(monkeypatch: Environment) -> None:
    """Compose files and units often pass empty ones."""
    for name in ("TELEGRAM_BOT_TOKEN_FILE", "FACTS_DB", "STATE_DB", "EDITOR_IDS", "LOG_LEVEL"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    assert load().facts_db == Path("facts.db")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")
    assert rejected() == [translator("en")("settings.token-missing")]


def test_the_command_line_comes_before_the_environment(
    monkeypatch: Environment, folder: Path
) -> None:
    """``--db`` names the fact file whatever FACTS_DB says."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("FACTS_DB", "missing.db")
    assert load(folder / "facts.db").facts_db == folder / "facts.db"


def test_the_token_is_never_shown(monkeypatch: Environment) -> None:
    """Neither by good settings nor by bad ones."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    assert TOKEN not in repr(load())
    assert TOKEN not in str(load())
    assert TOKEN not in load().model_dump_json()
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", f"{TOKEN} and more")
    with pytest.raises(SettingsRejected) as refused:
        load()
    assert TOKEN not in repr(refused.value)
    assert refused.value.__context__ is None


def test_every_problem_at_once(monkeypatch: Environment, folder: Path) -> None:
    """One run tells all that must be mended."""
    (folder / "damaged.db").write_bytes(b"no" * 1000)
    for name, value in {
        "TELEGRAM_BOT_TOKEN": "secret",
        "TELEGRAM_API_URL": "api.telegram.org",
        "TELEGRAM_FILE_URL": "ftp://api.telegram.org",
        "FACTS_DB": "damaged.db",
        "STATE_DB": "missing/state.db",
        "EDITOR_IDS": "12 345",
        "QUESTION_LOG_DAYS": "366",
        "LOG_LEVEL": "LOUD",
    }.items():
        monkeypatch.setenv(name, value)
    assert rejected() == [
        "The token must look like “123456:ABC…”. Copy it from @BotFather again.",
        "TELEGRAM_API_URL must be an address that starts with http:// or https://.",
        "TELEGRAM_FILE_URL must be an address that starts with http:// or https://.",
        "The file damaged.db is damaged or not an SQLite file. Use a backup.",
        "The STATE_DB file (missing/state.db) can't be written. Check its path and permissions.",
        "EDITOR_IDS must be Telegram numbers separated by commas.",
        "QUESTION_LOG_DAYS must be a number of days from 0 to 365; with 0 no questions are kept.",
        "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR.",
    ]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "kk",
            [
                "TELEGRAM_BOT_TOKEN берілмеген. @BotFather берген токенді осы айнымалыға не "
                "TELEGRAM_BOT_TOKEN_FILE көрсететін файлға жазыңыз.",
                "missing.db деген деректер файлы жоқ. --db не FACTS_DB арқылы дұрыс жолын "
                "көрсетіңіз.",
                "STATE_DB файлы (broken.db) бүлінген немесе SQLite файлы емес. Сақтық "
                "көшірмеден қалпына келтіріңіз не басқа жолды көрсетіңіз.",
            ],
        ),
        (
            "ru",
            [
                "TELEGRAM_BOT_TOKEN не задан. Запишите токен от @BotFather в эту переменную или в "
                "файл TELEGRAM_BOT_TOKEN_FILE.",
                "Файла фактов missing.db нет. Укажите верный путь в --db или FACTS_DB.",
                "Файл STATE_DB (broken.db) повреждён или это не SQLite. Возьмите резервную копию "
                "или укажите другой путь.",
            ],
        ),
        (
            "en",
            [
                "TELEGRAM_BOT_TOKEN is not set. Put the token from @BotFather in it, or in a file "
                "named by TELEGRAM_BOT_TOKEN_FILE.",
                "There is no fact file missing.db. Give the right path with --db or FACTS_DB.",
                "The STATE_DB file (broken.db) is damaged or not an SQLite file. Use a backup, or "
                "name another path.",
            ],
        ),
    ],
)
def test_problems_in_three_languages(
    monkeypatch: Environment, folder: Path, lang: str, expected: list[str]
) -> None:
    """Missing, missing and damaged."""
    (folder / "broken.db").write_bytes(b"no" * 1000)
    monkeypatch.setenv("FACTS_DB", "missing.db")
    monkeypatch.setenv("STATE_DB", "broken.db")
    assert rejected(lang) == expected


@pytest.mark.parametrize(("value", "days"), [("0", 0), ("7", 7), ("030", 30), ("365", 365)])
def test_the_days_of_the_question_log(monkeypatch: Environment, value: str, days: int) -> None:
    """Whole days, a year at most."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("QUESTION_LOG_DAYS", value)
    assert load().question_log_days == days


@pytest.mark.parametrize("value", ["366", "-1", "a month", "1.5", "30 days", "٣٠", "9" * 30])
def test_days_that_will_not_do(monkeypatch: Environment, value: str) -> None:
    """Said in each language."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("QUESTION_LOG_DAYS", value)
    assert [rejected(lang) for lang in ("kk", "ru", "en")] == [
        [
            "QUESTION_LOG_DAYS мәні 0 мен 365 аралығындағы күн саны болуы керек; 0 болса, "
            "сұрақтар сақталмайды."
        ],
        ["QUESTION_LOG_DAYS – число дней от 0 до 365; при 0 вопросы не хранятся."],
        ["QUESTION_LOG_DAYS must be a number of days from 0 to 365; with 0 no questions are kept."],
    ]


def test_the_token_is_given_once(monkeypatch: Environment, folder: Path) -> None:
    """With two nobody could say which one counts."""
    (folder / "token").write_text(TOKEN)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN_FILE", "token")
    assert rejected() == ["Both TELEGRAM_BOT_TOKEN and TELEGRAM_BOT_TOKEN_FILE are set. Keep one."]


@pytest.mark.parametrize("content", [None, b"", b"secret", b"\xff\xfe"])
def test_token_files_that_will_not_do(
    monkeypatch: Environment, folder: Path, content: bytes | None
) -> None:
    """Missing, empty, not a token, not text."""
    if content is not None:
        (folder / "token").write_bytes(content)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN_FILE", "token")
    readable = content in (b"", b"secret")
    key = "settings.token-malformed" if readable else "settings.token-file-unreadable"
    assert rejected() == [translator("en")(key)]


WEBHOOK = {"WEBHOOK_URL": "https://bot.example.org/history", "WEBHOOK_SECRET": "s3cret_of-hook"}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"OPERATOR_CHAT_ID": "@operators"}, "settings.operator-malformed"),
        ({"OPERATOR_CHAT_ID": "1,2"}, "settings.operator-malformed"),
        ({"MESSAGES_PER_SECOND": "0"}, "settings.rate-malformed"),
        ({"MESSAGES_PER_SECOND": "2.5"}, "settings.rate-malformed"),
        ({"WEBHOOK_PORT": "65536"}, "settings.port-malformed"),
        ({"WEBHOOK_PORT": "http"}, "settings.port-malformed"),
        ({**WEBHOOK, "WEBHOOK_URL": "http://bot.example.org"}, "settings.webhook-url-malformed"),
        ({**WEBHOOK, "WEBHOOK_URL": f"https://a.b/{TOKEN}"}, "settings.webhook-url-malformed"),
        ({**WEBHOOK, "WEBHOOK_SECRET": "two words"}, "settings.webhook-secret-malformed"),
        ({**WEBHOOK, "WEBHOOK_SECRET": ""}, "settings.webhook-secret-once"),
        ({**WEBHOOK, "WEBHOOK_SECRET_FILE": "secret"}, "settings.webhook-secret-once"),
        (
            {**WEBHOOK, "WEBHOOK_SECRET": "", "WEBHOOK_SECRET_FILE": "nowhere"},
            "settings.webhook-secret-unreadable",
        ),
    ],
)
def test_what_delivery_can_not_work_with(
    monkeypatch: Environment, folder: Path, changed: dict[str, str], expected: str
) -> None:
    """Each in one sentence; a secret is never shown."""
    Path("secret").write_text("another-secret\n", encoding="utf-8")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    for name, value in changed.items():
        monkeypatch.setenv(name, value)
    (sentence,) = rejected()
    assert sentence == translator("en")(expected, most=MOST_A_SECOND)
    for secret in (TOKEN, "another-secret", WEBHOOK["WEBHOOK_SECRET"]):
        assert secret not in sentence


def test_a_webhook_and_operators(monkeypatch: Environment, folder: Path) -> None:
    """The secret may stand in a file; a group's number is negative."""
    Path("secret").write_text("another-secret\n", encoding="utf-8")
    for name, value in {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "WEBHOOK_URL": "https://bot.example.org/history",
        "WEBHOOK_SECRET_FILE": "secret",
        "WEBHOOK_LISTEN": "0.0.0.0",
        "OPERATOR_CHAT_ID": "-1001234567890",
    }.items():
        monkeypatch.setenv(name, value)
    settings = load()
    assert settings.secret == "another-secret"
    assert (settings.webhook_listen, settings.webhook_port) == ("0.0.0.0", 8080)
    assert settings.operator_chat_id == -1001234567890
    assert settings.secrets == [TOKEN, TOKEN.partition(":")[2], "another-secret"]
    assert "another-secret" not in repr(settings)
