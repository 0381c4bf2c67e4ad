"""Something to stand where a blank is still open, so that an exercise can be seen before anybody uses it.

What is wanted there is known from the key that the blank stands at: a few items, a number, or text. Text stays as it
is written, ``<question>``: whoever reads it knows.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import msgspec.inspect as mi

from facikit.library import blanks
from facikit.library.kinds import FIELD_TYPES, Field
from facikit.library.reading import type_of
from facikit.library.shapes import Exercise, ReportItem, Step
from facikit.library.values import From, Item, Items
from facikit.library.yaml_text import Mapping, Node, Scalar

ITEMS: Items = tuple(Item(text, text.lower()) for text in ("First", "Second", "Third"))
NUMBER = 3


def values(tree: Node) -> dict[str, Node]:
    """Return what to fill the open blanks of an exercise with that cannot stay open."""
    wanted = _wanted()
    found: dict[str, Node] = {}
    for name in blanks.needed(tree):
        at = {wanted.get(key, "text") for key in _keys_of(tree, name)}
        if "items" in at:
            found[name] = blanks.node_of([item.text for item in ITEMS], file="", line=0)
        elif "number" in at:
            found[name] = blanks.node_of(NUMBER, file="", line=0)
    return found


def settled(exercise: Exercise) -> Exercise:
    """Return the exercise with items of its own where it takes those of an earlier block, of which there is none."""
    steps = tuple(
        msgspec.structs.replace(step, capture=tuple(_settled(field) for field in step.capture))
        for step in exercise.steps
    )
    return msgspec.structs.replace(exercise, steps=steps)


def _settled(field: Field) -> Field:
    taken = {name: ITEMS for name in field.__struct_fields__ if isinstance(getattr(field, name), From)}
    return msgspec.structs.replace(field, **taken) if taken else field


def _wanted() -> dict[str, str]:
    """Return the keys that want items or a number."""
    found: dict[str, str] = {}
    shapes: list[type] = [Exercise, Step, ReportItem, *FIELD_TYPES.values()]
    for shape in shapes:
        kind = type_of(shape)
        for field in kind.fields if isinstance(kind, mi.StructType) else ():
            kinds = list(_kinds(field.type))
            if any(isinstance(one, mi.VarTupleType) for one in kinds):
                found[field.encode_name] = "items"
            elif any(isinstance(one, mi.IntType) for one in kinds):
                found[field.encode_name] = "number"
    return found


def _kinds(kind: mi.Type) -> Iterator[mi.Type]:
    if isinstance(kind, mi.Metadata):
        yield from _kinds(kind.type)
    elif isinstance(kind, mi.UnionType):
        for one in kind.types:
            yield from _kinds(one)
    else:
        yield kind


def _keys_of(node: Node, blank: str, key: str = "") -> Iterator[str]:
    """Return the keys at which a blank stands alone, or alone among the entries of a list."""
    if isinstance(node, Scalar):
        if node.text.strip() == f"<{blank}>":
            yield key
        return
    if isinstance(node, Mapping):
        for name, value in node.pairs:
            if name.text != "blanks":
                yield from _keys_of(value, blank, name.text)
        return
    for item in node.items:
        yield from _keys_of(item, blank, "" if isinstance(item, Scalar) else key)
