"""What the desk has sent: replies to the person who is there, and news to others."""

from dataclasses import dataclass

from bot.text.reply import Reply


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to send, under a name."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A reply for a chat: a message of its own, or in the place of the message ``replaces``.

    ``asks``: words are expected, and a reply to this message is meant so. ``proposal``: the number
    of the proposal that this asks a decision on.
    """

    chat: int
    reply: Reply
    replaces: int | None = None
    file: Attachment | None = None
    asks: bool = False
    proposal: int | None = None
