"""The words that dates are made of, in Kazakh, Russian and English, in any spelling.

Words stand here as people write them and are compared by their key (see ``fold``), so every
spelling of them is understood. Each has a kind, one letter, which ``asked_dates`` builds its
patterns from:

    m month name, before or after its day      l month in a case that no day follows
    k short month name                         h "month" beside a month name
    g "year" in a case that only years take    d "year" that may count years as well
    G "years"                                  Y English "year", also before the number
    c "century"        b "before Christ"       p "of our era"
    o ordinal          t the ten of an ordinal H "half"
    f "of"             j "the"                 R from … (to)      S since, from … (to)
    F between          A and                   U up to, in ranges B before
    Z after, in front  D until, behind         K after, behind    V before, behind
    I since, behind    W "between", behind     u what numbers count
    N number label     M short month name that is a word of its own as well
"""

import functools

from bot.spelling.fold import key

_KINDS = {
    "h": "ай айы айда айында айындағы айының айдың месяц месяца месяце month",
    "g": (
        "жылы жылғы жылдың жылда жылдан жылға жылды жылын жылына жылында жылындағы жылынан "
        "жылдағы жылының ж год году годом годе г"
    ),
    "d": "жыл года",
    "Y": "year",
    "G": (
        "жылдар жылдары жылдарда жылдарында жылдарындағы жылдардағы жылдардың жылдарының "
        "жылдардан жылдарынан жылдарға жылдарына жылдарғы жж годы годов годах годам годами гг"
    ),
    "c": (
        "ғасыр ғасырда ғасырдың ғасырдағы ғасырдан ғасырға ғасырлар ғасырлары ғасырларда "
        "ғасырлардың ғасырлардағы ғасырлардан ғасырларында ғасырындағы ғасыры ғасырында ғасырының "
        "ғасырға век века веке веком веку веков веках веками вв столетие столетия столетии "
        "столетий century centuries"
    ),
    "H": (
        "половина половины половине половину half жартысы жартысында жартысындағы жартысының "
        "жартысынан жартысына"
    ),
    "f": "of",
    "j": "the",
    "R": "от from",
    "S": "с со since",
    "F": "между between",
    "A": "и and мен пен бен және",
    "U": "по to through",
    "B": "до before until prior",
    "Z": "после after",
    "D": "дейін дейінгі шейін шейінгі",
    "K": "кейін кейінгі соң",
    "V": "бұрын бұрынғы",
    "I": "бастап бастаған бері бергі",
    "W": "арасында арасындағы аралығында аралығындағы",
    "u": (
        "адам адамды адамның адамға кісі тұлға шаңырақ прокуроров теңге рубль рублей сом доллар "
        "долларов km км километров шақырым метр метров гектар гектаров тонна тонн кг пайыз процент "
        "процентов мың миллион млн млрд бап бабы бет парақ жылқы сарбаз жас лет человек человека "
        "людей душ дел тысяч тысячи статей страниц солдат воинов people persons soldiers cases "
        "articles pages years miles metres tons dollars rubles tenge percent thousand million"
    ),
    "N": (
        "номер номера номером нөмір нөмірі number статья статьи статье статьёй статью article "
        "пункт страница page глава chapter"
    ),
}
_COUNTED_AFTER_YEAR = "бұрын бойы бойына ішінде өтті өткен назад ago"
AS_TYPED = {"No": "N", "till": "B", "ғ": "c", "ғғ": "c", "жан": "u"}
"""Words whose key would mean something else: NFKC makes No of №, тіл is no ``till``."""

_PHRASES = {
    "b": (
        "б з б|б з д|до н э|до нашей эры|до р х|до рождества христова|b c|bc|b c e|bce|"
        "before christ|біздің заманымыздан бұрын|біздің заманымыздан бұрынғы|"
        "біздің заманымызға дейін|біздің заманымызға дейінгі"
    ),
    "p": "н э|нашей эры|б з|a d|ad|біздің заманымыздың",
}

_MONTHS_KK = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
_MONTHS_RU = "январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр"
_MONTHS_EN = "january february march april may june july august september october november december"
_KK_BEFORE_DAY = "ның нің дың дің тың тің ының інің сының сінің"
_KK_OTHER = (
    "да де та те дағы дегі тағы тегі дан ден тан тен нан нен ға ге қа ке ды ді ты ті ны ні мен бен "
    "пен ы і сы сі ында інде сында сінде ындағы індегі сындағы сіндегі ынан інен сынан сінен ына "
    "іне сына сіне"
)
_SHORT = (
    "янв jan қаң|фев февр feb ақп|mar|апр apr сәу||июн jun|июл jul шіл|авг aug|"
    "сент sep sept|окт oct|ноя нояб nov|дек dec"
)
_SHORT_AND_A_WORD = "||мар нау||мам|мау||там|сен қыр|қаз|қар|жел"
"""In Kazakh and Russian also "you", "there", "snow", "goose" …"""

_TYPO_LETTERS = 6
"""Letters that a form needs to be recognised with one letter wrong."""
_NO_TYPOS = frozenset({"қаңтар", "қазан", "қараша"})
"""One letter from common words: қатар, қазақ, қарашы."""

_ORDINALS_KK = (
    "бірінші екінші үшінші төртінші бесінші алтыншы жетінші сегізінші тоғызыншы оныншы "
    ". . . . . . . . . жиырмасыншы"
)
_ORDINALS_RU = (
    "перв втор трет четвёрт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат "
    "четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат"
)
_RU_ENDINGS = "ый ий ой ого его ом ем ому ему ая ья ей ую ью ое ье ых их ые ьи"
_ORDINALS_EN = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)

_ENDINGS = (
    "th st nd rd ші шы нші ншы інші ыншы і ы сі сы де да те та ден дан тен тан нен нан ге ға ке қа "
    "нің ның дің дың тің тың сін сын сінің сының ні ны ді ды ті ты інде ында сінде сында індегі "
    "ындағы сіндегі сындағы дегі дағы тегі тағы й ый ой я ая ю м ом ым му го ого ей"
)
_DECADE_ENDINGS = "е х ые ых ое s"

_EVENTS = (
    "төңкеріс революц revol переворот көтеріліс восстани uprising оқиға событи манифест хандығ "
    "хандық ханств губерни қаласы город city универс уез"
)


@functools.cache
def kinds() -> dict[str, tuple[str, int]]:
    """Return kind and value by key; the value counts months, ordinals and tens, else 0."""
    found = {key(word): (kind, 0) for kind, listed in _KINDS.items() for word in listed.split()}
    ordinals = [_ORDINALS_KK.split(), _ORDINALS_EN.split()]
    endings = _RU_ENDINGS.split()
    ordinals += [[stem + ending for stem in _ORDINALS_RU.split()] for ending in endings]
    found |= {key(w): ("o", n) for listed in ordinals for n, w in enumerate(listed, 1) if w != "."}
    found |= {key("алғашқы"): ("o", 1), key("соңғы"): ("o", 2)}
    found |= {key(word): ("t", 20) for word in ("жиырма", "двадцать", "twenty")}
    return found | {key("он"): ("t", 10)} | _months()


@functools.cache
def short_months() -> dict[str, tuple[str, int]]:
    """Return kind and month number by short name in small letters, as typed: жан is no Jan."""
    return {
        word: (kind, number)
        for kind, listed in (("k", _SHORT), ("M", _SHORT_AND_A_WORD))
        for number, words in enumerate(listed.split("|"), 1)
        for word in words.split()
    }


@functools.cache
def phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the phrases of several words, longest first, with their kind, by first key."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, listed in _PHRASES.items():
        for phrase in sorted(listed.split("|"), key=len, reverse=True):
            keys = tuple(key(word) for word in phrase.split())
            found.setdefault(keys[0], []).append((keys, kind))
    return found


@functools.cache
def endings() -> dict[str, str]:
    """Return what may be glued to a number by key: "e", or "s" if it may make it a decade."""
    found = {key(ending): "e" for ending in _ENDINGS.split()}
    return found | {key(ending): "s" for ending in _DECADE_ENDINGS.split()}


@functools.cache
def long_ago() -> frozenset[str]:
    """Return the keys after which a number of years is a count."""
    return frozenset(key(word) for word in _COUNTED_AFTER_YEAR.split())


@functools.lru_cache(4096)
def names_event(word: str) -> bool:
    """Say whether a month before this key is a name: Қазан төңкерісі, Қазан қаласы."""
    return word.startswith(_event_stems())


@functools.lru_cache(4096)
def mistyped_month(word: str) -> tuple[str, int] | None:
    """Return kind and number of the month that a key misses by one letter, or None."""
    if len(word) < _TYPO_LETTERS - 1:
        return None
    for form, found in _typo_forms().items():
        alike = form[:2] == word[:2] and abs(len(form) - len(word)) < 2
        if alike and _one_edit(form, word):
            return found
    return None


@functools.cache
def _event_stems() -> tuple[str, ...]:
    return tuple(key(stem) for stem in _EVENTS.split())


def _one_edit(one: str, other: str) -> bool:
    """Say whether one letter is wrong, missing, or too much, or two neighbours are swapped."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, tail = one[start:], other[start:]
    swapped = rest[:2] == tail[1::-1] and rest[2:] == tail[2:]
    return swapped or rest[1:] == tail[1:] or rest[1:] == tail or rest == tail[1:]


def _forms(kazakh: str, russian: str, english: str) -> dict[str, str]:
    """Return the forms of a month's names and their kinds."""
    russian_endings = {"ма": "й я ю е ем", "март": "а у е ом", "август": "а у е ом"}
    listed = {kazakh: "m", english: "m", russian: "m"}
    listed |= {kazakh + ending: "m" for ending in _KK_BEFORE_DAY.split()}
    listed |= {kazakh + ending: "l" for ending in _KK_OTHER.split()}
    for number, ending in enumerate(russian_endings.get(russian, "ь я ю е ем").split()):
        before_day = ending in "ьйяа" and number < 2
        listed[russian + ending] = "m" if before_day else "l"
    if russian == "ма":
        del listed[russian]
    return listed


@functools.cache
def _months() -> dict[str, tuple[str, int]]:
    names = zip(_MONTHS_KK.split(), _MONTHS_RU.split(), _MONTHS_EN.split(), strict=True)
    months = {
        key(form): (kind, number)
        for number, name in enumerate(names, 1)
        for form, kind in _forms(*name).items()
    }
    softened = {key("қыркүйег" + ending): ("l", 9) for ending in ("і", "інде", "інен", "іне")}
    return months | softened | {key("қыркүйегінің"): ("m", 9)}


@functools.cache
def _typo_forms() -> dict[str, tuple[str, int]]:
    spared = tuple(key(name) for name in _NO_TYPOS)
    return {
        form: found
        for form, found in _months().items()
        if len(form) >= _TYPO_LETTERS and not form.startswith(spared)
    }


@functools.cache
def remarks() -> frozenset[str]:
    """Return the keys of what may stand in brackets after a date without changing it."""
    said = (
        "ескі жаңа стиль бойынша болжам старый новый стиль предположительно old new style probably"
    )
    return frozenset(key(word) for word in said.split())
