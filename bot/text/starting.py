"""What a new data set begins with: an example to import, and the next steps."""

from collections.abc import Mapping, Sequence

from bot.dates.edtf import HistoricalDate
from bot.exchange.items import line_of
from bot.facts.models import Citation, Fact, Source, Text
from bot.search.lexicon import Concept
from bot.text.markdown import escaped
from bot.text.translator import LOCALES, Translator, translator

README, EXAMPLE = "README.md", "example.jsonl"

_TRY = """\
history-bot facts import example.jsonl --db facts.db
history-bot facts import example.jsonl --db facts.db --apply
history-bot ask --db facts.db "{question}\""""
_CHECK = "history-bot facts check --db facts.db"
_NAMES = ("init.example.name.1", "init.example.name.2")
_PHRASINGS = ("init.example.phrasing.1", "init.example.phrasing.2", "init.example.phrasing.3")
_KEY = "0d3c5a10-1582-4a15-9c15-000000000001"
_SOURCE = Source(
    "inter-gravissimas",
    {"type": "legislation", "title": "Inter gravissimas", "issued": "1582"},
)


def first_files(title: str, languages: Sequence[str], tr: Translator) -> Mapping[str, str]:
    """Return the texts of the first files by name: the next steps, and an example.

    The steps are in the language of ``tr``. The example is a source, a name and a fact in those of
    the data's languages that the program speaks, in English if there is none: the first day of the
    Gregorian calendar, which any data set can do with or without.
    """
    spoken = [lang for lang in languages if lang in LOCALES] or ["en"]
    return {README: _readme(title, tr), EXAMPLE: _example(spoken)}


def _readme(title: str, tr: Translator) -> str:
    steps = (
        (tr("init.try"), _TRY.format(question=tr(_PHRASINGS[0]))),
        (tr("init.write"), ""),
        (tr("init.check"), _CHECK),
    )
    lines = [f"# {escaped(title)}", "", tr("init.facts")]
    for number, (step, commands) in enumerate(steps, start=1):
        lines += ["", f"{number}. {step}"]
        if commands:
            lines += [
                "",
                "   ```sh",
                *(f"   {command}" for command in commands.split("\n")),
                "   ```",
            ]
    return "".join(f"{line}\n" for line in lines)


def _example(languages: Sequence[str]) -> str:
    said = {lang: translator(lang) for lang in languages}
    names = {lang: tuple(map(tr, _NAMES)) for lang, tr in said.items()}
    fact = Fact(
        id=None,
        key=_KEY,
        date=HistoricalDate.parse("1582-10-15", "gregorian"),
        date_note={},
        topic=None,
        place=None,
        status="published",
        texts={lang: Text(tr("init.example.text")) for lang, tr in said.items()},
        phrasings={lang: tuple(map(tr, _PHRASINGS)) for lang, tr in said.items()},
        citations=(Citation(_SOURCE.id, label="section", locator="7"),),
    )
    items = (_SOURCE, Concept("gregorian-calendar", names), fact)
    return "".join(f"{line_of(item)}\n" for item in items)
