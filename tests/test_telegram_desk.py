"""Keeping the facts current from the chat, word for word."""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest
from conftest import settings_of
from support.apart import Here
from support.chat import EDITORS, Chat, Shown
from support.wire import Wire

from bot.curation.service import CurationService
from bot.desk.commands import COMMANDS
from bot.exchange.contents import contents
from bot.exchange.items import line_of
from bot.facts.store import FactStore
from bot.service import FactService
from bot.state.curators import Appointment
from bot.state.state import State
from bot.telegram.app import App, build_application
from bot.telegram.ledger import Ledger
from bot.telegram.office import Office
from bot.telegram.telling import tell
from bot.text.reply import Action

MakeChat = Callable[..., Chat]
ACTIONS = get_args(Action)
EDITOR, OTHER_EDITOR = EDITORS
CONTRIBUTOR, VISITOR = 500, 100


@pytest.fixture
def curators(state: State) -> None:
    """Give the curators their names, as if they had chosen them before."""
    state.curators.appoint(EDITOR, Appointment("Айгүл", contributes=False))
    state.curators.appoint(OTHER_EDITOR, Appointment("Болат", contributes=False))
    state.curators.appoint(CONTRIBUTOR, Appointment("Дина", contributes=True))
    for person in (EDITOR, OTHER_EDITOR, CONTRIBUTOR):
        state.curators.speak(person, "en")


@pytest.fixture
def editor(chat_of: MakeChat, curators: None) -> Chat:
    """Return the chat of an editor whose Telegram is in English."""
    return chat_of(person=EDITOR, lang="en")


@pytest.fixture
def contributor(chat_of: MakeChat, curators: None) -> Chat:
    """Return the chat of a contributor whose Telegram is in English."""
    return chat_of(person=CONTRIBUTOR, lang="en")


STALE = "This button no longer works: what it stood for is done or gone."
REFUSED = (
    "Түзетуді тек авторлар мен редакторлар ұсына алады.\n"
    "Деректерге көмектескіңіз келсе, редакторға нөміріңізді айтыңыз: 100."
)


def only(shown: list[Shown]) -> Shown:
    """Return the one message that was shown."""
    (message,) = shown
    return message


def exported(facts: Path) -> list[str]:
    """Return the content of a fact file as lines."""
    with closing(FactStore(facts)) as store:
        return [line_of(item) for item in contents(store)]


def state_of(state: State) -> list[str]:
    """Return the content of the state file as SQL."""
    with closing(sqlite3.connect(state.path)) as db:
        return list(db.iterdump())


SAID = {
    "kk": {
        "edit": "f8 дерегінің несін өзгертеміз?",
        "date": "✓ күні",
        "review": (
            "f8 дерегінде мыналар өзгереді:\nкүні:\n  − 1771\n  + 1781\n"
            "Күмән, күні: f7 дерегінде де сол айтылған, бірақ күні басқа: онда 1734, мұнда 1781. "
            "Бірін түзетіңіз немесе екеуі де дұрыс екенін растаңыз."
        ),
        "send": "Редакторларға жіберу",
        "sent": "Редакторларға жіберілді, 1-ұсыныс. Шешімін сізге айтамын.",
        "proposed": "1-ұсыныс, авторы – Дина: f8\nкүні:\n  − 1771\n  + 1781\n",
        "approve": "Мақұлдау",
        "approved": "1-ұсыныс мақұлданып, жарияланды.",
        "by": "1-ұсынысты Айгүл мақұлдады.",
        "yours": "1-ұсынысыңызды Айгүл мақұлдады, ол жарияланды.",
        "answer": "<b>1781 жыл</b>\nАбылай хан сайланды.\nДереккөз: Жылнама, 1999, 8-жол",
        "undo": "Қайтару",
        "undone": "2-өзгеріс қайтарылды, бұл – 3-өзгеріс.",
        "before": "<b>1771 жыл</b>\nАбылай хан сайланды.\nДереккөз: Жылнама, 1999, 8-жол",
    },
    "ru": {
        "edit": "Что изменить в f8?",
        "date": "✓ дата",
        "review": (
            "Что изменится в f8:\nдата:\n  − 1771\n  + 1781\n"
            "Сомнение, дата: f7: то же самое, но с другой датой – там 1734, здесь 1781. "
            "Исправьте одну из них или подтвердите, что верны обе."
        ),
        "send": "Отправить редакторам",
        "sent": "Отправлено редакторам, предложение 1. Вы узнаете, что они решат.",
        "proposed": "Предложение 1 от Дина: f8\nдата:\n  − 1771\n  + 1781\n",
        "approve": "Одобрить",
        "approved": "Предложение 1 одобрено и опубликовано.",
        "by": "Предложение 1 одобрено (Айгүл).",
        "yours": "Ваше предложение 1 одобрено (Айгүл) и опубликовано.",
        "answer": "<b>1781 год</b>\nАбылай избран ханом.\nИсточник: Летопись, 1999, строка 8",
        "undo": "Отменить",
        "undone": "Изменение 2 отменено, это изменение 3.",
        "before": "<b>1771 год</b>\nАбылай избран ханом.\nИсточник: Летопись, 1999, строка 8",
    },
    "en": {
        "edit": "What shall be changed in f8?",
        "date": "✓ date",
        "review": (
            "What would change in f8:\ndate:\n  − 1771\n  + 1781\n"
            "Doubt, date: f7 says the same with another date: there 1734, here 1781. "
            "Correct one of them, or confirm that both are right."
        ),
        "send": "Send to the editors",
        "sent": "Sent to the editors as proposal 1. You will be told what they decide.",
        "proposed": "Proposal 1 by Дина: f8\ndate:\n  − 1771\n  + 1781\n",
        "approve": "Approve",
        "approved": "Proposal 1 is approved and published.",
        "by": "Proposal 1 was approved by Айгүл.",
        "yours": "Your proposal 1 was approved by Айгүл and is published.",
        "answer": "<b>1781</b>\nAbylai was elected khan.\nSource: Annals, 1999, line 8",
        "undo": "Undo",
        "undone": "Change 2 is undone; this is change 3.",
        "before": "<b>1771</b>\nAbylai was elected khan.\nSource: Annals, 1999, line 8",
    },
}


@pytest.mark.parametrize("lang", SAID)
@pytest.mark.usefixtures("curators")
async def test_a_proposal_is_approved_answered_with_and_undone(
    chat_of: MakeChat, state: State, lang: str
) -> None:
    """A contributor, two editors and somebody who asks, each in their own chat."""
    said = SAID[lang]
    for person in EDITORS:
        state.people.choose(person, lang)
    contributor, asker = (chat_of(person=p, lang=lang) for p in (CONTRIBUTOR, VISITOR))
    editor, other = (chat_of(person=p, lang=lang) for p in EDITORS)
    assert only(await contributor.send("/edit f8")).text == said["edit"]
    await contributor.press(said["date"])
    assert only(await contributor.send("1781")).text == said["review"]
    assert only(await contributor.press(said["send"])).text == said["sent"]
    for chat in (editor, other):
        assert only(chat.received()).text.startswith(said["proposed"])
    assert only(await asker.send("f8")).text == said["before"]
    assert only(await editor.press(said["approve"])).text == said["approved"]
    news = only(other.received())
    assert (news.text, news.buttons, news.replaced is not None) == (said["by"], {}, True)
    assert only(contributor.received()).text == said["yours"]
    assert only(await asker.send("f8")).text == said["answer"]
    assert only(await editor.press(said["undo"])).text == said["undone"]
    assert only(await asker.send("f8")).text == said["before"]


async def test_a_fact_is_led_through_step_by_step(editor: Chat, chat: Chat, facts: Path) -> None:
    first = only(await editor.send("/add"))
    assert first.text == (
        "What happened? Write it as one statement, a sentence or two. Language: English."
    )
    assert first.labels == ["Skip", "Preview", "Discard"]
    dated = only(await editor.send("A comet was seen over Turkistan."))
    assert dated.labels == ["Skip", "‹ Back", "Preview", "Discard"]
    offered = only(await editor.send("12 January 1722"))
    assert offered.labels[0] == "12 January 1722 (1722-01-12)"
    assert only(await editor.press(offered.labels[0])).text == (
        "Which calendar does the source use?"
    )
    source = only(await editor.press("Julian (Old Style)"))
    assert source.labels[:2] == ["Annals", "Other <page>"]
    assert only(await editor.press("Annals")).text == (
        "Where in the source? For example 45, line 3, chapter 2."
    )
    assert only(await editor.send("p. 45")).text.endswith("Language: Қазақша.")
    await editor.send("Түркістан үстінен құйрықты жұлдыз көрінді.")
    await editor.press("Skip")
    taken = only(await editor.send("When was a comet seen?"))
    assert taken.text.startswith("Taken as a phrasing: “When was a comet seen?”\n")
    for _ in range(4):
        await editor.press("Next" if "Next" in editor.labels else "Skip")
    review = only(await editor.press("Skip"))
    assert review.text == (
        "The new fact:\n"
        "date:\n  + 1722-01-12\n"
        "calendar:\n  + julian\n"
        "status:\n  + published\n"
        "text, en:\n  + A comet was seen over Turkistan.\n"
        "text, kk:\n  + Түркістан үстінен құйрықты жұлдыз көрінді.\n"
        "phrasing, en:\n  + When was a comet seen?\n"
        "source 1:\n  + annals, page, 45\n"
        "Remark, text, ru: There is no text in ru. Add one.\n"
        "Remark, phrasing, kk: Phrasings in kk: 0. Give at least 3, so that people find the fact.\n"
        "Remark, phrasing, ru: Phrasings in ru: 0. Give at least 3, so that people find the fact.\n"
        "Remark, phrasing, en: Phrasings in en: 1. Give at least 3, so that people find the fact."
    )
    assert review.labels == ["Publish", "Change", "Discard"]
    assert only(await editor.press("Publish")).text == "Published as change 2: f9."
    assert only(await chat.send("Құйрықты жұлдыз қашан көрінді?")).text == (
        "<b>1722 жылғы 12 (23) қаңтар</b>\n"
        "Түркістан үстінен құйрықты жұлдыз көрінді.\n"
        "Дереккөз: Жылнама, 1999, 45-бет"
    )
    fact, _ = CurationService(facts).fact(9)
    assert (fact.date and fact.date.calendar, fact.citations[0].locator) == ("julian", "45")


async def test_a_restart_in_the_middle_of_a_draft(
    editor: Chat, facts: Path, state: State, wire: Wire
) -> None:
    """The draft lives in the state file: another process goes on where this one was."""
    await editor.send("/edit f8")
    await editor.press("✓ date")
    with closing(FactService(facts)) as service, closing(State(state.path)) as again:
        settings = settings_of(facts, state.path)
        beside = Here(service, state.path), Office(settings), Ledger(state.path)
        application = build_application(settings, again, beside, wire)
        async with application:
            editor = Chat(application, wire, person=EDITOR, lang="en")
            review = only(await editor.send("1781"))
            assert review.text.startswith("What would change in f8:\ndate:\n  − 1771\n  + 1781\n")
            assert only(await editor.press("Publish")).text == "Published as change 2: f8."
        for thread in beside:
            thread.close()


async def test_a_question_in_between_is_answered_and_the_draft_waits(editor: Chat) -> None:
    """A question mark makes a question; so does what the facts can answer, and a fact's number."""
    await editor.send("/edit f8")
    date = only(await editor.press("✓ date"))
    for question in ("When was independence declared?", "when was independence declared", "f1"):
        answer, waits = await editor.send(question)
        assert answer.text.startswith("<b>16 December 1991</b>")
        assert (waits.text, waits.labels) == ("Your draft waits.", ["Go on", "Discard"])
    assert only(await editor.press("Go on")).text == date.text
    assert only(await editor.send("1781")).text.startswith("What would change in f8:")


async def test_a_reply_to_the_question_is_meant_for_it_whatever_it_says(editor: Chat) -> None:
    await editor.send("/add")
    await editor.send("A comet was seen.")
    for label in ("Skip", "Skip"):
        asked = only(await editor.press(label))
    assert asked.text.endswith("Language: Қазақша.")
    assert "Language: Русский." in only(await editor.send("Не болды?", reply_to=asked)).text


async def test_a_phrasing_may_have_been_a_question(editor: Chat) -> None:
    await editor.send("/edit f8")
    await editor.press("✓ phrasing · English")
    taken = only(await editor.send("Who was elected khan?"))
    assert "✕ Who was elected khan?" in taken.labels
    left = only(await editor.press("That was a question to the bot"))
    assert "✕ Who was elected khan?" not in left.labels


async def test_one_message_holds_a_whole_fact(editor: Chat, chat: Chat) -> None:
    """Names of fields are in any language, and what can't be read is told line by line."""
    refused = only(await editor.send("/add\ntext kk: Жаңбыр жауды.\ncolour: red\nтекст: дождь"))
    assert refused.text == (
        "Error: Line 2: There is no field “colour”. Use the names that stand in the form.\n"
        "Error: Line 3: “текст” needs its language, such as “текст kk:”.\n"
        "Nothing has been written. Mend what is named above and try again."
    )
    review = only(
        await editor.send(
            "/add\nмәтін kk: Жаңбыр жауды.\nдата: 1850\nsource: annals\nlabel: page\nlocator: 7\n"
            "сұрақ kk: Жаңбыр қашан жауды?"
        )
    )
    assert review.text.startswith("The new fact:\ndate:\n  + 1850\n")
    await editor.press("Publish")
    assert only(await chat.send("Жаңбыр қашан жауды?")).text == (
        "<b>1850 жыл</b>\nЖаңбыр жауды.\nДереккөз: Жылнама, 1999, 7-бет"
    )


async def test_the_form_of_a_fact_goes_out_and_comes_back(editor: Chat) -> None:
    await editor.send("/edit f8")
    how, form = await editor.press("As one message")
    assert how.text.startswith("Copy the next message, fill it in and send it back.")
    assert form.text.startswith("/edit f8\ndate: 1771\ncalendar: gregorian\n")
    await editor.send("/cancel")
    assert only(await editor.send(form.text)).text == "No changes; nothing has been written."
    await editor.send("/cancel")
    changed = form.text.replace("date: 1771", "date: 1771~")
    assert only(await editor.send(changed)).text.startswith(
        "What would change in f8:\ndate:\n  − 1771\n  + 1771~\nDoubt, date: "
    )


async def test_a_command_in_reply_to_an_answer_is_about_its_fact(editor: Chat) -> None:
    answer = only(await editor.send("When was independence declared?"))
    assert only(await editor.send("/edit", reply_to=answer)).text == "What shall be changed in f1?"
    history = only(await editor.send("/history", reply_to=answer))
    assert history.text.startswith("History of f1, the latest first:\nRevision 1, change 1: ")
    assert only(await editor.send("/edit")).text == (
        "Which fact? Write its number, as in “/edit f12”, or reply to an answer with /edit."
    )


async def test_two_editors_press_at_once(
    contributor: Chat, editor: Chat, chat_of: MakeChat, state: State
) -> None:
    """One outcome; whoever comes second is told what it was."""
    state.people.choose(OTHER_EDITOR, "en")
    other = chat_of(person=OTHER_EDITOR, lang="en")
    await contributor.send("/retire f8")
    await contributor.press("Send to the editors")
    editor.received()
    other.received()
    assert only(await editor.press("Approve")).text == "Proposal 1 is approved and published."
    assert only(await other.press("Approve")).text == "Proposal 1 was approved by Айгүл before."
    assert only(await other.press("Reject")).text == "Proposal 1 was approved by Айгүл."
    assert only(await editor.press("Undo")).text == "Change 2 is undone; this is change 3."
    assert only(await editor.press("Undo")).text == ("Change 2 was undone before, by change 3.")


async def test_a_proposal_is_turned_down_with_a_reason(contributor: Chat, editor: Chat) -> None:
    await contributor.send("/retire f8")
    await contributor.press("Send to the editors")
    editor.received()
    asked = only(await editor.press("Reject"))
    assert asked.text == "Why is proposal 1 rejected? Write the reason to its author."
    assert only(await editor.send("It is a good fact.")).text == "Proposal 1 is rejected."
    assert only(contributor.received()).text == (
        "Your proposal 1 was rejected by Айгүл.\nReason: It is a good fact."
    )
    await contributor.send("/retire f7")
    await contributor.press("Send to the editors")
    editor.received()
    await editor.press("Reject")
    assert only(await editor.press("Reject without a reason")).text == "Proposal 2 is rejected."
    assert only(contributor.received()).text == "Your proposal 2 was rejected by Айгүл."


async def test_a_fact_that_changes_under_a_waiting_proposal(
    contributor: Chat, editor: Chat, facts: Path
) -> None:
    """Nothing is overwritten: the editor sees both versions and can only turn it down."""
    await contributor.send("/edit f8\ndate: 1781")
    await contributor.press("Send to the editors")
    editor.received()
    await editor.send("/edit f8\nplace: Түркістан")
    await editor.press("Publish")
    told = only(await editor.press("Approve"))
    assert told.text == (
        "Changed in the meantime:\n  place:\n    + Түркістан\n"
        "Your change:\n  date:\n    − 1771\n    + 1781\n"
        "f8 was changed by Айгүл in the meantime (revision 2, yours was based on 1). Nothing has "
        "been overwritten: look at the new version and make your change again."
    )
    assert told.labels == ["Reject"]
    fact, _ = CurationService(facts).fact(8)
    assert (fact.date and fact.date.text, fact.place) == ("1771", "Түркістан")


async def test_a_fact_that_changes_under_a_draft(
    editor: Chat, chat_of: MakeChat, facts: Path
) -> None:
    """The draft is put on the new version and shown again; then it can be published."""
    other = chat_of(person=OTHER_EDITOR, lang="en")
    await editor.send("/edit f8\ndate: 1781")
    await other.send("/edit f8\nplace: Түркістан")
    await other.press("Publish")
    told, review = await editor.press("Publish")
    assert told.text == (
        "place:\n  + Түркістан\n"
        "Болат has changed f8 so in the meantime. Your own change now stands on the new version; "
        "please look at it again."
    )
    assert review.text.startswith("What would change in f8:\ndate:\n  − 1771\n  + 1781\n")
    assert only(await editor.press("Publish")).text == "Published as change 3: f8."
    fact, _ = CurationService(facts).fact(8)
    assert (fact.date and fact.date.text, fact.place) == ("1781", "Түркістан")


async def test_buttons_of_an_earlier_state_of_a_draft_show_where_it_stands(editor: Chat) -> None:
    await editor.send("/edit f8")
    first = dict(editor.buttons)
    await editor.press("✓ date")
    moved, date = await editor.press_data(first["place"])
    assert moved.text == "The draft has moved on since. Here is where it stands:"
    assert date.text.startswith("When? ")
    await editor.send("1781")
    publish = editor.buttons["Publish"]
    assert only(await editor.press("Publish")).text == "Published as change 2: f8."
    for data in (publish, first["place"]):
        assert only(await editor.press_data(data)).text == STALE


async def test_a_draft_stands_in_the_way_of_another(editor: Chat) -> None:
    await editor.send("/edit f8")
    held = only(await editor.send("/add"))
    assert (held.text, held.labels) == (
        "You have begun to change f8. Go on with it or discard it first.",
        ["Go on", "Discard"],
    )
    assert only(await editor.press("Discard")).text == "The draft is discarded."
    assert only(await editor.send("/draft")).text == (
        "There is no draft. Begin one with /add or /edit."
    )


async def test_a_curator_chooses_a_name_before_anything_else(chat_of: MakeChat) -> None:
    """What they were about to do goes on with it; nobody takes another's name."""
    editor, other = (chat_of(person=person, lang="en") for person in EDITORS)
    asked = only(await editor.send("/edit f8"))
    assert asked.text == (
        "Under which name shall the history keep your changes? Everybody with the facts can read "
        "it."
    )
    named, menu = await editor.press("“Ару”")
    assert named.text == "Your changes will be kept under the name Ару."
    assert menu.text == "What shall be changed in f8?"
    await other.send("/add")
    assert only(await other.send("ару")).text == (
        "Another curator has the name Ару. Choose a different one."
    )
    assert len(await other.send("Болат")) == 2


async def test_an_editor_appoints_and_dismisses(editor: Chat, chat_of: MakeChat) -> None:
    newcomer = chat_of(person=77, lang="en")
    assert only(await newcomer.send("/add")).text == (
        "Only contributors and editors may propose changes.\n"
        "To help with the facts, tell an editor your number: 77."
    )
    assert only(await editor.send("/appoint 77 Ерлан")).text == (
        "77 may propose changes from now on."
    )
    assert only(await newcomer.send("/edit f8")).text == "What shall be changed in f8?"
    assert only(await editor.send("/dismiss 77")).text == "77 may no longer propose changes."
    assert "Only contributors and editors" in only(await newcomer.press("place")).text
    assert only(await editor.send("/appoint somebody")).text.startswith("Write the person's number")


FORBIDDEN = [
    "/add", "/add\ntext kk: Бірдеңе болды.", "/edit f8", "/retire f8", "/restore f8", "/history f8",
    "/undo", "/undo 1", "/inbox", "/draft", "/name Мен", "/appoint 100 Мен", "/dismiss 500",
]  # fmt: skip
PRESSED = [
    "name||", "field|1.1|", "field|1.1.3|", "field|f8|", "pick|1.1.0|", "skip|1.1|", "empty|1.1|",
    "back|1.1|", "show|1.1|", "show|p1|", "form|1.1|", "publish|1.1|", "drop|1.1|", "resume|1.1|",
    "asked|1.1|", "undo|1|", "revert|8.1|", "approve|1|", "reject|1|", "unreasoned|1|", "apply|1|",
    "cancel|1|", "inbox||", "link|q1.8|", "search|q1|", "draft|q1|", "out|q1|", "settle|w1|",
]  # fmt: skip


async def test_visitors_are_refused_everything_and_nothing_changes(
    editor: Chat, contributor: Chat, chat: Chat, facts: Path, state: State,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    """While an editor's draft, a proposal and an upload wait; the log has no words."""
    await contributor.send("/edit f8\ndate: 1781")
    await contributor.press("Send to the editors")
    await editor.send("/edit f7\nplace: Түркістан")
    await editor.upload("facts.csv", b"text_kk,status\nabc,draft\n")
    before, kept = exported(facts), state_of(state)
    with caplog.at_level(logging.INFO):
        for said in FORBIDDEN:
            assert only(await chat.send(said)).text == REFUSED
        for data in PRESSED:
            assert only(await chat.press_data(f"1|{data}kk")).text == REFUSED
        for name in ("facts.csv", "facts.xlsx", "facts.jsonl", "facts.json"):
            assert only(await chat.upload(name, b"text_kk\nabc\n")).text.startswith("Жариялау тек")
    assert exported(facts) == before
    assert state_of(state) == kept
    refused = [r.getMessage() for r in caplog.records if r.name == "bot.desk.desk"]
    assert len(refused) == len(FORBIDDEN) + len(PRESSED) + 4
    assert set(refused) <= {
        f"refused: {deed} by a visitor" for deed in (*COMMANDS, *ACTIONS, "file")
    }


async def test_contributors_are_refused_what_only_editors_do(
    contributor: Chat, facts: Path
) -> None:
    before = exported(facts)
    for said in ("/undo", "/inbox", "/appoint 500 Мен", "/dismiss 500"):
        assert only(await contributor.send(said)).text.startswith("Only editors ")
    for data in ("undo|1|", "approve|1|", "reject|1|", "apply|1|", "out|q1|", "link|q1.8|"):
        text = only(await contributor.press_data(f"1|{data}en")).text
        assert text.startswith(("Only editors ", "There is no "))
    assert only(await contributor.upload("facts.csv", b"a")).text.startswith("Only editors ")
    assert exported(facts) == before


@pytest.mark.parametrize("data", PRESSED)
@pytest.mark.parametrize(
    "value", ["", "0", "999999999.999999999.999999999", "a.b", ".", "q", "q0.0"]
)
async def test_buttons_that_the_bot_never_made_do_nothing(
    editor: Chat, facts: Path, data: str, value: str
) -> None:
    """Also where an editor presses them."""
    action = data.partition("|")[0]
    before = exported(facts)
    assert await editor.press_data(f"1|{action}|{value}|en")
    assert exported(facts) == before


async def test_a_file_is_fetched_applied_and_taken_back(
    editor: Chat, wire: Wire, facts: Path
) -> None:
    before = exported(facts)
    rows = "date,status,text_kk,citation1_source,citation1_label,citation1_locator\n" + "".join(
        f"18{n},published,Оқиға {n} болды {'абвгд'[n % 5] * 4}.,annals,page,{n}\n"
        for n in range(20, 30)
    )
    summary, copy = await editor.upload(
        "facts.csv", (rows + "13.7.1900,published,Х,annals,,\n").encode()
    )
    assert summary.labels == ["Apply 10", "Cancel"]
    assert copy.text.startswith("Here every record that was left out says why")
    assert wire.of("sendDocument")[0]["chat_id"] == EDITOR
    applied = only(await editor.press("Apply 10"))
    assert len(exported(facts)) == len(before) + 10
    await editor.press(applied.labels[0])
    assert exported(facts) == before


async def test_a_file_that_telegram_does_not_hand_out(editor: Chat, wire: Wire) -> None:
    told = only(await editor.upload("facts.csv", b"", size=20_000_001))
    assert told.text == (
        "The file is larger than 20 MB; Telegram lets bots fetch no more. Split it, or import it "
        "on the command line."
    )
    assert wire.of("getFile") == []


async def test_other_files_are_no_facts(editor: Chat, wire: Wire) -> None:
    assert "only" in only(await editor.upload("picture.png", b"x")).text
    assert wire.of("getFile") == []


async def test_an_editor_who_blocked_the_bot_keeps_nobody_from_being_told(
    contributor: Chat, editor: Chat, wire: Wire
) -> None:
    wire.blocked_by.add(EDITOR)
    await contributor.send("/edit f8\ndate: 1781")
    sent = only(await contributor.press("Send to the editors"))
    assert sent.text.startswith("Sent to the editors as proposal 1.")
    assert [call["chat_id"] for call in wire.of("sendMessage")][-2:] == [EDITOR, OTHER_EDITOR]


ASKED = (
    "Абылай хан қашан қайтыс болды?",
    "абылай хан кашан кайтыс болды",
    "Abylai han qashan qaitys boldy",
)


async def test_from_no_answer_to_answered(
    application: App, apart: Here, chat_of: MakeChat, editor: Chat
) -> None:
    """Asked by three people in three spellings, linked in two presses; who asked to be told is."""
    askers = [chat_of(person=100 + number) for number in range(3)]
    for asker, question in zip(askers, ASKED, strict=True):
        assert "менде жоқ" in only(await asker.send(question)).text
    kept = only(await askers[0].press("Жауабы табылса, айтыңыз"))
    assert kept.text.startswith("Жауабы табылған бойда сізге жазамын.\n")
    card = only(await editor.send("/inbox"))
    assert card.text == (
        "This question got no answer:\n"
        "<b>Абылай хан қашан қайтыс болды?</b>\n"
        "3 times: Kazakh\n"
        "Also asked as: “абылай хан кашан кайтыс болды”, “Abylai han qashan qaitys boldy”\n"
        "Does one of these facts answer it?"
    )
    review = only(await editor.press("→ f8 1771 – Abylai was elected khan."))
    assert review.text.startswith(
        "What would change in f8:\nphrasing, kk:\n  + Абылай хан қашан қайтыс болды?\n"
    )
    assert only(await editor.press("Publish")).text == "Published as change 2: f8."
    assert only(await editor.send("/inbox")).text == ("The inbox is empty: nothing waits for you.")
    await tell(application.bot, apart)
    assert only(askers[0].received()).text == (
        "Сіз «Абылай хан қашан қайтыс болды?» деп сұраған едіңіз. Енді жауабын білемін:\n"
        "<b>1771 жыл</b>\nАбылай хан сайланды.\nДереккөз: Жылнама, 1999, 8-жол"
    )
    for asker, question in zip(askers, ASKED, strict=True):
        assert only(await asker.send(question)).text.startswith("<b>1771 жыл</b>")
    await tell(application.bot, apart)
    assert askers[0].received() == []


async def test_a_new_source_of_two_drafts_is_one(
    editor: Chat, chat_of: MakeChat, facts: Path
) -> None:
    """Whoever comes second cites what the first has added."""
    other = chat_of(person=OTHER_EDITOR, lang="en")
    for number, chat in enumerate((editor, other)):
        await chat.send(
            f"/add\ntext en: Something number {number} came {'to pass' * (number + 1)}."
        )
        await chat.press("Change")
        await chat.press("source")
        await chat.send("Шежіре; Қадырғали; 1602")
        await chat.press("＋ New source: Шежіре")
    assert only(await editor.press("Publish")).text.startswith("Published as change 2: ")
    assert only(await other.press("Publish")).text.startswith("Published as change 3: ")
    cited = [CurationService(facts).fact(number)[0].citations[0].source for number in (9, 10)]
    assert cited[0] == cited[1]


async def test_thanks_are_no_field_of_a_draft(editor: Chat) -> None:
    await editor.send("/edit f8")
    await editor.press("✓ date")
    thanks, waits = await editor.send("thanks!")
    assert thanks.text.startswith("You're welcome")
    assert waits.text == "Your draft waits."
