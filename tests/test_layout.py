"""What the code must look like: small modules, short functions, imports that run one way."""

import ast
from pathlib import Path

import pytest

import bot

PACKAGE = Path(bot.__file__).parent
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
MODULES = sorted(PACKAGE.rglob("*.py"))
DOORS_AND_WORDS = ("cli", "telegram", "desk", "text", "__main__.py", "build_hook.py")
CORE = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] not in DOORS_AND_WORDS]
FORBIDDEN_IN_CORE = {"telegram", "click", "pydantic_settings", "babel"}
FORBIDDEN_LAYERS = ("bot.cli", "bot.telegram", "bot.desk", "bot.text")


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function without its docstring."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        lines -= (first.end_lineno or 0) - first.lineno + 1
    return lines


def imported(path: Path) -> set[str]:
    """Return the full names of everything that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}: imports are absolute"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_there_is_something_to_look_at() -> None:
    assert len(CORE) > 20
    assert len(MODULES) > len(CORE) + 20


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_one_idea(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_functions_are_short(path: Path) -> None:
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = {function.name: length(function) for function in functions}
    assert {n: lines for n, lines in long.items() if lines > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring
    assert docstring.splitlines()[0].endswith(".")


@pytest.mark.parametrize("path", CORE, ids=name)
def test_the_core_knows_no_door_and_no_words(path: Path) -> None:
    names = imported(path)
    assert {n for n in names if n.partition(".")[0] in FORBIDDEN_IN_CORE} == set()
    assert {n for n in names if n.startswith(FORBIDDEN_LAYERS)} == set()
