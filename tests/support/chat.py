"""A person who talks to the application: real updates in, what Telegram would show out."""

import itertools
import re
from dataclasses import dataclass
from typing import Any

from telegram import Update

from bot.telegram.app import App
from support.wire import BOT, Wire

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@\w+)?")
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the bot: its text as sent, with HTML, and its buttons with what they carry."""

    text: str
    buttons: dict[str, str]
    parameters: dict[str, Any]

    @property
    def labels(self) -> list[str]:
        """What stands on the buttons."""
        return list(self.buttons)


class Chat:
    """One person's chat with the bot."""

    def __init__(
        self, application: App, wire: Wire, *, person: int = 100, lang: str | None = "kk"
    ) -> None:
        self._application = application
        self._wire = wire
        self._person = {"id": person, "is_bot": False, "first_name": "Ару"}
        if lang is not None:
            self._person["language_code"] = lang
        self._chat = {"id": person, "type": "private", "first_name": "Ару"}
        self._buttons: dict[str, str] = {}

    async def send(self, text: str) -> list[Shown]:
        """Write a message."""
        entities = []
        if (command := _COMMAND.match(text)) is not None:
            entities = [{"type": "bot_command", "offset": 0, "length": command.end()}]
        return await self.update(message=self.message(text=text, entities=entities))

    async def press(self, label: str) -> list[Shown]:
        """Press the button with this label, in the message that showed it last."""
        return await self.press_data(self._buttons[label])

    async def press_data(self, data: str | None, **fields: Any) -> list[Shown]:
        """Press a button that carries ``data``, perhaps one that the bot never made."""
        query = {
            "id": "1",
            "from": self._person,
            "chat_instance": "1",
            "message": self.message(text="…") | {"from": BOT},
        }
        if data is not None:
            query["data"] = data
        return await self.update(callback_query=query | fields)

    def message(self, **fields: Any) -> dict[str, Any]:
        """Return a message of the person as Telegram describes it."""
        number = next(_numbers)
        base = {"message_id": number, "date": 1, "chat": self._chat, "from": self._person}
        return base | fields

    async def update(self, **fields: Any) -> list[Shown]:
        """Let the application handle an update, and return what it sent."""
        before = len(self._wire.calls)
        update = Update.de_json({"update_id": next(_numbers)} | fields, self._application.bot)
        await self._application.process_update(update)
        sent = self._wire.calls[before:]
        replies = [_shown(call.parameters) for call in sent if call.method == "sendMessage"]
        for reply in replies:
            self._buttons |= reply.buttons
        return replies


def _shown(parameters: dict[str, Any]) -> Shown:
    rows = parameters.get("reply_markup", {}).get("inline_keyboard", [])
    assert all(len(row) == 1 for row in rows), "one button a row"
    buttons = {row[0]["text"]: row[0]["callback_data"] for row in rows}
    return Shown(parameters["text"], buttons, parameters)
