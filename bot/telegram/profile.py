"""What Telegram shows of the bot before anybody writes to it, in the three languages."""

import logging
from typing import Final

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.constants import BotDescriptionLimit, BotNameLimit
from telegram.error import TelegramError

from bot.facts.models import Dataset
from bot.service import DEFAULT_LANGUAGE
from bot.text.brief import IN_GROUPS
from bot.text.dialogue import COMMANDS
from bot.text.reply import shorten
from bot.text.translator import LOCALES, Translator, translator

_SCOPES: Final = (
    (BotCommandScopeAllPrivateChats(), COMMANDS),
    (BotCommandScopeAllGroupChats(), IN_GROUPS),
)
_log = logging.getLogger(__name__)


async def register(bot: Bot, dataset: Dataset) -> None:
    """Give Telegram the commands, name and descriptions wherever it has others.

    People whose language the bot lacks see the default one. What fails is logged and stays as it
    was; the bot answers all the same.
    """
    for code in (None, *LOCALES):
        tr = translator(code or DEFAULT_LANGUAGE)
        for put in (_put_commands, _put_name, _put_short_description, _put_description):
            try:
                await put(bot, dataset, code, tr)
            except TelegramError as error:
                what = put.__name__.removeprefix("_put_")
                _log.warning("profile: %s for %s: %s", what, code or "all", type(error).__name__)


async def _put_commands(bot: Bot, _: Dataset, code: str | None, tr: Translator) -> None:
    for scope, names in _SCOPES:
        wanted = tuple(BotCommand(name, tr(f"command.{name}")) for name in names)
        if await bot.get_my_commands(scope, code) != wanted:
            await bot.set_my_commands(wanted, scope, code)


async def _put_name(bot: Bot, dataset: Dataset, code: str | None, tr: Translator) -> None:
    name = shorten(dataset.title.get(tr.lang, ""), BotNameLimit.MAX_NAME_LENGTH)
    # Telegram allows few changes of a name a day, so this one above all is asked for first.
    if name and (await bot.get_my_name(code)).name != name:
        await bot.set_my_name(name, code)


async def _put_short_description(bot: Bot, _: Dataset, code: str | None, tr: Translator) -> None:
    text = shorten(tr("profile.short"), BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH)
    if (await bot.get_my_short_description(code)).short_description != text:
        await bot.set_my_short_description(text, code)


async def _put_description(bot: Bot, dataset: Dataset, code: str | None, tr: Translator) -> None:
    parts = (dataset.description.get(tr.lang), tr("profile.long"))
    text = "\n\n".join(part for part in parts if part)
    text = shorten(text, BotDescriptionLimit.MAX_DESCRIPTION_LENGTH)
    if (await bot.get_my_description(code)).description != text:
        await bot.set_my_description(text, code)
