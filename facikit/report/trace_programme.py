"""A part of a programme's report: its own words, and what its sessions have placed there, led back to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from facikit.library.programme_shape import Part, Programme
from facikit.library.programmes import gathering, named, plan_of, read_programme, walk
from facikit.report.traced import Scene, Told, parted
from facikit.session import also
from facikit.session.prose import SESSION
from facikit.session.session import Session
from facikit.session.sittings import sittings


def part_called(programme: Programme, name: str) -> Part | None:
    """Return the part of a programme's report that goes by this name, or whose own prose does."""
    every = [*programme.sections, *programme.appendices]
    slot = name.removeprefix(f"{SESSION}.")
    return named(every).get(name) or next((part for part in walk(every) if part.slot and part.slot == slot), None)


def slot_of(session: Session, name: str) -> str:
    """Return the place for a programme's own prose that a part of its report has; empty where there is none."""
    programme, _ = read_programme(session.folder)
    part = part_called(programme, name) if programme is not None else None
    return part.slot if part is not None else ""


def placed_in(programme: Programme, scene: Scene, wanted: Part, kits: Sequence[Path]) -> Iterator[Told]:
    """Yield what the sessions have placed in a part, or in one below it that gathers such texts."""
    every = named([*programme.sections, *programme.appendices])
    home = gathering(programme)
    known_by = plan_of(programme, scene.session.folder).session
    for sat in sittings(programme, scene.session.folder, kits):
        if sat.session is None:
            continue  # the report's checks tell why; what can be traced is
        name, session = sat.name, sat.session
        there = Scene(session)
        for one in also.also(session, known_by):
            target = every.get(one.at, home) if one.at else home
            if target is not None and any(part is target for part in walk([wanted])):
                signed = there.signed(session.records.get(f"prose/{one.block}/{one.slot}").last)
                yield Told("slot", f"{one.block}.{one.slot}", also.told(session, one), name, **signed)


def of_part(scene: Scene, name: str, own: Told | None, kits: Sequence[Path]) -> Told | None:
    """Return what a part of a programme's report rests on; ``own`` is what is told of its own words."""
    programme, _ = read_programme(scene.session.folder)
    part = part_called(programme, name) if programme is not None else None
    if part is None or programme is None:
        return own
    found = parted(("Placed here by the sessions", placed_in(programme, scene, part, kits)))
    if own is None:
        return Told("part", name, part.heading, parts=found)
    return Told(
        own.kind, own.id, own.words, own.where, who=own.who, t=own.t, notes=own.notes, parts=(*own.parts, *found)
    )
