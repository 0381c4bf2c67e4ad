"""What a block captured, field by field, as its templates see it: responses, themes, numbers.

Responses whose field is not in the plan any more still come along, under its name: a mended plan must not make words
disappear. Counts that are held back do not, and pledges stand apart from everything that is for print.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from facikit.analysis.themes import Branch, tree
from facikit.analysis.voices import voice
from facikit.library.kinds import FieldBase, ListField, PhotoField, PledgeField, TableField, TreeField
from facikit.report import numbers
from facikit.report.dates import in_words
from facikit.report.text import Text, one_line
from facikit.report.views import Field, Group, Prose, Response, Theme
from facikit.session import agenda, prose
from facikit.session.plain import labels_of
from facikit.session.responses import Response as Captured
from facikit.session.session import Session
from facikit.session.theme_sets import fields_of
from facikit.session.themes import Theme as Named

NOTHING = Text("")


class Gathering(msgspec.Struct, frozen=True):
    """What all blocks are gathered from."""

    session: Session
    captured: list[Captured]
    by_block: dict[str, list[Captured]]
    themes: list[Named]
    labels: list[str]
    pledges: AbstractSet[str]
    """The ids of the responses that are pledges."""
    rooms: numbers.Rooms
    places: numbers.Places


class Reading(msgspec.Struct, frozen=True):
    """How the responses of one field are read: its columns, categories and labels, and the groups by id."""

    session: Session
    columns: list[tuple[str, str]]
    categories: dict[str, str]
    labels: list[str]
    groups: dict[str, Group]
    voices: dict[str, Text]
    """What each label stands for, once it was asked for."""

    def voice(self, label: str) -> Text:
        """Return the label of the closed list that a label stands for."""
        if label not in self.voices:
            self.voices[label] = Text(voice(label, self.labels) if label else "")
        return self.voices[label]

    def group(self, group_id: str) -> Group:
        """Return the group with this id, also one that is not at work on the block, or not any more."""
        if group_id not in self.groups:
            self.groups[group_id] = Group(id=group_id, name=Text(_group_name(self.session, group_id)))
        return self.groups[group_id]


def fields(
    gathering: Gathering, block_id: str, live: agenda.LiveBlock | None, groups: Sequence[Group]
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
            known.append((_unplanned(name, by_field[name], gathering.pledges), ""))
    known += [(field, "") for field in gathering.places.unplanned(block_id, {field.field for field, _ in known})]
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
        reading = Reading(
            session, _columns(field, mine), _categories(field), labels_of(field, gathering.labels), at_work, {}
        )
        shown = [_response(one, reading) for one in mine]
        branches = tree([theme for theme in named if theme.field == field.field])
        sharing = fields_of(session, block_id, field.field)[1:] if branches else []
        lent = [one for place in sharing for one in gathering.captured if (one.block, one.field) == place]
        members = _members(branches, shown, gathering, lent)
        whole = Field(
            block=block_id,
            name=field.field,
            kind=field.kind,
            label=Text(field.title),
            question=Text(question),
            groups=tuple(groups),
            columns=tuple(Text(heading) for _, heading in reading.columns),
            categories=tuple(Text(text) for text in reading.categories.values()),
            responses=tuple(shown),
            themes=_themes(session, branches, members, len(groups)),
            root=Text(field.root if isinstance(field, TreeField) else ""),
            post_on=Text(in_words(field.post_on) if isinstance(field, PledgeField) else ""),
            lent=tuple(members[one.id] for one in lent),
        )
        found.append(_guarded(gathering, whole, field, reading, order))
    return tuple(found)


def _guarded(gathering: Gathering, field: Field, planned: FieldBase, reading: Reading, order: dict[str, int]) -> Field:
    """Return the field with its numbers, unless they are held back, and with what is private put where it is safe."""
    if isinstance(planned, PledgeField):
        return msgspec.structs.replace(field, responses=(), themes=_without_members(field.themes), private=field)
    if numbers.held(gathering.session, field.block, planned, gathering.places):
        return msgspec.structs.replace(field, held=True)
    return msgspec.structs.replace(
        field,
        counted=numbers.counted(gathering.rooms, field.block, planned, reading.group, order),
        scale=numbers.scale(gathering.rooms, field.block, planned, reading.group, order),
    )


def _without_members(some: Iterable[Theme]) -> tuple[Theme, ...]:
    return tuple(msgspec.structs.replace(one, members=(), parts=_without_members(one.parts)) for one in some)


def pledges_of(live: Iterable[agenda.LiveBlock], captured: Iterable[Captured]) -> set[str]:
    """Return the ids of the responses that are pledges, those whose field has left the plan among them."""
    fields = {(block.id, field.field): field.kind for block in live for field in block.fields}
    names = {name for (_, name), kind in fields.items() if kind == PledgeField.__struct_config__.tag}
    found = set()
    for one in captured:
        kind = fields.get((one.block, one.field), "")
        gone = not kind and (one.field in names or one.field.startswith("pledge"))
        if gone or kind == PledgeField.__struct_config__.tag:
            found.add(one.id)
    return found


def _unplanned(name: str, captured: Sequence[Captured], pledges: AbstractSet[str]) -> FieldBase:
    """Return a field for responses whose own is not in the plan."""
    if any(one.id in pledges for one in captured):
        return PledgeField(field=name)
    if any(one.parent for one in captured):
        return TreeField(field=name)
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


def _categories(field: FieldBase) -> dict[str, str]:
    every = field.categories if isinstance(field, ListField) else field.kinds if isinstance(field, TreeField) else ()
    return {item.id or item.text: item.text for item in every}


def _sayings(one: Captured) -> tuple[str, str]:
    words = one_line(" ".join([one.text, *one.cells.values()]))
    return words.casefold(), words


def _response(one: Captured, reading: Reading) -> Response:
    return Response(
        id=one.id,
        kind=one.kind,
        text=Text(one.text),
        group=reading.group(one.group),
        label=Text(one.label) if one.label else NOTHING,
        voice=reading.voice(one.label),
        category=Text(reading.categories.get(one.category, one.category)) if one.category else NOTHING,
        parent=one.parent,
        cells=tuple([Text(one.cells.get(column, "")) for column, _ in reading.columns]) if one.cells else (),
        number=one.count,
        picture=one.media,
        description=Text(one.description) if one.description else NOTHING,
        highlight=one.highlight,
        edited=bool(one.wording),
    )


def _group_name(session: Session, group_id: str) -> str:
    """Return the name of a group that is not at work on the block, or not any more."""
    for set_name in session.plan.groups:
        for group in agenda.groups(session, set_name):
            if group.id == group_id:
                return group.name
    return group_id.replace("-", " ").capitalize()


def _members(
    branches: Sequence[Branch], shown: Sequence[Response], gathering: Gathering, lent: Sequence[Captured]
) -> dict[str, Response]:
    """Return everything that may be in these themes by id: the field's own responses, and any of other fields.

    What the fields that share the themes lend is all there, whether it is in any or not.
    """
    by_id = {one.id: one for one in shown}
    wanted = {member for branch in branches for member in _ids(branch)} - set(by_id) - gathering.pledges
    wanted |= {one.id for one in lent}
    if wanted:
        for one in (*lent, *gathering.captured):
            if one.id in wanted and one.id not in by_id:
                columns = [(column, column) for column in one.cells]
                by_id[one.id] = _response(one, Reading(gathering.session, columns, {}, gathering.labels, {}, {}))
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
