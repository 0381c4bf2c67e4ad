"""What ``facikit log`` says of numbers: whose dots, hands, heads and marks they are, in the room's words.

A count's record goes by ids: group, item, point. Here they become names again; what can no longer be named, or
may not be, as an item from words that are off the record, stands by its id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from facikit.session.session import Session

VIEW = "names of what is counted"


def tally(session: Session, rest: str, now: dict[str, Any], whole: dict[str, Any]) -> str:
    """``discussion.agreed, Managers: Agreed 7 of 9``."""
    from facikit.session.tallies import OUT_OF, PLAIN

    block, field, group, item = (*rest.split("/"), "", "", "", "")[:4]
    parts = [
        f"{'of' if name == OUT_OF else name if name != PLAIN else ''} {_number(now, whole, name)}".strip()
        for name in now
    ]
    return f"{where(session, block, field, group)}: {_named(session, block, field, item)} {' '.join(parts)}{_away(now)}"


def mark(session: Session, rest: str, now: dict[str, Any], whole: dict[str, Any]) -> str:
    """``scales.marks, Table 1: I know where to begin, 4 marks at 3``."""
    from facikit.session.scales import ONLY_ROUND

    block, field, statement, round_, group, point = (*rest.split("/"), *[""] * 6)[:6]
    marks = f"{_number(now, whole, 'count')} mark{'s' * (whole.get('count') != 1)} at {point}"
    marks += (f" in round {round_}" if round_ != ONLY_ROUND else "") + _away(now)
    return f"{where(session, block, field, group)}: {_named(session, block, field, statement)}, {marks}"


def headcount(session: Session, rest: str, now: dict[str, Any], whole: dict[str, Any]) -> str:
    """``discussion, Managers: 12 people in the room``."""
    block, _, group = rest.partition("/")
    people = "person" if whole.get("count") == 1 else "people"
    return f"{where(session, block, '', group)}: {_number(now, whole, 'count')} {people} counted{_away(now)}"


def release(_: Session, rest: str, __: dict[str, Any], whole: dict[str, Any]) -> str:
    """``vote.votes: may be seen now``."""
    return f"{rest.replace('/', '.', 1)}: {'may be seen now' if whole.get('released') else 'held back'}"


def checked(session: Session, rest: str, _: dict[str, Any], __: dict[str, Any]) -> str:
    """``vote.votes, Table 1: entered once more, to be sure``."""
    block, field, group = (*rest.split("/"), "", "", "")[:3]
    return f"{where(session, block, field, group)}: entered once more, to be sure"


def where(session: Session, block: str, field: str, group: str) -> str:
    """Return the place that a line is about: block and field, and the group by its name."""
    from facikit.session.agenda import groups

    names = session.views.get("names of groups")
    if names is None:
        names = {one.id: one.name for name in session.plan.groups for one in groups(session, name)}
        session.views["names of groups"] = names
    return ", ".join(part for part in (f"{block}.{field}".rstrip("."), names.get(group, group)) if part)


def _number(now: dict[str, Any], whole: dict[str, Any], name: str) -> str:
    """Return the number that was put; of one that was taken away, which it was."""
    return str(whole.get(name, "a number") if now.get(name) is None else now[name])


def _away(now: dict[str, Any]) -> str:
    return " away" if all(value is None for value in now.values()) else ""


def _named(session: Session, block: str, field: str, item: str) -> str:
    """Return an item's words. They are looked up once for each field: a log has many lines of one."""
    from facikit.session.agenda import blocks
    from facikit.session.plain import counted_items

    names: dict[tuple[str, str], dict[str, str]] = session.views.setdefault(VIEW, {})
    if (block, field) not in names:
        kinds = [one for live in blocks(session) if live.id == block for one in live.fields if one.field == field]
        names[block, field] = {one.id: one.text for kind in kinds for one in counted_items(session, kind)}
    return names[block, field].get(item, item)
