"""One spelling for all spellings: Kazakh with and without its letters, Latin, transliteration."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.spelling.fold import MAX_WORD, fold, key, repair, roman, token_key, words

KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LATIN = "abcdefghijklmnopqrstuvwxyzäğıñöşūüáńóýǵúçŋ"
LETTERS = st.text(st.sampled_from(KAZAKH + KAZAKH.upper() + LATIN + LATIN.upper()))
TYPED = st.text(st.sampled_from(KAZAKH + LATIN + "0123456789 -'’.,?\u200b\u0301\u0306\n"))

SPELLINGS = [
    # Cyrillic, without Kazakh letters, Latin of 2021, Latin of 2018, chat Latin
    ("құрылды", "курылды", "qūryldy", "quryldy", "kuryldy"),
    ("қашан", "кашан", "qaşan", "qashan", "kashan"),
    ("жаңа", "жана", "jaña", "jańa", "zhana"),
    ("ғылым", "гылым", "ğylym", "ǵylym", "gylym"),
    ("хандық", "хандык", "handyq", "handyq", "khandyk"),
    ("шаруа", "шаруа", "şarua", "sharýa", "sharua"),
    ("төраға", "торага", "törağa", "tóraǵa", "toragha"),
    ("әскер", "аскер", "äsker", "ásker", "asker"),
    ("үкімет", "укимет", "ükımet", "úkimet", "ukimet"),
    ("жеңіс", "женис", "jeñıs", "jeńis", "zhenis"),
    ("чемпион", "чемпион", "chempion", "chempıon", "tchempion"),
]


@pytest.mark.parametrize("spelled", SPELLINGS, ids=lambda spelled: spelled[0])
def test_kazakh_meets_in_one_key_however_it_is_typed(spelled: tuple[str, ...]) -> None:
    assert {word: fold(word) for word in spelled} == dict.fromkeys(spelled, fold(spelled[0]))


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Ягужинский", "Yaguzhinsky"),
        ("Ягужинский", "Yaguzhinskiy"),
        ("Ягужинский", "Iaguzhinskii"),
        ("Щербаков", "Shcherbakov"),
        ("Хрущёв", "Khrushchev"),
        ("Чайковский", "Tchaikovsky"),
        ("Александр", "Aleksandr"),
        ("ещё", "еще"),
        ("Пётр", "Petr"),
        ("подъезд", "podezd"),
        ("республика", "respublika"),
    ],
)
def test_russian_meets_its_transliteration(cyrillic: str, latin: str) -> None:
    assert key(cyrillic) == key(latin)


def test_known_keys() -> None:
    assert fold("Қазақстанда прокуратура қашан құрылды?") == (
        "kazakstanda prokuratura kawan kurildi"
    )
    assert fold("  «Алаш»  – бұл не?! ") == "alaw bul ne"
    assert fold("ҚазАКСР-нің 1722ж.") == "kazaksr nin 1722 j"
    assert fold("Peter's wife wasn’t there") == "peter uife uasnt tere".replace("tere", "there")


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "?!…", "\u200b\u200e", "\ud800", "___"])
def test_what_has_no_letters_or_digits_folds_to_nothing(text: str) -> None:
    assert fold(text) == ""


def test_abbreviations_keep_their_doubled_letters_and_words_lose_them() -> None:
    assert (fold("СССР"), fold("SSSR"), fold("ҚССР")) == ("sssr", "sssr", "kssr")
    assert fold("Аллея") == fold("Алея") == "aleia"


@pytest.mark.parametrize(
    ("mixed", "mended"),
    [
        ("Қaзaқстaн", "Қазақстан"),
        ("əскер", "әскер"),
        ("тapиx", "тарих"),
        ("iскер", "іскер"),
        ("wiki", "wiki"),
        ("cop", "cop"),
        ("Latin", "Latin"),
        ("Qазақ", "Qазақ"),
        ("Алаш-Orda", "Алаш-Orda"),
        ("history оf Kazakhstan", "history of Kazakhstan"),
        ("Кhan оf the steppe", "Khan of the steppe"),
        ("Nursultаn", "Nursultan"),
    ],
)
def test_homoglyphs_are_mended_only_where_all_of_a_word_can_be(mixed: str, mended: str) -> None:
    assert repair(mixed) == mended


def test_homoglyphs_and_invisible_characters_do_not_change_the_key() -> None:
    assert fold("Қaзaқстaн") == fold("Қазақ\u200bстан") == fold("Қа\u00adзақстан") == "kazakstan"


@pytest.mark.parametrize("word", ["Ягужинский", "Абай", "ёлка", "Қайрат", "Wiñter", "Éva"])
def test_composed_and_decomposed_letters_are_the_same(word: str) -> None:
    assert fold(unicodedata.normalize("NFD", word)) == fold(unicodedata.normalize("NFC", word))


@pytest.mark.parametrize(
    ("stressed", "plain"),
    [("Ягужи\u0301нский", "Ягужинский"), ("Аба\u0301й", "Абай"), ("за\u0300мок", "замок")],
)
def test_a_stress_mark_does_not_split_a_word(stressed: str, plain: str) -> None:
    assert repair(stressed) == plain
    assert fold(stressed) == fold(plain)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XXXIX", 39), ("ХІV", 14), ("ХХ", 20),
        ("xiv", None), ("XL", None), ("IIII", None), ("VX", None), ("", None), ("ВВ", None),
    ],
)  # fmt: skip
def test_roman_numerals(word: str, value: int | None) -> None:
    assert roman(word) == value


def test_a_roman_numeral_becomes_its_number_only_in_capitals() -> None:
    assert (token_key("XIV"), token_key("ХІV"), token_key("xiv")) == ("14", "14", "hiv")
    assert fold("І Петр") == fold("I Петр") == "1 petr"


def test_full_width_and_circled_digits_are_digits() -> None:
    assert fold("２０２０ ① Ⅳ") == "2020 1 4"


def test_words_know_where_they_stood_and_what_follows_a_hyphen() -> None:
    text = "Абай-дың «елі» 1722ж"
    assert [(w.text, w.key, w.joined) for w in words(text)] == [
        ("Абай", "abai", False),
        ("дың", "din", True),
        ("елі", "eli", False),
        ("1722", "1722", False),
        ("ж", "j", False),
    ]
    assert [text[w.start : w.end] for w in words(text)] == [w.text for w in words(text)]


def test_only_the_beginning_of_an_endless_word_counts() -> None:
    word = "аб" * MAX_WORD
    assert fold(word) == fold(word[:MAX_WORD]) == "ab" * (MAX_WORD // 2)


@given(LETTERS)
def test_a_key_is_plain_ascii_whatever_the_alphabet(text: str) -> None:
    folded = fold(text)
    assert folded.isascii()
    assert folded == folded.lower()


@given(st.text(st.sampled_from(KAZAKH), min_size=2))
def test_capitals_do_not_change_a_key(text: str) -> None:
    assert key(text.upper()) == key(text.capitalize()) == key(text)


@given(TYPED)
def test_normalization_forms_do_not_change_the_fold(text: str) -> None:
    forms = {fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert forms == {fold(text)}


@given(st.text())
def test_any_text_folds_and_words_stand_where_they_say(text: str) -> None:
    repaired = repair(text)
    assert repair(repaired) == repaired
    listed = words(text)
    assert [repaired[w.start : w.end] for w in listed] == [w.text for w in listed]
    assert fold(text) == " ".join(w.key for w in listed if w.key)
    assert "  " not in fold(text)


def test_a_word_all_of_whose_letters_have_twins_gets_the_alphabet_of_the_text() -> None:
    mixed = "\u0421op"  # Cyrillic С, Latin o and p
    assert repair(f"the {mixed} of London") == "the Cop of London"
    assert repair(f"\u043a\u0442\u043e {mixed} \u0433\u0434\u0435") == (
        "\u043a\u0442\u043e \u0421\u043e\u0440 \u0433\u0434\u0435"
    )


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("peters' wars", "peters uars"),
        ("KINGS\u2019 war", "kins uar"),
        ("peter's", "peter"),
        ("bas'qa", "bawka"),
        ("qoys'y", "koiwi"),
    ],
)
def test_an_apostrophe_is_a_possessive_or_a_letter_of_2017(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("vvyol", "ввёл"),
        ("dlja", "для"),
        ("rol'ju", "ролью"),
        ("kakoj", "какой"),
        ("moja", "моя"),
        ("osnovannyj", "основанный"),
        ("jaksy", "жақсы"),
        ("jyl", "жыл"),
    ],
)
def test_a_j_is_read_by_where_it_stands(latin: str, cyrillic: str) -> None:
    """Transliterated й, ю and я at the end of a word, elsewhere Kazakh ж."""
    assert fold(latin) == fold(cyrillic)
