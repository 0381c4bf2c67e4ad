"""Fill the blanks of an exercise, on the tree, before anything is converted.

A scalar that is exactly ``<name>`` takes the blank's value whole: a list, a mapping or text. Inside other text,
``<name>`` is replaced by the value's text. A blank with neither value nor default stays open: its scalar is marked,
and the reader keeps ``<name>`` where text is wanted and leaves the key out where anything else is.
Filled nodes keep their own file and line, so a problem in a value is told where the value was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingLike
from typing import Any

import msgspec

from facikit.errors import closest
from facikit.library.problems import Problem
from facikit.library.yaml_text import Mapping, Node, Scalar, Sequence

NAME = re.compile(r"[^\W\d][\w-]*")
BLANK = re.compile(r"<([^\W\d][\w-]*)>")


def declared(tree: Node) -> dict[str, Node]:
    """Return the blanks that an exercise declares, with what stands beside each."""
    blanks = tree.get("blanks") if isinstance(tree, Mapping) else None
    return {key.text: value for key, value in blanks.pairs} if isinstance(blanks, Mapping) else {}


def needed(tree: Node) -> list[str]:
    """Return the names of the blanks that have no default."""
    return [name for name, default in declared(tree).items() if isinstance(default, Scalar) and default.empty]


def fill(tree: Node, values: MappingLike[str, Node]) -> tuple[Node, list[Problem]]:
    """Return ``tree`` with its blanks filled by ``values``, else by their defaults, and what is wrong in it.

    Names in ``values`` that the exercise does not declare are left alone here: whoever gave them says so.
    A default may use blanks that are declared above it.
    """
    filler = _Filler()
    if not isinstance(tree, Mapping):
        return tree, []
    for name, default in declared(tree).items():
        if not NAME.fullmatch(name):
            message = f"{name!r} cannot be a blank's name"
            filler.problems.append(
                Problem(default.file, default.line, f"blanks.{name}", message, "one word, without spaces")
            )
        given = values.get(name)
        filler.values[name] = None
        if given is not None and not (isinstance(given, Scalar) and given.empty):
            filler.values[name] = given
        elif not (isinstance(default, Scalar) and default.empty):
            filler.values[name] = filler.node(default, f"blanks.{name}")
    pairs = tuple((key, value if key.text == "blanks" else filler.node(value, key.text)) for key, value in tree.pairs)
    return msgspec.structs.replace(tree, pairs=pairs), filler.problems


def node_of(value: Any, *, file: str, line: int, key: str = "") -> Node:
    """Return a plain value as nodes, each marked with the same line."""
    if isinstance(value, dict):
        pairs = tuple(
            (
                Scalar(text=str(name), file=file, line=line),
                node_of(part, file=file, line=line, key=f"{key}.{name}" if key else ""),
            )
            for name, part in value.items()
        )
        return Mapping(pairs=pairs, file=file, line=line, key=key)
    if isinstance(value, list | tuple):
        parts = tuple(
            node_of(part, file=file, line=line, key=f"{key}[{index}]" if key else "")
            for index, part in enumerate(value)
        )
        return Sequence(items=parts, file=file, line=line, key=key)
    text = {None: "", True: "yes", False: "no"}.get(value) if value is None or isinstance(value, bool) else str(value)
    return Scalar(text=text or "", file=file, line=line, key=key, plain=value is None)


def with_key(node: Node, key: str) -> Node:
    """Return ``node`` so marked that its problems are told under ``key``, wherever it is put."""
    return msgspec.structs.replace(node, key=key)


class _Filler:
    """What is known while one tree is filled. A value of None is a blank that stays open."""

    def __init__(self) -> None:
        self.values: dict[str, Node | None] = {}
        self.problems: list[Problem] = []

    def node(self, node: Node, key: str) -> Node:
        if isinstance(node, Scalar):
            return self.scalar(node, key)
        if isinstance(node, Mapping):
            pairs = tuple((name, self.node(value, f"{key}.{name.text}")) for name, value in node.pairs)
            return msgspec.structs.replace(node, pairs=pairs)
        items: list[Node] = []
        for index, item in enumerate(node.items):
            filled = self.node(item, f"{key}[{index}]")
            # [<topics>, Other] with a list for <topics> is one list, not a list in a list.
            taken_whole = isinstance(item, Scalar) and isinstance(filled, Sequence)
            items.extend(filled.items if taken_whole and isinstance(filled, Sequence) else [filled])
        return msgspec.structs.replace(node, items=tuple(items))

    def scalar(self, node: Scalar, key: str) -> Node:
        whole = BLANK.fullmatch(node.text.strip())
        if whole:
            name = whole.group(1)
            if name not in self.values:
                hint = closest(name, self.values) or "declare it under `blanks:`"
                self.problems.append(Problem(node.file, node.line, key, f"no blank is called {name!r}", hint))
                return node
            value = self.values[name]
            return msgspec.structs.replace(node, open=True) if value is None else value
        if "<" not in node.text:
            return node
        return msgspec.structs.replace(node, text=BLANK.sub(lambda match: self.part(match, node, key), node.text))

    def part(self, match: re.Match[str], node: Scalar, key: str) -> str:
        """Return what stands for one ``<name>`` inside other text."""
        name = match.group(1)
        if name not in self.values:
            hint = closest(name, self.values)
            if hint:
                self.problems.append(Problem(node.file, node.line, key, f"no blank is called {name!r}", hint))
            return match.group()
        value = self.values[name]
        if value is None:
            return match.group()
        text = _text(value)
        if text is None:
            message = f"the value of <{name}> cannot stand inside a sentence"
            self.problems.append(Problem(value.file, value.line, value.key or key, message, "give it as text"))
            return match.group()
        return text


def _text(value: Node) -> str | None:
    """Return a value as it stands in a sentence: text itself, a list as "a, b and c"."""
    if isinstance(value, Scalar):
        return value.text.rstrip("\n")
    if isinstance(value, Mapping):
        named = value.get("text")
        return named.text if isinstance(named, Scalar) else None
    parts = [_text(item) for item in value.items]
    if not parts or any(part is None for part in parts):
        return None
    words = [part for part in parts if part is not None]
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
