"""A Bot API stand-in over HTTP on loopback, for a bot that runs as a process of its own."""

import itertools
import json
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal
from urllib.parse import parse_qs

from support.wire import BOT, Call, Refusal

PATIENCE = 15.0
"""Seconds to wait for the bot before a test fails."""
REVOKED = 401, Refusal(401, "Unauthorized").body
"""How a call is answered whose token is another's."""


@dataclass(frozen=True, slots=True)
class Late:
    """A message that is sent at once, but confirmed after so many seconds."""

    seconds: float


Fault = Refusal | Late | Literal["drop", "lost"]
"""An answer that is no message; one that takes long; a connection that breaks before the message is
sent, or after.
"""
_RESULTS: dict[str, Any] = {
    "getMe": BOT,
    "getMyCommands": [],
    "getMyName": {"name": ""},
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
}


class BotApi:
    """Telegram for one bot: people write and press, the bot's calls are remembered."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.calls: list[Call] = []
        self.sent: list[dict[str, Any]] = []
        """Messages that have reached somebody, in their order."""
        self.refusals: dict[str, Refusal] = {}
        self.results: dict[str, Any] = {}
        self.faults: deque[Fault] = deque()
        """What happens to the next messages that the bot sends."""
        self._row = itertools.count(1)
        self._standing: dict[int, dict[str, Any]] = {}
        """Those of the bot by their numbers; they stand in one row with those of people."""
        self._updates: list[dict[str, Any]] = []
        self._confirmed = 0
        self._changed = threading.Condition()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # the bot hangs up when it stops
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> "BotApi":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        """What TELEGRAM_API_URL must be."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/bot"

    def write(self, text: str, person: int = 1, lang: str = "kk") -> dict[str, Any]:
        """Write a message without waiting for the reply; return the update."""
        with self._changed:
            message = self._message(lang, person) | {"text": text}
            return self.deliver({"message": message})

    def deliver(self, content: dict[str, Any]) -> dict[str, Any]:
        """Deliver an update of any content; return it."""
        with self._changed:
            update = {"update_id": len(self._updates) + 1} | content
            self._updates.append(update)
            self._changed.notify_all()
        return update

    def deliver_again(self, count: int) -> None:
        """Deliver the last updates once more, as if their arrival had not been confirmed."""
        with self._changed:
            self._confirmed -= count
            self._changed.notify_all()

    def sent_to(self, person: int) -> list[str]:
        """Return the texts that have reached a person."""
        return [parameters["text"] for parameters in self.sent if parameters["chat_id"] == person]

    def say(self, text: str, lang: str = "kk") -> dict[str, Any]:
        """Write a message and return the bot's reply to it."""
        message = self._message(lang) | {"text": text}
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        return self._reply_to(message=message)

    def press(self, menu: dict[str, Any], label: str, lang: str = "kk") -> dict[str, Any]:
        """Press a button of a reply and return the bot's reply to that."""
        (data,) = [
            button["callback_data"]
            for (button,) in menu["reply_markup"]["inline_keyboard"]
            if button["text"] == label
        ]
        message = self._message(lang)
        query = {"id": "1", "from": message["from"], "chat_instance": "1", "data": data}
        return self._reply_to(callback_query=query | {"message": message | {"from": BOT}})

    def revoke(self) -> None:
        """Let the token be refused from now on, also by a poll that is waiting."""
        with self._changed:
            self.token = "1:other"
            self._changed.notify_all()

    def of(self, method: str) -> list[dict[str, Any]]:
        """Return the parameters of all calls of a method."""
        return [call.parameters for call in self.calls if call.method == method]

    def wait(self, met: Callable[[], bool]) -> None:
        """Wait until a condition is met, by the bot's calls or by what it has written."""
        end = time.monotonic() + PATIENCE
        with self._changed:
            while not met():
                done = [call.method for call in self.calls]
                assert time.monotonic() < end, f"the bot only did {done}"
                self._changed.wait(0.05)

    def _reply_to(self, **update: Any) -> dict[str, Any]:
        before = len(self.of("sendMessage"))
        with self._changed:
            self._updates.append({"update_id": len(self._updates) + 1} | update)
            self._changed.notify_all()
        self.wait(lambda: len(self.of("sendMessage")) > before)
        return self.of("sendMessage")[before]

    def fault(self, call: Call) -> Fault | None:
        """Return what happens to a call, if it is out of the ordinary."""
        return self.faults.popleft() if call.method == "sendMessage" and self.faults else None

    def arrive(self, call: Call, fault: Fault | None) -> Any:
        """Let a message reach somebody; return what Telegram says of it."""
        with self._changed:
            number = next(self._row)
            self._standing[number] = call.parameters
            self.sent.append(call.parameters)
            self._changed.notify_all()
        return _as_sent(number, call.parameters["chat_id"])

    def _message(self, lang: str, number: int = 1) -> dict[str, Any]:
        person = {"id": number, "is_bot": False, "first_name": "Ару", "language_code": lang}
        chat = {"id": number, "type": "private"}
        return {"message_id": next(self._row), "date": 1, "chat": chat, "from": person}

    def result(self, call: Call, token: str, fault: Fault | None) -> Any:
        """Return what a call returns, or a refusal."""
        if call.method == "sendMessage":
            return self.arrive(call, fault)
        if call.method == "editMessageText":
            return self._edit(call.parameters)
        if call.method == "getUpdates":
            return self._poll(call, token)
        return (_RESULTS | self.results).get(call.method, True)

    def _edit(self, asked: dict[str, Any]) -> Any:
        """Return the message, or a refusal where it is not there or says that already."""
        with self._changed:
            number = asked["message_id"]
            there = self._standing.get(number)
            if there is None or there["chat_id"] != asked["chat_id"]:
                return Refusal(400, "Bad Request: message to edit not found")
            if all(there.get(name) == asked.get(name) for name in ("text", "reply_markup")):
                return Refusal(400, "Bad Request: message is not modified")
            self._standing[number] = there | asked
        return _as_sent(number, asked["chat_id"])

    def _poll(self, call: Call, token: str) -> list[dict[str, Any]]:
        end = time.monotonic() + call.parameters.get("timeout", 0)
        with self._changed:
            self._confirmed = max(self._confirmed, call.parameters.get("offset", 0) - 1)
            while (
                not self._updates[self._confirmed :]
                and time.monotonic() < end
                and self.token == token
            ):
                self._changed.wait(0.05)
            return self._updates[self._confirmed :]

    def _answer(self, path: str, call: Call) -> tuple[int, bytes] | None:
        """Return the status and body of an answer, None where the connection breaks."""
        token = self.token
        if path != f"/bot{token}":
            return REVOKED
        with self._changed:
            self.calls.append(call)
            self._changed.notify_all()
        if (refusal := self.refusals.get(call.method)) is not None:
            return refusal.code, refusal.body
        fault = self.fault(call)
        if isinstance(fault, Refusal):
            return fault.code, fault.body
        if fault == "drop":
            return None
        result = self.result(call, token, fault)
        if isinstance(fault, Late):
            time.sleep(fault.seconds)
        if fault == "lost":
            return None
        if isinstance(result, Refusal):
            return result.code, result.body
        if token != self.token:
            return REVOKED
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                body = self.rfile.read(length)
                if len(body) < length:  # whoever called was killed meanwhile
                    self.close_connection = True
                    return
                path, _, method = self.path.rpartition("/")
                json_sent = self.headers.get("Content-Type") == "application/json"
                fields = json.loads(body) if json_sent else _form(body.decode())
                answered = api._answer(path, Call(method, fields))
                if answered is None:
                    self.close_connection = True
                    return
                code, answer = answered
                self.send_response(code)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                """Write nothing to standard error."""

        return Handler


def _as_sent(number: int, person: int) -> dict[str, Any]:
    chat = {"id": person, "type": "private"}
    return {"message_id": number, "date": 1, "chat": chat, "from": BOT, "text": "…"}


def _form(body: str) -> dict[str, Any]:
    return {name: _value(said) for name, (said,) in parse_qs(body).items()}


def _value(said: str) -> Any:
    try:
        return json.loads(said)
    except ValueError:
        return said
