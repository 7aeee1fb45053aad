"""The gallery of screens shows what the bot says now."""

from pathlib import Path

from support.gallery import GALLERY, render


async def test_the_gallery_shows_what_the_bot_says_now(tmp_path: Path) -> None:
    """Where it does not: python -m tests.scripts.make_gallery."""
    pages = await render(tmp_path)
    assert {path.name: path.read_text("utf-8") for path in GALLERY.glob("*.md")} == pages
