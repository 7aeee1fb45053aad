"""The editors' inbox: what waits, one card at a time, and what is done about it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.curation.inbox import (
    DoubtedFact,
    Inbox,
    Item,
    MinedPhrasing,
    OpenQuestion,
    WaitingProposal,
)
from bot.curation.spellings import lacking, phrasings, with_phrasings
from bot.desk import inbox_cards as cards
from bot.desk.drafting import Drafting
from bot.desk.letters import Letter
from bot.desk.means import Means
from bot.desk.visitor import Visitor
from bot.errors import NoSuchFact
from bot.facts.models import ANSWERED, Fact
from bot.service import fact_number
from bot.text.reply import Action, Button, Reply, shorten

MOST_NEAREST: Final = 3
"""Facts that a card offers."""
MOST_FOUND: Final = 5
"""Facts that a search offers."""

_VALUE = re.compile(r"([pqwm][1-9]\d{0,8})(?:\.([1-9]\d{0,8}))?")
_FACT = re.compile(r"f([1-9]\d{0,8})")


class InboxDesk:
    """What editors do with what waits."""

    def __init__(self, means: Means, drafting: Drafting) -> None:
        self._means = means
        self._drafting = drafting
        self._inbox = Inbox(means.state, means.facts, means.curation)

    def open(self, visitor: Visitor) -> list[Letter]:
        """Show the most urgent item."""
        visitor.curator.must("decide")
        return [self._shown(self._inbox.items(), 0, visitor)]

    def press(self, button: Button, visitor: Visitor, message: int) -> list[Letter]:
        """Do what a button says; it stands under this message."""
        visitor.curator.must("decide")
        if button.action == "field":
            return self._edit(button.value, visitor)
        if button.action == "inbox" and not button.value:
            return self.open(visitor)
        named = _VALUE.fullmatch(button.value)
        if named is None:
            return [visitor.say("button.stale")]
        items = self._inbox.items()
        item, number = self._inbox.held(named[1], items), int(named[2] or 0)
        if item is None:
            return [_gone(visitor)]
        if button.action in ("link", "search", "draft"):
            return self._take_up(button.action, item, number, visitor)
        return self._turn(button.action, items, items.index(item), number, visitor, message=message)

    def found(self, visitor: Visitor, item_name: str, words: str) -> list[Letter]:
        """Offer the facts that somebody's words find for a question."""
        visitor.curator.must("decide")
        named = _VALUE.fullmatch(item_name)
        item = self._inbox.held(named[1], self._inbox.items()) if named else None
        if not isinstance(item, OpenQuestion):
            self._means.state.expected.end(visitor.person)
            return [_gone(visitor)]
        facts = self._facts(words)
        if not facts:
            looked_for = shorten(" ".join(words.split()), cards.TITLE_LETTERS)
            said = visitor.tr("inbox.not-found", words=looked_for)
            return [self._ask_words(said, item, visitor)]
        self._means.state.expected.end(visitor.person)
        again = Button(visitor.tr("inbox.search"), "search", item.name)
        buttons = (*cards.link_buttons(item, facts, visitor.tr), again)
        said = visitor.tr("inbox.found", question=cards.title(item))
        return [visitor.letter(said, buttons=buttons)]

    # What buttons do

    def _turn(
        self,
        action: Action,
        items: Sequence[Item],
        place: int,
        number: int,
        visitor: Visitor,
        *,
        message: int,
    ) -> list[Letter]:
        """Show an item in the place of a card; or what became of it there, and the next one."""
        if action == "inbox":
            return [replace(self._shown(items, place, visitor), replaces=message)]
        said = self._put_away(action, items[place], number, visitor)
        if said is None:
            return [visitor.say("button.stale")]
        rest = [*items[:place], *items[place + 1 :]]
        following = self._shown(rest, place if place < len(rest) else 0, visitor)
        return [replace(visitor.letter(said), replaces=message), following]

    def _put_away(self, action: Action, item: Item, number: int, visitor: Visitor) -> str | None:
        """Take an item out of the inbox, and return what is said of it; None for a forged press."""
        match action, item:
            case "out", OpenQuestion():
                self._inbox.leave_out(item)
                return visitor.tr("inbox.left-out", question=cards.title(item))
            case "settle", MinedPhrasing():
                self._inbox.forget(item)
                return visitor.tr("inbox.discarded", question=cards.title(item))
            case "settle", DoubtedFact() if number:
                self._inbox.settle(item, number)
                return visitor.tr("inbox.settled", fact=item.fact.label)
        return None

    def _take_up(self, action: Action, item: Item, number: int, visitor: Visitor) -> list[Letter]:
        """Begin what ends with a fact that answers a question."""
        match action, item:
            case "link", OpenQuestion() | MinedPhrasing():
                return self._link(item, number, visitor)
            case "search", OpenQuestion():
                said = visitor.tr("inbox.what-to-find", question=cards.title(item))
                return [self._ask_words(said, item, visitor)]
            case "draft", OpenQuestion():
                asked = phrasings(item.group.spellings)
                phrased = {lang: [text] for lang, text in asked.items()}
                record = {"kind": "fact", "phrasings": phrased}
                return self._drafting.add(visitor, record, item.rows)
        return [visitor.say("button.stale")]

    def _link(
        self, item: OpenQuestion | MinedPhrasing, number: int, visitor: Visitor
    ) -> list[Letter]:
        """Show a fact with a question as its phrasing, to be published."""
        if isinstance(item, MinedPhrasing) and item.fact.id != number:
            return [_gone(visitor)]  # people have chosen otherwise since
        try:
            fact, revision = self._means.curation.fact(number)
        except NoSuchFact:
            return [visitor.say("button.stale")]
        if fact.status not in ANSWERED:
            return [visitor.say("inbox.not-answered", fact=fact.label)]
        new = lacking(fact, phrasings(item.group.spellings))
        if not new:
            self._inbox.forget(item)
            return [visitor.say("inbox.linked-before", fact=fact.label)]
        return self._drafting.review(visitor, with_phrasings(fact, new), revision, item.rows)

    def _edit(self, value: str, visitor: Visitor) -> list[Letter]:
        named = _FACT.fullmatch(value)
        if named is None:
            return [visitor.say("button.stale")]
        return self._drafting.edit(visitor, *self._means.curation.fact(int(named[1])))

    def _ask_words(self, said: str, item: OpenQuestion, visitor: Visitor) -> Letter:
        """Ask for the words of a fact to look for."""
        self._means.state.expected.expect(visitor.person, "search", item.name)
        return replace(visitor.letter(said), asks=True)

    def _facts(self, words: str) -> list[Fact]:
        """Return the facts that words find, the one whose number they are, or none."""
        number = fact_number(words)
        if number is None:
            found = self._means.facts.judge(words).candidates
            return [candidate.fact for candidate in found[:MOST_FOUND]]
        try:
            fact = self._means.facts.fact(number)
        except NoSuchFact:
            return []
        return [fact] if fact.status in ANSWERED else []

    # What is shown

    def _shown(self, items: Sequence[Item], place: int, visitor: Visitor) -> Letter:
        """Return the card of the item at a place."""
        if not items:
            return visitor.say("inbox.empty")
        card = cards.among(self._card(items[place], visitor), place, items, visitor.tr)
        return Letter(visitor.person, card)

    def _card(self, item: Item, visitor: Visitor) -> Reply:
        match item:
            case OpenQuestion():
                found = self._means.facts.judge(item.group.text).candidates[:MOST_NEAREST]
                nearest = [candidate.fact for candidate in found]
                return cards.question_card(item, nearest, visitor.tr)
            case DoubtedFact():
                return cards.doubt_card(item, visitor.tr)
            case MinedPhrasing():
                return cards.mined_card(item, visitor.tr)
            case WaitingProposal():
                return cards.proposal_card(item, visitor.tr)


def _gone(visitor: Visitor) -> Letter:
    """Return what is said of an item that is no longer there."""
    button = Button(visitor.tr("inbox.open"), "inbox")
    return visitor.letter(visitor.tr("inbox.gone"), buttons=(button,))
