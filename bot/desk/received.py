"""A file that somebody sent, on the disk under a safe name for as long as it is read."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.errors import BotError
from bot.exchange.reading import form_of
from bot.exchange.whole import written_whole

_MOST_LETTERS: Final = 40
"""Letters of a name without its ending; file systems take 255 bytes of the whole."""
_NO_NAME: Final = "file"
_UNSAFE = re.compile(r"[^\w ().-]+")
_ENDING = re.compile(r"[A-Za-z0-9]{1,8}")


def safe_name(name: str) -> str:
    """Return the last part of a file's name: letters, digits and few signs, short.

    >>> safe_name("../../etc/Деректер: 2.CSV"), safe_name("C:\\\\a.b\\\\.xlsx"), safe_name("..")
    ('Деректер- 2.csv', 'file.xlsx', 'file')
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    stem, dot, ending = last.rpartition(".")
    if not dot or not _ENDING.fullmatch(ending):
        stem, ending = last, ""
    stem = _UNSAFE.sub("-", stem).strip(" .-")[:_MOST_LETTERS].rstrip(" .-")
    return f"{stem or _NO_NAME}.{ending.lower()}".rstrip(".")


@contextmanager
def received(name: str, content: bytes) -> Iterator[Path]:
    """Give a file of this content in a folder of its own, which is gone afterwards.

    ``name`` is a safe one. Raises ImportRejected for a workbook that would unpack to far more than
    was sent, and FactsReadOnly if the disk is full. Errors inside that tell of the file name it as
    its sender did, without the folder.
    """
    with TemporaryDirectory(prefix="history-bot-") as folder:
        path = Path(folder, name)
        try:
            with written_whole(path) as temporary:
                temporary.write_bytes(content)
            _refuse_bomb(path)
            yield path
        except BotError as error:
            named = Path(str(error.data.get("path", "")))
            if named.parent != Path(folder):
                raise
            raise type(error)(error.key, **(error.data | {"path": named.name})) from error


def _refuse_bomb(path: Path) -> None:
    if form_of(path) == "xlsx":
        from bot.exchange.bombs import refuse_bombs  # noqa: PLC0415 - loads openpyxl

        refuse_bombs(path)
