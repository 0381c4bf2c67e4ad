"""How a field is printed, where staff want it otherwise than the exercise has it: by theme instead of as a list.

The choice is a record over the plan, as every change of the agenda is: ``printed/BLOCK/FIELD``. It is laid over the
block's ``report:`` wherever that is read, so every kind of report has it, and where staff write as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, cast

import msgspec

from facikit.errors import UserError, closest
from facikit.library.kinds import BY_THEME, FORMS, SORTED, Field, FieldBase, PledgeField
from facikit.library.shapes import PlannedBlock, ReportItem
from facikit.session import sharing
from facikit.session.session import Change, Session

BESIDE = ("crossed", "worksheet")
"""Forms that stand beside what was said and print none of it."""
Members = Literal["", "all", "highlighted", "none"]
MEMBERS = ("all", "highlighted", "none")
"""Which responses stand under a theme."""


def choices(field: FieldBase) -> tuple[str, ...]:
    """Return the forms that one may choose from for a field; none for what people promised themselves."""
    if isinstance(field, PledgeField):
        return ()
    return tuple(form for form in FORMS[field.kind] if form not in BESIDE)


def form_of(items: Iterable[ReportItem], field: FieldBase) -> tuple[str, str]:
    """Return the form in which these items print a field, and which members; two empty words where they do not."""
    one = _showing(items, field.field)
    return (one.as_ or FORMS[field.kind][0], one.members) if one is not None else ("", "")


def chosen(session: Session, block_id: str, field: FieldBase) -> tuple[str, Members]:
    """Return the form that was chosen for a field, and which members; two empty words where none was."""
    record = session.records.get(f"printed/{block_id}/{field.field}")
    form, members = record.text("as"), record.text("members")
    return (form if form in choices(field) else "", cast(Members, members) if members in MEMBERS else "")


def print_as(session: Session, block_id: str, field: FieldBase, form: str, members: str = "") -> None:
    """Print a field in this form from now on; with an empty one, as the exercise has it."""
    forms = choices(field)
    if not forms:
        raise UserError(
            f"What people promised themselves in ‘{field.title}’ is counted and not printed.",
            "Only the block's own report in session.yaml can bring it out.",
        )
    if form in BESIDE and form in FORMS[field.kind]:
        raise UserError(
            f"‘{field.title}’ as {form} has none of its words: it stands beside them.",
            "Add it as a further item to the block's report in session.yaml.",
        )
    if form and form not in forms:
        hint = closest(form, forms) or f"It can be {', '.join(forms)}."
        raise UserError(f"‘{field.title}’ cannot be printed as '{form}'.", hint)
    if form in BY_THEME and (home := _home(session, block_id, field)) != (block_id, field.field):
        told = f"‘{field.title}’ is sorted into the themes of {'.'.join(home)}, which print what both have of them."
        raise UserError(told, f"Print that one by theme: {'.'.join(home)}.")
    if members and members not in MEMBERS:
        raise UserError(f"There are no members '{members}'.", f"Say one of {', '.join(MEMBERS)}.")
    if members and form not in BY_THEME:
        raise UserError("Members stand under themes only.", f"Say members with {', '.join(BY_THEME)}.")
    record = f"printed/{block_id}/{field.field}"
    wanted = {"as": form or None, "members": members or None}
    known = session.records.get(record)
    if any((known.text(key) or None) != value for key, value in wanted.items()):
        session.put([Change(record, dict(wanted))])


def state(session: Session) -> tuple[tuple[str, str, str], ...]:
    """Return everything that was chosen, to be held against what it was: another choice is another report."""
    every = ((one, session.records.get(one)) for one in sorted(session.records.of_kind("printed")))
    return tuple((one, record.text("as"), record.text("members")) for one, record in every)


def _home(session: Session, block_id: str, field: FieldBase) -> tuple[str, str]:
    from facikit.session.theme_sets import home

    return home(session, block_id, field.field)


def as_chosen(session: Session, planned: PlannedBlock) -> tuple[ReportItem, ...]:
    """Return what the report prints of a block, each field in the form chosen; empty where nothing was chosen."""
    if not (session.records.of_kind("printed") or session.records.of_kind("shares")):
        return ()
    fields = [field for step in planned.steps for field in step.capture]
    wanted = {field.field: one for field in fields if (one := chosen(session, planned.id, field))[0]}
    items = before = planned.report or _usual(planned, fields)
    for field in fields:
        if field.field in wanted:
            items = _with(items, field, *wanted[field.field])
    for field in fields:
        # What the plan itself prints by theme, it prints with all that the plan has sorted there.
        lent = _lent(session, planned, field, by_record=field.field not in wanted)
        if lent and form_of(items, field)[0] in BY_THEME:
            items = _alone(items, field.field, lent - wanted.keys())
    return items if items != before else ()


def _lent(session: Session, planned: PlannedBlock, field: Field, *, by_record: bool) -> set[str]:
    """Return the fields of a block that are sorted into the themes of this one; ``by_record``: if staff chose any."""
    if field.kind not in SORTED or sharing.wanted(session, planned.id, field) is not None:
        return set()
    every = {one.field: one for step in planned.steps for one in step.capture if one.kind in SORTED}
    at = (planned.id, field.field)
    lent = {name for name, one in every.items() if sharing.wanted(session, planned.id, one) == at and one is not field}
    chosen_ = any(session.records.get(f"shares/{planned.id}/{name}").get("field") is not None for name in lent)
    return lent if chosen_ or not by_record else set()


def _usual(planned: PlannedBlock, fields: Sequence[Field]) -> tuple[ReportItem, ...]:
    """Return what a block prints that does not say."""
    return (
        ReportItem(show="aim"),
        *(ReportItem(show=one.field, heading=one.title if len(fields) > 1 else "") for one in fields),
        *(ReportItem(show=one.slot) for one in planned.write),
    )


def _alone(items: tuple[ReportItem, ...], name: str, others: set[str]) -> tuple[ReportItem, ...]:
    """Return the items without those fields whose words stand under the themes of another, which has no heading now.

    Its heading was for its own words, and there the words of all are.
    """
    made: list[ReportItem] = []
    for one in items:
        parts = _alone(one.parts, name, others)
        if one.show in others and one.as_ not in BESIDE:
            made += parts
        elif one.show == name and one.as_ in BY_THEME:
            made.append(msgspec.structs.replace(one, heading="", parts=parts))
        else:
            made.append(msgspec.structs.replace(one, parts=parts) if one.parts else one)
    return tuple(made)


def _showing(items: Iterable[ReportItem], name: str) -> ReportItem | None:
    """Return the first item that prints what was said in a field, parts and all."""
    for one in items:
        if one.show == name and one.as_ not in BESIDE:
            return one
        inside = _showing(one.parts, name)
        if inside is not None:
            return inside
    return None


def _with(items: tuple[ReportItem, ...], field: FieldBase, form: str, members: Members) -> tuple[ReportItem, ...]:
    """Return the items with the field in this form; behind them all where they did not print it."""
    target = _showing(items, field.field)
    if target is None:
        return (*items, ReportItem(show=field.field, as_=form, members=members, heading=field.title))
    # The first so many of a list are not the first so many themes.
    same = (form in BY_THEME) == ((target.as_ or FORMS[field.kind][0]) in BY_THEME)
    new = msgspec.structs.replace(target, as_=form, members=members, top=target.top if same else None)

    def put(some: tuple[ReportItem, ...]) -> tuple[ReportItem, ...]:
        return tuple(
            new if one is target else msgspec.structs.replace(one, parts=put(one.parts)) if one.parts else one
            for one in some
        )

    return put(items)
