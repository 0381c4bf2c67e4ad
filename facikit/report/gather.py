"""From an open session to what its templates see.

Two views of the same session: the record has every response once, as it was said; a considered report leaves out what
staff set aside, and has a quote in the wording that they gave it. Off-record responses are in neither. Responses whose
block is not in the plan any more still come along, under its own name: a mended plan must not make words disappear.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from facikit.analysis.counts import roles
from facikit.analysis.themes import on_record
from facikit.library.shapes import Slot as PlannedSlot
from facikit.report import numbers
from facikit.report.about import about_of
from facikit.report.dates import in_words
from facikit.report.fields import Gathering, Reading, fields, pledges_of
from facikit.report.text import Text
from facikit.report.views import Block, Group, Parked, Prose, Report, Role, Slot
from facikit.report.voicing import as_attributed, merged_below
from facikit.session import agenda, asides, people, prose, responses, themes
from facikit.session.responses import Response as Captured
from facikit.session.session import Session


def report_of(session: Session, genre: str, *, draft: bool = False, everything: bool = False) -> Report:
    """Return the session as a template of ``genre`` sees it; ``everything``: what staff set aside as well."""
    attributed = as_attributed(session)
    captured = [
        attributed(_as_printed(one, everything))
        for one in on_record(responses.responses(session))
        if everything or not one.set_aside
    ]
    live = agenda.blocks(session)
    by_block: dict[str, list[Captured]] = {one.id: [] for one in live}
    for one in captured:
        by_block.setdefault(one.block, []).append(one)
    where = numbers.places(session)
    for block_id in sorted({*where.tallied, *where.marked} - set(by_block)):
        by_block[block_id] = []
    pledges = pledges_of(live, captured)
    edited = {one.id: one.text for one in captured if one.wording}
    rooms = numbers.Rooms(session, {one.id: one for one in live}, pledges, edited)
    gathering = Gathering(
        session, captured, by_block, themes.themes(session), agenda.labels(session), pledges, rooms, where
    )
    parts = [_block(gathering, block, number) for number, block in enumerate(live)]
    parts += [_stray(gathering, block_id, number) for number, block_id in enumerate(by_block) if number >= len(live)]
    titles = {one.id: one.title for one in live}
    register = people.people(session)
    return Report(
        id=session.plan.session,
        genre=genre,
        name=Text(agenda.title(session)),
        date=agenda.date(session),
        day=Text(in_words(agenda.date(session), session.plan.about.date_as)),
        place=Text(agenda.place(session)),
        about=about_of(session.plan.about),
        draft=draft,
        outcomes=tuple(Text(item.text) for item in session.plan.outcomes),
        agenda=tuple(parts),
        blocks=tuple(
            one
            for one in parts
            if one.told
            or (draft and not one.cut and (one.fields or one.slots))
            # The record says what it leaves out, and how many there were.
            or (everything and (one.heads or any(field.held for field in one.fields)))
        ),
        opening=_slots(session, prose.SESSION, (slot for slot in session.plan.write if slot.place != "end")),
        closing=_slots(session, prose.SESSION, (slot for slot in session.plan.write if slot.place == "end")),
        parked=tuple(
            Parked(text=Text(one.text), block=Text(titles.get(one.block, one.block))) for one in asides.parked(session)
        ),
        register=tuple(Role(role=Text(one.role), team=Text(one.team), number=one.number) for one in roles(register)),
        present=len(register),
        few=merged_below(session),
        stated=numbers.stated(session, live),
    )


def _as_printed(one: Captured, everything: bool) -> Captured:
    """Return a response as a report has it: the record as it was said, any other in the wording that staff gave it."""
    if not one.wording:
        return one
    return msgspec.structs.replace(one, **({"wording": ""} if everything else {"text": one.wording}))


def _block(gathering: Gathering, live: agenda.LiveBlock, number: int) -> Block:
    session, planned = gathering.session, live.planned
    groups = [Group(id=group.id, name=Text(group.name)) for group in agenda.groups_of(session, live.id)]
    reading = Reading(session, [], {}, [], {group.id: group for group in groups}, {})
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
        heads=numbers.heads(session, live.id, groups, reading.group),
        fields=fields(gathering, live.id, live, groups),
        slots=_slots(session, live.id, live.slots),
        report=live.report,
    )


def _stray(gathering: Gathering, block_id: str, number: int) -> Block:
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
        heads=(),
        fields=fields(gathering, block_id, None, []),
        slots=(),
        report=(),
    )


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
