"""Whatever Telegram delivers, in whatever order: the next question is answered."""

from pathlib import Path

from hypothesis import HealthCheck, settings
from support.conversation import converse

SHORT = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def test_any_conversation(written_facts: Path) -> None:
    """Updates of every kind, forged, malformed and refused ones, by strangers and curators."""
    converse(written_facts, SHORT)
