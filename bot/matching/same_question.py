"""Which questions ask the same, however they are spelt and in whichever language.

Two questions ask the same if they ask for the same (when, who, whom …) with the same dates, numbers
and denials, and every content part of each has its counterpart in the other: a part that means the
same, or is another form or spelling of the same word. Where a word is of one language alone and its
meaning is not known, questions of two languages stay apart: a question that stands twice costs a
second look, one that stands under another is lost.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from bot.matching.gist import Gist, Part
from bot.spelling.inflection import SHORTEST_STEM, stems

ONE_TYPO = 5
"""Letters of a word that is known with one keystroke wrong."""
KNOWN_TYPO = 4
"""The same where one of the two is a word with a known meaning, and the other is none."""
TWO_TYPOS = 8
"""The same for two."""
SHORTEST_SHARED = 4
"""Letters that two forms must share where neither is the stem."""
FIRST_LETTER = 6
"""Letters from which on the first one may be wrong: Литва is no битва."""
PREFIX = 5
"""Letters of a key by which counterparts are looked for."""
MOST_IDLE = 2
"""Light parts of a question that may have no counterpart."""

_ADJECTIVE = re.compile(r"sk(?:i|i|aia|oe|oi|ogo|omu|im|om|uiu|ie|ih)$")
"""The ending that makes a Russian adjective of a name: Чернобыльская, Куликовская."""


def same(one: Gist, other: Gist) -> bool:
    """Say whether two questions ask the same; it does not matter which comes first."""
    if one.letters == other.letters:
        return True
    if _header(one) != _header(other):
        return False
    first, second = sorted((one, other))
    pairs = _pairs(first.parts, second.parts)
    if all(first.parts[here].light for here, _ in pairs):
        return False
    mine = _without(first.parts, {here for here, _ in pairs})
    theirs = _without(second.parts, {there for _, there in pairs})
    if first.lang == second.lang and _swapped(first, second, pairs):
        return False
    return _all_idle(mine, theirs, alike=first.lang == second.lang)


def _without(parts: Sequence[Part], paired: set[int]) -> list[Part]:
    return [part for place, part in enumerate(parts) if place not in paired]


def grouped(gists: Sequence[Gist]) -> list[list[int]]:
    """Return the positions of questions that ask the same, in the order of the first of each group.

    A group is a star: all of its members ask the same as one of them, its centre, so no chain of
    likenesses leads away. Centres are the questions that ask the same as most others (Aslam,
    Pelekhov, Rus, The star clustering algorithm, 2004); which they are, and so the groups, does not
    depend on the order of the questions.
    """
    places: dict[Gist, list[int]] = defaultdict(list)
    for place, found in enumerate(gists):
        places[found].append(place)
    distinct = sorted(places)
    near = _neighbours(distinct)
    count = [
        sum(len(places[distinct[other]]) for other in (number, *near[number]))
        for number in range(len(distinct))
    ]
    taken: set[int] = set()
    groups: list[list[int]] = []
    for centre in sorted(range(len(distinct)), key=lambda number: (-count[number], number)):
        if centre in taken:
            continue
        members = [centre, *(number for number in near[centre] if number not in taken)]
        taken.update(members)
        groups.append(sorted(place for member in members for place in places[distinct[member]]))
    return sorted(groups)


def _neighbours(gists: Sequence[Gist]) -> list[list[int]]:
    """Return for each gist the others that ask the same.

    Gists that ask the same share a token of every part that is not light, so each is held against
    those alone that do.
    """
    filed: dict[object, list[int]] = defaultdict(list)
    for number, found in enumerate(gists):
        header = _header(found)
        tokens = {token for part in found.parts for token in _tokens(part)}
        for token in tokens:
            filed[header, token].append(number)
        filed[found.letters].append(number)
    near: list[set[int]] = [set() for _ in gists]
    for number, found in enumerate(gists):
        for other in _candidates(found, filed):
            if other != number and same(found, gists[other]):
                near[number].add(other)
                near[other].add(number)
    return [sorted(others) for others in near]


def _candidates(found: Gist, filed: dict[object, list[int]]) -> set[int]:
    """Return the gists that share a token of every telling part, or all letters."""
    header = _header(found)
    by_part = [
        {number for token in _tokens(part) for number in filed.get((header, token), ())}
        for part in found.parts
        if not part.light
    ]
    shared = set.intersection(*by_part) if by_part else set()
    return shared.union(filed[found.letters])


def _tokens(part: Part) -> Iterator[str]:
    """Yield what two counterparts have in common: a meaning, or the beginning but for a letter."""
    yield from part.labels
    start = part.key[:PREFIX]
    yield start[:SHORTEST_STEM]
    for place in range(len(start)):
        yield f"{start[:place]}{start[place + 1 :]}~"
    yield f"{start}~"


def _header(found: Gist) -> tuple[object, ...]:
    return found.kinds, found.dates, found.numbers, found.marks


def _pairs(mine: Sequence[Part], theirs: Sequence[Part]) -> list[tuple[int, int]]:
    """Return counterparts, each part in one pair, the surest first."""
    sure = [
        (-likeness, here, there)
        for here, one in enumerate(mine)
        for there, other in enumerate(theirs)
        if (likeness := _likeness(one, other))
    ]
    pairs: list[tuple[int, int]] = []
    used: tuple[set[int], set[int]] = set(), set()
    for _, here, there in sorted(sure):
        if here not in used[0] and there not in used[1]:
            pairs.append((here, there))
            used[0].add(here)
            used[1].add(there)
    return pairs


def _likeness(one: Part, other: Part) -> int:
    """Return 0 for two words, else how surely they are one: by key, meaning, form or typo."""
    if one.key == other.key:
        return 4
    if not set(one.labels).isdisjoint(other.labels):
        return 3
    if one.labels and other.labels:
        return 0
    if _is_form(one.key, other.key):
        return 2
    known = bool(one.labels or other.labels)
    return int((known and _nearly(one.key, other.key)) or _is_misspelt(one.key, other.key))


def _nearly(one: str, other: str) -> bool:
    """Say whether one keystroke makes a known word of another, however short they are."""
    return min(len(one), len(other)) >= KNOWN_TYPO and OSA.distance(one, other) <= 1


def _forms(key: str) -> frozenset[str]:
    return stems(key) | stems(_ADJECTIVE.sub("", key))


def _is_form(one: str, other: str) -> bool:
    """Say whether two keys are forms of one word, adjectives of a name included."""
    return any(
        len(stem) >= (SHORTEST_STEM if stem in {one, other} else SHORTEST_SHARED)
        for stem in _forms(one) & _forms(other)
    )


def _is_misspelt(one: str, other: str) -> bool:
    """Say whether a keystroke, or two in long words, tell two keys or stems of theirs apart."""
    return any(_is_typo(a, b) for a in _forms(one) for b in _forms(other))


def _is_typo(one: str, other: str) -> bool:
    shortest = min(len(one), len(other))
    if shortest < ONE_TYPO:
        return False
    if one[0] != other[0] and len(one) == len(other) < FIRST_LETTER:
        return False
    allowed = 2 if shortest >= TWO_TYPOS else 1
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _all_idle(mine: Sequence[Part], theirs: Sequence[Part], *, alike: bool) -> bool:
    """Say whether what is left of two questions says nothing; in one language, of one of them."""
    if alike and mine and theirs:
        return False
    return max(len(mine), len(theirs)) <= MOST_IDLE and all(p.light for p in (*mine, *theirs))


def _swapped(one: Gist, other: Gist, pairs: Sequence[tuple[int, int]]) -> bool:
    """Say whether two names have changed places, as subject and object do.

    English tells them by their order, which the passive turns round; Kazakh and Russian by their
    endings, so that two names apart from each other change both.
    """
    names = [(here, there) for here, there in sorted(pairs) if one.parts[here].is_name]
    if one.lang == "en":
        order = [there for _, there in names]
        return one.passive == other.passive and order != sorted(order)
    changed = [
        here
        for here, there in names
        if one.parts[here].key != other.parts[there].key
        and _is_form(one.parts[here].key, other.parts[there].key)
    ]
    return len(changed) > 1 and max(changed) - min(changed) >= len(changed)
