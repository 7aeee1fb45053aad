"""Problems of an exchange file as sentences."""

from collections.abc import Mapping

from bot.text.translator import Translator


def problem_line(line: int, key: str, data: Mapping[str, object], tr: Translator) -> str:
    """Return where a problem is and what to do about it, in one line."""
    if key == "repeated":
        problem = tr("problem.repeated", line=data["line"])
        return tr("problem.at-line", line=line, problem=problem)
    problem = tr(f"problem.{key}", **data)
    if "field" in data:
        return tr("problem.at", line=line, field=data["field"], problem=problem)
    return tr("problem.at-line", line=line, problem=problem)
