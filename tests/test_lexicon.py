"""Texts as terms: names of one concept are one term, numbers are numbers, endings are nothing."""

import pytest

from bot.search.lexicon import DENIAL, Concept, Lexicon
from bot.spelling.fold import words

LEXICON = Lexicon(
    [
        Concept(
            "kazakhstan",
            {
                "kk": ("Қазақстан Республикасы", "Қазақстан", "ҚР"),
                "ru": ("Республика Казахстан", "Казахстан", "РК"),
                "en": ("Republic of Kazakhstan", "Kazakhstan"),
            },
        ),
        Concept("peter", {"kk": ("І Петр",), "ru": ("Пётр I",), "en": ("Peter the Great",)}),
        Concept("halley", {"kk": ("Галлей",), "ru": ("Галлей",), "en": ("Halley",)}),
        Concept("ussr", {"kk": ("КСРО",), "ru": ("СССР",), "en": ("USSR",)}),
    ]
)


def labels(text: str, lang: str | None = None) -> list[str]:
    return [f"{term.kind}:{term.label}" for term in LEXICON.terms(words(text), lang)]


@pytest.mark.parametrize(
    "text",
    [
        "Қазақстан Республикасы", "Қазақстан Республикасының", "Қазақстанда", "ҚР", "Казакстанда",
        "Qazaqstan", "Республика Казахстан", "в Казахстане", "РК", "Republic of Kazakhstan",
        "in Kazakhstan", "Kazahstan",
    ],
)  # fmt: skip
def test_names_of_one_concept_are_one_term(text: str) -> None:
    assert labels(text) == ["concept:kazakhstan"]


@pytest.mark.parametrize("text", ["І Петр", "I Петрдің", "Пётр I", "Петра I", "Peter the Great"])
def test_a_name_of_several_words_is_one_term(text: str) -> None:
    assert labels(text) == ["concept:peter"]


def test_a_typo_in_a_long_name_is_forgiven() -> None:
    assert labels("Қазақстан Респубиликасы") == ["concept:kazakhstan"]


def test_abbreviations_take_endings_but_no_stems() -> None:
    assert labels("КСРО-ның") == ["concept:ussr"]
    assert labels("КСР") == ["word:ksr"]


def test_a_term_keeps_its_words_as_typed() -> None:
    (term,) = LEXICON.terms(words("Қазақстан Республикасында"), "kk")
    assert term.text == "Қазақстан Республикасында"
    assert term.keys == ("kazakstan", "respublikasinda")


def test_numbers_and_ordinals_are_numbers() -> None:
    assert labels("441 прокурор, первый") == ["number:441", "word:prokuror", "number:1"]
    assert labels("алғашқы галлей 007") == ["number:1", "concept:halley", "number:7"]


def test_denials_count_in_their_own_language_only() -> None:
    assert labels("не сохранилось", "ru")[0] == f"denial:{DENIAL}"
    assert f"denial:{DENIAL}" not in labels("не сақталды", "kk")
    assert f"denial:{DENIAL}" in labels("сақталған емес", "kk")
    assert f"denial:{DENIAL}" in labels("was not seen", "en")


def test_function_words_single_letters_and_hyphened_endings_say_nothing() -> None:
    assert labels("қашан және when the и в а б") == []
    assert labels("телескоп-ты") == ["word:teleskop"]


def test_words_that_are_accounted_for_are_skipped() -> None:
    listed = words("Галлей 1682 жылы Қазақстан Республикасында")
    terms = LEXICON.terms(listed, "kk", skip=frozenset({1, 2, 4}))
    assert [term.label for term in terms] == ["halley", "kazakhstan"]


def test_countries_that_no_alias_names_are_known_as_places() -> None:
    assert labels("Германияда") == labels("в Германии") == labels("in Germany")
    (german,) = {label.partition(":")[2] for label in labels("Германияда")}
    assert german == "territory:DE"
    assert german in LEXICON.territories
    assert "territory:KZ" not in LEXICON.territories


def test_the_empty_lexicon_reads_words() -> None:
    assert [t.kind for t in Lexicon([]).terms(words("телескоп галактика"), None)] == ["word"] * 2
