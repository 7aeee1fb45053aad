"""Who may do what with the facts."""

from dataclasses import dataclass
from typing import Literal

from bot.errors import NotAllowed
from bot.facts.models import Channel

Role = Literal["editor", "contributor", "visitor"]
Deed = Literal["publish", "decide", "appoint", "propose", "suggest"]
"""Publish: whatever changes what is answered. Decide: on what was proposed or suggested.

Everybody may suggest that something is wrong."""

_ALLOWED: dict[Role, frozenset[Deed]] = {
    "editor": frozenset(("publish", "decide", "appoint", "propose", "suggest")),
    "contributor": frozenset(("propose", "suggest")),
    "visitor": frozenset(("suggest",)),
}


_REFUSED: dict[Deed, str] = {
    "publish": "not-allowed-publish",
    "decide": "not-allowed-decide",
    "appoint": "not-allowed-appoint",
    "propose": "not-allowed-propose",
}


@dataclass(frozen=True, slots=True)
class Curator:
    """A person under the name they chose, which the history keeps, and where they work."""

    name: str
    role: Role
    channel: Channel

    def may(self, deed: Deed) -> bool:
        """Say whether the person's role allows a deed."""
        return deed in _ALLOWED[self.role]

    def must(self, deed: Deed) -> None:
        """Raise NotAllowed if the person's role does not allow a deed."""
        if not self.may(deed):
            raise NotAllowed(_REFUSED[deed])
