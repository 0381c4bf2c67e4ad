"""Write docs/yaml-keys.md anew: every key of every file that people write, from the shapes that the reader goes by.

    python scripts/make_keys_of_yaml.py

A test says when this has to be done.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec

from facikit.library.kinds import FIELD_TYPES, FORMS
from facikit.library.schema import SHAPES, SHORT

TARGET = Path(__file__).resolve().parent.parent / "docs" / "yaml-keys.md"
HEAD = """\
# Every key of exercises, workshops and programmes

What may stand in the files that people write, file by file and part by part. `facikit new-exercise NAME`,
`facikit new-workshop NAME` and `facikit new-programme NAME` write a file to begin with in which these keys stand
already; `facikit check` tells what is wrong in one, with its line.

A key in **bold** must be there. Every other may be left out, and then is as if the value behind "else" stood there, or
nothing. Text needs no quotes unless it has `: ` or ` #` in it, or begins with a sign such as `*`, `&`, `!`, `@`, `%`,
`[` or `{`. Times are written `"09:30"`, dates `2026-03-04`.

This page is made from the program (`python scripts/make_keys_of_yaml.py`).
"""
FILES = {
    "exercise": "An exercise: `exercises/NAME.yaml`",
    "workshop": "A workshop: `templates/workshops/NAME.yaml`",
    "programme": "A programme: `sessions/NAME/programme.yaml`",
}
TYPES = {"string": "text", "integer": "number", "number": "number", "boolean": "yes or no", "object": "keys and values"}
PLAIN = {
    "kind": "Which kind it is.",
    "text": "Its words.",
    "id": "What it is bound by; made from its words where it is left out.",
    "name": "Its name.",
    "title": "Its title.",
    "answers": "Answers to a form, question by question.",
}
"""What a key is for that says it by its name."""
KIND_OF = {shape.__name__: kind for kind, shape in FIELD_TYPES.items()}


def page() -> str:
    """Return the page. A part that several files have is told of once, where it comes first."""
    parts, told = [HEAD], set()
    for name, heading in FILES.items():
        parts.append(f"## {heading}\n")
        definitions = msgspec.json.schema(SHAPES[name])["$defs"]
        first = SHAPES[name].__name__
        for shape in (first, *(one for one in definitions if one != first)):
            if shape not in told:
                told.add(shape)
                parts.append(of_shape(shape, definitions[shape], top=shape == first))
    return "\n".join(parts)


def of_shape(name: str, shape: dict[str, Any], *, top: bool) -> str:
    """Return a part: what it is, and its keys."""
    first = " ".join(str(shape.get("description", "")).replace("``", "`").split())
    lines = [] if top else [f"### {named(name)}", ""]
    lines += [first, ""] if first else []
    if name in SHORT and "bare" not in first and "stands for" not in first:
        lines += ["May be written as a bare value.", ""]
    if name in KIND_OF:
        lines += [f"In a report: {', '.join(FORMS[KIND_OF[name]])}.", ""]
    lines += ["| key | what it is | how it is written |", "|---|---|---|"]
    needed = shape.get("required", [])
    for key, one in shape["properties"].items():
        word = f"**`{key}`**" if key in needed else f"`{key}`"
        about = told_of(one) or PLAIN.get(key, "")
        lines.append(f"| {word} | {cell(about)} | {cell(written(one) + otherwise(one))} |")
    return "\n".join([*lines, ""])


def named(shape: str) -> str:
    """Return what a part is called on the page."""
    if shape in KIND_OF:
        return f"A field of kind `{KIND_OF[shape]}`"
    return {"From": "What an earlier block brings", "ReportItem": "An item of `report:`"}.get(
        shape, re.sub(r"(?<=[a-z])(?=[A-Z])", " ", shape).capitalize()
    )


def told_of(one: dict[str, Any]) -> str:
    """Return what a key is for."""
    inner = [told_of(part) for part in one.get("anyOf", [])]
    return str(one.get("description") or next((words for words in inner if words), ""))


def written(one: dict[str, Any]) -> str:
    """Return how a value is written."""
    if "enum" in one:
        return " or ".join(f"`{value}`" for value in one["enum"] if value)
    if "const" in one:
        return f"`{one['const']}`"
    if "$ref" in one:
        word = named(one["$ref"].rpartition("/")[2])
        return word[:1].lower() + word[1:]
    if "anyOf" in one:
        parts = [written(part) for part in one["anyOf"] if part.get("type") != "null"]
        if len(parts) >= len(KIND_OF):
            return "a field of some kind"
        return " or ".join(dict.fromkeys(parts))
    if one.get("type") == "array":
        inner = written(one.get("items") or {"type": "object"})
        return f"a list: {inner}" if inner else "a list"
    if one.get("type") == "object" and isinstance(one.get("additionalProperties"), dict):
        return f"name: {written(one['additionalProperties'])}" if one["additionalProperties"] else "name: value"
    words = TYPES.get(str(one.get("type", "")), "any value")
    least, most = one.get("minimum"), one.get("maximum")
    if least is not None or most is not None:
        words += f" from {least}" if most is None else f" {least} to {most}"
    return words


def otherwise(one: dict[str, Any]) -> str:
    """Return what stands where the key is left out."""
    value = one.get("default")
    if value is True or value is False:
        return f"; else {'yes' if value else 'no'}"
    return f"; else `{value}`" if isinstance(value, str | int) and value not in ("", 0) else ""


def cell(text: str) -> str:
    """Return text as it may stand in a table."""
    return " ".join(text.split()).replace("|", "\\|").replace("``", "`")


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
