"""Words that carry a question but not its subject, in Kazakh, Russian and English.

Written by hand: published stop-word lists hold "first", "year" and "war". Numbers, names and
words for "first" are never listed, for they tell facts apart.
"""

import functools
from collections.abc import Mapping, Sequence
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.spelling.fold import words

_Phrases = Mapping[str, Sequence[tuple[str, ...]]]

SHORTEST_MENDED = 4
"""Letters of a function word that is known with a typo, and of what is typed for it."""

QuestionType = Literal["when", "who", "where", "how-many", "why"]

_ASKING: dict[QuestionType, str] = {
    "when": "қашан қашаннан когда when",
    "who": "кім кімді кімнің кімге кіммен кімдер кто кого кем кому чей чья чьё чьи who whom whose",
    "where": "қайда қайдан қайсында где куда откуда where",
    "how-many": "қанша неше нешеу қаншасы сколько скольким",
    "why": "неге неліктен почему зачем отчего why",
}

_ASKING_PHRASES: dict[QuestionType, tuple[str, ...]] = {
    "when": (
        "қай жылы", "қай жылдан", "нешінші жылы", "қай уақытта", "қай кезде", "қай күні",
        "қай ғасырда", "қай айда", "в каком году", "какого числа", "в каком веке", "каким годом",
        "с каких пор", "какой год", "в какой день", "what year", "which year", "what date",
        "what day", "which century", "what century", "since when", "дата", "күні қандай", "date",
    ),
    "where": ("қай жерде", "қай елде", "қай мемлекетте", "в какой стране", "which country",
              "what country", "в каком городе", "қай қалада", "which city"),
    "how-many": ("how many", "how much", "как много", "какое количество", "саны қанша"),
}  # fmt: skip

_FUNCTION = {
    "kk": """
        не нені неден немен ненің қандай қай қайсы қайсысы қалай дегеніміз деген дейді деп
        ма ме ба бе па пе ше ғой да де та те мен бен пен және әрі я немесе бірақ үшін туралы
        жайлы жайында бойынша арқылы бұл осы сол ол олар оның оны онда оған өзі өз еді екен
        болды болған болып болатын бола болса болсын болар болмайды жылы жыл жылдың жылғы
        жылда жылдан жылдары ж жж ғ ғғ күні күн айы ай маған бізге айтшы айтыңызшы айтып
        берші беріңізші бер беру білесің білесіз білгім бастап жөнінде жөнінен жағынан қоса
        келеді келді сәлем сәлеметсіз қалың қалыңыз қалайсың қалайсыз жақсы иә армысыз
        қайырлы таң кеш жатыр салем рахмет өтінемін керек еткен етті ету қылған кейін дейін
        бұрын кезінде кезде арасында ішінде қарай сияқты тағы ғана тек өте нақты ші шы
        нші ыншы інші ның нің дың дің тың тің ға ге қа ке на дан ден тан тен нан нен ды ді
        ты ті ны ні мінеки жоқ әлде сонда енді ал онан соң менің сенің біздің сіз сен біз
        көмек мұнда мұндай осындай сондай ондай бәрі барлық барлығы көп аз әр басқа
        саған сізге оларға бізді сізді мені сені дегенді дегеннің айтады айтқан рас екені
        оқиға оқиғалар оқиғасы бар
    """,
    "ru": """
        в во на о об обо от до из за по под при про с со у к ко и а но или же ли бы что
        какой какая какое какие каких каком какого какую каким какими как то это этот эта
        эти этого там тут здесь он она оно они его её ее их ему ей им я мы вы ты мне нам вам
        был была было были есть быть стал стала стало стали год года году годы годов г гг
        день число который которая которое которые которого которой которых чем чём чего
        чему для через между перед после тоже также ещё еще уже ну вот скажи скажите
        подскажи подскажите расскажи расскажите пожалуйста привет здравствуйте добрый доброе
        утро вечер дела пока да ладно ок хорошо спасибо интересно хочу знать узнать можно
        можете можешь знаешь знаете того тому тем том тех той всех всем всё все весь вся сам
        сама сами само свой свои своего своей самый самая самые самое другой другие другая
        лучше больше меньше много мало очень просто помощь помоги сих пор
        вроде типа короче потом тогда всегда иногда опять снова раз два нужно надо
        должен должна должны могу мог могли может почему нибудь либо чтобы если когда ведь
        даже лишь только пусть бот именно вообще так называется называлась назывался
        называют назови назовите произошло произошла произошли происходило случилось
        случилась случились событие события событий
    """,
    "en": """
        the a an of in on at by to for from with about as into and or but is are was were be
        been being do does did has have had it its this that these those there here he she
        they them his her their i you we me us my your what which how year years day please
        tell say know hello hi thanks good morning evening night fine ok okay yes bye nice
        thank help got get even come came used can could would any some so then than
        exactly actually just s t bot wasn called happened happen happens occurred events
        event may might must shall will should also ever
    """,
}

_MANY = """
    не болды, не болған, не болып, қандай оқиға, қандай оқиғалар, оқиғалар, оқиғалары, нелер болды,
    что произошло, что случилось, что было, что происходило, какие события, какое событие, события,
    событие, что там было, what happened, what occurred, which events, what events, events, event,
    what took place, what was happening, what else happened
"""

_NEGATIONS = {
    "kk": "емес жоқ болмады болмаған",
    "ru": "не ни нет никогда никто",
    "en": "not never no didn doesn wasn weren isn aren",
}
_OR_NOT = "әлде жоқ, немесе жоқ, ма жоқ, ме жоқ, ба жоқ, бе жоқ, па жоқ, пе жоқ, или нет, or not"

_PRESENT = """
    қазір қазіргі қазіргілер бүгін бүгінгі бүгінде сейчас нынче нынешний нынешняя нынешнее
    нынешние нынешнего сегодня сегодняшний сегодняшняя теперь текущий текущая now nowadays today
    current currently present
"""

_MIXED = frozenset({"kk", "ru"})
"""Languages that people mix in one sentence: their function words count in both."""


@functools.cache
def function_words(lang: str | None = None) -> frozenset[str]:
    """Return the keys of words that say nothing of a question's subject.

    Without a language those of all: English die folds like Kazakh де, so it matters which.
    """
    if lang in _MIXED:
        listed = [_FUNCTION[mixed] for mixed in sorted(_MIXED)]
    else:
        listed = [_FUNCTION[lang]] if lang in _FUNCTION else [*_FUNCTION.values()]
    return frozenset(w.key for w in words(" ".join((*listed, *_ASKING.values()))))


@functools.cache
def asking_words() -> frozenset[str]:
    """Return the keys of all words that ask, those of phrases too: how, many."""
    asking = (*_ASKING.values(), *(" ".join(phrases) for phrases in _ASKING_PHRASES.values()))
    return frozenset(w.key for w in words(" ".join(asking)))


@functools.cache
def _long_function_words() -> Mapping[str, str]:
    """Return the function words worth mending by their keys: not so short that any is like any."""
    listed = " ".join((*_FUNCTION.values(), *_ASKING.values()))
    return {w.key: w.text for w in words(listed) if len(w.key) >= SHORTEST_MENDED}


@functools.lru_cache(4096)
def function_word_like(key: str) -> str | None:
    """Return the function word that one keystroke makes of a key (hwen, kmnin), or None."""
    if len(key) < SHORTEST_MENDED:
        return None
    listed = _long_function_words()
    close = process.extractOne(key, listed.keys(), scorer=OSA.distance, score_cutoff=1)
    return listed[close[0]] if close is not None else None


@functools.cache
def own_function_words(lang: str) -> frozenset[str]:
    """Return the keys of the function words of one language, without what asks."""
    return frozenset(w.key for w in words(_FUNCTION.get(lang, "")))


@functools.cache
def present_words() -> frozenset[str]:
    """Return the keys of words that ask about the present day."""
    return frozenset(w.key for w in words(_PRESENT))


@functools.cache
def _or_not() -> _Phrases:
    return _by_first_word(_OR_NOT)


def either_way(keys: tuple[str, ...]) -> frozenset[int]:
    """Return the indexes of words that leave the answer open, as in "… or not": no denial."""
    return _indexes(keys, _or_not())


@functools.cache
def negations(lang: str) -> frozenset[str]:
    """Return the keys that turn a question in this language into its opposite.

    By language, for Kazakh "не" asks what and Russian "не" denies.
    """
    return frozenset(w.key for w in words(_NEGATIONS.get(lang, "")))


@functools.cache
def _asking_sequences() -> Mapping[str, Sequence[tuple[tuple[str, ...], QuestionType]]]:
    """Return what asks for what, as sequences of keys by their first one, the longest first."""
    phrases = [
        (phrase, kind)
        for kind in (*_ASKING_PHRASES, *_ASKING)
        for phrase in (*_ASKING_PHRASES.get(kind, ()), *_ASKING.get(kind, "").split())
    ]
    keyed = {(tuple(w.key for w in words(phrase)), kind) for phrase, kind in phrases}
    listed: dict[str, list[tuple[tuple[str, ...], QuestionType]]] = {}
    for sequence, kind in sorted(keyed, key=lambda pair: (-len(pair[0]), pair)):
        listed.setdefault(sequence[0], []).append((sequence, kind))
    return listed


def question_types(keys: tuple[str, ...]) -> tuple[frozenset[QuestionType], frozenset[int]]:
    """Return what a question asks for, and the indexes of the words that say so."""
    kinds: set[QuestionType] = set()
    used: set[int] = set()
    sequences = _asking_sequences()
    for start, key in enumerate(keys):
        for sequence, kind in sequences.get(key, ()):
            span = range(start, start + len(sequence))
            if keys[start : span.stop] == sequence and used.isdisjoint(span):
                kinds.add(kind)
                used.update(span)
    return frozenset(kinds), frozenset(used)


@functools.cache
def _many() -> _Phrases:
    return _by_first_word(_MANY)


def asks_for_events(keys: tuple[str, ...]) -> frozenset[int]:
    """Return the indexes of words that ask for whatever happened; none if one thing is asked."""
    return _indexes(keys, _many())


def _by_first_word(listed: str) -> _Phrases:
    """Return phrases, given with commas between them, as keys by the first of them."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in listed.split(","):
        keys = tuple(w.key for w in words(phrase))
        found.setdefault(keys[0], []).append(keys)
    return found


def _indexes(keys: tuple[str, ...], phrases: _Phrases) -> frozenset[int]:
    """Return the indexes of all words that belong to one of the phrases."""
    return frozenset(
        index
        for start, key in enumerate(keys)
        for phrase in phrases.get(key, ())
        if keys[start : start + len(phrase)] == phrase
        for index in range(start, start + len(phrase))
    )
