"""The commands by which curators keep the facts, as they are typed and as they answer."""

import json
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from bot.curation.curators import Curator
from bot.curation.service import CurationService
from bot.facts.store import FactStore
from bot.service import FactService

Run = Callable[..., Result]
COMET = (
    "facts", "add", "--text", "kk", "Галлей құйрықты жұлдызы көрінді.", "--date", "1910-05-19",
    "--phrasing", "kk", "Галлей жұлдызы қашан көрінді?", "--source", "annals", "--label", "page",
    "--locator", "7", "--status", "published", "--by", "Айгүл",
)  # fmt: skip


def answer(run: Run, question: str) -> str:
    return str(run("ask", question).stdout)


def test_a_fact_is_added_by_options_and_answered_with(run: Run) -> None:
    added = run(*COMET, "--reason", "сұралды", lang="kk_KZ.UTF-8")
    assert added.exit_code == 0
    assert added.stdout == (
        "күні:\n  + 1910-05-19\nкүнтізбе:\n  + gregorian\nкүйі:\n  + published\n"
        "мәтін, kk:\n  + Галлей құйрықты жұлдызы көрінді.\n"
        "сұрақ, kk:\n  + Галлей жұлдызы қашан көрінді?\n"
        "дереккөз 1:\n  + annals, page, 7\n"
        "Ескерту, мәтін, ru: ru тілінде мәтін жоқ. Қосыңыз.\n"
        "Ескерту, мәтін, en: en тілінде мәтін жоқ. Қосыңыз.\n"
        "Ескерту, сұрақ, kk: kk тіліндегі сұрақ үлгілері: 1. "
        "Деректі табу оңай болуы үшін кемінде 3 үлгі беріңіз.\n"
        "Ескерту, сұрақ, ru: ru тіліндегі сұрақ үлгілері: 0. "
        "Деректі табу оңай болуы үшін кемінде 3 үлгі беріңіз.\n"
        "Ескерту, сұрақ, en: en тіліндегі сұрақ үлгілері: 0. "
        "Деректі табу оңай болуы үшін кемінде 3 үлгі беріңіз.\n"
        "Жазылды, 2-өзгеріс: f9. Қайтару үшін: «facts undo 2».\n"
    )
    assert answer(run, "Галлей жұлдызы қашан көрінді?") == (
        "1910 жылғы 19 мамыр\nГаллей құйрықты жұлдызы көрінді.\nДереккөз: Жылнама, 1999, 7-бет\n"
    )
    listed = run("facts", "changes").stdout
    assert "Айгүл, command line: added\n   Reason: сұралды\n" in listed


def test_a_dry_run_writes_nothing(run: Run, facts: Path) -> None:
    before = facts.read_bytes()
    result = run(*COMET, "--dry-run")
    assert result.stdout.endswith("Nothing has been written.\n")
    assert facts.read_bytes() == before


def test_the_outcome_as_json(run: Run) -> None:
    said = json.loads(run("facts", "edit", "f5", "--place", "astana", "--json").stdout)
    assert said["differences"][0]["field"] == "place"
    assert (said["change"], said["items"]) == (2, ["f5"])


def test_an_edit_shows_the_old_and_the_new(run: Run) -> None:
    result = run("facts", "edit", "f5", "--topic", "school", "--by", "Айгүл")
    assert result.stdout == (
        "topic:\n  + school\nWritten as change 2: f5. “facts undo 2” takes it back.\n"
    )
    history = run("facts", "history", "5").stdout
    first, second = history.split("\nRevision 1, ")
    assert first.startswith("Revision 2, change 2: ")
    assert first.endswith("Айгүл, command line: edited\n  topic:\n    + school")
    assert "imported" in second


def test_an_edit_of_a_fact_that_was_changed_shows_both_versions(run: Run) -> None:
    run("facts", "edit", "f5", "--topic", "school", "--by", "Айгүл")
    result = run("facts", "edit", "f5", "--place", "astana", "--based-on", "1")
    assert result.exit_code == 1
    assert result.stderr == (
        "Changed in the meantime:\n  topic:\n    + school\n"
        "Your change:\n  place:\n    + astana\n"
        "f5 was changed by Айгүл in the meantime (revision 2, yours was based on 1). "
        "Nothing has been overwritten: look at the new version and make your change again.\n"
    )


def test_every_error_is_named_at_once_and_nothing_is_written(run: Run, facts: Path) -> None:
    before = facts.read_bytes()
    result = run("facts", "add", "--text", "kk", "Жұлдыз.", "--date", "1910-02-30", "--id-less")
    assert result.exit_code == 2
    result = run("facts", "add", "--text", "kk", "Жұлдыз.", "--date", "1910-02-30")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "Error, date: There is no “1910-02-30” in this calendar. Check the date or the calendar.\n"
        "Nothing has been written. Mend what is named above and try again.\n"
    )
    result = run(
        "facts", "add", "--text", "kk", "Жұлдыз.", "--source", "no", "--status", "published"
    )
    assert result.exit_code == 1
    assert "There is no source “no”. Add it first.\n" in result.stdout
    assert facts.read_bytes() == before


def test_retire_and_undo(run: Run) -> None:
    asked = "When was independence declared?"
    assert "16 December 1991" in answer(run, asked)
    assert run("facts", "retire", "f1", "--yes").exit_code == 0
    assert "16 December 1991" not in answer(run, asked)
    undone = run("facts", "undo")
    assert undone.stdout == (
        "f1:\n  status:\n    − retired\n    + published\n"
        "Change 2 is taken back, as change 3. “facts undo 3” brings it back.\n"
    )
    assert "16 December 1991" in answer(run, asked)
    assert run("facts", "undo", "77").stderr == (
        "There is no change 77. See the list with “facts changes”.\n"
    )


def test_a_merged_number_answers_with_the_fact_that_took_it_over(run: Run) -> None:
    assert run("facts", "merge", "f5", "f1", "--yes").exit_code == 0
    assert answer(run, "f5") == answer(run, "f1")
    restored = run("facts", "restore", "f5", "--yes")
    assert restored.exit_code == 0
    assert answer(run, "f5") != answer(run, "f1")


def test_a_revision_is_reverted_to_and_compared_with(run: Run) -> None:
    run("facts", "edit", "f5", "--topic", "school")
    assert run("facts", "diff", "f5", "1").stdout == "f5:\n  topic:\n    + school\n"
    assert run("facts", "revert", "f5", "--to", "1").exit_code == 0
    assert run("facts", "diff", "f5", "1", "3").stdout == "f5:\nThere is no difference.\n"
    assert run("facts", "revert", "f5", "--to", "9").stderr == (
        "f5 has no revision 9. See its history with “facts history f5”.\n"
    )


def test_sources_are_added_edited_and_removed(run: Run) -> None:
    added = run(
        "facts", "sources", "add", "Қазақ хандығы тарихы", "--author", "Тынышбаев, Мұхамеджан"
    )
    assert added.stdout.endswith(
        "Written as change 2: kazak-handigi-tarihi. “facts undo 2” takes it back.\n"
    )
    run(
        "facts",
        "sources",
        "edit",
        "kazak-handigi-tarihi",
        "--issued",
        "1925",
        "--publisher-place",
        "Ташкент",
    )
    shown = json.loads(run("facts", "sources", "show", "kazak-handigi-tarihi").stdout)
    assert shown == {
        "kind": "source",
        "id": "kazak-handigi-tarihi",
        "type": "book",
        "title": "Қазақ хандығы тарихы",
        "author": [{"family": "Тынышбаев", "given": "Мұхамеджан"}],
        "issued": "1925",
        "publisher-place": "Ташкент",
    }
    assert run("facts", "sources", "remove", "kazak-handigi-tarihi").exit_code == 0
    refused = run("facts", "sources", "remove", "annals")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("The source annals is cited by f")
    assert "annals · " in run("facts", "sources", "list").stdout


def test_aliases_are_added_and_removed(run: Run) -> None:
    assert run("facts", "aliases", "add", "astana", "ru", "Целиноград").exit_code == 0
    assert run("facts", "aliases", "list", "astana").stdout == (
        "astana · en: Astana; kk: Астана, Ақмола; ru: Астана, Акмола, Целиноград\n"
    )
    assert run("facts", "aliases", "remove", "astana", "ru", "Целиноград").exit_code == 0
    assert run("facts", "aliases", "remove", "astana").exit_code == 0
    assert run("facts", "aliases", "list").stdout == ""


def test_lists_by_what_facts_have_or_lack(run: Run) -> None:
    assert run("facts", "list", "--date", "1991").stdout.startswith("f1 · published · ")
    assert run("facts", "list", "--date", "1991", "--status", "draft").stdout == ""
    assert run("facts", "list", "--date", "x").stderr.startswith("“x” is not an EDTF date")
    lacking = run("facts", "list", "--lacking", "en", "--json").stdout.splitlines()
    assert all("en" not in json.loads(line)["texts"] for line in lacking)
    counted = json.loads(run("facts", "stats", "--json").stdout)
    assert counted["facts"] == {"": 8}


def editor(tmp_path: Path, *lines: str) -> str:
    """Return an editor that adds lines to what it is given."""
    script = tmp_path / "editor.sh"
    added = "".join(f"printf '%s\\n' '{line}' >> \"$1\"\n" for line in lines)
    script.write_text(f"#!/bin/sh\n{added}", encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return str(script)


def test_a_fact_is_added_in_a_form_in_the_person_s_language(run: Run, tmp_path: Path) -> None:
    filled = editor(
        tmp_path,
        "күні: 1910-05-19",
        "күйі: published",
        "мәтін kk: Галлей құйрықты",
        "  жұлдызы көрінді.",
        "сұрақ kk: Галлей жұлдызы қашан көрінді?",
        "дереккөз: annals",
        "түрі: page",
        "беті: 7",
    )
    result = run("facts", "add", "--by", "Айгүл", lang="kk_KZ.UTF-8", env={"EDITOR": filled})
    assert result.exit_code == 0
    assert result.stdout.endswith("Жазылды, 2-өзгеріс: f9. Қайтару үшін: «facts undo 2».\n")
    assert answer(run, "Галлей жұлдызы қашан көрінді?").startswith("1910 жылғы 19 мамыр\n")


def test_without_options_a_terminal_or_an_editor_there_is_no_form(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    result = run("facts", "add")
    assert result.exit_code == 2
    assert "give options, or set EDITOR" in result.stderr


def test_a_form_that_is_left_as_it_is_writes_nothing(run: Run, tmp_path: Path, facts: Path) -> None:
    before = facts.read_bytes()
    result = run("facts", "edit", "f5", env={"EDITOR": editor(tmp_path)})
    assert result.stdout == "Nothing was changed in the form; nothing has been written.\n"
    assert facts.read_bytes() == before


def test_a_faulty_form_is_kept_and_every_fault_named(run: Run, tmp_path: Path) -> None:
    filled = editor(tmp_path, "date: 1910", "what is this", "colour: red", "text: Star.")
    result = run("facts", "add", env={"EDITOR": filled})
    assert result.exit_code == 1
    faults, kept = result.stderr.rsplit("\n", 2)[0], result.stderr.splitlines()[-1]
    assert "This line has no name and colon." in faults
    assert "There is no field “colour”." in faults
    assert "“text” needs its language, such as “text kk:”." in faults
    path = Path(kept.removeprefix("What you wrote is kept in "))
    assert path.read_text(encoding="utf-8").endswith("text: Star.\n")
    path.unlink()


def test_a_change_is_answered_by_a_service_that_is_running(run: Run, facts: Path) -> None:
    with closing(FactService(facts)) as service:
        assert service.ask("Галлей жұлдызы қашан көрінді?").status == "none"
        assert run(*COMET).exit_code == 0
        assert service.ask("Галлей жұлдызы қашан көрінді?").facts[0].fact.label == "f9"


@pytest.mark.parametrize("command", ["retire", "restore", "edit"])
def test_no_such_fact(run: Run, command: str) -> None:
    result = run("facts", command, "f77")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == run("facts", "show", "f77").stderr


def test_two_files_are_compared_by_key(run: Run, facts: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(facts.read_bytes())
    assert run("facts", "diff", str(facts), str(other)).stdout == "There is no difference.\n"
    run("facts", "edit", "f5", "--topic", "school")
    assert run("facts", "diff", str(other), str(facts)).stdout == "f5:\n  topic:\n    + school\n"
    with closing(FactStore(other)) as store:
        assert store.fact(5).topic is None


def test_a_release_brings_its_changes_to_a_file_that_was_edited_meanwhile(
    run: Run, facts: Path, tmp_path: Path
) -> None:
    first, second, mine = tmp_path / "r1", tmp_path / "r2", tmp_path / "mine.db"
    assert (
        run("facts", "release", str(first)).stdout == f"The release has been written to {first}\n"
    )
    mine.write_bytes((first / "facts.db").read_bytes())
    run("facts", "edit", "f5", "--topic", "school", "--db", str(mine))
    run("facts", "edit", "f3", "--topic", "mine", "--db", str(mine))
    run("facts", "edit", "f1", "--topic", "freedom")
    run("facts", "edit", "f3", "--topic", "theirs")
    run(*COMET)
    assert run("facts", "release", str(second)).exit_code == 0
    log = (second / "CHANGES.md").read_text(encoding="utf-8")
    assert "Галлей құйрықты жұлдызы көрінді" in log
    assert "freedom" in log
    merged = run(
        *("facts", "merge-from", str(second / "facts.db"), "--base", str(first / "facts.db")),
        *("--db", str(mine), "--yes"),
    )
    assert merged.exit_code == 1
    assert merged.stderr == (
        "Conflict in fact 00000000-0000-0000-0000-000000000003, topic: both sides changed it.\n"
        "  before: –\n  this file, kept: mine\n  the release: theirs\n"
        "1 conflict is left: decide and edit by hand.\n"
    )
    with closing(FactStore(mine)) as store:
        assert [store.fact(n).topic for n in (1, 3, 5)] == ["freedom", "mine", "school"]
        assert store.fact(9).texts["kk"].text == "Галлей құйрықты жұлдызы көрінді."
    assert run("facts", "undo", "--db", str(mine)).exit_code == 0
    with closing(FactStore(mine)) as store:
        assert [store.fact(n).topic for n in (1, 3, 5)] == [None, "mine", "school"]


def test_a_release_holds_nothing_that_was_only_proposed(
    run: Run, facts: Path, tmp_path: Path
) -> None:
    bolat = Curator("Болат", "contributor", "chat")
    CurationService(facts).propose(CurationService(facts).retiring(1), bolat)
    assert run("facts", "release", str(tmp_path / "r")).exit_code == 0
    assert CurationService(tmp_path / "r" / "facts.db").proposals() == []
    assert "Болат".encode() not in (tmp_path / "r" / "facts.db").read_bytes()
    assert len(CurationService(facts).proposals()) == 1


def test_a_release_is_not_written_over_another(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "x").touch()
    result = run("facts", "release", str(tmp_path / "r"))
    assert result.exit_code != 0
    assert [file.name for file in (tmp_path / "r").iterdir()] == ["x"]


def test_a_data_set_of_one_s_own_from_the_first_command_to_the_first_answer(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "aul"
    begun = run("facts", "init", str(folder), "--title", "Ауыл тарихы", lang="kk_KZ.UTF-8")
    assert begun.exit_code == 0
    db = str(folder / "facts.db")
    example = str(folder / "example.jsonl")
    assert run("facts", "import", example, "--db", db, "--apply").exit_code == 0
    assert json.loads(run("facts", "stats", "--json", "--db", db).stdout)["facts"] == {"": 1}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_template_is_imported_as_it_is(run: Run, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"template.{form}"
    assert run("facts", "template", f"--{form}", "--out", str(file)).exit_code == 0
    said = run("facts", "import", str(file), "--json").stdout.splitlines()
    rules = {p["rule"] for line in said[:-1] for p in json.loads(line)["problems"]}
    assert ("unknown-source" in rules) == (form == "csv")  # a workbook brings its source
    assert not rules & {"unknown-column", "missing", "date-not-edtf"}


def test_markdown_is_a_chronology(run: Run) -> None:
    said = run("facts", "export", "--format", "md").stdout
    assert "Kazakhstan declared its independence" in said
    assert said.index("1722") < said.index("1991")


def test_what_contributors_proposed_is_shown_approved_and_rejected(run: Run, facts: Path) -> None:
    curation = CurationService(facts)
    bolat = Curator("Болат", "contributor", "chat")
    for number in (1, 2):
        curation.propose(curation.retiring(number), bolat)
    assert run("facts", "proposals", "list").stdout.splitlines()[0].endswith("Болат: retired")
    assert run("facts", "proposals", "show", "1").stdout.startswith("status:\n  − published\n")
    assert run("facts", "proposals", "approve", "1").stdout == (
        "Written as change 2: f1. “facts undo 2” takes it back.\n"
    )
    assert run("facts", "proposals", "reject", "2").stdout == "Proposal 2 is rejected.\n"
    again = run("facts", "proposals", "approve", "2", "--by", "Айгүл")
    assert again.stderr.startswith("Proposal 2 was rejected by ")
    assert run("facts", "proposals", "list").stdout == "No proposals wait.\n"
