"""Spoilers: what they make of a question, the same in every run, and never the question itself."""

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.evaluation import alphabets
from bot.evaluation.chatter import with_chatter
from bot.evaluation.keyboards import alphabet, neighbours, wrong_layout
from bot.evaluation.spoilers import SPOILERS, Spoiler, spoiled
from bot.evaluation.typos import MISTAKES, mistyped, typos

DECLARATION = (
    "Барлық адамдар тумысынан азат және қадір-қасиеті мен құқықтары тең болып дүниеге келеді."
)
"""Article 1 of the Universal Declaration of Human Rights, as every alphabet was shown with it."""
QUESTION = {
    "kk": "Қазақ КСР-інің прокуроры қай жылы, 13.07.1922 ме, тағайындалды?",
    "ru": "Когда, 13.07.1922 или позже, назначен прокурор Казахской АССР?",
    "en": "When, on 13.07.1922 or later, was the Kazakh ASSR's prosecutor appointed?",
}
BY_NAME = {spoiler.name: spoiler for spoiler in SPOILERS}
FITTING = [(spoiler, lang) for spoiler in SPOILERS for lang in spoiler.languages]
NAMES = [f"{spoiler.name}-{lang}" for spoiler, lang in FITTING]
texts = st.text(
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёәғқңөұүһіІАПҚabcxyzEIV 0123456789-.,?'«»", max_size=60
)


def make(name: str, lang: str) -> str | None:
    return spoiled(QUESTION[lang], lang, BY_NAME[name])


# Alphabets


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (
            alphabets.latin_2021,
            "Barlyq adamdar tumysynan azat jäne qadır-qasietı men qūqyqtary teñ bolyp düniege "
            "keledı.",
        ),
        (
            alphabets.latin_2018,
            "Barlyq adamdar týmysynan azat jáne qadir-qasıeti men quqyqtary teń bolyp dúnıege "
            "keledi.",
        ),
        (
            alphabets.latin_2017,
            "Barlyq adamdar ty'mysynan azat ja'ne qadir-qasi'eti men quqyqtary ten' bolyp "
            "du'ni'ege keledi.",
        ),
        (
            alphabets.without_kazakh_letters,
            "Барлык адамдар тумысынан азат жане кадир-касиети мен кукыктары тен болып дуниеге "
            "келеди.",
        ),
    ],
)
def test_kazakh_in_its_alphabets(write: alphabets.Spelling, expected: str) -> None:
    assert write(DECLARATION, Random(0)) == expected


def test_a_writer_of_chat_latin_has_habits_that_hold_for_the_whole_question() -> None:
    written = {alphabets.chat_latin("қашан шықты, қайда", Random(seed)) for seed in range(40)}
    assert {
        "kashan shykty, kaida",
        "qashan shyqty, qaida",
        "kashan shikti, kayda",
        "qashan shiqti, qayda",
    } <= written
    assert not any("k" in text and "q" in text for text in written)


def test_russian_in_latin_letters_by_several_writers() -> None:
    written = {alphabets.transliterated("Чей съезд, Пётр?", Random(seed)) for seed in range(40)}
    assert written == {
        "Chey sezd, Pyotr?", "Chej sezd, Pyotr?", "Chei sezd, Pyotr?",
        "Chey sezd, Petr?", "Chej sezd, Petr?", "Chei sezd, Petr?",
    }  # fmt: skip


def test_capitals_stay_capitals_in_another_alphabet() -> None:
    assert alphabets.latin_2017("ШЫҒЫС, Шығыс, Ш", Random(0)) == "S'YG'YS, S'yg'ys, S'"


def test_roman_numerals_keep_their_letters_without_a_kazakh_keyboard() -> None:
    assert alphabets.without_kazakh_letters("І Петр, ІІІ Иван, Іле", Random(0)) == (
        "I Петр, III Иван, Иле"
    )


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_homoglyphs_look_the_same_and_mix_alphabets(lang: str) -> None:
    found = make("homoglyphs", lang)
    assert found is not None
    assert found != QUESTION[lang]
    twins = str.maketrans("aeopcyxihəABEKMHOPCTXIƏ", "аеорсухіһәАВЕКМНОРСТХІӘ")
    assert found.translate(twins) == QUESTION[lang].translate(twins)


# Keyboards


@pytest.mark.parametrize(
    ("lang", "typed", "readings"),
    [
        ("ru", "Когда? Ё, 12.", {"Rjulf& ~? 12/"}),
        ("kk", "Қашан құрылды?", {")fify 09hskls?", ")ашан 09рылды,"}),
        ("en", "When, 1722?", {"Црутб 1722,", 'Црутб ".әә?'}),
    ],
)
def test_another_layout_was_switched_on(lang: str, typed: str, readings: set[str]) -> None:
    found = {wrong_layout(typed, lang, Random(seed)) for seed in range(20)}
    assert found == readings


def test_neighbours_are_the_keys_beside_and_above() -> None:
    assert neighbours("п", "ru") == "аре"
    assert neighbours("ц", "ru") == "йу"
    assert neighbours("ц", "kk") == "йуә"
    assert neighbours("s", "en") == "adw"
    assert neighbours("s", "ru") == ""


def test_an_alphabet_has_the_letters_of_the_keyboard_and_no_marks() -> None:
    assert set("әіңғүұқөһ") <= set(alphabet("kk"))
    assert not set("әіңғүұқөһ") & set(alphabet("ru"))
    assert sorted(alphabet("en")) == list("abcdefghijklmnopqrstuvwxyz")


# Typos


@given(st.text("абвгдежзийклмнопрстуәғқңөұүһі", min_size=4, max_size=12), st.integers())
def test_a_mistake_is_one_edit(word: str, seed: int) -> None:
    assert OSA.distance(word, mistyped(word, "kk", Random(seed))) == 1


def test_every_sort_of_mistake_is_made() -> None:
    made = {mistyped("prosecutor", "en", Random(seed)) for seed in range(300)}
    assert {len(word) for word in made} == {9, 10, 11}
    assert any(sorted(word) == sorted("prosecutor") for word in made)
    assert any(len(word) == 10 and word[0] == "o" for word in made)
    assert len(MISTAKES) == 5


@given(st.integers())
def test_two_typos_stand_in_two_words_and_numbers_stay(seed: int) -> None:
    text = "Когда в 1922 году назначен прокурор"
    one, two = (typos(text, "ru", Random(seed), count) for count in (1, 2))
    assert (OSA.distance(text, one), OSA.distance(text, two)) == (1, 2)
    changed = [a != b for a, b in zip(text.split(), two.split(), strict=True)]
    assert sum(changed) == 2
    assert not changed[1]
    assert not changed[2]


def test_short_words_are_not_mistyped() -> None:
    assert typos("кто он", "ru", Random(0), 2) == "кто он"


# The others


def test_capitals() -> None:
    assert make("capitals", "en") == (
        "WHEN, ON 13.07.1922 OR LATER, WAS THE KAZAKH ASSR'S PROSECUTOR APPOINTED?"
    )


def test_without_punctuation_dates_stay_whole() -> None:
    assert make("no-punctuation", "kk") == (
        "қазақ кср інің прокуроры қай жылы 13.07.1922 ме тағайындалды"
    )
    assert make("no-punctuation", "en") == (
        "when on 13.07.1922 or later was the kazakh assrs prosecutor appointed"
    )


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_chatter_keeps_the_question_whole(lang: str) -> None:
    written = {with_chatter(QUESTION[lang], lang, Random(seed)) for seed in range(60)}
    assert len(written) > 20
    assert all(QUESTION[lang] in text and text != QUESTION[lang] for text in written)
    assert any(text.startswith(QUESTION[lang]) for text in written)
    assert any(text.endswith(QUESTION[lang]) for text in written)


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_one_space_too_few_or_too_many(lang: str) -> None:
    glue = BY_NAME["glued-or-split"].spoil
    written = [glue(QUESTION[lang], lang, Random(seed)) for seed in range(40)]
    assert {len(text) - len(QUESTION[lang]) for text in written} == {-1, 1}
    assert {text.replace(" ", "") for text in written} == {QUESTION[lang].replace(" ", "")}


def test_decomposed_letters_compose_again() -> None:
    found = make("decomposed", "ru")
    assert found is not None
    assert found != QUESTION["ru"]
    assert unicodedata.normalize("NFC", found) == QUESTION["ru"]
    assert make("decomposed", "en") is None


# All of them


@pytest.mark.parametrize(("spoiler", "lang"), FITTING, ids=NAMES)
@given(text=texts)
def test_a_spoiler_changes_a_question_and_always_in_the_same_way(
    spoiler: Spoiler, lang: str, text: str
) -> None:
    found = spoiled(text, lang, spoiler)
    assert found != text
    assert found == spoiled(text, lang, spoiler)


@pytest.mark.parametrize(
    ("spoiler", "lang"), [pair for pair in FITTING if pair[0].name != "decomposed"], ids=str
)
def test_every_spoiler_changes_an_ordinary_question(spoiler: Spoiler, lang: str) -> None:
    assert make(spoiler.name, lang) is not None


def test_a_spoiler_leaves_the_questions_of_other_languages_alone() -> None:
    assert make("latin-2021", "ru") is None
    assert make("transliteration", "kk") is None
    assert spoiled("Wann?", "de", BY_NAME["capitals"]) is None


def test_names_are_all_different() -> None:
    assert len(BY_NAME) == len(SPOILERS)
