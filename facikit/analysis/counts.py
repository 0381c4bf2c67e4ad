"""Numbers with their N: how many responses, from how many of how many groups; who was there, by role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from facikit.session.agenda import Group
from facikit.session.people import Person
from facikit.session.responses import Response


class Heard(msgspec.Struct, frozen=True):
    """So many responses, from ``groups`` of ``groups_in_all`` groups."""

    number: int
    groups: int
    groups_in_all: int

    def words(self, one: str = "point", many: str = "", detail: str = "") -> str:
        """Return it in words: ``12 points from 5 of 6 groups``; the groups are named only where there are several.

        ``detail`` stands in brackets behind the number.
        """
        said = f"{self.number} {one if self.number == 1 else many or one + 's'}" + (f" ({detail})" if detail else "")
        return f"{said} from {self.groups} of {self.groups_in_all} groups" if self.groups_in_all > 1 else said


class Role(msgspec.Struct, frozen=True):
    """So many people of one role and team."""

    role: str
    team: str
    number: int


def heard(responses: Iterable[Response], groups: Sequence[Group]) -> Heard:
    """Return how many responses there are, and from how many of ``groups``.

    A group that is not among ``groups`` any more was one when it spoke: it counts on both sides.
    """
    found = list(responses)
    speaking = {one.group for one in found}
    return Heard(len(found), len(speaking), len(speaking | {group.id for group in groups}))


def by_group(responses: Iterable[Response], groups: Sequence[Group]) -> dict[str, int]:
    """Return the number of responses of each group by its id, those without any among them."""
    counts = {group.id: 0 for group in groups}
    for one in responses:
        counts[one.group] = counts.get(one.group, 0) + 1
    return counts


def roles(people: Iterable[Person]) -> list[Role]:
    """Return who was there by role and team, without a name, sorted so that the order tells nothing either."""
    counts: dict[tuple[str, str], int] = {}
    spelling: dict[tuple[str, str], tuple[str, str]] = {}
    for person in people:
        role, team = " ".join(person.role.split()), " ".join(person.team.split())
        key = (role.casefold(), team.casefold())
        spelling[key] = min(spelling.get(key, (role, team)), (role, team))
        counts[key] = counts.get(key, 0) + 1
    return [Role(*spelling[key], counts[key]) for key in sorted(counts, key=lambda key: (not any(key), key))]


def merged(counts: Mapping[str, int], few: int, others: str) -> dict[str, int]:
    """Return counts of people with those below ``few`` put together as ``others``, which stands last.

    Where these too would be so few that one could tell who they are, the smallest of the rest joins them. Nothing is
    left where everybody is too few.
    """
    small = {name for name, number in counts.items() if number < few}
    if not small:
        return dict(counts)
    while small and sum(counts[name] for name in small) < few and len(small) < len(counts):
        small.add(min((name for name in counts if name not in small), key=lambda name: counts[name]))
    together = sum(counts[name] for name in small)
    left = {name: number for name, number in counts.items() if name not in small}
    return left | ({others: together} if together >= few and left else {})


def people_words(number: int) -> str:
    """Return ``48 people``."""
    return "1 person" if number == 1 else f"{number} people"
