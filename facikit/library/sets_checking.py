"""What types cannot say of ``themes_with``: it names another field of words, which has themes of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facikit.errors import closest
from facikit.library.kinds import SORTED, Field
from facikit.library.problems import Told
from facikit.library.shapes import PlannedBlock, Step


def named(block: str, text: str) -> tuple[str, str]:
    """Return the block and the field that ``themes_with`` names in a block."""
    other, dot, field = text.strip().rpartition(".")
    return (other if dot else block, field)


def faults_of_steps(steps: Sequence[Step]) -> Iterator[Told]:
    """Give what is wrong within one exercise. What another block has is not known here."""
    yield from _faults(steps, {("", field.field): field for step in steps for field in step.capture}, "", "")


def faults(agenda: Sequence[PlannedBlock]) -> Iterator[Told]:
    """Give what is wrong within a day."""
    every = {(block.id, field.field): field for block in agenda for step in block.steps for field in step.capture}
    for index, block in enumerate(agenda):
        yield from _faults(block.steps, every, block.id, f"agenda[{index}].")


def _faults(steps: Sequence[Step], every: dict[tuple[str, str], Field], here: str, under: str) -> Iterator[Told]:
    for step_index, step in enumerate(steps):
        for index, field in enumerate(step.capture):
            key, said = f"{under}steps[{step_index}].capture[{index}].themes_with", field.themes_with.strip()
            dot = "." in said
            if not said or "<" in said or (dot and not here):
                continue
            found = every.get(named(here, said))
            if field.kind not in SORTED:
                yield key, f"a field of kind {field.kind} is not sorted into themes", "leave it out"
            elif found is None:
                names = [f"{at[0]}.{at[1]}" if dot else at[1] for at in every if dot or at[0] == here]
                yield key, f"there is no field {said!r}", closest(said, names) or f"there are {', '.join(names)}"
            elif found is field:
                yield key, f"{said!r} is this very field", "name the field whose themes it shares"
            elif found.kind not in SORTED:
                yield key, f"{said!r} is of kind {found.kind}, which has no themes", "name a field of words"
            elif found.themes_with.strip():
                yield key, f"{said!r} is itself sorted into those of {found.themes_with}", "name that one here, too"
