"""Everything in the library can be taken as it is: checked, planned, opened, and reported before a word is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from days import ROOT, made, planned

from facikit.library import blanks, finding
from facikit.library.checking import check_path
from facikit.library.kinds import FORMS
from facikit.library.reading import read_document
from facikit.library.shapes import ReportItem
from facikit.report.render import compose

EXERCISES = sorted((ROOT / "exercises").glob("*.yaml"))
WORKSHOPS = sorted((ROOT / "templates" / "workshops").glob("*.yaml"))
FORMS_FOR_ANYTHING = """
list-by-group words-on-a-card table-by-group two-lists rating-scale dot-vote mind-map three-questions talk case-story
focus-guide pledge form register group-actions
"""
EXPECTED_BY_FACILITATORS = """
check-in check-out start-stop-continue swot one-two-four-all world-cafe sailboat six-hats force-field empathy-map
open-space
"""
SPECIAL = {"aim", "question", "speaker"}


def items(report: tuple[ReportItem, ...]) -> list[ReportItem]:
    """Every report item with a name, those inside others among them."""
    return [one for item in report for one in (*([item] if item.show else []), *items(item.parts))]


def day_of(exercise: Path, parent: Path) -> Path:
    """Write a workshop whose whole agenda is one exercise, every blank that must be filled filled."""
    document, _ = read_document(exercise)
    needed = blanks.needed(document.tree)
    given = {name: "[Open, Shut]" if is_a_list(exercise.stem, name) else "the harbour" for name in needed}
    values = ", ".join(f"{name}: {value}" for name, value in given.items())
    path = parent / "kit" / "templates" / "workshops" / "one.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "title: One\ngroups: {tables: 2}\nlabels: [Neighbour]\nagenda:\n"
        f"  - {{exercise: {exercise.stem}, groups: tables{f', with: {{{values}}}' if values else ''}}}\n"
    )
    return path


def is_a_list(exercise: str, blank: str) -> bool:
    return blank in ("items", "columns", "statements", "outcomes") or exercise == "form"


def test_the_check_of_the_whole_kit_finds_nothing():
    assert [*check_path(ROOT / "exercises", [ROOT]), *check_path(ROOT / "templates" / "workshops", [ROOT])] == []


@pytest.mark.parametrize("name", (FORMS_FOR_ANYTHING + EXPECTED_BY_FACILITATORS).split())
def test_the_library_has_the_form_or_the_method(name):
    assert name in finding.exercises([ROOT])


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
def test_an_exercise_stands_alone_in_a_day_once_its_blanks_are_filled(path, tmp_path):
    plan = planned(day_of(path, tmp_path), [ROOT])
    [block] = plan.agenda
    fields = {field.field: field for step in block.steps for field in step.capture}
    names = {*fields, *(slot.slot for slot in block.write), *SPECIAL}
    for item in items(block.report):
        assert item.show in names
        assert not item.as_ or item.as_ in FORMS[fields[item.show].kind]
    assert "<" not in re.sub(r"<br>", "", " ".join(step.ask + step.say + step.title for step in block.steps))


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
def test_an_exercise_has_minutes_that_somebody_has_thought_about(path):
    plan_minutes = [int(found) for found in re.findall(r"^    minutes: (\d+)$", path.read_text(), re.MULTILINE)]
    assert plan_minutes, "no step says how long it takes"
    assert all(minutes <= 90 for minutes in plan_minutes)


@pytest.mark.parametrize("path", WORKSHOPS, ids=lambda path: path.stem)
@pytest.mark.parametrize("draft", [False, True], ids=["clean", "draft"])
def test_a_new_session_of_a_workshop_has_a_report_before_anything_is_said(path, draft, tmp_path):
    with made(path, [ROOT], tmp_path) as session:
        composed = compose(session, kits=[ROOT], draft=draft)
    assert composed.markdown.count("\n# ") == 1
    assert [found for found in composed.findings if "cannot be printed" in str(found)] == []


@pytest.mark.parametrize("path", WORKSHOPS, ids=lambda path: path.stem)
def test_a_workshop_ends_within_a_working_day(path):
    plan = planned(path, [ROOT])
    clock = minutes(plan.start)
    for block in plan.agenda:
        clock = max(clock, minutes(block.at) if block.at else clock) + block.minutes
    assert clock <= minutes("17:30"), f"{path.stem} ends {clock // 60}:{clock % 60:02}"


@pytest.mark.parametrize("path", WORKSHOPS, ids=lambda path: path.stem)
def test_lunch_is_not_planned_before_the_morning_is_over(path):
    plan = planned(path, [ROOT])
    clock = minutes(plan.start)
    for block in plan.agenda:
        if block.at:
            assert clock <= minutes(block.at) + 10, (
                f"{block.title}: the morning runs until {clock // 60}:{clock % 60:02}"
            )
            clock = max(clock, minutes(block.at))
        clock += block.minutes


def minutes(time: str) -> int:
    hours, _, rest = time.partition(":")
    return int(hours) * 60 + int(rest)
