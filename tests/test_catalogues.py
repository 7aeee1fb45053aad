"""The message catalogues: the same in every language, and in step with the code."""

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import bot
from bot.facts.models import ANSWERED
from bot.text.translator import DEFAULT, LOCALES, Translator, translator

PACKAGE = Path(bot.__file__).parent
NUMERALS = {"ordinal": "roman"}
"""Placeholders of which each language takes its own: XIV ғасыр, 14th century."""
FROM_DATA = ("locator.",)
"""Prefixes whose keys are completed by what stands in a fact file."""
KEY = re.compile(r"[a-z]+(?:[.-][a-z0-9-]+)+")
CYRILLIC, LATIN = re.compile("[\u0400-\u04ff]"), re.compile("[A-Za-zəƏ]")
RAISED = re.compile(
    r"Error|BarsUnavailable|FactsUnavailable|FactsReadOnly|ImportRejected|NoSuchFact|StateUnavailable"
)


@cache
def catalogue(lang: str) -> Catalog:
    path = PACKAGE / "text" / "locales" / lang / "LC_MESSAGES" / "bot.po"
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


@cache
def messages(lang: str) -> dict[str, Message]:
    return {key_of(message): message for message in catalogue(lang) if message.id}


def key_of(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple) else message.id


def forms(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@cache
def modules() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def nodes() -> Iterator[ast.AST]:
    for module in modules().values():
        yield from ast.walk(module)


@cache
def constants() -> frozenset[str]:
    """Return every string in the code that is not a docstring."""
    return frozenset(
        node.value
        for node in nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value
    )


@cache
def prefixes() -> frozenset[str]:
    """Return what keys that are put together begin with, such as ``month.``."""
    return frozenset(
        first.value
        for node in nodes()
        if isinstance(node, ast.JoinedStr)
        and isinstance(first := node.values[0], ast.Constant)
        and str(first.value).endswith(".")
    )


def test_every_language_has_the_same_keys_in_the_same_order() -> None:
    assert [list(messages(lang)) for lang in LOCALES] == [list(messages(DEFAULT))] * len(LOCALES)


@pytest.mark.parametrize("lang", LOCALES)
def test_no_key_stands_twice(lang: str) -> None:
    path = PACKAGE / "text" / "locales" / lang / "LC_MESSAGES" / "bot.po"
    keys = re.findall(r'^msgid "(.+)"$', path.read_text("utf-8"), re.MULTILINE)
    assert len(keys) == len(set(keys)) == len(messages(lang))


@pytest.mark.parametrize("key", messages(DEFAULT))
def test_a_key_has_the_same_placeholders_in_every_form_of_every_language(key: str) -> None:
    expected = placeholders(forms(messages(DEFAULT)[key])[0])
    for lang in LOCALES:
        for form in forms(messages(lang)[key]):
            assert {NUMERALS.get(name, name) for name in placeholders(form)} == expected


@pytest.mark.parametrize("key", messages(DEFAULT))
def test_a_key_has_all_plural_forms_in_every_language_or_in_none(key: str) -> None:
    expected = {"kk": 2, "ru": 3, "en": 2}
    plural = isinstance(messages(DEFAULT)[key].id, tuple)
    counts = {lang: len(forms(messages(lang)[key])) for lang in LOCALES}
    assert counts == (expected if plural else dict.fromkeys(LOCALES, 1))


@pytest.mark.parametrize("lang", LOCALES)
def test_no_sentence_is_empty_or_untranslated(lang: str) -> None:
    for key, message in messages(lang).items():
        for form in forms(message):
            assert form.strip(), key
            assert form != key
            assert "\n" not in form
            assert "  " not in form
            assert "fuzzy" not in message.flags


@pytest.mark.parametrize("lang", LOCALES)
def test_no_word_mixes_alphabets(lang: str) -> None:
    mixed = {
        word
        for message in messages(lang).values()
        for form in forms(message)
        for word in re.findall(r"\w+", form)
        if CYRILLIC.search(word) and LATIN.search(word)
    }
    assert mixed == set()


def test_english_has_no_cyrillic_letters_and_the_others_have_their_own() -> None:
    said = {
        lang: " ".join(f for m in messages(lang).values() for f in forms(m)) for lang in LOCALES
    }
    assert CYRILLIC.search(said["en"]) is None
    assert set("әғқңөұүі") <= set(said["kk"])
    assert not set("әғқңөұүі") & set(said["ru"])


@pytest.mark.parametrize("lang", LOCALES)
def test_the_compiled_catalogue_is_that_of_the_source(lang: str) -> None:
    tr = Translator(lang)
    for key, message in messages(lang).items():
        names = {name: f"<{name}>" for name in placeholders(forms(message)[0])}
        if isinstance(message.id, tuple):
            shown = {tr.plural(key, number, **names) for number in range(30)}
        else:
            shown = {tr(key, **names)}
        assert shown == {form.format(**names) for form in forms(message)}
        assert tr.has(key)


def test_every_key_of_the_catalogues_is_used() -> None:
    def is_used(key: str) -> bool:
        rests = [key.removeprefix(prefix) for prefix in prefixes() if key.startswith(prefix)]
        return (
            key in constants()
            or key.startswith(FROM_DATA)
            or any(rest in constants() or rest.isdecimal() or rest in ANSWERED for rest in rests)
        )

    assert [key for key in messages(DEFAULT) if not is_used(key)] == []


def test_every_key_that_stands_in_the_code_exists() -> None:
    sections = {key.partition(".")[0] for key in messages(DEFAULT)}
    used = {
        text
        for text in constants()
        if KEY.fullmatch(text) and "." in text and text.partition(".")[0] in sections
    }
    files = {"facts.db", "state.db"}
    assert used - set(messages(DEFAULT)) - files == set()
    assert len(used) > 50


def test_every_prefix_of_keys_leads_to_some() -> None:
    sections = {key.partition(".")[0] for key in messages(DEFAULT)}
    led = {prefix for prefix in prefixes() if prefix.partition(".")[0] in sections}
    assert {p for p in led if not any(key.startswith(p) for key in messages(DEFAULT))} == set()
    assert {"error.", "problem.", "check.", "month.", "locator."} <= led


def called(node: ast.Call) -> str:
    function = node.func
    if isinstance(function, ast.Call):  # interface()("key")
        return called(function)
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def first_texts(node: ast.Call) -> list[str]:
    """Return the texts that may be a call's first argument."""
    return [
        part.value
        for part in (ast.walk(node.args[0]) if node.args else ())
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]


def calls() -> list[tuple[str, ast.Call]]:
    return [(called(node), node) for node in nodes() if isinstance(node, ast.Call)]


def test_every_error_has_its_sentence() -> None:
    keys = {
        key
        for name, node in calls()
        if RAISED.fullmatch(name.removeprefix("Date")) or name in {"_reason", "reason"}
        for key in first_texts(node)
        if KEY.fullmatch(key)
    }
    unworded = {
        key
        for key in keys
        if f"error.{key}" not in messages(DEFAULT) and f"problem.{key}" not in messages(DEFAULT)
    }
    assert unworded == set()
    assert {"facts-missing", "facts-foreign", "no-such-fact", "date-not-edtf"} <= keys


def test_every_problem_and_finding_has_its_sentence() -> None:
    for names, section in (
        ({"fault", "report", "problem"}, "problem"),
        ({"_finding"}, "check"),
    ):
        keys = {
            key
            for name, node in calls()
            if name in names
            for key in first_texts(node)[:1]
            if KEY.fullmatch(key)
        }
        assert {key for key in keys if f"{section}.{key}" not in messages(DEFAULT)} == set()
        assert len(keys) > 8


def test_every_sentence_is_given_what_it_names() -> None:
    """Where key and data stand in the code; a missing one would be an error when it is said."""
    checked = 0
    for name, node in calls():
        keys = [key for key in first_texts(node) if key in messages(DEFAULT)]
        given = {keyword.arg for keyword in node.keywords}
        if name not in {"tr", "plural", "message", "interface", "translator"} or None in given:
            continue
        for key in keys:
            assert given == placeholders(forms(messages(DEFAULT)[key])[0]), (key, name)
            checked += 1
    assert checked > 50


def test_an_unknown_key_is_an_error_not_a_text() -> None:
    tr = translator("kk")
    for attempt in (lambda: tr("no.such"), lambda: tr.plural("no.such", 2)):
        with pytest.raises(KeyError):
            attempt()
    assert not tr.has("no.such")


def test_an_unknown_language_is_spoken_to_in_the_default_one() -> None:
    assert translator("tr").lang == DEFAULT
    assert translator("tr")("command.start") == translator(DEFAULT)("command.start")
