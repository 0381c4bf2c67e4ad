"""Changing the groups and labels on the day: renamed, added, taken away, put together.

A group's id stays what it was, so nothing that was captured moves. Two groups put together sit as one from then on:
what each had said before stays under its own name, also where it arrives later from a laptop that had not heard.
"""

from __future__ import annotations

from facikit.errors import UserError, closest
from facikit.library.values import slug
from facikit.session import agenda, order
from facikit.session.agenda import Group
from facikit.session.session import Change, Session


def add_group(session: Session, set_name: str, name: str) -> Group:
    """Add a group at the end of a set."""
    name = _named(name, "group")
    there = agenda.groups(session, _known(session, set_name))
    if any(one.name.casefold() == name.casefold() for one in there):
        raise UserError(f"There is a group '{name}' already.", "Give it another name.")
    group_id = f"{slug(name, 'group')}-{session.ids.new(6)}"
    place = order.after("", len(there) + 1)[-1]
    session.put([Change(f"group/{group_id}", {"set": set_name, "name": name, "position": f"y{place}"})])
    return Group(group_id, name, set_name)


def rename_group(session: Session, group_id: str, name: str) -> None:
    """Give a group another name; all that it said goes by it."""
    session.put([Change(f"group/{group_id}", {"name": _named(name, "group")})])


def remove_group(session: Session, group_id: str) -> None:
    """Take a group out of its set; what it has said stays under its name."""
    session.put([Change(f"group/{group_id}", {"deleted": True})])


def join_groups(session: Session, one: Group, into: Group, name: str = "") -> None:
    """Put two groups together: ``into`` goes on for both, under both names unless one is given."""
    if one.id == into.id or one.set != into.set:
        raise UserError("Only two groups of one set can be put together.", "Choose another group.")
    together = _named(name, "group") if name.strip() else f"{into.name} and {one.name}"
    session.put(
        [Change(f"group/{into.id}", {"name": together}), Change(f"group/{one.id}", {"deleted": True})],
    )


def add_label(session: Session, text: str) -> None:
    """Add a label to the session's closed list."""
    text = _named(text, "label")
    if any(text.casefold() == known.casefold() for known in agenda.labels(session)):
        raise UserError(f"There is a label '{text}' already.", "Choose it by its key.")
    session.put([Change(f"label/{session.ids.new(12)}", {"text": text})])


def _named(name: str, what: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UserError(f"A {what} needs a name.", "Type one, or leave it as it was.")
    return name


def _known(session: Session, set_name: str) -> str:
    if set_name not in session.plan.groups:
        raise UserError(
            f"There is no group set '{set_name}' in this session.", closest(set_name, session.plan.groups) or ""
        )
    return set_name
