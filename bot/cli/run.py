"""``run``: the bot on Telegram."""

import asyncio
import gc
import signal
import sys
from contextlib import aclosing, closing, suppress
from functools import partial
from pathlib import Path

import click
from telegram.error import Conflict, InvalidToken

from bot.cli.terminal import Exit, db_option, explained, interface
from bot.curation.question_log import QuestionLog
from bot.state.state import State
from bot.telegram import log, settings
from bot.telegram.answering import Answering
from bot.telegram.apart import Apart
from bot.telegram.app import build_application
from bot.telegram.frames import Files
from bot.telegram.heap import one_heap
from bot.telegram.ledger import Ledger
from bot.telegram.messenger import Messenger
from bot.telegram.office import Office
from bot.telegram.operators import Operators, keep_reporting
from bot.telegram.patience import Patience
from bot.telegram.polling import Polling
from bot.telegram.profile import register
from bot.telegram.serving import Source, serve
from bot.telegram.telling import keep_ageing, keep_telling


@click.command("run")
@db_option
@explained
def command(db: Path | None) -> None:
    """Run the Telegram bot; its settings are environment variables, see the README."""
    try:
        given = settings.load(db)
        log.configure(given.log_level, given.secrets)
        one_heap()
        with (
            closing(State(given.state_db)) as state,
            closing(Office(given)) as office,
            closing(Ledger(given.state_db)) as ledger,
        ):
            asyncio.run(_run(given, state, office, ledger))
    except settings.SettingsRejected as error:
        _end(error.sentences(interface()), Exit.CONFIG)
    except InvalidToken:
        _end(interface()("run.token-refused"), Exit.NO_PERMISSION)
    except Conflict:
        _end(interface()("run.conflict"), Exit.UNAVAILABLE)


async def _run(given: settings.Settings, state: State, office: Office, ledger: Ledger) -> None:
    async with aclosing(Apart(_files(given))) as apart:
        await _serve(given, state, (apart, office, ledger))


def _files(given: settings.Settings) -> Files:
    return Files(
        given.facts_db,
        given.state_db,
        given.question_log_days,
        given.log_level,
        tuple(given.secrets),
    )


async def _serve(
    given: settings.Settings, state: State, beside: tuple[Apart, Office, Ledger]
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError):  # Windows has no such signals, and stops at Ctrl+C
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
    apart, _, ledger = beside
    dataset = await apart.do(Answering.dataset)
    application = build_application(given, state, beside)
    bot = application.bot
    going_on = [
        partial(register, bot, dataset),
        partial(keep_telling, bot, apart),
        partial(keep_ageing, QuestionLog(state, given.question_log_days)),
    ]
    operators = Operators()
    if given.operator_chat_id is not None:
        going_on.append(
            partial(keep_reporting, bot, operators, given.operator_chat_id, interface())
        )
    gc.freeze()  # what is loaded by now stays: no collection need look through it again
    with operators.listening():
        await serve(application, ledger, _source(given, bot), Patience(stop), *going_on)


def _source(given: settings.Settings, bot: Messenger) -> Source:
    if given.webhook_url is None:
        return Polling(bot)
    from bot.telegram.webhook import Hook, Webhook  # noqa: PLC0415 - a web server, for few

    hook = Hook(given.webhook_url, given.webhook_listen, given.webhook_port, given.secret)
    return Webhook(bot, hook)


def _end(sentence: str, code: Exit) -> None:
    click.echo(sentence, err=True)
    sys.exit(code)
