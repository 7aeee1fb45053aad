"""What the bot does unasked: tells those who wait for an answer, and forgets what is old."""

import asyncio
import logging
from typing import Final

from telegram.error import BadRequest, Forbidden, TelegramError

from bot.curation.question_log import QuestionLog
from bot.desk.letters import Letter
from bot.errors import BotError
from bot.telegram.door import send
from bot.telegram.messenger import Messenger
from bot.telegram.office import Office

LOOK_SECONDS: Final = 5.0
"""How often it is looked whether the facts have changed; a look that finds nothing costs little."""
AGE_SECONDS: Final = 24 * 3600.0

_log = logging.getLogger(__name__)


async def keep_telling(bot: Messenger, office: Office, seconds: float = LOOK_SECONDS) -> None:
    """Tell those who wait whatever has become known, again and again."""
    while True:
        try:
            await tell(bot, office)
        except BotError as error:
            _log.warning("who waits for an answer can't be told: %s", error.key)
        except Exception:  # noqa: BLE001 - whatever it was, the next look may go well
            _log.exception("who waits for an answer can't be told")
        await asyncio.sleep(seconds)


async def tell(bot: Messenger, office: Office) -> None:
    """Tell those who wait whatever has become known since the last look."""
    for number, letter in await office.at_desk(lambda desk: desk.due()):
        await _tell(bot, office, number, letter)


async def keep_ageing(log: QuestionLog, seconds: float = AGE_SECONDS) -> None:
    """Forget what has been kept for long enough, now and every day."""
    while True:
        log.age()
        await asyncio.sleep(seconds)


async def _tell(bot: Messenger, office: Office, number: int, letter: Letter) -> None:
    """Send what somebody waits for; who can't be written to any more waits no more."""
    try:
        await send(bot, letter.chat, letter.reply)
    except (Forbidden, BadRequest) as error:
        _log.info("somebody who waits can't be told: %s", type(error).__name__)
    except TelegramError as error:
        _log.warning("somebody who waits is told later: %s", type(error).__name__)
        return
    await office.at_desk(lambda desk: desk.told(number))
