"""What the bot says to what a person says or presses; the same through every door."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from bot import __version__
from bot.errors import NoSuchFact
from bot.facts.models import ANSWERED, Fact, Outcome
from bot.matching.talking import Exchange
from bot.service import DEFAULT_LANGUAGE, FactService, fact_number
from bot.spelling.fold import fold
from bot.spelling.language import detect
from bot.spelling.small_talk import small_talk
from bot.text import asides, views
from bot.text.conversation import Conversation
from bot.text.feedback import answer_buttons, digest, log_button, with_feedback
from bot.text.pages import page_of
from bot.text.privacy import privacy_reply
from bot.text.reply import Button, Reply, numbers
from bot.text.small_talk import small_talk_reply
from bot.text.translator import LOCALES, Translator, translator

ABOUT_WHAT_IS_KEPT: Final = ("mydata", "forget")
"""Commands that the doors with a state file carry out."""
COMMANDS: Final = (
    "start", "help", "language", "about", "source", "privacy", *ABOUT_WHAT_IS_KEPT,
)  # fmt: skip
LONGEST: Final = 1_000
"""Letters of a question; longer texts are not read."""
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

    def asked(self, number: int) -> str | None:
        """Return the question of a number, None where it is not kept."""


class Dialogue:
    """Turns words, commands and presses into replies.

    With a log, questions are kept, and replies have buttons to say what is wrong or missing.
    """

    def __init__(self, service: FactService, log: Log | None = None) -> None:
        self._service = service
        self._log = log

    def say(self, text: str, speaker: Speaker, conversation: Conversation | None = None) -> Reply:
        """Return the reply to a question, to the number of a fact, or to small talk.

        With a conversation, a question takes what it lacks from the one before.
        """
        talk = conversation or Conversation()
        if not fold(text[:LOOKED_AT]):
            tr = translator(speaker.lang)
            return views.message("question.empty", tr, example=self.example(tr.lang))
        if len(text) > LONGEST:
            return views.message("question.long", translator(speaker.lang))
        number = fact_number(text)
        if number is not None:
            talk.context = None
            return self.fact(number, speaker)
        said = small_talk(text)
        if said is not None:
            tr = translator(speaker.chosen or said.lang)
            return small_talk_reply(said, tr, self.example(tr.lang))
        exchange = self._service.converse(
            text, talk.context, talk.now(), speaker.chosen, speaker.interface
        )
        talk.context = exchange.context
        return self._reply(" ".join((text, *exchange.assumed)), exchange, speaker)

    def _reply(self, asked: str, exchange: Exchange, speaker: Speaker) -> Reply:
        """Return the reply to a question, which is kept with what it took from the one before."""
        outcome = exchange.outcome
        tr = translator(outcome.lang)
        title = self._service.dataset().title
        reply = views.outcome_reply(outcome, self._service.sources(), title, tr)
        if exchange.assumed:
            reply = views.with_assumed(reply, exchange.assumed, tr)
        if self._log is None:
            return reply
        row = self._log.keep(asked, outcome) if speaker.logged else None
        return with_feedback(reply, outcome, asked, row, tr)

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
            case "about" | "source" | "sources":
                return self._about(name, tr)
            case "privacy":
                days = None if self._log is None else self._log.days
                return privacy_reply(tr, days, logged=speaker.logged)
            case _:
                return views.message("command.unknown", tr)

    def _about(self, name: str, tr: Translator) -> Reply:
        service = self._service
        if name == "about":
            return views.about_reply(service.summary(), __version__, tr)
        return asides.sources_reply(service.sources(), service.citation_counts(), tr)

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
        return replace(reply, buttons=answer_buttons([fact], None, None, tr))

    def press(
        self, button: Button, speaker: Speaker, conversation: Conversation | None = None
    ) -> Reply:
        """Return what a button leads to; a language button is the door's to remember.

        In a conversation the next question may go on from a fact that was chosen.
        """
        if button.action in ("why", "around", "source"):
            return self._aside(button, speaker)
        return self._pressed(button, speaker, conversation) or self.stale(speaker)

    def _pressed(
        self, button: Button, speaker: Speaker, conversation: Conversation | None
    ) -> Reply | None:
        match button.action, numbers(button.value):
            case "fact", (number, *row) if len(row) < 2:
                if conversation is not None:
                    conversation.chose(number)
                return self.fact(number, speaker, button.lang, *row)
            case "page", _:
                return self._page(button, speaker)
            case "example", (position,):
                return self._answer_example(position, button.lang, speaker, conversation)
            case "language", _ if not button.lang:
                return views.message("language.unset", translator(speaker.lang))
            case "language", _ if button.lang in LOCALES:
                return views.message("language.set", translator(button.lang))
        return None

    def _aside(self, button: Button, speaker: Speaker) -> Reply:
        """Return what a quiet button under an answer leads to."""
        tr = translator(button.lang or speaker.lang)
        number = next(iter(numbers(button.value.partition(".")[0])), 0)
        fact = self._answered(number)
        if fact is None:
            return self.stale(speaker)
        if button.action == "around":
            return asides.around_reply(fact, *self._service.around(fact, asides.MOST_AROUND), tr)
        if button.action == "source":
            return asides.source_reply(fact, self._service.sources(), tr)
        text = self._asked(button.value)
        if text is None:
            return views.message("why.too-long-ago", tr)
        reply = asides.why_reply(self._service.judge(text), fact, tr)
        return reply or views.message("why.otherwise", tr)

    def _asked(self, value: str) -> str | None:
        """Return the logged question that a button speaks of, and proves to know."""
        about, _, proof = value.rpartition(".")
        match numbers(about):
            case (_, row) if self._log is not None:
                text = self._log.asked(row)
                return text if text is not None and digest(text) == proof else None
        return None

    def _answer_example(
        self, number: int, lang: str, speaker: Speaker, conversation: Conversation | None
    ) -> Reply:
        examples = self._service.dataset().examples.get(lang, ())
        if number >= len(examples):
            return self.stale(speaker)
        return self.say(examples[number], speaker, conversation)

    def _page(self, button: Button, speaker: Speaker) -> Reply:
        """Return a page of a list as it is now."""
        page = page_of(button.value)
        if page is None:
            return self.stale(speaker)
        outcome = self._service.list_again(page.asked, page.words)
        tr = translator(button.lang or speaker.lang)
        if outcome.status != "list":
            return self.stale(speaker)
        return views.list_reply(outcome, page.number, tr)

    def stale(self, speaker: Speaker) -> Reply:
        """Return what to say to a button that leads nowhere any more."""
        return views.message("button.stale", translator(speaker.lang))

    def _answered(self, number: int) -> Fact | None:
        try:
            fact = self._service.fact(number)
        except NoSuchFact:
            return None
        return fact if fact.status in ANSWERED else None

    def example(self, lang: str) -> str:
        """Return a question to begin with."""
        examples = self._service.dataset().examples.get(lang, ())
        return examples[0] if examples else "…"


def question_language(text: str, speaker: Speaker) -> str:
    """Return the language in which to speak of a text that could not be answered at all."""
    return speaker.chosen or detect(text, LOCALES) or speaker.lang
