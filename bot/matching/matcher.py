"""From a question to an outcome: one fact, a few to choose from, a list, or an honest no."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.facts.models import Asked, Found, Outcome
from bot.facts.store import FactStore
from bot.matching.candidate import Candidate, Objection
from bot.matching.confidence import confidence, expects
from bot.matching.index import FactIndex
from bot.matching.listing import MOST_NEAR, everything, listed_before, of_the_time
from bot.matching.mending import mend
from bot.matching.query import MAX_LETTERS, Query, asks, read
from bot.matching.question_part import question_part
from bot.matching.scoring import candidates
from bot.matching.typed import known_share
from bot.spelling.chatter import speaks
from bot.spelling.fold import words
from bot.spelling.keyboard import DIGIT_IN_WORD, retyped

ANSWER = 0.58
"""From this confidence on a fact is given as the answer, if it has no rival."""
CHOICE = 0.19
"""From this confidence on the best few are offered to choose from."""
RIVAL = 0.03
"""A runner-up whose score comes this close to the best one is a rival."""
WORTH_OFFERING = 0.35
"""Share of the best score that a fact needs to be among the choices."""
VETOES: frozenset[Objection] = frozenset({"other-place", "other-number", "other-date", "denied"})
"""What contradicts a question can't answer it, however much else it shares with it."""
MOST_CHOICES = 4
NEAR = 0.3
"""A fact that covers this share of a question is offered as "what I do know"."""
MOSTLY = 0.6
"""A text with fewer known words may be typed on the wrong layout; its reading must have more."""
LIKELY = 0.3
"""A reading with fewer known words, before any is mended, is not judged."""
MOST_READINGS = 2
"""Layouts on which a text is judged: those on which most of its words are known."""

_REMEMBERED: Final = 64
"""Readings whose outcome is remembered: a question is read again while it is weighed, and popular
ones come again and again.
"""

_CLAUSES = re.compile(r"[?.!;]+\s|\s(?:және|ал|әрі|и|а|and)\s", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[?.!;:])\s+")


@dataclass(frozen=True, slots=True)
class Judgement:
    """An outcome together with how it came about."""

    query: Query
    candidates: tuple[Candidate, ...]
    confidence: float
    outcome: Outcome


class Matcher:
    """Answers questions from a fact file."""

    def __init__(self, store: FactStore, languages: tuple[str, ...]) -> None:
        self.languages = languages
        self.index = FactIndex(store)
        self._store = store
        self.judge_reading = lru_cache(_REMEMBERED)(self._judge_reading)
        """Return the outcome of a question exactly as typed and as one question."""

    def forget(self) -> None:
        """Let go of what is kept in memory: it holds its owner, who would outlive the last use."""
        self.judge_reading.cache_clear()
        self.index.forget()

    def judge(self, text: str) -> Judgement:
        """Return the outcome of a question, on another keyboard layout where that makes sense."""
        judged = self._judge(text)
        share = self._known_share(judged.query)
        typed_well = share > MOSTLY and not DIGIT_IN_WORD.search(text[:MAX_LETTERS])
        if judged.outcome.status != "none" or typed_well:
            return judged
        known = filter(self._is_known, self._readings(text[:MAX_LETTERS]))
        sensible = [j for j in map(self._judge, known) if self._makes_sense(j, share)]
        return max(sensible, key=self._promise, default=judged)

    def _readings(self, text: str) -> list[str]:
        """Return a text as it would read on the layouts that it may have been meant for."""
        shares = {reading: known_share(reading, self.index) for reading in retyped(text)}
        likely = [reading for reading, share in shares.items() if share >= LIKELY]
        return sorted(likely, key=shares.__getitem__, reverse=True)[:MOST_READINGS]

    def _is_known(self, reading: str) -> bool:
        """Say whether most of what a reading says is known."""
        return self._known_share(self.judge_reading(reading).query) >= MOSTLY

    def _makes_sense(self, judged: Judgement, than: float) -> bool:
        """Say whether a reading is known well, and comes to something or is known better."""
        share = self._known_share(judged.query)
        return share >= MOSTLY and (judged.outcome.status != "none" or share > than)

    def _promise(self, judged: Judgement) -> tuple[bool, int, float, float]:
        """Return what makes one reading better than another, the most telling first."""
        answered = judged.outcome.status != "none"
        odd = len(DIGIT_IN_WORD.findall(judged.query.text))
        return answered, -odd, judged.confidence, self._known_share(judged.query)

    def _known_share(self, query: Query) -> float:
        """Return which share of a question's terms and dates the facts' words know."""
        known = [self.index.look_up(term).sought.count > 0 for term in query.terms]
        known.extend(True for _ in query.dates)
        return sum(known) / len(known) if known else 0.0

    def _judge(self, text: str) -> Judgement:
        whole = self.judge_reading(text)
        clauses = [clause for clause in _CLAUSES.split(text[:MAX_LETTERS]) if clause.strip()]
        two_asked = len(clauses) == 2 and all(map(asks, clauses))
        if whole.outcome.status == "answer" and not two_asked:
            return whole
        two = self._judge_clauses(clauses, whole) if len(clauses) == 2 else None
        if two is not None or whole.outcome.status == "answer":
            return two or whole
        return self._judge_last(text, whole) or self._judge_part(text, whole) or whole

    def _judge_last(self, text: str, whole: Judgement) -> Judgement | None:
        """Return the answer to the last sentence of a question that tells a story first."""
        sentences = [part for part in _SENTENCES.split(text[:MAX_LETTERS].strip()) if part]
        if whole.outcome.status != "none" or len(sentences) < 2:
            return None
        last = self.judge_reading(sentences[-1])
        return last if last.outcome.status == "answer" else None

    def _judge_part(self, text: str, whole: Judgement) -> Judgement | None:
        """Return the answer to the part of a message that asks, where the whole has none."""
        if whole.outcome.status != "none" or whole.outcome.asked is not None:
            return None
        part = question_part(text[:MAX_LETTERS], self.index, self.languages)
        if not _said_aside(part, text[:MAX_LETTERS]):
            return None
        judged = self.judge_reading(part)
        return judged if judged.outcome.status in ("answer", "choices") else None

    def _judge_clauses(self, clauses: list[str], whole: Judgement) -> Judgement | None:
        """Return the answers to two things asked at once, or None."""
        parts: list[Judgement] = []
        for clause in clauses:
            parts.append(self.judge_reading(clause))
            if parts[-1].outcome.status != "answer":
                return None
        facts = {found.fact.key: found for part in parts for found in part.outcome.facts}
        outcome = Outcome("answer", whole.outcome.lang, tuple(facts.values()))
        leading = tuple(part.candidates[0] for part in parts)
        return Judgement(whole.query, leading, min(p.confidence for p in parts), outcome)

    def _judge_reading(self, text: str) -> Judgement:
        return self.judge_query(self.read(text))

    def read(self, text: str) -> Query:
        """Return a question, read, with its words mended."""
        return read(mend(text[:MAX_LETTERS], self.index), self.index, self.languages)

    def list_again(self, asked: Asked | None, words: Sequence[str]) -> Outcome:
        """Return a list as it is now, by what an outcome said that it was of."""
        query = listed_before(asked, words, self.index)
        return self.judge_query(query).outcome

    def judge_query(
        self, query: Query, fitting: Callable[[Candidate], bool] | None = None
    ) -> Judgement:
        """Return the outcome of a question that has been read already.

        Only facts that are ``fitting`` are candidates.
        """
        found = tuple(filter(fitting, candidates(query, self.index)))
        sure = confidence(query, found)
        return Judgement(query, found, sure, self._decide(query, found, sure))

    def _decide(self, query: Query, found: tuple[Candidate, ...], sure: float) -> Outcome:
        lang = query.lang or ""
        if query.dates and (query.events or not query.telling):
            return of_the_time(query, found, self.index, self._store)
        if query.everything and (known := everything(query, self.index)) is not None:
            return known
        allowed = [c for c in found if not VETOES.intersection(c.objections)]
        if allowed[:1] != list(found[:1]):
            sure = 0.0
        offered = [c for c in allowed if c.score >= WORTH_OFFERING * found[0].score]
        offered = offered[:MOST_CHOICES]
        if sure >= ANSWER and not _has_rival(found):
            return Outcome("answer", lang, _found(found[:1], sure))
        if sure >= CHOICE and len(offered) > 1:
            return Outcome("choices", lang, _found(offered, sure))
        near = [c for c in found if c.measures.coverage >= NEAR]
        return Outcome("none", lang, near=_found(near[:MOST_NEAR], sure))


def _said_aside(part: str, text: str) -> bool:
    """Say whether what a text has beside a part of it speaks of the asking, or stands in sentences
    of its own.
    """
    asked = {word.key for word in words(part)}
    sentences = [{word.key for word in words(said)} for said in _SENTENCES.split(text)]
    left = [keys - asked for keys in sentences if keys - asked]
    if any(speaks(key) for keys in left for key in keys):
        return True
    return bool(left) and all(keys in sentences for keys in left)


def _has_rival(found: Sequence[Candidate]) -> bool:
    """Say whether the second candidate comes close to the first, both or neither word for word."""
    if len(found) < 2 or (expects(found[0]) and not expects(found[1])):
        return False
    return found[0].score - found[1].score < RIVAL


def _found(found: Sequence[Candidate], sure: float) -> tuple[Found, ...]:
    """Return candidates with scores in percent: the confidence, for each in proportion."""
    return tuple(Found(c.fact, round(100 * sure * c.score / found[0].score, 1)) for c in found)
