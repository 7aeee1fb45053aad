"""Which messages of a group are meant for the bot, and what they ask of it.

With privacy mode on Telegram leaves most of the others out, but not all: the bot sees commands for
any bot, what is said through it, and, as an administrator of the group, everything.
"""

import re
from dataclasses import dataclass
from typing import Literal

from telegram import Bot, Message, MessageEntity

from bot.text.brief import is_question


@dataclass(frozen=True, slots=True)
class Addressed:
    """What a message asks of the bot.

    - ``ask``: the answer to ``question``, which stands in ``message``;
    - ``how``: how to ask, for there is no question in it, or a command of private chats;
    - ``language``: the choice of a language for the group.

    ``own``: the question's words are the sender's, not those of somebody whom they reply to.
    """

    kind: Literal["ask", "how", "language"]
    message: int
    question: str = ""
    own: bool = True


def addressed(message: Message, bot: Bot) -> Addressed | None:
    """Return what a message of a group asks of the bot; None where it is not meant for it."""
    if not _written_here(message):
        return None
    text = words_of(message)
    command = _command(message, text)
    if command is not None:
        return _commanded(message, command, bot)
    question, mentioned = without_mentions(message, bot)
    if mentioned:
        return _asked(message, question, bot)
    if _is_reply_to(message, bot) and is_question(text):
        return Addressed("ask", message.message_id, text)
    return None


def words_of(message: Message) -> str:
    """Return the text of a message, or what stands under its picture."""
    return message.text or message.caption or ""


def without_mentions(message: Message, bot: Bot) -> tuple[str, bool]:
    """Return the words of a message without the bot's name, and whether that was in them."""
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    parse = message.parse_entities if message.text else message.parse_caption_entities
    text, mentioned = words_of(message), False
    for entity, said in parse(kinds).items():
        by_name = said.lower() == f"@{bot.username}".lower()
        if by_name or (entity.user is not None and entity.user.id == bot.id):
            text = re.sub(rf"{re.escape(said)}(?!\w)", " ", text)
            mentioned = True
    return " ".join(text.split()), mentioned


def by_a_bot(message: Message) -> bool:
    """Say whether another bot wrote a message.

    Telegram names bots of its own as the senders of those who write as a group or a channel.
    """
    user = message.from_user
    return message.sender_chat is None and (user is None or user.is_bot)


def _written_here(message: Message) -> bool:
    """Say whether a person, a group or a channel wrote a message, and wrote it for this chat."""
    if message.forward_origin is not None and not message.is_automatic_forward:
        return False
    return message.via_bot is None and not by_a_bot(message)


def _command(message: Message, text: str) -> tuple[str, str, str] | None:
    """Return the command that a message begins with, for which bot, and what follows; or None."""
    for entity in message.entities or message.caption_entities:
        if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
            name, _, at = text[1 : entity.length].lower().partition("@")
            return name, at, text[entity.length :].strip()
    return None


def _commanded(message: Message, command: tuple[str, str, str], bot: Bot) -> Addressed | None:
    """Return what a command asks; one that names no bot may be another's, unless it is ours."""
    name, at, rest = command
    if at and at != bot.username.lower():
        return None
    if name == "ask":
        return _asked(message, rest, bot)
    if name == "language":
        return Addressed("language", message.message_id)
    return Addressed("how", message.message_id) if at else None


def _asked(message: Message, question: str, bot: Bot) -> Addressed:
    """Return what is asked; without words of the sender's, what somebody else had said."""
    if is_question(question):
        return Addressed("ask", message.message_id, question)
    quoted = message.reply_to_message
    if quoted is None or _is_reply_to(message, bot):
        return Addressed("how", message.message_id)
    said = message.quote.text if message.quote else words_of(quoted)
    if not is_question(said):
        return Addressed("how", message.message_id)
    return Addressed("ask", quoted.message_id, said, own=False)


def _is_reply_to(message: Message, bot: Bot) -> bool:
    """Say whether a message replies to the bot; all of a topic seem to reply to its opening."""
    quoted = message.reply_to_message
    if quoted is None or quoted.from_user is None or quoted.forum_topic_created is not None:
        return False
    return quoted.from_user.id == bot.id
