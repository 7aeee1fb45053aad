"""What is stored about a person, sent to them as a file; and erased, once they have said so."""

import json
from dataclasses import replace
from typing import Any, Final

from bot.curation.personal import forget, stored
from bot.desk.letters import Attachment, Letter
from bot.desk.visitor import Visitor
from bot.state.state import State
from bot.text.feedback import log_button
from bot.text.reply import Button

FILE: Final = "mydata.json"


def my_data(state: State, visitor: Visitor) -> Letter:
    """Return all that is stored about a person, as JSON; raises StateUnavailable."""
    kept = stored(state, visitor.person)
    if not kept:
        return visitor.letter(visitor.tr("personal.nothing"), visitor.tr("personal.nameless"))
    said = visitor.letter(visitor.tr("personal.file"), visitor.tr("personal.nameless"))
    content = {"telegram_number": visitor.person} | kept
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    # What a file was named, or a draft says, may hold halves of characters.
    return replace(said, file=Attachment(FILE, text.encode("utf-8", "replace")))


def ask_to_forget(state: State, visitor: Visitor) -> Letter:
    """Ask whether all of it is to be erased, and say what it is; raises StateUnavailable."""
    kept, tr = stored(state, visitor.person), visitor.tr
    if not kept:
        return visitor.letter(tr("personal.nothing"), tr("personal.nameless"))
    lines = [tr("personal.ask"), *_kinds(kept, visitor), *_consequences(kept, visitor)]
    buttons = (
        Button(tr("personal.erase"), "forget", "yes", tr.lang),
        Button(tr("personal.keep"), "forget", "no", tr.lang, beside=True),
    )
    return visitor.letter(*lines, buttons=buttons)


def answered(state: State, visitor: Visitor, value: str) -> Letter:
    """Erase it, or leave it, as a person pressed: "yes" or "no"; raises StateUnavailable."""
    tr = visitor.tr
    match value:
        case "yes":
            erased = forget(state, visitor.person)
        case "no":
            return visitor.say("personal.kept")
        case _:
            return visitor.say("button.stale")
    if not erased:
        return visitor.letter(tr("personal.nothing"), tr("personal.nameless"))
    lines = [tr("personal.erased"), *_kinds(erased, visitor), *_consequences(erased, visitor)]
    stays = (tr("personal.nameless"), tr("personal.backups"))
    opted_out = "question_log" in erased
    buttons = (log_button(tr, logged=True),) if opted_out else ()
    return visitor.letter(*lines, *stays, buttons=buttons)


def _kinds(kept: dict[str, Any], visitor: Visitor) -> list[str]:
    return [f"– {visitor.tr(f'personal.kind.{kind}')}" for kind in kept]


def _consequences(kept: dict[str, Any], visitor: Visitor) -> list[str]:
    """Return what follows from erasing, and what of a curator stays all the same."""
    lines = []
    if "question_log" in kept:
        lines.append("personal.logged-again")
    if visitor.curator.role == "editor":
        lines.append("personal.editor")
    if visitor.curator.role == "contributor":
        lines.append("personal.contributor")
    if "curator" in kept:
        lines.append("personal.history")
    return [visitor.tr(key) for key in lines]
