"""What is shipped reads without a problem, and the worked session is what its words make."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from facikit.library import finding, planning
from facikit.library.kinds import FORMS
from facikit.library.reading import convert, exercise_of, read, read_document
from facikit.library.shapes import Exercise, ReportItem, Workshop
from facikit.report.render import render
from facikit.session.agenda import blocks
from facikit.session.media import path_of
from facikit.session.people import people
from facikit.session.prose import prose
from facikit.session.responses import responses
from facikit.session.session import Session
from facikit.session.status import status
from facikit.session.themes import themes

ROOT = Path(__file__).resolve().parents[2]
EXERCISES = sorted((ROOT / "exercises").glob("*.yaml"))
WORKSHOPS = sorted((ROOT / "templates" / "workshops").glob("*.yaml"))
SAMPLE = ROOT / "sessions" / "change-story"
SPECIAL = {"aim", "question", "speaker"}


def shown(items: tuple[ReportItem, ...]) -> list[ReportItem]:
    """Every report item with a name, those inside others among them."""
    return [one for item in items for one in (*([item] if item.show else []), *shown(item.parts))]


@pytest.fixture(scope="module")
def sample():
    with Session.open(SAMPLE, read_only=True) as session:
        yield session


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
def test_a_shipped_exercise_reads_without_a_problem(path):
    exercise, problems = read(path, Exercise)
    assert problems == []
    assert exercise is not None
    assert exercise.aim
    assert exercise.steps


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
def test_a_shipped_exercise_prints_everything_that_it_captures_or_has_staff_write(path):
    document, _ = read_document(path)
    exercise, _ = exercise_of(document)
    fields = {field.field: field for step in exercise.steps for field in step.capture}
    printed = shown(exercise.report)
    names = {item.show for item in printed}
    assert names <= {*fields, *(slot.slot for slot in exercise.write), *SPECIAL}
    assert {slot.slot for slot in exercise.write} <= names
    # What the room says about a concept is weighed by staff, who write the two lists; it is not printed itself.
    assert set(fields) - names <= {"heard-is", "heard-isnt"}
    for item in printed:
        if item.as_ and item.show in fields:
            assert item.as_ in FORMS[fields[item.show].kind]


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
def test_every_step_of_a_shipped_exercise_helps_who_runs_it(path):
    exercise, _ = read(path, Exercise)
    for step in exercise.steps:
        assert step.say, f"{path.stem}, {step.title}: nothing to say"
        assert step.watch or step.on_paper, f"{path.stem}, {step.title}: nothing to watch for"


@pytest.mark.parametrize("path", WORKSHOPS, ids=lambda path: path.stem)
def test_a_shipped_workshop_is_planned_without_a_problem(path):
    document, problems = read_document(path)
    workshop, more = convert(document, Workshop)
    plan, most = planning.plan(
        workshop,
        finding.shelf([ROOT]),
        session_id="abc",
        date="2026-01-02",
        source=document,
        known=finding.exercises([ROOT]),
    )
    assert [*problems, *more, *most] == []
    assert all(block.steps or block.kind in ("break", "close") for block in plan.agenda)


def test_the_worked_session_has_the_counts_of_its_day(sample):
    assert len(people(sample)) == 48
    assert len({(one.role, one.team) for one in people(sample)}) == 31
    assert len(responses(sample, "change-animals", "animals")) == 34
    assert len(themes(sample, "change-animals", "animals")) == 7
    assert len(responses(sample, "north-star", "star")) == 6
    assert len(responses(sample, "north-star", "indicators")) == 30
    assert len({one.category for one in responses(sample, "change-messages", "ideas")}) == 5
    assert [len(themes(sample, "now-wow", field)) for field in ("now", "wow")] == [4, 3]
    assert len([one for one in responses(sample, "now-wow") if one.highlight]) == 2


def test_every_slot_of_the_worked_session_is_written_but_the_welcome(sample):
    for block in blocks(sample):
        for slot in block.slots:
            assert bool(prose(sample, block.id, slot.slot)) == (block.id != "welcome"), f"{block.id}.{slot.slot}"


def test_nobody_is_named_beside_a_card(sample):
    assert {one.who for one in responses(sample, "now-wow")} == {""}


def test_every_picture_of_the_worked_session_is_there_and_described(sample):
    pictures = [one for one in responses(sample) if one.media]
    assert len(pictures) == 3
    for picture in pictures:
        assert picture.description
        assert path_of(sample, picture.media)


def test_the_logs_of_the_worked_session_are_whole(sample):
    found = status(sample)
    assert [writer.state for writer in found.writers] == ["closed"] * len(found.writers)
    assert (found.damaged, found.edited) == (0, 0)


def test_the_worked_session_is_what_its_words_make(sample, tmp_path):
    made = tmp_path / "made"
    script = ROOT / "scripts" / "make_change_story.py"
    subprocess.run([sys.executable, str(script), str(made)], check=True)
    assert (made / "session.yaml").read_text() == (SAMPLE / "session.yaml").read_text()
    with Session.open(made, read_only=True) as session:
        # The names of pictures come from their bytes, which differ from one version of Pillow to the next.
        assert [without_media(one) for one in responses(session)] == [without_media(one) for one in responses(sample)]
        assert themes(session) == themes(sample)
        assert people(session) == people(sample)
        for block in blocks(session):
            for slot in block.slots:
                assert prose(session, block.id, slot.slot) == prose(sample, block.id, slot.slot)


HEADINGS = """
# Defining our change story
## Change rationale
## Zooming out – large-scale change
### What is large-scale change?
#### What it is
#### What it isn't
## Zooming in – snapshots of change
## Group work 1: Change animals
### Aim
### Analysis
### What does this tell us?
## Community social work
## Group work 2: Our values and principles in everyday practice
### Aim
### What's important?
### Activities
### What does this tell us?
## Group work 3: What is our North Star?
### Aim
### What does this tell us?
## Change messages
### Aim
## Evaluation
### Now
#### Headspace
#### Networking
#### Change messages
#### Concerns and questions
### Wow
#### Hope, motivation, creativity
#### Action
#### Engagement
## What's next?
"""


def test_the_report_of_the_worked_session_has_the_headings_of_such_a_report(sample):
    report = render(sample, kits=[ROOT])
    headings = [line for line in report.splitlines() if line.startswith("#")]
    story = HEADINGS.strip().splitlines()
    assert headings[: len(story)] == story
    assert "Also recorded" not in report


def test_no_name_of_the_register_is_in_the_report_of_the_worked_session(sample):
    report = render(sample, kits=[ROOT])
    assert [one.name for one in people(sample) if one.name in report] == []


def without_media(response):
    return msgspec.structs.replace(response, media="")
