"""All that the state file holds about one person: shown to them, and erased.

A private chat has the number of its person, so what is kept by chat is theirs as well.
"""

from bot.state.file import Record
from bot.state.state import State


def stored(state: State, person: int) -> dict[str, list[Record]]:
    """Return what is stored about a person, by kind; kinds of which there is nothing are left out.

    Times are in ISO 8601, UTC. Raises StateUnavailable; makes no file where there is none.
    """
    unlogged = not state.people.is_logged(person)
    kinds = {
        "language": state.people.of_person(person),
        "question_log": [{"keep_my_questions": False}] if unlogged else [],
        "curator": state.curators.of_person(person),
        "draft": state.drafts.of_person(person),
        "asked_to_write": state.expected.of_person(person),
        "waiting_for_answers": state.waiting.of_person(person),
        "files": state.uploads.of_person(person),
        "proposals": state.notices.proposed_by(person),
        "decisions": state.notices.asked_of(person),
    }
    return {kind: records for kind, records in kinds.items() if records}


def forget(state: State, person: int) -> dict[str, list[Record]]:
    """Erase what is stored about a person, all of it or nothing; return what it was.

    Raises StateUnavailable; nothing happens where nothing is stored.
    """
    erased = stored(state, person)
    if erased:
        with state.erasing():
            state.people.forget_person(person)
            state.curators.appoint(person, None)
            state.drafts.forget_person(person)
            state.expected.end(person)
            state.waiting.leave(person)
            state.uploads.forget_person(person)
            state.notices.forget_person(person)
    return erased
