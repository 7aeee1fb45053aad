"""The long runs of ``tests/soak`` in short; nothing here takes the time."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from soak import delivery, hostile, memory, throughput
from soak.subject import BOT, running
from support.chat import Chat
from support.hostile import DATA, KINDS
from support.rough_api import KINDS as FAULTS
from support.rough_api import Weather

from bot.telegram import answers
from bot.telegram.app import App
from bot.telegram.delivery import Delivery
from bot.telegram.ledger import Ledger
from bot.text import conversation

WEATHER = Weather(slow=0.2, kinds=tuple(kind for kind in FAULTS if kind != "hang"))


@pytest.mark.parametrize("webhook", [False, True])
def test_a_bad_day(tmp_path: Path, webhook: bool) -> None:
    """Faults and three deaths cost no answer and no order; whatever is repeated is counted."""
    plan = delivery.Plan(300, 20, 3, 90, webhook, WEATHER)
    outcome = delivery.deliver(plan, tmp_path)
    assert outcome.answered == 300
    assert set(outcome.missed(plan)) <= {"repeated"}, outcome
    assert outcome.faults.total() > 0


@pytest.mark.parametrize("command", [BOT, throughput.ECHO])
def test_all_are_answered_at_once(tmp_path: Path, command: Sequence[str]) -> None:
    """By the bot, and by the echo bot that it is measured beside."""
    throughput.measure(command, throughput.questions(), 10, 50, tmp_path)


def test_mixed_load(tmp_path: Path) -> None:
    """Everything that people do, for some seconds; then somebody asks and is answered."""
    with (
        memory.Town(20, seed=1) as town,
        running(town, tmp_path, {"EDITOR_IDS": str(memory.EDITOR)}) as bot,
    ):
        town.ask_plainly(99)
        memory.load(town, bot, seconds=3, rate=40)
        town.ask_plainly(100)
        assert bot.stop() == 0
    assert not town.broken


async def test_what_is_remembered_has_an_end(
    application: App, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, chat_of: Callable[..., Chat]
) -> None:
    """Whoever asks, and however many: of everything that is kept in memory there is a most."""
    monkeypatch.setattr(conversation, "MOST_REMEMBERED", 20)
    monkeypatch.setattr(answers, "MOST", 20)
    door = application.handlers[0][0].callback.args[0]
    conversations = door.apart.answering.conversations
    delivery = Delivery(application, ledger)
    await delivery.take_over()
    for person in range(1000, 1060):
        message = chat_of(person=person).message(text="f1")
        await delivery.put([{"update_id": person, "message": message}])
    await delivery.finish()
    assert len(conversations._known) == len(door.answers._answers) == 20
    assert delivery._queues == {}
    assert delivery._at_work == set()
    assert delivery._waiting == 0
    pace = application.bot.rate_limiter._pace
    await asyncio.sleep(0.1)  # longer than a chat's turn at the rate of the tests
    await pace.turn(1)
    assert list(pace._chats) == [1]


def test_hostile_messages() -> None:
    """Each is answered, and no answer breaks a rule of Telegram's."""
    rows = list(hostile.measure(500, 1, [*KINDS, *DATA]))
    assert sum(len(row.times) for row in rows) >= 500
    assert {row.kind: row.faults for row in rows if row.faults} == {}
