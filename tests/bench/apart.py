"""Measuring the bot in a process of its own: what ``subject`` prints, read back."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.bench.recall import Asked
from tests.bench.subject import Answered, Subject
from tests.bench.timing import Spread


def measured_apart(
    path: Path, kinds: Mapping[str, Sequence[Asked]], hostile: Mapping[str, str]
) -> Subject:
    """Return what ``subject`` measures over a fact file; raises CalledProcessError if it fails."""
    given = json.dumps({"kinds": kinds, "hostile": hostile})
    command = [sys.executable, "-m", "tests.bench.subject", str(path)]
    done = subprocess.run(command, input=given, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    answered = {
        kind: Answered(**measures | {"latency": Spread(*measures["latency"])})
        for kind, measures in told.pop("kinds").items()
    }
    return Subject(kinds=answered, **told)
