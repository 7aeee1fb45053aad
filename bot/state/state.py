"""All that is kept about people, by what it is about."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.state.chats import Chats
from bot.state.curators import Curators
from bot.state.drafts import Drafts
from bot.state.expected import Expected
from bot.state.file import StateFile
from bot.state.groups import Groups
from bot.state.notices import Notices
from bot.state.people import People
from bot.state.questions import Questions
from bot.state.suggestions import Suggestions
from bot.state.updates import Updates
from bot.state.uploads import Uploads
from bot.state.waiting import Waiting


class State:
    """The state file; every method of its parts raises StateUnavailable when it can't be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        file = self._file = StateFile(path)
        self.people = People(file)
        self.groups = Groups(file)
        self.curators = Curators(file)
        self.suggestions = Suggestions(file)
        self.questions = Questions(file)
        self.waiting = Waiting(file)
        self.drafts = Drafts(file)
        self.expected = Expected(file)
        self.uploads = Uploads(file)
        self.notices = Notices(file)
        self.updates = Updates(file)
        self.chats = Chats(file)

    @contextmanager
    def together(self, *, on_disk: bool) -> Iterator[None]:
        """Write to several parts in one transaction.

        ``on_disk``: it is on the disk then; else it outlasts the process, not every power cut.
        """
        with self._file.joined(on_disk=on_disk):
            yield

    @contextmanager
    def erasing(self) -> Iterator[None]:
        """Erase from several parts in one transaction, all or nothing, and for good."""
        with self._file.writing():
            yield
        self._file.clear_journal()

    def close(self) -> None:
        """Close the file; the next call opens it again."""
        self._file.close()

    def check(self) -> None:
        """Raise StateUnavailable if nothing could be kept; makes no file."""
        self._file.check()
