"""A workshop becomes a plan: exercises copied in whole, ids beside everything, and a file that reads back the same."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from small_kit import DAY, write_kit

from facikit.errors import UserError
from facikit.library import kinds
from facikit.library.finding import exercises, find_workshop, shelf
from facikit.library.planning import group_sets, plan, plan_text
from facikit.library.reading import convert, read_document, read_text
from facikit.library.shapes import GroupSet, Plan, PlannedBlock, ReportItem, Slot, Step, Workshop
from facikit.library.values import Item, slug


def planned(folder: Path, text: str = DAY, **wanted: object) -> tuple[Plan, list[str]]:
    kit = write_kit(folder, day=text)
    document, problems = read_document(find_workshop("day", [kit]))
    assert document is not None
    workshop, more = convert(document, Workshop)
    assert workshop is not None
    made, told = plan(
        workshop,
        shelf([kit]),
        session_id="k7q2m9",
        date="2023-08-15",
        name="day",
        source=document,
        known=exercises([kit]),
        **wanted,  # type: ignore[arg-type]
    )
    return made, [str(problem) for problem in [*problems, *more, *told]]


def test_blocks_get_ids_titles_kinds_and_minutes(tmp_path: Path) -> None:
    made, problems = planned(tmp_path)
    assert problems == []
    assert [(block.id, block.kind, block.title, block.minutes) for block in made.agenda] == [
        ("why-we-are-here", "input", "Why we are here", 20),
        ("mind-map", "exercise", "Mind map", 10),
        ("sort", "exercise", "Sort ideas", 20),
        ("lunch", "break", "Lunch", 45),
        ("mind-map-2", "exercise", "Once more", 7),
        ("goodbye", "close", "Goodbye", 0),
    ]
    assert made.agenda[0].exercise == "talk"
    assert made.agenda[0].steps[0].say == "Thank Robin Vale."
    assert made.agenda[3].at == "12:30"
    assert made.agenda[4].can_cut
    assert made.agenda[2].report == (ReportItem(show="sorted"),)


def test_a_given_id_is_never_taken_by_an_earlier_block(tmp_path: Path) -> None:
    text = "title: T\nagenda:\n  - {exercise: mind-map}\n  - {exercise: mind-map, id: mind-map}\n  - {break: '!!!'}\n"
    made, _ = planned(tmp_path, text)
    assert [block.id for block in made.agenda] == ["mind-map-2", "mind-map", "block"]


def test_an_input_may_use_another_exercise_and_a_close_may_have_one(tmp_path: Path) -> None:
    text = "title: T\nagenda:\n  - {input: A walk, exercise: mind-map}\n  - {close: The end, exercise: mind-map}\n"
    made, problems = planned(tmp_path, text)
    assert problems == []
    assert [(block.id, block.kind, block.title, block.exercise) for block in made.agenda] == [
        ("a-walk", "input", "A walk", "mind-map"),
        ("mind-map", "close", "The end", "mind-map"),
    ]


def test_a_blocks_own_words_go_before_the_exercises(tmp_path: Path) -> None:
    text = "title: T\nagenda:\n  - {exercise: mind-map, title: Ours, aim: To see., minutes: 3, report: [ideas]}\n"
    made, _ = planned(tmp_path, text)
    block = made.agenda[0]
    assert (block.title, block.aim, block.minutes, block.report) == ("Ours", "To see.", 3, (ReportItem(show="ideas"),))


def test_every_group_gets_a_name_and_an_id(tmp_path: Path) -> None:
    made, _ = planned(tmp_path, groups={"voices": "Red, Blue,Réd", "mixed": "3"})
    assert {name: [(item.id, item.text) for item in group_set.names] for name, group_set in made.groups.items()} == {
        "tables": [("table-1", "Table 1"), ("table-2", "Table 2"), ("table-3", "Table 3")],
        "mixed": [("group-1", "Group 1"), ("group-2", "Group 2"), ("group-3", "Group 3")],
        "voices": [("red", "Red"), ("blue", "Blue"), ("red-2", "Réd")],
    }


@pytest.mark.parametrize(
    "groups",
    [{"tabels": "3"}, {"tables": "0"}, {"tables": "9999"}, {"tables": " , "}, {"tables": "Red, Blue, red "}],
)
def test_an_override_that_cannot_be_says_so(groups: dict[str, str]) -> None:
    with pytest.raises(UserError) as caught:
        group_sets({"tables": GroupSet(count=2)}, groups)
    assert caught.value.message


def test_what_the_workshop_puts_in_wrongly_is_told_at_its_line(tmp_path: Path) -> None:
    text = """\
title: T
agenda:
  - exercise: sort
    with:
      colums: [A]
      things: cards
  - {exercise: mind-mop}
  - {exercise: mind-map, with: {x: 1}}
  - {break: Tea, with: {x: 1}}
  - exercise: sort
    with:
      columns:
        - {txt: A}
"""
    made, problems = planned(tmp_path, text)
    assert problems == [
        "day.yaml:4: agenda[0].with: 'columns' is missing, which sort needs; with: {columns: ...}",
        "day.yaml:5: agenda[0].with.colums: 'colums' is not a blank of sort; did you mean 'columns'?",
        "day.yaml:7: agenda[1].exercise: there is no exercise 'mind-mop'; did you mean 'mind-map'?",
        "day.yaml:8: agenda[2].with.x: 'x' is not a blank of mind-map; mind-map has no blanks",
        "day.yaml:9: agenda[3].with: fills nothing, as there is no exercise here",
        "day.yaml:13: agenda[4].with.columns[0]: must be text, and keys and values stand here; "
        "a colon and a space make a key; put quotes round the whole text",
    ]
    assert [block.id for block in made.agenda] == ["sort", "mind-mop", "mind-map", "tea", "sort-2"]
    assert made.agenda[0].title == "Sort cards"


def test_a_workshop_without_its_file_can_be_planned_too(tmp_path: Path) -> None:
    kit = write_kit(tmp_path)
    workshop, _ = read_text("title: T\nagenda: [{exercise: sort, with: {columns: [A], x: 1}}]\n", "t.yaml", Workshop)
    assert workshop is not None
    made, problems = plan(workshop, shelf([kit]), session_id="x", date="2023-08-15", name="t")
    assert made.agenda[0].steps[0].capture == (kinds.TableField(field="sorted", columns=(Item("A", "a"),)),)
    assert [str(problem) for problem in problems] == [
        "t: agenda[0].with.x: 'x' is not a blank of sort; there is things, columns, ask"
    ]


@pytest.mark.parametrize(
    ("date", "start", "says"),
    [
        ("15.8.2023", "", "is not a date"),
        ("2023-02-30", "", "there is no day 2023-02-30"),
        ("2023-08-15", "9.30", "is not a time of day"),
    ],
)
def test_a_date_or_time_that_cannot_be_says_so(date: str, start: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        plan(Workshop(title="T"), lambda _: None, session_id="x", date=date, start=start)


def test_the_file_is_for_people(tmp_path: Path) -> None:
    made, _ = planned(tmp_path, zone="Europe/London")
    text = plan_text(made)
    assert text.startswith("# The plan of one session")
    assert "format: facikit-session/1\nsession: k7q2m9\ntitle: A day\n" in text
    assert "zone: Europe/London" in text
    assert "      - {id: table-1, text: Table 1}\n" in text
    assert list(yaml.safe_load(text))[:3] == ["format", "session", "title"]
    again, problems = read_text(text, "session.yaml", Plan)
    assert problems == []
    assert again == made


def test_paragraphs_stand_on_their_own_lines() -> None:
    block = PlannedBlock(id="b", title="B", steps=(Step(title="S", id="s", say="One: two #3\n\n- four\n"),))
    made = Plan(session="x", title="T", date="2023-08-15", agenda=(block,))
    assert "        say: |\n          One: two #3\n\n          - four\n" in plan_text(made)


HOSTILE = [
    *("", " ", "a: b", "a #b", "#1", "'a' b", '"a" b', "*a*", "&a", "!a", "@a", "%a", "[a] b", "{a} b", "why?", "? a"),
    *(
        "- a",
        "-",
        "<a>",
        "no",
        "010",
        "10:30",
        "null",
        "~",
        "2023-08-15",
        "a\n",
        "\na",
        "a\n\n\nb\n\n",
        " a\n b",
        "a \nb",
    ),
    *(
        "a\tb",
        "\ta\nb",
        "a\r\nb",
        "a\u2028b",
        "a\x85b",
        "\ufeffa",
        "a\0b",
        "\x1b[31m",
        "😀\nb",
        "---\na",
        "...",
        "a\n#b\nc",
    ),
    *(
        "|",
        ">",
        "`a`",
        "a\\b\nc",
        "x" * 500,
        "word " * 100 + "\nb",
        "a:\n  b",
        "“a”: b",
        "\u202ea",
        "a\n\tb",
        "é: ü",
        "=",
        "<<",
    ),
]
TEXTS = st.sampled_from(HOSTILE) | st.text(alphabet=st.characters(codec="utf-8"), max_size=30)
IDS = st.text(alphabet="abcdefgh-", min_size=1, max_size=8)


@st.composite
def items(draw: st.DrawFn) -> tuple[Item, ...]:
    ids = draw(st.lists(IDS, max_size=3, unique=True))
    return tuple(Item(text=draw(TEXTS), id=id_) for id_ in ids)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    fields: tuple[kinds.Field, ...] = (
        kinds.ListField(field="f", label=draw(TEXTS), expect=draw(TEXTS), categories=draw(items())),
        kinds.TableField(field="g", columns=draw(items())),
    )
    step = Step(
        title=draw(TEXTS), id="s", minutes=draw(st.integers(0, 90)), say=draw(TEXTS), ask=draw(TEXTS), capture=fields
    )
    shown = ReportItem(show=draw(TEXTS), heading=draw(TEXTS), parts=(ReportItem(show=draw(TEXTS)),))
    block = PlannedBlock(
        id=draw(IDS),
        title=draw(TEXTS),
        aim=draw(TEXTS),
        at=draw(st.sampled_from([None, "9:30", "12:05"])),
        can_cut=draw(st.booleans()),
        materials=tuple(draw(st.lists(TEXTS.filter(bool), max_size=3))),
        steps=(step,),
        write=(Slot(slot="w", hint=draw(TEXTS)),),
        report=(shown,),
    )
    name = draw(TEXTS.filter(lambda text: text == slug(text)) | st.just("a set: of #1"))
    return Plan(
        session="x",
        title=draw(TEXTS),
        place=draw(TEXTS),
        date="2023-08-15",
        outcomes=draw(items()),
        groups={name: GroupSet(kind=draw(TEXTS), names=draw(items()))},
        agenda=(block,),
    )


@given(plans())
@settings(deadline=None)
def test_any_plan_reads_back_letter_for_letter(made: Plan) -> None:
    again, problems = read_text(plan_text(made), "session.yaml", Plan)
    assert problems == []
    assert again == made


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reads_back_everywhere_in_the_plan(text: str) -> None:
    step = Step(title=text, id="s", say=text, capture=(kinds.ListField(field="f", label=text),))
    block = PlannedBlock(id="b", title=text, materials=(text,), steps=(step,), report=(ReportItem(show=text),))
    made = Plan(session="x", title=text, date="2023-08-15", outcomes=(Item(text, "i"),), agenda=(block,))
    again, problems = read_text(plan_text(made), "session.yaml", Plan)
    assert problems == []
    assert again == made
    assert yaml.safe_load(plan_text(made))["outcomes"][0]["text"] == text  # and means the same to other programs


def test_half_a_character_does_not_stop_the_plan_from_being_written() -> None:
    made = Plan(session="x", title="a\ud83db", date="2023-08-15")
    again, _ = read_text(plan_text(made), "session.yaml", Plan)
    assert again == msgspec.structs.replace(made, title="a\ufffdb")
