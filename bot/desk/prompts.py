"""What is asked at each step of a draft, with its buttons."""

from collections.abc import Sequence

from bot.desk.content import Content
from bot.desk.letters import Letter
from bot.desk.offers import Offer
from bot.desk.steps import fields, split, value_of
from bot.desk.visitor import Visitor
from bot.state.drafts import KeptDraft
from bot.text.reply import Action, Button, Reply, paragraph, shorten
from bot.text.translator import Translator
from bot.text.views import LANGUAGE_NAMES

_VALUE_LETTERS = 700
_NEVER_EMPTY = ("status",)


def step_name(step: str, tr: Translator) -> str:
    """Return what a field is called, with its language where it has one."""
    field, lang = split(step)
    name = tr(f"form.{field}")
    return f"{name} · {LANGUAGE_NAMES.get(lang, lang)}" if lang else name


def prompt(
    draft: KeptDraft, content: Content, offered: Sequence[Offer], who: Visitor, *, first: bool
) -> Letter:
    """Return the question for the field where a draft stands; the first has no way back."""
    tr = who.tr
    field, lang = split(content.step)
    lines = [tr(f"desk.ask.{field}", language=LANGUAGE_NAMES.get(lang, lang))]
    present = value_of(content.record, content.step)
    if present is not None:
        lines.append(tr("desk.present", value=shorten(present, _VALUE_LETTERS)))
    buttons = [Button(label, "pick", _at(draft, place)) for place, (_, label) in enumerate(offered)]
    controls: list[tuple[str, Action]] = []
    if content.leading:
        go_on = "desk.next" if present is not None else "desk.skip"
        controls.append((tr(go_on), "skip"))
        controls += [] if first else [(tr("desk.back"), "back")]
    if present is not None and field not in _NEVER_EMPTY:
        controls.append((tr("desk.empty"), "empty"))
    controls += [(tr("desk.preview"), "show"), (tr("desk.discard"), "drop")]
    buttons += _in_pairs(controls, draft)
    return Letter(who.person, Reply(tuple(map(paragraph, lines)), tuple(buttons)), asks=True)


def taken_phrasing(draft: KeptDraft, letter: Letter, phrasing: str, who: Visitor) -> Letter:
    """Return the prompt after a phrasing was taken: it may have been a question to the bot."""
    said = paragraph(who.tr("desk.phrasing-taken", phrasing=shorten(phrasing, _VALUE_LETTERS)))
    asked = Button(who.tr("desk.was-a-question"), "asked", _at(draft))
    reply = letter.reply
    shown = Reply((said, *reply.paragraphs), (asked, *reply.buttons))
    return Letter(letter.chat, shown, asks=True)


def menu(draft: KeptDraft, content: Content, languages: Sequence[str], who: Visitor) -> Letter:
    """Return the choice of a field to change."""
    tr = who.tr
    title = tr("desk.menu", fact=content.label) if content.label else tr("desk.menu-new")
    shown = [
        Button(_marked(step, content, tr), "field", _at(draft, place), beside=place % 2 == 1)
        for place, step in enumerate(fields(languages))
    ]
    controls: list[tuple[str, Action]] = [
        (tr("desk.preview"), "show"), (tr("desk.form"), "form"), (tr("desk.discard"), "drop"),
    ]  # fmt: skip
    return who.letter(title, buttons=(*shown, *_in_pairs(controls, draft)))


def waiting(draft: KeptDraft, who: Visitor) -> Letter:
    """Return what is said of a draft after something else was talked of."""
    controls: list[tuple[str, Action]] = [
        (who.tr("desk.resume"), "resume"),
        (who.tr("desk.discard"), "drop"),
    ]
    return who.letter(who.tr("desk.waits"), buttons=tuple(_in_pairs(controls, draft)))


def begun(draft: KeptDraft, content: Content, who: Visitor) -> Letter:
    """Return what is said where a draft is in the way of another."""
    tr = who.tr
    said = tr("desk.begun", fact=content.label) if content.label else tr("desk.begun-new")
    controls: list[tuple[str, Action]] = [
        (tr("desk.resume"), "resume"),
        (tr("desk.discard"), "drop"),
    ]
    return who.letter(said, buttons=tuple(_in_pairs(controls, draft)))


def _marked(step: str, content: Content, tr: Translator) -> str:
    """Return a field's name, with a mark where it holds something."""
    filled = value_of(content.record, step) is not None
    return f"✓ {step_name(step, tr)}" if filled else step_name(step, tr)


def _in_pairs(controls: Sequence[tuple[str, Action]], draft: KeptDraft) -> list[Button]:
    return [
        Button(label, action, _at(draft), beside=place % 2 == 1)
        for place, (label, action) in enumerate(controls)
    ]


def _at(draft: KeptDraft, place: int | None = None) -> str:
    """Return what a button of a draft carries: its number and version, and a place in a list."""
    at = f"{draft.number}.{draft.version}"
    return at if place is None else f"{at}.{place}"
