"""The bot's misses beside those of its peers, at the same rate of false answers.

A peer always finds something; whether it would have said so depends on a threshold on its score.
That is set by hindsight, the best that the peer could have: as low as it may be so that no more of
the near-topic questions are answered than the bot answers, or than RATE.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.evaluation.asking import SPELLINGS, Spelling
from bot.evaluation.grading import Trial
from bot.evaluation.peers import Best

RATE = 0.02
"""The other rate of false answers on near-topic questions at which peers are shown."""
BOT = "bot"
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Standing:
    """How one of them fares on a spelling's questions, all in shares from 0 to 1.

    ``allowed`` is the rate of false answers that the threshold was set for; ``near`` and ``off``
    are those that it gave; ``right``, ``wrong`` and ``none`` are of questions that one fact
    answers. Choices count as none: peers offer none.
    """

    name: str
    spelling: Spelling
    allowed: float
    right: float
    wrong: float
    none: float
    near: float
    off: float

    @property
    def misses(self) -> float:
        """What is not right."""
        return self.wrong + self.none


def compared(trials: Sequence[Trial], found: Mapping[str, Sequence[Best]]) -> list[Standing]:
    """Return the standings of the bot and its peers, clean and spoiled; empty without peers.

    ``found`` has, by peer, one entry for each trial. Questions for lists are left out.
    """
    standings = []
    for spelling in SPELLINGS if found else ():
        places = [
            place
            for place, trial in enumerate(trials)
            if trial.asking.spelling == spelling and trial.question.kind != "list"
        ]
        chosen = [trials[place] for place in places]
        if not {"answerable", "near"} <= {trial.question.sort for trial in chosen}:
            continue
        answered = [trial.result in ("right", "wrong") for trial in chosen]
        hits = [trial.result == "right" for trial in chosen]
        own = _standing(BOT, None, chosen, answered, hits)
        standings.append(own)
        standings.extend(
            _peer(name, allowed, chosen, [bests[place] for place in places])
            for name, bests in found.items()
            for allowed in (own.near, RATE)
        )
    return standings


def ratio(standings: Iterable[Standing], spelling: Spelling) -> float | None:
    """Return the bot's misses over those of the best peer at the bot's own rate of false answers.

    None where there are none to compare.
    """
    at_hand = [each for each in standings if each.spelling == spelling]
    own = [each for each in at_hand if each.name == BOT]
    peers = [each for each in at_hand if each.name != BOT and each.allowed == own[0].allowed]
    fewest = min((peer.misses for peer in peers), default=0.0)
    return own[0].misses / fewest if fewest else None


def threshold(scores: Sequence[float], allowed: float) -> float:
    """Return the lowest threshold that no larger share of scores than allowed lies above.

    >>> threshold([10, 40, 30, 20], 0.25)
    30
    """
    spared = int(allowed * len(scores) + _ROUNDING)
    ranked = sorted(scores, reverse=True)
    return ranked[spared] if spared < len(ranked) else float("-inf")


def _peer(name: str, allowed: float, chosen: list[Trial], bests: list[Best]) -> Standing:
    near = [
        best.score
        for trial, best in zip(chosen, bests, strict=True)
        if trial.question.sort == "near"
    ]
    least = threshold(near, allowed)
    answered = [best.label != "" and best.score > least for best in bests]
    hits = [
        answer and best.label in trial.question.facts
        for trial, best, answer in zip(chosen, bests, answered, strict=True)
    ]
    return _standing(name, allowed, chosen, answered, hits)


def _standing(
    name: str, allowed: float | None, chosen: list[Trial], answered: list[bool], hits: list[bool]
) -> Standing:
    """Return a standing from what was answered, and answered right; ``allowed`` None is its own."""
    outcomes: dict[str, list[tuple[bool, bool]]] = {"answerable": [], "near": [], "off": []}
    for trial, answer, hit in zip(chosen, answered, hits, strict=True):
        outcomes[trial.question.sort].append((answer, hit))
    right = _share(hit for _, hit in outcomes["answerable"])
    given = _share(answer for answer, _ in outcomes["answerable"])
    near = _share(answer for answer, _ in outcomes["near"])
    return Standing(
        name=name,
        spelling=chosen[0].asking.spelling,
        allowed=near if allowed is None else allowed,
        right=right,
        wrong=given - right,
        none=1 - given,
        near=near,
        off=_share(answer for answer, _ in outcomes["off"]),
    )


def _share(said: Iterable[bool]) -> float:
    listed = list(said)
    return sum(listed) / len(listed) if listed else 0.0
