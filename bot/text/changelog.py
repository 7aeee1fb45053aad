"""What a release of the facts changed, in Markdown, for those who use the data."""

from collections.abc import Iterable, Iterator, Sequence

from bot.exchange.compare import Difference
from bot.exchange.differences import FieldDifference
from bot.exchange.items import name_of
from bot.facts.models import Dataset, Fact
from bot.text.markdown import escaped
from bot.text.translator import LOCALES, Translator, translator
from bot.text.views import when

_SECTIONS = ("added", "changed", "retired", "removed", "other")


def changelog(
    dataset: Dataset, previous: str | None, differences: Iterable[Difference]
) -> Iterator[str]:
    """Yield the lines of a change log since the version ``previous``; None for the first release.

    Headings are in the first of the data's languages that the program speaks, so that the same
    data always gives the same lines; new facts show their texts in all languages they have.
    """
    tr = _speaker(dataset)
    title = dataset.title.get(tr.lang) or next(iter(dataset.title.values()), "")
    yield f"# {escaped(f'{title} {dataset.version}'.strip()) or '–'}"
    yield ""
    if previous is None:
        yield tr("changes.first")
    else:
        yield tr("changes.since", version=escaped(previous))
    sections: dict[str, list[Difference]] = {name: [] for name in _SECTIONS}
    for difference in differences:
        sections[_section(difference)].append(difference)
    if not any(sections.values()):
        yield from ("", tr("changes.none"))
    for name, listed in sections.items():
        if listed:
            yield from ("", f"## {tr(f'changes.{name}')}", "")
        for difference in listed:
            yield from _lines(difference, name, tr)


def _speaker(dataset: Dataset) -> Translator:
    return translator(next((lang for lang in dataset.languages if lang in LOCALES), LOCALES[-1]))


def _section(difference: Difference) -> str:
    old, new = difference.old, difference.new
    if not isinstance(difference.item, Fact):
        return "other"
    if new is None:
        return "removed"
    retired = isinstance(new, Fact) and new.status == "retired"
    if retired and not (isinstance(old, Fact) and old.status == "retired"):
        return "retired"
    return "changed" if old else "added"


def _lines(difference: Difference, section: str, tr: Translator) -> Iterator[str]:
    item = difference.item
    if not isinstance(item, Fact):
        yield f"- {escaped(' '.join(name_of(item)).strip())}"
        yield from _field_lines(difference.fields)
        return
    date = escaped(when(item, tr)) if item.date else ""
    yield f"- **{item.label}**" + (f" – {date}" if date else "")
    for lang in sorted(item.texts):
        yield f"  - {lang}: {escaped(item.texts[lang].text)}"
    if section in ("changed", "retired") and difference.old is not None:
        yield from _field_lines(difference.fields)


def _field_lines(fields: Sequence[FieldDifference]) -> Iterator[str]:
    for changed in fields:
        old = f"~~{escaped(changed.old)}~~" if changed.old is not None else ""
        new = escaped(changed.new) if changed.new is not None else ""
        yield f"  - `{changed.field}`: {' → '.join(part for part in (old, new) if part)}"
