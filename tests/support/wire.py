"""Telegram without the network: remembers every call, and answers as Telegram would."""

import asyncio
import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

BOT = {
    "id": 7,
    "is_bot": True,
    "first_name": "History",
    "username": "history_test_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a Bot API method."""

    method: str
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What Telegram answers instead of doing what it is asked."""

    code: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def body(self) -> bytes:
        """The answer as it goes over the wire."""
        answer = {"ok": False, "error_code": self.code, "description": self.description}
        return json.dumps(
            answer | ({"parameters": self.parameters} if self.parameters else {})
        ).encode()


MESSAGES = ("sendMessage", "sendDocument", "editMessageText")
"""Methods that answer with a message."""
BROKEN = Refusal(0, "the connection breaks")


class Wire(BaseRequest):
    """A request object of python-telegram-bot that asks nobody."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.refusals: dict[str, deque[Refusal]] = {}
        self.updates: deque[list[dict[str, Any]]] = deque()
        self.blocked_by: set[int] = set()
        self.files: dict[str, bytes] = {}
        self.documents: list[tuple[str, bytes]] = []
        self.results: dict[str, Any] = {
            "getMe": BOT,
            "getMyCommands": [],
            "getMyName": {"name": ""},
            "getMyDescription": {"description": ""},
            "getMyShortDescription": {"short_description": ""},
            "answerGuestQuery": {"inline_message_id": "1"},
        }

    def refuse(self, method: str, *refusals: Refusal) -> None:
        """Refuse the next calls of a method."""
        self.refusals.setdefault(method, deque()).extend(refusals)

    def of(self, method: str) -> list[dict[str, Any]]:
        """Return the parameters of all calls of a method."""
        return [call.parameters for call in self.calls if call.method == method]

    @property
    def read_timeout(self) -> float:
        """Nothing here takes time."""
        return 1.0

    async def initialize(self) -> None:
        """Open nothing."""

    async def shutdown(self) -> None:
        """Close nothing."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Answer a call; the message that it sends has the number of the call."""
        if method == "GET":
            return 200, self.files[url.rsplit("/", 1)[-1]]
        name = url.rsplit("/", 1)[-1]
        if request_data is not None:
            json.dumps(request_data.parameters, ensure_ascii=False).encode()  # as on the wire
        parameters = request_data.parameters if request_data else {}
        self.calls.append(Call(name, dict(parameters)))
        if request_data is not None and name == "sendDocument":
            sent = request_data.multipart_data.values()
            self.documents.extend((file[0], file[1]) for file in sent)
        if self.refusals.get(name):
            refusal = self.refusals[name].popleft()
            if refusal is BROKEN:
                raise NetworkError(refusal.description)
            return refusal.code, refusal.body
        if name in MESSAGES and parameters["chat_id"] in self.blocked_by:
            return 403, Refusal(403, "Forbidden: bot was blocked by the user").body
        result = self.results.get(name, True)
        if name == "getUpdates":
            result = await self._updates(parameters)
        if name in MESSAGES:
            result = _message(len(self.calls), parameters)
        if name == "getFile":
            file = parameters["file_id"]
            result = {"file_id": file, "file_unique_id": file, "file_path": f"documents/{file}"}
        return 200, json.dumps({"ok": True, "result": result}).encode()

    async def _updates(self, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the next batch; when there is none, be silent for as long as Telegram is."""
        if not self.updates:
            await asyncio.sleep(parameters.get("timeout", 0))
            return []
        batch = self.updates.popleft()
        return batch[: parameters.get("limit", 100)]


def _message(number: int, parameters: dict[str, Any]) -> dict[str, Any]:
    chat = {"id": parameters["chat_id"], "type": "private"}
    return {"message_id": number, "date": 0, "chat": chat, "from": BOT, "text": "…"}
