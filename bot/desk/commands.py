"""What curators' commands do: ``/edit f12``, or ``/edit`` in reply to an answer, or with a form."""

import re
from collections.abc import Callable
from typing import Final

from bot.desk import written
from bot.desk.drafting import Drafting
from bot.desk.inbox import InboxDesk
from bot.desk.letters import Letter
from bot.desk.means import Means
from bot.desk.past import Past
from bot.desk.people import People
from bot.desk.visitor import Visitor
from bot.facts.models import Fact
from bot.state.expected import OF_DRAFTS

COMMANDS: Final = (
    "add", "edit", "retire", "restore", "history", "undo", "inbox", "draft", "cancel", "name",
    "appoint", "dismiss",
)  # fmt: skip
NAMELESS: Final = ("cancel", "name")
"""Commands for which a curator needs no name yet."""

_FACT: Final = re.compile(r"[fF]?([0-9]{1,9})")
_NUMBER: Final = re.compile(r"\s*([0-9]{1,9})\s*")

_Plain = Callable[[str, Visitor], list[Letter]]
_OfAFact = Callable[[Fact, int, str, Visitor], list[Letter]]


class Commands:
    """The commands of the desk."""

    def __init__(
        self, means: Means, people: People, drafting: Drafting, past: Past, inbox: InboxDesk
    ) -> None:
        self._means = means
        self._people = people
        self._drafting = drafting
        self._past = past
        self._plain: dict[str, _Plain] = {
            "add": self._add,
            "draft": lambda _, who: drafting.resume(who),
            "cancel": lambda _, who: self._cancel(who),
            "inbox": lambda _, who: inbox.open(who),
            "name": self._name,
            "appoint": people.appoint,
            "dismiss": people.dismiss,
            "undo": self._undo,
        }
        self._about: dict[str, _OfAFact] = {
            "edit": self._edit,
            "retire": self._retire,
            "restore": self._restore,
            "history": lambda fact, _, __, who: past.history(fact, who),
        }

    def carry_out(self, name: str, argument: str, who: Visitor, quoted: int | None) -> list[Letter]:
        """Carry out a command; ``quoted`` is the number of the fact whose answer it replies to."""
        if name in self._plain:
            return self._plain[name](argument, who)
        first, _, rest = argument.strip().partition("\n")
        named = _FACT.fullmatch(first.strip())
        number = int(named[1]) if named else quoted
        if number is None:
            return [who.say("desk.which-fact", command=name)]
        fact, revision = self._means.curation.fact(number)
        return self._about[name](fact, revision, rest if named else argument, who)

    def _add(self, fields: str, who: Visitor) -> list[Letter]:
        if written.is_form(fields):
            return self._drafting.begin(who, written.new_fact(fields))
        return self._drafting.add(who)

    def _edit(self, fact: Fact, revision: int, fields: str, who: Visitor) -> list[Letter]:
        if written.is_form(fields):
            return self._drafting.begin(who, written.changed_fact(fields, fact, revision))
        return self._drafting.edit(who, fact, revision)

    def _retire(self, fact: Fact, revision: int, _: str, who: Visitor) -> list[Letter]:
        (after,) = self._means.curation.retiring(fact.id or 0).facts
        return self._drafting.review(who, after, revision, operation="retire")

    def _restore(self, fact: Fact, revision: int, _: str, who: Visitor) -> list[Letter]:
        (after,) = self._means.curation.restoring(fact.id or 0).facts
        return self._drafting.review(who, after, revision, operation="restore")

    def _undo(self, argument: str, who: Visitor) -> list[Letter]:
        number = _NUMBER.fullmatch(argument)
        return self._past.offer(int(number[1]), who) if number else self._past.last(who)

    def _name(self, argument: str, who: Visitor) -> list[Letter]:
        if not argument.strip():
            return self._people.ask_name(who)
        return [self._people.rename(argument, who)]

    def _cancel(self, who: Visitor) -> list[Letter]:
        expected = self._means.state.expected.of(who.person)
        if expected is not None and expected.purpose not in OF_DRAFTS:
            self._means.state.expected.end(who.person)
            return [who.say("desk.cancelled")]
        return self._drafting.drop(who)
