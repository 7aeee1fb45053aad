"""A data set of one's own, from its first file on."""

from contextlib import closing
from pathlib import Path

import pytest
from support.imports import imported

from bot.errors import BotError
from bot.facts.checks import check
from bot.facts.history import Change
from bot.facts.models import STATUSES, Dataset
from bot.facts.starting import start
from bot.facts.store import FactStore
from bot.service import FactService
from bot.text.starting import EXAMPLE, README, first_files
from bot.text.translator import LOCALES, translator

CHANGE = Change("Айгүл", "cli")
LANGUAGES = ("kk", "ru", "en")
DATASET = Dataset({"kk": "Ауыл тарихы"}, {}, {}, LANGUAGES, "", "1")


def begin(folder: Path, lang: str = "kk") -> Path:
    return start(folder, DATASET, first_files("Ауыл тарихы", LANGUAGES, translator(lang)), CHANGE)


def test_a_new_data_set_has_a_description_and_no_facts(tmp_path: Path) -> None:
    path = begin(tmp_path / "aul" / "facts")
    assert path == tmp_path / "aul" / "facts" / "facts.db"
    assert sorted(file.name for file in path.parent.iterdir()) == [README, EXAMPLE, "facts.db"]
    with closing(FactStore(path)) as store:
        assert store.dataset() == DATASET
        assert store.facts(STATUSES) == ()
        assert list(check(store)) == []


def test_the_example_can_be_imported_and_asked_for(tmp_path: Path) -> None:
    path = begin(tmp_path)
    plan = imported((tmp_path / EXAMPLE).read_text("utf-8").splitlines(), path)
    assert plan.counts == {"new": 3}
    with closing(FactStore(path)) as store:
        assert list(check(store)) == []
    service = FactService(path)
    try:
        for question in (
            "Григориан күнтізбесі қашан енгізілді?",
            "Когда введён григорианский календарь?",
            "When did the Gregorian calendar come into use?",
        ):
            assert [found.fact.id for found in service.ask(question).facts] == [1]
    finally:
        service.close()


@pytest.mark.parametrize("lang", LOCALES)
def test_the_next_steps_are_in_the_person_s_language(tmp_path: Path, lang: str) -> None:
    begin(tmp_path, lang)
    text = (tmp_path / README).read_text("utf-8")
    assert text.startswith("# Ауыл тарихы\n\n")
    assert text.count("```") == 4
    assert f"import {EXAMPLE} --db facts.db --apply\n" in text
    question = translator(lang)("init.example.phrasing.1")
    assert f'   history-bot ask --db facts.db "{question}"\n   ```\n\n2. ' in text


def test_the_example_speaks_the_data_s_languages() -> None:
    files = first_files("Dorf", ("de", "ru"), translator("en"))
    assert '"ru"' in files[EXAMPLE]
    assert '"kk"' not in files[EXAMPLE]
    assert '"en"' in first_files("Dorf", ("de",), translator("en"))[EXAMPLE]


def test_facts_that_are_there_are_left_alone(tmp_path: Path) -> None:
    path = begin(tmp_path)
    before = path.read_bytes()
    with pytest.raises(BotError) as refused:
        begin(tmp_path)
    assert (refused.value.key, refused.value.data) == ("folder-has-facts", {"path": str(path)})
    assert path.read_bytes() == before


def test_a_readme_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / README).write_text("mine", "utf-8")
    begin(tmp_path)
    assert (tmp_path / README).read_text("utf-8") == "mine"
    assert (tmp_path / EXAMPLE).exists()


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "aul").write_text("", "utf-8")
    with pytest.raises(BotError) as refused:
        begin(tmp_path / "aul")
    assert refused.value.key == "folder-unwritable"
