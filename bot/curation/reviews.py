"""What is told of a draft before it is written."""

from dataclasses import dataclass

from bot.exchange.differences import FieldDifference
from bot.facts.history import Name
from bot.facts.problems import Problem


@dataclass(frozen=True, slots=True)
class Moved:
    """A question whose answer would change: labels of the facts before and after, or None."""

    question: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Review:
    """What a draft would do: differences and problems by item, and questions answered otherwise."""

    differences: tuple[tuple[Name, tuple[FieldDifference, ...]], ...]
    problems: tuple[Problem, ...]
    moved: tuple[Moved, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not any(found for _, found in self.differences)
