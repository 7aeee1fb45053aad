"""What the bot says to what a person says or presses; the same through every door."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from bot import __version__
from bot.errors import NoSuchFact
from bot.facts.models import ANSWERED, Fact, Outcome
from bot.service import DEFAULT_LANGUAGE, FactService, fact_number
from bot.spelling.fold import fold
from bot.spelling.language import detect
from bot.text import views
from bot.text.feedback import log_button, with_feedback, wrong_buttons
from bot.text.privacy import privacy_reply
from bot.text.reply import Button, Reply, numbers
from bot.text.translator import LOCALES, Translator, translator

ABOUT_WHAT_IS_KEPT: Final = ("mydata", "forget")
"""Commands that the doors with a state file carry out."""
COMMANDS: Final = ("start", "help", "language", "about", "privacy", *ABOUT_WHAT_IS_KEPT)
LOOKED_AT: Final = 400
"""Letters among which a question must have a word."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom the bot talks to: the language they chose, and the one their program runs in.

    ``logged``: their questions may be kept.
    """

    chosen: str | None = None
    interface: str | None = None
    logged: bool = True

    @property
    def lang(self) -> str:
        """The language of screens, which answer no question."""
        return next(
            (lang for lang in (self.chosen, self.interface) if lang in LOCALES), DEFAULT_LANGUAGE
        )


class Log(Protocol):
    """What keeps questions, as the dialogue uses it; the terminal has none, and loads none."""

    days: int
    """How long a question is kept; 0 where none is."""

    def keep(self, text: str, outcome: Outcome) -> int | None:
        """Keep a question with what came of it; return its number, None if it was not kept."""

    def chose(self, number: int, fact: str) -> None:
        """Keep which of the facts offered for a question was chosen, by its key."""


class Dialogue:
    """Turns words, commands and presses into replies.

    With a log, questions are kept, and replies have buttons to say what is wrong or missing.
    """

    def __init__(self, service: FactService, log: Log | None = None) -> None:
        self._service = service
        self._log = log

    def say(self, text: str, speaker: Speaker) -> Reply:
        """Return the reply to a question, or to the number of a fact."""
        if not fold(text[:LOOKED_AT]):
            tr = translator(speaker.lang)
            return views.message("question.empty", tr, example=self._example(tr.lang))
        number = fact_number(text)
        if number is not None:
            return self.fact(number, speaker)
        outcome = self._service.ask(text, speaker.chosen, speaker.interface)
        tr = translator(outcome.lang)
        title = self._service.summary().dataset.title
        reply = views.outcome_reply(outcome, self._service.sources(), title, tr)
        if self._log is None:
            return reply
        row = self._log.keep(text, outcome) if speaker.logged else None
        return with_feedback(reply, outcome, text, row, tr)

    def command(self, name: str, speaker: Speaker, also: Sequence[str] = ()) -> Reply:
        """Return the screen of a command; an unknown one gets a sentence that says so.

        ``also``: commands that this speaker has beside those of everybody.
        """
        tr = translator(speaker.lang)
        match name:
            case "start":
                return views.start_reply(self._service.summary(), tr)
            case "help":
                return views.help_reply((*self._commands(), *also), tr)
            case "language":
                return self._languages(tr, speaker)
            case "about":
                return views.about_reply(self._service.summary(), __version__, tr)
            case "privacy":
                days = None if self._log is None else self._log.days
                return privacy_reply(tr, days, logged=speaker.logged)
            case _:
                return views.message("command.unknown", tr)

    def _commands(self) -> Sequence[str]:
        """Return the commands of everybody, those about what is kept only where something is."""
        if self._log is not None:
            return COMMANDS
        return [name for name in COMMANDS if name not in ABOUT_WHAT_IS_KEPT]

    def _languages(self, tr: Translator, speaker: Speaker) -> Reply:
        """Return the choice of languages, and whether questions are kept where there is a log."""
        reply = views.language_reply(tr)
        if self._log is None or not self._log.days:
            return reply
        return replace(reply, buttons=(*reply.buttons, log_button(tr, logged=speaker.logged)))

    def fact(
        self, number: int, speaker: Speaker, lang: str | None = None, row: int | None = None
    ) -> Reply:
        """Return a fact in full, or a sentence that says there is none.

        ``row``: the logged question for which it was chosen.
        """
        tr = translator(lang or speaker.lang)
        fact = self._answered(number)
        if fact is None:
            return views.message("error.no-such-fact", tr, fact=f"f{number}")
        reply = views.facts_reply([fact], self._service.sources(), tr)
        if self._log is None:
            return reply
        if row is not None and speaker.logged:
            self._log.chose(row, fact.key)
        return replace(reply, buttons=wrong_buttons([fact], None, tr))

    def press(self, button: Button, speaker: Speaker) -> Reply:
        """Return what a button leads to; a language button is the door's to remember."""
        match button.action, numbers(button.value):
            case "fact", (number,):
                return self.fact(number, speaker, button.lang)
            case "fact", (number, row):
                return self.fact(number, speaker, button.lang, row)
            case "example", (position,):
                return self._answer_example(position, button.lang, speaker)
            case "language", _ if not button.lang:
                return views.message("language.unset", translator(speaker.lang))
            case "language", _ if button.lang in LOCALES:
                return views.message("language.set", translator(button.lang))
        return self.stale(speaker)

    def _answer_example(self, number: int, lang: str, speaker: Speaker) -> Reply:
        examples = self._service.summary().dataset.examples.get(lang, ())
        return (
            self.say(examples[number], speaker) if number < len(examples) else self.stale(speaker)
        )

    def stale(self, speaker: Speaker) -> Reply:
        """Return what to say to a button that leads nowhere any more."""
        return views.message("button.stale", translator(speaker.lang))

    def _answered(self, number: int) -> Fact | None:
        try:
            fact = self._service.fact(number)
        except NoSuchFact:
            return None
        return fact if fact.status in ANSWERED else None

    def _example(self, lang: str) -> str:
        examples = self._service.summary().dataset.examples.get(lang, ())
        return examples[0] if examples else "…"


def question_language(text: str, speaker: Speaker) -> str:
    """Return the language in which to speak of a text that could not be answered at all."""
    return speaker.chosen or detect(text, LOCALES) or speaker.lang
