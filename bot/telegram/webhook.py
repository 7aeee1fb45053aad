"""Updates that Telegram delivers over HTTP; a proxy with TLS stands between it and this."""

import asyncio
import hmac
import json
import logging
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web
from telegram import WebhookInfo
from telegram.error import Conflict
from yarl import URL

from bot.telegram.delivery import Delivery
from bot.telegram.messenger import Messenger
from bot.telegram.patience import Patience
from bot.telegram.polling import ALLOWED_UPDATES
from bot.telegram.settings import Problem, SettingsRejected
from bot.telegram.untrusted import update_number

LOOK_SECONDS: Final = 60.0
"""How often it is looked whether the token is good and Telegram still delivers to here."""
LARGEST: Final = 1024 * 1024
"""Bytes of a request; a message with all that Telegram puts into one takes some ten thousand."""
_BODY_SECONDS = 10.0
_CLOSING_SECONDS = 1.0
_CONNECTIONS = 40
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hook:
    """Where Telegram delivers to, where that arrives, and what proves that it is Telegram."""

    url: str
    listen: str
    port: int
    secret: str = field(repr=False)


class Webhook:
    """Takes updates as long as there is room for them."""

    def __init__(self, bot: Messenger, hook: Hook) -> None:
        self._bot = bot
        self._hook = hook

    async def run(self, delivery: Delivery, patience: Patience) -> None:
        """Take updates until the stop.

        Raises InvalidToken when Telegram refuses the token, Conflict when another instance has
        Telegram deliver elsewhere or polls, and SettingsRejected where nobody can listen.
        """
        server = await self._listening(delivery)
        try:
            while not patience.stop.is_set() and not await patience.ask(self._register()):
                pass
            while not patience.stop.is_set():
                info = await patience.ask(self._bot.get_webhook_info())
                pause = LOOK_SECONDS if info is None else self._pause(info, patience)
                await patience.until_stop(asyncio.sleep(pause))
        finally:
            await server.cleanup()

    async def _register(self) -> bool:
        await self._bot.set_webhook(
            self._hook.url,
            max_connections=_CONNECTIONS,
            allowed_updates=ALLOWED_UPDATES,
            drop_pending_updates=False,
            secret_token=self._hook.secret,
        )
        _log.info("listening as @%s", self._bot.username)
        return True

    def _pause(self, info: WebhookInfo, patience: Patience) -> float:
        """Return how long to wait before the next look; raises Conflict."""
        if info.url == self._hook.url:
            return LOOK_SECONDS
        return patience.bear(Conflict("Telegram delivers elsewhere"))

    async def _listening(self, delivery: Delivery) -> web.AppRunner:
        application = web.Application(client_max_size=LARGEST)
        reception = _Reception(delivery, self._hook.secret)
        application.router.add_post(URL(self._hook.url).raw_path, reception.take)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=_CLOSING_SECONDS)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._hook.listen, self._hook.port).start()
        except OSError as error:
            await runner.cleanup()
            where = {"listen": self._hook.listen, "port": self._hook.port}
            raise SettingsRejected((Problem("settings.webhook-deaf", where),)) from error
        return runner


class _Reception:
    """Takes updates from somebody who knows the secret."""

    def __init__(self, delivery: Delivery, secret: str) -> None:
        self._delivery = delivery
        self._secret = secret.encode()

    async def take(self, request: web.Request) -> web.Response:
        """Take one update; say that it has arrived when it is kept."""
        given = request.headers.get(_SECRET_HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=HTTPStatus.FORBIDDEN)
        try:
            body = await asyncio.wait_for(request.read(), _BODY_SECONDS)
        except TimeoutError:
            return web.Response(status=HTTPStatus.REQUEST_TIMEOUT)
        update = _update(body)
        if update is None:
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        await self._delivery.room()
        await self._delivery.put([update])
        return web.Response()


def _update(body: bytes) -> dict[str, Any] | None:
    try:
        update: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return update if update_number(update) is not None else None
