"""Inline mode: facts to send anywhere, suggested while somebody types after the bot's name."""

import datetime as dt
import logging
from functools import partial
from typing import Any, Final

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.constants import MessageLimit
from telegram.error import BadRequest
from telegram.ext import BaseHandler, InlineQueryHandler

from bot.telegram.answering import Answering
from bot.telegram.door import Door
from bot.telegram.links import FROM_INLINE
from bot.telegram.messenger import Context
from bot.telegram.untrusted import typed
from bot.text.inline import Suggestion
from bot.text.reply import as_html
from bot.text.translator import translator

CACHE_SECONDS: Final = 10
"""How long Telegram may show the same suggestions to the same person for the same words."""
_LIMIT: Final = MessageLimit.MAX_TEXT_LENGTH
_log = logging.getLogger(__name__)


def handlers(door: Door) -> list[BaseHandler[Any, Any, Any]]:
    """Return the handler of what people type after the bot's name."""
    return [InlineQueryHandler(partial(on_typed, door))]


async def on_typed(door: Door, update: Update, _: Context) -> None:
    """Suggest facts in the language of who types; nothing of what they type is kept."""
    query = update.inline_query
    if query is None:
        return
    today = dt.datetime.now(dt.UTC).date()
    speaker = door.speaker(query.from_user)
    suggested = await door.apart.do(Answering.suggest, typed(query.query), speaker, today)
    private = translator(suggested.lang)("link.private")
    try:
        await query.answer(
            [article(suggestion) for suggestion in suggested.facts],
            cache_time=CACHE_SECONDS,
            is_personal=True,  # else who reads another language gets this one's
            button=InlineQueryResultsButton(private, start_parameter=FROM_INLINE),
        )
    except BadRequest as error:
        # Telegram waits some seconds; who has typed on has sent another query by then.
        _log.info("suggestions came too late: %s", error.message)


def article(suggestion: Suggestion) -> InlineQueryResultArticle:
    """Return a suggestion as Telegram shows and sends it."""
    return InlineQueryResultArticle(
        suggestion.key,
        suggestion.title,
        InputTextMessageContent(as_html(suggestion.reply, _LIMIT)),
        description=suggestion.description or None,
    )
