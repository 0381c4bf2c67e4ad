"""``themes_with`` names another field of words; what is wrong with it is told where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_kit import put, write_kit

from facikit.library.checking import check_path


def check(path: Path, kit: Path) -> list[str]:
    return [str(problem) for problem in check_path(path, [kit])]


def check_exercise(folder: Path, text: str) -> list[str]:
    kit = write_kit(folder)
    return check(put(kit / "exercises" / "x.yaml", text), kit)


SHARED = """\
title: X
steps:
  - title: One
    capture:
      - {field: helps, kind: list}
      - {field: hinders, kind: list, themes_with: WITH}
      - {field: votes, kind: dots, items: [a]}
"""


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("helps", ""),
        ("help", "there is no field 'help'; did you mean 'helps'?"),
        ("hinders", "'hinders' is this very field; name the field whose themes it shares"),
        ("votes", "'votes' is of kind dots, which has no themes; name a field of words"),
        ("other.points", ""),
    ],
)
def test_one_set_of_themes_is_that_of_another_field_of_words(tmp_path: Path, named: str, told: str) -> None:
    key = "x.yaml:6: steps[0].capture[1].themes_with: "
    assert check_exercise(tmp_path, SHARED.replace("WITH", named)) == ([key + told] if told else [])


def test_themes_are_shared_in_one_step_and_by_words_only(tmp_path: Path) -> None:
    ring = SHARED.replace("{field: helps, kind: list}", "{field: helps, kind: list, themes_with: hinders}")
    problems = check_exercise(
        tmp_path, ring.replace("WITH", "helps").replace("items: [a]", "items: [a], themes_with: helps")
    )
    assert [one.partition("themes_with: ")[2] for one in problems] == [
        "'hinders' is itself sorted into those of helps; name that one here, too",
        "'helps' is itself sorted into those of hinders; name that one here, too",
        "a field of kind dots is not sorted into themes; leave it out",
    ]


def test_a_day_knows_whether_the_other_block_has_the_field(tmp_path: Path) -> None:
    write_kit(tmp_path)
    put(tmp_path / "exercises" / "x.yaml", SHARED.replace("WITH", "mind-map.idea"))
    day = put(
        tmp_path / "templates" / "workshops" / "two.yaml",
        "title: T\nagenda: [{exercise: mind-map}, {exercise: x}]\n",
    )
    (told,) = check(day, tmp_path)
    assert (
        told == "two.yaml:2: agenda[1]: themes_with: there is no field 'mind-map.idea'; did you mean 'mind-map.ideas'?"
    )
