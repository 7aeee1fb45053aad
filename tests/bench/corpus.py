"""Generated facts: as many as asked for, each made from its number alone.

One to ten short texts a fact (3.6 on average), in Kazakh (75 % of facts), Russian (50 %) and
English (40 %): the first of a language is the fact's text, the others are its phrasings. The texts
of a fact share its people, its place and its topic's words. 15 % of facts share people, place and
half the topic's words with the fact before them: such neighbours are what makes finding hard.
"""

import functools
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bot.dates.edtf import HistoricalDate
from bot.facts.models import Citation, Dataset, Fact, Source, Text
from bot.search.lexicon import Concept
from tests.bench.words import ENDINGS, LANGS, Lang, Lexicon

SEED = 20261122
WORDS = 25_000
"""Different words of a language, beside names."""
NAMES_PER_FACT = 6
"""Surnames are this many times (number of facts) ** 0.8: more facts, more different people."""
GIVEN_NAMES = 400
PLACES = 200
SOURCES = 40
NEIGHBOURS = 0.15
WITH_YEAR = 0.2
"""Share of the texts that say the year."""
_SHARE = {"kk": 0.75, "ru": 0.5, "en": 0.4}
_FUNCTION: dict[Lang, tuple[str, ...]] = {
    "kk": ("және", "үшін", "туралы", "кейін", "бойынша"),
    "ru": ("в", "и", "на", "по", "с", "для"),
    "en": ("the", "of", "in", "and", "by", "for"),
}
_YEAR: dict[Lang, str] = {"kk": "{} жылы", "ru": "в {} году", "en": "in {}"}

Sort = Literal["surname", "given", "place", "word", "function", "year"]


class Token(NamedTuple):
    """A word of a text: its stem, its ending, and what sort of word it is."""

    stem: str
    ending: str
    sort: Sort

    @property
    def text(self) -> str:
        """The word as it stands in the text."""
        return self.stem + self.ending


class Sentence(NamedTuple):
    """A text of a fact, word by word."""

    lang: Lang
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """The text as people read it."""
        said = " ".join(token.text for token in self.tokens)
        return f"{said[0].upper()}{said[1:]}."


@dataclass(frozen=True, slots=True)
class Story:
    """What all texts of a fact share: ranks in the lexicons."""

    people: tuple[int, ...]
    place: int
    year: int
    words: dict[Lang, tuple[int, ...]]


class Corpus:
    """So many generated facts, numbered from 1; the same number gives the same facts."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._words = {lang: Lexicon(lang, WORDS, flattened=5) for lang in LANGS}
        self._surnames = Lexicon("surname", int(NAMES_PER_FACT * size**0.8), flattened=50)
        self._given = Lexicon("given", GIVEN_NAMES, flattened=2)
        self._places = Lexicon("place", PLACES, flattened=2)

    def dataset(self) -> Dataset:
        """Return what the file says of itself."""
        return Dataset({"en": "Generated facts"}, {}, {}, LANGS, "CC0", "1")

    def sources(self) -> Iterator[Source]:
        """Yield the sources that the facts cite."""
        for number in range(SOURCES):
            fields = {"type": "book", "title": f"Generated source {number}"}
            yield Source(f"source-{number}", fields)

    def concepts(self) -> Iterator[Concept]:
        """Yield the places with their names."""
        for rank in range(PLACES):
            names: dict[str, tuple[str, ...]] = {
                lang: (self._places.word(rank, lang).title(),) for lang in LANGS
            }
            yield Concept(f"place-{rank}", names)

    def facts(self) -> Iterator[Fact]:
        """Yield all facts, by number."""
        return map(self.fact, range(1, self.size + 1))

    def fact(self, number: int) -> Fact:
        """Return the fact of a number."""
        rng = random.Random(f"{SEED} fact {number}")
        said: dict[Lang, list[str]] = {}
        for sentence in self.sentences(number):
            said.setdefault(sentence.lang, []).append(sentence.text)
        story = self._story(number)
        return Fact(
            id=number,
            key=str(uuid.UUID(int=rng.getrandbits(128), version=4)),
            date=_date(story.year, rng),
            date_note={},
            topic=None,
            place=f"place-{story.place}",
            status="published",
            texts={lang: Text(texts[0]) for lang, texts in said.items()},
            phrasings={lang: tuple(texts[1:]) for lang, texts in said.items() if texts[1:]},
            citations=(Citation(f"source-{rng.randrange(SOURCES)}", "page", str(number % 500)),),
        )

    def sentences(self, number: int) -> list[Sentence]:
        """Return the texts of a fact, word by word; the same each time."""
        rng = random.Random(f"{SEED} texts {number}")
        story = self._story(number)
        langs = [lang for lang in LANGS if rng.random() < _SHARE[lang]] or ["kk"]
        further = min(10 - len(langs), int(rng.expovariate(1 / 2.5)))
        return [
            self._sentence(lang, story, rng) for lang in (*langs, *rng.choices(langs, k=further))
        ]

    def commonest(self, lang: Lang, count: int) -> list[str]:
        """Return the most frequent words of a language."""
        return [self._words[lang].word(rank, lang) for rank in range(count)]

    @functools.lru_cache(maxsize=1024)  # noqa: B019 - a fact's and its neighbour's, soon forgotten
    def _story(self, number: int) -> Story:
        rng = random.Random(f"{SEED} story {number}")
        own = Story(
            people=tuple(self._surnames.draw(rng) for _ in range(rng.choice((0, 1, 1, 1, 2)))),
            place=self._places.draw(rng),
            year=rng.randint(1200, 2020),
            words={
                lang: tuple(self._words[lang].draw(rng) for _ in range(rng.randint(5, 9)))
                for lang in LANGS
            },
        )
        if number == 1 or rng.random() >= NEIGHBOURS:
            return own
        other = self._story(number - 1)
        words = {
            lang: other.words[lang][: len(other.words[lang]) // 2] + own.words[lang][3:]
            for lang in LANGS
        }
        return Story(other.people, other.place, own.year, words)

    def _sentence(self, lang: Lang, story: Story, rng: random.Random) -> Sentence:
        """Return one text: most of the topic's words, people and place, some function words."""
        lexicon = self._words[lang]
        tokens = [
            Token(lexicon.word(rank, lang), rng.choice(ENDINGS[lang]), "word")
            for rank in story.words[lang]
            if rng.random() < 0.85
        ]
        tokens.append(Token(lexicon.word(lexicon.draw(rng), lang), "", "word"))
        place = self._places.word(story.place, lang).title()
        tokens.insert(rng.randrange(len(tokens)), Token(place, ENDINGS[lang][2], "place"))
        for person in story.people:
            at = rng.randrange(len(tokens))
            tokens[at:at] = self._name(person, lang, rng)
        for _ in range(rng.randint(0, 3)):
            function = Token(rng.choice(_FUNCTION[lang]), "", "function")
            tokens.insert(rng.randrange(len(tokens)), function)
        if rng.random() < WITH_YEAR:
            tokens.insert(0, Token(_YEAR[lang].format(story.year), "", "year"))
        return Sentence(lang, tuple(tokens))

    def _name(self, person: int, lang: Lang, rng: random.Random) -> list[Token]:
        """Return a person's given name, the same in all texts, and surname."""
        given = self._given.word(person * 7919 % GIVEN_NAMES, lang).title()
        surname = self._surnames.word(person, lang).title()
        ending = rng.choice(ENDINGS[lang][:4])
        return [Token(given, "", "given"), Token(surname, ending, "surname")]


def _date(year: int, rng: random.Random) -> HistoricalDate | None:
    """Return a day, a month or only the year; one fact in ten has no date."""
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    stated = (f"{year}-{month:02}-{day:02}", f"{year}-{month:02}", str(year))
    if rng.random() < 0.1:
        return None
    return HistoricalDate.parse(rng.choice(stated), "gregorian")
