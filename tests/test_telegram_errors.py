"""When something fails: what the person is told, what the log says, and what it never says."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support.chat import Chat, Shown
from support.wire import BROKEN, Refusal, Wire

from bot.service import FactService
from bot.state.state import State

MakeChat = Callable[..., Chat]
QUESTION = "Тәуелсіздік қашан жарияланды?"
SECRET = "Сарыарқаның құпиясы"


def only(shown: list[Shown]) -> Shown:
    """Return the one message that was sent."""
    assert len(shown) == 1
    return shown[0]


def damage(facts: Path) -> bytes:
    """Make a fact file unreadable and return what it held."""
    whole = facts.read_bytes()
    facts.write_bytes(b"not a database any more " * (len(whole) // 24))
    return whole


def mend(facts: Path, whole: bytes) -> None:
    """Put back what a fact file held."""
    facts.write_bytes(whole)


@pytest.mark.parametrize(
    ("lang", "said", "expected"),
    [
        (
            "kk",
            f"{SECRET} қашан ашылды?",
            "Кешіріңіз, бір жерден қате кетті. Сәл кейін қайталап көріңіз. Қате нөмірі: ",
        ),
        (
            "kk",
            "Когда раскрыли тайну?",
            "Извините, что-то пошло не так. Попробуйте чуть позже. Номер ошибки: ",
        ),
        (
            "en",
            "123",
            "Sorry, something went wrong. Please try again a little later. Error number: ",
        ),
    ],
)
async def test_a_failing_question(
    chat_of: MakeChat,
    service: FactService,
    monkeypatch: pytest.MonkeyPatch,
    logged: io.StringIO,
    lang: str,
    said: str,
    expected: str,
) -> None:
    """The person and the log share a number; the words stay out of the log."""

    def fail(question: str, *_: object) -> None:
        try:
            {}[question]
        except KeyError as error:
            raise ValueError(f"can't read {question}") from error

    monkeypatch.setattr(service, "converse", fail)
    text = only(await chat_of(lang=lang, person=987654321).send(said)).text
    number = text.removeprefix(expected)
    assert re.fullmatch("[0-9a-f]{8}", number)
    written = logged.getvalue()
    assert f"error {number}" in written
    assert "builtins.KeyError" in written
    assert "builtins.ValueError" in written
    assert 'raise ValueError(f"can\'t read {question}")' in written
    assert said not in written
    assert "987654321" not in written


async def test_after_an_error_work_goes_on(
    chat: Chat, service: FactService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next question is answered."""
    with monkeypatch.context() as broken:
        broken.setattr(service, "converse", lambda *_: 1 / 0)
        assert "Қате нөмірі" in only(await chat.send(QUESTION)).text
    assert "1991" in only(await chat.send(QUESTION)).text


async def test_an_error_in_the_language_of_the_choice(
    chat: Chat, state: State, service: FactService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person's choice holds for errors too, also those of buttons."""
    state.people.choose(100, "ru")
    monkeypatch.setattr(service, "fact", lambda _: 1 / 0)
    monkeypatch.setattr(service, "converse", lambda *_: 1 / 0)
    assert only(await chat.send(QUESTION)).text.startswith("Извините, что-то пошло не так.")
    assert only(await chat.press_data("1|fact|1|kk")).text.startswith("Извините")


async def test_a_fact_file_that_becomes_unreadable(
    chat: Chat, facts: Path, logged: io.StringIO
) -> None:
    """People hear of it politely, and are answered again once the file is back."""
    assert "1991" in only(await chat.send(QUESTION)).text
    whole = damage(facts)
    assert "Қате нөмірі" in only(await chat.send(QUESTION)).text
    assert "FactsUnavailable: facts-damaged" in logged.getvalue()
    mend(facts, whole)
    assert "1991" in only(await chat.send(QUESTION)).text


async def test_a_state_file_that_becomes_unreadable(
    chat: Chat, state: State, logged: io.StringIO
) -> None:
    """Questions are answered all the same; a choice that can't be kept is owned up to."""
    state.path.write_bytes(b"not a database " * 100)
    assert "1991" in only(await chat.send(QUESTION)).text
    assert "could not be read: state-damaged" in logged.getvalue()
    await chat.send("/language")
    assert only(await chat.press("Русский")).text == (
        "Таңдауыңызды сақтай алмадым, кейінірек қайталап көріңіз."
    )
    assert only(await chat.send("f8")).text.startswith("<b>1771 жыл</b>")


async def test_markup_that_telegram_can_not_read(chat: Chat, wire: Wire) -> None:
    """The same reply goes out as plain text, with its buttons."""
    wire.refuse(
        "sendMessage",
        Refusal(400, "Bad Request: can't parse entities: Unsupported start tag at byte offset 5"),
    )
    failed, sent = await chat.send("f5")
    assert "&lt;мектеп&gt;" in failed.text
    assert sent.text == (
        "1847 жыл\nБөкей ордасында <мектеп> & кітапхана ашылды.\nДереккөз: Жылнама, 1999, 5-жол"
    )
    assert "parse_mode" not in sent.parameters
    wire.refuse("sendMessage", Refusal(400, "Bad Request: can't parse entities: nobody knows why"))
    failed, sent = await chat.send("Абылай қашан билікке келді?")
    assert sent.buttons == failed.buttons != {}


@pytest.mark.parametrize(
    "refusals",
    [
        [Refusal(429, "Too Many Requests: retry after 3", {"retry_after": 3})],
        [Refusal(500, "Internal Server Error")],
        [Refusal(502, "Bad Gateway"), BROKEN],
        [BROKEN],
    ],
)
async def test_a_passing_trouble_costs_no_answer(
    chat: Chat, wire: Wire, monkeypatch: pytest.MonkeyPatch, refusals: list[Refusal]
) -> None:
    """Limits and broken connections are waited out."""
    waited: list[float] = []

    async def wait(pause: float) -> None:
        waited.append(pause)

    monkeypatch.setattr("bot.telegram.retries.sleep", wait)
    wire.refuse("sendMessage", *refusals)
    tries = await chat.send(QUESTION)
    assert len({shown.text for shown in tries}) == 1
    assert len(tries) == len(refusals) + 1
    if refusals[0].code == 429:
        assert waited == [3]
    for wait_, longest in zip(waited, [3, 1] if len(waited) == 1 else [0.5, 1], strict=False):
        assert 0 < wait_ <= longest


async def test_trouble_that_lasts_is_logged(
    chat: Chat, wire: Wire, monkeypatch: pytest.MonkeyPatch, logged: io.StringIO
) -> None:
    """After six tries the answer is put off; an apology could not be sent either."""

    async def wait(_: float) -> None:
        pass

    monkeypatch.setattr("bot.telegram.retries.sleep", wait)
    wire.refuse("sendMessage", *[BROKEN] * 6)
    assert len(await chat.send(QUESTION)) == 6
    assert "an answer can't be sent: NetworkError" in logged.getvalue()
    assert "1991" in only(await chat.send(QUESTION)).text


async def test_a_limit_that_is_too_long_to_wait(
    chat: Chat, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No try is made before Telegram wants it: the answer is put off."""
    waited: list[float] = []

    async def wait(pause: float) -> None:
        waited.append(pause)

    monkeypatch.setattr("bot.telegram.retries.sleep", wait)
    wire.refuse("sendMessage", Refusal(429, "Too Many Requests", {"retry_after": 3600}))
    answer = only(await chat.send(QUESTION))
    assert waited == []
    assert "1991" in answer.text


async def test_a_person_who_has_blocked_the_bot(
    chat: Chat, wire: Wire, logged: io.StringIO
) -> None:
    """That is no error, and there is nobody to tell."""
    wire.refuse("sendMessage", Refusal(403, "Forbidden: bot was blocked by the user"))
    assert len(await chat.send(QUESTION)) == 1
    assert "bot.telegram.errors: a person has blocked the bot" in logged.getvalue()
    assert "ERROR" not in logged.getvalue()


async def test_a_press_whose_acknowledgement_is_lost(
    chat: Chat, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The waiting sign on the button ends all the same."""

    async def wait(_: float) -> None:
        pass

    monkeypatch.setattr("bot.telegram.retries.sleep", wait)
    wire.refuse("answerCallbackQuery", BROKEN)
    assert only(await chat.press_data("1|fact|8|kk")).text.startswith("<b>1771 жыл</b>")
    assert len(wire.of("answerCallbackQuery")) == 2


async def test_a_press_that_is_too_old_is_answered(chat: Chat, wire: Wire) -> None:
    """Telegram takes no acknowledgement after a while, but messages always."""
    wire.refuse("answerCallbackQuery", Refusal(400, "Bad Request: query is too old"))
    assert only(await chat.press_data("1|fact|8|kk")).text.startswith("<b>1771 жыл</b>")
