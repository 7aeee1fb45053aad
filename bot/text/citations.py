"""Citations in one line: author, title, address, locator, the source's own reference marker."""

import re
from collections.abc import Mapping

from bot.facts.models import Citation, Source
from bot.text.reply import Span
from bot.text.translator import LOCALES, Translator

_RANGE = re.compile(r"(?<=\d)-(?=\d)")
_SEVERAL = ("-", "–", ",")


def citation_spans(
    citation: Citation,
    sources: Mapping[str, Source],
    tr: Translator,
    *,
    any_language: bool = False,
) -> tuple[Span, ...]:
    """Return a citation in one line, its title leading to the source where that has an address.

    Such as ``Title, 43–45-жолдар [1, 24]``. ``any_language``: what is remarked of the source stands
    there in another language rather than not at all.
    """
    spans = _source_spans(citation.source, sources, tr)
    tail = f", {_locator(citation, tr)}" if citation.locator else ""
    if citation.marker:
        tail += f" {citation.marker}"
    if citation.via:
        via = "".join(span.text for span in _source_spans(citation.via, sources, tr))
        tail += tr("answer.via", via=via)
    if note := _remark(citation, tr, any_language=any_language):
        tail += f" ({note})"
    return (*spans, Span(tail)) if tail else spans


def _source_spans(
    source_id: str, sources: Mapping[str, Source], tr: Translator
) -> tuple[Span, ...]:
    source = sources.get(source_id)
    if source is None:
        return (Span(source_id),)
    fields = source.fields
    authors = ", ".join(_name(author) for author in fields.get("author", ()))
    title = source.title_in.get(tr.lang, fields["title"])
    published = (fields.get("container-title"), fields.get("publisher"), fields.get("issued"))
    parts = [authors, title, *published]
    return (Span(", ".join(part for part in parts if part), url=fields.get("URL")),)


def _name(author: Mapping[str, str]) -> str:
    if "literal" in author:
        return author["literal"]
    return " ".join(part for part in (author.get("given"), author.get("family")) if part)


def _locator(citation: Citation, tr: Translator) -> str:
    locator = _RANGE.sub("–", citation.locator or "")
    key = f"locator.{citation.label}"
    if not citation.label or not tr.has(key):
        return f"{citation.label} {locator}" if citation.label else locator
    several = any(sign in locator for sign in _SEVERAL)
    return tr.plural(key, 2 if several else 1, locator=locator)


def full_citation(
    citation: Citation,
    sources: Mapping[str, Source],
    tr: Translator,
    *,
    any_language: bool = False,
) -> str:
    """Return a citation with all that is known of its source, to be copied: author, title, where,
    by whom and when it was published, its address, and the place in it.

    ``any_language``: as in ``citation_spans``.
    """
    source = sources.get(citation.source)
    parts = [citation.source] if source is None else _bibliography(source, tr)
    if citation.locator:
        parts.append(_locator(citation, tr))
    text = ". ".join(part.rstrip(".") for part in parts)
    tail = f" {citation.marker}" if citation.marker else ""
    if citation.via:
        via = sources.get(citation.via)
        shown = citation.via if via is None else ". ".join(_bibliography(via, tr))
        tail += tr("answer.via", via=shown)
    if note := _remark(citation, tr, any_language=any_language):
        tail += f" ({note})"
    return f"{text}.{tail}" if not tail else f"{text}{tail}"


def _remark(citation: Citation, tr: Translator, *, any_language: bool) -> str | None:
    """Return what is remarked of a source, such as what it claims."""
    others = (*LOCALES, *sorted(citation.note)) if any_language else ()
    return next((citation.note[x] for x in (tr.lang, *others) if x in citation.note), None)


def _bibliography(source: Source, tr: Translator) -> list[str]:
    fields = source.fields
    title = source.title_in.get(tr.lang, fields["title"])
    if title != fields["title"] and not fields["title"].startswith("["):  # one that is no title
        title = f"{title} [{fields['title']}]"
    publisher = ": ".join(
        part for part in (fields.get("publisher-place"), fields.get("publisher")) if part
    )
    published = ", ".join(part for part in (publisher, fields.get("issued")) if part)
    authors = ", ".join(_name(author) for author in fields.get("author", ()))
    others = ("container-title", "collection-title", "edition", "archive")
    numbers = ("volume", "issue", "number", "page")
    found = (
        authors,
        title,
        *(fields.get(name) for name in others),
        published,
        ", ".join(str(fields[name]) for name in numbers if fields.get(name)),
        fields.get("DOI"),
        fields.get("URL"),
    )
    return [str(part) for part in found if part]
