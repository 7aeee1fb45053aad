"""Conversations on Telegram, word for word."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from support.chat import Chat, Shown
from support.facts import write_facts
from support.wire import Wire

from bot import __version__
from bot.service import FactService
from bot.state.state import State

MakeChat = Callable[..., Chat]

ANSWERS = [
    (
        "Тәуелсіздік қашан жарияланды?",
        "<b>1991 жылғы 16 желтоқсан</b>\n"
        "Қазақстан тәуелсіздігін жариялады.\n"
        "Дереккөз: Жылнама, 1999, 1-жол",
    ),
    (
        "Когда провозглашена независимость?",
        "<b>16 декабря 1991 года</b>\n"
        "Казахстан провозгласил независимость.\n"
        "Источник: Летопись, 1999, строка 1",
    ),
    (
        "When was independence declared?",
        "<b>16 December 1991</b>\n"
        "Kazakhstan declared its independence.\n"
        "Source: Annals, 1999, line 1",
    ),
    (
        "Сенатқа прокурорды кім қойды?",
        "<b>1722 жылғы 12 (23) қаңтар</b>\n"
        "I Петр Сенатқа прокурор қойды.\n"
        "Дереккөз: Жылнама, 1999, 2-жол",
    ),
    (
        "Кто поставил прокурора при Сенате?",
        "<b>12 (23) января 1722 года</b>\n"
        "Пётр I поставил при Сенате прокурора.\n"
        "Источник: Летопись, 1999, строка 2",
    ),
    (
        "Who gave the Senate a procurator?",
        "<b>12 (23) January 1722</b>\n"
        "Peter I gave the Senate a procurator.\n"
        "Source: Annals, 1999, line 2",
    ),
    (
        "Қазақ хандығы қашан құрылды?",
        "<b>1465 жыл</b>\n"
        "Қазақ хандығы құрылды.\n"
        "Дереккөздер әртүрлі айтады: 1456 жыл деп те айтады.\n"
        "Дереккөз: Жылнама, 1999, 3–4-жолдар [7]\n"
        "Дереккөз: Other &lt;page&gt;",
    ),
    (
        "Когда основано Казахское ханство?",
        "<b>1465 год</b>\n"
        "Основано Казахское ханство.\n"
        "Источники расходятся: Называют и 1456 год.\n"
        "Источник: Летопись, 1999, строки 3–4 [7]\n"
        "Источник: Other &lt;page&gt;",
    ),
    (
        "When was the Kazakh Khanate founded?",
        "<b>1465</b>\n"
        "The Kazakh Khanate was founded.\n"
        "Sources disagree: Or in 1456.\n"
        "Source: Annals, 1999, lines 3–4 [7]\n"
        "Source: Other &lt;page&gt;",
    ),
    (
        "Жыраулар қай аспапқа қосылып айтты?",
        "<b>Күні көрсетілмеген</b>\nЖыраулар домбыраға қосылып айтты.\n"
        "Дереккөз: Жылнама, 1999, 4-жол",
    ),
    (
        "Под какой инструмент пели жырау?",
        "<b>Дата не указана</b>\nЖырау пели под домбру.\nИсточник: Летопись, 1999, строка 4",
    ),
    (
        "To what instrument did zhyrau sing?",
        "<b>No date given</b>\nZhyrau sang to the dombra.\nSource: Annals, 1999, line 4",
    ),
    (
        "16 желтоқсанда не болды?",
        "Осы уақытқа қатысты 2 дерек бар:\n"
        "1. <b>1986 жылғы 16 желтоқсан</b> – Алматыда жастар алаңға шықты. (f6)\n"
        "2. <b>1991 жылғы 16 желтоқсан</b> – Қазақстан тәуелсіздігін жариялады. (f1)",
    ),
    (
        "Что произошло 16 декабря?",
        "За это время есть 2 факта:\n"
        "1. <b>16 декабря 1986 года</b> – В Алма-Ате молодёжь вышла на площадь. (f6)\n"
        "2. <b>16 декабря 1991 года</b> – Казахстан провозгласил независимость. (f1)",
    ),
    (
        "What happened on 16 December?",
        "I have 2 facts from that time:\n"
        "1. <b>16 December 1986</b> – In Alma-Ata young people went to the square. (f6)\n"
        "2. <b>16 December 1991</b> – Kazakhstan declared its independence. (f1)",
    ),
    (
        "Айда қандай теңіз бар?",
        "Бұл сұраққа жауап беретін дерек менде жоқ, ал болжап айтпаймын.\n"
        "Мен мына тақырыптан ғана жауап беремін: Қазақ тарихы.",
    ),
    (
        "Какая сегодня погода?",
        "Факта, который отвечал бы на этот вопрос, у меня нет, а гадать я не стану.\n"
        "Я отвечаю только по этой теме: История казахов.",
    ),
    (
        "What is the price of bread?",
        "I have no fact that answers this, and I won't guess.\n"
        "I only answer on this subject: Kazakh history.",
    ),
]

CHOICES = [
    (
        "Абылай қашан билікке келді?",
        "Сұрағыңызға бірнеше дерек сай келеді. Қайсысын білгіңіз келеді?\n"
        "1. <b>1734 жыл</b> – Абылай сұлтан атанды.\n"
        "2. <b>1771 жыл</b> – Абылай хан сайланды.",
        ["1. 1734 жыл – Абылай сұлтан атанды.", "2. 1771 жыл – Абылай хан сайланды."],
        "<b>1771 жыл</b>\nАбылай хан сайланды.\nДереккөз: Жылнама, 1999, 8-жол",
    ),
    (
        "Когда Абылай пришёл к власти?",
        "Вашему вопросу подходят несколько фактов. О каком из них вы спрашиваете?\n"
        "1. <b>1734 год</b> – Абылай стал султаном.\n"
        "2. <b>1771 год</b> – Абылай избран ханом.",
        ["1. 1734 год – Абылай стал султаном.", "2. 1771 год – Абылай избран ханом."],
        "<b>1771 год</b>\nАбылай избран ханом.\nИсточник: Летопись, 1999, строка 8",
    ),
    (
        "When did Abylai come to power?",
        "Several facts fit your question. Which one do you mean?\n"
        "1. <b>1734</b> – Abylai became sultan.\n"
        "2. <b>1771</b> – Abylai was elected khan.",
        ["1. 1734 – Abylai became sultan.", "2. 1771 – Abylai was elected khan."],
        "<b>1771</b>\nAbylai was elected khan.\nSource: Annals, 1999, line 8",
    ),
]

SCREENS = [
    (
        "kk",
        "/start",
        "Сәлеметсіз бе! Тарих туралы сұрағыңызға күні мен дереккөзі көрсетілген дерекпен "
        "жауап беремін.\n"
        "Менде 8 дерек бар. Сынаққа арналған деректер.\n"
        "Өз сөзіңізбен сұраңыз: қазақша, орысша немесе ағылшынша. Мысалы:",
        ["Тәуелсіздік қашан жарияланды?", "16 желтоқсанда не болды?"],
    ),
    (
        "ru",
        "/start",
        "Здравствуйте! Я отвечаю на вопросы по истории фактом с датой и источником.\n"
        "У меня 8 фактов. Факты для проверки.\n"
        "Спрашивайте своими словами: по-казахски, по-русски или по-английски. Например:",
        ["Когда провозглашена независимость?", "Что произошло 16 декабря?"],
    ),
    (
        "en",
        "/start",
        "Hello! I answer history questions with a dated fact and its source.\n"
        "I have 8 facts. Facts for testing.\n"
        "Ask in your own words, in Kazakh, Russian or English. For example:",
        ["When was independence declared?", "What happened on 16 December?"],
    ),
    (
        "kk",
        "/help",
        "Сұрағыңызды кәдімгі хабарлама етіп жазыңыз. Қазақтың төл әріптерінсіз, латынша немесе "
        "қатемен жазсаңыз да түсінуге тырысамын.\n"
        "Уақытын айтып та сұрауға болады: 1722 жылы не болды, XX ғасыр, 13 шілде.\n"
        "Жауабын білмесем, білмеймін деймін де, соған жақын деректерді ұсынамын.\n\n"
        "Командалар:\n"
        "/start – Бастау\n"
        "/help – Қалай сұрау керек\n"
        "/language – Жауап тілін таңдау\n"
        "/about – Деректер мен дереккөздер туралы\n"
        "/source – Дереккөздер\n"
        "/privacy – Сіз туралы не сақталады\n"
        "/mydata – Сіз туралы сақталғанды файлмен алу\n"
        "/forget – Сіз туралы сақталғанды өшіру",
        [],
    ),
    (
        "ru",
        "/help",
        "Напишите вопрос обычным сообщением. Я постараюсь понять и латиницу, и опечатки, и "
        "казахский без специальных букв.\n"
        "Можно спросить и о времени: что произошло в 1722 году, XX век, 13 июля.\n"
        "Если ответа у меня нет, я так и скажу и предложу близкие факты.\n\n"
        "Команды:\n"
        "/start – Начать\n"
        "/help – Как спрашивать\n"
        "/language – Выбрать язык ответов\n"
        "/about – О фактах и источниках\n"
        "/source – Источники\n"
        "/privacy – Что хранится о вас\n"
        "/mydata – Что хранится о вас – файлом\n"
        "/forget – Стереть всё, что о вас хранится",
        [],
    ),
    (
        "en",
        "/help",
        "Write your question as an ordinary message. I try to understand typos, Latin script and "
        "Kazakh without its special letters.\n"
        "You can also ask about a time: what happened in 1722, the 20th century, 13 July.\n"
        "If I don't know, I say so and offer the facts that are near.\n\n"
        "Commands:\n"
        "/start – Start\n"
        "/help – How to ask\n"
        "/language – Choose the language of answers\n"
        "/about – About the facts and sources\n"
        "/source – The sources\n"
        "/privacy – What is kept about you\n"
        "/mydata – What is stored about you, as a file\n"
        "/forget – Erase what is stored about you",
        [],
    ),
    (
        "kk",
        "/language",
        "Қай тілде жауап берейін?",
        ["Қазақша", "Русский", "English", "Сұрақтың тілінде", "Сұрақтарымды сақтамаңыз"],
    ),
    (
        "ru",
        "/language",
        "На каком языке отвечать?",
        ["Қазақша", "Русский", "English", "На языке вопроса", "Не хранить мои вопросы"],
    ),
    (
        "en",
        "/language",
        "Which language shall I answer in?",
        ["Қазақша", "Русский", "English", "In the question's language", "Don't keep my questions"],
    ),
    (
        "kk",
        "/about",
        "<b>Қазақ тарихы</b>\n"
        "Сынаққа арналған деректер.\n"
        "Дерек саны: 8. Дереккөздері әртүрлі айтатын деректер: 1.\n"
        "Дереккөз саны: 2.\n"
        "Деректер нұсқасы: 2026.1. Лицензиясы: CC BY 4.0.\n"
        "Деректер соңғы рет өзгерген күн: 2026 жылғы 2 қаңтар.\n"
        f"Бағдарлама нұсқасы: {__version__}.",
        [],
    ),
    (
        "ru",
        "/about",
        "<b>История казахов</b>\n"
        "Факты для проверки.\n"
        "8 фактов; фактов, о которых источники расходятся: 1.\n"
        "2 источника.\n"
        "Версия данных: 2026.1. Лицензия: CC BY 4.0.\n"
        "Факты в последний раз менялись: 2 января 2026 года.\n"
        f"Версия программы: {__version__}.",
        [],
    ),
    (
        "en",
        "/about",
        "<b>Kazakh history</b>\n"
        "Facts for testing.\n"
        "8 facts; sources disagree about 1 of them.\n"
        "2 sources.\n"
        "Data version: 2026.1. Licence: CC BY 4.0.\n"
        "The facts were last changed on 2 January 2026.\n"
        f"Program version: {__version__}.",
        [],
    ),
    (
        "kk",
        "/privacy",
        "Сұрақтар 30 күн сақталады, кім сұрағаны жазылмайды: редакторлар не жетіспейтінін "
        "көруі үшін.\n"
        "Қате туралы айтсаңыз, сөзіңіз бен сұрағыңыз редактор қарағанша не ескіргенше "
        "сақталады, бірақ кім айтқаны жазылмайды; нөміріңіз сөзіңізді күткен кезде ғана, "
        "ең көбі бір тәулік сақталады.\n"
        "Жауабын айтуды өтінсеңіз, сұрағыңыз бен чатыңыздың нөмірі жауап келгенше "
        "сақталады, ең көбі 90 күн.\n"
        "Тіл таңдасаңыз, Telegram-дағы ID нөміріңіз бен сол тіл сақталады; «Сұрақтың "
        "тілінде» түймесін бассаңыз, олар өшіріледі.\n"
        "Редакторлар мен авторлардың Telegram-дағы ID нөмірі, тілі мен таңдаған аты, "
        "жобалары (90 күн қозғалмаса, өшіріледі) және жіберген файлдары (7 күн) сақталады; "
        "аты деректер тарихында қалады.\n"
        "Бағдарлама журналына жазғаныңыздан ештеңе түспейді.\n"
        "/mydata сіз туралы сақталғанды жібереді, /forget оны өшіреді.\n"
        "Хабарлама жауап берілгенше ғана сақталады; мені бұғаттасаңыз, чатыңыздың нөмірі "
        "ең көбі 90 күн сақталады. Хабарламалардың өзін Telegram өз ережелері бойынша "
        "сақтайды: https://telegram.org/privacy",
        ["Сұрақтарымды сақтамаңыз"],
    ),
    (
        "ru",
        "/privacy",
        "Вопросы храню 30 дней, без указания, кто спросил, – чтобы редакторы видели, чего "
        "не хватает.\n"
        "Если вы сообщаете об ошибке, ваши слова и вопрос хранятся, пока редактор их не "
        "разберёт или пока они не устареют, но без указания, кто сообщил; ваш номер – "
        "только пока я жду ваших слов, не дольше суток.\n"
        "Если вы просите сообщить ответ, ваш вопрос и номер чата хранятся до ответа, не "
        "дольше 90 дней.\n"
        "Если вы выбрали язык, хранятся ваш номер в Telegram и этот язык; кнопка «На языке "
        "вопроса» удаляет их.\n"
        "О редакторах и авторах храню номер в Telegram, язык и выбранное имя, черновики "
        "(удаляются, если не трогать их 90 дней) и присланные файлы (7 дней); имя остаётся "
        "в истории фактов.\n"
        "В журнал программы не пишется ничего из того, что вы пишете.\n"
        "/mydata пришлёт всё, что хранится о вас, /forget это сотрёт.\n"
        "Сообщение хранится, пока на него не отвечено; если вы меня заблокируете, номер "
        "чата – не дольше 90 дней. Сами сообщения Telegram хранит по своим правилам: "
        "https://telegram.org/privacy",
        ["Не хранить мои вопросы"],
    ),
    (
        "en",
        "/privacy",
        "I keep questions for 30 days, without who asked them, so that editors see what is "
        "missing.\n"
        "If you say that something is wrong, your words and the question are kept until an "
        "editor has seen to them or they are too old, but not who said it; your number "
        "only while I wait for your words, for a day at most.\n"
        "If you ask to be told, your question and the number of your chat are kept until "
        "you are told, for 90 days at most.\n"
        "If you choose a language, your Telegram number and that language are kept; the "
        "button “In the question's language” deletes them.\n"
        "Of editors and authors I keep the Telegram number, the language and the chosen "
        "name, drafts (until they lie untouched for 90 days) and the files they send (for "
        "7 days); the name stays in the history of the facts.\n"
        "Nothing that you write gets into the program's log.\n"
        "/mydata sends you what is stored about you, /forget erases it.\n"
        "A message is kept until it is answered; if you block me, the number of your "
        "chat is for 90 days at most. Telegram keeps the messages themselves under its "
        "own rules: https://telegram.org/privacy",
        ["Don't keep my questions"],
    ),
    ("kk", "/nothing", "Мұндай команда жоқ. Барлық команданы /help көрсетеді.", []),
    ("ru", "/nothing", "Такой команды нет. Все команды показывает /help.", []),
    ("en", "/nothing", "There is no such command. /help shows them all.", []),
    (
        "kk",
        "1600 жылы не болды?",
        "Ол уақытқа қатысты дерек менде жоқ.\n"
        "Осыған жақын білетінім:\n"
        "1. <b>1722 жылғы 12 (23) қаңтар</b> – I Петр Сенатқа прокурор қойды.\n"
        "2. <b>1734 жыл</b> – Абылай сұлтан атанды.\n"
        "3. <b>1465 жыл</b> – Қазақ хандығы құрылды.",
        [
            "1. 1722 жылғы 12 (23) қаңтар – I Петр Сенатқа…",
            "2. 1734 жыл – Абылай сұлтан атанды.",
            "3. 1465 жыл – Қазақ хандығы құрылды.",
            "Жауабы табылса, айтыңыз",
        ],
    ),
    (
        "kk",
        "f5",
        "<b>1847 жыл</b>\n"
        "Бөкей ордасында &lt;мектеп&gt; &amp; кітапхана ашылды.\n"
        "Дереккөз: Жылнама, 1999, 5-жол",
        ["Сол кезде", "Дереккөз", "Қате бар ма?"],
    ),
    (
        "ru",
        "f5",
        "<b>1847 год</b>\n"
        "Бөкей ордасында &lt;мектеп&gt; &amp; кітапхана ашылды.\n"
        "Текст этого факта пока есть только на казахском языке.\n"
        "Источник: Летопись, 1999, строка 5",
        ["Что было рядом", "Источник", "Что-то не так?"],
    ),
    (
        "en",
        "f5",
        "<b>1847</b>\n"
        "Бөкей ордасында &lt;мектеп&gt; &amp; кітапхана ашылды.\n"
        "So far this fact has a text in Kazakh only.\n"
        "Source: Annals, 1999, line 5",
        ["Around that time", "Source", "Something wrong?"],
    ),
]


def only(shown: list[Shown]) -> Shown:
    """Return the one message that was sent."""
    assert len(shown) == 1
    return shown[0]


@pytest.mark.parametrize(("question", "answer"), ANSWERS)
async def test_a_question_is_answered_in_its_own_language(
    chat: Chat, question: str, answer: str
) -> None:
    """The interface language does not matter where the question speaks for itself."""
    assert only(await chat.send(question)).text == answer


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("Тәуелсіздік қашан жарияланды?", ["Неге бұл?", "Сол кезде", "Дереккөз", "Қате бар ма?"]),
        (
            "Когда провозглашена независимость?",
            ["Почему?", "Что было рядом", "Источник", "Что-то не так?"],
        ),
        (
            "When was independence declared?",
            ["Why?", "Around that time", "Source", "Something wrong?"],
        ),
        ("Айда қандай теңіз бар?", ["Жауабы табылса, айтыңыз"]),
        ("Какая сегодня погода?", ["Сообщите, когда узнаете"]),
        ("What is the price of bread?", ["Tell me when you know"]),
        ("What happened on 16 December?", ["1", "2"]),
        (
            "When was the Kazakh Khanate founded? When was independence declared?",
            [
                "Wrong? 1465 – The Kazakh Khanate was founded.",
                "Wrong? 16 December 1991 – Kazakhstan declared…",
            ],
        ),
        (
            "Когда основано Казахское ханство? Когда провозглашена независимость?",
            [
                "Не так? 1465 год – Основано Казахское ханство.",
                "Не так? 16 декабря 1991 года – Казахстан…",
            ],
        ),
    ],
)
async def test_replies_have_a_quiet_button(chat: Chat, question: str, labels: list[str]) -> None:
    """By which people say what is wrong with them, or missing."""
    assert only(await chat.send(question)).labels == labels


@pytest.mark.parametrize(("lang", "text", "expected", "labels"), SCREENS)
async def test_screens(
    chat_of: MakeChat, lang: str, text: str, expected: str, labels: list[str]
) -> None:
    """Commands and numbers are answered in the language of the person's Telegram."""
    shown = only(await chat_of(lang=lang).send(text))
    assert (shown.text, shown.labels) == (expected, labels)


@pytest.mark.parametrize(("question", "title", "labels", "fact"), CHOICES)
async def test_choices_are_buttons_that_send_the_fact(
    chat: Chat, wire: Wire, question: str, title: str, labels: list[str], fact: str
) -> None:
    """A pressed fact comes as a new message; the press is acknowledged first."""
    menu = only(await chat.send(question))
    assert (menu.text, menu.labels) == (title, labels)
    wire.calls.clear()
    assert only(await chat.press(labels[1])).text == fact
    assert [call.method for call in wire.calls] == ["answerCallbackQuery", "sendMessage"]
    assert len(await chat.press(labels[0])) == 1, "the menu stays"


@pytest.mark.parametrize(("question", "title", "labels", "fact"), CHOICES)
async def test_the_choice_is_kept_for_the_editors(
    chat: Chat, state: State, question: str, title: str, labels: list[str], fact: str
) -> None:
    """With the question as it was typed, and nobody's number."""
    await chat.send(question)
    await chat.press(labels[1])
    (kept,) = state.questions.chosen()
    assert (kept.text, kept.chosen) == (question, str(uuid.UUID(int=8)))


async def test_questions_of_whoever_does_not_want_it_are_not_kept(
    chat_of: MakeChat, state: State
) -> None:
    """They are answered as ever; only the button that needs their question is not there."""
    state.people.log(5, wanted=False)
    chat = chat_of(person=5, lang="en")
    assert only(await chat.send("What is the price of bread?")).labels == []
    menu = only(await chat.send("When did Abylai come to power?"))
    await chat.press(menu.labels[0])
    assert only(await chat.send("f8")).labels == ["Around that time", "Source", "Something wrong?"]
    assert state.questions.question(1) is None
    shown = only(await chat.send("/privacy"))
    assert shown.text.startswith("I don't keep your questions;")
    assert shown.labels == ["Keep my questions again"]
    await chat_of(person=6).send("What is the price of bread?")
    assert [q.text for q in state.questions.unanswered()] == ["What is the price of bread?"]


async def test_a_state_file_that_can_not_be_used_costs_no_answer(
    chat: Chat, state: State, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing is kept then, and no button is offered that would need it; the log has no words."""
    state.path.write_bytes(b"not a database " * 100)
    menu = only(await chat.send("Абылай қашан билікке келді?"))
    assert only(await chat.press(menu.labels[1])).text.startswith("<b>1771 жыл</b>")
    assert only(await chat.send("Айда қандай теңіз бар?")).labels == []
    assert "state-damaged" in caplog.text
    assert "теңіз" not in caplog.text


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("kk", "f99 деген дерек жоқ."), ("ru", "Факта f99 нет."), ("en", "There is no fact f99.")],
)
async def test_a_button_for_a_fact_that_is_gone(chat: Chat, lang: str, expected: str) -> None:
    """A fact may be retired after its button was sent."""
    assert only(await chat.press_data(f"1|fact|99|{lang}")).text == expected


async def test_a_menu_keeps_its_language(chat_of: MakeChat) -> None:
    """A fact is sent in the language of the menu it was chosen from."""
    chat = chat_of(lang="en")
    await chat.send("Когда Абылай пришёл к власти?")
    assert only(await chat.press("1. 1734 год – Абылай стал султаном.")).text.startswith(
        "<b>1734 год</b>\nАбылай стал султаном."
    )


async def test_an_example_is_answered_like_a_question(chat: Chat) -> None:
    """The example buttons of /start ask their questions."""
    await chat.send("/start")
    shown = only(await chat.press("Тәуелсіздік қашан жарияланды?"))
    assert shown.text.startswith("<b>1991 жылғы 16 желтоқсан</b>")


@pytest.mark.parametrize(
    ("label", "confirmed", "answer"),
    [
        ("Қазақша", "Енді қазақша жауап беремін.", "<b>1771 жыл</b>"),
        ("Русский", "Теперь отвечаю по-русски.", "<b>1771 год</b>"),
        ("English", "I will answer in English from now on.", "<b>1771</b>"),
    ],
)
async def test_a_chosen_language_comes_before_all_others(
    chat_of: MakeChat, state: State, label: str, confirmed: str, answer: str
) -> None:
    """The choice beats the question's language and Telegram's, until it is taken back."""
    chat = chat_of(person=5, lang="en")
    await chat.send("/language")
    assert only(await chat.press(label)).text == confirmed
    assert state.people.language(5) is not None
    assert only(await chat.send("f8")).text.startswith(answer)
    english = only(await chat.send("Who gave the Senate a procurator?")).text
    assert english.startswith("<b>12 (23) January 1722</b>") == (label == "English")
    others = chat_of(person=6, lang="ru")
    assert only(await others.send("f8")).text.startswith("<b>1771 год</b>"), "theirs alone"
    await chat.send("/language")
    automatic = {
        "Қазақша": "Сұрақтың тілінде",
        "Русский": "На языке вопроса",
        "English": "In the question's language",
    }
    shown = only(await chat.press(automatic[label]))
    assert shown.text == "From now on I answer in the question's language."
    assert state.people.language(5) is None


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (None, "<b>1771 жыл</b>"),
        ("de", "<b>1771 жыл</b>"),
        ("", "<b>1771 жыл</b>"),
        ("ru-RU", "<b>1771 год</b>"),
        ("EN-gb", "<b>1771</b>"),
    ],
)
async def test_without_a_language_of_ours_kazakh_is_spoken(
    chat_of: MakeChat, lang: str | None, expected: str
) -> None:
    """Telegram's language counts by its first two letters."""
    assert only(await chat_of(lang=lang).send("f8")).text.startswith(f"{expected}\n")


@pytest.mark.parametrize("command", ["/HELP", "/help@history_test_bot", "/help me please"])
async def test_commands_are_read_as_people_write_them(chat: Chat, command: str) -> None:
    """Capitals, the bot's name and further words do not disturb a command."""
    assert only(await chat.send(command)).text == only(await chat.send("/help")).text


@pytest.mark.parametrize(
    "content",
    [
        {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]},
        {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 1}},
        {"location": {"latitude": 43.2, "longitude": 76.9}},
        {"dice": {"emoji": "🎲", "value": 3}},
        {},
    ],
)
@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "kk",
            "Мен тек мәтінмен жазылған сұраққа жауап бере аламын.\n"
            "Мысалы: Тәуелсіздік қашан жарияланды?",
        ),
        (
            "ru",
            "Я могу ответить только на вопрос, написанный текстом.\n"
            "Например: Когда провозглашена независимость?",
        ),
        (
            "en",
            "I can only answer questions written as text.\n"
            "For example: When was independence declared?",
        ),
    ],
)
async def test_what_is_no_text_gets_a_sentence(
    chat_of: MakeChat, lang: str, expected: str, content: dict[str, Any]
) -> None:
    """Pictures, voices, and kinds of message that are not invented yet."""
    chat = chat_of(lang=lang)
    assert only(await chat.update(message=chat.message(**content))).text == expected


async def test_messages_outside_private_chats_are_left_alone(chat: Chat, wire: Wire) -> None:
    """What nobody addressed to the bot gets nothing; a press in a group is only acknowledged."""
    said = chat.message(text="Тәуелсіздік қашан жарияланды?")
    group = {"chat": {"id": -5, "type": "supergroup", "title": "Тарих"}}
    channel = {"chat": {"id": -6, "type": "channel", "title": "Тарих"}}
    command = {"entities": [{"type": "bot_command", "offset": 0, "length": 6}], "text": "/start"}
    assert await chat.update(message=said | group) == []
    assert await chat.update(message=said | group | command) == []
    assert await chat.update(edited_message=said) == []
    assert await chat.update(channel_post=said | channel) == []
    assert await chat.update(message=chat.message(pinned_message=said)) == []
    assert wire.calls == []
    assert await chat.press_data("1|fact|1|kk", message=said | group) == []
    assert [call.method for call in wire.calls] == ["answerCallbackQuery"]


async def test_how_a_reply_is_sent(chat: Chat) -> None:
    """HTML, and no preview of the page that a source names."""
    sent = only(await chat.send("/privacy")).parameters
    assert sent["parse_mode"] == "HTML"
    assert sent["link_preview_options"] == {"is_disabled": True}


async def test_a_change_by_another_process_is_seen_in_the_next_answer(
    chat: Chat, service: FactService
) -> None:
    """The service notices what another connection commits to the fact file."""
    path = service._store.path
    question = "Айда қандай теңіз бар?"
    assert "дерек менде жоқ" in only(await chat.send(question)).text
    new = {
        "kind": "fact",
        "status": "published",
        "texts": {"kk": "Айда Тыныштық теңізі бар."},
        "phrasings": {"kk": [question]},
        "date": "1651",
        "citations": [{"source": "annals"}],
    }
    write_facts(path, new)
    assert only(await chat.send(question)).text == (
        "<b>1651 жыл</b>\nАйда Тыныштық теңізі бар.\nДереккөз: Жылнама, 1999"
    )


async def test_a_follow_up_takes_what_it_lacks_from_the_question_before(chat_of: MakeChat) -> None:
    """Each person has a conversation of their own; the reply says what was assumed."""
    chat, other = chat_of(lang="en"), chat_of(person=7, lang="en")
    await chat.send("When was the Kazakh Khanate founded?")
    shown = only(await other.send("and when?"))
    assert "Khanate" not in shown.text.split("\n")[0]
    answer = only(await chat.send("and when?"))
    assert answer.text.endswith(
        "The Kazakh Khanate was founded.\nSources disagree: Or in 1456.\n"
        "Source: Annals, 1999, lines 3–4 [7]\nSource: Other &lt;page&gt;"
    )
