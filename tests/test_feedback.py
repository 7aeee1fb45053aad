"""What people say is wrong, wait for, and don't want kept."""

import sqlite3
import uuid
from contextlib import closing

import pytest

from bot.curation.curators import Curator
from bot.curation.question_log import QuestionLog
from bot.curation.suggestions import LONGEST
from bot.desk.feedback import MOST_WAITS, Feedback
from bot.desk.letters import Letter
from bot.desk.visitor import Visitor
from bot.errors import Rejected, StateUnavailable
from bot.service import FactService
from bot.state.expected import Expectation
from bot.state.state import State
from bot.telegram.callbacks import encode
from bot.telegram.untrusted import pressed
from bot.text.dialogue import Dialogue, Speaker
from bot.text.feedback import digest
from bot.text.reply import Button, plain

PERSON = 7_000_000_001
QUESTION = "Тәуелсіздік қашан жарияланды?"
UNKNOWN = "Айда қандай теңіз бар?"
STALE = "This button is out of date. Please ask again."
OVER = (
    "These buttons no longer count. To report something, press “Something wrong?” under the "
    "fact again."
)


@pytest.fixture
def feedback(service: FactService, state: State) -> Feedback:
    return Feedback(service, state)


@pytest.fixture
def dialogue(service: FactService, state: State) -> Dialogue:
    return Dialogue(service, QuestionLog(state, 30))


def visitor(lang: str = "en", person: int = PERSON) -> Visitor:
    return Visitor(person, "Ару", Speaker(lang), Curator("", "visitor", "chat"))


def only(letters: list[Letter]) -> Letter:
    assert len(letters) == 1
    return letters[0]


def said(letters: list[Letter]) -> str:
    return plain(only(letters).reply)


def expected(state: State) -> Expectation:
    expectation = state.expected.of(PERSON)
    assert expectation is not None
    return expectation


def key(number: int) -> str:
    return str(uuid.UUID(int=number))


@pytest.mark.parametrize(
    ("lang", "asked", "thanked"),
    [
        (
            "kk",
            "f1 дерегінің несі қате?\n"
            "Төменнен таңдаңыз не өз сөзіңізбен жазыңыз.\n"
            "  1. Күні\n  2. Мәтіні\n  3. Дереккөзі\n  4. Мен басқаны сұрадым",
            "Рақмет, мұны редактор қарап шығады.",
        ),
        (
            "ru",
            "Что не так с фактом f1?\n"
            "Выберите ниже или ответьте своими словами.\n"
            "  1. Дата\n  2. Текст\n  3. Источник\n  4. Вопрос был не об этом",
            "Спасибо, редактор это посмотрит.",
        ),
        (
            "en",
            "What is wrong with f1?\n"
            "Choose below, or reply in your own words.\n"
            "  1. The date\n  2. The text\n  3. The source\n  4. Not what I asked",
            "Thank you, an editor will look at it.",
        ),
    ],
)
def test_a_press_says_what_is_wrong(
    feedback: Feedback, dialogue: Dialogue, state: State, lang: str, asked: str, thanked: str
) -> None:
    """Kept with the question, in the person's language, and without the person."""
    wrong = dialogue.say(QUESTION, Speaker()).buttons[-1]
    letter = only(feedback.wrong(visitor(lang), wrong.value))
    assert (letter.chat, letter.asks, letter.replaces) == (PERSON, True, None)
    assert plain(letter.reply) == asked
    for number, button in enumerate(letter.reply.buttons):
        feedback.wrong(visitor(lang), wrong.value)
        assert pressed(encode(button)) == Button("", "reason", button.value, lang)
        assert said(feedback.reason(visitor(lang), button.value)) == thanked
        suggestion = state.suggestions.waiting()[number]
        assert (suggestion.fact, suggestion.lang) == (key(1), lang)
        assert (suggestion.text, suggestion.question) == (button.label, QUESTION)


def test_own_words_say_what_is_wrong(feedback: Feedback, dialogue: Dialogue, state: State) -> None:
    feedback.wrong(visitor("kk"), dialogue.say(QUESTION, Speaker()).buttons[-1].value)
    letters = feedback.words(visitor("kk"), expected(state), " Жылы\nбасқа \ud83d")
    assert said(letters) == "Рақмет, мұны редактор қарап шығады."
    (suggestion,) = state.suggestions.waiting()
    assert (suggestion.text, suggestion.lang) == ("Жылы басқа", "kk")
    assert suggestion.question == QUESTION
    assert state.expected.of(PERSON) is None


def test_words_that_are_too_long_are_asked_for_again(feedback: Feedback, state: State) -> None:
    feedback.wrong(visitor(), "1.0")
    with pytest.raises(Rejected) as refused:
        feedback.words(visitor(), expected(state), "x" * (LONGEST + 1))
    assert (refused.value.key, refused.value.data) == ("suggestion-unfit", {"most": LONGEST})
    assert feedback.words(visitor(), expected(state), "x" * LONGEST)
    assert [s.question for s in state.suggestions.waiting()] == [None]


@pytest.mark.parametrize(
    ("lang", "over"),
    [
        (
            "kk",
            "Бұл түймелер енді жұмыс істемейді. Қате туралы айту үшін дерек астындағы «Қате бар "
            "ма?» түймесін қайта басыңыз.",
        ),
        (
            "ru",
            "Эти кнопки больше не действуют. Чтобы сообщить об ошибке, снова нажмите «Что-то не "
            "так?» под фактом.",
        ),
        ("en", OVER),
    ],
)
def test_a_second_press_counts_nothing(
    feedback: Feedback, state: State, lang: str, over: str
) -> None:
    buttons = only(feedback.wrong(visitor(lang), "1.0")).reply.buttons
    feedback.reason(visitor(lang), buttons[0].value)
    for button in buttons:
        assert said(feedback.reason(visitor(lang), button.value)) == over
    assert len(state.suggestions.waiting()) == 1


def test_only_the_fact_asked_about_last_is_expected(feedback: Feedback, state: State) -> None:
    first = only(feedback.wrong(visitor(), "1.0")).reply.buttons[0]
    second = only(feedback.wrong(visitor(), "2.0")).reply.buttons[0]
    assert said(feedback.reason(visitor(), first.value)) == OVER
    state.expected.expect(PERSON, "rejection", "2.0")
    assert said(feedback.reason(visitor(), second.value)) == OVER
    assert said(feedback.reason(visitor(person=2), second.value)) == OVER
    assert state.suggestions.waiting() == []


def test_a_question_that_the_fact_did_not_answer_is_not_kept_with_it(
    feedback: Feedback, dialogue: Dialogue, state: State
) -> None:
    """A made-up number brings nothing to light, and confuses no editor."""
    dialogue.say(QUESTION, Speaker())
    feedback.wrong(visitor(), "2.1")
    feedback.reason(visitor(), "2.1.date")
    feedback.wrong(visitor(), "1.999")
    feedback.reason(visitor(), "1.999.date")
    assert [(s.fact, s.question) for s in state.suggestions.waiting()] == [
        (key(2), None),
        (key(1), None),
    ]


FORGED = ["", "1", "1.", ".1", "x.1", "1.x", "999.0", "1.0.0", "-1.0", "1.99999999999", "١.0"]


@pytest.mark.parametrize("value", FORGED)
def test_made_up_buttons_are_stale(feedback: Feedback, state: State, value: str) -> None:
    assert said(feedback.wrong(visitor(), value)) == STALE
    assert said(feedback.reason(visitor(), f"{value}.date")) == STALE
    assert not state.path.exists()


@pytest.mark.parametrize("value", ["1.0.", "1.0.dates", "1.0", "date", ""])
def test_made_up_reasons_are_stale(feedback: Feedback, state: State, value: str) -> None:
    feedback.wrong(visitor(), "1.0")
    assert said(feedback.reason(visitor(), value)) == STALE
    assert state.suggestions.waiting() == []


def test_words_about_a_fact_that_is_gone(feedback: Feedback, state: State) -> None:
    state.expected.expect(PERSON, "reason", "999.0")
    assert said(feedback.words(visitor(), expected(state), "Wrong")) == STALE
    assert state.expected.of(PERSON) is None
    assert state.suggestions.waiting() == []


def unanswered(dialogue: Dialogue, text: str = UNKNOWN) -> str:
    """Ask what nothing answers, and return what the button to be told carries."""
    button = dialogue.say(text, Speaker()).buttons[-1]
    assert button.action == "tell"
    assert pressed(encode(button)) == Button("", "tell", button.value, button.lang)
    return button.value


@pytest.mark.parametrize(
    ("lang", "told", "off"),
    [
        (
            "kk",
            "Жауабы табылған бойда сізге жазамын.\n"
            "Оған дейін осы сұрақ пен чатыңыздың нөмірін сақтаймын, ең көбі 90 күн.\n"
            "  1. Айтпай-ақ қойыңыз",
            "Жарайды, жазбаймын; жауабын күткен сұрақтарыңыз өшірілді.",
        ),
        (
            "ru",
            "Как только узнаю ответ, напишу вам.\n"
            "До тех пор храню этот вопрос и номер вашего чата, не дольше 90 дней.\n"
            "  1. Не сообщайте",
            "Хорошо, писать не буду; вопросы, ответа на которые вы ждали, удалены.",
        ),
        (
            "en",
            "I will write to you as soon as I know.\n"
            "Until then I keep this question with the number of your chat, for 90 days at most.\n"
            "  1. Don't tell me",
            "All right, I won't write to you, and have forgotten what you were waiting for.",
        ),
    ],
)
def test_waiting_to_be_told_and_taking_it_back(
    feedback: Feedback, dialogue: Dialogue, state: State, lang: str, told: str, off: str
) -> None:
    letters = feedback.tell(visitor(lang), unanswered(dialogue))
    assert said(letters) == told
    (wait,) = state.waiting.all()
    assert (wait.chat, wait.lang, wait.text) == (PERSON, "kk", UNKNOWN)
    (button,) = only(letters).reply.buttons
    assert (button.action, button.value, button.lang) == ("tell", "off", lang)
    assert said(feedback.tell(visitor(lang), button.value)) == off
    assert said(feedback.tell(visitor(lang), button.value)) == off
    assert state.waiting.all() == []


def test_a_chat_waits_for_so_many_answers(
    feedback: Feedback, dialogue: Dialogue, state: State
) -> None:
    """The same question again is no further one; others' waits don't count."""
    for number in range(MOST_WAITS):
        state.waiting.keep(PERSON, "kk", f"{number}?")
    value = unanswered(dialogue)
    assert [said(feedback.tell(visitor(lang), value)) for lang in ("kk", "ru", "en")] == [
        "Сіз 20 сұрақтың жауабын күтіп отырсыз, бұдан көп болмайды.\n  1. Айтпай-ақ қойыңыз",
        "Вы уже ждёте 20 ответов, больше сразу нельзя.\n  1. Не сообщайте",
        "You are waiting for 20 answers already; there can't be more at once.\n  1. Don't tell me",
    ]
    assert len(state.waiting.all()) == MOST_WAITS
    feedback.tell(visitor(person=2), value)
    assert state.waiting.of(2) == [UNKNOWN]
    state.waiting.end(1)
    assert feedback.tell(visitor(), value) == feedback.tell(visitor(), value)
    assert len(state.waiting.of(PERSON)) == MOST_WAITS


def test_nobody_is_told_what_others_asked(
    feedback: Feedback, dialogue: Dialogue, state: State
) -> None:
    """A number alone, with a wrong proof, or of an answered question waits for nothing."""
    dialogue.say(QUESTION, Speaker())
    row, _, proof = unanswered(dialogue).partition(".")
    for value in (
        row,
        f"{row}.",
        f"{row}.{digest(QUESTION)}",
        f"{row}.{proof}.{proof}",
        f"99.{proof}",
        f"1.{digest(QUESTION)}",
        f".{proof}",
        "",
        "on",
        "off.1",
    ):
        assert said(feedback.tell(visitor(), value)) == STALE
    assert state.waiting.all() == []


@pytest.mark.parametrize("text", [f"  {UNKNOWN}\n", f"{UNKNOWN}\ud83d", f"{UNKNOWN} {'ә' * 600}"])
def test_whoever_asked_can_wait_however_it_was_written(
    feedback: Feedback, dialogue: Dialogue, state: State, text: str
) -> None:
    feedback.tell(visitor(), unanswered(dialogue, text))
    assert len(state.waiting.all()) == 1


def test_a_question_that_was_forgotten_can_not_be_waited_for(
    feedback: Feedback, dialogue: Dialogue, state: State
) -> None:
    value = unanswered(dialogue)
    state.questions.forget([1])
    assert said(feedback.tell(visitor(), value)) == STALE


@pytest.mark.parametrize(
    ("lang", "off", "on"),
    [
        (
            "kk",
            "Енді сұрақтарыңызды сақтамаймын. Бұрын сақталғанында кім сұрағаны жазылмаған, ол да "
            "мерзімі біткенде өшіріледі.\n"
            "  1. Сұрақтарымды қайта сақтаңыз",
            "Сұрақтарыңыз қайтадан сақталуы мүмкін – атыңыз бен нөміріңізсіз.\n"
            "  1. Сұрақтарымды сақтамаңыз",
        ),
        (
            "ru",
            "Больше не храню ваши вопросы. В том, что сохранено раньше, не указано, кто спрашивал, "
            "и оно удалится в свой срок.\n"
            "  1. Снова хранить мои вопросы",
            "Ваши вопросы снова могут храниться – без имени и номера.\n  1. Не хранить мои вопросы",
        ),
        (
            "en",
            "From now on I won't keep your questions. What was kept before doesn't say who asked, "
            "and is deleted when its time is up.\n"
            "  1. Keep my questions again",
            "Your questions may be kept again, without your name or number.\n"
            "  1. Don't keep my questions",
        ),
    ],
)
def test_staying_out_of_the_log(
    feedback: Feedback, state: State, lang: str, off: str, on: str
) -> None:
    assert said(feedback.log(visitor(lang), "off")) == off
    assert not state.people.is_logged(PERSON)
    assert said(feedback.log(visitor(lang), "on")) == on
    assert state.people.is_logged(PERSON)


@pytest.mark.parametrize("value", ["", "1", "offf", "on.off"])
def test_made_up_choices_change_nothing(feedback: Feedback, state: State, value: str) -> None:
    assert said(feedback.log(visitor(), value)) == STALE
    assert not state.path.exists()


def test_the_person_stands_beside_no_words_of_theirs(
    feedback: Feedback, dialogue: Dialogue, state: State
) -> None:
    """Whatever they do: only what they wait for has their chat."""
    value = dialogue.say(QUESTION, Speaker()).buttons[-1].value
    feedback.wrong(visitor(), value)
    feedback.reason(visitor(), f"{value}.date")
    feedback.wrong(visitor(), value)
    feedback.words(visitor(), expected(state), "Wrong year")
    feedback.tell(visitor(), unanswered(dialogue))
    menu = dialogue.say("When did Abylai come to power?", Speaker())
    dialogue.press(menu.buttons[0], Speaker())
    feedback.log(visitor(), "off")
    with closing(sqlite3.connect(state.path)) as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        having = {
            table
            for table in tables
            for row in db.execute(f'SELECT * FROM "{table}"')
            if str(PERSON) in map(str, row)
        }
        assert db.execute("SELECT count(*) FROM questions").fetchone() == (3,)
        assert db.execute("SELECT count(*) FROM suggestions").fetchone() == (2,)
    assert having == {"waiting", "unlogged"}


def test_a_state_file_that_can_not_be_used(feedback: Feedback, state: State) -> None:
    """The error is the desk's to tell."""
    state.path.write_bytes(b"not a database " * 100)
    for use in (
        lambda: feedback.wrong(visitor(), "1.0"),
        lambda: feedback.reason(visitor(), "1.0.date"),
        lambda: feedback.words(visitor(), Expectation("reason", "1.0"), "Wrong"),
        lambda: feedback.tell(visitor(), "1.0"),
        lambda: feedback.tell(visitor(), "off"),
        lambda: feedback.log(visitor(), "off"),
    ):
        with pytest.raises(StateUnavailable):
            use()
