"""From one state of a draft to the next: what a button or typed words do to its content. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.desk import steps
from bot.desk.content import MENU, PREVIEW, Content
from bot.desk.new_sources import read_source
from bot.desk.offers import NEW_SOURCE


@dataclass(frozen=True, slots=True)
class Ground:
    """What moves depend on: the languages of the facts, the person's own, and known sources."""

    languages: tuple[str, ...]
    first: str
    sources: frozenset[str]


def begun(content: Content, ground: Ground) -> Content:
    """Return a new fact at its first step."""
    return replace(content, leading=True).at(steps.way(ground.languages, ground.first)[0])


def is_first(content: Content, ground: Ground) -> bool:
    """Say whether a draft stands at its first step, from which there is no way back."""
    return content.step == steps.way(ground.languages, ground.first)[0]


def pressed(action: str, content: Content, place: int | None, ground: Ground) -> Content | None:
    """Return what a draft becomes by a button, None where the button leads nowhere."""
    if action == "field":
        step = MENU if place is None else _field(place, ground)
        return None if step is None else replace(content, leading=False).at(step)
    if action == "pick":
        known = place is not None and place < len(content.choices)
        return _picked(content, content.choices[place or 0], ground) if known else None
    act = _ACTS.get(action)
    return None if act is None else act(content, ground)


def entered(content: Content, value: str, ground: Ground) -> Content:
    """Return a draft with a value in the field that it asks for, gone on to the next."""
    record = steps.entered(content.record, content.step, value)
    return _onward(replace(content, record=record), ground)


def phrased(content: Content, phrasing: str) -> Content:
    """Return a draft with one more phrasing, still asking for the next."""
    record = steps.entered(content.record, content.step, phrasing)
    return replace(content, record=record).at(content.step)


def _onward(content: Content, ground: Ground) -> Content:
    way = steps.way(ground.languages, ground.first)
    if not content.leading or content.step not in way:
        return _previewed(content, ground)
    later = way[way.index(content.step) + 1 :]
    for step in later:
        if steps.applies(step, content.record):
            return content.at(step)
    return _previewed(content, ground)


def _backward(content: Content, ground: Ground) -> Content:
    way = steps.way(ground.languages, ground.first)
    if content.step not in way:
        return content.at(MENU)
    earlier = way[: way.index(content.step)]
    passed = [step for step in earlier if steps.applies(step, content.record)]
    return content.at(passed[-1] if passed else content.step)


def _emptied(content: Content, _: Ground) -> Content:
    return replace(content, record=steps.emptied(content.record, content.step)).at(content.step)


def _previewed(content: Content, _: Ground) -> Content:
    return replace(content, leading=False).at(PREVIEW)


def _field(place: int, ground: Ground) -> str | None:
    listed = steps.fields(ground.languages)
    return listed[place] if place < len(listed) else None


def _picked(content: Content, value: str, ground: Ground) -> Content:
    field, lang = steps.split(content.step)
    if field == "phrasings":  # the buttons take away what is listed
        record = steps.without_phrasing(content.record, lang, value)
        return replace(content, record=record).at(content.step)
    if field == "source" and value.startswith(NEW_SOURCE):
        taken = ground.sources | {record["id"] for record in content.sources}
        source = read_source(value.removeprefix(NEW_SOURCE), taken)
        content = replace(content, sources=(*content.sources, source))
        value = source["id"]
    return entered(content, value, ground)


def _without_last_phrasing(content: Content, _: Ground) -> Content | None:
    """Take back the phrasing that came last: it was a question to the bot."""
    field, lang = steps.split(content.step)
    listed = content.record.get("phrasings", {}).get(lang, ())
    if field != "phrasings" or not listed:
        return None
    record = steps.without_phrasing(content.record, lang, listed[-1])
    return replace(content, record=record).at(content.step)


_ACTS: dict[str, Callable[[Content, Ground], Content | None]] = {
    "skip": _onward,
    "back": _backward,
    "empty": _emptied,
    "show": _previewed,
    "asked": _without_last_phrasing,
}
