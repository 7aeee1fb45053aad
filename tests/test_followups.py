"""Questions that go on from the one before, and those that must not."""

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from support.clock import Clock

from bot.evaluation.questions import half, read_questions
from bot.facts import location
from bot.matching.followup import LIFETIME
from bot.matching.talking import Exchange
from bot.service import FactService
from bot.text.conversation import MOST_REMEMBERED, Conversation, Conversations
from bot.text.dialogue import Dialogue, Speaker
from bot.text.reply import Button, plain

QUESTIONS = Path(__file__).parent / "questions" / "followups"
LANGUAGES = ("kk", "ru", "en")
LEAST_RIGHT = 54
"""Of the 60 pairs whose second question lacks something."""
LEAST_RIGHT_OF_FURTHER = 18
"""Of 26."""


class Lacking(NamedTuple):
    """A question, the one that goes on from it, and the numbers of facts that answer it."""

    first: str
    followup: str
    facts: str


class Complete(NamedTuple):
    """A question, and one that has nothing from it, asked so many minutes later."""

    first: str
    question: str
    minutes: str


def rows(name: str) -> list[list[str]]:
    with (QUESTIONS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


LACKING = [Lacking(*row) for lang in LANGUAGES for row in rows(f"lacking.{lang}.tsv")]
FURTHER = [Lacking(*row) for row in rows("further.tsv")]
"""Other pairs, written after the rules were."""
COMPLETE = [Complete(*row) for row in rows("complete.tsv")]


@pytest.fixture(scope="module")
def shipped() -> Iterator[FactService]:
    service = FactService(location.shipped())
    yield service
    service.close()


def second(service: FactService, first: str, then: str, after: float) -> Exchange:
    before = service.converse(first, None, 0.0).context
    return service.converse(then, before, after)


def given(exchange: Exchange) -> set[str]:
    if exchange.outcome.status not in ("answer", "list"):
        return set()
    return {found.fact.label for found in exchange.outcome.facts}


def test_there_are_enough_pairs_in_every_language() -> None:
    assert [len(rows(f"lacking.{lang}.tsv")) for lang in LANGUAGES] == [20, 20, 20]
    assert len(COMPLETE) >= 30
    assert len({(pair.first, pair.followup) for pair in LACKING}) == 60
    assert sum(float(pair.minutes) > 10 for pair in COMPLETE) >= 10


@pytest.mark.parametrize(
    ("pairs", "least"), [(LACKING, LEAST_RIGHT), (FURTHER, LEAST_RIGHT_OF_FURTHER)]
)
def test_what_a_question_lacks_is_taken_from_the_one_before(
    shipped: FactService, pairs: list[Lacking], least: int
) -> None:
    right, wrong = 0, []
    for pair in pairs:
        facts = given(second(shipped, pair.first, pair.followup, 60.0))
        wanted = set(pair.facts.split())
        right += bool(facts) == bool(wanted) and facts <= wanted
        if not facts <= wanted:
            wrong.append((pair.first, pair.followup, facts))
    assert wrong == []
    assert right >= least


@pytest.mark.parametrize("pair", COMPLETE, ids=lambda pair: f"{pair.question} {pair.minutes}")
def test_a_complete_or_a_late_question_takes_nothing(shipped: FactService, pair: Complete) -> None:
    after = second(shipped, pair.first, pair.question, 60 * float(pair.minutes))
    assert after.assumed == ()
    assert after.outcome == shipped.converse(pair.question, None, 0.0).outcome


def test_whole_questions_fare_the_same_after_any_other(shipped: FactService) -> None:
    """A question with an answer keeps it, and one without gets none from what was said before."""
    keys = {fact.label: fact.key for fact in shipped.facts()}
    known = [
        question
        for path in sorted(QUESTIONS.parent.glob("*.tsv"))
        for question in read_questions(path)
        if half(question, keys) == "development"
    ]
    random = Random(1)
    worse = []
    for question in random.sample(known, 200):
        first = random.choice([q for q in known if q.facts and q.lang == question.lang])
        alone = given(shipped.converse(question.text, None, 0.0))
        after = given(second(shipped, first.text, question.text, 1.0))
        right = set(question.facts)
        if (alone <= right and alone != after) or not after <= right | alone:
            worse.append((first.text, question.text, after))
    assert worse == []


def test_a_context_lasts_ten_minutes_and_not_before_it_began(shipped: FactService) -> None:
    first, then = "Ресей прокуратурасы қашан құрылды?", "ал Францияда ше?"
    assert given(second(shipped, first, then, LIFETIME)) == {"f9"}
    assert second(shipped, first, then, LIFETIME + 0.1).assumed == ()
    assert second(shipped, first, then, -0.1).assumed == ()


def test_everything_about_whom_was_talked_of(shipped: FactService) -> None:
    first = "Who was the first Procurator-General of Russia?"
    known = {"f43", "f44", "f45", "f46", "f47"}
    for then in ("tell me more about him", "расскажи о нём", "ол туралы не білесің?"):
        assert given(second(shipped, first, then, 1.0)) == known


def test_a_question_about_another_gets_no_answer_of_somebody_else(shipped: FactService) -> None:
    assert (
        given(second(shipped, "Who was Philip IV?", "What family did he come from?", 1.0)) == set()
    )


def test_the_time_of_a_fact_without_a_date_is_not_another_ones(shipped: FactService) -> None:
    exchange = second(shipped, "Who was the first Procurator-General of Russia?", "When?", 1.0)
    assert exchange.outcome.status == "none"
    assert [found.fact.label for found in exchange.outcome.near] == ["f43"]


def test_one_followup_leads_to_another(shipped: FactService) -> None:
    context = shipped.converse("When was the Russian prosecutor's office founded?", None, 0).context
    then = []
    for question in ("And in France?", "And in Kazakhstan?", "thanks", "who founded it in Russia?"):
        exchange = shipped.converse(question, context, 1.0)
        context = exchange.context
        then.append(given(exchange))
    assert then == [{"f9"}, {"f59"}, set(), {"f37"}]


SCREENS = [
    (
        "Когда провозглашена независимость?",
        "А кем?",
        "Всё о том же: провозглашена независимость\n"
        "16 декабря 1991 года\n"
        "Казахстан провозгласил независимость.\n"
        "Источник: Летопись, 1999, строка 1",
    ),
    (
        "Who gave the Senate a procurator?",
        "And when?",
        "Still about: gave Senate procurator\n"
        "12 (23) January 1722\n"
        "Peter I gave the Senate a procurator.\n"
        "Source: Annals, 1999, line 2",
    ),
    (
        "Сенатқа прокурорды кім қойды?",
        "ал қашан?",
        "Сол туралы: Сенатқа прокурорды қойды\n"
        "1722 жылғы 12 (23) қаңтар\n"
        "I Петр Сенатқа прокурор қойды.\n"
        "Дереккөз: Жылнама, 1999, 2-жол",
    ),
    (
        "When was the Kazakh Khanate founded?",
        "And in Germany?",
        "Still about: Khanate founded\n"
        "I have no fact that answers this, and I won't guess.\n"
        "I only answer on this subject: Kazakh history.",
    ),
]


@pytest.mark.parametrize(("first", "then", "expected"), SCREENS, ids=[s[0] for s in SCREENS])
def test_a_reply_says_what_was_taken(
    service: FactService, first: str, then: str, expected: str
) -> None:
    dialogue, conversation = Dialogue(service), Conversation()
    dialogue.say(first, Speaker(), conversation)
    assert plain(dialogue.say(then, Speaker(), conversation)) == expected


def test_without_a_conversation_nothing_is_remembered(service: FactService) -> None:
    dialogue = Dialogue(service)
    dialogue.say("Who gave the Senate a procurator?", Speaker())
    assert plain(dialogue.say("And when?", Speaker())).startswith("I have no fact")


def test_the_next_question_goes_on_from_the_fact_that_was_chosen(service: FactService) -> None:
    dialogue, conversation = Dialogue(service), Conversation()
    choices = dialogue.say("When did Abylai come to power?", Speaker(), conversation)
    assert [button.value for button in choices.buttons] == ["7", "8"]
    dialogue.press(choices.buttons[1], Speaker(), conversation)
    assert "Abylai was elected khan." in plain(dialogue.say("When?", Speaker(), conversation))


def test_the_number_of_a_fact_ends_what_was_talked_of(service: FactService) -> None:
    dialogue, conversation = Dialogue(service), Conversation()
    dialogue.say("Who gave the Senate a procurator?", Speaker(), conversation)
    dialogue.say("f1", Speaker(), conversation)
    assert conversation.context is None
    dialogue.press(Button("", "fact", "1", "en"), Speaker(), conversation)
    assert conversation.context is None


def test_people_are_kept_apart_and_the_longest_silent_are_forgotten(service: FactService) -> None:
    clock = Clock()
    conversations = Conversations(clock)
    dialogue = Dialogue(service)
    dialogue.say("Who gave the Senate a procurator?", Speaker(), conversations.of((1, 1)))
    assert conversations.of((1, 2)).context is None
    for person in range(MOST_REMEMBERED - 2):
        conversations.of((2, person))
    assert conversations.of((1, 1)).context is not None
    conversations.of((3, 1))
    conversations.of((3, 2))
    assert conversations.of((1, 1)).context is not None
    clock.seconds = LIFETIME + 1
    late = dialogue.say("And when?", Speaker(), conversations.of((1, 1)))
    assert plain(late).startswith("I have no fact")
