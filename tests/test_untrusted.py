"""What strangers make up is nothing, or what the bot could have sent itself."""

import html
import re
from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.chat import EDITORS, Chat

from bot.state.curators import Appointment
from bot.state.state import State
from bot.telegram.callbacks import encode
from bot.telegram.links import address
from bot.telegram.untrusted import linked, pressed, typed, update_number
from bot.text.brief import Link
from bot.text.reply import Action, Button
from bot.text.translator import LOCALES

ODD = st.text(st.sampled_from("1|fact.-0٣９ \n\x00\u202e\ud800kkruen"), max_size=80)
BUTTONS = st.builds(
    Button,
    label=st.just(""),
    action=st.sampled_from(get_args(Action)),
    value=st.from_regex(r"[0-9a-z.]{0,36}", fullmatch=True),
    lang=st.sampled_from(("", *LOCALES)),
)


@given(BUTTONS)
def test_a_button_comes_back_as_it_was(button: Button) -> None:
    """And fits into what Telegram lets a button carry."""
    assert len(encode(button).encode()) <= 64
    assert pressed(encode(button)) == button


@given(st.text() | ODD | st.none())
def test_other_presses_are_none(data: str | None) -> None:
    """Whatever is read would be carried in just these letters."""
    button = pressed(data)
    assert button is None or encode(button) == data


@given(st.integers(0, 999_999_999), st.sampled_from(LOCALES))
def test_a_link_leads_where_it_says(number: int, lang: str) -> None:
    """To the fact, in the language."""
    link = address("history_bot", Link("", number, lang))
    assert linked(link.partition("=")[2]) == (number, lang)


@given(st.text() | ODD)
def test_other_links_lead_to_the_beginning(payload: str) -> None:
    """A number that is read is one that SQLite can hold."""
    read = linked(payload)
    assert (read is None) == (re.fullmatch(r"f[0-9]{1,9}(-(kk|ru|en))?", payload) is None)
    assert read is None or read[0] < 2**63


@pytest.mark.parametrize("payload", ["f" + "9" * 4000, "f١٢", "f12-kk\n", "F12", "f-1", "f12-de"])
def test_links_that_look_right(payload: str) -> None:
    """Too long, other digits, more than a link has."""
    assert linked(payload) is None


@given(st.text(max_size=600))
def test_what_is_typed_is_no_longer_than_can_be_typed(query: str) -> None:
    """Telegram lets people type 256 letters."""
    assert query.startswith(typed(query))
    assert len(typed(query)) == min(len(query), 256)


@given(st.integers(0, 2**63 - 1))
def test_the_number_of_an_update(number: int) -> None:
    """As far as SQLite can hold it."""
    assert update_number({"update_id": number}) == number


@pytest.mark.parametrize(
    "update",
    [{}, [], None, 7, "7"]
    + [{"update_id": number} for number in (None, "7", 7.0, True, -1, 2**63, 10**4000)],
)
def test_what_is_no_update(update: object) -> None:
    """Such a number would keep the updates beside it from being written down."""
    assert update_number(update) is None


WHICH = {
    "en": "Which fact? Write its number, as in “/edit f12”, or reply to an answer with /edit.",
    "ru": "Какой факт? Напишите номер, например «/edit f12», "
    "или ответьте на сообщение с ответом командой /edit.",
    "kk": "Қай дерек? Нөмірін жазыңыз, мысалы «/edit f12», "
    "немесе жауап хабарға /edit деп жауап жазыңыз.",
}


@pytest.mark.parametrize("lang", WHICH)
async def test_numbers_of_facts_that_are_none(
    chat_of: Callable[..., Chat], state: State, lang: str
) -> None:
    """Far too many digits, or those of another script."""
    state.curators.appoint(EDITORS[0], Appointment("Анна", contributes=False))
    chat = chat_of(lang=lang, person=EDITORS[0])
    for number in ("f" + "9" * 4000, "9" * 21, "f١٢", "f१", "f-1", "f1.5"):
        (shown,) = await chat.send(f"/edit {number}")
        assert html.unescape(shown.text) == WHICH[lang]
