"""A new release brought into a file that was edited meanwhile."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from support.facts import fact

from bot.exchange.items import Item, line_of, name_of, read_item
from bot.exchange.three_way import Conflict, Merged, Name, merge


def item(record: Mapping[str, Any]) -> Item:
    found: list[str] = []
    read = read_item(dict(record), lambda key, **_data: found.append(key))
    assert read is not None, found
    return read


def items(*records: Mapping[str, Any]) -> dict[Name, Item]:
    return {name_of(read): read for read in map(item, records)}


def applied(ours: Mapping[Name, Item], merged: Merged) -> dict[Name, str]:
    """Return the file that follows: every item as its line."""
    after = dict(ours) | {name_of(written): written for written in merged.to_write}
    return {name: line_of(kept) for name, kept in after.items() if name not in merged.to_remove}


def lines(version: Mapping[Name, Item]) -> dict[Name, str]:
    return {name: line_of(kept) for name, kept in version.items()}


def changed(record: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    """Return a copy with other fields; None takes one away."""
    return {k: v for k, v in (json.loads(json.dumps(record)) | fields).items() if v is not None}


ANNALS = {"kind": "source", "id": "annals", "type": "book", "title": "Жылнама"}
OTHER = {"kind": "source", "id": "other", "type": "book", "title": "Басқа"}
KHANATE = fact(
    3,
    "1465",
    ("Қазақ хандығы құрылды.", "қашан құрылды", "хандықтың басы"),
    ("Основано Казахское ханство.", "когда основано"),
)
NAME: Name = ("fact", KHANATE["key"])


def test_each_side_s_change_is_taken() -> None:
    ours = changed(KHANATE, topic="khanate", texts=KHANATE["texts"] | {"kk": "Хандық құрылды."})
    theirs = changed(KHANATE, place="kz", texts=KHANATE["texts"] | {"ru": "Ханство основано."})
    merged = merge(items(KHANATE), items(ours), items(theirs))
    both = changed(
        KHANATE,
        topic="khanate",
        place="kz",
        texts={"kk": "Хандық құрылды.", "ru": "Ханство основано."},
    )
    assert merged == Merged(to_write=[item(both)])


def test_a_change_that_both_made_is_no_conflict() -> None:
    both = changed(KHANATE, topic="khanate")
    assert merge(items(KHANATE), items(both), items(both)) == Merged()


def test_two_different_changes_are_a_conflict_and_ours_stays() -> None:
    ours = changed(KHANATE, texts=KHANATE["texts"] | {"kk": "Бір."})
    theirs = changed(KHANATE, topic="khanate", texts=KHANATE["texts"] | {"kk": "Екі."})
    merged = merge(items(KHANATE), items(ours), items(theirs))
    assert merged.to_write == [item(changed(ours, topic="khanate"))]
    assert merged.conflicts == [
        Conflict(NAME, "texts.kk", "Қазақ хандығы құрылды.", "Бір.", "Екі.")
    ]


def test_a_date_is_one_with_its_calendar() -> None:
    base = changed(KHANATE, date="1722-01-12")
    ours = changed(KHANATE, date="1722-01-13")
    theirs = changed(KHANATE, date="1722-01-12", calendar="julian")
    merged = merge(items(base), items(ours), items(theirs))
    assert merged == Merged(
        conflicts=[
            Conflict(
                NAME,
                "date",
                "1722-01-12, gregorian",
                "1722-01-13, gregorian",
                "1722-01-12, julian",
            )
        ]
    )


def test_phrasings_are_merged_as_sets_in_our_order() -> None:
    base = changed(KHANATE, phrasings={"kk": ["бір", "екі", "үш"]})
    ours = changed(KHANATE, phrasings={"kk": ["төрт", "үш", "бір"]})
    theirs = changed(KHANATE, phrasings={"kk": ["екі", "үш", "бес"]})
    merged = merge(items(base), items(ours), items(theirs))
    assert merged == Merged(
        to_write=[item(changed(KHANATE, phrasings={"kk": ["төрт", "үш", "бес"]}))]
    )


def test_citations_are_merged_source_by_source() -> None:
    annals, other = {"source": "annals", "locator": "3"}, {"source": "other", "locator": "9"}
    base = changed(KHANATE, citations=[annals])
    ours = changed(KHANATE, citations=[annals | {"locator": "4"}])
    theirs = changed(KHANATE, citations=[annals, other])
    merged = merge(items(ANNALS, OTHER, base), items(ANNALS, OTHER, ours), items(OTHER, theirs))
    assert merged == Merged(
        to_write=[item(changed(KHANATE, citations=[annals | {"locator": "4"}, other]))]
    )


def test_citations_that_cite_a_source_twice_are_not_guessed_at() -> None:
    def cited(*locators: str) -> dict[str, Any]:
        return changed(
            KHANATE, citations=[{"source": "annals", "locator": place} for place in locators]
        )

    merged = merge(items(cited("1", "2")), items(cited("2")), items(cited("1")))
    assert merged.to_write == []
    assert [(c.field, c.ours, c.theirs) for c in merged.conflicts] == [
        ("citations", "annals, 2", "annals, 1")
    ]


def test_what_theirs_removed_and_ours_left_alone_goes() -> None:
    merged = merge(items(ANNALS, OTHER, KHANATE), items(ANNALS, OTHER, KHANATE), items(ANNALS))
    assert merged == Merged(to_remove=[("source", "other"), NAME])


def test_removed_on_one_side_and_changed_on_the_other() -> None:
    edited = changed(KHANATE, topic="khanate")
    merged = merge(items(KHANATE), items(edited), {})
    assert merged == Merged(conflicts=[Conflict(NAME, "topic", None, "khanate", None, "theirs")])
    merged = merge(items(KHANATE), {}, items(edited))
    assert merged == Merged(conflicts=[Conflict(NAME, "topic", None, None, "khanate", "ours")])


def test_what_ours_removed_and_theirs_left_alone_stays_away() -> None:
    assert merge(items(KHANATE), {}, items(KHANATE)) == Merged()


def test_a_new_fact_whose_number_is_taken_gets_another() -> None:
    mine = changed(KHANATE, key=str(uuid.UUID(int=100)))
    same_number = changed(KHANATE, key=str(uuid.UUID(int=200)))
    free_number = changed(KHANATE, key=str(uuid.UUID(int=300)), id=4)
    merged = merge({}, items(mine), items(same_number, free_number))
    assert merged == Merged(to_write=[item(changed(same_number, id=None)), item(free_number)])


def test_a_fact_keeps_the_number_that_its_people_know() -> None:
    theirs = changed(KHANATE, id=8, topic="khanate")
    merged = merge(items(KHANATE), items(KHANATE), items(theirs))
    assert merged == Merged(to_write=[item(changed(KHANATE, topic="khanate"))])


def test_the_same_fact_added_by_both() -> None:
    theirs = changed(KHANATE, date="1466", texts=KHANATE["texts"] | {"en": "Founded."})
    merged = merge({}, items(KHANATE), items(theirs))
    assert merged.to_write == [item(changed(KHANATE, texts=theirs["texts"]))]
    assert merged.conflicts == [
        Conflict(NAME, "date", None, "1465, gregorian", "1466, gregorian"),
    ]


def test_changes_that_can_t_stand_together_are_conflicts() -> None:
    ours = changed(
        KHANATE,
        texts={"ru": KHANATE["texts"]["ru"]},
        phrasings={"ru": KHANATE["phrasings"]["ru"]},
    )
    theirs = changed(KHANATE, topic="khanate", notes={"kk": "1456 жыл деп те айтады."})
    merged = merge(items(KHANATE), items(ours), items(theirs))
    assert merged.to_write == []
    assert [(c.field, c.ours, c.theirs) for c in merged.conflicts] == [
        ("topic", None, "khanate"),
        ("texts.kk", None, "Қазақ хандығы құрылды."),
        ("notes.kk", None, "1456 жыл деп те айтады."),
        ("phrasings.kk", None, "қашан құрылды; хандықтың басы"),
    ]


def test_a_source_that_is_cited_stays_or_comes_along() -> None:
    ours = changed(KHANATE, topic="khanate")
    theirs = changed(KHANATE, citations=[{"source": "other"}])
    merged = merge(
        items(ANNALS, OTHER, KHANATE), items(ANNALS, ours), items(OTHER, theirs)
    )  # we removed the unused "other", they the no longer cited "annals"
    assert merged == Merged(
        to_write=[item(changed(theirs, topic="khanate")), item(OTHER)],
        to_remove=[("source", "annals")],
    )
    keeps = changed(KHANATE, id=9, key=str(uuid.UUID(int=9)))
    merged = merge(
        items(ANNALS, OTHER, KHANATE), items(ANNALS, ours, keeps), items(OTHER, theirs)
    )  # our new fact still cites "annals"
    assert merged.to_remove == []


WORDS = st.lists(st.sampled_from(("а", "ә", "б", "в")), min_size=1, max_size=4, unique=True)
BY_LANG = st.sampled_from(("kk", "ru"))
RECORDS = st.fixed_dictionaries(
    {"texts": st.dictionaries(BY_LANG, st.sampled_from("хцч"), min_size=1)},
    optional={
        "date": st.sampled_from(("1465", "1466-02-28", "-0043-03-15")),
        "calendar": st.sampled_from(("julian", "gregorian")),
        "topic": st.sampled_from("xyz"),
        "status": st.sampled_from(("draft", "published", "retired")),
        "date_note": st.dictionaries(BY_LANG, st.sampled_from("хц")),
        "phrasings": st.dictionaries(BY_LANG, WORDS),
        "citations": st.lists(
            st.fixed_dictionaries(
                {"source": st.sampled_from("xy")}, optional={"locator": st.sampled_from("12")}
            ),
            max_size=3,
        ),
    },
)
VERSIONS = st.dictionaries(st.integers(1, 4), RECORDS, max_size=4).map(
    lambda facts: items(
        *(
            record | {"kind": "fact", "id": number, "key": str(uuid.UUID(int=number))}
            for number, record in facts.items()
        )
    )
)


@given(VERSIONS, VERSIONS)
def test_a_release_that_changed_nothing_changes_nothing(
    base: dict[Name, Item], ours: dict[Name, Item]
) -> None:
    assert merge(base, ours, base) == Merged()


@given(VERSIONS, VERSIONS)
def test_a_file_that_was_not_edited_becomes_the_release(
    base: dict[Name, Item], theirs: dict[Name, Item]
) -> None:
    merged = merge(base, base, theirs)
    assert merged.conflicts == []
    assert applied(base, merged) == lines(theirs)


@given(VERSIONS, VERSIONS, VERSIONS)
def test_merging_again_writes_nothing_and_finds_the_same_conflicts(
    base: dict[Name, Item], ours: dict[Name, Item], theirs: dict[Name, Item]
) -> None:
    first = merge(base, ours, theirs)
    after = dict(ours) | {name_of(written): written for written in first.to_write}
    for name in first.to_remove:
        del after[name]
    second = merge(base, after, theirs)
    assert (second.to_write, second.to_remove) == ([], [])
    assert [(c.name, c.field, c.theirs) for c in second.conflicts] == [
        (c.name, c.field, c.theirs) for c in first.conflicts
    ]


@given(VERSIONS, VERSIONS, VERSIONS)
def test_both_sides_agree_on_which_items_are_in_conflict(
    base: dict[Name, Item], ours: dict[Name, Item], theirs: dict[Name, Item]
) -> None:
    # not on the fields: what stays in conflict, ours, may not stand together with the rest
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert {conflict.name for conflict in one.conflicts} == {
        conflict.name for conflict in other.conflicts
    }
