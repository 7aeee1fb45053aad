"""What is wrong with a fact or a row: the key of a sentence, where, and how bad it is."""

import dataclasses
from collections.abc import Mapping
from typing import Literal

Severity = Literal["error", "question", "warning"]
"""An error is not written; a question is written once a curator says so; a warning is told."""


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: its sentence is ``problem.<key>`` in the catalogues, filled with ``data``.

    ``field`` is where it stands, as in a record: ``date``, ``texts.kk``, ``citations[0].locator``;
    None for the whole.
    """

    key: str
    field: str | None = None
    data: Mapping[str, object] = dataclasses.field(default_factory=dict)
    severity: Severity = "error"
