"""One try at handling an update: what its handlers and what they send share without passing it."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.state.updates import Trace

Verdict = Literal["unreachable", "refused", "later", "fault"]
"""What an error means for an update: nobody is there to answer; the token is no good any more; it
may go better later; something is wrong with the program or with the update.
"""

_NOBODY = ("chat not found", "user not found", "have no rights to send a message")


@dataclass(slots=True)
class Attempt:
    """What becomes of one try.

    ``asked``: the number of the message that is answered, 0 where it is none of a private chat.
    ``arrived``: when it came, by ``time.monotonic``.
    ``admitted``: this try or one before it was within the budget.
    ``final``: no other try follows where handling fails. ``sent``: how many messages were sent.
    ``earlier``: of the message that an earlier process may have sent.
    ``begin_sending`` is called before the first call to Telegram and before each message,
    ``may_repeat`` when a message may have arrived and will be sent again.
    """

    chat: int | None
    asked: int
    arrived: float
    final: bool
    begin_sending: Callable[[Trace | None], Awaitable[None]]
    may_repeat: Callable[[], Awaitable[None]]
    admitted: bool = False
    earlier: Trace | None = None
    sent: int = 0
    error: Exception | None = None

    @property
    def retried(self) -> bool:
        """Whether handling is tried again after its error, so that nobody is told of it yet."""
        return not self.final and not self.sent


current: ContextVar[Attempt | None] = ContextVar("attempt", default=None)


def verdict(error: BaseException) -> Verdict:
    """Return what an error means for the update in whose handling it came up."""
    if isinstance(error, InvalidToken):
        return "refused"
    if isinstance(error, Forbidden):
        return "unreachable"
    if isinstance(error, BadRequest):
        said = error.message.lower()
        return "unreachable" if any(words in said for words in _NOBODY) else "fault"
    return "later" if isinstance(error, NetworkError | RetryAfter) else "fault"
