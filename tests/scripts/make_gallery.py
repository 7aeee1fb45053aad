"""Writes tests/gallery: what the bot shows in real conversations, over the shipped facts.

Run it again whenever the bot or its facts say something else.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.gallery import GALLERY, render


def main() -> None:
    """Write the pages, and take away those that are no longer there."""
    with tempfile.TemporaryDirectory() as folder:
        pages = asyncio.run(render(Path(folder)))
    for path in GALLERY.glob("*.md"):
        path.unlink()
    for name, page in pages.items():
        (GALLERY / name).write_text(page, "utf-8")


if __name__ == "__main__":
    main()
