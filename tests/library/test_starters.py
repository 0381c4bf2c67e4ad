"""What a new exercise or workshop begins with: every key, explained, and right both as it stands and in full use."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec.inspect as mi
import pytest
from small_kit import put

from facikit.library.checking import check_path
from facikit.library.kinds import FIELD_TYPES, FieldBase
from facikit.library.kits import packaged_kit
from facikit.library.reading import read_text, type_of
from facikit.library.shapes import (
    About,
    Block,
    Exercise,
    GroupSet,
    Link,
    Person,
    Reference,
    ReportItem,
    Slot,
    Step,
    Workshop,
)
from facikit.library.starters import EXAMPLES, exercise_text, scalar, told, workshop_text
from facikit.library.values import From

NOT_IN_USE = re.compile(r"^( *)# ( *(?:- )?[a-z_]+:(?: .*)?)$", re.MULTILINE)
IN_EXERCISES = (Exercise, Step, Slot, ReportItem, *FIELD_TYPES.values())
IN_WORKSHOPS = (Workshop, GroupSet, Block, Slot, From, About, Person, Link, Reference)
TEXTS = {Exercise: exercise_text, Workshop: workshop_text}


def keys(shape: type) -> list[str]:
    kind = type_of(shape)
    assert isinstance(kind, mi.StructType)
    return [one.encode_name for one in kind.fields]


@pytest.mark.parametrize("everything", [False, True], ids=["as it stands", "with every # taken away"])
@pytest.mark.parametrize("shape", TEXTS, ids=lambda shape: shape.__name__)
def test_it_is_right(tmp_path: Path, shape: type, everything: bool) -> None:
    text = TEXTS[shape]("Mine")
    folder = "exercises" if shape is Exercise else "templates/workshops"
    path = put(tmp_path / folder / "mine.yaml", NOT_IN_USE.sub(r"\1\2", text) if everything else text)
    assert [str(one) for one in check_path(path, [tmp_path, packaged_kit()])] == []
    if everything:
        assert not re.search(r"^ *# +- ", path.read_text(), re.MULTILINE), "everything is in use"


def test_an_exercise_has_every_key_and_every_kind() -> None:
    text = NOT_IN_USE.sub(r"\1\2", exercise_text("Mine"))
    for shape in IN_EXERCISES:
        for key in keys(shape):
            # Where a slot stands among the blocks is only a question in a workshop.
            assert re.search(rf"^ *(- )?{key}:", text, re.MULTILINE) or (shape, key) == (Slot, "place"), (shape, key)
    for kind in FIELD_TYPES:
        assert re.search(rf"^ *kind: {kind}$", text, re.MULTILINE), kind


def test_a_workshop_has_every_key() -> None:
    text = NOT_IN_USE.sub(r"\1\2", workshop_text("Mine"))
    for shape in IN_WORKSHOPS:
        for key in keys(shape):
            assert re.search(rf"^ *(- )?{key}:", text, re.MULTILINE), (shape, key)


def test_every_key_is_explained_and_has_an_example() -> None:
    plain = {
        "about",
        "people",
        "links",
        "references",
        "title",
        "slot",
        "show",
        "steps",
        "blanks",
        "write",
        "report",
        "capture",
        "agenda",
        "groups",
        "with",
    }
    base = set(keys(FieldBase))
    for shape in {*IN_EXERCISES, *IN_WORKSHOPS}:
        kind = {one: name for name, one in FIELD_TYPES.items()}.get(shape, "")
        for key in keys(shape):
            assert told(shape, key), (shape, key)
            name = "FieldBase" if key in base and kind else kind or shape.__name__
            assert f"{name}.{key}" in EXAMPLES or key in plain or key == "field", (shape, key)
    assert all(shape.__doc__ for shape in FIELD_TYPES.values())


@pytest.mark.parametrize(
    "title",
    ["Plain", 'A "day"', "Who: what?", "no", "yes", "null", "12", "- x", "# y", "a #b", "[x]", "{y}", "*z", "日本 😀",
     "it’s", "'q'", "back\\slash", "%", "@a", "&b", "!c", "?", "a: b", "true", "1:30", "trailing:", "~"],
)  # fmt: skip
def test_a_title_is_read_back_as_it_was_given(title: str) -> None:
    exercise, problems = read_text(f"title: {scalar(title)}   # told\nsteps: [{{title: x}}]\n", "x.yaml", Exercise)
    assert not problems
    assert exercise is not None and exercise.title == title
