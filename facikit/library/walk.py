"""The walk over a YAML tree beside the declared shape: lists, named parts, shapes, one of several kinds."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingLike
from pathlib import Path
from typing import Any

import msgspec
import msgspec.inspect as mi

from facikit.errors import closest
from facikit.library.one_value import COLON_HINT, OneValue, shown, what
from facikit.library.shapes import Block, Exercise, Step, Workshop
from facikit.library.values import Item, Label, slug, unique
from facikit.library.yaml_text import Mapping, Node, Scalar, Sequence, plain

NAMED_BY: dict[type, str] = {Item: "text", Label: "text", Step: "title"}
"""Parts that get their id from this key where none is given."""
LONGEST_NAME = 60
HOMES: dict[type, str] = {
    Exercise: "an exercise's file",
    Step: "a step of an exercise",
    Block: "a block of a workshop's agenda",
    Workshop: "a workshop's file",
}
"""Where a key belongs that was written into another of these: people know what a key does before they know where."""


def _bare(kind: mi.Type) -> mi.Type:
    while isinstance(kind, mi.Metadata):
        kind = kind.type
    return kind


def _short(kind: mi.StructType) -> str:
    """Return the name of the key that a bare value fills, or nothing."""
    return str(getattr(kind.cls, "short", ""))


def _noun(shape: type) -> str:
    """Return a shape's name as it stands in a sentence: "a report item"."""
    if own := str(getattr(shape, "noun", "")):
        return own
    words = re.sub(r"(?<!^)([A-Z])", r" \1", shape.__name__).lower()
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def keys_of(shape: type) -> tuple[str, ...]:
    """Return the keys of a shape as they are written."""
    return tuple(field.encode_name for field in msgspec.structs.fields(shape))


class Walk(OneValue):
    """One walk over one tree. Each method returns plain data, or UNSET where there is nothing good to be had."""

    def value(self, node: Node, kind: mi.Type, key: str) -> Any:
        kind, key = _bare(kind), node.key or key
        if isinstance(kind, mi.StructType):
            return self.struct(node, kind, key)
        if isinstance(kind, mi.UnionType):
            return self.union(node, kind, key)
        if isinstance(kind, mi.VarTupleType | mi.ListType):
            return self.several(node, kind.item_type, key)
        if isinstance(kind, mi.DictType):
            return self.named(node, kind.value_type, key)
        if isinstance(kind, mi.AnyType):
            self.no_twins(node, key)
            return plain(node)
        return self.scalar(node, kind, key)

    # Several of a kind.

    def several(self, node: Node, kind: mi.Type, key: str) -> Any:
        if isinstance(node, Scalar) and node.open:
            return msgspec.UNSET
        nodes: tuple[Node, ...]
        if isinstance(node, Sequence):
            nodes = node.items
        else:
            short = isinstance(node, Scalar) and len(node.text) < 40
            example = f"write [{node.text}]" if isinstance(node, Scalar) and short else "put a dash before each"
            self.tell(node, key, "must be a list", example)
            nodes = (node,)
        at = f"{key}[{{}}]".format if isinstance(node, Sequence) else (lambda _: key)
        found = []
        for index, item in enumerate(nodes):
            if isinstance(item, Scalar) and item.empty:
                self.tell(item, at(index), "is empty", "take the dash out, or write something after it")
                continue
            data = self.value(item, kind, at(index))
            if data is not msgspec.UNSET:
                found.append((data, item, item.key or at(index)))
        self.give_ids(found, _bare(kind))
        return [data for data, _, _ in found]

    def give_ids(self, found: list[tuple[Any, Node, str]], kind: mi.Type) -> None:
        """Give each part of a list its id, from its text; no two the same."""
        if not isinstance(kind, mi.StructType) or all(field.name != "id" for field in kind.fields):
            return
        taken: set[str] = set()
        for data, node, key in found:
            if data.get("id"):
                if data["id"] in taken:
                    self.tell(node, f"{key}.id", f"the id {data['id']!r} stands twice in this list")
                data["id"] = unique(data["id"], taken)
        source = NAMED_BY.get(kind.cls)
        required = any(field.name == "id" and field.required for field in kind.fields)
        if source or required:
            for data, _, _ in found:
                if not data.get("id"):
                    data["id"] = unique(slug(str(data.get(source or "title") or data.get("exercise") or "")), taken)

    def named(self, node: Node, kind: mi.Type, key: str) -> Any:
        if isinstance(node, Scalar) and node.open:
            return msgspec.UNSET
        if not isinstance(node, Mapping):
            self.tell(node, key, f"must be names with values, and {what(node)} stands here")
            return msgspec.UNSET
        data = {}
        for name, value in self.pairs(node, key):
            if len(name.text) > LONGEST_NAME or "\n" in name.text:
                self.tell(name, key, f"{shown(name.text)} is too long for a name", f"{LONGEST_NAME} letters at most")
                continue
            found = self.value(value, kind, f"{key}.{name.text}" if key else name.text)
            if found is not msgspec.UNSET:
                data[name.text] = found
        return data

    def pairs(self, node: Mapping, key: str) -> list[tuple[Scalar, Node]]:
        """Return the pairs of a mapping, telling of keys that stand twice."""
        first: dict[str, tuple[Scalar, Node]] = {}
        for name, value in node.pairs:
            if name.text in first:
                where = f"{key}.{name.text}" if key else name.text
                self.tell(
                    name, where, f"stands twice, first on line {first[name.text][0].line}", "take one of them out"
                )
            else:
                first[name.text] = (name, value)
        return list(first.values())

    def no_twins(self, node: Node, key: str) -> None:
        """Look for keys that stand twice in a part whose shape is free."""
        if isinstance(node, Mapping):
            for name, value in self.pairs(node, key):
                self.no_twins(value, f"{key}.{name.text}")
        elif isinstance(node, Sequence):
            for index, item in enumerate(node.items):
                self.no_twins(item, f"{key}[{index}]")

    # One of several kinds.

    def union(self, node: Node, kind: mi.UnionType, key: str) -> Any:
        kinds = [_bare(part) for part in kind.types]
        kinds = [part for part in kinds if not isinstance(part, mi.NoneType)]
        structs = [part for part in kinds if isinstance(part, mi.StructType)]
        if len(kinds) == 1:
            return self.value(node, kinds[0], key)
        if len(structs) == len(kinds) and structs[0].tag_field:
            return self.tagged(node, structs, key)
        if isinstance(node, Mapping) and structs:
            return self.struct(node, structs[0], key)
        others = [part for part in kinds if not isinstance(part, mi.StructType)]
        lists = [part for part in others if isinstance(part, mi.VarTupleType | mi.ListType)]
        return self.value(node, (lists if isinstance(node, Sequence) and lists else others or kinds)[0], key)

    def tagged(self, node: Node, kinds: list[mi.StructType], key: str) -> Any:
        """A struct that says in one key which of several it is."""
        tag_field = kinds[0].tag_field or "kind"
        by_tag = {str(kind.tag): kind for kind in kinds}
        if not isinstance(node, Mapping):
            if not (isinstance(node, Scalar) and node.open):
                self.tell(node, key, f"must have keys such as field and {tag_field}, and {what(node)} stands here")
            return msgspec.UNSET
        tag = node.get(tag_field)
        here = f"{key}.{tag_field}"
        names = f"the kinds are {', '.join(by_tag)}"
        if tag is None or (isinstance(tag, Scalar) and tag.empty):
            self.tell(tag or node, here, "is missing", names)
        elif not isinstance(tag, Scalar):
            self.tell(tag, here, f"must be one word, and {what(tag)} stands here", names)
        elif tag.text in by_tag:
            return self.struct(node, by_tag[tag.text], key, others=by_tag)
        elif not tag.open:
            message = f"{shown(tag.text)} is not a {tag_field} of field"
            self.tell(tag, here, message, closest(tag.text, by_tag) or names)
        # Its own keys mean nothing now, but what is said there can still be captured, as the first kind.
        shared = {field.encode_name for field in kinds[0].fields if all(field in kind.fields for kind in kinds)}
        pairs = tuple(pair for pair in node.pairs if pair[0].text in shared)
        return self.struct(msgspec.structs.replace(node, pairs=pairs), kinds[0], key)

    # A shape.

    def struct(
        self, node: Node, kind: mi.StructType, key: str, others: MappingLike[str, mi.StructType] | None = None
    ) -> Any:
        fields = {field.encode_name: field for field in kind.fields}
        if isinstance(node, Scalar) and node.open:
            return self.by_short(node, kind, key) if _short(kind) else msgspec.UNSET
        if isinstance(node, Scalar) and _short(kind):
            return self.by_short(node, kind, key)
        if not isinstance(node, Mapping):
            self.tell(node, key, f"must have keys and values, and {what(node)} stands here", self.known(fields))
            return msgspec.UNSET
        if _short(kind) == "text" and not any(name.text in fields for name, _ in node.pairs):
            text = self.split_text(node, key)
            return msgspec.UNSET if text is msgspec.UNSET else {"text": text}
        data: dict[str, Any] = {kind.tag_field: kind.tag} if kind.tag_field else {}
        untold: set[str] = set()
        for name, value in self.pairs(node, key):
            here = f"{key}.{name.text}" if key else name.text
            if name.text == kind.tag_field:
                continue
            if name.text not in fields:
                self.unknown(name, value, here, kind, node.flow, others or {})
            elif not (isinstance(value, Scalar) and value.empty):
                found = self.value(value, fields[name.text].type, here)
                if found is not msgspec.UNSET:
                    data[name.text] = found
                else:
                    untold.add(name.text)
        for wanted, field in fields.items():
            if field.required and wanted not in data:
                if wanted not in untold:
                    self.tell(node, f"{key}.{wanted}" if key else wanted, "is missing")
                data[wanted] = self.stand_in(wanted, field.type, data, key)
        return data if all(value is not msgspec.UNSET for value in data.values()) else msgspec.UNSET

    def by_short(self, node: Scalar, kind: mi.StructType, key: str) -> Any:
        """A bare value fills the one key that the shape declares for it."""
        field = next(field for field in kind.fields if field.name == _short(kind))
        found = self.value(node, field.type, key)
        return msgspec.UNSET if found is msgspec.UNSET else {field.encode_name: found}

    @staticmethod
    def known(names: MappingLike[str, Any]) -> str:
        return f"its keys are {', '.join(names)}" if names else ""

    def unknown(
        self,
        name: Scalar,
        value: Node,
        here: str,
        kind: mi.StructType,
        flow: bool,
        others: MappingLike[str, mi.StructType],
    ) -> None:
        """Tell of a key that the shape has not, with what was probably meant."""
        fields = [field.encode_name for field in kind.fields] + ([kind.tag_field] if kind.tag_field else [])
        owners = [tag for tag, other in others.items() if any(field.encode_name == name.text for field in other.fields)]
        if owners:
            message = f"{shown(name.text)} is not a key of kind {kind.tag}"
            self.tell(name, here, message, f"it belongs to kind {' and '.join(owners)}")
            return
        homes = [words for shape, words in HOMES.items() if kind.cls in HOMES and name.text in keys_of(shape)]
        if homes:
            message = f"{shown(name.text)} is not a key of {_noun(kind.cls)}"
            self.tell(name, here, message, f"it belongs into {' or '.join(homes)}")
            return
        # Looking for near misses takes time: in a file full of strange keys the first ones are enough.
        hint = closest(name.text, fields) if len(self.problems) < 200 else ""
        if not hint and flow and isinstance(value, Scalar) and value.empty:
            hint = "a comma inside braces ends the value; put quotes round the whole text"
        elif not hint and " " in name.text:
            hint = COLON_HINT
        self.tell(
            name,
            here,
            f"{shown(name.text)} is not a key of {_noun(kind.cls)}",
            hint or self.known(dict.fromkeys(fields)),
        )

    def stand_in(self, name: str, kind: mi.Type, data: dict[str, Any], key: str) -> Any:
        """Return what a missing key is taken to be, so that the rest can still be used."""
        kind = _bare(kind)
        kinds = kind.types if isinstance(kind, mi.UnionType) else (kind,)
        if any(isinstance(part, mi.VarTupleType | mi.ListType) for part in kinds):
            return []
        if name in ("title", "text"):
            return "Untitled" if key else Path(self.file).stem
        if name == "id":
            return ""
        if name in ("field", "slot"):
            return slug(str(data.get("label") or data.get("heading") or data.get("kind") or name))
        return msgspec.UNSET
