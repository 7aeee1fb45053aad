"""What the bot does unasked: tells those who wait for an answer, and forgets what is old."""

import asyncio
import logging
from typing import Final

from telegram.error import BadRequest, Forbidden, TelegramError

from bot.curation.question_log import QuestionLog
from bot.desk.letters import Letter
from bot.errors import BotError
from bot.telegram.answering import Answering
from bot.telegram.apart import Apart
from bot.telegram.door import send
from bot.telegram.messenger import Messenger

LOOK_SECONDS: Final = 5.0
"""How often it is looked whether the facts have changed; a look that finds nothing costs little."""
AGE_SECONDS: Final = 24 * 3600.0

_log = logging.getLogger(__name__)


async def keep_telling(bot: Messenger, apart: Apart, seconds: float = LOOK_SECONDS) -> None:
    """Tell those who wait whatever has become known, again and again."""
    while True:
        try:
            await tell(bot, apart)
        except BotError as error:
            _log.warning("who waits for an answer can't be told: %s", error.key)
        except Exception:  # noqa: BLE001 - whatever it was, the next look may go well
            _log.exception("who waits for an answer can't be told")
        await asyncio.sleep(seconds)


async def tell(bot: Messenger, apart: Apart) -> None:
    """Tell those who wait whatever has become known since the last look."""
    for number, letter in await apart.do(Answering.due):
        await _tell(bot, apart, number, letter)


async def keep_ageing(log: QuestionLog, seconds: float = AGE_SECONDS) -> None:
    """Forget what has been kept for long enough, now and every day."""
    while True:
        log.age()
        await asyncio.sleep(seconds)


async def _tell(bot: Messenger, apart: Apart, number: int, letter: Letter) -> None:
    """Send what somebody waits for; who can't be written to any more waits no more."""
    try:
        await send(bot, letter.chat, letter.reply)
    except (Forbidden, BadRequest) as error:
        _log.info("somebody who waits can't be told: %s", type(error).__name__)
    except TelegramError as error:
        _log.warning("somebody who waits is told later: %s", type(error).__name__)
        return
    await apart.do(Answering.told, number)
