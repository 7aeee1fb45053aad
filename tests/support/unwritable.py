"""Folders that can't be written, whoever runs the tests: root is nobody there for a while."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def unwritable_folder(*files: Path) -> Iterator[Path]:
    """Give a folder with copies of these files that this process can only read."""
    folder = Path(tempfile.mkdtemp())
    for file in files:
        Path(shutil.copy(file, folder)).chmod(0o444)
    folder.chmod(0o555)
    with _nobody():
        yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def _nobody() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
