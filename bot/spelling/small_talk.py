"""Whether a message is nothing but a greeting, thanks, a farewell, an insult, or "who are you".

Word lists, compared by their keys, so that spellings do not matter; a longer word may have a typo.
A message that says anything beside is a question and left alone, however kindly it begins.
"""

import functools
from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import Final, Literal, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.spelling.fold import words

Meaning = Literal["greeting", "thanks", "farewell", "insult", "who"]

MOST_WORDS: Final = 8
"""Words that small talk has at most."""
MOST_LETTERS: Final = 400
"""Letters that are looked at: small talk has fewer."""
SHORTEST_MENDED: Final = 5
"""Letters of a word that is known with a typo."""


class SmallTalk(NamedTuple):
    """What a message means that is nothing else, and the language of the phrase that says so."""

    meaning: Meaning
    lang: str


_PHRASES: Final[Mapping[Meaning, Mapping[str, str]]] = {
    "who": {
        "kk": """
            сен кімсің, сіз кімсіз, атың кім, атыңыз кім, сен ботсың ба, сіз ботсыз ба, не білесің,
            не істей аласың, не істей аласыз, не білесіз, сен не істейсің
        """,
        "ru": """
            кто ты, ты кто, кто вы, вы кто, кто ты такой, как тебя зовут, как вас зовут, ты бот,
            что ты умеешь, что вы умеете, что умеешь, что ты можешь, вы бот, что ты знаешь
        """,
        "en": """
            who are you, what are you, what is your name, what your name, what can you do,
            are you a bot, what do you do, what do you know
        """,
    },
    "greeting": {
        "kk": """
            сәлем, сәлеметсіз, сәлеметсің, сәлеметсіздер, ассалаумағалейкум, ассаламуалейкум,
            ассалам, уағалейкум, қайырлы таң, қайырлы күн, қайырлы кеш, армысыз, армысың,
            армысыздар, қалайсың, қалайсыз, қалың қалай, қалыңыз қалай, жағдайың қалай,
            жағдайыңыз қалай, не жаңалық, сау ма
        """,
        "ru": """
            привет, приветик, приветствую, здравствуй, здравствуйте, здрасте, здорово, салам,
            доброе утро, добрый день, добрый вечер, доброго дня, доброго вечера, хай,
            доброго времени суток, как дела, как ты, как вы, как поживаешь
        """,
        "en": """
            hello, hi, hey, hiya, good morning, good afternoon, good evening, good day,
            how are you, how do you do, what up
        """,
    },
    "thanks": {
        "kk": """
            рахмет, рақмет, рахметім, алғысым, тамаша, керемет, жарайсың, жарайсыз, түсінікті,
            жақсы екен, мейлі, бәрекелді
        """,
        "ru": """
            спасибо, спасибочки, благодарю, спс, пасиб, молодец, понятно, ясно, хорошо, отлично,
            круто, ок, окей
        """,
        "en": """
            thanks, thank you, thankyou, thx, cheers, great, awesome, well done, good bot, good job,
            ok, okay, got it, i see, perfect
        """,
    },
    "farewell": {
        "kk": """
            сау бол, сау болыңыз, сау болыңдар, сауболыңыз, көріскенше, қош болыңыз, қош бол,
            қайырлы түн, аман бол, аман болыңыз
        """,
        "ru": """
            пока, до свидания, досвидания, до встречи, спокойной ночи, всего доброго, до завтра,
            всего хорошего
        """,
        "en": """
            bye, goodbye, good bye, bye bye, see you, see you later, good night, farewell
        """,
    },
    "insult": {
        "kk": """
            ақымақ, ақымақсың, жынды, жындысың, есексің, топас, топассың, миғұла, нашар бот,
            нашарсың, қоқыс, өтірікші, өтірік айтасың, түк білмейсің, ештеңе білмейсің,
            пайдасызсың
        """,
        "ru": """
            дурак, дура, дебил, идиот, идиотка, тупой, тупая, тупица, кретин, придурок, болван,
            лох, козел, отстой, фигня, чушь, бред, ерунда, плохой бот, ты врешь, врун, заткнись,
            ничего не знаешь, бесполезный бот
        """,
        "en": """
            stupid, idiot, dumb, moron, fool, useless, you suck, suck, shut up, bad bot, liar,
            you lie, nonsense, rubbish, garbage, trash, loser, you know nothing, crap, fuck you,
            fuck off, damn you
        """,
    },
}
"""What is said, by its meaning and language; of two meanings in a message the first one here
counts."""

_BESIDE: Final = """
    бе ба ме ма сізге саған сіздерге үлкен көп өте бот ботқа ботым дос досым достар бауырым аға
    ағай апа апай мырза ханым
    көмегіңе көмегіңізге жауабыңа жауабыңызға үшін сен сіз сендер сіздер иә ия жоқ енді қандай нағыз
    тағы бір мың барлығыңызға бәріңізге жақсы ғой екенсің екенсіз неткен
    вам тебе большое огромное бот ботик друг друзья за помощь за ответ ответы и ну да нет ты вы вас
    тебя всем очень такой какой же уж все это еще раз совсем просто самый мой дорогой милый
    you very much so lot a lot bot friend there for your the help answer answers and yes no are re
    is my dear all everyone again really just such this that it s to many guys sir
"""
"""Words that may stand beside it and make no question of it."""


@functools.lru_cache(maxsize=16)  # asked of the same message in more than one place
def small_talk(text: str) -> SmallTalk | None:
    """Return what a message says that is nothing but small talk, else None.

    >>> small_talk("Сәлем!"), small_talk("thnaks a lot")
    (SmallTalk(meaning='greeting', lang='kk'), SmallTalk(meaning='thanks', lang='en'))
    >>> small_talk("Сәлем, хандық қашан құрылды?")
    """
    typed = [word.key for word in words(text[:MOST_LETTERS]) if word.key]
    if not 1 <= len(typed) <= MOST_WORDS:
        return None
    said, rest = _taken(tuple(map(_mended, typed)))
    if not said or not _beside().issuperset(rest):
        return None
    return min(said, key=lambda found: list(_PHRASES).index(found.meaning))


def _taken(keys: tuple[str, ...]) -> tuple[list[SmallTalk], list[str]]:
    """Return what the phrases among some words say, and the words outside them."""
    said: list[SmallTalk] = []
    rest: list[str] = []
    place = 0
    while place < len(keys):
        for length in range(min(_longest(), len(keys) - place), 0, -1):
            found = _phrases().get(keys[place : place + length])
            if found is not None:
                said.append(found)
                place += length
                break
        else:
            rest.append(keys[place])
            place += 1
    return said, rest


@functools.cache
def _phrases() -> dict[tuple[str, ...], SmallTalk]:
    """Return the phrases by the keys of their words; what two languages share is the first's."""
    found: dict[tuple[str, ...], SmallTalk] = {}
    for meaning, by_language in _PHRASES.items():
        for lang, phrases in by_language.items():
            for phrase in phrases.split(","):
                keys = tuple(word.key for word in words(phrase))
                found.setdefault(keys, SmallTalk(meaning, lang))
    return found


@functools.cache
def _longest() -> int:
    return max(map(len, _phrases()))


@functools.cache
def _beside() -> frozenset[str]:
    return frozenset(word.key for word in words(_BESIDE))


@functools.cache
def _known() -> dict[str, list[str]]:
    """Return the words that are known with a typo, by their first letters.

    Nobody is told of an insult by mistake.
    """
    kind = (phrase for phrase, said in _phrases().items() if said.meaning != "insult")
    keys = sorted({key for phrase in kind for key in phrase if len(key) >= SHORTEST_MENDED})
    return {letter: list(alike) for letter, alike in groupby(keys, itemgetter(0))}


def _mended(key: str) -> str:
    """Return a known word in place of one that is a typo away from it and begins alike."""
    if len(key) < SHORTEST_MENDED or key in _beside():
        return key
    alike = _known().get(key[0], [])
    close = process.extractOne(key, alike, scorer=OSA.distance, score_cutoff=1)
    return str(close[0]) if close else key
