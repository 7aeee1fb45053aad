"""``chat``: the conversation of the Telegram bot, in the terminal."""

import sys
import time
from dataclasses import replace
from pathlib import Path

import click

from bot.cli.terminal import db_option, explained, interface_language, lang_option, service
from bot.text.conversation import Conversation
from bot.text.dialogue import Dialogue, Speaker
from bot.text.reply import Button, Reply, plain
from bot.text.translator import translator


@click.command("chat")
@lang_option
@db_option
@explained
def command(lang: str | None, db: Path | None) -> None:
    """Talk to the bot: same facts, same texts, same choices as on Telegram."""
    interactive = sys.stdin.isatty()
    with service(db) as facts:
        chat = Chat(Dialogue(facts), Speaker(lang, interface_language()))
        if interactive:
            click.echo(f"{plain(chat.greet())}\n\n{chat.hint()}\n")
        while (line := _next_line(interactive)) is not None:
            if line.strip():
                click.echo(plain(chat.hear(line.strip())))
                if interactive and chat.hint():
                    click.echo(chat.hint())
                click.echo()


class Chat:
    """One conversation: remembers the buttons on the screen, the language, what was asked last."""

    def __init__(self, dialogue: Dialogue, speaker: Speaker) -> None:
        self._dialogue = dialogue
        self._speaker = speaker
        self._conversation = Conversation(time.monotonic)
        self._buttons: tuple[Button, ...] = ()
        self._fresh = False

    def greet(self) -> Reply:
        """Return the first screen."""
        return self.hear("/start")

    def hint(self) -> str:
        """Return how to go on where there is something new to press, else nothing."""
        tr = translator(self._speaker.lang)
        if not self._fresh:
            return ""
        return f"{tr('chat.choose', count=len(self._buttons))} {tr('chat.leave')}"

    def hear(self, line: str) -> Reply:
        """Return the reply to a line: a command, the number of a button, or a question."""
        if line.startswith("/"):
            name = line[1:].partition(" ")[0].partition("@")[0]
            return self._shown(self._dialogue.command(name.lower(), self._speaker))
        if line.isdecimal() and 1 <= (number := int(line[:9])) <= len(self._buttons):
            return self._shown(self._press(self._buttons[number - 1]))
        return self._shown(self._dialogue.say(line, self._speaker, self._conversation))

    def _press(self, button: Button) -> Reply:
        if button.action == "language":
            self._speaker = replace(self._speaker, chosen=button.lang or None)
        return self._dialogue.press(button, self._speaker, self._conversation)

    def _shown(self, reply: Reply) -> Reply:
        self._buttons = reply.buttons or self._buttons  # earlier ones can still be pressed
        self._fresh = bool(reply.buttons)
        return reply


def _next_line(interactive: bool) -> str | None:  # noqa: FBT001
    try:
        if interactive:
            return input("> ")
        line = sys.stdin.readline()
    except (EOFError, KeyboardInterrupt):
        return None
    return line or None
