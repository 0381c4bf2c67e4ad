"""JSON Schema for what people write, made from the shapes, for editors that complete and check what one types.

Editors read YAML in their own way: ``title: 2024`` is a number to them and text to us. So the schema allows what the
reader takes: bare values where a shape has a short form, numbers where text is wanted, ``<blank>`` in exercises.
"""

from __future__ import annotations

from typing import Any

import msgspec

from facikit.errors import UserError, closest
from facikit.library.one_value import NO, YES
from facikit.library.programme_shape import Answers, CommonTheme, Part, Programme, Sitting
from facikit.library.shapes import Exercise, GroupSet, Link, Person, Plan, Reference, ReportItem, Workshop
from facikit.library.values import Item, Label

TEXT = ["string", "number", "boolean"]
SHAPES: dict[str, type] = {"exercise": Exercise, "workshop": Workshop, "session": Plan, "programme": Programme}
SHORT: dict[str, list[str]] = {
    Item.__name__: TEXT,
    Label.__name__: TEXT,
    ReportItem.__name__: ["string"],
    GroupSet.__name__: ["integer"],
    Person.__name__: TEXT,
    Link.__name__: TEXT,
    Reference.__name__: TEXT,
    Sitting.__name__: TEXT,
    Answers.__name__: TEXT,
    CommonTheme.__name__: TEXT,
    Part.__name__: TEXT,
}
"""The shapes that a bare value may stand for, and what it may be."""
BLANK = {"type": "string", "pattern": r"^<[A-Za-z][\w-]*>$"}


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of an exercise, a workshop, a session or a programme."""
    if name not in SHAPES:
        raise UserError(f"there is no schema {name!r}", closest(name, SHAPES) or f"there are {', '.join(SHAPES)}")
    shape = SHAPES[name]
    made = msgspec.json.schema(shape)
    definitions: dict[str, Any] = made["$defs"]
    loose = {key: _loosened(value, blanks=name == "exercise") for key, value in definitions.items()}
    for key, types in SHORT.items():
        if key in loose:
            loose[key] = {"anyOf": [{"type": types}, loose[key]]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"facikit {name}",
        "$ref": made["$ref"],
        "$defs": loose,
    }


def _loosened(part: Any, *, blanks: bool) -> Any:
    """Return a part of the schema so that it allows all that the reader takes."""
    if isinstance(part, list):
        return [_loosened(item, blanks=blanks) for item in part]
    if not isinstance(part, dict):
        return part
    loose = {key: _loosened(value, blanks=blanks) for key, value in part.items()}
    if loose.get("type") == "string" and "pattern" not in loose:
        loose["type"] = TEXT
    elif loose.get("type") == "boolean":
        loose |= {"type": ["boolean", "string"], "enum": [True, False, *sorted(YES | NO)]}
    if blanks and isinstance(part.get("properties"), dict):
        tag = {"kind"} if "kind" in part["properties"] else set()
        loose["properties"] = {
            name: value if name in {"blanks", *tag} else _or_blank(value) for name, value in loose["properties"].items()
        }
    return loose


def _or_blank(value: dict[str, Any]) -> dict[str, Any]:
    if value.get("type") == TEXT:
        return value
    about: dict[str, Any] = {key: value[key] for key in ("description", "default") if key in value}
    return {**about, "anyOf": [{key: inner for key, inner in value.items() if key not in about}, BLANK]}
