"""What Telegram may deliver: every kind of update, whole or not, from anybody, made by hypothesis.

Each strategy makes what an update holds besides its number. ``Person`` is who it comes from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from hypothesis import strategies as st

from support.hostile import DATA, KINDS, carried, texts
from support.wire import BOT

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses the bot, by their Telegram's language."""

    number: int
    lang: str | None

    @property
    def user(self) -> Content:
        """The person as Telegram describes them."""
        user: Content = {"id": self.number, "is_bot": False, "first_name": "<b>Ару & Co"}
        return user if self.lang is None else user | {"language_code": self.lang}

    @property
    def chat(self) -> Content:
        """Their private chat."""
        return {"id": self.number, "type": "private", "first_name": "Ару"}


GROUP: Final = {"id": -1001, "type": "supergroup", "title": "Тарих", "is_forum": True}
OTHER_GROUP: Final = {"id": -55, "type": "group", "title": "Сынып"}
CHANNEL: Final = {"id": -1002, "type": "channel", "title": "Жаңалықтар"}
_FILE: Final = {"file_id": "file", "file_unique_id": "file"}
_PICTURE: Final = _FILE | {"width": 1, "height": 1}
_CONTENTS: Final[dict[str, Any]] = {
    "sticker": _PICTURE | {"type": "regular", "is_animated": False, "is_video": False},
    "voice": _FILE | {"duration": 1},
    "audio": _FILE | {"duration": 1},
    "photo": [_PICTURE],
    "video": _PICTURE | {"duration": 1},
    "video_note": _FILE | {"length": 1, "duration": 1},
    "animation": _PICTURE | {"duration": 1},
    "location": {"latitude": 51.1, "longitude": 71.4},
    "venue": {"location": {"latitude": 1, "longitude": 1}, "title": "…", "address": "…"},
    "contact": {"phone_number": "1", "first_name": "…"},
    "poll": {
        "id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
        "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
    },
    "dice": {"emoji": "🎲", "value": 6},
    "new_chat_members": [BOT],
    "left_chat_member": BOT,
    "pinned_message": {"message_id": 1, "date": 0, "chat": GROUP},
    "new_chat_title": "…",
    "group_chat_created": True,
    "migrate_to_chat_id": -1001,
    "migrate_from_chat_id": -55,
    "forum_topic_created": {"name": "…", "icon_color": 1},
    "successful_payment": {"currency": "XTR"},
    "brand_new_content": {"a": [1, 2, {"b": None}]},
}  # fmt: skip
_FILES: Final = (
    "facts.csv", "facts.tsv", "facts.xlsx", "facts.jsonl", "facts.json", "FACTS.CSV", "facts.txt",
    "facts.csv.exe", "../../facts.csv", "", "\u202evsc.stcaf", "a" * 300 + ".csv",
)  # fmt: skip
CONTENTS_OF_FILES: Final = (
    b"", b"\x00\xff\xfe", b"id,text.kk\n1,\n", b'{"kind": "fact"}\n', b"PK\x03\x04" + b"\x00" * 50,
    b"[" * 5000, b'{"kind":"fact","id":' + b"9" * 5000 + b"}", "text.kk\nхан\n".encode("utf-16"),
)  # fmt: skip
UNKNOWN_KINDS: Final = ("brand_new_update", "purchased_paid_media", "business_connection")


def hostile(asked: Sequence[str]) -> st.SearchStrategy[str]:
    """Return texts of every kind, and questions."""
    kind, seed = st.sampled_from(sorted(KINDS)), st.integers(0, 999)
    made = st.builds(lambda kind, seed: texts(kind, 1, seed, asked)[0], kind, seed)
    numbers = st.builds("f{}".format, st.integers(0, 20))
    short = st.sampled_from(("иә", "жоқ", "1999", "1", "-", "Тарих: бет 5", "хан", "…", "/cancel"))
    return st.one_of(st.sampled_from(asked), numbers, short, made)


def commands(names: Sequence[str], asked: Sequence[str]) -> st.SearchStrategy[str]:
    """Return commands of every name, bare or with something after them."""
    numbers = st.builds("f{}".format, st.integers(0, 12))
    given = st.one_of(st.just(""), numbers, hostile(asked))
    at = st.sampled_from(("", f"@{BOT['username']}", "@another_bot"))
    name = st.sampled_from((*names, "ask", "nothing"))
    return st.builds("/{}{} {}".format, name, at, given).map(str.rstrip).map(lambda t: t[:4096])


def forged() -> st.SearchStrategy[str]:
    """Return what buttons carry that the bot has perhaps never sent."""
    kind, seed = st.sampled_from(sorted(DATA)), st.integers(0, 9999)
    return st.builds(lambda kind, seed: carried(kind, 1, seed)[0], kind, seed)


def contents() -> st.SearchStrategy[Content]:
    """Return what a message holds that is no text, perhaps with words under it."""
    one = st.sampled_from(sorted(_CONTENTS)).map(lambda kind: {kind: _CONTENTS[kind]})
    caption = st.sampled_from(({}, {"caption": "Абылай қашан сайланды?"}, {"caption": "<b>"}))
    return st.builds(lambda content, more: content | more, one, caption)


def documents() -> st.SearchStrategy[tuple[Content, bytes]]:
    """Return a file, as Telegram describes it and as it is."""
    size = st.sampled_from((0, 10, 20 * 1024 * 1024, 2**40))
    kind = st.sampled_from(("text/csv", "application/zip", "image/png", "\x00"))

    def document(name: str, size: int, kind: str) -> Content:
        return {"document": _FILE | {"file_name": name, "file_size": size, "mime_type": kind}}

    described = st.builds(document, st.sampled_from(_FILES), size, kind)
    return st.tuples(described, st.sampled_from(CONTENTS_OF_FILES))


def entities(text: str) -> list[Content]:
    """Return the entities of a text that begins with a command."""
    if not text.startswith("/"):
        return []
    return [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]


def others(person: Person, words: str, number: int) -> dict[str, Content]:
    """Return updates of kinds that are no message, by their kind."""
    user = person.user
    member = {"status": "member", "user": BOT}
    gone = {"status": "kicked", "user": BOT, "until_date": 0}
    moved = {"from": user, "date": 1}
    inline = {"id": "1", "from": user, "query": words[:256]}
    message = {"message_id": number, "date": 1, "text": words, "entities": [], "from": user}
    return {
        "inline_query": inline | {"offset": ""},
        "chosen_inline_result": inline | {"result_id": "f1"},
        "guest_message": message | {"chat": GROUP, "guest_query_id": "1"},
        "channel_post": message | {"chat": CHANNEL},
        "my_chat_member": moved
        | {"chat": person.chat, "old_chat_member": member, "new_chat_member": gone},
        "chat_member": moved
        | {"chat": GROUP, "old_chat_member": gone, "new_chat_member": member},
        "message_reaction": {
            "chat": GROUP, "message_id": 1, "user": user, "date": 1,
            "old_reaction": [], "new_reaction": [{"type": "emoji", "emoji": "👍"}],
        },
        "poll_answer": {"poll_id": "1", "option_ids": [0], "user": user},
        "shipping_query": {"id": "1", "from": user, "invoice_payload": words[:9]},
    }  # fmt: skip


def mangled(content: Content, path: Sequence[int], value: Any) -> Content:
    """Return what an update holds with another value at some place, or without it."""
    name = sorted(content)[path[0] % len(content)]
    inside = content[name]
    if len(path) > 1 and isinstance(inside, dict) and inside:
        return content | {name: mangled(inside, path[1:], value)}
    if value is None:
        return {kept: content[kept] for kept in content if kept != name}
    return content | {name: value}
