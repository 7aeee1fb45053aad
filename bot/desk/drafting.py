"""Drafts: a fact led through field by field, or changed by a menu, and kept all the while.

A draft lives in the state file under a version that counts up; buttons carry it, so that one of an
earlier state shows where the draft stands instead of doing anything.
"""

import uuid
from collections.abc import Sequence
from dataclasses import replace

from bot.dates.edtf import HistoricalDate
from bot.dates.stated import stated
from bot.desk import moves, prompts, steps
from bot.desk.content import MENU, PREVIEW, Content
from bot.desk.letters import Letter
from bot.desk.means import Means
from bot.desk.moves import Ground
from bot.desk.offers import Offer, offers, sources_like
from bot.desk.previewing import preview
from bot.desk.visitor import Visitor
from bot.errors import DateError
from bot.facts.fields import Record
from bot.facts.history import Operation
from bot.facts.models import Fact
from bot.state.drafts import KeptDraft
from bot.text.changes import error_lines
from bot.text.dates import date_text
from bot.text.form import fields
from bot.text.reply import Button, numbers


class Drafting:
    """The drafts of all curators, one each."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._drafts = means.state.drafts

    # Beginning

    def add(
        self, who: Visitor, record: Record | None = None, questions: Sequence[int] = ()
    ) -> list[Letter]:
        """Lead through the fields of a new fact, some of which may be there already."""
        empty: Record = {"kind": "fact", "key": str(uuid.uuid4()), "status": "published"}
        content = Content("add", 0, empty | (record or {}), questions=tuple(questions))
        return self.begin(who, moves.begun(content, self._ground(who)))

    def edit(self, who: Visitor, fact: Fact, based_on: int) -> list[Letter]:
        """Let a person choose what to change of a fact."""
        return self.begin(who, Content.of(fact, "edit", based_on).at(MENU))

    def review(
        self,
        who: Visitor,
        fact: Fact,
        based_on: int,
        questions: Sequence[int] = (),
        operation: Operation = "edit",
    ) -> list[Letter]:
        """Show what a fact would become, to be published or not."""
        return self.begin(who, Content.of(fact, operation, based_on, questions))

    def begin(self, who: Visitor, content: Content) -> list[Letter]:
        """Keep a draft and show it; one that was begun before stands in its way."""
        who.curator.must("propose")
        kept = self._drafts.draft(who.person)
        if kept is not None:
            return [prompts.begun(kept, Content.read(kept.content), who)]
        return [self._shown(self._drafts.begin(who.person, content.kept()), who)]

    def remind(self, who: Visitor) -> list[Letter]:
        """Say that a draft waits, after something else was talked of."""
        draft = self._drafts.draft(who.person)
        return [] if draft is None else [prompts.waiting(draft, who)]

    def resume(self, who: Visitor) -> list[Letter]:
        """Show where a person's draft stands."""
        draft = self._drafts.draft(who.person)
        return [who.say("desk.no-draft") if draft is None else self._shown(draft, who)]

    def drop(self, who: Visitor) -> list[Letter]:
        """Forget a person's draft."""
        draft = self._drafts.draft(who.person)
        if draft is None:
            return [who.say("desk.no-draft")]
        self._drafts.drop(draft.number)
        self._means.state.expected.end(who.person)
        return [who.say("desk.discarded")]

    # Going on

    def press(self, button: Button, who: Visitor) -> list[Letter]:
        """Do what a button of a draft says, if it is one of the draft's present state."""
        draft, place = self.present(button.value, who)
        if draft is None or button.action == "resume":
            return self._not_present(button.value, who)
        if button.action == "drop":
            return self.drop(who)
        content = Content.read(draft.content)
        if button.action == "form":
            return self._form(content, who)
        moved = moves.pressed(button.action, content, place, self._ground(who))
        return [who.say("desk.stale")] if moved is None else self._gone_on(draft, moved, who)

    def present(self, value: str, who: Visitor) -> tuple[KeptDraft | None, int | None]:
        """Return the person's draft if a button is of its present state, and the button's place."""
        who.curator.must("propose")
        number, version, place = _parts(value)
        draft = self._drafts.draft(who.person)
        same = draft is not None and (draft.number, draft.version) == (number, version)
        return (draft if same else None), place

    def _not_present(self, value: str, who: Visitor) -> list[Letter]:
        number, version, _ = _parts(value)
        draft = self._drafts.draft(who.person)
        if draft is None or draft.number != number:
            return [who.say("desk.stale")]
        said = [] if draft.version == version else [who.say("desk.moved-on")]
        return [*said, self._shown(draft, who)]

    def words(self, value: str, text: str, who: Visitor) -> list[Letter]:
        """Take what a person typed for the field that they were asked for."""
        draft, _ = self.present(value, who)
        if draft is None:
            return self._not_present(value, who)
        content, said = Content.read(draft.content), " ".join(text.split())
        field, _ = steps.split(content.step)
        if field == "date":
            return self._date(draft, content, said, who)
        if field == "source":
            return [
                self._offer(draft, content, sources_like(said, content, self._means, who.tr), who)
            ]
        if field == "phrasings":
            changed = self._drafts.change(draft, moves.phrased(content, said).kept())
            asked = self._shown(changed, who)
            shown = self._drafts.draft(who.person) or changed  # showing it offers what it holds
            return [prompts.taken_phrasing(shown, asked, said, who)]
        if field in ("calendar", "status"):
            return [self._shown(draft, who)]
        return self._gone_on(draft, moves.entered(content, said, self._ground(who)), who)

    def _date(self, draft: KeptDraft, content: Content, said: str, who: Visitor) -> list[Letter]:
        """Take a date in EDTF; offer what a date in words may mean."""
        calendar = content.record.get("calendar", "gregorian")
        try:
            HistoricalDate.parse(said, calendar)
        except DateError as error:
            meant = stated(said)
            if meant is None:
                return [who.letter(*error_lines(error, who.tr)), self._shown(draft, who)]
            date = date_text(HistoricalDate.parse(meant, calendar), who.tr)
            return [self._offer(draft, content, [(meant, f"{date} ({meant})")], who)]
        return self._gone_on(draft, moves.entered(content, said, self._ground(who)), who)

    def _form(self, content: Content, who: Visitor) -> list[Letter]:
        ground = self._ground(who)
        filled = fields(content.record, ground.languages, who.tr)
        command = f"/edit {content.label}" if content.label else "/add"
        return [who.say("desk.form-how"), who.letter(f"{command}\n{filled}")]

    # Showing

    def _gone_on(self, draft: KeptDraft, content: Content, who: Visitor) -> list[Letter]:
        return [self._shown(self._drafts.change(draft, content.kept()), who)]

    def _shown(self, draft: KeptDraft, who: Visitor) -> Letter:
        """Return where a draft stands: its review, the menu, or the question for a field."""
        content = Content.read(draft.content)
        if content.step == PREVIEW:
            self._means.state.expected.end(who.person)
            return preview(draft, content, self._means.curation, who)
        if content.step == MENU:
            self._means.state.expected.end(who.person)
            return prompts.menu(draft, content, self._ground(who).languages, who)
        return self._asked(draft, content, offers(content, self._means, who.tr), who)

    def _offer(
        self, draft: KeptDraft, content: Content, offered: Sequence[Offer], who: Visitor
    ) -> Letter:
        """Return the question for a field once more, with these values to choose from."""
        changed = self._drafts.change(draft, content.kept())
        return self._asked(changed, content, offered, who)

    def _asked(
        self, draft: KeptDraft, content: Content, offered: Sequence[Offer], who: Visitor
    ) -> Letter:
        choices = tuple(value for value, _ in offered)
        if choices != content.choices:
            content = replace(content, choices=choices)
            draft = self._drafts.change(draft, content.kept())
        value = f"{draft.number}.{draft.version}"
        phrasing = steps.split(content.step)[0] == "phrasings"
        self._means.state.expected.expect(who.person, "phrasing" if phrasing else "field", value)
        first = moves.is_first(content, self._ground(who))
        return prompts.prompt(draft, content, offered, who, first=first)

    def _ground(self, who: Visitor) -> Ground:
        facts = self._means.facts
        languages = facts.dataset().languages
        return Ground(languages, who.speaker.lang, frozenset(facts.sources()))


def _parts(value: str) -> tuple[int, int, int | None]:
    """Return the number and version of a draft and a place, as a button carries them."""
    match numbers(value):
        case (number, version):
            return number, version, None
        case (number, version, place):
            return number, version, place
    return 0, 0, None
