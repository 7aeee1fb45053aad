"""The language a question is written in: Kazakh, Russian or English, in any spelling.

Letters of one language decide at once; otherwise function words and endings vote. It only chooses
the language of the reply: the search runs over all languages.
"""

import functools
import re

from bot.spelling.fold import repair, words
from bot.spelling.question_words import own_function_words

_KAZAKH_LETTERS = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІäğñŋşūǵńúýÄĞÑŊŞŪǴŃÚÝ")
_RUSSIAN_LETTERS = frozenset("ёщъэЁЩЪЭ")
_CYRILLIC = re.compile("[\u0400-\u04ff]")

ENOUGH = 1.0
"""A single ending proves nothing: France ends like a Kazakh dative when folded."""

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
_ENDINGS = {
    "kk": re.compile(
        ".{2,}(?:nin|din|tin|dan|den|tan|ten|nan|nen|lar|ler|dar|der|tar|ter|ga|ge|ka|ke"
        "|di|ti|gan|gen|ldi|ndi|si|gi|lari|leri|men|ben|pen|da|de|ta|te)"
    ),
    "ru": re.compile(
        ".{3,}(?:ogo|ego|oi|aia|oe|ie|ov|ev|ami|ah|ii|li|la|lo|ost|osti|tsia|stvo|sti)"
    ),
    "en": re.compile(".{3,}(?:ed|in|tion|s|ly|er|ent|ies)"),
}

_LETTERS = {
    "ru": re.compile("[вфцчщьэюё]", re.IGNORECASE),
    "en": re.compile(r"th|wh|ck|ee|oo|gh|ing\b|ly\b|w\b", re.IGNORECASE),
}
"""Letters that native Kazakh words in Cyrillic lack, and pairs that mark English in Latin."""
LETTER_VOTE = {"ru": 0.3, "en": 0.5}
SHORTEST_FUNCTION_WORD = 2
SEVERAL, TELLING = 3, 4
"""So many words of so many letters without a sign of Kazakh are Russian or English."""


@functools.cache
def _markers(lang: str) -> frozenset[str]:
    """Return the keys of words that are this language's alone."""
    keys = {name: frozenset(w.key for w in words(_MARKERS[name])) for name in _MARKERS}
    own = keys[lang] | {k for k in own_function_words(lang) if len(k) > SHORTEST_FUNCTION_WORD}
    others = (keys[name] | own_function_words(name) for name in _MARKERS if name != lang)
    return own.difference(*others)


def detect(text: str, languages: tuple[str, ...] = ("kk", "ru", "en")) -> str | None:
    """Return the language of a text, or None where nothing speaks for any.

    ``languages`` are those that count. A word that several languages share, such as прокурор,
    speaks for none.
    """
    repaired = repair(text)
    if "kk" in languages and not _KAZAKH_LETTERS.isdisjoint(repaired):
        return "kk"
    if "ru" in languages and not _RUSSIAN_LETTERS.isdisjoint(repaired):
        return "ru"
    cyrillic = _CYRILLIC.search(repaired) is not None
    known = [lang for lang in languages if lang in _MARKERS]
    candidates = [lang for lang in known if not (cyrillic and lang == "en")]
    votes = {lang: _votes(repaired, lang) for lang in candidates}
    for lang in votes.keys() & ({"ru"} if cyrillic else {"en"}):
        votes[lang] += LETTER_VOTE[lang] * len(_LETTERS[lang].findall(repaired))
    best = max(votes, key=lambda lang: votes[lang], default=None)
    if best is not None and votes[best] >= ENOUGH:
        return best
    plain = "ru" if cyrillic else "en"
    others = [votes[lang] for lang in votes if lang != plain]
    telling = sum(len(w.key) >= TELLING and w.key.isalpha() for w in words(repaired))
    return plain if plain in votes and telling >= SEVERAL and not any(others) else None


def _votes(text: str, lang: str) -> float:
    """Return the weight of a language's function words (2 each) and endings (0.5 each)."""
    listed, ending = _markers(lang), _ENDINGS[lang]
    return sum(
        2.0 if w.key in listed else 0.5 if ending.fullmatch(w.key) else 0.0 for w in words(text)
    )
