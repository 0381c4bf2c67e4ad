"""What types cannot say of voices: nobody is named where nothing keeps names, and a wider label is one of the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facikit.errors import closest
from facikit.library.kinds import QuotesField
from facikit.library.problems import Told
from facikit.library.shapes import Block, Plan, PlannedBlock, Step, Workshop
from facikit.library.values import Item, Label
from facikit.library.voices import folded


def faults(said: Workshop | Plan) -> Iterator[Told]:
    """Give everything that is wrong with whom a day attributes what is said to."""
    yield from _of_blocks(said.agenda)
    yield from _of_labels(said.labels, "labels")


def faults_of_steps(steps: Sequence[Step]) -> Iterator[Told]:
    """Give what is wrong with the labels that an exercise's own fields have."""
    for step_index, step in enumerate(steps):
        for index, field in enumerate(step.capture):
            if isinstance(field, QuotesField):
                yield from _of_labels(field.labels, f"steps[{step_index}].capture[{index}].labels")


def _of_blocks(agenda: Sequence[Block | PlannedBlock]) -> Iterator[Told]:
    """Give the blocks that keep no names and yet say that people are named, or can be found by a key."""
    for index, block in enumerate(agenda):
        if block.anonymous and block.voices in ("name", "code"):
            said = "keeps no names, so people cannot be attributed by name or by a code that has a key"
            yield f"agenda[{index}].voices", said, "role, role-number, organisation or none; or take out anonymous"


def _of_labels(labels: Sequence[Item], key: str) -> Iterator[Told]:
    """Give every ``under`` that leads to no label of the list, or round in a ring."""
    above = {folded(one.text): folded(one.under) for one in labels if isinstance(one, Label)}
    for index, one in enumerate(labels):
        if not isinstance(one, Label) or not one.under:
            continue
        here = f"{key}[{index}].under"
        if folded(one.under) not in above:
            texts = [other.text for other in labels if other is not one]
            hint = closest(one.under, texts) or f"there are {', '.join(texts)}"
            yield here, f"there is no label {one.under!r} on this list", hint
        elif _in_a_ring(folded(one.text), above):
            yield here, f"{one.text!r} comes to stand under itself", "the widest label is under none"


def _in_a_ring(label: str, above: dict[str, str]) -> bool:
    at, seen = above[label], set[str]()
    while at and at != label and at not in seen:
        seen.add(at)
        at = above.get(at, "")
    return at == label
