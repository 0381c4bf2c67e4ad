"""One value as a person types it: text, a number, yes or no, a word of a list, a date, a time of day."""

from __future__ import annotations

import datetime
import re
from typing import Any

import msgspec
import msgspec.inspect as mi

from facikit.errors import closest
from facikit.library.problems import Problem
from facikit.library.values import slug
from facikit.library.yaml_text import Mapping, Node, Scalar, Sequence

YES = frozenset({"yes", "true", "on", "y"})
NO = frozenset({"no", "false", "off", "n"})
NAME_KEYS = frozenset({"id", "field", "slot"})
NAME = re.compile(r"[\w-]+")
COLON_HINT = "a colon and a space make a key; put quotes round the whole text"


def shown(text: str) -> str:
    """Return text in quotes, not more of it than a line can take."""
    return repr(text if len(text) <= 60 else f"{text[:57]}...")


def what(node: Node) -> str:
    if isinstance(node, Scalar):
        return shown(node.text)
    return "a list" if isinstance(node, Sequence) else "keys and values"


class OneValue:
    """Reads one value. What comes back is plain data, or UNSET where there is nothing good to be had."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def tell(self, node: Node, key: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(node.file or self.file, node.line, key, message, hint))

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
            self.tell(node, key, f"{shown(node.text)} is neither yes nor no")
            return msgspec.UNSET
        if isinstance(kind, mi.LiteralType):
            if node.text in kind.values:
                return node.text
            words = [str(value) for value in kind.values if value]
            self.tell(node, key, f"{shown(node.text)} is not one of {', '.join(words)}", closest(node.text, words))
            return msgspec.UNSET
        if isinstance(kind, mi.FloatType):
            try:
                return float(node.text)
            except ValueError:
                self.tell(node, key, f"{shown(node.text)} is not a number")
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
            node, key, f"must be {wanted}, and {what(node)} stand{'s' if isinstance(node, Sequence) else ''} here"
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
                f"{shown(node.text)} cannot be a name here",
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
        self.tell(node, key, f"{shown(node.text)} is not {wanted}")
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
            self.tell(node, key, f"{shown(node.text)} is not a whole number", hint)
            return msgspec.UNSET
        number = int(text)
        if kind.ge is not None and number < kind.ge:
            self.tell(node, key, f"{number} is too small: {kind.ge} is the least")
            return msgspec.UNSET
        if kind.le is not None and number > kind.le:
            self.tell(node, key, f"{number} is too large: {kind.le} is the most")
            return msgspec.UNSET
        return number


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
