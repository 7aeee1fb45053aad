"""Fetching updates: nothing lost, nothing twice, and an end where there must be one."""

import asyncio
import itertools
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import Any

import pytest
from support.wire import BROKEN, Refusal, Wire
from telegram import Update
from telegram.error import Conflict, InvalidToken

from bot.facts.models import Dataset
from bot.service import FactService
from bot.state.state import State
from bot.telegram.app import App
from bot.telegram.delivery import Delivery
from bot.telegram.ledger import Ledger
from bot.telegram.patience import Patience
from bot.telegram.polling import Polling
from bot.telegram.profile import register
from bot.telegram.serving import serve

CONFLICT = Refusal(409, "Conflict: terminated by other getUpdates request")
UNAUTHORIZED = Refusal(401, "Unauthorized")


def said(number: int, text: str = "f8", person: int = 1) -> dict[str, Any]:
    """Return an update with a message."""
    who = {"id": person, "is_bot": False, "first_name": "Ару", "language_code": "en"}
    chat = {"id": person, "type": "private"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": who, "text": text}
    return {"update_id": number, "message": message}


def typed(number: int, person: int) -> dict[str, Any]:
    """Return an update with what somebody types after the bot's name."""
    who = {"id": person, "is_bot": False, "first_name": "Ару"}
    query = {"id": str(number), "from": who, "query": "f8", "offset": ""}
    return {"update_id": number, "inline_query": query}


class Run:
    """The polling of an application, at work in the background."""

    def __init__(
        self,
        application: App,
        ledger: Ledger,
        dataset: Dataset,
        wire: Wire,
        conflict: float = 0.05,
    ) -> None:
        self._stop = asyncio.Event()
        self._wire = wire
        patience = Patience(self._stop, conflict=conflict, pause=0.001)
        beside = partial(register, application.bot, dataset)
        polling = Polling(application.bot)
        self._task = asyncio.create_task(serve(application, ledger, polling, patience, beside))

    async def until(self, met: Callable[[], object]) -> None:
        """Wait until something has come about."""
        async with asyncio.timeout(10):
            while not met():
                assert not self._task.done(), "polling has ended"
                await asyncio.sleep(0.001)

    async def until_sent(self, count: int) -> None:
        """Wait until this many messages have been sent."""
        await self.until(lambda: len(self._wire.of("sendMessage")) >= count)

    async def end(self) -> None:
        """Wait until polling ends by itself."""
        async with asyncio.timeout(10):
            await self._task

    async def stop(self) -> None:
        """Say the word to stop, and wait for the end."""
        self._stop.set()
        await self.end()


@pytest.fixture
def run(application: App, ledger: Ledger, service: FactService, wire: Wire) -> Callable[..., Run]:
    """Return a function that starts polling."""
    dataset = service.summary().dataset
    return partial(Run, application, ledger=ledger, dataset=dataset, wire=wire)


async def test_updates_are_fetched_and_confirmed_when_answered(
    run: Callable[[], Run], wire: Wire
) -> None:
    """The offset moves only with the answers; no update of another kind is asked for."""
    wire.updates.extend([[said(10), said(11)], [said(12)]])
    polling = run()
    await polling.until_sent(3)
    await polling.until(lambda: len(wire.of("getUpdates")) == 3)
    await polling.stop()
    asked = wire.of("getUpdates")
    assert [parameters.get("offset") for parameters in asked] == [None, 12, 13, 13]
    assert [parameters.get("timeout", 0) for parameters in asked] == [20, 20, 20, 0]
    assert {tuple(parameters["allowed_updates"]) for parameters in asked} == {
        (
            "message",
            "edited_message",
            "callback_query",
            "inline_query",
            "my_chat_member",
            "guest_message",
        )
    }


async def test_a_webhook_is_removed_and_waiting_questions_are_kept(
    run: Callable[[], Run], wire: Wire
) -> None:
    """With a webhook set Telegram would refuse polling."""
    polling = run()
    await polling.until(lambda: wire.of("getUpdates"))
    await polling.stop()
    assert wire.of("deleteWebhook") == [{"drop_pending_updates": False}]


async def test_what_was_answered_last_is_confirmed_at_the_end(
    application: App, run: Callable[[], Run], wire: Wire
) -> None:
    """An update at work is finished, and Telegram does not send it again."""
    wire.updates.append([said(20)])
    working, go_on = asyncio.Event(), asyncio.Event()
    handle = application.process_update

    async def slowly(update: object) -> None:
        working.set()
        await go_on.wait()
        await handle(update)

    application.process_update = slowly
    polling = run()
    await polling.until(working.is_set)
    stopping = asyncio.create_task(polling.stop())
    await asyncio.sleep(0)
    go_on.set()
    await stopping
    assert len(wire.of("sendMessage")) == 1
    last = wire.of("getUpdates")[-1]
    assert (last["offset"], last.get("timeout", 0)) == (21, 0)


async def test_what_can_not_be_finished_is_left_to_the_next_start(
    application: App,
    run: Callable[..., Run],
    state: State,
    wire: Wire,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An answer that hangs does not keep the program alive; the next process gives it."""
    monkeypatch.setattr("bot.telegram.delivery.STOP_SECONDS", 0.01)
    wire.updates.append([said(30)])
    working = asyncio.Event()

    async def hang(_: object) -> None:
        working.set()
        await asyncio.sleep(3600)

    handle, application.process_update = application.process_update, hang
    first = Ledger(state.path)
    polling = run(ledger=first)
    await polling.until(working.is_set)
    await polling.stop()
    first.close()
    application.process_update = handle
    await application.initialize()
    polling = run()
    await polling.until_sent(1)
    await polling.stop()
    assert "1771" in wire.of("sendMessage")[0]["text"]


async def test_chats_do_not_wait_for_each_other(
    application: App, run: Callable[[], Run], wire: Wire
) -> None:
    """One person's slow answer delays no one else's; their own messages keep their order."""
    wire.updates.append([said(1, "f1"), said(2, "f2"), said(3, "f3", person=2)])
    handle = application.process_update
    others = asyncio.Event()

    async def in_turn(update: Any) -> None:
        if update.update_id == 1:
            await others.wait()
        await handle(update)
        if update.update_id == 3:
            others.set()

    application.process_update = in_turn
    polling = run()
    await polling.until_sent(3)
    await polling.stop()
    texts = [parameters["text"] for parameters in wire.of("sendMessage")]
    assert ["1465" in texts[0], "1991" in texts[1], "1722" in texts[2]] == [True] * 3


async def test_people_who_type_do_not_wait_for_each_other(
    application: App, run: Callable[[], Run], wire: Wire
) -> None:
    """Though what they type comes from no chat."""
    wire.updates.append([typed(1, person=1), typed(2, person=2)])
    handle = application.process_update
    others = asyncio.Event()

    async def in_turn(update: Any) -> None:
        if update.update_id == 1:
            await others.wait()
        await handle(update)
        others.set()

    application.process_update = in_turn
    polling = run()
    await polling.until(lambda: len(wire.of("answerInlineQuery")) == 2)
    await polling.stop()
    assert [p["inline_query_id"] for p in wire.of("answerInlineQuery")] == ["2", "1"]


async def test_an_update_that_comes_twice_is_answered_once(
    run: Callable[[], Run], wire: Wire
) -> None:
    """In one batch as well as in the next."""
    wire.updates.extend([[said(1), said(1), said(2)], [said(2)], [said(3)]])
    polling = run()
    await polling.until(lambda: len(wire.of("getUpdates")) == 4)
    await polling.stop()
    assert len(wire.of("sendMessage")) == 3


async def test_network_trouble_is_waited_out(run: Callable[[], Run], wire: Wire) -> None:
    """At the start and later."""
    limit = Refusal(429, "Too Many Requests: retry after 0", {"retry_after": 0.001})
    wire.refuse("deleteWebhook", BROKEN, limit, Refusal(502, "Bad Gateway"))
    wire.refuse("getUpdates", BROKEN, Refusal(500, "Internal Server Error"), limit, BROKEN)
    wire.updates.append([said(1)])
    polling = run()
    await polling.until_sent(1)
    await polling.stop()
    assert len(wire.of("deleteWebhook")) == 4


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ({"nothing": "that can be read"}, "KeyError"),
        (said(6)["message"] | {"chat": {"id": {}, "type": "private"}}, "TypeError"),
        (said(6)["message"] | {"chat": None}, "AttributeError"),
    ],
)
async def test_an_update_that_can_not_be_read_is_stepped_over(
    run: Callable[[], Run], state: State, wire: Wire, message: dict[str, Any], error: str
) -> None:
    """It is put aside; those before and after it are answered once each."""
    first, bad, last = said(5, "f1"), said(6), said(7, "f3")
    bad["message"] = message
    wire.updates.extend([[first, bad, last]])
    polling = run()
    await polling.until_sent(2)
    await polling.stop()
    texts = [parameters["text"] for parameters in wire.of("sendMessage")]
    assert ["1991" in texts[0], "1465" in texts[1], len(texts)] == [True, True, 2]
    with closing(sqlite3.connect(state.path)) as db:
        kept = db.execute("SELECT number, stage, content, kind FROM updates ORDER BY number")
        assert kept.fetchall() == [
            (5, "done", None, None),
            (6, "aside", None, f"unreadable: {error}"),
            (7, "done", None, None),
        ]


async def test_a_death_is_held_against_none_but_the_one_that_began_alone(
    application: App, ledger: Ledger, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of those that began together each is a suspect; the next process begins them one by one."""
    for number in (1, 2, 3):
        state.updates.keep(number, said(number, person=number))
    for suspects, deaths in (((1, 2), [1, 1, 0]), ((1, 2), [1, 1, 0]), ((2,), [1, 2, 0])):
        for number in suspects:
            state.updates.begin(number)
        left = state.updates.take_over()
        assert [kept.deaths for kept in left.unhandled] == deaths
    at_work: list[int] = []
    together: list[int] = []

    async def handle(_: App, update: Update) -> None:
        at_work.append(update.update_id)
        await asyncio.sleep(0.01)
        together.append(len(at_work))
        at_work.remove(update.update_id)

    monkeypatch.setattr(type(application), "process_update", handle)
    delivery = Delivery(application, ledger)
    await delivery.take_over()
    await delivery.finish()
    assert together == [1, 1, 1]
    await delivery.put([said(number, person=number) for number in (4, 5)])
    await delivery.finish()
    assert together[3:] == [2, 1]


@pytest.mark.parametrize("method", ["deleteWebhook", "getUpdates"])
async def test_a_refused_token_ends_the_program(
    run: Callable[[], Run], wire: Wire, method: str
) -> None:
    """At the start as well as when it is revoked later; never alive and deaf."""
    wire.refuse(method, UNAUTHORIZED)
    with pytest.raises(InvalidToken):
        await run().end()


async def test_another_instance_that_stays(run: Callable[[], Run], wire: Wire) -> None:
    """One poll in between that goes well proves nothing: two instances alternate."""
    wire.updates.extend([[said(number)] for number in range(1, 2000)])
    for _ in range(1000):
        wire.refuse("getUpdates", CONFLICT, CONFLICT)
    with pytest.raises(Conflict):
        await run().end()


async def test_another_instance_that_ends(run: Callable[..., Run], wire: Wire) -> None:
    """While one instance replaces another a few conflicts are normal."""
    wire.refuse("getUpdates", CONFLICT, CONFLICT, CONFLICT)
    wire.updates.append([said(1)])
    polling = run(conflict=60)
    await polling.until_sent(1)
    await polling.stop()


@pytest.mark.parametrize("name", ["sendMessage", "getUpdates"])
async def test_stopping_while_telegram_can_not_be_reached(
    run: Callable[[], Run], wire: Wire, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The word to stop is heard in every pause."""
    monkeypatch.setattr("bot.telegram.delivery.STOP_SECONDS", 0.01)
    wire.refuse(name, *itertools.repeat(BROKEN, 100))
    wire.updates.append([said(1)])
    polling = run()
    await polling.until(lambda: wire.of(name))
    await polling.stop()


COMMANDS = {
    "": ["Бастау", "Қалай сұрау керек"],
    "kk": ["Бастау", "Қалай сұрау керек"],
    "ru": ["Начать", "Как спрашивать"],
    "en": ["Start", "How to ask"],
}
NAMES = {
    "": "Қазақ тарихы",
    "kk": "Қазақ тарихы",
    "ru": "История казахов",
    "en": "Kazakh history",
}
SHORT = {
    "": "Тарих сұрақтарына күні мен дереккөзі көрсетілген деректермен жауап береді.",
    "kk": "Тарих сұрақтарына күні мен дереккөзі көрсетілген деректермен жауап береді.",
    "ru": "Отвечает на вопросы по истории фактами с датой и источником.",
    "en": "Answers history questions with dated facts and their sources.",
}
LONG = {
    "": "Сынаққа арналған деректер.\n\nТарих туралы қазақша, орысша немесе ағылшынша сұраңыз.",
    "kk": "Сынаққа арналған деректер.\n\nТарих туралы қазақша, орысша немесе ағылшынша сұраңыз.",
    "ru": "Факты для проверки.\n\nСпросите об истории по-казахски, по-русски или по-английски.",
    "en": "Facts for testing.\n\nAsk about history in Kazakh, Russian or English.",
}


async def test_the_profile_is_registered_in_three_languages(
    run: Callable[[], Run], wire: Wire
) -> None:
    """Kazakh for everybody else."""
    polling = run()
    await polling.until(lambda: len(wire.of("setMyDescription")) == 4)
    await polling.stop()

    def by_language(method: str, field: str, scope: str | None = None) -> dict[str, Any]:
        return {
            p.get("language_code", ""): p[field]
            for p in wire.of(method)
            if scope is None or p["scope"]["type"] == scope
        }

    commands = by_language("setMyCommands", "commands", "all_private_chats")
    assert {
        lang: [command["description"] for command in listed[:2]]
        for lang, listed in commands.items()
    } == COMMANDS
    assert all(
        [command["command"] for command in listed]
        == ["start", "help", "language", "about", "source", "privacy", "mydata", "forget"]
        for listed in commands.values()
    )
    in_groups = by_language("setMyCommands", "commands", "all_group_chats")
    assert {
        lang: tuple(c["description"] for c in listed) for lang, listed in in_groups.items()
    } == {
        "": ("Сұрақ қою", "Жауап тілін таңдау"),
        "kk": ("Сұрақ қою", "Жауап тілін таңдау"),
        "ru": ("Задать вопрос", "Выбрать язык ответов"),
        "en": ("Ask a question", "Choose the language of answers"),
    }
    assert all(
        [c["command"] for c in listed] == ["ask", "language"] for listed in in_groups.values()
    )
    assert by_language("setMyName", "name") == NAMES
    assert by_language("setMyShortDescription", "short_description") == SHORT
    described = by_language("setMyDescription", "description")
    assert {lang: text[: len(LONG[lang])] for lang, text in described.items()} == LONG


async def test_a_profile_that_is_right_already_is_left_alone(
    run: Callable[[], Run], wire: Wire
) -> None:
    """Telegram allows few changes a day."""
    wire.results["getMyName"] = {"name": "Қазақ тарихы"}
    polling = run()
    await polling.until(lambda: len(wire.of("getMyDescription")) == 4)
    await polling.stop()
    assert {p.get("language_code", "") for p in wire.of("setMyName")} == {"ru", "en"}


async def test_a_profile_that_can_not_be_registered(run: Callable[[], Run], wire: Wire) -> None:
    """The bot answers all the same, and puts what else can be put."""
    hour = Refusal(429, "Too Many Requests", {"retry_after": 3600})
    wire.refuse("setMyName", hour, BROKEN, Refusal(400, "Bad Request"), hour)
    wire.updates.append([said(1)])
    polling = run()
    await polling.until(lambda: len(wire.of("setMyDescription")) == 4)
    await polling.until_sent(1)
    await polling.stop()
