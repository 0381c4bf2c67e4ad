"""Read what people write: a walk over the YAML tree beside the declared shape.

The walk finds everything that is wrong at once, each with its line and key, and leaves bad parts out, so that what is
good can still be had: before the day the problems are shown, on the day the session opens all the same. What comes
out is plain data that is right by construction; ``msgspec.convert`` makes the structs of it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping as MappingLike
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import msgspec.inspect as mi

from facikit.errors import closest
from facikit.library import blanks
from facikit.library.problems import Problem, in_order
from facikit.library.shapes import Exercise, Step
from facikit.library.values import Item, slug, unique
from facikit.library.yaml_text import Mapping, Node, Scalar, Sequence, file_text, tree

T = TypeVar("T")

YES = frozenset({"yes", "true", "on", "y"})
NO = frozenset({"no", "false", "off", "n"})
NAMED_BY: dict[type, str] = {Item: "text", Step: "title"}
"""Parts that get their id from this key where none is given."""
NAME_KEYS = frozenset({"id", "field", "slot"})
NAME = re.compile(r"[\w-]+")
LONGEST_NAME = 60
COLON_HINT = "a colon and a space make a key; put quotes round the whole text"


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
    walk = _Walk(document.name)
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


def plain(node: Node) -> Any:
    """Return a tree as lists, dicts and text; nothing typed is None."""
    if isinstance(node, Scalar):
        return None if node.empty else node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.pairs}


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


def _bare(kind: mi.Type) -> mi.Type:
    while isinstance(kind, mi.Metadata):
        kind = kind.type
    return kind


def _short(kind: mi.StructType) -> str:
    """Return the name of the key that a bare value fills, or nothing."""
    return str(getattr(kind.cls, "short", ""))


def _noun(shape: type) -> str:
    """Return a shape's name as it stands in a sentence: "a report item"."""
    words = re.sub(r"(?<!^)([A-Z])", r" \1", shape.__name__).lower()
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def _shown(text: str) -> str:
    """Return text in quotes, not more of it than a line can take."""
    return repr(text if len(text) <= 60 else f"{text[:57]}...")


def _what(node: Node) -> str:
    if isinstance(node, Scalar):
        return _shown(node.text)
    return "a list" if isinstance(node, Sequence) else "keys and values"


class _Walk:
    """One walk over one tree. Each method returns plain data, or UNSET where there is nothing good to be had."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def tell(self, node: Node, key: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(node.file or self.file, node.line, key, message, hint))

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

    # Text and what is made of it.

    def scalar(self, node: Node, kind: mi.Type, key: str) -> Any:
        if not isinstance(node, Scalar):
            return self.no_scalar(node, kind, key)
        if node.open and not self.is_text(kind):
            return msgspec.UNSET
        if isinstance(kind, mi.StrType):
            return self.text(node, kind, key)
        if isinstance(kind, mi.IntType):
            return self.number(node, kind, key)
        if isinstance(kind, mi.BoolType):
            word = node.text.strip().casefold()
            if word in YES or word in NO:
                return word in YES
            self.tell(node, key, f"{_shown(node.text)} is neither yes nor no")
            return msgspec.UNSET
        if isinstance(kind, mi.LiteralType):
            if node.text in kind.values:
                return node.text
            words = [str(value) for value in kind.values if value]
            self.tell(node, key, f"{_shown(node.text)} is not one of {', '.join(words)}", closest(node.text, words))
            return msgspec.UNSET
        if isinstance(kind, mi.FloatType):
            try:
                return float(node.text)
            except ValueError:
                self.tell(node, key, f"{_shown(node.text)} is not a number")
                return msgspec.UNSET
        raise TypeError(f"the reader knows no type {kind}")

    @staticmethod
    def is_text(kind: mi.Type) -> bool:
        return isinstance(kind, mi.StrType) and kind.pattern is None

    def no_scalar(self, node: Sequence | Mapping, kind: mi.Type, key: str) -> Any:
        if self.is_text(kind) and isinstance(node, Mapping):
            return self.split_text(node, key)
        wanted = {mi.StrType: "text", mi.IntType: "a whole number", mi.BoolType: "yes or no"}.get(
            type(kind), "one word"
        )
        self.tell(
            node, key, f"must be {wanted}, and {_what(node)} stand{'s' if isinstance(node, Sequence) else ''} here"
        )
        return msgspec.UNSET

    def split_text(self, node: Mapping, key: str) -> Any:
        """Text that a colon has made into a key and a value."""
        self.tell(node, key, "must be text, and keys and values stand here", COLON_HINT)
        parts = [f"{name.text}: {value.text}" for name, value in node.pairs if isinstance(value, Scalar)]
        return ", ".join(parts) if len(parts) == len(node.pairs) else msgspec.UNSET

    def text(self, node: Scalar, kind: mi.StrType, key: str) -> Any:
        if key.rpartition(".")[2] in NAME_KEYS and not node.open and not NAME.fullmatch(node.text):
            other = slug(node.text)
            self.tell(
                node,
                key,
                f"{_shown(node.text)} cannot be a name here",
                f"letters, digits and hyphens only, as in {other!r}",
            )
            return other
        if kind.pattern is None:
            return node.text
        text = node.text.strip()
        dated = r"\d{4}" in kind.pattern
        if re.fullmatch(kind.pattern.removesuffix("$"), text) and (not dated or _is_date(text)):
            return text
        wanted = "a date, written YYYY-MM-DD" if dated else "a time of day, written HH:MM"
        self.tell(node, key, f"{_shown(node.text)} is not {wanted}")
        return msgspec.UNSET

    def number(self, node: Scalar, kind: mi.IntType, key: str) -> Any:
        text = node.text.strip()
        if not re.fullmatch(r"[-+]?[0-9]{1,15}", text):
            first = re.search(r"[0-9]{1,15}", text)
            hint = (
                f"write {int(first.group())}"
                if first and len(text) < 20 and not re.search(r"[0-9]\D+[0-9]", text)
                else ""
            )
            self.tell(node, key, f"{_shown(node.text)} is not a whole number", hint)
            return msgspec.UNSET
        number = int(text)
        if kind.ge is not None and number < kind.ge:
            self.tell(node, key, f"{number} is too small: {kind.ge} is the least")
            return msgspec.UNSET
        if kind.le is not None and number > kind.le:
            self.tell(node, key, f"{number} is too large: {kind.le} is the most")
            return msgspec.UNSET
        return number

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
            self.tell(node, key, f"must be names with values, and {_what(node)} stands here")
            return msgspec.UNSET
        data = {}
        for name, value in self.pairs(node, key):
            if len(name.text) > LONGEST_NAME or "\n" in name.text:
                self.tell(name, key, f"{_shown(name.text)} is too long for a name", f"{LONGEST_NAME} letters at most")
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
                self.tell(node, key, f"must have keys such as field and {tag_field}, and {_what(node)} stands here")
            return msgspec.UNSET
        tag = node.get(tag_field)
        here = f"{key}.{tag_field}"
        names = f"the kinds are {', '.join(by_tag)}"
        if tag is None or (isinstance(tag, Scalar) and tag.empty):
            self.tell(tag or node, here, "is missing", names)
        elif not isinstance(tag, Scalar):
            self.tell(tag, here, f"must be one word, and {_what(tag)} stands here", names)
        elif tag.text in by_tag:
            return self.struct(node, by_tag[tag.text], key, others=by_tag)
        elif not tag.open:
            message = f"{_shown(tag.text)} is not a {tag_field} of field"
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
            self.tell(node, key, f"must have keys and values, and {_what(node)} stands here", self.known(fields))
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
            message = f"{_shown(name.text)} is not a key of kind {kind.tag}"
            self.tell(name, here, message, f"it belongs to kind {' and '.join(owners)}")
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
            f"{_shown(name.text)} is not a key of {_noun(kind.cls)}",
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


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
