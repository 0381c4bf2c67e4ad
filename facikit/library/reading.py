"""Read what people write: a walk over the YAML tree beside the declared shape.

The walk finds everything that is wrong at once, each with its line and key, and leaves bad parts out, so that what is
good can still be had: before the day the problems are shown, on the day the session opens all the same. What comes
out is plain data that is right by construction; ``msgspec.convert`` makes the structs of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingLike
from pathlib import Path
from typing import TypeVar

import msgspec
import msgspec.inspect as mi

from facikit.library import blanks
from facikit.library.problems import Problem, in_order
from facikit.library.shapes import Exercise
from facikit.library.walk import Walk
from facikit.library.yaml_text import Mapping, Node, Sequence, file_text, tree

T = TypeVar("T")


class Document(msgspec.Struct, frozen=True):
    """A file as read: its name and its tree, before anything is made of it."""

    name: str
    tree: Node


def read(path: Path, shape: type[T]) -> tuple[T | None, list[Problem]]:
    """Return what ``path`` holds as ``shape``, as far as it can be had, and everything that is wrong with it.

    An exercise is read with its defaults in; blanks without one stay open.
    """
    document, problems = read_document(path)
    return _read(document, problems, shape)


def read_text(text: str, name: str, shape: type[T]) -> tuple[T | None, list[Problem]]:
    """Return ``text`` as ``shape``, like ``read``; ``name`` stands for the file in problems."""
    document, problems = document_of(text, name)
    return _read(document, problems, shape)


def read_document(path: Path) -> tuple[Document | None, list[Problem]]:
    """Return the tree of a file, to be filled and converted later; None where it cannot be parsed."""
    text, problems = file_text(path)
    return (None, problems) if text is None else document_of(text, str(path))


def document_of(text: str, name: str) -> tuple[Document | None, list[Problem]]:
    """Return the tree of ``text``."""
    node, problems = tree(text, name)
    return (None if node is None else Document(name, node)), problems


def exercise_of(
    document: Document, values: MappingLike[str, Node] | None = None
) -> tuple[Exercise | None, list[Problem]]:
    """Return the exercise in ``document`` with its blanks filled by ``values``, else by their defaults."""
    filled, problems = blanks.fill(document.tree, values or {})
    exercise, more = convert(Document(document.name, filled), Exercise)
    return exercise, in_order([*problems, *more])


def convert(document: Document, shape: type[T]) -> tuple[T | None, list[Problem]]:
    """Return ``document`` as ``shape``, as far as it can be had, and what is wrong with it."""
    walk = Walk(document.name)
    data = walk.value(document.tree, type_of(shape), "")
    if data is msgspec.UNSET:
        return None, in_order(walk.problems)
    try:
        return msgspec.convert(data, shape), in_order(walk.problems)
    except msgspec.ValidationError as error:
        # The walk should have seen it. It is told all the same, in msgspec's words.
        return None, in_order([*walk.problems, Problem(document.name, document.tree.line, "", str(error))])


def type_of(shape: type) -> mi.Type:
    """Return the declared type of a shape, as data; made once, as making it takes longer than reading a file."""
    if shape not in _TYPES:
        _TYPES[shape] = mi.type_info(shape)
    return _TYPES[shape]


_TYPES: dict[type, mi.Type] = {}


def line_of(tree: Node, key: str) -> int:
    """Return the line of what stands at a key such as ``steps[1].title``, or of the nearest part around it."""
    node, line = tree, tree.line
    for name, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", key):
        if isinstance(node, Mapping) and name:
            pair = next((pair for pair in node.pairs if pair[0].text == name), None)
            if pair is None:
                break
            line, node = pair[0].line, pair[1]
        elif isinstance(node, Sequence) and index and int(index) < len(node.items):
            node = node.items[int(index)]
            line = node.line
        else:
            break
    return line


def _read(document: Document | None, problems: list[Problem], shape: type[T]) -> tuple[T | None, list[Problem]]:
    if document is None:
        return None, in_order(problems)
    if issubclass(shape, Exercise):
        exercise, more = exercise_of(document)
        return exercise, in_order([*problems, *more])  # type: ignore[return-value]
    found, more = convert(document, shape)
    return found, in_order([*problems, *more])
