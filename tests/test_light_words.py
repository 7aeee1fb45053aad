"""Words that any subject can be asked about with, in any form, and those that tell subjects."""

import pytest

from bot.spelling.fold import key
from bot.spelling.light_words import is_light


@pytest.mark.parametrize(
    "word",
    [
        "бастады", "басталды", "маңызды", "жағдайда", "мақсаты",
        "главный", "главного", "основной", "основными", "известная", "началось", "бастапқы",
        "famous", "main", "times", "started", "important",
        "ст", "б", "19", "",
    ],
)  # fmt: skip
def test_light_words_are_light_in_their_forms(word: str) -> None:
    assert is_light(key(word)) is True


@pytest.mark.parametrize(
    "word",
    [
        "хан", "ханство", "прокурор", "Сенат", "сот", "соғыс", "война", "король", "Абай", "Уран",
        "king", "senate", "war", "1722", "timing",
    ],
)  # fmt: skip
def test_what_tells_one_subject_from_another_is_not_light(word: str) -> None:
    assert is_light(key(word)) is False


def test_a_short_stem_is_shared_by_words_that_are_not_light() -> None:
    """Жаз (write) has three letters, and so has the summer."""
    assert is_light(key("жазу"))
    assert not is_light(key("жазда"))
    assert not is_light(key("жазық"))
