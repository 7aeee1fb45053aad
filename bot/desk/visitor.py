"""Who is at the desk."""

from dataclasses import dataclass

from bot.curation.curators import Curator
from bot.desk.letters import Letter
from bot.text.dialogue import Speaker
from bot.text.reply import Button, Reply, paragraph
from bot.text.translator import Translator, translator


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person in their private chat, which has their number, with their role.

    ``first_name`` is what their Telegram calls them.
    """

    person: int
    first_name: str
    speaker: Speaker
    curator: Curator

    @property
    def tr(self) -> Translator:
        """The sentences of their language."""
        return translator(self.speaker.lang)

    def letter(self, *lines: str, buttons: tuple[Button, ...] = ()) -> Letter:
        """Return a letter to them of these lines and buttons."""
        return Letter(self.person, Reply(tuple(map(paragraph, lines)), buttons))

    def say(self, key: str, /, **data: object) -> Letter:
        """Return a letter to them of one sentence."""
        return self.letter(self.tr(key, **data))
