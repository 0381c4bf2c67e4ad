"""The JSON Schema takes what the reader takes, short forms and blanks too, and refuses what it refuses."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from small_kit import DAY, MAP, SORT, TALK

from facikit.errors import UserError
from facikit.library.kits import packaged_kit
from facikit.library.planning import plan, plan_text
from facikit.library.schema import schema
from facikit.library.shapes import Workshop

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


def fits(value: Any, part: dict[str, Any], root: dict[str, Any]) -> bool:
    """Whether ``value`` is valid, for the keywords that our schemas use; any other keyword is an error."""
    known = {"title", "description", "default", "$schema", "$defs", "discriminator", "required"}
    for keyword, wanted in part.items():
        if keyword == "$ref":
            ok = fits(value, root["$defs"][wanted.removeprefix("#/$defs/")], root)
        elif keyword == "anyOf":
            ok = any(fits(value, option, root) for option in wanted)
        elif keyword == "type":
            names = wanted if isinstance(wanted, list) else [wanted]
            ok = any(
                isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool)) for name in names
            )
        elif keyword == "enum":
            ok = value in wanted
        elif keyword == "pattern":
            ok = not isinstance(value, str) or re.search(wanted, value) is not None
        elif keyword in ("minimum", "maximum"):
            ok = not isinstance(value, int) or (value >= wanted if keyword == "minimum" else value <= wanted)
        elif keyword == "items":
            ok = not isinstance(value, list) or all(fits(item, wanted, root) for item in value)
        elif keyword == "properties":
            given = value if isinstance(value, dict) else {}
            ok = all(fits(given[name], inner, root) for name, inner in wanted.items() if name in given)
            ok = ok and all(name in given for name in part.get("required", ())) if isinstance(value, dict) else ok
        elif keyword == "additionalProperties":
            others = (
                [inner for name, inner in value.items() if name not in part.get("properties", {})]
                if isinstance(value, dict)
                else []
            )
            ok = all(wanted is not False and (wanted is True or fits(inner, wanted, root)) for inner in others)
        else:
            assert keyword in known, keyword
            ok = True
        if not ok:
            return False
    return True


@pytest.mark.parametrize("text", [MAP, SORT, TALK])
def test_exercises_fit_with_their_blanks(text: str) -> None:
    assert fits(yaml.safe_load(text), schema("exercise"), schema("exercise"))


def test_what_came_with_the_program_fits() -> None:
    for folder, name in (("exercises", "exercise"), ("templates/workshops", "workshop")):
        files = list((packaged_kit() / folder).glob("*.yaml"))
        assert files
        for path in files:
            assert fits(yaml.safe_load(path.read_text(encoding="utf-8")), schema(name), schema(name)), path.name


@pytest.mark.parametrize(
    "text",
    [
        "title: T",
        "title: 2024\nplace: 12\nstart: '9:30'",
        "title: T\noutcomes: [One, 2, {text: Three}]",
        "title: T\ngroups: {tables: 6, roles: {kind: role, names: [A]}, topics: {from: a.b}}",
        "title: T\nagenda: [{break: Tea, can_cut: yes}, {break: Tea, can_cut: 'off', at: '12:30'}]",
        "title: T\nagenda: [{exercise: x, with: {items: {from: a.b}, each: 3}, report: [aim, {show: y, as: list}]}]",
    ],
)
def test_workshops_fit_with_their_short_forms(text: str) -> None:
    assert fits(yaml.safe_load(text), schema("workshop"), schema("workshop"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("exercise", "aim: x"),
        ("exercise", "title: T\nsteps: [{title: S, minutes: soon}]"),
        ("exercise", "title: T\nsteps: [{title: S, minuts: 3}]"),
        ("exercise", "title: T\nsteps: [{title: S, capture: [{field: f, kind: <kind>}]}]"),
        ("exercise", "title: T\nsteps: [{title: S, capture: [{field: f, kind: list, columns: [a]}]}]"),
        ("exercise", "title: T\nsetting: group"),
        ("workshop", "title: T\nstart: 25:00"),
        ("workshop", "title: T\ngroups: {tables: many}"),
        ("workshop", "title: T\nagenda: [{break: Tea, minutes: <length>}]"),
        ("session", "title: T"),
    ],
)
def test_what_the_reader_refuses_does_not_fit(name: str, text: str) -> None:
    assert not fits(yaml.safe_load(text), schema(name), schema(name))


def test_a_plan_fits() -> None:
    text = yaml.safe_load(DAY.replace("09:30", "'09:30'").replace("12:30", "'12:30'"))
    assert fits(text, schema("workshop"), schema("workshop"))
    made, _ = plan(Workshop(title="T"), lambda _: None, session_id="x", date="2023-08-15")
    assert fits(yaml.safe_load(plan_text(made)), schema("session"), schema("session"))


def test_a_schema_that_is_not_there_says_so() -> None:
    with pytest.raises(UserError) as caught:
        schema("exercize")
    assert caught.value.hint == "did you mean 'exercise'?"
