"""Any sequence of updates: ``python -m tests.soak.conversation [COUNT] [--steps N]``.

Hypothesis makes COUNT sequences of updates of every kind, forged and malformed ones, among refusals
of Telegram's. The run fails with the shortest sequence it finds after which a plain question is not
answered, a reply breaks a rule of Telegram's, or a stranger has changed a fact.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import click
from hypothesis import HealthCheck, settings
from support.conversation import converse
from support.facts import write_facts


@click.command()
@click.argument("count", type=int, default=2000)
@click.option("--steps", type=int, default=50, help="Most updates of one.")
def main(count: int, steps: int) -> None:
    """Have COUNT conversations."""
    given = settings(
        max_examples=count,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    with TemporaryDirectory() as folder:
        facts = Path(folder, "facts.db")
        write_facts(facts)
        converse(facts, given)
    click.echo(f"{count} conversations: each next question was answered")


if __name__ == "__main__":
    main()
