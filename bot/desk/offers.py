"""What the buttons of a step offer to choose from: values, with the words that stand on them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz import fuzz

from bot.desk.content import Content
from bot.desk.means import Means
from bot.desk.steps import split
from bot.facts.models import Source
from bot.facts.records import CALENDARS
from bot.spelling.fold import fold
from bot.text.reply import shorten
from bot.text.translator import Translator

MOST: Final = 6
"""Values that are offered at once."""
NEW_SOURCE: Final = "new:"
"""Begins a value that stands for a new source; its title follows."""
STATUSES: Final = ("published", "disputed", "draft")
"""What a fact may become through the menu; retiring has a command of its own."""

_ALIKE: Final = 75
_LABEL_LETTERS: Final = 48

Offer = tuple[str, str]
"""A value, and what stands on its button."""


def offers(content: Content, means: Means, tr: Translator) -> list[Offer]:
    """Return what is offered at the step where a draft stands."""
    field, lang = split(content.step)
    match field:
        case "calendar":
            return [(name, tr(f"desk.calendar.{name}")) for name in CALENDARS]
        case "status":
            return [(name, tr(f"desk.status.{name}")) for name in STATUSES]
        case "source":
            return [_offer(source, tr) for source in _usual_sources(content, means)]
        case "topic" | "place":
            return [(value, value) for value in _usual(field, means)]
        case "phrasings":
            listed = content.record.get("phrasings", {}).get(lang, ())
            return [
                (text, tr("desk.remove", text=shorten(text, _LABEL_LETTERS))) for text in listed
            ]
    return []


def sources_like(words: str, content: Content, means: Means, tr: Translator) -> list[Offer]:
    """Return the sources that words may mean, the best first, and a new one of that title."""
    sought = fold(words)
    known = {**means.facts.sources(), **_new_sources(content)}
    scored = {
        name: max(fuzz.partial_ratio(sought, fold(text)) for text in _names(source))
        for name, source in known.items()
    }
    likely = sorted((name for name in scored if scored[name] >= _ALIKE), key=lambda n: -scored[n])
    found = [_offer(known[name], tr) for name in likely[: MOST - 1]]
    title = shorten(words.partition(";")[0].strip(), _LABEL_LETTERS)
    return [*found, (f"{NEW_SOURCE}{words}", tr("desk.new-source", title=title))]


def _names(source: Source) -> Iterator[str]:
    yield source.id
    yield str(source.fields["title"])
    yield from source.title_in.values()
    for author in source.fields.get("author", ()):
        yield " ".join(author.values())


def _offer(source: Source, tr: Translator) -> Offer:
    title = str(source.title_in.get(tr.lang, source.fields["title"]))
    return source.id, shorten(title, _LABEL_LETTERS)


def _usual_sources(content: Content, means: Means) -> Sequence[Source]:
    """Return the draft's own new sources, then those that most facts rest on."""
    known = means.facts.sources()
    cited = Counter(c.source for fact in means.facts.facts() for c in fact.citations)
    usual = [known[name] for name, _ in cited.most_common() if name in known]
    unused = [source for name, source in known.items() if name not in cited]
    return [*_new_sources(content).values(), *usual, *unused][:MOST]


def _new_sources(content: Content) -> dict[str, Source]:
    return {
        record["id"]: Source(record["id"], record, record.get("title_in", {}))
        for record in content.sources
    }


def _usual(field: str, means: Means) -> list[str]:
    counted = Counter(getattr(fact, field) for fact in means.facts.facts())
    return [value for value, _ in counted.most_common() if value][:MOST]
