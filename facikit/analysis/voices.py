"""Who speaks: what a label says of a person, and how a report says less of them, never more.

A label stands for those whom it could mean: a name for one person, a role for everybody of that role, a code for
anybody. Lowering goes to a label that stands for the same people and others, or to none. The register is what tells
who has a role; where it tells of nobody, a role may be anybody's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from facikit.library.values import Item, Label
from facikit.library.voices import LEVELS, Bound, Level, folded, is_code, without_number
from facikit.session.people import Person

_SPEAKER = re.compile(r"(?m)^([ \t]*)([^\s:：][^:：\n]{0,60}?)([ \t]*[:：])(?=\s|$)")
UNNAMED = "–"
"""Stands before the words of a speaker of whom nothing is said."""


class Known(msgspec.Struct, frozen=True):
    """What a session knows of whom its labels mean: the closed list, the register, and codes by a person's id."""

    labels: Sequence[Item] = ()
    people: Sequence[Person] = ()
    codes: Mapping[str, str] = {}


def voice(label: str, labels: Iterable[str]) -> str:
    """Return the label of the list that ``label`` stands for: ``Practitioner`` for ``Practitioner 2``.

    What is not on the list comes back as it is.
    """
    known = {folded(one): one for one in labels}
    return known.get(folded(label)) or known.get(folded(without_number(label))) or label


def lowered(label: str, bound: Bound, known: Known, *, few: int = 1, anyone: str = "") -> str:
    """Return ``label`` as a report may print it: at ``bound`` or below it, and never for fewer people than ``few``.

    What cannot be said at that level is not said at all. Where the register tells of too few people behind a label, the
    wider label of the list stands in its place, in the end ``anyone``.
    """
    level = level_of(label, known)
    if bound and LEVELS.index(level) < LEVELS.index(bound):
        label = _at(label, level, bound, known)
        if LEVELS.index(level_of(label, known)) < LEVELS.index(bound):
            # What is a role here may be somebody's name there.
            return ""
    return _widened(label, known, few, anyone)


def level_of(label: str, known: Known) -> Level:
    """Return at which level a label speaks of a person. One that nothing is known of is taken for a name."""
    return _recognised(label, known) or "name"


def meant(label: str, known: Known) -> frozenset[str]:
    """Return the ids of those in the register whom a label could mean; everybody where the register cannot tell."""
    level = level_of(label, known)
    everybody = frozenset(one.id for one in known.people)
    if level == "name":
        return frozenset(one.id for one in _named(label, known))
    return everybody if level in ("code", "none") else _behind(label, known) or everybody


def behind(label: str, known: Known) -> int:
    """Return how many people the register tells of behind a role or an organisation; 0 where it tells of none."""
    return len(_behind(label, known)) if level_of(label, known) in ("role-number", "role", "organisation") else 0


def is_label(text: str, known: Known) -> bool:
    """Tell whether a text is a label that the session knows: of its list or its register, or a code."""
    return _recognised(text, known) is not None


def speakers(text: str, said: Callable[[str], str | None]) -> str:
    """Return an exchange with its speakers as ``said`` has them; where that is None, what is there stays."""

    def one(found: re.Match[str]) -> str:
        before, label, colon = found[1], found[2], found[3]
        shown = said(label)
        if shown is None:
            return found[0]
        return f"{before}{shown}{colon}" if shown else f"{before}{UNNAMED}"

    return _SPEAKER.sub(one, text)


def _recognised(label: str, known: Known) -> Level | None:
    if not label.strip():
        return "none"
    listed, roles = _texts(known), {folded(one.role) for one in known.people}
    whole, bare = folded(label), folded(without_number(label))
    if _named(label, known):
        return "name"
    if whole in {folded(one.team) for one in known.people} - roles:
        return "organisation"
    if bare != whole and (bare in listed or bare in roles):
        return "role-number"
    if is_code(label):
        return "code"
    return "role" if whole in listed or whole in roles else None


def _at(label: str, level: Level, bound: Level, known: Known) -> str:
    """Return a label at a lower level; nothing where that cannot be said."""
    if level == "role-number" and bound == "role":
        return voice(without_number(label), _texts(known).values())
    if level != "name":
        return ""
    people = _named(label, known)
    ways: dict[Level, Callable[[Person], str]] = {
        "role-number": lambda one: one.role,
        "role": lambda one: one.role,
        "organisation": lambda one: one.team,
        "code": lambda one: known.codes.get(one.id, ""),
    }
    if bound not in ways:
        return ""
    # Where two people have one name, only what is true of both can be said.
    said = {folded(ways[bound](one)): " ".join(ways[bound](one).split()) for one in people}
    if len(said) != 1:
        return ""
    ((key, shown),) = said.items()
    return _texts(known).get(key, shown)


def _widened(label: str, known: Known, few: int, anyone: str) -> str:
    seen: set[str] = set()
    while 0 < behind(label, known) < few:
        seen.add(folded(label))
        above = _above(label, known)
        if not above or folded(above) in seen or level_of(above, known) == "name":
            return anyone
        label = above
    return label


def _above(label: str, known: Known) -> str:
    """Return the wider label that one is under, as the list has it; nothing where it is under none."""
    wanted = {folded(label), folded(without_number(label))}
    under = [one.under for one in known.labels if isinstance(one, Label) and folded(one.text) in wanted and one.under]
    return _texts(known).get(folded(under[0]), "") if under else ""


def _behind(label: str, known: Known) -> frozenset[str]:
    family = set(_family(label, known))
    return frozenset(one.id for one in known.people if folded(one.role) in family or folded(one.team) in family)


def _family(label: str, known: Known) -> Iterator[str]:
    """Give a label and every one that is under it, as they are compared."""
    below: dict[str, list[str]] = {}
    for one in known.labels:
        if isinstance(one, Label) and one.under:
            below.setdefault(folded(one.under), []).append(folded(one.text))
    # Practitioner 2 is a practitioner, also where the list has both.
    left, seen = [folded(label), folded(without_number(label))], set[str]()
    while left:
        at = left.pop()
        if at and at not in seen:
            seen.add(at)
            yield at
            left += below.get(at, [])


def _named(label: str, known: Known) -> list[Person]:
    wanted = folded(label)
    return [one for one in known.people if wanted and folded(one.name) == wanted]


def _texts(known: Known) -> dict[str, str]:
    """Return the labels of the list by how they are compared."""
    return {folded(one.text): " ".join(one.text.split()) for one in known.labels}
