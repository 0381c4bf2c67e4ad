"""From an open session to what its templates see.

Two views of the same session: the record has every response once, a considered report leaves out what staff set aside.
Off-record responses are in neither. Responses whose block or field is not in the plan any more still come along, under
their own names: a mended plan must not make words disappear.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

import msgspec

from facikit.analysis.counts import roles
from facikit.analysis.themes import Branch, on_record, tree
from facikit.library.kinds import FieldBase, ListField, PhotoField, TableField
from facikit.library.shapes import Slot as PlannedSlot
from facikit.report.text import Text, one_line
from facikit.report.views import Block, Field, Group, Parked, Prose, Report, Response, Role, Slot, Theme
from facikit.session import agenda, parking, people, prose, responses, themes
from facikit.session.responses import Response as Captured
from facikit.session.session import Session
from facikit.session.themes import Theme as Named

# fmt: off
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")
"""As they are printed, whatever the laptop's language."""
# fmt: on


class _Gathering(msgspec.Struct, frozen=True):
    """What all blocks are gathered from."""

    session: Session
    captured: list[Captured]
    by_block: dict[str, list[Captured]]
    themes: list[Named]


def report_of(session: Session, genre: str, *, draft: bool = False, everything: bool = False) -> Report:
    """Return the session as a template of ``genre`` sees it; ``everything``: what staff set aside as well."""
    captured = [one for one in on_record(responses.responses(session)) if everything or not one.set_aside]
    live = agenda.blocks(session)
    by_block: dict[str, list[Captured]] = {one.id: [] for one in live}
    for one in captured:
        by_block.setdefault(one.block, []).append(one)
    gathering = _Gathering(session, captured, by_block, themes.themes(session))
    parts = [_block(gathering, block, number) for number, block in enumerate(live)]
    parts += [_stray(gathering, block_id, number) for number, block_id in enumerate(by_block) if number >= len(live)]
    titles = {one.id: one.title for one in live}
    register = people.people(session)
    return Report(
        id=session.plan.session,
        genre=genre,
        name=Text(agenda.title(session)),
        date=agenda.date(session),
        day=Text(in_words(agenda.date(session))),
        place=Text(agenda.place(session)),
        draft=draft,
        outcomes=tuple(Text(item.text) for item in session.plan.outcomes),
        agenda=tuple(parts),
        blocks=tuple(one for one in parts if one.told or (draft and not one.cut and (one.fields or one.slots))),
        opening=_slots(session, prose.SESSION, (slot for slot in session.plan.write if slot.place != "end")),
        closing=_slots(session, prose.SESSION, (slot for slot in session.plan.write if slot.place == "end")),
        parked=tuple(
            Parked(text=Text(one.text), block=Text(titles.get(one.block, one.block))) for one in parking.parked(session)
        ),
        register=tuple(Role(role=Text(one.role), team=Text(one.team), number=one.number) for one in roles(register)),
        present=len(register),
    )


def in_words(date: str) -> str:
    """Return ``2023-08-15`` as ``15 August 2023``; what is no date comes back as it is."""
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        return date
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _block(gathering: _Gathering, live: agenda.LiveBlock, number: int) -> Block:
    session, planned = gathering.session, live.planned
    groups = [Group(id=group.id, name=Text(group.name)) for group in agenda.groups_of(session, live.id)]
    return Block(
        id=live.id,
        number=number,
        kind=planned.kind,
        name=Text(live.title or live.id),
        aim=Prose(planned.aim),
        question=Text(next((step.ask for step in live.steps if step.ask.strip()), "")),
        speaker=Text(planned.speaker),
        post=Text(planned.post),
        organisation=Text(planned.organisation),
        cut=live.cut,
        groups=tuple(groups),
        fields=_fields(gathering, live.id, live, groups),
        slots=_slots(session, live.id, live.slots),
        report=live.report,
    )


def _stray(gathering: _Gathering, block_id: str, number: int) -> Block:
    """Return what was captured for a block that the plan does not know."""
    nothing = Text("")
    return Block(
        id=block_id,
        number=number,
        kind="exercise",
        name=Text(block_id),
        aim=Prose(""),
        question=nothing,
        speaker=nothing,
        post=nothing,
        organisation=nothing,
        cut=False,
        groups=(),
        fields=_fields(gathering, block_id, None, []),
        slots=(),
        report=(),
    )


def _fields(
    gathering: _Gathering, block_id: str, live: agenda.LiveBlock | None, groups: Sequence[Group]
) -> tuple[Field, ...]:
    session, named = gathering.session, [theme for theme in gathering.themes if theme.block == block_id]
    known: list[tuple[FieldBase, str]] = []
    names: set[str] = set()
    for step in live.steps if live else ():
        known += [(field, step.ask) for field in step.capture if field.field not in names]
        names |= {field.field for field in step.capture}
    by_field: dict[str, list[Captured]] = {}
    for one in gathering.by_block[block_id]:
        by_field.setdefault(one.field, []).append(one)
    for name in by_field:
        if name not in names:
            known.append((_unplanned(name, by_field[name]), ""))
    order = {group.id: at for at, group in enumerate(groups)}
    at_work = {group.id: group for group in groups}
    shuffle = bool(live and live.planned.anonymous)
    found = []
    for field, question in known:
        mine = by_field.get(field.field, [])
        if shuffle:
            # The order of entry is told nowhere: by their words.
            mine.sort(key=lambda one: (order.get(one.group, len(order)), one.group, _sayings(one)))
        else:
            mine.sort(key=lambda one: (order.get(one.group, len(order)), one.group, one.position, one.id))
        columns = _columns(field, mine)
        categories = (
            {item.id or item.text: item.text for item in field.categories} if isinstance(field, ListField) else {}
        )
        shown = [_response(one, columns, categories, at_work, session) for one in mine]
        branches = tree([theme for theme in named if theme.field == field.field])
        found.append(
            Field(
                name=field.field,
                kind=field.kind,
                label=Text(field.title),
                question=Text(question),
                columns=tuple(Text(heading) for _, heading in columns),
                categories=tuple(Text(text) for text in categories.values()),
                responses=tuple(shown),
                themes=_themes(session, branches, _members(branches, shown, gathering.captured, session), len(groups)),
            )
        )
    return tuple(found)


def _unplanned(name: str, captured: Sequence[Captured]) -> FieldBase:
    """Return a field for responses whose own is not in the plan."""
    if any(one.media for one in captured):
        return PhotoField(field=name)
    if any(one.cells for one in captured):
        return TableField(field=name, columns=())
    return ListField(field=name)


def _columns(field: FieldBase, captured: Iterable[Captured]) -> list[tuple[str, str]]:
    """Return the columns as (id, heading): the planned ones, and any more that a row has."""
    planned = field.columns if isinstance(field, TableField) else ()
    columns = {item.id or item.text: item.text for item in planned}
    for one in captured:
        for column in one.cells:
            columns.setdefault(column, column)
    return list(columns.items())


def _sayings(one: Captured) -> tuple[str, str]:
    words = one_line(" ".join([one.text, *one.cells.values()]))
    return words.casefold(), words


def _response(
    one: Captured,
    columns: Sequence[tuple[str, str]],
    categories: dict[str, str],
    groups: dict[str, Group],
    session: Session,
) -> Response:
    group = groups.get(one.group)
    if group is None:
        group = groups[one.group] = Group(id=one.group, name=Text(_group_name(session, one.group)))
    return Response(
        id=one.id,
        kind=one.kind,
        text=Text(one.text),
        group=group,
        label=Text(one.label),
        category=Text(categories.get(one.category, one.category)),
        cells=tuple([Text(one.cells.get(column, "")) for column, _ in columns]) if one.cells else (),
        number=one.count,
        picture=one.media,
        description=Text(one.description),
        highlight=one.highlight,
    )


def _group_name(session: Session, group_id: str) -> str:
    """Return the name of a group that is not at work on the block, or not any more."""
    for set_name in session.plan.groups:
        for group in agenda.groups(session, set_name):
            if group.id == group_id:
                return group.name
    return group_id.replace("-", " ").capitalize()


def _members(
    branches: Sequence[Branch], shown: Sequence[Response], captured: Sequence[Captured], session: Session
) -> dict[str, Response]:
    """Return everything that may be in these themes by id: the field's own responses, and any of other fields."""
    by_id = {one.id: one for one in shown}
    wanted = {member for branch in branches for member in _ids(branch)} - set(by_id)
    if wanted:
        for one in captured:
            if one.id in wanted:
                by_id[one.id] = _response(one, [(column, column) for column in one.cells], {}, {}, session)
    return by_id


def _ids(branch: Branch) -> list[str]:
    return [*branch.theme.members, *(member for part in branch.parts for member in _ids(part))]


def _themes(session: Session, branches: Sequence[Branch], by_id: dict[str, Response], groups: int) -> tuple[Theme, ...]:
    made = []
    order = {response_id: at for at, response_id in enumerate(by_id)}
    for branch in branches:
        theme = branch.theme
        members = sorted((one for one in theme.members if one in by_id), key=lambda one: order[one])
        heard = {by_id[one].group.id for one in members}
        made.append(
            Theme(
                id=theme.id,
                name=Text(theme.name),
                text=Text(theme.text),
                prose=Prose(prose.prose(session, prose.THEME, theme.id)),
                members=tuple(by_id[one] for one in members),
                parts=_themes(session, branch.parts, by_id, groups),
                groups_heard=len(heard),
                groups_in_all=max(groups, len(heard)),
            )
        )
    return tuple(made)


def _slots(session: Session, block: str, planned: Iterable[PlannedSlot]) -> tuple[Slot, ...]:
    return tuple(
        Slot(
            name=slot.slot,
            heading=Text(slot.heading),
            hint=Text(slot.hint),
            prose=Prose(prose.prose(session, block, slot.slot)),
        )
        for slot in planned
    )
