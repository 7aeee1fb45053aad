"""Updates over the webhook: real HTTP, from somebody who knows the secret or does not."""

import json
import signal
import socket
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support.bot_api import BotApi
from support.process import Process, Start, ended

SECRET = "a-secret_of-41-letters"
PUBLIC = "https://history.example.org/updates"
Post = Callable[..., int]


@pytest.fixture
def port() -> int:
    """Return a port that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def bot(api: BotApi, start: Start, port: int) -> Process:
    """Return the bot, with its webhook set."""
    process = start(WEBHOOK_URL=PUBLIC, WEBHOOK_PORT=str(port), WEBHOOK_SECRET=SECRET)
    api.results["getWebhookInfo"] = {
        "url": PUBLIC,
        "has_custom_certificate": False,
        "pending_update_count": 0,
    }
    api.wait(lambda: api.of("setWebhook") != [])
    return process


@pytest.fixture
def post(bot: Process, port: int) -> Post:
    """Return a function that sends a request and returns the status of the answer."""

    def posting(
        content: Any, secret: str = SECRET, path: str = "/updates", method: str = "POST"
    ) -> int:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret, "Content-Type": "application/json"}
        url = f"http://127.0.0.1:{port}{path}"
        request = urllib.request.Request(url, body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            refused.close()
            return refused.code
        except (urllib.error.URLError, ConnectionError):
            return 0  # hung up

    return posting


def update(number: int, text: str) -> dict[str, Any]:
    """Return a message as Telegram delivers it."""
    person = {"id": 1, "is_bot": False, "first_name": "Ару", "language_code": "kk"}
    chat = {"id": 1, "type": "private"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": person, "text": text}
    return {"update_id": number, "message": message}


def test_an_update_is_kept_before_telegram_is_told_so(
    api: BotApi, bot: Process, post: Post, facts: Path
) -> None:
    """Delivered twice it is answered once; the bot ends in good order."""
    (asked,) = api.of("setWebhook")
    assert (asked["url"], asked["secret_token"]) == (PUBLIC, SECRET)
    assert "message" in asked["allowed_updates"]
    assert "123456" not in asked["url"]
    assert post(update(5, "f1")) == 200
    with closing(sqlite3.connect(facts.with_name("state.db"))) as db:
        assert db.execute("SELECT number FROM updates").fetchall() == [(5,)]
    assert post(update(5, "f1")) == 200
    assert post(update(6, "f8")) == 200
    api.wait(lambda: len(api.sent) == 2)
    bot.send_signal(signal.SIGTERM)
    code, written = ended(bot)
    assert code == 0
    assert SECRET not in written
    assert ["1991" in text or "1771" in text for text in api.sent_to(1)] == [True, True]
    assert api.of("getUpdates") == api.of("deleteWebhook") == []


def test_requests_that_are_not_telegrams(api: BotApi, post: Post) -> None:
    """Nothing of them is kept or answered."""
    said = update(7, "f1")
    assert post(said, secret="") == 403
    assert post(said, secret=SECRET[:-1]) == 403
    assert post(said, path="/") == 404
    assert post(said, path="/updates/") == 404
    assert post(said, method="GET") == 405
    assert post(said, method="PUT") == 405
    for content in (
        b"",
        b"{",
        [said],
        {"update_id": "7"},
        {"update_id": True},
        {"update_id": 2**63},
        b"[" * 10_000,
    ):
        assert post(content) == 400
    assert post(b"x" * (2 << 20)) in {0, 400, 413}
    assert post(update(8, "f8")) == 200
    api.wait(lambda: len(api.sent) == 1)
    assert "1771" in api.sent_to(1)[0]


def test_a_port_that_is_taken(start: Start, port: int) -> None:
    """The program ends with a sentence."""
    with closing(socket.create_server(("127.0.0.1", port))):
        bot = start(
            WEBHOOK_URL=PUBLIC, WEBHOOK_PORT=str(port), WEBHOOK_SECRET=SECRET, LANG="en_US.UTF-8"
        )
        code, written = ended(bot)
    assert code == 78
    assert written.endswith(
        f"- Nothing can listen on 127.0.0.1, port {port}. Check WEBHOOK_LISTEN and WEBHOOK_PORT.\n"
    )


def test_a_token_that_is_revoked_later(api: BotApi, bot: Process, post: Post) -> None:
    """The first answer that Telegram refuses ends the program: it is not alive and deaf."""
    api.revoke()
    assert post(update(9, "f1")) == 200
    assert ended(bot)[0] == 77
