"""``eval`` in the terminal: tables, objects, the gate and what it says of a missing bar."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main
from bot.evaluation.bars import read_bars
from bot.evaluation.figures import FIGURES

QUESTIONS = """question\tfacts\tkind
Когда основано Казахское ханство?\tf3\tfull
под что пели жырау\tf4\tstem
когда абылай пришел к власти\tf7\tfull
Сколько министров в правительстве Канады?\t\toff
"""
BARS = "[tool.history-bot.bars]\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a file of questions, from which the program is run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "few.ru.tsv").write_text(QUESTIONS, "utf-8")
    return tmp_path


def measure(facts: Path, *words: str, lang: str = "en_US.UTF-8") -> Result:
    env = {"FACTS_DB": str(facts), "LANG": lang}
    result = CliRunner().invoke(main, ["eval", *words], env=env)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def rows(result: Result, table: str) -> list[dict[str, Any]]:
    listed = [json.loads(line) for line in result.stdout.splitlines()]
    return [row for row in listed if row["table"] == table]


def gate(facts: Path, here: Path, bars: str, *words: str) -> Result:
    (here / "pyproject.toml").write_text(bars, "utf-8")
    return measure(facts, str(here / "few.ru.tsv"), "--gate", *words)


def test_the_tables_of_both_halves_are_shown(facts: Path, here: Path) -> None:
    result = measure(facts, "few.ru.tsv")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Development half: tuning and learning see these questions." in result.stdout
    assert "Report half: nothing is tuned by these questions." in result.stdout
    for title in ("Answers", "Figures", "Language of the question told right"):
        assert f"\n{title}\n" in result.stdout
    assert "Beside usual ways of matching" not in result.stdout


def test_json_has_a_row_for_every_tally(facts: Path, here: Path) -> None:
    result = measure(facts, "few.ru.tsv", "--json")
    clean = [
        row
        for row in rows(result, "results")
        if (row["spelling"], row["lang"]) == ("clean", "ru") and row["kind"] == "answerable"
    ]
    assert sum(row["questions"] for row in clean) == 3
    assert sum(row["right"] for row in clean) == 2
    assert sum(row["choices"] for row in clean) == 1
    assert {row["half"] for row in rows(result, "figures")} == {"development", "report"}
    assert all(row["p50"] <= row["p95"] for row in rows(result, "latency"))
    assert rows(result, "peers") == []


def test_every_way_of_spelling_is_tried_with_all(facts: Path, here: Path) -> None:
    def spoiled(*options: str) -> int:
        result = measure(facts, "few.ru.tsv", "--json", *options)
        return sum(
            row["questions"]
            for row in rows(result, "results")
            if (row["spelling"], row["lang"]) == ("spoiled", "ru")
        )

    assert spoiled("--all") > spoiled()


def test_no_question_of_the_report_half_is_shown_unless_asked_for(facts: Path, here: Path) -> None:
    unknown = "".join(f"Кто изобрёл паровоз номер {n}?\tf{n}\tfull\n" for n in range(1, 9))
    (here / "few.ru.tsv").write_text(f"question\tfacts\tkind\n{unknown}", "utf-8")
    shown = rows(measure(facts, "few.ru.tsv", "--json"), "worst")
    revealed = rows(measure(facts, "few.ru.tsv", "--json", "--reveal"), "worst")
    assert {row["half"] for row in shown} == {"development"}
    assert {row["half"] for row in revealed} == {"development", "report"}
    assert len({row["question"] for row in revealed}) == 8


@pytest.mark.parametrize(
    ("lang", "title"),
    [("kk_KZ", "Жауаптар"), ("ru_RU", "Ответы"), ("C", "Answers")],
)
def test_the_tables_are_in_the_terminal_s_language(
    facts: Path, here: Path, lang: str, title: str
) -> None:
    assert f"\n{title}\n" in measure(facts, "few.ru.tsv", lang=lang).stdout


def test_columns_are_aligned(facts: Path, here: Path) -> None:
    lines = measure(facts, "few.ru.tsv").stdout.splitlines()
    start = lines.index("Answers") + 1
    table = lines[start : lines.index("", start)]
    assert len({len(line) for line in table}) == 1


# The gate


def test_a_gate_whose_bars_are_reached_lets_pass(facts: Path, here: Path) -> None:
    result = gate(facts, here, f"{BARS}wrong-clean = {{ max = 0, aim = 0 }}\n")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("The 1 bar is reached.\n")
    assert "wrong, clean" in result.stdout
    assert "≤ 0.0  aim 0.0" in result.stdout


def test_each_missed_bar_is_a_line_and_the_gate_fails(facts: Path, here: Path) -> None:
    bars = "right-clean = { min = 100.5 }\nwrong-clean = { max = -1 }\nkazakh-gap = { max = 0 }\n"
    result = gate(facts, here, BARS + bars)
    assert result.exit_code == 1
    low, high, unmeasured = result.stderr.splitlines()
    assert low.startswith("right, clean: ")
    assert low.endswith(", at least 100.5 is needed.")
    assert high == "wrong, clean: 0.00, at most -1.0 is allowed."
    assert unmeasured.startswith("Kazakh behind the others, clean: ")


def test_a_figure_that_could_not_be_measured_misses_its_bar(facts: Path, here: Path) -> None:
    result = gate(facts, here, f"{BARS}misses-to-peers = {{ max = 33 }}\n")
    assert result.exit_code == 1
    assert result.stderr == (
        "misses in percent of the best peer's, clean: there is a bar for it, "
        "but it could not be measured.\n"
    )


def test_the_gate_measures_the_report_half_alone(facts: Path, here: Path) -> None:
    result = gate(facts, here, f"{BARS}wrong-clean = {{ max = 0 }}\n", "--json")
    assert {row["half"] for row in rows(result, "figures")} == {"report"}


def test_the_gate_without_its_file_is_a_sentence(facts: Path, here: Path) -> None:
    result = measure(facts, "few.ru.tsv", "--gate")
    assert (result.exit_code, result.stdout) == (78, "")
    assert result.stderr == (
        "There is no pyproject.toml here. Run --gate where the project's pyproject.toml is.\n"
    )


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("[tool.other]\n", "pyproject.toml has no bars. Write them under [tool.history-bot.bars]."),
        ("[tool", "pyproject.toml can't be read as TOML. Mend it."),
        (
            f"{BARS}bars = 3\n",
            "The bar bars is faulty. Name a figure of --json, "
            "and give numbers as min or max, and aim.",
        ),
        (
            f"{BARS}right-clean = {{ aim = 3 }}\n",
            "The bar right-clean is faulty. Name a figure of --json, "
            "and give numbers as min or max, and aim.",
        ),
        (
            f'{BARS}right-clean = {{ min = "84" }}\n',
            "The bar right-clean is faulty. Name a figure of --json, "
            "and give numbers as min or max, and aim.",
        ),
    ],
)
def test_faulty_bars_are_a_sentence(facts: Path, here: Path, written: str, sentence: str) -> None:
    result = gate(facts, here, written)
    assert (result.exit_code, result.stderr) == (78, f"{sentence}\n")


def test_the_project_s_own_bars_can_be_read() -> None:
    bars = read_bars(Path(__file__).parents[1] / "pyproject.toml")
    assert [bar.figure for bar in bars] == list(FIGURES)


# Command lines


def test_without_questions_there_is_nothing_to_measure(facts: Path, here: Path) -> None:
    result = measure(facts)
    assert result.exit_code == 2
    assert "There are no questions in tests/questions; name a file." in result.stderr


def test_a_file_without_the_columns_is_refused(facts: Path, here: Path) -> None:
    (here / "few.ru.tsv").write_text("frage\n?\n", "utf-8")
    result = measure(facts, "few.ru.tsv")
    assert result.exit_code == 2
    assert "A file needs UTF-8 and the columns question and kind." in result.stderr
