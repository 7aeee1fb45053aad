"""Questions over generated facts, and questions made to hurt.

A question is made from one text of a fact, so that fact is the right answer:

- medium: 40 to 70 % of the text's content words, 30 % of them with another ending, typos in one or
  two, Kazakh letters left out in half of the questions, a question word, in 30 % any order;
- short: a surname, or the place where the text has none, and one or two words more, at most one
  typo.
"""

import random
from collections.abc import Iterator
from typing import Literal

from tests.bench.corpus import SEED, Corpus, Sentence, Token
from tests.bench.recall import Asked
from tests.bench.words import ENDINGS, WITHOUT_KAZAKH, Lang

Kind = Literal["medium", "short"]
KINDS: tuple[Kind, ...] = ("medium", "short")
_OTHER_ENDING = 0.3
_SHUFFLED = 0.3
_PLAIN_KAZAKH = 0.5
_SHORTEST_WITH_TYPO = 4
_QUESTION_WORDS: dict[Lang, tuple[str, ...]] = {
    "kk": ("қашан", "қай жылы", "кім", "қайда"),
    "ru": ("когда", "в каком году", "кто", "где"),
    "en": ("when", "what year", "who", "where"),
}
_LETTERS: dict[Lang, str] = {
    "kk": "абдегжзиклмнопрстуышқғңөұүі",
    "ru": "абвгдежзиклмнопрстухчшыья",
    "en": "abcdefghijklmnopqrstuvwxyz",
}


def questions(corpus: Corpus, kind: Kind, count: int) -> Iterator[Asked]:
    """Yield so many questions of a kind over facts drawn at random, the same each time."""
    rng = random.Random(f"{SEED} {kind} questions of {corpus.size}")
    for _ in range(count):
        number = rng.randint(1, corpus.size)
        origin = rng.choice(corpus.sentences(number))
        make = _medium if kind == "medium" else _short
        yield Asked(make(origin, rng), (number,), origin.text)


def _medium(origin: Sentence, rng: random.Random) -> str:
    content = [token for token in origin.tokens if token.sort != "function"]
    count = max(2, round(rng.uniform(0.4, 0.7) * len(content)))
    kept = set(rng.sample(range(len(content)), count))
    said = [
        _with_other_ending(token, origin.lang, rng)
        for place, token in enumerate(content)
        if place in kept
    ]
    _misspell(said, rng.randint(1, 2), origin.lang, rng)
    if rng.random() < _SHUFFLED:
        rng.shuffle(said)
    asking = rng.choice(_QUESTION_WORDS[origin.lang])
    said.insert(len(said) // 2 if origin.lang == "kk" else 0, asking)
    question = " ".join(said) + "?"
    return question.translate(WITHOUT_KAZAKH) if rng.random() < _PLAIN_KAZAKH else question


def _short(origin: Sentence, rng: random.Random) -> str:
    surnames = [token for token in origin.tokens if token.sort == "surname"]
    places = [token for token in origin.tokens if token.sort == "place"]
    words = [token for token in origin.tokens if token.sort == "word"]
    chosen = [rng.choice(surnames or places)]
    others = [token for token in words if token not in chosen]
    chosen += rng.sample(others, min(len(others), rng.randint(1, 2)))
    said = [token.text for token in chosen]
    _misspell(said, rng.randint(0, 1), origin.lang, rng)
    return " ".join(said)


def _with_other_ending(token: Token, lang: Lang, rng: random.Random) -> str:
    if token.sort == "word" and rng.random() < _OTHER_ENDING:
        return token.stem + rng.choice(ENDINGS[lang])
    return token.text


def _misspell(said: list[str], count: int, lang: Lang, rng: random.Random) -> None:
    """Put one typo each into so many of the words, of those that are long enough."""
    places = [place for place, word in enumerate(said) if _may_have_typo(word)]
    for place in rng.sample(places, min(count, len(places))):
        said[place] = _typo(said[place], lang, rng)


def _may_have_typo(word: str) -> bool:
    return word.isalpha() and len(word) >= _SHORTEST_WITH_TYPO


def _typo(word: str, lang: Lang, rng: random.Random) -> str:
    """Return the word with a letter inserted, lost or replaced, or two letters swapped."""
    at = rng.randrange(len(word) - 1)
    other = rng.choice(_LETTERS[lang])
    return rng.choice(
        (
            word[:at] + other + word[at:],
            word[:at] + word[at + 1 :],
            word[:at] + other + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def hostile(corpus: Corpus) -> dict[str, str]:
    """Return what may cost most, by name: long, unknown, common, and what breaks a syntax."""
    rng = random.Random(f"{SEED} hostile")
    texts = [corpus.sentences(rng.randint(1, corpus.size))[0].text for _ in range(200)]
    medium = next(questions(corpus, "medium", 1)).text
    unknown = ["".join(rng.choices("бвгджзклмнпрст", k=9)) for _ in range(16)]
    common = [word for lang in ENDINGS for word in corpus.commonest(lang, 6)]
    return hostile_words(medium, " ".join(texts), unknown, common[:16])


def hostile_words(
    ordinary: str, long: str, unknown: list[str], common: list[str]
) -> dict[str, str]:
    """Return hostile questions: from an ordinary one, a long text, unknown and common words."""
    first = ordinary.rsplit(maxsplit=1)[-1].rstrip("?")
    return {
        "4,096 letters of text": long[:4096],
        "16 unknown words": " ".join(unknown),
        "only the commonest words": " ".join(common),
        "one letter 4,096 times": "ш" * 4096,
        "4,000 digits": "7" * 4000,
        "1,000 numbers": " ".join(str(1000 + number) for number in range(1000)),
        "operators": f"({first} OR NOT {first}) AND NEAR({first} {first}, 9) ^{first}* -{first}",
        "quotes": f'"{first}" \'{first}\' """ {{{first}}} : {first}; --',
        "NUL and controls": f"{first}\0{first}\x1b[2J\u202e{first}\ud800",
        "nothing": "",
    }
