"""The application: python-telegram-bot with this bot's handlers."""

import os
from functools import partial
from typing import Any

from telegram.ext import Application, ApplicationBuilder
from telegram.request import BaseRequest

from bot.curation.roster import Roster
from bot.state.state import State
from bot.telegram import buttons, edits, gate, groups, guests, inline, questions
from bot.telegram.apart import Apart
from bot.telegram.door import Door
from bot.telegram.errors import on_error
from bot.telegram.ledger import Ledger
from bot.telegram.messenger import DEFAULTS, Messenger
from bot.telegram.office import Office
from bot.telegram.pace import Pace
from bot.telegram.sending import Sending
from bot.telegram.settings import Settings
from bot.telegram.wire import Wire

_CONNECTIONS = 256
"""More than chats are answered at once."""
_READ_SECONDS = 10.0
"""How long an answer is waited for: what comes later has been done, and is done again."""

App = Application[Any, Any, Any, Any, Any, Any]


def build_application(
    settings: Settings,
    state: State,
    beside: tuple[Apart, Office, Ledger],
    request: BaseRequest | None = None,
) -> App:
    """Return the application, not yet started; ``request`` replaces the wire.

    ``beside``: what works in a process or threads of its own.
    """
    # python-telegram-bot's coming way to give spans of time; the present one warns at every 429.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    apart, office, ledger = beside
    bot = _messenger(settings, Sending(ledger, Pace(settings.messages_per_second)), request)
    application = ApplicationBuilder().bot(bot).job_queue(None).updater(None).build()
    door = Door(state, Roster(state, settings.editor_ids), apart, office)
    application.add_handlers(gate.handlers(door), gate.GROUP)
    for door_of in (questions, edits, buttons, groups, inline, guests):
        application.add_handlers(door_of.handlers(door))
    application.add_error_handler(partial(on_error, door))
    return application


def _messenger(settings: Settings, sending: Sending, request: BaseRequest | None) -> Messenger:
    return Messenger(
        settings.token,
        base_url=settings.telegram_api_url,
        base_file_url=settings.telegram_file_url,
        request=request or Wire(_CONNECTIONS, _READ_SECONDS),
        get_updates_request=request or Wire(1, _READ_SECONDS),
        defaults=DEFAULTS,
        rate_limiter=sending,
    )
