"""``facts``: the fact file as curators handle it."""

import click

from bot.cli.lazy import LazyGroup

_COMMANDS = {
    "show": "bot.cli.facts.looking:show",
    "find": "bot.cli.facts.looking:find",
    "list": "bot.cli.facts.listing:list_",
    "stats": "bot.cli.facts.listing:stats",
    "check": "bot.cli.facts.looking:check",
    "add": "bot.cli.facts.changing:add",
    "edit": "bot.cli.facts.changing:edit",
    "retire": "bot.cli.facts.changing:retire",
    "restore": "bot.cli.facts.changing:restore",
    "merge": "bot.cli.facts.changing:merge",
    "history": "bot.cli.facts.past:history",
    "changes": "bot.cli.facts.past:changes",
    "revert": "bot.cli.facts.past:revert",
    "undo": "bot.cli.facts.past:undo",
    "sources": "bot.cli.facts.sources:command",
    "aliases": "bot.cli.facts.aliases:command",
    "questions": "bot.cli.facts.questions:command",
    "proposals": "bot.cli.facts.proposals:command",
    "curators": "bot.cli.facts.curators:command",
    "suggestions": "bot.cli.facts.suggestions:command",
    "export": "bot.cli.facts.files:export",
    "import": "bot.cli.facts.importing:import_",
    "template": "bot.cli.facts.files:template",
    "diff": "bot.cli.facts.releases:diff",
    "release": "bot.cli.facts.releases:release",
    "merge-from": "bot.cli.facts.releases:merge_from",
    "init": "bot.cli.facts.files:init",
}


@click.group("facts", cls=LazyGroup, places=_COMMANDS)
def command() -> None:
    """Look at the facts, change them, exchange them, take changes back."""
