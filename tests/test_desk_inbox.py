"""The inbox as editors see it: cards, and what becomes of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.curation.curators import Curator
from bot.curation.roster import Roster
from bot.curation.service import CurationService
from bot.desk.content import Content
from bot.desk.drafting import Drafting
from bot.desk.inbox import InboxDesk
from bot.desk.letters import Letter
from bot.desk.means import Means
from bot.desk.visitor import Visitor
from bot.errors import NotAllowed
from bot.service import FactService
from bot.state.state import State
from bot.telegram.callbacks import encode
from bot.telegram.untrusted import pressed
from bot.text.dialogue import Speaker
from bot.text.reply import Action, Button, plain, utf16_length

EDITOR, AUTHOR = 7_000_000_001, 7_000_000_002
CARD = 77
ASKED = (
    ("Қазақстан астанасы қайда?", "kk"),
    ("Где столица Казахстана?", "ru"),
    ("qazaqstan astanasy qaida", "kk"),
)
UNKNOWN = "Айда қандай теңіз бар?"
ABYLAI = "Абылай қашан билікке келді екен?"
STALE = "This button is out of date. Please ask again."
GONE = "This has been dealt with already.\n  1. Open the inbox"
EMPTY = {
    "kk": "Кіріс жәшігі бос: шешіміңізді күтіп тұрған ештеңе жоқ.",
    "ru": "Входящих нет: ничто не ждёт вашего решения.",
    "en": "The inbox is empty: nothing waits for you.",
}


@pytest.fixture
def means(facts: Path, service: FactService, state: State) -> Means:
    roster = Roster(state, {EDITOR})
    roster.appoint(roster.curator(EDITOR), AUTHOR, "Болат")
    roster.rename(EDITOR, "Айгүл")
    return Means(facts, service, CurationService(facts), state, roster)


@pytest.fixture
def desk(means: Means) -> InboxDesk:
    return InboxDesk(means, Drafting(means))


def editor(lang: str = "en") -> Visitor:
    return Visitor(EDITOR, "Ару", Speaker(lang), Curator("Айгүл", "editor", "chat"))


def ask(state: State, *asked: tuple[str, str]) -> None:
    for text, lang in asked:
        state.questions.keep(text, lang, "none", [])


def choose(state: State, service: FactService, text: str, number: int) -> None:
    offered = [service.fact(7).key, service.fact(8).key]
    row = state.questions.keep(text, "kk", "choices", offered)
    state.questions.choose(row, service.fact(number).key)


def said(letters: list[Letter]) -> str:
    (letter,) = letters
    return plain(letter.reply)


def press(desk: InboxDesk, action: Action, value: str, lang: str = "en") -> list[Letter]:
    carried = pressed(encode(Button("", action, value)))
    assert carried is not None
    return desk.press(carried, editor(lang), CARD)


def publish(means: Means) -> None:
    """Publish the editor's draft, as its button does."""
    draft = means.state.drafts.draft(EDITOR)
    assert draft is not None
    content = Content.read(draft.content)
    curator = means.roster.curator(EDITOR)
    means.curation.publish(content.draft(means.curation), curator, confirmed=True)
    means.state.drafts.drop(draft.number)
    means.state.questions.forget(content.questions)


QUESTION_CARDS = {
    "kk": (
        "1 / 2\n"
        "Бұл сұраққа жауап табылмады:\n"
        "Қазақстан астанасы қайда?\n"
        "3 рет: қазақша 2, орысша 1\n"
        "Былай да сұралды: «Где столица Казахстана?», «qazaqstan astanasy qaida»\n"
        "Мына деректердің бірі жауап бола ма?\n"
        "  1. → f1 1991 жылғы 16 желтоқсан – Қазақстан…\n"
        "  2. Дерек іздеу\n  3. Жаңа дерек жазу\n  4. Тақырыптан тыс\n  5. ‹ Алдыңғы\n  6. Келесі ›"
    ),
    "ru": (
        "1 из 2\n"
        "На этот вопрос ответа не нашлось:\n"
        "Қазақстан астанасы қайда?\n"
        "3 раза: по-казахски 2, по-русски 1\n"
        "Спрашивали и так: «Где столица Казахстана?», «qazaqstan astanasy qaida»\n"
        "Отвечает ли на него один из этих фактов?\n"
        "  1. → f1 16 декабря 1991 года – Казахстан…\n"
        "  2. Найти факт\n  3. Написать факт\n  4. Не по теме\n  5. ‹ Назад\n  6. Дальше ›"
    ),
    "en": (
        "1 of 2\n"
        "This question got no answer:\n"
        "Қазақстан астанасы қайда?\n"
        "3 times: Kazakh 2, Russian 1\n"
        "Also asked as: “Где столица Казахстана?”, “qazaqstan astanasy qaida”\n"
        "Does one of these facts answer it?\n"
        "  1. → f1 16 December 1991 – Kazakhstan declared its…\n"
        "  2. Search\n  3. Draft a fact\n  4. Out of scope\n  5. ‹ Previous\n  6. Next ›"
    ),
}
DOUBT_CARDS = {
    "kk": (
        "f2 дерегінде қате бар деген хабар түсті:\n"
        "1722 жылғы 12 (23) қаңтар – I Петр Сенатқа прокурор қойды.\n"
        "«Күні» ×2\n«<b>Мәтін</b>»\n"
        "Мына сұраққа жауап болған еді: «Кто?»\n"
        "  1. f2 дерегін түзету\n  2. Қаралды"
    ),
    "ru": (
        "Сообщают, что в f2 что-то не так:\n"
        "12 (23) января 1722 года – Пётр I поставил при Сенате прокурора.\n"
        "«Күні» ×2\n«<b>Мәтін</b>»\n"
        "Это был ответ на вопрос: «Кто?»\n"
        "  1. Исправить f2\n  2. Рассмотрено"
    ),
    "en": (
        "Something is said to be wrong with f2:\n"
        "12 (23) January 1722 – Peter I gave the Senate a procurator.\n"
        "“Күні” ×2\n“<b>Мәтін</b>”\n"
        "It was the answer to: “Кто?”\n"
        "  1. Edit f2\n  2. Settled"
    ),
}
MINED_CARDS = {
    "kk": (
        "«Абылай қашан билікке келді екен?» деп сұрағандар f8 дерегін таңдады (2 рет):\n"
        "1771 жыл – Абылай хан сайланды.\n"
        "  1. Сұрақ үлгісіне қосу\n  2. Қоспау"
    ),
    "ru": (
        "Те, кто спросил «Абылай қашан билікке келді екен?», выбрали f8 (2 раза):\n"
        "1771 год – Абылай избран ханом.\n"
        "  1. Добавить формулировку\n  2. Не добавлять"
    ),
    "en": (
        "Those who asked “Абылай қашан билікке келді екен?” chose f8 (2 times):\n"
        "1771 – Abylai was elected khan.\n"
        "  1. Add the phrasing\n  2. Discard"
    ),
}


@pytest.mark.parametrize("lang", QUESTION_CARDS)
def test_a_question_is_shown_with_the_facts_nearest_to_it(
    desk: InboxDesk, state: State, lang: str
) -> None:
    ask(state, *ASKED, (UNKNOWN, "kk"))
    (letter,) = desk.open(editor(lang))
    assert plain(letter.reply) == QUESTION_CARDS[lang]
    assert (letter.chat, letter.replaces, letter.asks) == (EDITOR, None, False)
    assert [(b.action, b.value, b.beside) for b in letter.reply.buttons] == [
        ("link", "q1.1", False), ("search", "q1", False), ("draft", "q1", False),
        ("out", "q1", False), ("inbox", "q4", False), ("inbox", "q4", True),
    ]  # fmt: skip


@pytest.mark.parametrize("lang", DOUBT_CARDS)
def test_a_doubted_fact_is_shown_with_the_reasons(
    desk: InboxDesk, state: State, service: FactService, lang: str
) -> None:
    key = service.fact(2).key
    for reason, question in (("Күні", "Кто?"), ("<b>Мәтін</b>", None), ("Күні", None)):
        state.suggestions.keep(key, "kk", reason, question)
    assert said(desk.open(editor(lang))) == DOUBT_CARDS[lang]


@pytest.mark.parametrize("lang", MINED_CARDS)
def test_a_mined_phrasing_is_proposed(
    desk: InboxDesk, state: State, service: FactService, lang: str
) -> None:
    for number in (8, 8, 7):
        choose(state, service, ABYLAI, number)
    choose(state, service, UNKNOWN, 7)
    choose(state, service, UNKNOWN, 8)
    assert said(desk.open(editor(lang))) == MINED_CARDS[lang]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("kk", "Шешім күтіп тұрған ұсыныс:\n1. {at}, Болат: түзетілді\n  1. Көрсету"),
        ("ru", "Предложение ждёт решения:\n1. {at}, Болат: правка\n  1. Показать"),
        ("en", "A proposal waits for a decision:\n1. {at}, Болат: edited\n  1. Show"),
    ],
)
def test_a_proposal_is_shown_by_its_line(
    desk: InboxDesk, means: Means, lang: str, text: str
) -> None:
    fact, revision = means.curation.fact(3)
    draft = means.curation.draft(replace(fact, topic="state"), revision)
    means.curation.propose(draft, means.roster.curator(AUTHOR))
    (waiting,) = means.curation.proposals()
    (letter,) = desk.open(editor(lang))
    assert plain(letter.reply) == text.format(at=waiting.at[:16].replace("T", " "))
    assert [(b.action, b.value) for b in letter.reply.buttons] == [("show", "p1")]


@pytest.mark.parametrize("lang", EMPTY)
def test_an_empty_inbox_says_so(desk: InboxDesk, lang: str) -> None:
    assert said(desk.open(editor(lang))) == EMPTY[lang]


def test_cards_follow_each_other_in_one_message(desk: InboxDesk, state: State) -> None:
    ask(state, *ASKED, (UNKNOWN, "kk"), ("Сколько стоит хлеб?", "ru"))
    (letter,) = press(desk, "inbox", "q4")
    assert letter.replaces == CARD
    assert plain(letter.reply).startswith("2 of 3\nThis question got no answer:\nАйда")
    assert [b.value for b in letter.reply.buttons[-2:]] == ["q1", "q5"]
    (letter,) = press(desk, "inbox", "q5")
    assert [b.value for b in letter.reply.buttons[-2:]] == ["q4", "q1"]


def test_two_presses_lead_from_a_question_to_a_published_phrasing(
    desk: InboxDesk, means: Means, state: State, service: FactService
) -> None:
    ask(state, *ASKED)
    shown = said(press(desk, "link", "q1.1"))
    assert "+ Қазақстан астанасы қайда?\n" in shown
    assert "+ Где столица Казахстана?\n" in shown
    assert "qazaqstan" not in shown
    publish(means)
    assert service.fact(1).phrasings["kk"][-1] == "Қазақстан астанасы қайда?"
    assert service.ask("qazaqstan astanasy qaida").status == "answer"
    assert state.questions.unanswered() == []
    assert said(desk.open(editor())) == EMPTY["en"]


def test_a_press_concerns_all_who_asked_since_the_card_was_shown(
    desk: InboxDesk, means: Means, state: State
) -> None:
    ask(state, ASKED[2])
    (card,) = desk.open(editor())
    ask(state, *ASKED[:2])
    link = card.reply.buttons[0]
    assert (link.action, link.value) == ("link", "q1.1")
    assert "+ Қазақстан астанасы қайда?\n" in said(press(desk, "link", link.value))
    publish(means)
    assert state.questions.unanswered() == []


def test_a_phrasing_that_the_fact_has_puts_the_question_away(
    desk: InboxDesk, means: Means, state: State
) -> None:
    for number in (8, 8, 7):
        choose(state, means.facts, ABYLAI, number)
    ask(state, *ASKED)
    press(desk, "link", "m1.8")
    publish(means)
    assert state.questions.chosen() == []
    assert means.facts.fact(8).phrasings["kk"][-1] == ABYLAI
    ask(state, (ABYLAI, "kk"))
    assert said(press(desk, "link", "q7.8")) == (
        "f8 has this phrasing already, so the question is out of the inbox."
    )
    assert state.questions.question(7) is None


def test_what_is_out_of_scope_is_put_away_and_the_next_shown(desk: InboxDesk, state: State) -> None:
    ask(state, *ASKED, (UNKNOWN, "kk"))
    out, following = press(desk, "out", "q1")
    assert (out.replaces, following.replaces) == (CARD, None)
    assert plain(out.reply) == "Left out as out of scope: “Қазақстан астанасы қайда?”."
    assert plain(following.reply).startswith("This question got no answer:\nАйда қандай теңіз")
    ask(state, ASKED[0])
    _, last = press(desk, "out", "q4", "ru")
    assert plain(last.reply) == EMPTY["ru"]
    assert said(press(desk, "out", "q1")) == said(press(desk, "link", "q1.1")) == GONE


def test_facts_are_searched_by_words_or_by_number(desk: InboxDesk, state: State) -> None:
    ask(state, *ASKED)
    (asking,) = press(desk, "search", "q1")
    assert asking.asks
    assert plain(asking.reply) == (
        "To find the fact that answers “Қазақстан астанасы қайда?”, write a few words of it, "
        "or its number, such as f12."
    )
    expected = state.expected.of(EDITOR)
    assert expected is not None
    assert (expected.purpose, expected.value) == ("search", "q1")
    for nothing in ("щщщщ", "f99"):
        (again,) = desk.found(editor(), "q1", nothing)
        assert again.asks
        assert plain(again.reply) == (
            f"Nothing was found for “{nothing}”. Write other words, or a number such as f12."
        )
    assert said(desk.found(editor(), "q1", "f3")) == (
        "Choose the fact that answers “Қазақстан астанасы қайда?”.\n"
        "  1. → f3 1465 – The Kazakh Khanate was founded.\n"
        "  2. Search"
    )
    assert state.expected.of(EDITOR) is None
    assert "→ f4 " in said(desk.found(editor(), "q1", "домбыра"))
    assert said(desk.found(editor(), "q9", "домбыра")) == GONE


def test_a_new_fact_begins_with_the_question_as_its_phrasing(desk: InboxDesk, state: State) -> None:
    ask(state, *ASKED)
    press(desk, "draft", "q1")
    draft = state.drafts.draft(EDITOR)
    assert draft is not None
    content = Content.read(draft.content)
    assert content.questions == (1, 2, 3)
    assert content.record["phrasings"] == {
        "kk": ["Қазақстан астанасы қайда?"],
        "ru": ["Где столица Казахстана?"],
    }


def test_a_doubted_fact_is_edited_and_settled(
    desk: InboxDesk, state: State, service: FactService
) -> None:
    state.suggestions.keep(service.fact(2).key, "kk", "Күні")
    state.suggestions.keep(service.fact(3).key, "kk", "Күні")
    press(desk, "field", "f2")
    draft = state.drafts.draft(EDITOR)
    assert draft is not None
    assert Content.read(draft.content).label == "f2"
    settled, following = press(desk, "settle", "w1.1")
    assert plain(settled.reply) == "Settled: f2."
    assert plain(following.reply).startswith("Something is said to be wrong with f3:")
    assert [s.number for s in state.suggestions.waiting()] == [2]


def test_a_mined_phrasing_is_discarded_with_all_who_asked(
    desk: InboxDesk, state: State, service: FactService
) -> None:
    for number in (8, 8, 7):
        choose(state, service, ABYLAI, number)
    discarded, following = press(desk, "settle", "m1")
    assert plain(discarded.reply) == "Not added: “Абылай қашан билікке келді екен?”."
    assert plain(following.reply) == EMPTY["en"]
    assert state.questions.chosen() == []


def test_a_mined_phrasing_is_added_to_no_fact_but_the_one_that_was_shown(
    desk: InboxDesk, state: State, service: FactService
) -> None:
    choose(state, service, ABYLAI, 8)
    assert said(press(desk, "link", "m1.7")) == GONE
    assert state.drafts.draft(EDITOR) is None


@pytest.mark.parametrize(
    ("action", "value"),
    [
        ("link", ""), ("link", "q1"), ("link", "q1.99"), ("link", "w1.2"), ("search", "w1"),
        ("draft", "m4"), ("out", "w1"), ("out", "m4"), ("settle", "q1"), ("settle", "w1"),
        ("out", "q01"), ("out", "x1"), ("out", "q1.2.3"), ("field", "12"), ("inbox", "q"),
        ("publish", "q1"),
    ],
)  # fmt: skip
def test_a_forged_button_changes_nothing(
    desk: InboxDesk, state: State, service: FactService, action: Action, value: str
) -> None:
    ask(state, *ASKED)
    choose(state, service, ABYLAI, 8)
    state.suggestions.keep(service.fact(2).key, "kk", "Күні")
    assert said(press(desk, action, value)) == STALE
    assert len(state.questions.unanswered()) == 3
    assert not any(question.out_of_scope for question in state.questions.unanswered())
    assert len(state.questions.chosen()) == len(state.suggestions.waiting()) == 1
    assert state.drafts.draft(EDITOR) is None
    assert state.expected.of(EDITOR) is None


def test_a_question_is_not_linked_to_a_fact_that_was_retired(
    desk: InboxDesk, means: Means, state: State
) -> None:
    ask(state, *ASKED)
    means.curation.publish(means.curation.retiring(1), means.roster.curator(EDITOR))
    assert said(press(desk, "link", "q1.1")) == (
        "f1 is no longer given as an answer. Choose another fact."
    )
    assert state.drafts.draft(EDITOR) is None


@pytest.mark.parametrize("role", ["contributor", "visitor"])
def test_the_inbox_is_for_editors(desk: InboxDesk, state: State, role: str) -> None:
    ask(state, *ASKED)
    who = replace(editor(), curator=Curator("Болат", role, "chat"))  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        desk.open(who)
    with pytest.raises(NotAllowed):
        desk.found(who, "q1", "f1")
    for action in ("inbox", "link", "search", "draft", "out", "settle", "field"):
        with pytest.raises(NotAllowed):
            desk.press(Button("", action, "q1"), who, CARD)  # type: ignore[arg-type]
    assert not any(question.out_of_scope for question in state.questions.unanswered())


def test_the_longest_words_fit_into_a_message(
    desk: InboxDesk, state: State, service: FactService
) -> None:
    for number in range(9):
        ask(state, ("Айда 𐰴𐰀 " + "теңіз " * 80 + "?" * number, "kk"))
        state.suggestions.keep(service.fact(2).key, "kk", f"{number} " + "ә" * 490, "ұ" * 500)
        choose(state, service, "Абылай " * 70 + "!" * number, 8)
    for name in ("q1", "w1", "m2"):
        (letter,) = press(desk, "inbox", name)
        assert utf16_length(plain(letter.reply)) < 4096
        assert all(len(button.label) <= 60 for button in letter.reply.buttons)
    assert "and 4 more" in said(press(desk, "inbox", "q1"))
