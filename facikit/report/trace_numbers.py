"""From a number in a report back to who typed it: tallies and marks, group by group, with what stood there before.

A vote that is held back is told of, its numbers are not: they are nobody's to see until they are released.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from facikit.library.kinds import DotsField, FieldBase
from facikit.report.traced import Part, Scene, Told, named, noted, parted
from facikit.session.plain import counted_items
from facikit.session.scales import ONLY_ROUND
from facikit.session.tallies import OUT_OF, PLAIN, may_be_seen

COUNTED = ("dots", "choice", "count")
HOW_MANY = "of how many"
"""What the number that a count is out of is called where it was typed apart from the count."""


def numbers(scene: Scene, block: str, field: FieldBase) -> Told:
    """Return every number of a field of counts or marks, item by item and group by group."""
    where = f"{block}.{field.field}"
    if not may_be_seen(scene.session, block, field):
        note = f"held back until it is released: facikit release {scene.session.folder.name} {block} {field.field}"
        return Told("count", where, field.title, where, notes=(note,))
    known = named(counted_items(scene.session, field))
    by_item: dict[str, list[Told]] = {item: [] for item in known}
    for item, told in _tallied(scene, block, field) if field.kind in COUNTED else _marked(scene, block, field.field):
        by_item.setdefault(item, []).append(told)
    parts = []
    for item, found in by_item.items():
        if found:
            gone = "" if item in known else " (no longer counted)"
            parts.append(Part(f"{known.get(item, item)}{gone}", tuple(found)))
    shown = [one for part in parts for one in part.found if one.number is not None and one.label != HOW_MANY]
    groups = {one.group for one in shown}
    whole = sum(one.number or 0 for one in shown)
    note = f"from {len(groups)} {'group' if len(groups) == 1 else 'groups'}" if groups else "nothing has been counted"
    return Told("count", where, field.title, where, number=whole, notes=(note,), parts=tuple(parts))


def of_item(scene: Scene, item: str) -> list[Told]:
    """Return the counts in which a response, or a theme, was one of the items, in short."""
    found = []
    for one in scene.blocks:
        for field in one.fields:
            if field.kind in COUNTED and may_be_seen(scene.session, one.id, field):
                mine = [told for name, told in _tallied(scene, one.id, field) if name == item]
                shown = [told.number for told in mine if told.number is not None and told.label != HOW_MANY]
                if shown:
                    where = f"{one.id}.{field.field}"
                    found.append(Told("count", where, field.title, where, number=sum(shown)))
    return found


def _tallied(scene: Scene, block: str, field: FieldBase) -> Iterator[tuple[str, Told]]:
    colours = named(field.colours) if isinstance(field, DotsField) else {}
    for record_id in sorted(scene.session.records.of_kind("tally")):
        at = record_id.split("/")
        if len(at) == 5 and (at[1], at[2]) == (block, field.field):
            lines = [line.set for line in scene.session.records.lines_of(record_id)]
            for name in dict.fromkeys(name for values in lines for name in values):
                if name == OUT_OF and all(len(values) > 1 for values in lines if name in values):
                    continue
                label = {PLAIN: "", OUT_OF: HOW_MANY}.get(name, colours.get(name, name))
                yield at[4], _number(scene, record_id, name, block, at[3], label, _out_of)


def _marked(scene: Scene, block: str, field: str) -> Iterator[tuple[str, Told]]:
    for record_id in sorted(scene.session.records.of_kind("mark"), key=_by_point):
        at = record_id.split("/")
        if len(at) == 7 and (at[1], at[2]) == (block, field):
            round_ = "" if at[4] == ONLY_ROUND else f"{at[4]}, "
            yield at[3], _number(scene, record_id, "count", block, at[5], f"{round_}at point {at[6]}", lambda _: "")


def _number(
    scene: Scene, record_id: str, name: str, block: str, group: str, label: str, of: Callable[[object], str]
) -> Told:
    """Return one number as it stands, who typed it, and what stood there before or stands beside it."""
    record = scene.session.records.get(record_id)
    lines = [line for line in scene.session.records.lines_of(record_id) if name in line.set]
    *before, shown = lines
    heads = {line.id for line in record.heads.get(name, ())}
    value = record.get(name)
    return Told(
        "number",
        group=scene.group(group),
        label=label,
        number=value if isinstance(value, int) and not isinstance(value, bool) else None,
        **scene.signed(shown, block),
        notes=noted("taken back" if value is None else "", of(record.get(OUT_OF)) if name != OUT_OF else ""),
        parts=parted(
            (
                "before",
                (
                    Told(
                        "number",
                        number=was if isinstance(was := line.set[name], int) else None,
                        **scene.signed(line, block),
                        notes=noted(
                            "stands beside it: both were typed unseen" if line.id in heads else "",
                            "taken back" if was is None else "",
                        ),
                    )
                    for line in before
                ),
            )
        ),
    )


def _out_of(number: object) -> str:
    return f"out of {number}" if isinstance(number, int) else ""


def _by_point(record_id: str) -> tuple[object, ...]:
    *rest, point = record_id.split("/")
    return (*rest, int(point) if point.isdigit() else 0)
