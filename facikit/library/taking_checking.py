"""What types cannot say of what is taken from elsewhere in the day: it is there, and said before it is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from facikit.errors import closest
from facikit.library.problems import Told
from facikit.library.shapes import GroupSet, PlannedBlock, Step
from facikit.library.values import From

WITHOUT_A_SET = ("", "plenary", "individuals")
"""What may stand at a block's ``groups:`` without being a group set."""


def faults_of_steps(steps: Sequence[Step]) -> Iterator[Told]:
    """Give what an exercise takes from itself. What other blocks have is not known here."""
    for step_index, step in enumerate(steps):
        for index, field in enumerate(step.capture):
            for taken in _taken(field):
                if _said_here(taken.from_, steps):
                    yield _too_early(taken.from_, f"steps[{step_index}].capture[{index}]")


def faults(agenda: Sequence[PlannedBlock], groups: Mapping[str, GroupSet]) -> Iterator[Told]:
    """Give what is wrong within a day: group sets that are not there, and what is taken from no earlier block."""
    first_use: dict[str, int] = {}
    for index, block in enumerate(agenda):
        here = f"agenda[{index}]"
        if block.groups in groups:
            first_use.setdefault(block.groups, index)
        elif block.groups not in WITHOUT_A_SET:
            hint = closest(block.groups, groups) or (f"there are {', '.join(groups)}" if groups else "")
            yield f"{here}.groups", f"there is no group set {block.groups!r}", hint
        for step in block.steps:
            for taken in _taken(step):
                if _said_here(taken.from_, block.steps, block.id):
                    yield _too_early(taken.from_, here)
                else:
                    yield from _looks_back(taken.from_, agenda, index, here)
    for name, group_set in groups.items():
        if group_set.from_:
            yield from _looks_back(group_set.from_, agenda, first_use.get(name, len(agenda)), f"groups.{name}.from")


def _said_here(text: str, steps: Sequence[Step], block_id: str = "") -> bool:
    """Tell whether what is taken is a field of these very steps, which take it."""
    block, dot, field = text.rpartition(".")
    return block == (block_id if dot else "") and field in {one.field for step in steps for one in step.capture}


def _too_early(text: str, key: str) -> Told:
    return (
        key,
        f"{text!r} is said in this very block, and what is taken must be there before it begins",
        "take from an earlier block, or in a later one: see facikit help write-an-exercise",
    )


def _looks_back(text: str, agenda: Sequence[PlannedBlock], before: int, key: str) -> Iterator[Told]:
    block_id, dot, field = text.partition(".")
    ids = {block.id: index for index, block in enumerate(agenda)}
    if not dot or not field:
        yield key, f"{text!r} does not name a field", "write BLOCK.FIELD, as in mind-map.ideas"
    elif block_id not in ids:
        hint = closest(block_id, ids) or f"there are {', '.join(ids)}"
        yield key, f"{text!r}: there is no block {block_id!r}", hint
    elif ids[block_id] >= before:
        yield key, f"{text!r}: the block {block_id!r} comes too late to take from", "take from an earlier block"
    else:
        fields = [field.field for step in agenda[ids[block_id]].steps for field in step.capture]
        if field not in fields:
            hint = closest(field, fields) or (f"there are {', '.join(fields)}" if fields else "it captures nothing")
            yield key, f"{text!r}: the block {block_id!r} has no field {field!r}", hint


def _taken(value: object) -> Iterator[From]:
    """Return every place in a struct that takes from an earlier block."""
    if isinstance(value, From):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _taken(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _taken(part)
