"""Any sequence of updates at all, through the delivery to the application; only the wire is unreal.

After every step each message that was sent obeys Telegram's rules, and the facts are as they were
unless an editor published something. Whatever came before, the next plain question is answered.
"""

import asyncio
import html
import itertools
import shutil
import time
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from unittest import mock

from conftest import settings_of
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bot.desk.commands import COMMANDS as OF_THE_DESK
from bot.facts.models import ANSWERED, Fact
from bot.service import FactService
from bot.state.curators import Appointment
from bot.state.state import State
from bot.telegram.app import build_application
from bot.telegram.delivery import Delivery
from bot.telegram.ledger import Ledger
from bot.telegram.office import Office
from bot.telegram.personal import COMMANDS as ABOUT_ONESELF
from bot.text.dialogue import COMMANDS as OF_EVERYBODY
from support.apart import Here
from support.chat import EDITORS
from support.facts import FACTS
from support.group import entities_of
from support.rules import broken_sent
from support.strangers import (
    GROUP,
    OTHER_GROUP,
    UNKNOWN_KINDS,
    Content,
    Person,
    commands,
    contents,
    documents,
    entities,
    forged,
    hostile,
    mangled,
    others,
)
from support.wire import BOT, BROKEN, MESSAGES, Refusal, Wire

ASKED: Final = tuple(
    phrasing for fact in FACTS for said in fact["phrasings"].values() for phrasing in said
)
PLAIN: Final = ("Тәуелсіздік қашан жарияланды?", 1)
"""A question and the fact that answers it."""
EDITOR: Final = Person(EDITORS[0], "kk")
CONTRIBUTOR: Final = Person(300, "ru")
PEOPLE: Final = (Person(100, "kk"), Person(101, "en"), Person(102, None), CONTRIBUTOR, EDITOR)
REFUSALS: Final = (
    Refusal(400, "Bad Request: can't parse entities: unsupported start tag"),
    Refusal(400, "Bad Request: message is not modified"),
    Refusal(400, "Bad Request: query is too old and response timeout expired"),
    Refusal(400, "Bad Request: chat not found"),
    Refusal(400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -1001}),
    Refusal(400, "Bad Request: something that nobody knows"),
    Refusal(403, "Forbidden: bot was blocked by the user"),
    Refusal(429, "Too Many Requests: retry after 0", {"retry_after": 0}),
    Refusal(500, "Internal Server Error"),
    Refusal(502, "Bad Gateway"),
    BROKEN,
)
_METHODS: Final = (
    "sendMessage", "editMessageText", "answerCallbackQuery", "sendDocument", "sendChatAction",
    "getFile", "answerInlineQuery", "answerGuestQuery", "getChatAdministrators",
)  # fmt: skip
_COMMANDS: Final = (*OF_THE_DESK, *ABOUT_ONESELF, *OF_EVERYBODY)
_ANYTHING_GOES: Final = ("phrasing", "search")
"""What was asked for where a question is as good as any other words."""
_people = st.sampled_from(PEOPLE)


class AnyConversation(RuleBasedStateMachine):
    """The bot, and everybody who may send it something; ``written``: the facts to begin with."""

    def __init__(self, written: Path) -> None:
        super().__init__()
        self._open = ExitStack()
        folder = Path(self._open.enter_context(TemporaryDirectory()))
        facts = Path(shutil.copy(written, folder / "facts.db"))
        given = settings_of(facts, folder / "state.db")
        self._wire = Wire()
        administrator = {"status": "creator", "user": EDITOR.user, "is_anonymous": False}
        self._wire.results["getChatAdministrators"] = [administrator]
        opened = self._open.enter_context
        self._service = opened(closing(FactService(facts)))
        self._state = opened(closing(State(given.state_db)))
        beside = (
            opened(closing(Here(self._service, given.state_db))),
            opened(closing(Office(given))),
            opened(closing(Ledger(given.state_db))),
        )
        opened(mock.patch("bot.telegram.retries.sleep", _at_once))
        self._runner = opened(asyncio.Runner())
        self._application = build_application(given, self._state, beside, self._wire)
        self._original = self._service.facts()
        self._numbers = itertools.count(1)
        self._strangers = itertools.count(10_000)
        self._buttons: list[tuple[Content, str]] = []
        self._shown: dict[int, tuple[Content, list[str]]] = {}
        self._written: list[Content] = []
        self._looked_at = 0
        self._may_publish = False
        self._runner.run(self._begin(beside[2]))

    async def _begin(self, ledger: Ledger) -> None:
        await self._application.initialize()
        self._delivery = Delivery(self._application, ledger, pauses=(0.0,))
        await self._delivery.take_over()
        for person, contributes in ((EDITOR, False), (CONTRIBUTOR, True)):
            appointment = Appointment(f"name {person.number}", contributes=contributes)
            self._state.curators.appoint(person.number, appointment)

    def teardown(self) -> None:
        """The next question of everybody is answered."""
        try:
            for person in PEOPLE:
                self.ask_plainly(person)
        finally:
            self._runner.run(self._end())
            self._open.close()

    async def _end(self) -> None:
        await self._delivery.abandon()
        await self._application.shutdown()

    @rule(person=_people, text=hostile(ASKED))
    def say(self, person: Person, text: str) -> None:
        """Somebody writes words."""
        self._write(person, {"text": text})

    @rule(person=_people, text=commands(_COMMANDS, ASKED))
    def command(self, person: Person, text: str) -> None:
        """Somebody gives a command."""
        self._write(person, {"text": text, "entities": entities(text)})

    @rule(person=_people, content=contents())
    def send(self, person: Person, content: Content) -> None:
        """Somebody sends what is no text."""
        self._write(person, content)

    @rule(person=_people, document=documents())
    def upload(self, person: Person, document: tuple[Content, bytes]) -> None:
        """Somebody sends a file."""
        content, self._wire.files["file"] = document
        self._wire.files["documents/file"] = document[1]
        self._write(person, content)

    @rule(person=_people, text=hostile(ASKED), which=st.integers(0, 99))
    def reply(self, person: Person, text: str, which: int) -> None:
        """Somebody replies to a message, perhaps to one of the bot's."""
        number = max(1, len(self._wire.calls) - which)
        quoted = {"message_id": number, "date": 1, "chat": person.chat, "from": BOT, "text": "…"}
        self._write(person, {"text": text, "reply_to_message": quoted})

    @rule(person=_people, text=hostile(ASKED), which=st.integers(0, 99))
    def edit(self, person: Person, text: str, which: int) -> None:
        """Somebody edits a message, perhaps one that is not theirs."""
        if self._written:
            message = self._written[which % len(self._written)]
            edited = {"text": text, "edit_date": 2, "entities": entities(text)}
            self._deliver({"edited_message": message | edited})

    @rule(person=_people, which=st.integers(0, 99))
    def press(self, person: Person, which: int) -> None:
        """Somebody presses a button that was shown lately, perhaps to another person."""
        if self._buttons:
            message, data = self._buttons[-1 - which % len(self._buttons)]
            self._press(person, message, data)

    @rule(person=_people, which=st.lists(st.integers(0, 9), min_size=1, max_size=4))
    def press_own(self, person: Person, which: list[int]) -> None:
        """Somebody goes on by the buttons that were shown to them last."""
        for step in which:
            shown = self._shown.get(person.number)
            if shown is not None:
                message, carried = shown
                self._press(person, message, carried[step % len(carried)])

    @rule(
        person=st.sampled_from((EDITOR, CONTRIBUTOR)),
        begun=st.sampled_from(("/retire f4", "/edit f6\nEN: Young people came.", "/add", "/inbox")),
        which=st.lists(st.integers(0, 9), min_size=1, max_size=4),
    )
    def curate(self, person: Person, begun: str, which: list[int]) -> None:
        """A curator begins something and goes on with it."""
        self._write(person, {"text": begun, "entities": entities(begun)})
        self.press_own(person, which)

    @rule(person=_people, data=forged(), place=st.sampled_from(("private", "group", "nowhere")))
    def forge(self, person: Person, data: str, place: str) -> None:
        """Somebody presses a button that the bot has perhaps never made."""
        chat = GROUP if place == "group" else person.chat
        message = {"message_id": next(self._numbers), "date": 1, "chat": chat, "from": BOT}
        self._press(person, None if place == "nowhere" else message, data)

    @rule(
        person=_people,
        text=hostile(ASKED),
        mention=st.sampled_from(("@history_test_bot ", "/ask@history_test_bot ", "/language ", "")),
        group=st.sampled_from((GROUP, OTHER_GROUP)),
        thread=st.sampled_from((None, 1, 77)),
    )
    def say_in_group(
        self, person: Person, text: str, mention: str, group: Content, thread: int | None
    ) -> None:
        """Somebody writes in a group, perhaps in one of its topics."""
        content: Content = {"text": mention + text, "chat": group, "date": int(time.time())}
        content["entities"] = entities_of(mention)
        if thread is not None:
            content |= {"message_thread_id": thread, "is_topic_message": True}
        self._write(person, content)

    @rule(person=_people, words=hostile(ASKED), which=st.integers(0, 99))
    def other_kind(self, person: Person, words: str, which: int) -> None:
        """Something comes that is no message."""
        made = others(person, words, next(self._numbers))
        kind = sorted(made)[which % len(made)]
        self._deliver({kind: made[kind]})

    @rule(person=_people, kind=st.sampled_from(UNKNOWN_KINDS))
    def unknown_kind(self, person: Person, kind: str) -> None:
        """Something comes that this program has never heard of."""
        self._deliver({kind: {"id": "1", "from": person.user, "date": 1}})

    @rule(
        person=_people,
        content=st.sampled_from(("message", "edited_message", "callback_query", "inline_query")),
        path=st.lists(st.integers(0, 9), min_size=1, max_size=4),
        value=st.sampled_from((None, "", -1, 2**70, [], {}, [{}], "x" * 5000, True, 1e308)),
    )
    def malform(self, person: Person, content: str, path: list[int], value: Any) -> None:
        """Something comes with a part missing, or of another type."""
        message = self._message(person, {"text": "/edit f1"})
        whole: Content = message
        if content == "callback_query":
            whole = _pressed(person, message | {"from": BOT}, "1|fact|1|kk")
        elif content == "inline_query":
            whole = {"id": "1", "from": person.user, "query": "хан", "offset": ""}
        self._deliver({content: mangled(whole, path, value)})

    @rule(
        refusals=st.lists(
            st.tuples(st.sampled_from(_METHODS), st.sampled_from(REFUSALS)), min_size=1, max_size=6
        )
    )
    def refuse(self, refusals: list[tuple[str, Refusal]]) -> None:
        """Telegram refuses what it is asked next."""
        for method, refusal in refusals:
            self._wire.refuse(method, refusal)

    @rule(person=_people)
    def ask_plainly(self, person: Person) -> None:
        """A question is answered: that of this person, and that of one who comes anew."""
        self._wire.refusals.clear()
        if self._awaited(person) in _ANYTHING_GOES:
            self._write(person, {"text": "/cancel", "entities": entities("/cancel")})
        question, fact = self._plain()
        for asking in (person, Person(next(self._strangers), "kk")):
            seen = len(self._wire.calls)
            self._write(asking, {"text": question})
            said = [
                str(call.parameters["text"])
                for call in self._wire.calls[seen:]
                if call.method == "sendMessage" and call.parameters["chat_id"] == asking.number
            ]
            known = [html.escape(text.text) for text in fact.texts.values()]
            assert any(text in answer for text in known for answer in said), (question, said)

    @invariant()
    def obeys(self) -> None:
        """Nothing that was sent breaks a rule, and no stranger has changed a fact."""
        calls, self._looked_at = self._wire.calls[self._looked_at :], len(self._wire.calls)
        for call in calls:
            if call.method in MESSAGES and "text" in call.parameters:
                assert broken_sent(call.parameters) == [], call.parameters
        if not self._may_publish:
            assert self._service.facts() == self._original

    def _plain(self) -> tuple[str, Fact]:
        """Return a question and the fact that answers it, unless an editor has changed that."""
        fact = next(fact for fact in self._original if fact.id == PLAIN[1])
        if fact in self._service.facts():
            return PLAIN[0], fact
        left = next(fact for fact in self._service.facts() if fact.status in ANSWERED)
        return left.label, left

    def _awaited(self, person: Person) -> str:
        expected = self._state.expected.of(person.number)
        return "" if expected is None else expected.purpose

    def _message(self, person: Person, content: Content) -> Content:
        number = next(self._numbers)
        base = {"message_id": number, "date": 1, "chat": person.chat, "from": person.user}
        return base | content

    def _write(self, person: Person, content: Content) -> None:
        message = self._message(person, content)
        self._written.append(message)
        self._deliver({"message": message})

    def _press(self, person: Person, message: Content | None, data: str) -> None:
        self._may_publish |= person == EDITOR
        self._deliver({"callback_query": _pressed(person, message, data)})

    def _deliver(self, content: Content) -> None:
        """Have an update handled, and see which buttons are shown."""
        seen = len(self._wire.calls)
        self._runner.run(self._handle({"update_id": next(self._numbers)} | content))
        for number, call in enumerate(self._wire.calls[seen:], start=seen + 1):
            if call.method in MESSAGES:
                chat = {"id": call.parameters["chat_id"], "type": "private"}
                message = {"message_id": number, "date": 1, "chat": chat, "from": BOT}
                rows = call.parameters.get("reply_markup", {}).get("inline_keyboard", [])
                shown = [b["callback_data"] for row in rows for b in row if "callback_data" in b]
                self._buttons.extend((message, data) for data in shown)
                if shown:
                    self._shown[chat["id"]] = message, shown

    async def _handle(self, update: Content) -> None:
        await self._delivery.put([update])
        await self._delivery.finish()
        assert not self._delivery.refused.done()


def _pressed(person: Person, message: Content | None, data: str) -> Content:
    query = {"id": "1", "from": person.user, "chat_instance": "1", "data": data}
    return query if message is None else query | {"message": message}


async def _at_once(_: float) -> None:
    """Take the place of a pause."""


def converse(written: Path, given: settings) -> None:
    """Have conversations as ``given``; raises what is wrong with the shortest that is found."""
    run_state_machine_as_test(lambda: AnyConversation(written), settings=given)
