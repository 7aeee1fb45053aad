"""The command line as it is typed: what it prints, where, and how it ends."""

import hashlib
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from support.facts import DATASET, FACTS, SOURCES

from bot import __version__
from bot.cli.chat import Chat
from bot.cli.main import main
from bot.facts.store import FactStore
from bot.matching.matcher import CHOICE
from bot.service import FactService
from bot.text.dialogue import Dialogue, Speaker
from bot.text.reply import plain

ROOT = Path(__file__).parents[1]
KK = "Сенатқа прокурорды кім қойды?"
KK_ANSWER = (
    "1722 жылғы 12 (23) қаңтар\nI Петр Сенатқа прокурор қойды.\nДереккөз: Жылнама, 1999, 2-жол\n"
)
Run = Callable[..., Result]


def records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


# ask


def test_ask_prints_the_answer_as_a_person_reads_it(run: Run) -> None:
    result = run("ask", KK)
    assert (result.exit_code, result.stdout, result.stderr) == (0, KK_ANSWER, "")


def test_ask_in_another_language(run: Run) -> None:
    assert run("ask", KK, "--lang", "ru").stdout == (
        "12 (23) января 1722 года\n"
        "Пётр I поставил при Сенате прокурора.\n"
        "Источник: Летопись, 1999, строка 2\n"
    )


def test_ask_without_words_speaks_the_terminal_s_language(run: Run) -> None:
    assert [run("ask", "?", lang=lang).stdout for lang in ("kk_KZ", "ru_RU", "C")] == [
        "Сұрағыңызды сөзбен жазыңыз, мысалы: Тәуелсіздік қашан жарияланды?\n",
        "Напишите вопрос словами, например: Когда провозглашена независимость?\n",
        "Please write your question in words, for example: When was independence declared?\n",
    ]


def test_ask_reads_questions_from_standard_input(run: Run) -> None:
    result = run("ask", "-", input=f"{KK}\nf2")
    assert result.stdout == (
        f"{KK_ANSWER}\n"
        "12 (23) January 1722\nPeter I gave the Senate a procurator.\n"
        "Source: Annals, 1999, line 2\n\n"
    )


def test_json_is_one_object_with_everything_in_it(run: Run) -> None:
    (record,) = records(run("ask", KK, "--json"))
    assert record.pop("ms") >= 0
    confidence = record["confidence"]
    assert 0.6 <= confidence <= 1
    assert record["facts"][0].pop("score") == round(100 * confidence, 1)
    assert record.pop("confidence") <= 1
    assert record == {
        "question": KK,
        "status": "answer",
        "lang": "kk",
        "facts": [
            {
                "id": "f2",
                "date": "1722-01-12",
                "calendar": "julian",
                "date_text": "1722 жылғы 12 (23) қаңтар",
                "text": "I Петр Сенатқа прокурор қойды.",
                "note": None,
                "sources": ["Жылнама, 1999, 2-жол"],
            }
        ],
    }


def test_json_of_a_disputed_fact_carries_its_note_and_both_sources(run: Run) -> None:
    (record,) = records(run("ask", "When was the Kazakh Khanate founded?", "--json"))
    (fact,) = record["facts"]
    assert fact["note"] == "Sources disagree: Or in 1456."
    assert fact["sources"] == ["Annals, 1999, lines 3–4 [7]", "Other <page>"]


def test_json_of_an_undated_fact_has_no_date(run: Run) -> None:
    (record,) = records(run("ask", "Под какой инструмент пели жырау?", "--json"))
    (fact,) = record["facts"]
    assert (fact["date"], fact["calendar"]) == (None, None)
    assert fact["date_text"] == "Дата не указана"


def test_json_has_one_object_for_every_line_in_their_order(run: Run) -> None:
    lines = [KK, "", "   ", "🙂", "Абылай қашан билікке келді?", "What happened in 1500?", "\t"]
    lines += [
        "16 желтоқсанда не болды?",
        "Кто изобрёл паровоз?",
        "a" * 5000,
        "\"'; DROP TABLE facts",
    ]
    result = run("ask", "-", "--json", input="\n".join(lines))
    assert result.stderr == ""
    found = records(result)
    assert [record["question"] for record in found] == lines
    assert [record["status"] for record in found[:9]] == [
        "answer", "none", "none", "none", "choices", "none", "none", "list", "none",
    ]  # fmt: skip
    for record in found:
        assert bool(record["facts"]) == (record["status"] != "none")
        assert ("near" in record) == (record["status"] == "none")
    assert [fact["id"] for fact in found[5]["near"]] == ["f3", "f2", "f7"]
    assert [fact["id"] for fact in found[7]["facts"]] == ["f6", "f1"]
    assert [fact["id"] for fact in found[4]["facts"]] == ["f7", "f8"]


def test_no_line_gives_no_object(run: Run) -> None:
    assert run("ask", "-", "--json", input="").stdout == ""
    assert len(records(run("ask", "-", "--json", input="\n"))) == 1


def test_bytes_that_are_no_text_are_a_question_like_any_other(run: Run) -> None:
    result = run("ask", "-", "--json", input=b"\xff\xfe\n" + KK.encode() + b"\r\n")
    assert [record["status"] for record in records(result)] == ["none", "answer"]


# explain


def test_explain_shows_reading_candidates_and_decision(run: Run) -> None:
    lines = run("explain", "Кто поставил прокурора при Сенате?").stdout.splitlines()
    assert lines[:3] == [
        "Read as: kto postavil prokurora pri senate",
        "Language of the question: ru",
        "Words that count: поставил [postavil], прокурора [prokurora], Сенате [senate]",
    ]
    assert re.fullmatch(
        r"f2: scores \d+ of 100 – 12 \(23\) January 1722 – Peter I gave the Senate…", lines[4]
    )
    assert "  Closest passage: Кто поставил прокурора при Сенате?" in lines
    assert lines[-1].startswith("Outcome: an answer. The confidence is ")


def test_explain_shows_dates_missing_words_objections_and_advice(run: Run) -> None:
    question = "Кто поставил прокурора при Сенате в 1850 году?"
    lines = run("explain", question, "--lang", "ru").stdout.splitlines()
    assert "Спрошенное время: 1850-01-01 … 1850-12-31" in lines
    assert "  Спрошено о другом времени." in lines


def test_explain_advises_how_to_make_choices_an_answer(run: Run) -> None:
    lines = run("explain", "Абылай қашан билікке келді?", "--lang", "ru").stdout.splitlines()
    assert [line[:2] for line in lines if line.startswith("f")] == ["f7", "f8"]
    assert lines[-2].startswith("Итог: выбор. Уверенность ")
    assert lines[-1] == (
        "Если факт отвечает на этот вопрос, добавьте ему такую формулировку "
        "или синонимы недостающих слов."
    )


def test_explain_has_something_to_say_of_nothing(run: Run) -> None:
    assert run("explain", "", lang="kk_KZ.UTF-8").stdout.splitlines() == [
        "Оқылуы: ",
        "Сұрақтың тілі: –",
        "Ескерілген сөздер: –",
        "Нәтиже: дерек жоқ. Сенімділік 0 %, "
        f"таңдау ұсыну үшін де кемінде {100 * CHOICE:.0f} % керек.",
    ]


# chat


def test_a_piped_chat_answers_line_by_line_without_a_greeting(run: Run) -> None:
    lines = ["Абылай қашан билікке келді?", "", "2", "/language", "2", "f4", "/dance"]
    result = run("chat", input="\n".join(lines))
    assert result.exit_code == 0
    assert result.stdout == (
        "Сұрағыңызға бірнеше дерек сай келеді. Қайсысын білгіңіз келеді?\n"
        "1. 1734 жыл – Абылай сұлтан атанды.\n"
        "2. 1771 жыл – Абылай хан сайланды.\n"
        "\n"
        "1771 жыл\nАбылай хан сайланды.\nДереккөз: Жылнама, 1999, 8-жол\n"
        "\n"
        "Which language shall I answer in?\n"
        "  1. Қазақша\n  2. Русский\n  3. English\n  4. In the question's language\n"
        "\n"
        "Теперь отвечаю по-русски.\n"
        "\n"
        "Дата не указана\nЖырау пели под домбру.\nИсточник: Летопись, 1999, строка 4\n"
        "\n"
        "Такой команды нет. Все команды показывает /help.\n"
        "\n"
    )


def test_a_chat_in_a_terminal_greets_and_says_how_to_go_on(service: FactService) -> None:
    chat = Chat(Dialogue(service), Speaker(None, "kk"))
    assert plain(chat.greet()).startswith("Сәлеметсіз бе!")
    assert chat.hint() == (
        "Таңдау үшін нөмірін жазыңыз (1–2) немесе басқа сұрақ қойыңыз. "
        "Шығу үшін бос жолда Ctrl+D басыңыз."
    )
    assert plain(chat.hear("1")).startswith("1991 жылғы 16 желтоқсан\n")
    assert chat.hint() == ""


@pytest.mark.parametrize("line", ["3", "0", "00000000012", "99999999999999999999", "²", "-1"])
def test_a_number_without_a_button_is_a_question(service: FactService, line: str) -> None:
    chat = Chat(Dialogue(service), Speaker(None, "en"))
    chat.hear("When did Abylai come to power?")
    assert "Abylai was elected khan" not in plain(chat.hear(line))


def test_the_language_button_forgets_the_choice(service: FactService) -> None:
    chat = Chat(Dialogue(service), Speaker("ru", "en"))
    chat.hear("/language")
    assert plain(chat.hear("4")) == "From now on I answer in the question's language."
    assert plain(chat.hear(KK)).startswith("1722 жылғы")


# facts


def test_facts_show(run: Run) -> None:
    assert run("facts", "show", "f3").stdout == (
        "f3 · disputed\n"
        "1465\n"
        "The Kazakh Khanate was founded.\n"
        "Sources disagree: Or in 1456.\n"
        "Source: Annals, 1999, lines 3–4 [7]\n"
        "Source: Other <page>\n"
        "en: When was the Kazakh Khanate founded?\n"
        "kk: Қазақ хандығы қашан құрылды?\n"
        "ru: Когда основано Казахское ханство?\n"
    )


def test_facts_show_as_json_is_a_line_of_an_exchange_file(run: Run) -> None:
    (record,) = records(run("facts", "show", "3", "--json"))
    assert record["id"] == 3
    assert record["texts"] == FACTS[2]["texts"]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("f99", "There is no fact f99.\n"),
        ("x", "“x” is not a fact number. Write it like f12.\n"),
        ("f99999999999", "“f99999999999” is not a fact number. Write it like f12.\n"),
    ],
)
def test_facts_show_of_no_fact(run: Run, word: str, said: str) -> None:
    result = run("facts", "show", word)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", said)


def test_facts_find_holds_all_words_in_any_spelling(run: Run) -> None:
    assert run("facts", "find", "abylai").stdout == (
        "f7 · 1734 – Abylai became sultan.\nf8 · 1771 – Abylai was elected khan.\n"
    )
    assert run("facts", "find", "abylai", "хан").stdout == "f8 · 1771 – Abylai was elected khan.\n"
    assert run("facts", "find", "1722").stdout.startswith("f2 · 12 (23) January 1722 – ")
    assert [r["id"] for r in records(run("facts", "find", "--json", "Тауелсиздик"))] == [1]


def test_facts_find_of_nothing(run: Run) -> None:
    result = run("facts", "find", "паровоз", lang="ru_RU.UTF-8")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "Ничего не найдено.\n")


def test_facts_check_lists_what_it_finds_and_ends_with_1(run: Run) -> None:
    result = run("facts", "check")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert "f5: no text in en. Add one." in lines
    assert "f1: only 1 phrasings in kk. Give at least 3." in lines
    assert result.stderr == f"Found {len(lines)} problems.\n"
    found = records(run("facts", "check", "--json"))
    assert len(found) == len(lines)
    assert {"check": "text-missing", "label": "f5", "lang": "en"} in found


def complete(path: Path) -> Path:
    """Write a file with one fact and nothing to mend."""
    phrasings = {lang: [f"Q{n} {lang}?" for n in range(3)] for lang in ("kk", "ru", "en")}
    record = FACTS[0] | {"phrasings": phrasings}
    path.write_text("\n".join(json.dumps(r) for r in (DATASET, SOURCES[0], record)), "utf-8")
    return path


def test_facts_check_of_a_file_in_order(run: Run, tmp_path: Path) -> None:
    file, db = complete(tmp_path / "facts.jsonl"), tmp_path / "new.db"
    assert run("facts", "import", str(file), "--apply", "--db", str(db)).exit_code == 0
    result = run("facts", "check", "--db", str(db))
    assert (result.exit_code, result.stdout) == (0, "Checked 1 fact: nothing found.\n")
    result = run("facts", "check", "--json", "--db", str(db))
    assert (result.exit_code, result.stdout) == (0, "")


def test_facts_export_and_import_into_an_empty_file(run: Run, facts: Path, tmp_path: Path) -> None:
    exported = run("facts", "export")
    assert (
        run("facts", "export", str(facts), env={"FACTS_DB": "nowhere.db"}).stdout == exported.stdout
    )
    file, db = tmp_path / "facts.jsonl", tmp_path / "new.db"
    file.write_text(exported.stdout, "utf-8")
    would = "12 records: 11 new, 0 changed, 0 as before, 1 doubtful, 0 faulty.\n"
    dry = run("facts", "import", str(file), "--db", str(db))
    owned = "belongs to №11 already. Make it more exact, or confirm that both answer it."
    assert dry.stderr == (
        f"Line 12, “phrasings_en”: Doubt: The phrasing “When did Abylai come to power?” {owned}\n"
        f"Line 12, “phrasings_kk”: Doubt: The phrasing “Абылай қашан билікке келді?” {owned}\n"
        f"Line 12, “phrasings_ru”: Doubt: The phrasing “Когда Абылай пришёл к власти?” {owned}\n"
        "Line 12, “date”: Doubt: №11 says the same with another date: there 1734, here 1771. "
        "Correct one of them, or confirm that both are right.\n"
    )
    assert dry.stdout == f"{would}Nothing has been written yet. Add --apply to write it.\n"
    assert not db.exists()
    applied = run(
        *("facts", "import", str(file), "--db", str(db), "--apply"),
        *("--only", "new,doubtful", "--by", "Ару", "--reason", "why"),
    )
    assert applied.stdout == (
        f"{would}Written to {db} as change 1. “facts undo 1” takes it back whole.\n"
    )
    assert run("facts", "export", "--db", str(db)).stdout == exported.stdout
    again = run("facts", "import", str(file), "--db", str(db), "--apply")
    assert again.stdout == (
        "12 records: 0 new, 0 changed, 12 as before, 0 doubtful, 0 faulty.\n"
        "No changes; nothing has been written.\n"
    )
    with closing(sqlite3.connect(db)) as opened:
        assert opened.execute("SELECT by, channel, reason FROM changes").fetchall() == [
            ("Ару", "import", "why")
        ]


def test_facts_import_names_every_faulty_line_and_writes_nothing(
    run: Run, facts: Path, tmp_path: Path
) -> None:
    before = facts.read_bytes()
    file = tmp_path / "facts.jsonl"
    lines = [json.dumps(FACTS[0] | {"date": "16.12.1991"}), "", "{", json.dumps(DATASET)]
    file.write_text("\ufeff" + "\r\n".join(lines), "utf-8")
    result = run("facts", "import", str(file), "--apply")
    assert (result.exit_code, result.stdout) == (
        1,
        "3 records: 0 new, 0 changed, 1 as before, 0 doubtful, 2 faulty.\n"
        "No changes; nothing has been written.\n",
    )
    assert result.stderr == (
        "Line 1, “date”: “16.12.1991” is not an EDTF date. "
        "Write it like 1722, 1722-01-12, 1864-11, 13XX or 1789/1810.\n"
        "Line 3: This is not JSON (at character 2). Each line must hold one JSON object.\n"
    )
    assert facts.read_bytes() == before


def test_facts_import_of_what_is_no_text(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    file.write_bytes(b"\xff\xfe\x00")
    result = run("facts", "import", str(file))
    assert result.exit_code == 1
    assert result.stderr == f"The file {file} is not UTF-8 text. Save it as UTF-8.\n"


# exit codes, versions, files


def test_version_is_that_of_the_program_and_of_the_facts(
    facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(facts.parent)
    result = CliRunner().invoke(main, ["--version"])
    assert (result.exit_code, result.stdout) == (
        0,
        f"history-bot {__version__}, facts {DATASET['version']}\n",
    )


@pytest.mark.parametrize(
    "words",
    [
        ["ask"],
        ["ask", "--lang", "tr", "?"],
        ["ask", "--colour", "?"],
        ["dance"],
        ["facts", "dance"],
        ["facts", "find"],
        ["facts", "import", "no-such-file.jsonl"],
    ],
)
def test_wrong_usage_ends_with_2(run: Run, words: list[str]) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Usage: ")


READING = [
    ["ask", KK],
    ["ask", KK, "--json"],
    ["explain", KK],
    ["chat"],
    ["facts", "show", "f1"],
    ["facts", "find", "хан"],
    ["facts", "check"],
    ["facts", "export"],
]


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_missing_file_ends_with_78_and_is_not_made(
    run: Run, tmp_path: Path, words: list[str]
) -> None:
    path = tmp_path / "none" / "facts.db"
    path.parent.mkdir()
    result = run(*words, "--db", str(path))
    assert (result.exit_code, result.stdout) == (78, "")
    assert result.stderr == (
        f"There is no fact file {path}. Give the right path with --db or FACTS_DB.\n"
    )
    assert list(path.parent.iterdir()) == []


def test_a_damaged_or_foreign_file_ends_with_78(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    path.write_bytes(b"no database, but a text that goes on for long enough " * 100)
    result = run("ask", KK, "--db", str(path), lang="kk_KZ.UTF-8")
    assert (result.exit_code, result.stderr) == (
        78,
        f"{path} файлы бүлінген немесе SQLite файлы емес. Сақтық көшірмеден қалпына келтіріңіз.\n",
    )
    path.unlink()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE songs (title TEXT)")
    result = run("ask", KK, "--db", str(path), lang="ru_RU.UTF-8")
    assert (result.exit_code, result.stderr) == (
        78,
        f"Файл {path} – SQLite, но не файл фактов. Укажите другой.\n",
    )


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_what_only_reads_leaves_the_file_byte_for_byte_as_it_was(
    run: Run, facts: Path, words: list[str]
) -> None:
    before, made = facts.read_bytes(), facts.stat().st_mtime_ns
    assert run(*words, input=KK).exit_code in {0, 1}
    assert (facts.read_bytes(), facts.stat().st_mtime_ns) == (before, made)
    assert [p.name for p in facts.parent.iterdir()] == [facts.name]


def test_seed_puts_a_copy_of_the_shipped_facts_where_there_is_none(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "mine.db"
    result = run("--seed", "ask", "1722 жылы не болды?", env={"FACTS_DB": str(path)})
    assert result.exit_code == 0
    with closing(FactStore(path)) as store:
        assert len(store.facts()) >= 100


# as a process


def process(*words: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        input=stdin,
        env=os.environ | {"LANG": "C", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": ""} | variables,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def digest() -> str:
    return hashlib.sha256((ROOT / "facts.db").read_bytes()).hexdigest()


def test_the_first_question_of_a_fresh_clone() -> None:
    """In UTF-8 even where the locale is not; the shipped file stays as it was."""
    before = digest()
    ended = process("-m", "bot", "chat", stdin="Қазақстанда прокуратура қашан құрылды?\n")
    assert (ended.returncode, ended.stderr) == (0, "")
    first, *rest = ended.stdout.splitlines()
    assert first == "1922 жылғы 13 шілде"
    assert any(line.startswith("Дереккөз: ") for line in rest)
    assert digest() == before
    assert [p.name for p in ROOT.glob("facts.db*")] == ["facts.db"]


def test_ask_loads_neither_telegram_nor_babel_nor_sqlite_utils() -> None:
    script = (
        "import sys\n"
        "from bot.cli import main\n"
        "try:\n    main(['ask', '1722 жылы не болды?', '--json'])\n"
        "except SystemExit as end:\n    assert not end.code\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "heavy = {'telegram', 'babel', 'sqlite_utils', 'pydantic', 'aiohttp', 'asyncio'}\n"
        "print(sorted(loaded & heavy), file=sys.stderr)\n"
        "assert {'click', 'rapidfuzz'} <= loaded\n"
    )
    ended = process("-W", "error", "-c", script)
    assert (ended.returncode, ended.stderr) == (0, "[]\n")
    assert json.loads(ended.stdout)["status"] in {"answer", "list"}


def test_exit_codes_of_the_process(tmp_path: Path) -> None:
    codes = [
        process("-m", "bot", "facts", "show", "f1").returncode,
        process("-m", "bot", "facts", "show", "f99999").returncode,
        process("-m", "bot", "dance").returncode,
        process("-m", "bot", "ask", "?", FACTS_DB=str(tmp_path / "no.db")).returncode,
    ]
    assert codes == [0, 1, 2, 78]


def test_standard_output_may_close_early() -> None:
    """`facts export | head -1` is no error."""
    started = subprocess.Popen(
        [sys.executable, "-m", "bot", "facts", "export"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert started.stdout is not None
    assert started.stderr is not None
    with started, io.BufferedReader(started.stdout, 64) as out:  # type: ignore[arg-type]
        assert out.readline().startswith(b'{"kind": "dataset"')
        out.close()
        assert b"Traceback" not in started.stderr.read()
