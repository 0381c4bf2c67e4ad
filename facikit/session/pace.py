"""How far each group's capture has come: who has nothing yet, and when the others last entered something."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from facikit.session.agenda import Group, nameless
from facikit.session.clock import instant_of
from facikit.session.responses import responses
from facikit.session.session import Session

MINUTE_MS = 60_000
GROUP_AT = {"tally": 3, "mark": 5}
"""Where the group stands in the id of a record that counts."""


class Pace(msgspec.Struct, frozen=True):
    """The groups with nothing yet, and the others with the minutes since their last entry, the latest first."""

    nothing: tuple[str, ...]
    latest: tuple[tuple[str, int], ...]


def pace(session: Session, block: str, field: str, groups: Sequence[Group], now: int) -> Pace | None:
    """Return how far the groups have come with a field; None where no times are kept, or there are no several groups.

    What was entered longer than a day ago is too old to be about now, and counts without a time.
    """
    if len(groups) < 2 or block in nameless(session):
        return None
    last = last_entered(session, block, field)
    names = {group.id: group.name for group in groups}
    timed = sorted((now - at, group) for group, at in last.items() if group in names)
    return Pace(
        nothing=tuple(name for group, name in names.items() if group not in last),
        latest=tuple((names[group], max(0, ago // MINUTE_MS)) for ago, group in timed if ago < 24 * 60 * MINUTE_MS),
    )


def last_entered(session: Session, block: str, field: str) -> dict[str, int]:
    """Return, by group, when something was last entered into a field. Asked every second, found at every change."""
    key = (session.revision, block, field)
    known, found = session.views.get("pace", (None, {}))
    if known == key:
        return dict(found)
    found = _last_entered(session, block, field)
    session.views["pace"] = (key, found)
    return found


def _last_entered(session: Session, block: str, field: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in responses(session, block, field):
        found[one.group] = max(found.get(one.group, 0), instant_of(one.t))
    for kind, at in GROUP_AT.items():
        for record_id in session.records.of_kind(kind):
            parts = record_id.split("/")
            record = session.records.get(record_id)
            if len(parts) > at and parts[1:3] == [block, field] and record.values and record.last is not None:
                found[parts[at]] = max(found.get(parts[at], 0), instant_of(record.last.t))
    return found
