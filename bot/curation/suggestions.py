"""What anybody says may be wrong with a fact, for the editors to look at."""

from bot.curation.curators import Curator
from bot.errors import NoSuchItem, Rejected
from bot.facts.models import Fact
from bot.state.file import storable
from bot.state.state import State
from bot.state.suggestions import Suggestion

LONGEST = 500
"""Letters of a suggestion."""


def suggest(
    state: State, curator: Curator, fact: Fact, lang: str, text: str, *, question: str | None = None
) -> None:
    """Keep what a person says may be wrong with a fact, not who said it; raises Rejected.

    ``question`` is what the fact was the answer to, where that is known.
    """
    curator.must("suggest")
    said = " ".join(storable(text).split())
    if not said or len(said) > LONGEST:
        raise Rejected("suggestion-unfit", most=LONGEST)
    state.suggestions.keep(fact.key, lang, said, question)


def waiting(state: State, curator: Curator) -> list[Suggestion]:
    """Return the suggestions that nobody has settled, oldest first; raises NotAllowed."""
    curator.must("decide")
    return state.suggestions.waiting()


def settle(state: State, curator: Curator, number: int) -> None:
    """Forget a suggestion that was dealt with; raises NotAllowed, NoSuchItem."""
    curator.must("decide")
    if not state.suggestions.settle(number):
        raise NoSuchItem("no-such-suggestion", suggestion=number)
