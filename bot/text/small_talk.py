"""What is said to small talk, and to what is no text."""

from bot.spelling.small_talk import SmallTalk
from bot.text.reply import Reply, paragraph
from bot.text.translator import Translator


def small_talk_reply(said: SmallTalk, tr: Translator, example: str | None = None) -> Reply:
    """Return the reply to small talk; with an example question, also what the bot can do."""
    lines = [tr(f"talk.{said.meaning}")]
    if example is not None:
        lines += [tr("talk.can"), tr("talk.example", example=example)]
    return Reply(tuple(map(paragraph, lines)))


def not_text_reply(example: str, tr: Translator) -> Reply:
    """Return what is said to pictures, voices, stickers and the like."""
    lines = (tr("question.not-text"), tr("talk.example", example=example))
    return Reply(tuple(map(paragraph, lines)))
