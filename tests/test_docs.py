"""The commands and files that the documents name exist."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from bot.cli.main import main
from bot.telegram.settings import Settings

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md")
PROGRAM = re.compile(r"(?:python3? -m bot|history-bot)\b([^\n`|>#&;]*)")
MAKE = re.compile(r"\bmake (?:-s )?([a-z]+)\b")
VARIABLE = re.compile(r"`([A-Z][A-Z_]+[A-Z])`")


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def code(name: str) -> list[str]:
    """Return what stands as code in a document: lines of blocks, and spans between backticks."""
    prose, blocks = [], []
    for number, part in enumerate(read(name).split("```")):
        (blocks if number % 2 else prose).append(part)
    spans = re.findall(r"`([^`]+)`", "".join(prose))
    return [line for block in blocks for line in block.splitlines()] + spans


def commands(name: str) -> list[str]:
    return sorted({said.strip() for line in code(name) for said in PROGRAM.findall(line)})


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))


def named_targets(name: str) -> set[str]:
    return {target for line in code(name) for target in MAKE.findall(line)}


def words_of(line: str) -> list[str]:
    """Return the words of a command line; a quotation that the prose cut off ends the line."""
    try:
        return shlex.split(line)
    except ValueError:
        return line.split()


def check_command(line: str) -> None:
    """Follow a command line down the program's commands and look its options up."""
    command: click.Command = main
    context = click.Context(main)
    for word in words_of(line):
        if word.startswith("--"):
            known = {option for parameter in command.params for option in parameter.opts}
            assert word.partition("=")[0] in known | {"--help"}, line
        elif isinstance(command, click.Group):
            if not re.fullmatch("[a-z]+", word):
                return  # prose goes on, as in "history-bot …"
            found = command.get_command(context, word)
            assert found is not None, line
            command = found


@pytest.mark.parametrize("line", ["dance", "ask --colour", "facts dance", "facts show --apply"])
def test_a_command_that_does_not_exist_would_be_noticed(line: str) -> None:
    with pytest.raises(AssertionError):
        check_command(line)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_that_a_document_names_exists(name: str) -> None:
    listed = commands(name)
    assert listed
    for line in listed:
        check_command(line)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_that_a_document_names_exists(name: str) -> None:
    named = named_targets(name)
    assert named
    assert named - targets() == set()


def test_the_readme_names_the_two_commands_to_begin_with() -> None:
    assert {"chat", "test", "bot"} <= named_targets("README.md")


def test_make_help_lists_every_target() -> None:
    listed = subprocess.run(
        ["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert set(re.findall(r"^  make ([a-z]+)", listed, re.MULTILINE)) == targets() - {"help"} | {
        "help"
    }


def test_every_command_that_the_makefile_runs_exists() -> None:
    listed = re.findall(r"-m bot ([a-z]+)", read("Makefile"))
    assert {"chat", "run"} <= set(listed)
    for line in listed:
        check_command(line)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_that_a_document_links_to_exists(name: str) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", read(name))
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_module_that_a_document_names_exists(name: str) -> None:
    named = {
        path for path in re.findall(r"`((?:bot|tests)/[\w./-]+)`", read(name)) if "xx" not in path
    }
    assert named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_setting_stands_in_the_readme() -> None:
    named = set(VARIABLE.findall(read("README.md")))
    assert {field.upper() for field in Settings.model_fields} - named == set()


def test_the_program_s_help_names_every_command() -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "bot", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for command in main.list_commands(click.Context(main)):
        assert re.search(rf"^  {command}  +\S", listed, re.MULTILINE)


def test_the_licence_and_the_changelog_are_there() -> None:
    assert "MIT" in read("LICENSE")
    assert re.search(r"^## .*0\.1\.0", read("CHANGELOG.md"), re.MULTILINE)
