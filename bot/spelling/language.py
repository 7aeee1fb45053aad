"""The language a question is written in: Kazakh, Russian or English, in any spelling.

Letters that only Kazakh has decide at once; otherwise function words and groups of three letters
vote. It chooses the language of the reply, and whose function words count; the search runs over all
languages. ``languages.json`` is written by ``tests/scripts/learn_languages.py``.
"""

import functools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from bot.spelling.fold import repair, words
from bot.spelling.question_words import own_function_words

KAZAKH_LETTERS = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІäğñŋşūǵńúýÄĞÑŊŞŪǴŃÚÝ")
"""Letters that of these languages only Kazakh has, in Cyrillic and in Latin."""
_RUSSIAN_LETTERS = frozenset("ёщъэЁЩЪЭ")
_CYRILLIC = re.compile("[\u0400-\u04ff]")

LANGUAGES: Final = ("kk", "ru", "en")
ENOUGH = 1.0
"""By how much, in logarithms, a language must be likelier than the next."""
FUNCTION_WORD = 2.0
"""What a word of one language alone adds."""
RUSSIAN_LETTER = 3.0
"""What a letter adds that Kazakh has in borrowed words alone."""
TRIGRAMS = 60
"""How many groups of letters are looked at: the beginning of a question."""
FEWEST = 5
"""A single short word, хан, may be of any language."""
TENTHS = 10

_MARKERS = {
    "kk": """
        жыл жылда жылдан жылға қашан кім кімді кімнің кімге кімдер қайда қайдан қанша неше
        нешінші не нені неге неліктен қалай қандай қай қайсы болды болған болды ма жылы жылғы
        жылдары жылдың туралы және мен бен үшін деген дегеніміз еді бар ма ме ба бе бұл сол ол
        оның қазақ  құрылды құрды қабылданды тағайындалды ғасыр ғасырда күні айында
         ресейде кезінде айтшы маған саған сәлем салем рахмет кейін дейін бірінші алғаш
        қазір алғашқы болып
    """,
    "ru": """когда кто кого кому кем чей где куда откуда сколько что какой какая какое какие
        каком какую каких какого году год года годы был была было были это в на о об из по при
        для как почему зачем первый первая первым и с он она его не до после век веке между
        назначен создана создали принят принята приняли появилась появился расскажи привет
        скажи казахстане россии прокурором спасибо стал стала который можно""",
    "en": """when who whom whose where what which how why did does do was were is are the a an of
        in on at by to for from and first year century happened please tell me about it there
        founded appointed created adopted hello thanks king""",
}
_LETTERS = {
    "ru": re.compile("[вфцчщьэюё]", re.IGNORECASE),
    "en": re.compile(r"th|wh|ck|ee|oo|gh|ing\b|ly\b|w\b", re.IGNORECASE),
}
"""Letters that native Kazakh words in Cyrillic lack, and pairs that mark English in Latin."""
LETTER_VOTE = {"ru": 0.3, "en": 0.5}
SHORTEST_FUNCTION_WORD = 2


@functools.cache
def _markers(lang: str) -> frozenset[str]:
    """Return the keys of words that are this language's alone."""
    keys = {name: frozenset(w.key for w in words(_MARKERS[name])) for name in _MARKERS}
    own = keys[lang] | {k for k in own_function_words(lang) if len(k) > SHORTEST_FUNCTION_WORD}
    others = (keys[name] | own_function_words(name) for name in _MARKERS if name != lang)
    return own.difference(*others)


def detect(text: str, languages: tuple[str, ...] = LANGUAGES) -> str | None:
    """Return the language of a text, or None where nothing speaks for any.

    ``languages`` are those that count. A word that several languages share, such as прокурор,
    speaks for none.
    """
    repaired = repair(text)
    if "kk" in languages and not KAZAKH_LETTERS.isdisjoint(repaired):
        return "kk"
    cyrillic = _CYRILLIC.search(repaired) is not None
    candidates = [x for x in languages if x in LANGUAGES and not (cyrillic and x == "en")]
    if not candidates:
        return None
    keys = [w.key for w in words(repaired)]
    votes = {lang: _votes(keys, lang) for lang in candidates}
    for lang in votes.keys() & ({"ru"} if cyrillic else {"en"}):
        votes[lang] += LETTER_VOTE[lang] * len(_LETTERS[lang].findall(repaired))
    if "ru" in votes and not _RUSSIAN_LETTERS.isdisjoint(repaired):
        votes["ru"] += RUSSIAN_LETTER
    best, *others = sorted(votes, key=lambda lang: -votes[lang])
    margin = votes[best] - max((votes[lang] for lang in others), default=0.0)
    return best if margin >= ENOUGH else None


def _votes(keys: Sequence[str], lang: str) -> float:
    """Return what speaks for a language: its function words, and how its words are spelt.

    The latter is the sum of the logarithms of how much commoner each trigram is in it than on the
    average (naive Bayes), for no more than TRIGRAMS of them.
    """
    position, table = LANGUAGES.index(lang), _table()
    spelt = [table[t][position] for key in keys for t in trigrams(key) if t in table][:TRIGRAMS]
    spelling = sum(spelt) / TENTHS if len(spelt) >= FEWEST else 0.0
    return FUNCTION_WORD * sum(key in _markers(lang) for key in keys) + spelling


def trigrams(key: str) -> Iterator[str]:
    """Yield the groups of three letters of a word; its ends are marked with underscores."""
    marked = f"_{key}_" if key.isalpha() else ""
    return (marked[start : start + 3] for start in range(len(marked) - 2))


@functools.cache
def _table() -> Mapping[str, Sequence[float]]:
    """Return for each trigram how common it is in each language, in tenths of logarithms."""
    path = Path(__file__).with_name("languages.json")
    table: dict[str, list[float]] = json.loads(path.read_text(encoding="utf-8"))
    return table
