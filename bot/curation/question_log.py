"""The question log: what people ask is kept for some days, not who asked; then it is forgotten."""

import logging
from typing import Final

from bot.curation.lifetimes import (
    CHAT_DAYS,
    DRAFT_DAYS,
    EXPECTATION_DAYS,
    SUGGESTION_DAYS,
    UPDATE_DAYS,
    UPLOAD_DAYS,
    WAIT_DAYS,
)
from bot.errors import StateUnavailable
from bot.facts.models import Outcome
from bot.state.file import days_ago, storable
from bot.state.state import State

LONGEST: Final = 500
"""Letters of a question that are kept."""

_log = logging.getLogger(__name__)


class QuestionLog:
    """Questions for the editors to learn from, kept ``days`` long; with 0 days none is.

    People are answered whether or not it can be written, so nothing here raises StateUnavailable.
    """

    def __init__(self, state: State, days: int) -> None:
        self._state = state
        self.days = days

    def keep(self, text: str, outcome: Outcome) -> int | None:
        """Keep a question with what came of it; return its number, or None if it was not kept.

        A list of what happened at a time is no question that an answer could be missing for.
        """
        kept = storable(text).strip()[:LONGEST]
        if not self.days or not kept or outcome.status == "list":
            return None
        shown = outcome.near if outcome.status == "none" else outcome.facts
        keys = [found.fact.key for found in shown]
        try:
            return self._state.questions.keep(kept, outcome.lang, outcome.status, keys)
        except StateUnavailable as error:
            _log.warning("a question could not be kept: %s", error.key)
            return None

    def asked(self, number: int) -> str | None:
        """Return the question of a number, None where it is not kept."""
        try:
            question = self._state.questions.question(number)
        except StateUnavailable as error:
            _log.warning("a question could not be read: %s", error.key)
            return None
        return None if question is None else question.text

    def chose(self, number: int, fact: str) -> None:
        """Keep which of the facts offered for a question was chosen, by its key."""
        try:
            if self._state.questions.question(number) is not None:
                self._state.questions.choose(number, fact)
        except StateUnavailable as error:
            _log.warning("a choice of a fact could not be kept: %s", error.key)

    def age(self) -> None:
        """Forget what was kept long enough: questions, and all else that goes with time.

        Called when the bot starts, and daily.
        """
        state = self._state
        try:
            state.questions.forget_before(days_ago(self.days))
            state.suggestions.forget_before(days_ago(self.days or SUGGESTION_DAYS))
            state.waiting.forget_before(days_ago(WAIT_DAYS))
            state.drafts.forget_before(days_ago(DRAFT_DAYS))
            state.expected.forget_before(days_ago(EXPECTATION_DAYS))
            state.uploads.forget_before(days_ago(UPLOAD_DAYS))
            state.updates.forget_before(days_ago(UPDATE_DAYS))
            state.chats.forget_before(days_ago(CHAT_DAYS))
        except StateUnavailable as error:
            _log.warning("what is old could not be forgotten: %s", error.key)
