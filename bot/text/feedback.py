"""The quiet buttons under replies, by which people say what is wrong, or missing."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.facts.models import Fact, Outcome
from bot.text.reply import Button, Reply, shorten
from bot.text.translator import Translator
from bot.text.views import BUTTON_LETTERS, label

_DIGEST_LETTERS: Final = 12
"""Hexadecimal digits; nobody presses through 48 bits."""
_DIGESTED: Final = 400
"""Letters of a question that its digest is made of."""


def with_feedback(
    reply: Reply, outcome: Outcome, text: str, row: int | None, tr: Translator
) -> Reply:
    """Return the reply to a question with its quiet buttons.

    ``row`` is the question's number in the log, None where it was not kept.
    """
    match outcome.status:
        case "answer":
            buttons = answer_buttons([found.fact for found in outcome.facts], row, text, tr)
        case "choices" | "none" if row is not None:
            buttons = tuple(replace(b, value=f"{b.value}.{row}") for b in reply.buttons)
            if outcome.status == "none":
                buttons += (_tell_button(text, row, tr),)
        case _:
            return reply
    return replace(reply, buttons=buttons)


def answer_buttons(
    facts: Sequence[Fact], row: int | None, text: str | None, tr: Translator
) -> tuple[Button, ...]:
    """Return the quiet buttons under an answer, two in a row.

    ``row`` and ``text`` are the logged question that it answers, None where there is none: without
    it nobody can be told why.
    """
    wrong = wrong_buttons(facts, row, tr)
    if len(facts) != 1:
        return wrong
    number, lang = str(facts[0].id), tr.lang
    buttons = [Button(tr("button.source"), "source", number, lang)]
    if facts[0].date is not None:
        buttons.insert(0, Button(tr("button.around"), "around", number, lang))
    if row is not None and text is not None:
        asked = f"{number}.{row}.{digest(text)}"
        buttons.insert(0, Button(tr("button.why"), "why", asked, lang))
    return tuple(
        replace(button, beside=place % 2 == 1) for place, button in enumerate((*buttons, *wrong))
    )


def wrong_buttons(facts: Sequence[Fact], row: int | None, tr: Translator) -> tuple[Button, ...]:
    """Return a button for each fact shown, to say that something is wrong with it."""
    if len(facts) == 1:
        labels = [tr("feedback.wrong")]
    else:
        labels = [
            shorten(tr("feedback.wrong-with", fact=label(fact, tr)), BUTTON_LETTERS)
            for fact in facts
        ]
    return tuple(
        Button(said, "wrong", f"{fact.id}.{row or 0}", tr.lang)
        for said, fact in zip(labels, facts, strict=True)
    )


def log_button(tr: Translator, *, logged: bool) -> Button:
    """Return the button that turns the other way whether a person's questions are kept."""
    if logged:
        return Button(tr("feedback.log-off"), "log", "off", tr.lang)
    return Button(tr("feedback.log-on"), "log", "on", tr.lang)


def digest(text: str) -> str:
    """Return by what a button proves that who presses it knows the question.

    The log does not know who asked. Without this, made-up numbers would be told what others asked.
    """
    whole = text.encode("utf-8", "ignore").decode("utf-8").strip()[:_DIGESTED]
    return hashlib.sha256(whole.encode("utf-8")).hexdigest()[:_DIGEST_LETTERS]


def _tell_button(text: str, row: int, tr: Translator) -> Button:
    return Button(tr("feedback.tell"), "tell", f"{row}.{digest(text)}", tr.lang)
