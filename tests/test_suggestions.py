"""What anybody says may be wrong, and curators' own questions."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from bot.curation.curators import Curator
from bot.curation.service import CurationService
from bot.curation.suggestions import LONGEST, settle, suggest, waiting
from bot.errors import NoSuchItem, NotAllowed, Rejected
from bot.state.state import State

Run = Callable[..., Result]
EDITOR, VISITOR = Curator("Айгүл", "editor", "chat"), Curator("", "visitor", "chat")


def test_anybody_suggests_and_editors_settle(facts: Path, state: State) -> None:
    fact, _ = CurationService(facts).fact(1)
    suggest(state, VISITOR, fact, "kk", "  Күні\n қате ")
    (one,) = waiting(state, EDITOR)
    assert (one.fact, one.lang, one.text) == (fact.key, "kk", "Күні қате")
    with pytest.raises(NotAllowed):
        waiting(state, VISITOR)
    with pytest.raises(NotAllowed):
        settle(state, VISITOR, one.number)
    settle(state, EDITOR, one.number)
    assert waiting(state, EDITOR) == []
    with pytest.raises(NoSuchItem):
        settle(state, EDITOR, one.number)


@pytest.mark.parametrize("text", ["", " \n", "x" * (LONGEST + 1)])
def test_a_suggestion_is_short_and_says_something(facts: Path, state: State, text: str) -> None:
    fact, _ = CurationService(facts).fact(1)
    with pytest.raises(Rejected):
        suggest(state, VISITOR, fact, "kk", text)
    assert waiting(state, EDITOR) == []


def test_suggestions_are_listed_and_settled_from_the_command_line(
    run: Run, facts: Path, tmp_path: Path
) -> None:
    path = tmp_path / "state.db"
    fact, _ = CurationService(facts).fact(1)
    with closing(State(path)) as state:
        suggest(state, VISITOR, fact, "en", "Wrong day")
    where = ("--state", str(path))
    listed = run("facts", "suggestions", "list", *where).stdout
    assert listed.startswith("1. f1, 20")
    assert listed.endswith(": Wrong day\n")
    assert run("facts", "suggestions", "settle", "1", *where).stdout == (
        "Suggestion 1 is settled.\n"
    )
    assert run("facts", "suggestions", "list", *where).stdout == ""
    assert run("facts", "suggestions", "settle", "1", *where).stderr == (
        "There is no suggestion 1. See those that wait with “facts suggestions list”.\n"
    )


def test_questions_that_are_kept_are_told_before_they_move(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "own.en.tsv"
    file.write_text(
        "question\tfacts\tkind\ndeclared independence when\tf1\tfull\nwho am I\t\toff\n", "utf-8"
    )
    assert run("facts", "questions", "load", str(file)).stdout == "2 questions are kept.\n"
    assert run("facts", "questions", "list").stdout == (
        "en · f1 · declared independence when\nen · – · who am I\n"
    )
    assert run("facts", "questions", "load", str(file), "--json").stdout == '{"questions": 2}\n'
    told = run("facts", "retire", "f1", "--dry-run").stdout
    assert "“declared independence when” would no longer be answered; now it is by f1." in told
    file.write_text("nothing\nelse\n", "utf-8")
    refused = run("facts", "questions", "load", str(file))
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "columns question, facts and kind" in refused.stderr
