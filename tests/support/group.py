"""A group with the bot in it, and what people say there as Telegram describes it."""

import itertools
import re
import time
from typing import Any

from bot.telegram.app import App
from support.chat import Chat, Shown
from support.wire import Wire

ANONYMOUS = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
"""Whom Telegram names as the sender of what administrators write as the group."""
CHANNEL_BOT = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
"""Whom it names as the sender of what is written as a channel."""

_FOUND = {
    "bot_command": re.compile(r"(?<![\w/@])/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{4,32})?(?![\w/])"),
    "mention": re.compile(r"(?<![\w@/])@[A-Za-z0-9_]{4,32}(?!\w)"),
}
_chats = itertools.count(1)


class Group(Chat):
    """One group, in which one person speaks at a time; each has a number of its own."""

    def __init__(
        self, application: App, wire: Wire, *, lang: str | None = "kk", person: int = 100
    ) -> None:
        super().__init__(application, wire, person=person, lang=lang)
        self.number = -1_000_000_000_000 - next(_chats)
        self._chat = {"id": self.number, "type": "supergroup", "title": "Тарих"}

    def as_channel(self) -> dict[str, Any]:
        """Return the fields of what is posted by the channel that the group belongs to."""
        channel = {"id": -1_000_999, "type": "channel", "title": "Жаңалықтар"}
        origin = {"type": "channel", "date": 1, "chat": channel, "message_id": 5}
        return {
            "from": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
            "sender_chat": channel,
            "is_automatic_forward": True,
            "forward_origin": origin,
        }

    def as_admin(self) -> dict[str, Any]:
        """Return the fields of what an administrator writes as the group."""
        return {"from": ANONYMOUS, "sender_chat": self._chat}

    def message(self, **fields: Any) -> dict[str, Any]:
        """Return a message of now; what stands under a picture is its caption."""
        for words, entities in (("text", "entities"), ("caption", "caption_entities")):
            if words in fields:
                fields = {entities: entities_of(fields[words])} | fields
        return super().message(**({"date": int(time.time())} | fields))

    async def say(self, text: str, **fields: Any) -> list[Shown]:
        """Write a message in the group."""
        return await self.update(message=self.message(text=text) | fields)


def entities_of(text: str) -> list[dict[str, Any]]:
    """Return the commands and mentions of a text; Telegram counts in UTF-16 code units."""
    found = []
    for kind, pattern in _FOUND.items():
        for match in pattern.finditer(text):
            offset = len(text[: match.start()].encode("utf-16-le")) // 2
            found.append({"type": kind, "offset": offset, "length": len(match[0])})
    return found
