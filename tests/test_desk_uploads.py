"""Files that editors send: summed up, given back with reasons, imported by a press, once."""

import csv
import io
import json
import random
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from support.facts import FACTS
from support.imports import exported, imported

from bot.curation import importing
from bot.curation.curators import Curator, Role
from bot.curation.roster import Roster
from bot.curation.service import CurationService
from bot.desk import uploads
from bot.desk.letters import Letter
from bot.desk.means import Means
from bot.desk.received import safe_name
from bot.desk.uploads import UploadedFiles
from bot.desk.visitor import Visitor
from bot.errors import BotError, ChangedMeanwhile, FactsUnavailable, ImportRejected, NotAllowed
from bot.exchange import bombs
from bot.service import FactService
from bot.state.state import State
from bot.text.changes import error_lines
from bot.text.dialogue import Speaker
from bot.text.reply import Button, plain, plain_line, utf16_length
from bot.text.translator import LOCALES, translator

COLUMNS = (
    "date", "status", "text_kk", "text_ru", "text_en", "topic",
    "citation1_source", "citation1_label", "citation1_locator",
)  # fmt: skip
MESSAGE, CAPTION = 4096, 1024
"""What Telegram allows, in UTF-16 units."""
TOPIC = "freedom"


def visitor(role: Role = "editor", lang: str = "en", person: int = 5, name: str = "Ә.") -> Visitor:
    return Visitor(person, "First", Speaker(lang), Curator(name, role, "chat"))


STALE = "This button no longer works: what it stood for is done or gone."
EDITOR = visitor()


@pytest.fixture
def files(facts: Path, service: FactService, state: State) -> UploadedFiles:
    """Return the files' part of the desk over the small fact file."""
    return UploadedFiles(
        Means(facts, service, CurationService(facts), state, Roster(state, [5, 6]))
    )


def kept(state: State) -> list[str]:
    """Return the names of the files that wait."""
    if not state.path.exists():
        return []
    with closing(sqlite3.connect(state.path)) as db:
        return [name for (name,) in db.execute("SELECT name FROM uploads ORDER BY number")]


def said(letter: Letter) -> list[str]:
    return [plain_line(line) for line in letter.reply.paragraphs]


def numbers(letter: Letter) -> list[tuple[str, str]]:
    return [(button.action, button.value) for button in letter.reply.buttons]


def pressed(letter: Letter) -> int:
    """Return the number that the first button carries."""
    return int(letter.reply.buttons[0].value)


def lines_of(*records: dict[str, Any]) -> bytes:
    return "".join(f"{json.dumps(record)}\n" for record in records).encode()


def changed(number: int = 1, topic: str = TOPIC) -> dict[str, Any]:
    return FACTS[number - 1] | {"topic": topic}


def rows(count: int) -> Iterator[dict[str, str]]:
    """Yield rows of facts that are like no other, from a language that nobody speaks."""
    source = random.Random(5)
    syllables = ("ба", "қо", "жу", "ти", "мэ", "ло", "ры", "се", "ну", "га", "дә", "ши")

    def text() -> str:
        words = ("".join(source.choices(syllables, k=3)) for _ in range(9))
        return f"{' '.join(words).capitalize()}."

    for number in range(count):
        texts = {f"text_{lang}": text() for lang in LOCALES}
        yield texts | {
            "date": str(source.randint(1000, 1999)),
            "status": "published",
            "topic": "",
            "citation1_source": "annals",
            "citation1_label": "line",
            "citation1_locator": str(number + 1),
        }


FAULTS: tuple[tuple[dict[str, str], str], ...] = (
    ({"date": "13.07.1922"}, "date: “13.07.1922” is not an EDTF date."),
    ({"date": "1922-02-30"}, "date: There is no “1922-02-30” in this calendar."),
    ({"citation1_source": "nowhere"}, "citation1_source: There is no source “nowhere”."),
    ({"citation1_source": ""}, "citation1_source:"),
    ({"status": "done"}, "status:"),
    ({"text_kk": "", "text_ru": "", "text_en": ""}, "text:"),
    ({"text_ru": "<b>Жирно</b>"}, "text_ru:"),
    ({"text_kk": "Қазақ хандығы құрылды.", "date": "1465"}, "text_kk: Doubt: The text is nearly"),
    ({"date": "1850/1840"}, "date: The interval “1850/1840” ends before it starts."),
    ({"topic": "a\x07b"}, "topic:"),
)


def spoiled(good: int, bad: int) -> list[tuple[dict[str, str], str]]:
    """Return good rows with bad ones between them, each with what its reason begins with."""
    given = [(row, "") for row in rows(good + bad)]
    step = (good + bad) // bad
    for place in range(bad):
        fault, reason = FAULTS[place % len(FAULTS)]
        given[place * step] = (given[place * step][0] | fault, reason)
    return given


def as_csv(given: list[dict[str, str]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS)
    writer.writeheader()
    writer.writerows(given)
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(given: list[dict[str, str]]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    sheet: Any = book.active
    sheet.append(COLUMNS)
    for row in given:
        sheet.append([row[name] for name in COLUMNS])
    book.save(file)
    return file.getvalue()


def test_a_table_with_faults_comes_back_with_reasons_and_the_rest_is_one_press_away(
    files: UploadedFiles, facts: Path, state: State
) -> None:
    before = exported(facts)
    given = spoiled(200, 20)
    summary, copy = files.receive("facts.csv", as_csv([row for row, _ in given]), EDITOR)
    assert said(summary)[:3] == [
        "What “facts.csv” would do:",
        "220 records: 200 new, 0 changed, 0 as before, 2 doubtful, 18 faulty.",
        "Line 2, “date”: “13.07.1922” is not an EDTF date. "
        "Write it like 1722, 1722-01-12, 1864-11, 13XX or 1789/1810.",
    ]
    assert said(summary)[-1] == "Nothing has been written yet."
    assert [button.label for button in summary.reply.buttons] == ["Apply 200", "Cancel"]
    assert copy.file is not None
    assert copy.file.name == "facts-problems.csv"
    table = csv.DictReader(io.StringIO(copy.file.content.decode("utf-8-sig"), newline=""))
    for (row, reason), line in zip(given, table, strict=True):
        assert line["problems"].startswith(reason)
        assert bool(line["problems"]) == bool(reason)
        assert {name: line[name] for name in COLUMNS} == row
    assert exported(facts) == before

    (done,) = files.apply(pressed(summary), EDITOR)
    assert said(done) == ["200 records have been written as change 2."]
    assert done.reply.buttons == (Button("Undo", "undo", "2"),)
    assert len(exported(facts)) == len(before) + 200
    assert kept(state) == []
    curation = CurationService(facts)
    made = curation.change(2)[0].change
    assert (made.by, made.channel, made.operation, made.reason) == (
        "Ә.", "import", "import", "facts.csv",
    )  # fmt: skip
    curation.undo(EDITOR.curator, 2)
    assert exported(facts) == before


def test_a_workbook_comes_back_with_reasons_and_is_imported(
    files: UploadedFiles, facts: Path
) -> None:
    before = exported(facts)
    given = spoiled(10, 5)
    content = as_xlsx([row for row, _ in given])
    summary, copy = files.receive("Кесте.XLSX", content, EDITOR)
    assert copy.file is not None
    assert copy.file.name == "Кесте-problems.xlsx"
    sheet: Any = load_workbook(io.BytesIO(copy.file.content)).active
    header, *cells = sheet.iter_rows(values_only=True)
    assert header == (*COLUMNS, "problems")
    reasons = [(row[-1] or "").split(" ")[0] for row in cells]
    assert reasons == [reason.split(" ")[0] for _, reason in given]
    files.apply(pressed(summary), EDITOR)
    assert len(exported(facts)) == len(before) + 10
    CurationService(facts).undo(EDITOR.curator)
    assert exported(facts) == before


def test_json_lines_are_imported_and_their_copy_is_taken_again(
    files: UploadedFiles, facts: Path
) -> None:
    before = exported(facts)
    content = lines_of(changed(), changed(2) | {"date": "?"}) + b"{no\n"
    summary, copy = files.receive("facts.jsonl", content, EDITOR)
    assert said(summary) == [
        "What “facts.jsonl” would do:",
        "3 records: 0 new, 1 changed, 0 as before, 0 doubtful, 2 faulty.",
        "Line 2, “date”: “?” is not an EDTF date. "
        "Write it like 1722, 1722-01-12, 1864-11, 13XX or 1789/1810.",
        "Line 3: This is not JSON (at character 2). Each line must hold one JSON object.",
        "Changed: f1",
        "Nothing has been written yet.",
    ]
    assert said(copy) == [
        "Here every record that was left out says why, under “problems”. Mend these and send "
        "the file again: the others stay as they are."
    ]
    assert copy.file is not None
    (done,) = files.apply(pressed(summary), EDITOR)
    assert said(done) == ["1 record has been written as change 2."]
    again, second = files.receive(copy.file.name, copy.file.content, EDITOR)
    assert said(again)[1] == "3 records: 0 new, 0 changed, 1 as before, 0 doubtful, 2 faulty."
    assert said(again)[-1] == (
        "There is nothing to write: all but what is wrong here stands in the facts already."
    )
    assert second.file == copy.file
    CurationService(facts).undo(EDITOR.curator)
    assert exported(facts) == before


def test_results_of_wikidata_are_read_by_what_they_hold(files: UploadedFiles) -> None:
    content = json.dumps({"head": {"vars": []}, "results": {"bindings": []}}).encode()
    (summary,) = files.receive("query.json", content, EDITOR)
    assert said(summary) == [
        "What “query.json” would do:",
        "0 records: 0 new, 0 changed, 0 as before, 0 doubtful, 0 faulty.",
        "There is nothing to write: this file holds no records.",
    ]


@pytest.mark.parametrize(
    ("lang", "lines", "labels", "done"),
    [
        (
            "kk",
            [
                "«facts.jsonl» файлы енгізілсе:",
                "2 жазба: 0 жаңа, 1 өзгерген, 1 бұрынғыдай, 0 күмәнді, 0 қате.",
                "Өзгеретіндері: f1",
                "Әзірге ештеңе жазылған жоқ.",
            ],
            ["1 жазбаны енгізу", "Болдырмау"],
            "1 жазба енгізілді, 2-өзгеріс.\n  1. Қайтару",
        ),
        (
            "ru",
            [
                "Что даст файл «facts.jsonl»:",
                "2 записи: новых 0, изменённых 1, прежних 1, сомнительных 0, с ошибками 0.",
                "Изменятся: f1",
                "Пока ничего не записано.",
            ],
            ["Записать 1", "Отмена"],
            "Записана 1 запись, изменение 2.\n  1. Отменить",
        ),
        (
            "en",
            [
                "What “facts.jsonl” would do:",
                "2 records: 0 new, 1 changed, 1 as before, 0 doubtful, 0 faulty.",
                "Changed: f1",
                "Nothing has been written yet.",
            ],
            ["Apply 1", "Cancel"],
            "1 record has been written as change 2.\n  1. Undo",
        ),
    ],
)
def test_every_language_has_its_words(
    files: UploadedFiles, lang: str, lines: list[str], labels: list[str], done: str
) -> None:
    editor = visitor(lang=lang)
    (summary,) = files.receive("facts.jsonl", lines_of(changed(), FACTS[1]), editor)
    assert said(summary) == lines
    assert [button.label for button in summary.reply.buttons] == labels
    (letter,) = files.apply(pressed(summary), editor)
    assert plain(letter.reply) == done


@pytest.mark.parametrize("role", ["visitor", "contributor"])
def test_only_editors_send_files_and_decide_on_them(
    files: UploadedFiles, facts: Path, state: State, role: Role
) -> None:
    before = exported(facts)
    (summary,) = files.receive("facts.jsonl", lines_of(changed()), EDITOR)
    other = visitor(role, person=9)
    number = pressed(summary)
    for attempt in (
        lambda: files.receive("facts.jsonl", lines_of(changed(2)), other),
        lambda: files.receive("facts.exe", b"", other),
        lambda: files.apply(number, other),
        lambda: files.cancel(number, other),
    ):
        with pytest.raises(NotAllowed, match="not-allowed-publish"):
            attempt()
    assert kept(state) == ["facts.jsonl"]
    assert exported(facts) == before


def test_what_would_be_written_otherwise_than_was_said_is_said_again(
    files: UploadedFiles, facts: Path, state: State
) -> None:
    (summary,) = files.receive("facts.jsonl", lines_of(changed(1), changed(2)), EDITOR)
    imported([json.dumps(changed(1, "else"))], facts)
    before = exported(facts)
    (again,) = files.apply(pressed(summary), visitor(person=6))
    assert said(again) == [
        "Nothing has been written: the facts have changed since this file was looked at, "
        "so here is what it would do now.",
        "What “facts.jsonl” would do:",
        "2 records: 0 new, 2 changed, 0 as before, 0 doubtful, 0 faulty.",
        "Changed: f1, f2",
        "Nothing has been written yet.",
    ]
    assert again.chat == 6
    assert exported(facts) == before
    assert kept(state) == ["facts.jsonl"]
    assert numbers(again) != numbers(summary)
    (stale,) = files.apply(pressed(summary), EDITOR)
    assert said(stale) == [STALE]
    (done,) = files.apply(pressed(again), EDITOR)
    assert said(done) == ["2 records have been written as change 3."]


def test_a_change_of_other_facts_does_not_ask_again(files: UploadedFiles, facts: Path) -> None:
    (summary,) = files.receive("facts.jsonl", lines_of(changed(1)), EDITOR)
    imported([json.dumps(changed(2, "else"))], facts)
    (done,) = files.apply(pressed(summary), EDITOR)
    assert said(done) == ["1 record has been written as change 3."]


def test_a_file_is_imported_once_however_many_press(
    files: UploadedFiles, facts: Path, state: State
) -> None:
    content = as_csv(list(rows(3)))
    (summary,) = files.receive("facts.csv", content, EDITOR)
    (twin,) = files.receive("facts.csv", content, visitor(person=6))
    files.apply(pressed(summary), visitor(person=6))
    after = exported(facts)
    for press in (files.apply, files.cancel):
        (stale,) = press(pressed(summary), EDITOR)
        assert said(stale) == [STALE]
    (nothing,) = files.apply(pressed(twin), EDITOR)
    assert said(nothing)[2:] == [
        "3 records: 0 new, 0 changed, 3 as before, 0 doubtful, 0 faulty.",
        "There is nothing to write: the facts say all this already.",
    ]
    assert nothing.reply.buttons == ()
    assert exported(facts) == after
    assert kept(state) == []


def test_an_import_that_could_not_be_ticked_off_is_told_and_not_made_again(
    files: UploadedFiles,
    facts: Path,
    state: State,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """After a kill between the two the file is there as well."""
    monkeypatch.setattr("bot.state.file._BUSY_MS", 1)
    (summary,) = files.receive("facts.jsonl", lines_of(changed()), EDITOR)
    with closing(sqlite3.connect(state.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        (done,) = files.apply(pressed(summary), EDITOR)
    assert said(done) == ["1 record has been written as change 2."]
    assert [record.getMessage() for record in caplog.records] == [
        "a file that is done with could not be forgotten: state-unwritable"
    ]
    after = exported(facts)
    (nothing,) = files.apply(pressed(summary), EDITOR)
    assert said(nothing) == [
        "Nothing has been written: the facts have changed since this file was looked at, "
        "so here is what it would do now.",
        "What “facts.jsonl” would do:",
        "1 record: 0 new, 0 changed, 1 as before, 0 doubtful, 0 faulty.",
        "There is nothing to write: the facts say all this already.",
    ]
    assert exported(facts) == after
    assert kept(state) == []


def test_a_change_in_the_very_moment_is_not_overwritten_and_the_file_stays(
    files: UploadedFiles, facts: Path, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    (summary,) = files.receive("facts.jsonl", lines_of(changed(1), changed(2)), EDITOR)

    def late(*given: Any) -> int | None:
        monkeypatch.undo()
        imported([json.dumps(changed(2, "else"))], facts)
        return importing.apply(*given)

    monkeypatch.setattr(importing, "apply", late)
    with pytest.raises(ChangedMeanwhile):
        files.apply(pressed(summary), EDITOR)
    assert [CurationService(facts).fact(number)[0].topic for number in (1, 2)] == [None, "else"]
    assert kept(state) == ["facts.jsonl"]


def test_a_cancelled_file_is_forgotten(files: UploadedFiles, facts: Path, state: State) -> None:
    before = exported(facts)
    (summary,) = files.receive("facts.jsonl", lines_of(changed()), EDITOR)
    (cancelled,) = files.cancel(pressed(summary), visitor(person=6))
    assert said(cancelled) == ["The file has been forgotten; nothing was written."]
    for press in (files.apply, files.cancel):
        (stale,) = press(pressed(summary), EDITOR)
        assert said(stale) == [STALE]
    assert kept(state) == []
    assert exported(facts) == before


def test_nothing_is_kept_of_a_file_of_which_nothing_can_be_written(
    files: UploadedFiles, state: State
) -> None:
    given = [row for row, reason in spoiled(0, 10) if reason]
    summary, copy = files.receive("facts.csv", as_csv(given), EDITOR)
    assert said(summary)[-2:] == [
        "And 2 more problems, in the file below.",
        "There is nothing to write: no record of this file can be taken over as it is.",
    ]
    assert summary.reply.buttons == ()
    assert copy.file is not None
    assert kept(state) == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "../facts.pdf",
            b"%PDF",
            "The ending of facts.pdf tells no known form. Name the file .csv, .tsv, .txt, .xlsx, "
            ".jsonl or .json, after what it holds.",
        ),
        ("facts.csv", b"\xff\x80\x80", "The file facts.csv is not UTF-8 text. Save it as UTF-8."),
        (
            "facts.xlsx",
            b"PK\x03\x04",
            "The file facts.xlsx is damaged, locked with a password, or not an XLSX workbook. "
            "Save it again as XLSX.",
        ),
    ],
)
def test_what_can_not_be_read_is_told_under_its_own_name(
    files: UploadedFiles, state: State, name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(BotError) as caught:
        files.receive(name, content, EDITOR)
    assert list(error_lines(caught.value, translator("en"))) == [sentence]
    assert kept(state) == []


def test_an_error_of_the_facts_keeps_their_name(files: UploadedFiles, facts: Path) -> None:
    facts.write_bytes(b"no facts" * 1000)
    with pytest.raises(FactsUnavailable) as caught:
        files.receive("facts.jsonl", lines_of(changed()), EDITOR)
    assert caught.value.data["path"] == str(facts)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\Users\\me\\Тарих (2).XLSX", "Тарих (2).xlsx"),
        ("/etc/passwd", "passwd"),
        (".csv", "file.csv"),
        ("", "file"),
        ("..", "file"),
        ("a\x00b\u202egnp\n.csv", "a-b-gnp.csv"),
        ("-rf *.csv", "rf.csv"),
        ("И\u0306.csv", "Й.csv"),
        ("ә" * 300 + ".jsonl", "ә" * 40 + ".jsonl"),
        ("a.b.c sv", "a.b.c sv"),
        ("\ud800.csv", "file.csv"),
    ],
)
def test_of_a_name_only_its_harmless_part_is_used(name: str, safe: str) -> None:
    assert safe_name(name) == safe
    assert safe_name(safe) == safe


def test_a_file_with_a_path_for_a_name_is_taken_under_its_last_part(
    files: UploadedFiles, state: State, facts: Path
) -> None:
    (summary,) = files.receive("../../etc/passwd.csv", as_csv(list(rows(2))), EDITOR)
    assert said(summary)[0] == "What “passwd.csv” would do:"
    assert kept(state) == ["passwd.csv"]
    files.apply(pressed(summary), EDITOR)
    assert CurationService(facts).change(2)[0].change.reason == "passwd.csv"


@pytest.mark.parametrize("lang", LOCALES)
def test_whatever_a_file_holds_the_letters_fit_into_messages(
    files: UploadedFiles, facts: Path, lang: str
) -> None:
    long = "𐰴" * 5000
    faulty = [changed(2) | {"key": f"{number:032}", "date": long} for number in range(100)]
    sources = [
        {"kind": "source", "id": f"{number}{long}", "type": "book", "title": "A"}
        for number in range(100)
    ]
    imported(map(json.dumps, sources), facts)
    renamed = [source | {"title": "B"} for source in sources]
    name = "𐰴" * 300 + ".jsonl"
    summary, copy = files.receive(name, lines_of(*faulty, *renamed), visitor(lang=lang))
    assert utf16_length("\n".join(said(summary))) <= MESSAGE
    assert utf16_length("\n".join(said(copy))) <= CAPTION
    assert len(said(copy)) == 1
    assert len(said(summary)) == 2 + 8 + 3
    assert said(summary)[-2].endswith(", +95")
    assert numbers(summary) == [("apply", "1"), ("cancel", "1")]


def test_a_file_of_too_many_rows_is_for_the_command_line(
    files: UploadedFiles, state: State
) -> None:
    with pytest.raises(ImportRejected) as caught:
        files.receive("facts.jsonl", b"{}\n" * (uploads.MOST_ROWS + 1), EDITOR)
    assert list(error_lines(caught.value, translator("en"))) == [
        "facts.jsonl has more than 20000 records. Send it in parts, or have it imported with "
        "“facts import”."
    ]
    assert kept(state) == []


@pytest.mark.parametrize(
    ("mebibytes", "sentence"),
    [
        (
            2,
            "The workbook facts.xlsx unpacks to far more than a table of its size would. "
            "Save it again as XLSX, or send CSV.",
        ),
        (
            bombs.MOST_UNPACKED,
            "The workbook facts.xlsx is larger than 128 MiB once unpacked. "
            "Split it, or import CSV.",
        ),
    ],
)
def test_a_workbook_made_to_burst_is_refused_before_it_is_unpacked(
    files: UploadedFiles, mebibytes: int, sentence: str
) -> None:
    file = io.BytesIO(as_xlsx(list(rows(1))))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b"<c/>" * (mebibytes * 1024**2 // 4))
    with pytest.raises(ImportRejected) as caught:
        files.receive("facts.xlsx", file.getvalue(), EDITOR)
    assert list(error_lines(caught.value, translator("en"))) == [sentence]
