"""Run sheets: everything the facilitator needs to read from, on one page."""

from __future__ import annotations

import pytest
from hostile import TEXTS
from making import POINTS, ROWS, block, plan

from facikit.library.kits import packaged_kit
from facikit.library.reading import read
from facikit.library.shapes import Block, Exercise, GroupSet, Slot, Step, Workshop
from facikit.library.values import Item
from facikit.report.runsheet import exercise_sheet, minutes, workshop_sheet

CHOOSE = Step(
    title="Choose",
    minutes=5,
    say="Take\nyour time.\n\nThen:\n\n- one\n- two",
    ask="Which one?\nAnd why?",
    watch="Silence.",
    if_short="Two only.",
    capture=(POINTS, ROWS),
)
ANIMALS = Exercise(
    title="Change animals",
    aim="See who is here.",
    materials=("sticky notes", "pens"),
    blanks={"question": None, "each": 3},
    steps=(CHOOSE, Step(title="Share", minutes=70)),
    write=(Slot(slot="meaning", heading="What does this tell us?", hint="Be short."),),
)


def test_an_exercise_is_told_step_by_step():
    assert exercise_sheet(ANIMALS) == (
        "# Change animals\n\nSee who is here.\n\n75 minutes; in groups; bring sticky notes, pens\n\n"
        "Blanks:\n- question: to be given\n- each: 3\n\n"
        "## 1. Choose (5 minutes)\n\n"
        "SAY\n    Take your time.\n\n    Then:\n\n    - one\n    - two\n\n"
        "ASK\n    Which one?\n    And why?\n\nWATCH\n    Silence.\n\nIF SHORT\n    Two only.\n\n"
        "CAPTURE\n    - Points (list: Near, Far)\n    - Rows (table: Animal, Why)\n\n"
        "## 2. Share (70 minutes)\n\n## To write afterwards\n\n- What does this tell us?: Be short.\n"
    )


def test_a_workshop_is_a_day_of_times_and_then_each_block():
    workshop = Workshop(
        title="A day",
        start="09:30",
        outcomes=(Item("Know"),),
        groups={"tables": GroupSet(count=6)},
        agenda=(
            Block(input="Why", speaker="Robin Vale", post="Chair", minutes=20),
            Block(exercise="animals", groups="tables", can_cut=True),
            Block(break_="Lunch", at="12:30", minutes=45),
            Block(exercise="unknown"),
            Block(close="Goodbye", minutes=5),
        ),
    )
    sheet = workshop_sheet(workshop, {"animals": ANIMALS})
    assert (
        "    09:30   20  Why\n    09:50   75  Change animals (can be cut)\n"
        "    12:30   45  Lunch (fixed; 85 minutes free before)\n"
        "    13:15    –  unknown\n             5  Goodbye\n"
    ) in sheet
    assert "Outcomes:\n- Know\n\nGroups:\n- tables: 6\n" in sheet
    assert "## Why\n\nSpeaker: Robin Vale, Chair\n" in sheet
    assert "## Change animals\n\nSee who is here.\n\n75 minutes; in tables; bring sticky notes, pens\n" in sheet
    assert "### 1. Choose (5 minutes)\n" in sheet
    assert "## Lunch" not in sheet


def test_what_to_bring_for_the_whole_day_stands_in_one_list():
    workshop = Workshop(
        title="A day",
        groups={"tables": GroupSet(count=6)},
        agenda=(Block(exercise="animals", title="[x](y)\nMorning"), Block(exercise="sheets"), Block(break_="Lunch")),
    )
    sheets = Exercise(title="Sheets", materials=("Pens", "a large sheet for each group"))
    sheet = workshop_sheet(workshop, {"animals": ANIMALS, "sheets": sheets})
    assert (
        "## To bring\n\n- a large sheet for each group: 6 (Sheets)\n- sticky notes ([x](y) Morning)\n"
        "- pens ([x](y) Morning, Sheets)\n"
    ) in sheet
    assert "## To bring" not in workshop_sheet(workshop)


def test_the_plan_of_a_session_prints_without_its_exercises():
    sheet = workshop_sheet(plan(block("talk", POINTS, aim="See.", minutes=10), place="Harbour Hall"))
    assert "2023-08-15, Harbour Hall" in sheet
    assert "## Talk\n\nSee.\n\n10 minutes; in tables\n" in sheet


def test_lengths_are_said_as_people_say_them():
    assert [minutes(n) for n in (0, 1, 45, 60, 90, 120, 150)] == [
        "", "1 minute", "45 minutes", "1 h", "90 minutes", "2 h", "2 h 30",
    ]  # fmt: skip


@pytest.mark.parametrize("path", sorted(packaged_kit().glob("exercises/*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_exercise_prints_all_that_its_author_wrote(path):
    exercise, _ = read(path, Exercise)
    folded = " ".join(exercise_sheet(exercise).split())
    for step in exercise.steps:
        for words in (step.title, step.say, step.ask, step.watch, step.if_short, step.if_long, step.on_paper):
            assert " ".join(words.split()) in folded


def test_every_shipped_workshop_prints():
    known = {path.stem: read(path, Exercise)[0] for path in packaged_kit().glob("exercises/*.yaml")}
    for path in packaged_kit().glob("templates/workshops/*.yaml"):
        workshop, _ = read(path, Workshop)
        sheet = workshop_sheet(workshop, known.get)
        assert sheet.startswith(f"# {workshop.title}\n")
        assert "SAY\n" in sheet


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_of_an_author_breaks_a_sheet(text):
    step = Step(title=text, say=text, ask=text)
    assert exercise_sheet(Exercise(title=text, aim=text, materials=(text,), blanks={text: text}, steps=(step,)))


@pytest.mark.parametrize(
    ("length", "told"),
    [
        (30, "Lunch"),
        (31, "(fixed; what comes before is 1 minute too long)"),
        (150, "(fixed; what comes before is 2 h too long)"),
        (10, "(fixed; 20 minutes free before)"),
    ],
)
def test_a_fixed_time_stands_and_it_is_told_how_far_what_is_planned_before_it_misses_it(length, told):
    day = (
        Block(input="Why", minutes=length),
        Block(break_="Lunch", at="10:00", minutes=45),
        Block(close="Goodbye", minutes=5),
    )
    sheet = workshop_sheet(Workshop(title="A day", start="09:30", agenda=day))
    lunch = next(line for line in sheet.splitlines() if "Lunch" in line)
    assert lunch.split()[:3] == ["10:00", "45", "Lunch"]
    assert lunch.endswith(told)
    assert "    10:45    5  Goodbye" in sheet


@pytest.mark.parametrize(
    ("length", "told"), [(25, "25 minutes (its steps add up to 30 minutes: shorten some); "), (30, "30 minutes; ")]
)
def test_a_block_that_is_shorter_than_its_steps_says_so(length, told):
    exercise = Exercise(title="Talk", steps=(Step(title="One", minutes=10), Step(title="Two", minutes=20)))
    day = Workshop(title="A day", agenda=(Block(exercise="talk", minutes=length, anonymous=True),))
    assert f"\n{told}in groups; no names are kept\n" in workshop_sheet(day, {"talk": exercise})
