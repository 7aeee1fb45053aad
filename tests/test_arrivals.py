"""A message whose confirmation is lost is found at Telegram, not sent again."""

import json
import sqlite3
from contextlib import closing
from typing import Any

import aiohttp
import pytest
from support.wire import Refusal, Wire
from telegram.error import NetworkError
from telegram.request import RequestData

from bot.state.state import State
from bot.state.updates import Trace
from bot.telegram.app import App
from bot.telegram.arrivals import mark
from bot.telegram.delivery import Delivery
from bot.telegram.door import send
from bot.telegram.ledger import Ledger
from bot.text.reply import Reply, paragraph

GONE = Refusal(400, "Bad Request: message to edit not found")
SAME = Refusal(400, "Bad Request: message is not modified")


class LossyWire(Wire):
    """Keeps what arrived under its number; loses confirmations, or messages, when told to."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived: dict[int, tuple[int, str]] = {}
        self.next = 10
        self.losing: list[str] = []
        self.others = 0
        """How many messages other people send meanwhile."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Answer a call, or break off before or after it."""
        name = url.rsplit("/", 1)[-1]
        said = dict(request_data.parameters) if request_data else {}
        if name == "editMessageText":
            await super().do_request(url, method, request_data)
            there = self.arrived.get(said["message_id"])
            refusal = SAME if there == (said["chat_id"], said["text"]) else GONE
            return refusal.code, refusal.body
        if name != "sendMessage":
            return await super().do_request(url, method, request_data)
        await super().do_request(url, method, request_data)
        fault = self.losing.pop(0) if self.losing else None
        if fault == "before":
            raise NetworkError("gone") from aiohttp.ServerDisconnectedError("gone")
        self.next += 1 + self.others
        self.arrived[self.next] = said["chat_id"], said["text"]
        if fault == "after":
            raise NetworkError("gone") from aiohttp.ServerDisconnectedError("gone")
        chat = {"id": said["chat_id"], "type": "private"}
        sent = {"message_id": self.next, "date": 0, "chat": chat}
        return 200, json.dumps({"ok": True, "result": sent}).encode()


@pytest.fixture
def wire() -> LossyWire:
    """Return a Telegram that loses things."""
    return LossyWire()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once."""
    monkeypatch.setattr("bot.telegram.retries._PAUSES", (0.0,) * 5)


async def say(application: App, chat: int, text: str) -> int:
    """Send a message, and return its number."""
    return await send(application.bot, chat, Reply((paragraph(text),)))


def asked(person: int) -> dict[str, Any]:
    """Return an update with a question for a fact by its number."""
    who = {"id": person, "is_bot": False, "first_name": "Ару", "language_code": "kk"}
    message = {"message_id": 3, "date": 1, "chat": {"id": person, "type": "private"}, "from": who}
    return {"message": message | {"text": "f1"}}


async def test_a_message_that_arrived_is_not_sent_again(application: App, wire: LossyWire) -> None:
    """Its number is the one that it has at Telegram, also when others wrote meanwhile."""
    assert await say(application, 5, "бір") == 11
    wire.losing, wire.others = ["after"], 3
    assert await say(application, 5, "екі") == 15
    wire.others = 0
    assert await say(application, 6, "үш") == 16
    assert list(wire.arrived.values()) == [(5, "бір"), (5, "екі"), (6, "үш")]


async def test_a_message_that_did_not_arrive_is_sent_again(
    application: App, wire: LossyWire
) -> None:
    """After a few looks, none of them at a message that is confirmed."""
    assert await say(application, 5, "бір") == 11
    wire.losing = ["before"]
    assert await say(application, 5, "екі") == 12
    assert [call["message_id"] for call in wire.of("editMessageText")] == list(range(12, 36))


async def test_what_is_too_far_is_sent_again(application: App, wire: LossyWire) -> None:
    """Rather twice than never."""
    assert await say(application, 5, "бір") == 11
    wire.losing, wire.others = ["after"], 24
    assert await say(application, 5, "екі") == 61
    assert wire.arrived[36] == wire.arrived[61] == (5, "екі")


async def test_what_an_earlier_process_sent_is_found(
    application: App, ledger: Ledger, state: State, wire: LossyWire
) -> None:
    """A message that arrived before the process was killed is not sent again by the next."""
    update, delivery = asked(5), Delivery(application, ledger)
    await delivery.put([update | {"update_id": 1}])
    await delivery.finish()
    ((number, (chat, text)),) = wire.arrived.items()
    for killed, words in ((2, text), (3, "other words")):
        wire.arrived[number + 20] = chat, text
        state.updates.keep(killed, update | {"update_id": killed})
        state.updates.send(killed, Trace(number + 18, mark(words)))
        again = Delivery(application, ledger)
        await again.take_over()
        await again.finish()
    assert len(wire.of("sendMessage")) == 2
    with closing(sqlite3.connect(state.path)) as db:
        kept = db.execute("SELECT stage, repeats, after, mark FROM updates ORDER BY number")
        assert kept.fetchall() == [("done", repeats, None, None) for repeats in (0, 0, 1)]


@pytest.mark.parametrize(("first", "second"), [(5, -100), (-100, 5), (-100, -100)])
async def test_groups_count_for_themselves(
    application: App, wire: LossyWire, first: int, second: int
) -> None:
    """Nothing is known of the numbers there, nor from there of those in private chats."""
    await say(application, first, "бір")
    wire.losing = ["after"]
    await say(application, second, "екі")
    assert [said for _, said in wire.arrived.values()] == ["бір", "екі", "екі"]
    assert wire.of("editMessageText") == []
