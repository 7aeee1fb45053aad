"""A person who talks to the application: real updates in, what Telegram would show out."""

import itertools
import re
from dataclasses import dataclass
from typing import Any

from telegram import Update

from bot.telegram.app import App
from support.wire import BOT, MESSAGES, Call, Wire

EDITORS = (900, 901)
"""People who are editors in every test."""

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@\w+)?")
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the bot: its text as sent, with HTML, and its buttons.

    Each button with what it carries, or where it leads.
    ``replaced`` is the number of the message that it took the place of.
    """

    number: int
    text: str
    buttons: dict[str, str]
    parameters: dict[str, Any]
    replaced: int | None = None

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
        self._seen = len(wire.calls)
        self._buttons: dict[str, tuple[str, int]] = {}
        self._last: list[str] = []

    @property
    def labels(self) -> list[str]:
        """What stands on the buttons of the last message that has any."""
        return self._last

    @property
    def buttons(self) -> dict[str, str]:
        """What the buttons carry that were shown so far, the last one of each label."""
        return {label: data for label, (data, _) in self._buttons.items()}

    async def send(self, text: str, reply_to: Shown | None = None) -> list[Shown]:
        """Write a message, perhaps in reply to one of the bot's."""
        entities = []
        if (command := _COMMAND.match(text)) is not None:
            entities = [{"type": "bot_command", "offset": 0, "length": command.end()}]
        message = self.message(text=text, entities=entities)
        if reply_to is not None:
            quoted = self.message(text=reply_to.text) | {"from": BOT, "message_id": reply_to.number}
            if markup := reply_to.parameters.get("reply_markup"):
                quoted["reply_markup"] = markup
            message["reply_to_message"] = quoted
        return await self.update(message=message)

    async def upload(self, name: str, content: bytes, size: int | None = None) -> list[Shown]:
        """Send a file, perhaps saying that it is of another size."""
        file = f"file-{next(_numbers)}"
        self._wire.files[file] = content
        document = {"file_id": file, "file_unique_id": file, "file_name": name}
        document["file_size"] = len(content) if size is None else size
        return await self.update(message=self.message(document=document))

    async def press(self, label: str) -> list[Shown]:
        """Press the button with this label, in the message that showed it last."""
        data, message = self._buttons[label]
        return await self.press_data(data, number=message)

    async def press_data(
        self, data: str | None, number: int | None = None, **fields: Any
    ) -> list[Shown]:
        """Press a button that carries ``data``, perhaps one that the bot never made."""
        message = self.message(text="…") | {"from": BOT}
        if number is not None:
            message["message_id"] = number
        query = {"id": "1", "from": self._person, "chat_instance": "1", "message": message}
        if data is not None:
            query["data"] = data
        return await self.update(callback_query=query | fields)

    def message(self, **fields: Any) -> dict[str, Any]:
        """Return a message of the person as Telegram describes it."""
        number = next(_numbers)
        base = {"message_id": number, "date": 1, "chat": self._chat, "from": self._person}
        return base | fields

    async def update(self, **fields: Any) -> list[Shown]:
        """Let the application handle an update, and return what the person was shown."""
        self._seen = len(self._wire.calls)
        update = Update.de_json({"update_id": next(_numbers)} | fields, self._application.bot)
        await self._application.process_update(update)
        return self.received()

    def received(self) -> list[Shown]:
        """Return what the person was shown since they last looked."""
        calls = list(enumerate(self._wire.calls, start=1))[self._seen :]
        self._seen = len(self._wire.calls)
        shown = [
            _shown(number, call)
            for number, call in calls
            if call.method in MESSAGES and call.parameters["chat_id"] == self._chat["id"]
        ]
        for message in shown:
            at = message.replaced or message.number
            self._last = message.labels or self._last
            self._buttons |= {label: (data, at) for label, data in message.buttons.items()}
        return shown


def _shown(number: int, call: Call) -> Shown:
    parameters = call.parameters
    rows = parameters.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = {
        button["text"]: button.get("callback_data") or button.get("url", "")
        for row in rows
        for button in row
    }
    text = parameters.get("text", parameters.get("caption", ""))
    return Shown(number, text, buttons, parameters, parameters.get("message_id"))
