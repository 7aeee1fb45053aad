"""Serving people: from the first word to Telegram to the last."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from telegram.error import Conflict

from bot.telegram.app import App
from bot.telegram.delivery import Delivery
from bot.telegram.ledger import Ledger
from bot.telegram.patience import Patience

_LOOK_SECONDS = 0.2


class Source(Protocol):
    """Where updates come from: polling, or the webhook."""

    async def run(self, delivery: Delivery, patience: Patience) -> None:
        """Put updates on their way until the stop."""


async def serve(
    application: App,
    ledger: Ledger,
    source: Source,
    patience: Patience,
    *beside: Callable[[], Coroutine[Any, Any, None]],
) -> None:
    """Answer updates until the stop; what is ``beside`` goes on from the first of them on.

    Raises InvalidToken when Telegram refuses the token and Conflict when another instance goes on.
    """
    delivery = Delivery(application, ledger)
    going_on: list[asyncio.Task[None]] = []
    try:
        await _be_the_only_one(ledger, patience)
        greeted = None
        while not greeted and not patience.stop.is_set():
            greeted = await patience.ask(_greet(application))
        if greeted:
            await delivery.take_over()
            going_on = [asyncio.create_task(begin()) for begin in beside]
            await _run(source, delivery, patience)
        await delivery.finish()
    finally:
        for task in going_on:
            task.cancel()
        await asyncio.gather(*going_on, return_exceptions=True)
        await delivery.abandon()
        await application.shutdown()
        await application.bot.shutdown()  # is open although the start failed


async def _be_the_only_one(ledger: Ledger, patience: Patience) -> None:
    """Wait for another process over the same state file to end; raises Conflict if it stays."""
    while not patience.stop.is_set() and not ledger.take():
        patience.bear(Conflict("another process handles the updates"))
        await patience.until_stop(asyncio.sleep(_LOOK_SECONDS))


async def _greet(application: App) -> bool:
    await application.initialize()
    return True


async def _run(source: Source, delivery: Delivery, patience: Patience) -> None:
    """Run the source until the stop, or until an answer shows that the token is no good."""
    running = asyncio.create_task(source.run(delivery, patience))
    await asyncio.wait((running, delivery.refused), return_when=asyncio.FIRST_COMPLETED)
    if not running.done():
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        delivery.refused.result()
    await running
