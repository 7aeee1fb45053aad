"""Conversations word for word, in three languages, over the small fact file."""

import pytest

from bot import __version__
from bot.service import FactService
from bot.text.dialogue import ABOUT_WHAT_IS_KEPT, COMMANDS, Dialogue, Speaker, question_language
from bot.text.reply import Button, plain


@pytest.fixture
def dialogue(service: FactService) -> Dialogue:
    return Dialogue(service)


ANSWERS = [
    (
        "Сенатқа прокурорды кім қойды?",
        "1722 жылғы 12 (23) қаңтар\nI Петр Сенатқа прокурор қойды.\nДереккөз: Жылнама, 1999, 2-жол",
    ),
    (
        "Кто поставил прокурора при Сенате?",
        "12 (23) января 1722 года\n"
        "Пётр I поставил при Сенате прокурора.\n"
        "Источник: Летопись, 1999, строка 2",
    ),
    (
        "Who gave the Senate a procurator?",
        "12 (23) January 1722\nPeter I gave the Senate a procurator.\nSource: Annals, 1999, line 2",
    ),
    (
        "Қазақ хандығы қашан құрылды?",
        "1465 жыл\n"
        "Қазақ хандығы құрылды.\n"
        "Дереккөздер әртүрлі айтады: 1456 жыл деп те айтады.\n"
        "Дереккөз: Жылнама, 1999, 3–4-жолдар [7]\n"
        "Дереккөз: Other <page>",
    ),
    (
        "Когда основано Казахское ханство?",
        "1465 год\n"
        "Основано Казахское ханство.\n"
        "Источники расходятся: Называют и 1456 год.\n"
        "Источник: Летопись, 1999, строки 3–4 [7]\n"
        "Источник: Other <page>",
    ),
    (
        "When was the Kazakh Khanate founded?",
        "1465\n"
        "The Kazakh Khanate was founded.\n"
        "Sources disagree: Or in 1456.\n"
        "Source: Annals, 1999, lines 3–4 [7]\n"
        "Source: Other <page>",
    ),
    (
        "Жыраулар қай аспапқа қосылып айтты?",
        "Күні көрсетілмеген\nЖыраулар домбыраға қосылып айтты.\nДереккөз: Жылнама, 1999, 4-жол",
    ),
    (
        "Под какой инструмент пели жырау?",
        "Дата не указана\nЖырау пели под домбру.\nИсточник: Летопись, 1999, строка 4",
    ),
    (
        "To what instrument did zhyrau sing?",
        "No date given\nZhyrau sang to the dombra.\nSource: Annals, 1999, line 4",
    ),
    (
        "Қазақ хандығы қашан құрылды? Тәуелсіздік қашан жарияланды?",
        "1465 жыл\n"
        "Қазақ хандығы құрылды.\n"
        "Дереккөздер әртүрлі айтады: 1456 жыл деп те айтады.\n"
        "Дереккөз: Жылнама, 1999, 3–4-жолдар [7]\n"
        "Дереккөз: Other <page>\n"
        "\n"
        "1991 жылғы 16 желтоқсан\n"
        "Қазақстан тәуелсіздігін жариялады.\n"
        "Дереккөз: Жылнама, 1999, 1-жол",
    ),
    (
        "Абылай қашан билікке келді?",
        "Сұрағыңызға бірнеше дерек сай келеді. Қайсысын білгіңіз келеді?\n"
        "1. 1734 жыл – Абылай сұлтан атанды.\n"
        "2. 1771 жыл – Абылай хан сайланды.",
    ),
    (
        "Когда Абылай пришёл к власти?",
        "Вашему вопросу подходят несколько фактов. О каком из них вы спрашиваете?\n"
        "1. 1734 год – Абылай стал султаном.\n"
        "2. 1771 год – Абылай избран ханом.",
    ),
    (
        "When did Abylai come to power?",
        "Several facts fit your question. Which one do you mean?\n"
        "1. 1734 – Abylai became sultan.\n"
        "2. 1771 – Abylai was elected khan.",
    ),
    (
        "16 желтоқсанда не болды?",
        "Осы уақытқа қатысты 2 дерек бар:\n"
        "1. 1986 жылғы 16 желтоқсан – Алматыда жастар алаңға шықты. (f6)\n"
        "2. 1991 жылғы 16 желтоқсан – Қазақстан тәуелсіздігін жариялады. (f1)",
    ),
    (
        "Что произошло 16 декабря?",
        "За это время есть 2 факта:\n"
        "1. 16 декабря 1986 года – В Алма-Ате молодёжь вышла на площадь. (f6)\n"
        "2. 16 декабря 1991 года – Казахстан провозгласил независимость. (f1)",
    ),
    (
        "What happened in the 18th century?",
        "I have 3 facts from that time:\n"
        "1. 12 (23) January 1722 – Peter I gave the Senate a procurator. (f2)\n"
        "2. 1734 – Abylai became sultan. (f7)\n"
        "3. 1771 – Abylai was elected khan. (f8)",
    ),
    (
        "Бірінші паравозды кім ойлап тапты?",
        "Бұл сұраққа жауап беретін дерек менде жоқ, ал болжап айтпаймын.\n"
        "Мен мына тақырыптан ғана жауап беремін: Қазақ тарихы.",
    ),
    (
        "Кто изобрёл паровоз?",
        "Факта, который отвечал бы на этот вопрос, у меня нет, а гадать я не стану.\n"
        "Я отвечаю только по этой теме: История казахов.",
    ),
    (
        "Who invented the locomotive?",
        "I have no fact that answers this, and I won't guess.\n"
        "I only answer on this subject: Kazakh history.",
    ),
    (
        "1500 жылы не болды?",
        "Ол уақытқа қатысты дерек менде жоқ.\n"
        "Осыған жақын білетінім:\n"
        "1. 1465 жыл – Қазақ хандығы құрылды.\n"
        "2. 1722 жылғы 12 (23) қаңтар – I Петр Сенатқа прокурор қойды.\n"
        "3. 1734 жыл – Абылай сұлтан атанды.",
    ),
    (
        "Что произошло в 1500 году?",
        "Фактов за это время у меня нет.\n"
        "Вот что я знаю близкого к этому:\n"
        "1. 1465 год – Основано Казахское ханство.\n"
        "2. 12 (23) января 1722 года – Пётр I поставил при Сенате прокурора.\n"
        "3. 1734 год – Абылай стал султаном.",
    ),
    (
        "What happened in 1500?",
        "I have no facts from that time.\n"
        "Here is what I do know nearby:\n"
        "1. 1465 – The Kazakh Khanate was founded.\n"
        "2. 12 (23) January 1722 – Peter I gave the Senate a procurator.\n"
        "3. 1734 – Abylai became sultan.",
    ),
]


@pytest.mark.parametrize(("question", "reply"), ANSWERS)
def test_questions(dialogue: Dialogue, question: str, reply: str) -> None:
    assert plain(dialogue.say(question, Speaker(interface="kk"))) == reply


@pytest.mark.parametrize(
    ("speaker", "said"),
    [
        (
            Speaker("ru"),
            "1847 год\n"
            "Бөкей ордасында <мектеп> & кітапхана ашылды.\n"
            "Текст этого факта пока есть только на казахском языке.\n"
            "Источник: Летопись, 1999, строка 5",
        ),
        (
            Speaker("en", "ru"),
            "1847\n"
            "Бөкей ордасында <мектеп> & кітапхана ашылды.\n"
            "So far this fact has a text in Kazakh only.\n"
            "Source: Annals, 1999, line 5",
        ),
        (
            Speaker(None, "ru"),
            "1847 жыл\n"
            "Бөкей ордасында <мектеп> & кітапхана ашылды.\n"
            "Дереккөз: Жылнама, 1999, 5-жол",
        ),
    ],
)
def test_the_chosen_language_comes_first_then_the_question_s(
    dialogue: Dialogue, speaker: Speaker, said: str
) -> None:
    assert plain(dialogue.say("Мектеп қайда ашылды?", speaker)) == said


@pytest.mark.parametrize("text", ["f2", "F2", "f 2", " Ф2 ", "ф 2", "f2."])
def test_the_number_of_a_fact_shows_it(dialogue: Dialogue, text: str) -> None:
    assert plain(dialogue.say(text, Speaker(interface="ru"))) == (
        "12 (23) января 1722 года\n"
        "Пётр I поставил при Сенате прокурора.\n"
        "Источник: Летопись, 1999, строка 2"
    )


def test_a_number_that_no_fact_has(dialogue: Dialogue) -> None:
    said = [plain(dialogue.say("f999", Speaker(lang))) for lang in ("kk", "ru", "en")]
    assert said == ["f999 деген дерек жоқ.", "Факта f999 нет.", "There is no fact f999."]


@pytest.mark.parametrize("text", ["", "   \n", "🙂", "?!", "\u200b", "\ud83d"])
def test_a_message_without_words_is_answered_with_an_example(dialogue: Dialogue, text: str) -> None:
    said = [plain(dialogue.say(text, Speaker(lang))) for lang in ("kk", "ru", "en", None)]
    assert said == [
        "Сұрағыңызды сөзбен жазыңыз, мысалы: Тәуелсіздік қашан жарияланды?",
        "Напишите вопрос словами, например: Когда провозглашена независимость?",
        "Please write your question in words, for example: When was independence declared?",
        "Сұрағыңызды сөзбен жазыңыз, мысалы: Тәуелсіздік қашан жарияланды?",
    ]


@pytest.mark.parametrize("question", ["Абылай қашан билікке келді?", "1500 жылы не болды?"])
def test_the_buttons_of_choices_lead_to_their_facts_in_the_language_of_the_reply(
    dialogue: Dialogue, question: str
) -> None:
    reply = dialogue.say(question, Speaker(interface="en"))
    for button in reply.buttons:
        assert (button.action, button.lang) == ("fact", "kk")
        pressed = plain(dialogue.press(button, Speaker(interface="en")))
        date, text = button.label.partition(". ")[2].removesuffix("…").split(" – ")
        assert pressed.startswith(f"{date}\n{text}")


SCREENS = {
    ("start", "kk"): (
        "Сәлеметсіз бе! Тарих туралы сұрағыңызға күні мен дереккөзі көрсетілген дерекпен "
        "жауап беремін.\n"
        "Менде 8 дерек бар. Сынаққа арналған деректер.\n"
        "Өз сөзіңізбен сұраңыз: қазақша, орысша немесе ағылшынша. Мысалы:\n"
        "  1. Тәуелсіздік қашан жарияланды?\n"
        "  2. 16 желтоқсанда не болды?"
    ),
    ("start", "ru"): (
        "Здравствуйте! Я отвечаю на вопросы по истории фактом с датой и источником.\n"
        "У меня 8 фактов. Факты для проверки.\n"
        "Спрашивайте своими словами: по-казахски, по-русски или по-английски. Например:\n"
        "  1. Когда провозглашена независимость?\n"
        "  2. Что произошло 16 декабря?"
    ),
    ("start", "en"): (
        "Hello! I answer history questions with a dated fact and its source.\n"
        "I have 8 facts. Facts for testing.\n"
        "Ask in your own words, in Kazakh, Russian or English. For example:\n"
        "  1. When was independence declared?\n"
        "  2. What happened on 16 December?"
    ),
    ("help", "en"): (
        "Write your question as an ordinary message. I try to understand typos, Latin script and "
        "Kazakh without its special letters.\n"
        "You can also ask about a time: what happened in 1722, the 20th century, 13 July.\n"
        "If I don't know, I say so and offer the facts that are near.\n"
        "\n"
        "Commands:\n"
        "/start – Start\n"
        "/help – How to ask\n"
        "/language – Choose the language of answers\n"
        "/about – About the facts and sources\n"
        "/source – The sources\n"
        "/privacy – What is kept about you"
    ),
    ("language", "kk"): (
        "Қай тілде жауап берейін?\n  1. Қазақша\n  2. Русский\n  3. English\n  4. Сұрақтың тілінде"
    ),
    ("language", "ru"): (
        "На каком языке отвечать?\n  1. Қазақша\n  2. Русский\n  3. English\n  4. На языке вопроса"
    ),
    ("about", "kk"): (
        "Қазақ тарихы\n"
        "Сынаққа арналған деректер.\n"
        "Дерек саны: 8. Дереккөздері әртүрлі айтатын деректер: 1.\n"
        "Дереккөз саны: 2.\n"
        "Деректер нұсқасы: 2026.1. Лицензиясы: CC BY 4.0.\n"
        "Деректер соңғы рет өзгерген күн: 2026 жылғы 2 қаңтар.\n"
        f"Бағдарлама нұсқасы: {__version__}."
    ),
    ("about", "ru"): (
        "История казахов\n"
        "Факты для проверки.\n"
        "8 фактов; фактов, о которых источники расходятся: 1.\n"
        "2 источника.\n"
        "Версия данных: 2026.1. Лицензия: CC BY 4.0.\n"
        "Факты в последний раз менялись: 2 января 2026 года.\n"
        f"Версия программы: {__version__}."
    ),
    ("about", "en"): (
        "Kazakh history\n"
        "Facts for testing.\n"
        "8 facts; sources disagree about 1 of them.\n"
        "2 sources.\n"
        "Data version: 2026.1. Licence: CC BY 4.0.\n"
        "The facts were last changed on 2 January 2026.\n"
        f"Program version: {__version__}."
    ),
    ("dance", "kk"): "Мұндай команда жоқ. Барлық команданы /help көрсетеді.",
    ("dance", "ru"): "Такой команды нет. Все команды показывает /help.",
    ("dance", "en"): "There is no such command. /help shows them all.",
}


@pytest.mark.parametrize(("command", "lang"), SCREENS)
def test_screens(dialogue: Dialogue, command: str, lang: str) -> None:
    assert plain(dialogue.command(command, Speaker(lang))) == SCREENS[command, lang]


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_help_names_every_command_and_every_command_has_a_screen(
    dialogue: Dialogue, lang: str
) -> None:
    unknown = plain(dialogue.command("dance", Speaker(lang)))
    helped = plain(dialogue.command("help", Speaker(lang)))
    for command in COMMANDS:
        if command in ABOUT_WHAT_IS_KEPT:  # in the terminal nothing is
            assert command not in helped
            continue
        assert f"\n/{command} – " in helped
        assert plain(dialogue.command(command, Speaker(lang))) != unknown


def test_the_privacy_screen_says_what_telegram_keeps(dialogue: Dialogue) -> None:
    for lang in ("kk", "ru", "en"):
        said = plain(dialogue.command("privacy", Speaker(lang)))
        assert said.endswith("https://telegram.org/privacy")
        assert "Telegram" in said.splitlines()[0]


@pytest.mark.parametrize(
    ("speaker", "lang"),
    [
        (Speaker(), "kk"),
        (Speaker("en", "ru"), "en"),
        (Speaker(None, "ru"), "ru"),
        (Speaker(None, "tr"), "kk"),
        (Speaker("tr", "en"), "en"),
    ],
)
def test_the_language_of_screens(speaker: Speaker, lang: str) -> None:
    assert speaker.lang == lang


@pytest.mark.parametrize(
    ("button", "said"),
    [
        (Button("", "fact", "2", "en"), "12 (23) January 1722\nPeter I gave"),
        (Button("", "fact", "2", ""), "12 (23) января 1722 года\nПётр I"),
        (Button("", "fact", "99", "en"), "There is no fact f99."),
        (Button("", "example", "0", "kk"), "1991 жылғы 16 желтоқсан\nҚазақстан"),
        (Button("", "language", "", "en"), "I will answer in English from now on."),
        (Button("", "language", "", "kk"), "Енді қазақша жауап беремін."),
        (Button("", "language"), "Теперь отвечаю на языке вопроса."),
        *(
            (Button("", action, value, lang), "Эта кнопка устарела. Напишите вопрос ещё раз.")
            for action, value, lang in (
                ("fact", "x", "en"),
                ("fact", "", "en"),
                ("fact", "-1", "en"),
                ("fact", "9" * 30, "en"),
                ("example", "7", "ru"),
                ("example", "x", "ru"),
                ("example", "0", "tr"),
                ("language", "", "tr"),
                ("dance", "", ""),
            )
        ),
    ],
)
def test_buttons(dialogue: Dialogue, button: Button, said: str) -> None:
    assert plain(dialogue.press(button, Speaker(interface="ru"))).startswith(said)


def test_the_language_in_which_to_speak_of_a_failed_question() -> None:
    assert question_language("Когда?", Speaker("en", "kk")) == "en"
    assert question_language("Когда?", Speaker(None, "en")) == "ru"
    assert question_language("1722", Speaker(None, "en")) == "en"
