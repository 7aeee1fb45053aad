"""Groups: what is meant for the bot is answered in short, and nothing else is."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from support.chat import Shown
from support.group import CHANNEL_BOT, Group
from support.wire import BOT, Refusal, Wire

from bot.service import FactService
from bot.state.state import State
from bot.telegram.app import App

MakeGroup = Callable[..., Group]
Fields = dict[str, Any]

NAME = "@history_test_bot"
LINK = "https://t.me/history_test_bot"
OTHER_BOT = {"id": 8, "is_bot": True, "first_name": "Other", "username": "other_bot"}
SOMEBODY = {"id": 300, "is_bot": False, "first_name": "Дана"}
CHATTER = [
    "Тәуелсіздік қашан жарияланды?",
    "Сәлем, бәрің қалайсыңдар?",
    "Қазақ хандығы қашан құрылды?",
    "ертең сабақ нешеде басталады",
    "16 желтоқсанда не болды?",
    "f1",
    "жоқ",
    "рахмет 👍",
    "Когда провозглашена независимость?",
    "Кто поставил прокурора при Сенате?",
    "всем привет!",
    "Что произошло 16 декабря?",
    "а бот тут есть?",
    "Кто идёт завтра в музей?",
    "спасибо",
    "history_test_bot что-то молчит",
    "When was independence declared?",
    "Who gave the Senate a procurator?",
    "ask him when the khanate was founded",
    "lol",
]
ELSEWHERE = [
    "/start",
    "/help",
    "/about",
    "/privacy",
    "/mydata",
    "/forget",
    "/add",
    "/asking when was independence declared?",
    "/ask@other_bot When was independence declared?",
    "/ask@history_test_bot2 Тәуелсіздік қашан жарияланды?",
    "/language@other_bot",
    f"/quiz@other_bot {NAME}",
    "@other_bot Когда провозглашена независимость?",
    "@history_test_bot2 Когда провозглашена независимость?",
    "@history_test Тәуелсіздік қашан жарияланды?",
    "mail to you@history_test_bot, when was independence declared?",
    "https://t.me/history_test_bot",
    "спроси /ask",
    "history_test_bot: When was independence declared?",
    "//ask When was independence declared?",
    "@dana Қазақ хандығы қашан құрылды?",
    "/forget@other_bot f1",
]
ADDRESSED = ["/ask f1", f"{NAME} f1", "/ask@history_test_bot Тәуелсіздік қашан жарияланды?"]


def only(shown: list[Shown]) -> Shown:
    """Return the one message that was sent."""
    assert len(shown) == 1
    return shown[0]


def reply_to(sender: Fields, **content: Any) -> Fields:
    """Return the field of a message that replies to another."""
    chat = {"id": -1, "type": "supergroup", "title": "Тарих"}
    quoted = {"message_id": 77, "date": 1, "chat": chat, "from": sender}
    return {"reply_to_message": quoted | content}


def not_meant(group: Group) -> list[Fields]:
    """Return messages of the group that nobody addressed to the bot."""
    channel = group.as_channel()
    in_channel_s_name = {"from": CHANNEL_BOT, "sender_chat": channel["sender_chat"]}
    person = {"type": "hidden_user", "date": 1, "sender_user_name": "Дана"}
    senders: list[Fields] = [
        {},
        reply_to(SOMEBODY, text="/ask f1"),
        reply_to(OTHER_BOT, text="16 December 1991"),
        group.as_admin(),
        channel,
        in_channel_s_name,
        {"is_topic_message": True, "message_thread_id": 4} | reply_to(BOT, **OPENED),
    ]
    said = [{"text": text} | fields for text in CHATTER for fields in senders]
    said += [{"caption": text, "photo": PHOTO} for text in CHATTER]
    said += [{"text": text} | fields for text in ELSEWHERE for fields in senders[:2]]
    said += [
        {"text": text} | fields
        for text in ADDRESSED
        for fields in (
            {"from": OTHER_BOT},
            {"via_bot": BOT},
            {"forward_origin": person},
            {"date": 1},
        )
    ]
    said += [reply_to(BOT, text="…") | content for content in WORDLESS]
    said += SERVICE
    return said


OPENED = {"forum_topic_created": {"name": "Тарих", "icon_color": 7322096}}
"""To this every message of a topic looks like a reply."""
PHOTO = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
VOICE = {"file_id": "a", "file_unique_id": "b", "duration": 1}
WORDLESS: list[Fields] = [{"text": "👍"}, {"photo": PHOTO}, {"voice": VOICE}]
SERVICE: list[Fields] = [
    {"new_chat_members": [BOT]},
    {"new_chat_members": [SOMEBODY]},
    {"left_chat_member": SOMEBODY},
    {"new_chat_title": "Тарих"},
    {"pinned_message": {"message_id": 5, "date": 1, "chat": {"id": -1, "type": "group"}}},
    OPENED,
    {"location": {"latitude": 43.2, "longitude": 76.9}},
]


@pytest.fixture
def group_of(application: App, wire: Wire) -> MakeGroup:
    """Return a maker of groups: ``group_of(lang="ru", person=5)``."""
    return lambda **who: Group(application, wire, **who)


@pytest.fixture
def group(group_of: MakeGroup) -> Group:
    """Return a group in which somebody speaks whose Telegram is in Kazakh."""
    return group_of()


async def test_what_is_not_meant_for_the_bot_gets_no_answer(group: Group, wire: Wire) -> None:
    """Talk, commands of other bots, other names, what bots and channels write, what is old."""
    messages = not_meant(group)
    assert len(messages) >= 200
    for fields in messages:
        await group.update(message=group.message(**fields))
        assert wire.calls == [], fields


BRIEF = {
    "kk": (
        "Тәуелсіздік қашан жарияланды?",
        "<b>1991 жылғы 16 желтоқсан</b>\nҚазақстан тәуелсіздігін жариялады.\n"
        "Дереккөз: Жылнама, 1999, 1-жол",
        {"Толығырақ": f"{LINK}?start=f1-kk"},
    ),
    "ru": (
        "Когда провозглашена независимость?",
        "<b>16 декабря 1991 года</b>\nКазахстан провозгласил независимость.\n"
        "Источник: Летопись, 1999, строка 1",
        {"Подробнее": f"{LINK}?start=f1-ru"},
    ),
    "en": (
        "When was independence declared?",
        "<b>16 December 1991</b>\nKazakhstan declared its independence.\n"
        "Source: Annals, 1999, line 1",
        {"More": f"{LINK}?start=f1-en"},
    ),
}


def meant(group: Group, question: str) -> list[Fields]:
    """Return the ways to ask the bot something in a group."""
    topic = {"is_topic_message": True, "message_thread_id": 4}
    to_bot = reply_to(BOT, text="…")
    to_somebody = reply_to(SOMEBODY, text=question)
    return [
        {"text": f"/ask {question}"},
        {"text": f"/ASK@History_Test_Bot {question}"},
        {"text": f"/ask\n{question}"},
        {"text": "/ask"} | to_somebody,
        {"text": "/ask@history_test_bot"} | reply_to(SOMEBODY, caption=question, photo=PHOTO),
        {"text": f"/ask {question}"} | reply_to(SOMEBODY, text="…"),
        {"text": f"{NAME} {question}"},
        {"text": f"🤖 {question} {NAME.upper()}"},
        {"text": f"{NAME}!"} | to_somebody,
        {"caption": f"{NAME} {question}", "photo": PHOTO},
        {"text": question} | to_bot,
        {"text": f"/ask {question}"} | group.as_admin(),
        {"text": question} | to_bot | group.as_admin(),
        {"text": f"/ask {question}"} | topic,
        {"text": f"/ask {question}"} | topic | to_bot,
        {"text": f"{NAME} {question}"} | group.as_channel(),
        {"text": f"{NAME}: {question}"} | reply_to(OTHER_BOT, text="…"),
    ]


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
async def test_what_is_meant_for_the_bot_is_answered(group_of: MakeGroup, lang: str) -> None:
    """In the question's language, in short, below the question and in its topic: 51 messages."""
    question, answer, links = BRIEF[lang]
    asked = meant(group_of(), question)
    assert len(asked) == 17
    for position in range(len(asked)):
        group = group_of(lang="en")
        message = group.message(**meant(group, question)[position])
        shown = only(await group.update(message=message))
        assert (shown.text, shown.buttons) == (answer, links), message
        quoted = message.get("reply_to_message", {})
        held = question in (message.get("text") or message.get("caption", ""))
        to = message["message_id"] if held else quoted["message_id"]
        replied = shown.parameters["reply_parameters"]
        assert (replied["message_id"], replied["allow_sending_without_reply"]) == (to, True)
        assert shown.parameters.get("message_thread_id") == message.get("message_thread_id")


SHORT = [
    (
        "When did Abylai come to power?",
        "Several facts fit your question. Which one do you mean?\n"
        "1. <b>1734</b> – Abylai became sultan.\n"
        "2. <b>1771</b> – Abylai was elected khan.",
        {
            "1. 1734 – Abylai became sultan.": f"{LINK}?start=f7-en",
            "2. 1771 – Abylai was elected khan.": f"{LINK}?start=f8-en",
        },
    ),
    (
        "Что произошло 16 декабря?",
        "За это время есть 2 факта:\n"
        "1. <b>16 декабря 1986 года</b> – В Алма-Ате молодёжь вышла на площадь.\n"
        "2. <b>16 декабря 1991 года</b> – Казахстан провозгласил независимость.",
        {
            "1. 16 декабря 1986 года – В Алма-Ате молодёжь…": f"{LINK}?start=f6-ru",
            "2. 16 декабря 1991 года – Казахстан провозгласил…": f"{LINK}?start=f1-ru",
        },
    ),
    (
        "Айда қандай теңіз бар?",
        "Бұл сұраққа жауап беретін дерек менде жоқ, ал болжап айтпаймын.",
        {"Жеке чатта сұрау": LINK},
    ),
    (
        "When was the Kazakh Khanate founded?",
        "<b>1465</b>\n"
        "The Kazakh Khanate was founded.\n"
        "Sources disagree: Or in 1456.\n"
        "Source: Annals, 1999, lines 3–4 [7]\n"
        "Source: Other &lt;page&gt;",
        {"More": f"{LINK}?start=f3-en"},
    ),
    (
        "When was the Kazakh Khanate founded? When was independence declared?",
        "<b>1465</b>\n"
        "The Kazakh Khanate was founded.\n"
        "Sources disagree: Or in 1456.\n"
        "Source: Annals, 1999, lines 3–4 [7]\n"
        "Source: Other &lt;page&gt;",
        {
            "More": f"{LINK}?start=f3-en",
            "16 December 1991 – Kazakhstan declared its…": f"{LINK}?start=f1-en",
        },
    ),
    (
        "f5",
        "<b>1847 жыл</b>\n"
        "Бөкей ордасында &lt;мектеп&gt; &amp; кітапхана ашылды.\n"
        "Дереккөз: Жылнама, 1999, 5-жол",
        {"Толығырақ": f"{LINK}?start=f5-kk"},
    ),
]


@pytest.mark.parametrize(("question", "text", "links"), SHORT)
async def test_short_answers(group: Group, question: str, text: str, links: Fields) -> None:
    """Choices, lists and a no; what sources dispute is told with all of them."""
    shown = only(await group.say(f"/ask {question}"))
    assert (shown.text, shown.buttons) == (text, links)


@pytest.mark.parametrize(
    ("lang", "how", "private"),
    [
        (
            "kk",
            "Топта сұрағыңызды /ask командасынан кейін жазыңыз, мысалы: "
            "/ask Тәуелсіздік қашан жарияланды?",
            "Жеке чатта сұрау",
        ),
        (
            "ru",
            "В группе напишите вопрос после /ask, например: "
            "/ask Когда провозглашена независимость?",
            "Спросить в личном чате",
        ),
        (
            "en",
            "In a group, write your question after /ask, for example: "
            "/ask When was independence declared?",
            "Ask me in private",
        ),
    ],
)
async def test_how_to_ask(group_of: MakeGroup, lang: str, how: str, private: str) -> None:
    """Told to who calls the bot without a question, or for something of private chats."""
    to_bot = reply_to(BOT, text="…")
    for text, fields in [
        ("/ask", {}),
        (f"{NAME} ?", {}),
        ("/ask 🤷", to_bot),
        ("/ask", reply_to(SOMEBODY, voice=VOICE)),
        ("/start@history_test_bot", {}),
        ("/about@history_test_bot", {}),
    ]:
        shown = only(await group_of(lang=lang).say(text, **fields))
        assert (shown.text, shown.buttons) == (how, {private: LINK})


async def test_a_quoted_part_is_what_is_asked(group: Group) -> None:
    """Not the whole message that it is a part of."""
    fields = reply_to(SOMEBODY, text="Сәлем! Тәуелсіздік қашан жарияланды? Ертең сабақ бар ма?")
    part = {"text": "Тәуелсіздік қашан жарияланды?", "position": 7}
    shown = only(await group.say("/ask", quote=part, **fields))
    assert shown.text == BRIEF["kk"][1]


@pytest.mark.parametrize(
    ("lang", "slow"),
    [
        ("kk", "Сұрақ бірден көбейіп кетті. Бір минуттан кейін қайта жауап беремін."),
        ("ru", "Слишком много вопросов сразу. Снова начну отвечать через минуту."),
        ("en", "That's a lot of questions at once. I'll answer again in a minute."),
    ],
)
async def test_too_many_questions_in_a_group(group_of: MakeGroup, lang: str, slow: str) -> None:
    """Six are answered, then one sentence says to wait; other groups are answered."""
    group, other = group_of(lang=lang), group_of(lang=lang)
    people = [{"from": SOMEBODY | {"id": n, "language_code": lang}} for n in range(1, 10)]
    shown = [await group.say("/ask f1", **person) for person in people]
    assert [len(messages) for messages in shown] == [1] * 7 + [0] * 2
    assert only(shown[6]).text == slow
    assert len(await other.say("/ask f1", **people[0])) == 1


async def test_too_many_questions_of_one_person(group: Group) -> None:
    """Others are answered still."""
    shown = [await group.say("/ask f1") for _ in range(6)]
    assert [len(messages) for messages in shown] == [1] * 5 + [0]
    assert len(await group.say("/ask f1", **{"from": SOMEBODY})) == 1


async def test_questions_of_groups_are_kept_without_who_asked(
    group_of: MakeGroup, state: State
) -> None:
    """Neither those of who doesn't want it, nor what somebody else had said."""
    state.people.log(5, wanted=False)
    await group_of(person=5).say("/ask What is the price of bread?")
    await group_of(person=6).say("/ask", **reply_to(SOMEBODY, text="What is the price of milk?"))
    await group_of(person=6).say("/ask What is the price of tea?")
    assert [kept.text for kept in state.questions.unanswered()] == ["What is the price of tea?"]


async def test_a_group_that_may_not_be_written_to(group: Group, wire: Wire) -> None:
    """Nothing more is tried, and nobody is told."""
    wire.refuse("sendMessage", Refusal(400, "Bad Request: not enough rights to send text messages"))
    await group.say("/ask f1")
    assert len(wire.of("sendMessage")) == 1
    wire.refuse("sendMessage", Refusal(403, "Forbidden: bot was kicked from the supergroup chat"))
    await group.say("/ask f1")
    assert len(wire.of("sendMessage")) == 2


async def test_an_edited_question_of_a_group(group: Group, wire: Wire) -> None:
    """Its answer is edited; what was not answered, or is addressed no more, is left alone."""
    asked = group.message(text="/ask f1")
    answer = only(await group.update(message=asked))
    edited = group.message(text="/ask f8") | {"message_id": asked["message_id"]}
    shown = only(await group.update(edited_message=edited))
    assert shown.replaced == answer.number
    assert shown.text == "<b>1771 жыл</b>\nАбылай хан сайланды.\nДереккөз: Жылнама, 1999, 8-жол"
    assert shown.buttons == {"Толығырақ": f"{LINK}?start=f8-kk"}
    talk = group.message(text="f8") | {"message_id": asked["message_id"]}
    assert await group.update(edited_message=talk) == []
    other = group.message(text="/ask f8")
    assert await group.update(edited_message=other) == []


MENUS = [
    (
        "kk",
        "Мұнда қай тілде жауап берейін? Тілді топтың әкімшілері ғана таңдай алады.",
        "Тілді топтың әкімшілері ғана таңдай алады.",
        "Сұрақтың тілінде",
        "Енді сұрақ қай тілде болса, сол тілде жауап беремін.",
    ),
    (
        "ru",
        "На каком языке здесь отвечать? Выбрать могут только администраторы группы.",
        "Выбрать язык могут только администраторы группы.",
        "На языке вопроса",
        "Теперь отвечаю на языке вопроса.",
    ),
    (
        "en",
        "Which language shall I answer in here? Only this group's administrators can choose.",
        "Only this group's administrators can choose the language.",
        "In the question's language",
        "From now on I answer in the question's language.",
    ),
]


@pytest.mark.parametrize(("lang", "menu", "refused", "automatic", "unset"), MENUS)
async def test_administrators_choose_the_language(
    group_of: MakeGroup,
    wire: Wire,
    state: State,
    lang: str,
    menu: str,
    refused: str,
    automatic: str,
    unset: str,
) -> None:
    """Their presses count, also of those who stay anonymous; the menu gives way to the choice."""
    group = group_of(person=5, lang=lang)
    shown = only(await group.say("/language"))
    assert (shown.text, shown.labels) == (menu, ["Қазақша", "Русский", "English", automatic])
    administrator = {"status": "creator", "is_anonymous": True, "user": SOMEBODY | {"id": 6}}
    wire.results["getChatAdministrators"] = [administrator]
    assert await group.press("English") == []
    assert wire.of("answerCallbackQuery")[-1]["text"] == refused
    assert state.groups.language(group.number) is None
    administrator["user"] = SOMEBODY | {"id": 5}
    confirmed = only(await group.press("English"))
    assert (confirmed.text, confirmed.replaced, confirmed.labels) == (
        "I will answer in English from now on.",
        shown.number,
        [],
    )
    assert wire.of("answerCallbackQuery")[-1]["text"] == confirmed.text
    assert only(await group.say(f"/ask {BRIEF['kk'][0]}")).text == BRIEF["en"][1]
    assert only(await group.press(automatic)).text == unset
    assert only(await group.say(f"/ask {BRIEF['kk'][0]}")).text == BRIEF["kk"][1]
    assert state.groups.language(group.number) is None


@pytest.mark.parametrize(
    "data", [None, "", "1|fact|1|kk", "1|wrong|1.0|kk", "1|log|off|kk", "1|language||de", "x" * 64]
)
async def test_other_presses_in_groups(
    group: Group, wire: Wire, state: State, data: str | None
) -> None:
    """Nothing but a language can be chosen there, whoever presses."""
    assert await group.press_data(data) == []
    assert [call.method for call in wire.calls] == ["answerCallbackQuery"]
    assert not state.path.exists()


async def test_a_language_that_can_not_be_chosen_now(
    group: Group, wire: Wire, state: State
) -> None:
    """The administrator is told, whether Telegram or the state file refuses."""
    await group.say("/language")
    wire.refuse("getChatAdministrators", Refusal(400, "Bad Request: chat not found"))
    assert await group.press("English") == []
    later = "Таңдауыңызды сақтай алмадым, кейінірек қайталап көріңіз."
    assert wire.of("answerCallbackQuery")[-1]["text"] == later
    state.path.write_bytes(b"not a database " * 100)
    wire.results["getChatAdministrators"] = [
        {"status": "creator", "is_anonymous": False, "user": SOMEBODY | {"id": 100}}
    ]
    assert await group.press("English") == []
    assert wire.of("answerCallbackQuery")[-1]["text"] == later
    assert only(await group.say("/ask f1")).text == BRIEF["kk"][1]


async def test_the_language_of_the_group_comes_before_that_of_a_person(
    group_of: MakeGroup, state: State
) -> None:
    """What somebody chose for themselves does not count where others read along."""
    state.people.choose(5, "en")
    group = group_of(person=5)
    assert only(await group.say(f"/ask {BRIEF['ru'][0]}")).text == BRIEF["ru"][1]
    state.groups.choose(group.number, "kk")
    assert only(await group.say(f"/ask {BRIEF['ru'][0]}")).text == BRIEF["kk"][1]


async def test_settings_move_with_the_group(group_of: MakeGroup, wire: Wire, state: State) -> None:
    """Told by either chat, or by a refusal; told twice they stay."""
    old, new = group_of(), group_of()
    state.groups.choose(old.number, "en")
    await old.update(message=old.message(migrate_to_chat_id=new.number))
    await new.update(message=new.message(migrate_from_chat_id=old.number))
    assert (state.groups.language(old.number), state.groups.language(new.number)) == (None, "en")
    assert only(await new.say(f"/ask {BRIEF['kk'][0]}")).text == BRIEF["en"][1]
    newer = group_of()
    moved = {"migrate_to_chat_id": newer.number}
    wire.refuse(
        "sendMessage", Refusal(400, "Bad Request: group chat was upgraded to a supergroup", moved)
    )
    await new.say("/ask f1")
    assert wire.of("sendMessage")[-1]["chat_id"] == newer.number
    assert state.groups.language(newer.number) == "en"


@pytest.mark.parametrize(("status", "kept"), [("left", None), ("kicked", None), ("member", "en")])
async def test_settings_are_forgotten_with_the_group(
    group: Group, wire: Wire, state: State, status: str, kept: str | None
) -> None:
    """Where the bot is a member no more; nothing is said."""
    state.groups.choose(group.number, "en")
    message = group.message()
    member: Fields = {"status": status, "user": BOT}
    if status == "kicked":
        member["until_date"] = 0
    changed = {
        "chat": message["chat"],
        "from": SOMEBODY,
        "date": message["date"],
        "old_chat_member": {"status": "member", "user": BOT},
        "new_chat_member": member,
    }
    await group.update(my_chat_member=changed)
    assert state.groups.language(group.number) == kept
    assert wire.calls == []


def test_the_ways_to_ask_are_as_many_as_they_should_be(group: Group) -> None:
    """Three languages, every way once."""
    ways = list(itertools.chain(*(meant(group, question) for question, _, _ in BRIEF.values())))
    assert len(ways) >= 50


async def test_an_answer_that_fails_is_not_talked_about_in_the_group(
    group: Group, wire: Wire, service: FactService, caplog: pytest.LogCaptureFixture
) -> None:
    """The log has the error, and none of the words."""
    service._store.path.write_bytes(b"not a database " * 100)
    assert await group.say("/ask What is the price of bread?") == []
    assert wire.calls == []
    assert "facts-damaged" in caplog.text
    assert "bread" not in caplog.text
