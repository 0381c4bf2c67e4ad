"""From a file to a tree of marked nodes, guarded: the only place that meets YAML.

The tree is built from parse events and not by a loader: that way size, depth, aliases and tags are refused before
anything is made of them (the C composer crashes on deep nesting, and aliases can stand for more than any memory
holds). Every scalar stays the text that was typed; what it means is for the declared type to say. The C and the pure
parser give the same tree and the same problems.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import yaml

from facikit.library.problems import Problem
from facikit.library.slips import look_over

MAX_DEPTH = 30


class Limits(msgspec.Struct, frozen=True):
    """How much is taken, and whether the slips of people's writing are looked for."""

    size: int
    nodes: int
    by_hand: bool


DEFINITION = Limits(1024 * 1024, 200_000, True)
"""What somebody writes: an exercise, a workshop, a plan."""
DOCUMENT = Limits(256 * 1024 * 1024, 20_000_000, False)
"""What facikit wrote itself: a whole session."""
MAX_BYTES = DEFINITION.size

PARSERS: dict[str, Any] = {"pure": yaml.SafeLoader}
if yaml.__with_libyaml__:
    PARSERS["c"] = yaml.CSafeLoader

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


ODD_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Line ends to YAML and to nobody else; they come along when text is pasted."""


class Scalar(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of text as typed. ``key`` is its path where that differs from the place it stands in."""

    text: str
    file: str = ""
    line: int = 0
    key: str = ""
    plain: bool = True
    open: bool = False  # a blank that nobody has filled yet

    @property
    def empty(self) -> bool:
        """Whether nothing was typed, as after ``items:``."""
        return self.plain and self.text == ""


class Sequence(msgspec.Struct, frozen=True, kw_only=True):
    """A list of nodes."""

    items: tuple[Node, ...]
    file: str = ""
    line: int = 0
    key: str = ""
    flow: bool = False


class Mapping(msgspec.Struct, frozen=True, kw_only=True):
    """Keys and values in the order typed; a key may stand twice."""

    pairs: tuple[tuple[Scalar, Node], ...]
    file: str = ""
    line: int = 0
    key: str = ""
    flow: bool = False

    def get(self, name: str) -> Node | None:
        """Return the value at ``name``, or None."""
        return next((value for key, value in self.pairs if key.text == name), None)


Node = Scalar | Sequence | Mapping


class RefusedError(Exception):
    """What is valid YAML and still not taken."""

    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint


def plain(node: Node) -> Any:
    """Return a tree as lists, dicts and text; nothing typed is None."""
    if isinstance(node, Scalar):
        return None if node.empty else node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.pairs}


def file_text(path: Path) -> tuple[str | None, list[Problem]]:
    """Return the text of ``path``, or None and the reason."""

    def refuse(message: str, hint: str = "", line: int = 0) -> tuple[None, list[Problem]]:
        return None, [Problem(str(path), line, "", message, hint)]

    try:
        if path.is_dir():
            return refuse("is a folder, not a file")
        if path.exists() and not path.is_file():
            return refuse("is not a file that can be read")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return refuse("there is no such file")
    except (OSError, ValueError) as error:
        return refuse(f"cannot be read: {getattr(error, 'strerror', None) or error}")
    if len(data) > MAX_BYTES:
        return refuse("is larger than 1 MB, which no definition is", "is it the right file?")
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return refuse("is not text", "is it the right file?")
        line = data.count(b"\n", 0, error.start) + 1
        return refuse("is not text in UTF-8", "save it again with the encoding UTF-8", line)


def tree(text: str, name: str, parser: str = "", limits: Limits = DEFINITION) -> tuple[Node | None, list[Problem]]:
    """Return the nodes of ``text`` and what is wrong with it; None where it cannot be parsed at all.

    ``parser`` is "c" or "pure"; left out, the fastest there is.
    """

    def problem(line: int, message: str, hint: str = "") -> Problem:
        return Problem(name, line, "", message, hint)

    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if limits.by_hand:
        text = ODD_BREAKS.sub(" ", text).replace("\ufeff", "")
    if len(text.encode("utf-8", "replace")) > limits.size:
        return None, [problem(0, f"is larger than {limits.size >> 20} MB", "is it the right file?")]
    bad = UNPRINTABLE.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        message = f"holds a character that cannot be seen (U+{ord(bad.group()):04X})"
        return None, [problem(line, message, "type that line again")]
    found, text = look_over(text) if limits.by_hand else ([], text)
    told = [problem(slip.line, slip.message, slip.hint) for slip in found if slip.weight != "breaks"]
    every = [problem(slip.line, slip.message, slip.hint) for slip in found]
    fastest = parser or ("c" if "c" in PARSERS else "pure")
    try:
        node = _parsed(text, name, "pure" if any(slip.weight == "differs" for slip in found) else fastest, limits)
    except RefusedError as refused:
        if refused.hint and any(slip.line == refused.line for slip in found):
            return None, every
        return None, [*told, problem(refused.line, refused.message, refused.hint)]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = min(mark.line + 1, text.rstrip().count("\n") + 1) if mark else 0
        hint = "look at the quotes, brackets, colons and indent of this line and of the one before"
        return None, every or [problem(line, "cannot be read from here on", hint)]
    if node is None:
        return None, [problem(0, "is empty")]
    return (None if any(slip.weight == "differs" for slip in found) else node), told


def _parsed(text: str, file: str, parser: str, limits: Limits) -> Node | None:
    """Return the tree as the pure parser has it; the C one is a faster way to the same where it gets through."""
    try:
        return _build(text, file, PARSERS[parser], limits.nodes)
    except (yaml.YAMLError, RefusedError):
        if parser == "pure" or not limits.by_hand:
            raise
    return _build(text, file, PARSERS["pure"], limits.nodes)


def _build(text: str, file: str, parser: Any, most: int) -> Node | None:
    """Return the tree of the one document in ``text``."""
    root: Node | None = None
    open_nodes: list[tuple[yaml.Event, list[Node]]] = []
    documents = count = 0
    for event in yaml.parse(text, Loader=parser):
        line = _line(event)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise RefusedError(line, "a second document begins here", "take the line --- out")
            continue
        if isinstance(event, yaml.NodeEvent):
            count += 1
            _guard(event, line, len(open_nodes), count, most)
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            open_nodes.append((event, []))
            continue
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = Scalar(text=event.value, file=file, line=line, plain=not event.style)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            start, children = open_nodes.pop()
            node = _collection(start, children, file)
        else:
            continue
        if open_nodes:
            open_nodes[-1][1].append(node)
        else:
            root = node
    return None if isinstance(root, Scalar) and root.empty else root


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _guard(event: yaml.NodeEvent, line: int, depth: int, count: int, most: int) -> None:
    """Refuse what no definition needs and what could harm."""
    quotes = "if it is text, put it in quotes"
    if isinstance(event, yaml.AliasEvent):
        raise RefusedError(line, f"*{event.anchor} stands for something else in YAML, which is not taken here", quotes)
    if event.anchor:
        raise RefusedError(line, f"&{event.anchor} names a part in YAML, which is not taken here", quotes)
    tag = getattr(event, "tag", None)
    if tag:
        raise RefusedError(
            line, f"{tag if tag.startswith('!') else '!!'} sets a type in YAML, which is not taken here", quotes
        )
    if depth >= MAX_DEPTH:
        raise RefusedError(line, f"is nested more than {MAX_DEPTH} deep")
    if count > most:
        raise RefusedError(line, f"holds more than {most:,} parts")


def _collection(start: yaml.Event, children: list[Node], file: str) -> Node:
    line = _line(start)
    flow = bool(getattr(start, "flow_style", False))
    if isinstance(start, yaml.SequenceStartEvent):
        return Sequence(items=tuple(children), file=file, line=line, flow=flow)
    pairs: list[tuple[Scalar, Node]] = []
    for key, value in zip(children[::2], children[1::2], strict=True):
        if not isinstance(key, Scalar):
            raise RefusedError(key.line, "a list or braces stand where a key should", "put text in quotes")
        if isinstance(value, Scalar) and value.empty:
            value = msgspec.structs.replace(value, line=key.line)  # the parsers put nothing in different places
        pairs.append((key, value))
    return Mapping(pairs=tuple(pairs), file=file, line=line, flow=flow)
