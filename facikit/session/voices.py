"""At which level people are attributed, block by block, and which labels belong there."""

from __future__ import annotations

from collections.abc import Iterable

from facikit.library.kinds import FieldBase, QuotesField
from facikit.library.shapes import Plan, PlannedBlock
from facikit.library.values import Label
from facikit.library.voices import Bound, folded, is_code, without_number
from facikit.session import agenda
from facikit.session.people import people
from facikit.session.session import Session


def level_of(session: Session, block: PlannedBlock) -> Bound:
    """Return the level that a block, else its workshop, asks for; nothing where labels stand as they are typed."""
    return level_in(session.plan, block)


def level_in(plan: Plan, block: PlannedBlock) -> Bound:
    """Return the level that a block of a plan has. One that keeps no names is not reached by one that names people."""
    level = block.voices or plan.voices
    return "none" if block.anonymous and level in ("name", "code") else level


def level_at(session: Session, block_id: str) -> Bound:
    """Return the level that holds in the block with this id; one that has left the plan has the workshop's."""
    found = next((one.planned for one in agenda.blocks(session) if one.id == block_id), None)
    return session.plan.voices if found is None else level_of(session, found)


def bounds(session: Session) -> dict[str, Bound]:
    """Return what no report goes above, by block: its level; where no names are kept, no name in any case."""
    return {
        one.id: level_of(session, one.planned) or ("role-number" if one.planned.anonymous else "")
        for one in agenda.blocks(session)
    }


def label_list(session: Session) -> tuple[Label, ...]:
    """Return the session's closed list with what each label is under; those added on the day are under none."""
    planned = {folded(item.text): item for item in session.plan.labels}
    return tuple(planned.get(folded(text)) or Label(text) for text in agenda.labels(session))


def labels_at(session: Session, field: FieldBase | None) -> tuple[Label, ...]:
    """Return the labels that an entry of this field may carry: its own, else the session's."""
    own = field.labels if isinstance(field, QuotesField) else ()
    return own or label_list(session)


def strange(session: Session, level: Bound, field: FieldBase, labels: Iterable[str]) -> dict[str, str]:
    """Return those of ``labels`` that do not belong where people are attributed at ``level``, each with why."""
    listed = {item.text for item in labels_at(session, field)}
    register = people(session)
    names, teams = {folded(one.name) for one in register}, {folded(one.team) for one in register} - {""}
    if not listed and (level in ("", "role", "role-number") or (level == "organisation" and not teams)):
        return {}
    why = {
        "none": "where nobody is attributed",
        "code": "which is no code",
        "organisation": "which is neither on the list nor an organisation of the register",
        "name": "which is neither on the list nor a name of the register",
    }.get(level, "which is not on the list")

    def belongs(label: str) -> bool:
        if level == "none":
            return False
        return (
            label in listed
            or (level == "name" and folded(label) in names)
            or (level == "organisation" and folded(label) in teams)
            or (level == "code" and is_code(label))
            or (level == "role-number" and without_number(label) in listed)
        )

    return {label: why for label in labels if label and not belongs(label)}
