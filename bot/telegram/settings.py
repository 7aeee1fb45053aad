"""Settings from the environment, with every problem reported at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Final

from pydantic import (
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.curation.lifetimes import MOST_QUESTION_DAYS
from bot.errors import BotError
from bot.facts import location
from bot.facts.store import FactStore
from bot.state.state import State
from bot.telegram.pace import IN_ALL
from bot.text.translator import Translator

MOST_A_SECOND: Final = 10_000
LOG_LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR")

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{10,}")
_ADDRESS = re.compile(r"https?://[^\s/]+(?:/\S*)?", re.IGNORECASE)
_PERSON = re.compile(r"[0-9]{1,18}")
_CHAT = re.compile(r"-?[0-9]{1,18}")
_NUMBER = re.compile(r"[0-9]{1,5}")
_MOST_PORT = 65_535
_PUBLIC = re.compile(r"https://[^\s/?#]+(?:/[^\s?#]*)?")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_DAYS = re.compile(r"[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one setting: a sentence key with its data."""

    key: str
    data: Mapping[str, object]


class SettingsRejected(Exception):
    """Settings that will not do; ``problems`` lists everything that is wrong with them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def sentences(self, tr: Translator) -> str:
        """Return the problems as people read them, one a line."""
        lines = [tr(problem.key, **problem.data) for problem in self.problems]
        return "\n".join((tr("settings.title"), *(f"- {line}" for line in lines)))


def _fault(key: str, **data: object) -> PydanticCustomError:
    return PydanticCustomError(key, key, data)


def _read_file(unreadable: str, path: object) -> object:
    if path is None:
        return None
    try:
        return Path(str(path)).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise _fault(unreadable) from error


_read_token = partial(_read_file, "settings.token-file-unreadable")
_read_secret = partial(_read_file, "settings.webhook-secret-unreadable")


def _split(value: object) -> object:
    if not isinstance(value, str):
        return value
    numbers = [number.strip() for number in value.split(",") if number.strip()]
    if not all(_PERSON.fullmatch(number) for number in numbers):
        raise _fault("settings.editors-malformed")
    return frozenset(map(int, numbers))


def _read_days(value: object) -> object:
    days = int(str(value)) if _DAYS.fullmatch(str(value)) else -1
    if not 0 <= days <= MOST_QUESTION_DAYS:
        raise _fault("settings.log-days-malformed", most=MOST_QUESTION_DAYS)
    return days


def _read_rate(rate: object) -> object:
    read = int(str(rate)) if _NUMBER.fullmatch(str(rate)) else 0
    if not 1 <= read <= MOST_A_SECOND:
        raise _fault("settings.rate-malformed", most=MOST_A_SECOND)
    return read


def _read_chat(chat: object) -> object:
    if chat is None:
        return None
    if not _CHAT.fullmatch(str(chat)):
        raise _fault("settings.operator-malformed")
    return int(str(chat))


def _read_port(port: object) -> object:
    read = int(str(port)) if _NUMBER.fullmatch(str(port)) else 0
    if not 1 <= read <= _MOST_PORT:
        raise _fault("settings.port-malformed")
    return read


class Settings(BaseSettings):
    """How the bot runs on Telegram; each name is that of its environment variable.

    An empty variable counts as not set. The files are looked at, but none is made.
    """

    model_config = SettingsConfigDict(
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    telegram_bot_token: SecretStr | None = None
    telegram_bot_token_file: Annotated[SecretStr | None, BeforeValidator(_read_token)] = None
    """Holds the token that was read from the file."""
    telegram_api_url: str = "https://api.telegram.org/bot"
    telegram_file_url: str = "https://api.telegram.org/file/bot"
    facts_db: Path = Field(default_factory=location.default)
    state_db: Path = Path("state.db")
    webhook_url: str | None = None
    webhook_listen: str = "127.0.0.1"
    webhook_port: Annotated[int, BeforeValidator(_read_port)] = 8080
    webhook_secret: SecretStr | None = None
    webhook_secret_file: Annotated[SecretStr | None, BeforeValidator(_read_secret)] = None
    """Holds the secret that was read from the file."""
    messages_per_second: Annotated[int, BeforeValidator(_read_rate)] = int(IN_ALL)
    """How many messages go out in all; a chat's limit rises and falls with it."""
    editor_ids: Annotated[frozenset[int], NoDecode, BeforeValidator(_split)] = frozenset()
    operator_chat_id: Annotated[int | None, BeforeValidator(_read_chat)] = None
    """Where errors of the program are told."""
    question_log_days: Annotated[int, BeforeValidator(_read_days)] = 30
    """How long questions are kept, without who asked; 0 keeps none."""
    log_level: str = "INFO"

    @property
    def token(self) -> str:
        """The bot's token, wherever it was given."""
        given = self.telegram_bot_token or self.telegram_bot_token_file
        assert given is not None  # noqa: S101 - settings without a token are rejected
        return given.get_secret_value()

    @property
    def secrets(self) -> list[str]:
        """What must not be shown: the token, the part of it that is secret, and the webhook's."""
        given = [self.token, self.token.partition(":")[2]]
        return given if self.webhook_url is None else [*given, self.secret]

    @field_validator("telegram_bot_token", "telegram_bot_token_file")
    @classmethod
    def _shaped_like_a_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _TOKEN.fullmatch(value.get_secret_value()):
            raise _fault("settings.token-malformed")
        return value

    @field_validator("telegram_bot_token_file")
    @classmethod
    def _given_once(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        # A token that will not do is reported already, and missing here.
        if "telegram_bot_token" in info.data:
            given = info.data["telegram_bot_token"]
            if given is None and value is None:
                raise _fault("settings.token-missing")
            if given is not None and value is not None:
                raise _fault("settings.token-twice")
        return value

    @field_validator("telegram_api_url", "telegram_file_url")
    @classmethod
    def _address(cls, value: str, info: ValidationInfo) -> str:
        if not _ADDRESS.fullmatch(value):
            raise _fault("settings.url-malformed", name=str(info.field_name).upper())
        return value

    @property
    def secret(self) -> str:
        """The webhook's secret, wherever it was given."""
        given = self.webhook_secret or self.webhook_secret_file
        assert given is not None  # noqa: S101 - a webhook without a secret is rejected
        return given.get_secret_value()

    @field_validator("webhook_url")
    @classmethod
    def _public(cls, value: str | None) -> str | None:
        if value is not None and (not _PUBLIC.fullmatch(value) or _TOKEN.search(value)):
            raise _fault("settings.webhook-url-malformed")
        return value

    @field_validator("webhook_secret", "webhook_secret_file")
    @classmethod
    def _shaped_like_a_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _SECRET.fullmatch(value.get_secret_value()):
            raise _fault("settings.webhook-secret-malformed")
        return value

    @field_validator("webhook_secret_file")
    @classmethod
    def _one_secret(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        # A secret that will not do is reported already, and missing here.
        wanted = info.data.get("webhook_url") is not None and "webhook_secret" in info.data
        if wanted and (info.data["webhook_secret"] is None) == (value is None):
            raise _fault("settings.webhook-secret-once")
        return value

    @field_validator("facts_db")
    @classmethod
    def _holds_facts(cls, value: Path) -> Path:
        try:
            FactStore(value).close()
        except BotError as error:
            raise _fault(f"error.{error.key}", **error.data) from error
        return value

    @field_validator("state_db")
    @classmethod
    def _can_be_written(cls, value: Path) -> Path:
        state = State(value)
        try:
            state.check()
        except BotError as error:
            raise _fault(f"error.{error.key}", **error.data) from error
        finally:
            state.close()
        return value

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in LOG_LEVELS:
            raise _fault("settings.log-level-unknown")
        return value.upper()


def load(facts_db: Path | None = None) -> Settings:
    """Return the settings of the environment; raises SettingsRejected with all that is wrong.

    ``facts_db`` is the fact file named on the command line, if one was.
    """
    try:
        return Settings(facts_db=facts_db) if facts_db else Settings()
    except ValidationError as error:
        problems = tuple(_problem(fault) for fault in error.errors(include_input=False))
    raise SettingsRejected(problems)


def _problem(fault: ErrorDetails) -> Problem:
    if fault["type"].startswith(("settings.", "error.")):
        return Problem(fault["type"], fault.get("ctx", {}))
    return Problem("settings.malformed", {"name": str(fault["loc"][0]).upper()})
