"""Messages that strangers send to see what gives way, made up from a seed, kind by kind.

``KINDS`` has a maker for each kind of text, ``DATA`` for each kind of what a forged button carries.
The makers take a ``random.Random`` and the questions that the facts expect, from which they borrow
words; the same seed makes the same messages.
"""

import string
import sys
from collections.abc import Callable, Mapping, Sequence
from random import Random

from bot.spelling.keyboard import retyped

LONGEST = 4096
"""UTF-16 units that Telegram lets through in one message."""

Maker = Callable[[Random, Sequence[str]], str]

_KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_EMOJI = "😀🤷👩👨👧🏽🇰🇿👍🔥❤️‍🏳️‍🌈🧿"
_BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
_INVISIBLE = "\u00ad\u034f\u200b\u200c\u200d\u2060\ufeff\U000e0041\U000e007f"
_MARKS = [chr(code) for code in range(0x300, 0x370)]
_ASKING = [
    "қашан", "кім", "не", "қайда", "неше", "қанша", "неге", "неліктен", "қалай", "қай", "когда",
    "кто", "где", "что", "сколько", "почему", "зачем", "какой", "when", "who", "where", "what",
    "how", "many", "why", "which", "whom", "whose", "куда", "откуда", "кому", "чей",
]  # fmt: skip
_MONTHS = [
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "января", "февраля", "марта", "апреля",
    "may", "june", "july",
]  # fmt: skip
_SQL = [
    "'; DROP TABLE facts; --", '" OR 1=1 --', "1' UNION SELECT * FROM sqlite_master --",
    "%' AND randomblob(1000000000) --", "x'); ATTACH DATABASE '/tmp/x' AS y; --",
]  # fmt: skip
_FTS = [
    'NEAR("a" "b", 10)', "a* OR b*", "{texts} : x", "^start", "- NOT", '"unclosed', "a AND (b OR",
    "a + b", "colon:", "NOT NOT", "*", '""""', "tokens:a", "NEAR/99999999999(a b)",
]  # fmt: skip
_HTML = [
    "<b>", "</b>", "<a href='tg://user?id=1'>", "&lt;", "&#x202e;", "<script>", "<!--", "]]>", "&",
    "<tg-spoiler>", "<pre><code>", "</", "<b <b", "&amp;amp;", '"><img src=x onerror=alert(1)>',
]  # fmt: skip
_REGEX = [
    "(a+)+$", "(.*)*", "((a|a)*)*b", "[", "(?=", "\\", "{1000000}", "(?P<n>", "\\1", "|" * 50,
    "^" * 50, "a{1,99}{1,99}", "(?:" * 20, "]" * 30,
]  # fmt: skip
_FORMATS = [
    "%s",
    "%n",
    "%(x)s",
    "{0}",
    "{__class__}",
    "${jndi:ldap://x}",
    "\\x00",
    "{{7*7}}",
    "\\N{DIGIT ONE}",
]


def _fill(rng: Random, some: Callable[[], str], sep: str = " ") -> str:
    """Return pieces up to a length between short and the longest."""
    length = rng.choice((20, 100, 400, 1000, LONGEST))
    pieces: list[str] = []
    while sum(map(len, pieces)) + len(sep) * len(pieces) < length:
        pieces.append(some() or "x")
    return sep.join(pieces)[:LONGEST]


def _letters(rng: Random, alphabet: str, low: int, high: int) -> str:
    return "".join(rng.choices(alphabet, k=rng.randint(low, high)))


def _one_letter(rng: Random, _: Sequence[str]) -> str:
    letter = rng.choice(_KAZAKH + string.printable + _EMOJI + "ıİßŉǰΐﬃ㍿ﷺꙮ𝔄")
    return (letter * LONGEST)[:LONGEST]


def _pair_of_letters(rng: Random, _: Sequence[str]) -> str:
    return (_letters(rng, _KAZAKH + string.ascii_letters, 2, 6) * LONGEST)[:LONGEST]


def _distinct_words(rng: Random, _: Sequence[str]) -> str:
    alphabet = rng.choice((_KAZAKH, string.ascii_lowercase, _KAZAKH[:9], "aeiouns"))
    most = rng.choice((2, 3, 6, 12))
    return _fill(rng, lambda: _letters(rng, alphabet, 1, most))


def _one_letter_words(rng: Random, _: Sequence[str]) -> str:
    return _fill(rng, lambda: rng.choice(_KAZAKH + string.ascii_lowercase))


def _long_words(rng: Random, _: Sequence[str]) -> str:
    alphabet = rng.choice((_KAZAKH, string.ascii_letters, "аaеeоo", "sшщch"))
    return _fill(rng, lambda: _letters(rng, alphabet, 40, 600))


def _numbers(rng: Random, _: Sequence[str]) -> str:
    most = rng.choice((1, 2, 4, 5, 40, 4000))
    return _fill(
        rng, lambda: _letters(rng, string.digits, 1, most), rng.choice((" ", "", ".", "-"))
    )


def _foreign_digits(rng: Random, _: Sequence[str]) -> str:
    digits = "٠١٢٣٤٥٦٧٨٩०१२३४५६७८९²³½Ⅻ①𝟙"
    return _fill(rng, lambda: _letters(rng, digits, 1, 6))


def _years(rng: Random, _: Sequence[str]) -> str:
    return _fill(rng, lambda: str(rng.randint(0, 2200)), rng.choice((" ", "-", ", ", " мен ", "/")))


def _roman(rng: Random, _: Sequence[str]) -> str:
    letters = rng.choice(("IVX", "IVXLCDM", "ІХV", "ivx"))
    most = rng.choice((3, 8, 200))
    return _fill(
        rng, lambda: _letters(rng, letters, 1, most), rng.choice((" ", "-", " ғ. ", " век "))
    )


def _dates(rng: Random, _: Sequence[str]) -> str:
    def date() -> str:
        day, month, year = rng.randint(0, 40), rng.randint(0, 14), rng.randint(0, 10_000)
        sep = rng.choice("./- ")
        return rng.choice(
            (
                f"{day}{sep}{month}{sep}{year}",
                f"{year}{sep}{month}{sep}{day}",
                f"{day} {rng.choice(_MONTHS)} {year}",
                f"{year} жылғы {day} {rng.choice(_MONTHS)}",
                f"{year}-{rng.randint(0, 9999)} жж.",
                f"до {year} года",
                f"б.з.д. {year} ж.",
                f"{rng.randint(1, 30)} ғасырдың {rng.randint(10, 99)}-жылдары",
                f"{day} ({day + 11}) {rng.choice(_MONTHS)}",
            )
        )

    return _fill(rng, date, rng.choice((" ", "-", " мен ", " арасында ", ", ")))


def _endless_years(rng: Random, _: Sequence[str]) -> str:
    word = rng.choice(("до", "после", "с", "since", "before", "after", "by", "from", "between"))
    return f"{word} {rng.randint(0, 9999)} " * rng.choice((1, 30))


def _separators(rng: Random, _: Sequence[str]) -> str:
    return _letters(rng, string.punctuation + " …–—«»„“”\n\t\u2028", 1, LONGEST)


def _brackets(rng: Random, _: Sequence[str]) -> str:
    return _fill(rng, lambda: rng.choice(("(", ")", "1", "12 (", "x", "((", "1)", "( 23")))


def _apostrophes(rng: Random, _: Sequence[str]) -> str:
    return _fill(rng, lambda: _letters(rng, "aegsnyc'`ʼ’ʹʻ‘´", 1, 80), rng.choice(("", " ")))


def _hyphens(rng: Random, _: Sequence[str]) -> str:
    return _fill(rng, lambda: _letters(rng, _KAZAKH, 1, 4), rng.choice("-‐‑–_"))


def _zalgo(rng: Random, asked: Sequence[str]) -> str:
    depth = rng.choice((1, 5, 30, 500))
    text = rng.choice(asked)
    return "".join(c + "".join(rng.choices(_MARKS, k=depth)) for c in text)[:LONGEST]


def _marks_alone(rng: Random, _: Sequence[str]) -> str:
    marks = rng.choice((_MARKS, ["\u0301"], ["\u0316", "\u0301"], ["\u0f71", "\u0f72"]))
    return rng.choice(("", "a", "е", "И")) + "".join(rng.choices(marks, k=LONGEST - 1))


def _bidi(rng: Random, asked: Sequence[str]) -> str:
    text = rng.choice(asked)
    return "".join(c + _letters(rng, _BIDI + _INVISIBLE, 0, 5) for c in text)[:LONGEST]


def _invisible(rng: Random, _: Sequence[str]) -> str:
    return _letters(rng, _BIDI + _INVISIBLE, 1, LONGEST)


def _surrogates(rng: Random, asked: Sequence[str]) -> str:
    return "".join(
        c + (chr(rng.randint(0xD800, 0xDFFF)) if rng.random() < 0.3 else "")
        for c in rng.choice(asked)
    )


def _controls(rng: Random, asked: Sequence[str]) -> str:
    return "".join(
        c + (chr(rng.randint(0, 31)) if rng.random() < 0.3 else "\x00") for c in rng.choice(asked)
    )


def _any_letters(rng: Random, _: Sequence[str]) -> str:
    def letter() -> str:
        plane = rng.choice((0x7F, 0x600, 0x3000, 0xFFFF, sys.maxunicode))
        return chr(rng.randint(0, plane))

    return "".join(letter() for _ in range(rng.choice((10, 100, 1000, 2000))))


def _expanding(rng: Random, _: Sequence[str]) -> str:
    """One letter that is many once composed: U+FDFA has 18."""
    return _fill(rng, lambda: rng.choice("ﷺﷻ㌀㍿ﬃ½㋿\u0390\u1fb7") * rng.randint(1, 20))


def _emoji(rng: Random, _: Sequence[str]) -> str:
    return _fill(rng, lambda: "\u200d".join(rng.choices(_EMOJI, k=rng.randint(1, 12))))


def _mixed_scripts(rng: Random, asked: Sequence[str]) -> str:
    twins = dict(zip("аеорсухіАЕ", "aeopcyxiAE", strict=True))

    def word() -> str:
        chosen = rng.choice(rng.choice(asked).split() or ["x"])
        return "".join(twins.get(c, c) if rng.random() < 0.5 else c for c in chosen)

    return _fill(rng, word)


def _wrong_layout(rng: Random, asked: Sequence[str]) -> str:
    text = " ".join(rng.sample(asked, k=min(len(asked), rng.choice((1, 4, 40)))))
    return rng.choice(retyped(text) or (text,))[:LONGEST]


def _layout_garbage(rng: Random, _: Sequence[str]) -> str:
    keys = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`234567890-="
    return _fill(rng, lambda: _letters(rng, keys, 3, 12))


def _mistyped(rng: Random, word: str) -> str:
    place = rng.randrange(len(word) + 1)
    letter = rng.choice(_KAZAKH + string.ascii_lowercase)
    return rng.choice(
        (
            word[:place] + letter + word[place:],
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
        )
    )


def _typos(rng: Random, asked: Sequence[str]) -> str:
    return _fill(rng, lambda: _mistyped(rng, rng.choice(rng.choice(asked).split() or ["x"])))


def _known_words(rng: Random, asked: Sequence[str]) -> str:
    return _fill(rng, lambda: rng.choice(rng.choice(asked).split() or ["x"]))


def _glued(rng: Random, asked: Sequence[str]) -> str:
    return _fill(rng, lambda: "".join(rng.choice(asked).split()))


def _torn(rng: Random, asked: Sequence[str]) -> str:
    return _fill(rng, lambda: " ".join(rng.choice(rng.choice(asked).split() or ["x"])))


def _many_questions(rng: Random, asked: Sequence[str]) -> str:
    return _fill(rng, lambda: rng.choice(asked), rng.choice((" ", "? ", " және ", ". ", "\n")))


def _asking_words(rng: Random, _: Sequence[str]) -> str:
    return _fill(rng, lambda: rng.choice(_ASKING), rng.choice((" ", ", ", "? ", "-")))


def _fragments(pieces: Sequence[str]) -> Maker:
    def make(rng: Random, asked: Sequence[str]) -> str:
        return _fill(
            rng,
            lambda: rng.choice((*pieces, rng.choice(rng.choice(asked).split() or ["x"]))),
            rng.choice(("", " ")),
        )

    return make


def _commands(rng: Random, asked: Sequence[str]) -> str:
    name = rng.choice(("start", "help", "language", "about", "privacy", "add", "undo", "edit", "x"))
    at = rng.choice(("", "@history_test_bot", "@other_bot", "@" * 9))
    maker = KINDS[rng.choice(sorted(set(KINDS) - {"commands"}))]
    return f"/{name}{at} {maker(rng, asked)}"[:LONGEST]


def _fact_numbers(rng: Random, _: Sequence[str]) -> str:
    return rng.choice("fF") + _letters(
        rng, string.digits + " -.²٣", 1, rng.choice((3, 9, 12, 4000))
    )


KINDS: Mapping[str, Maker] = {
    "one letter": _one_letter,
    "few letters": _pair_of_letters,
    "distinct words": _distinct_words,
    "one-letter words": _one_letter_words,
    "long words": _long_words,
    "numbers": _numbers,
    "foreign digits": _foreign_digits,
    "years": _years,
    "roman numerals": _roman,
    "dates": _dates,
    "endless years": _endless_years,
    "separators": _separators,
    "brackets": _brackets,
    "apostrophes": _apostrophes,
    "hyphens": _hyphens,
    "zalgo": _zalgo,
    "marks alone": _marks_alone,
    "bidi": _bidi,
    "invisible": _invisible,
    "surrogates": _surrogates,
    "controls": _controls,
    "any letters": _any_letters,
    "expanding": _expanding,
    "emoji": _emoji,
    "mixed scripts": _mixed_scripts,
    "wrong layout": _wrong_layout,
    "layout garbage": _layout_garbage,
    "typos": _typos,
    "known words": _known_words,
    "glued": _glued,
    "torn": _torn,
    "many questions": _many_questions,
    "asking words": _asking_words,
    "regex": _fragments(_REGEX),
    "sql": _fragments(_SQL),
    "fts": _fragments(_FTS),
    "html": _fragments(_HTML),
    "formats": _fragments(_FORMATS),
    "commands": _commands,
    "fact numbers": _fact_numbers,
}


def _bytes_of_data(rng: Random, _: Sequence[str]) -> str:
    return rng.randbytes(rng.randint(0, 64)).decode(
        "utf-8", rng.choice(("ignore", "surrogateescape"))
    )


def _nearly_data(rng: Random, _: Sequence[str]) -> str:
    action = rng.choice(
        [
            "fact",
            "example",
            "language",
            "wrong",
            "reason",
            "tell",
            "log",
            "name",
            "field",
            "pick",
            "skip",
            "empty",
            "back",
            "show",
            "form",
            "publish",
            "drop",
            "resume",
            "asked",
            "undo",
            "revert",
            "approve",
            "reject",
            "unreasoned",
            "apply",
            "cancel",
            "inbox",
            "link",
            "search",
            "draft",
            "out",
            "settle",
            "explode",
        ]
    )
    value = _letters(
        rng, rng.choice((string.digits + ".", string.digits, "0123456789abcdef.")), 0, 36
    )
    whole = (
        f"{rng.choice('0112')}|{action}|{value}|{rng.choice(('kk', 'ru', 'en', '', 'de', 'zz'))}"
    )
    return whole if rng.random() < 0.8 else _mistyped(rng, whole)


DATA: Mapping[str, Maker] = {"any bytes": _bytes_of_data, "nearly ours": _nearly_data}


def bounded(text: str) -> str:
    """Return as much of a text as Telegram lets through in one message, not empty."""
    while len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST:
        text = text[: len(text) * 9 // 10]
    return text or "x"


def texts(kind: str, count: int, seed: int, asked: Sequence[str]) -> list[str]:
    """Return so many messages of a kind."""
    rng = Random(f"{kind} {seed}")
    return [bounded(KINDS[kind](rng, asked)) for _ in range(count)]


def carried(kind: str, count: int, seed: int) -> list[str]:
    """Return what so many forged buttons carry."""
    rng = Random(f"{kind} {seed}")
    return [DATA[kind](rng, ()) for _ in range(count)]
