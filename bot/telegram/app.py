"""The application: python-telegram-bot with this bot's handlers."""

import os
import time
from functools import partial
from typing import Any

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.ext import Application, ApplicationBuilder, Defaults
from telegram.request import BaseRequest

from bot.curation.question_log import QuestionLog
from bot.curation.roster import Roster
from bot.desk.feedback import Feedback
from bot.service import FactService
from bot.state.state import State
from bot.telegram import buttons, edits, groups, guests, inline, questions
from bot.telegram.door import Door
from bot.telegram.errors import on_error
from bot.telegram.office import Office
from bot.telegram.settings import Settings
from bot.text.brief import Briefly
from bot.text.conversation import Conversations
from bot.text.dialogue import Dialogue

App = Application[Any, Any, Any, Any, Any, Any]

_DEFAULTS = Defaults(
    parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
)


def build_application(
    settings: Settings,
    service: FactService,
    state: State,
    office: Office,
    request: BaseRequest | None = None,
) -> App:
    """Return the application, not yet started; ``request`` replaces the wire."""
    # python-telegram-bot's coming way to give spans of time; the present one warns at every 429.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    builder = (
        ApplicationBuilder()
        .token(settings.token)
        .base_url(settings.telegram_api_url)
        .base_file_url(settings.telegram_file_url)
        .defaults(_DEFAULTS)
        .job_queue(None)
        .updater(None)  # see polling.py
    )
    if request is not None:
        builder = builder.request(request).get_updates_request(request)
    application = builder.build()
    log = QuestionLog(state, settings.question_log_days)
    door = Door(
        facts=service,
        dialogue=Dialogue(service, log),
        briefly=Briefly(service, log),
        feedback=Feedback(service, state),
        state=state,
        roster=Roster(state, settings.editor_ids),
        office=office,
        conversations=Conversations(time.monotonic),
    )
    for door_of in (questions, edits, buttons, groups, inline, guests):
        application.add_handlers(door_of.handlers(door))
    application.add_error_handler(partial(on_error, door))
    return application
