"""A session as those who use it know it: entries, order, changes on the day, and who typed what."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rooms import PLAN, SeededIds, SetClock, make

from facikit.errors import UserError
from facikit.session import agenda, meaning, people, prose, themes, timer
from facikit.session.asides import park, parked
from facikit.session.clock import instant_of
from facikit.session.responses import Draft, add, delete, edit, move, response, responses
from facikit.session.session import Session
from facikit.session.status import status, writers
from facikit.session.undo import redo, undo


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path)


@pytest.fixture
def session(folder: Path):
    with Session.open(folder, "anna", clock=SetClock()) as opened:
        yield opened


def point(text: str, group: str = "table-1", **more: object) -> Draft:
    return Draft(block="animals", field="points", group=group, text=text, **more)  # type: ignore[arg-type]


def texts(session: Session, **where: str) -> list[str]:
    return [one.text for one in responses(session, **where)]


def test_entries_keep_the_order_of_the_flipchart_and_can_be_moved(session):
    a, _b, c = add(session, point("a"), point("b"), point("c"))
    move(session, c.id, after=None)
    assert texts(session) == ["c", "a", "b"]
    move(session, c.id, after=a.id)
    assert texts(session) == ["a", "c", "b"]
    assert undo(session) and texts(session) == ["c", "a", "b"]


HOSTILE = [
    "",
    " ",
    "[/b]",
    "# no",
    "=1+1",
    "\x1b[31mred\x07",
    "\u202egnirts",
    "Zoë 👩‍👩‍👧",
    "a\r\nb",
    "-x",
    "x" * 10_000,
    "\ufeffq",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_kept_as_typed_less_control_characters(folder, text):
    with Session.open(folder, "anna") as session:
        add(session, point(text))
    with Session.open(folder) as again:
        (kept,) = texts(again)
    dropped = "\x1b\x07\ufeff"
    assert kept == "".join(letter for letter in text.replace("\r\n", "\n") if letter not in dropped)


def test_a_deleted_entry_is_out_of_sight_and_comes_back_with_undo(session):
    (one,) = add(session, point("said"))
    delete(session, one.id)
    assert texts(session) == []
    assert undo(session) and texts(session) == ["said"]


def test_a_paste_of_many_lines_is_one_change(session):
    add(session, point("before"))
    add(session, *(point(f"line {n}") for n in range(50)))
    assert undo(session) and texts(session) == ["before"]
    assert redo(session) and len(texts(session)) == 51


def test_undo_goes_back_step_by_step_and_redo_forth_again_even_after_reopening(folder):
    with Session.open(folder, "anna", clock=SetClock()) as session:
        (one,) = add(session, point("first"))
        edit(session, one.id, text="second")
        edit(session, one.id, label="Student")
        edit(session, one.id, text="third")
        undo(session)
        undo(session)
        assert (response(session, one.id).text, response(session, one.id).label) == ("second", "")
    with Session.open(folder, "anna", clock=SetClock(1_772_700_000_000)) as session:
        undo(session)
        assert response(session, one.id).text == "first"
        for _ in range(3):
            assert redo(session)
        assert (response(session, one.id).text, response(session, one.id).label) == ("third", "Student")
        assert redo(session) is None
        for _ in range(4):
            assert undo(session)
        assert responses(session) == [] and undo(session) is None


def test_undo_leaves_alone_what_somebody_else_has_built_on(folder):
    with Session.open(folder, "anna", clock=SetClock()) as anna, Session.open(folder, "bo", clock=SetClock()) as bo:
        (older,) = add(anna, point("older"))
        (one,) = add(anna, point("Owll"))
        anna.flush()
        bo.refresh()
        edit(bo, one.id, text="Owl")
        bo.flush()
        anna.refresh()
        assert undo(anna)
        assert texts(anna) == ["Owl"]
        assert older.id not in {entry.id for entry in responses(anna)}


def test_after_a_new_change_there_is_nothing_to_put_back(session):
    add(session, point("one"))
    undo(session)
    add(session, point("two"))
    assert redo(session) is None and texts(session) == ["two"]


acts = st.lists(st.sampled_from(["add", "edit", "delete", "undo", "redo", "paste", "theme"]), max_size=25)


@given(acts)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_everything_leads_back_to_every_earlier_state_in_turn(tmp_path_factory, acts):
    folder = make(tmp_path_factory.mktemp("undo"))
    with Session.open(folder, "anna", clock=SetClock()) as session:
        past: list[list[str]] = [[]]
        future: list[list[str]] = []
        for number, act in enumerate(acts):
            here = responses(session)
            if act == "undo":
                assert (undo(session) is not None) == (len(past) > 1)
                if len(past) > 1:
                    future.append(past.pop())
            elif act == "redo":
                assert (redo(session) is not None) == bool(future)
                if future:
                    past.append(future.pop())
            else:
                if act == "edit" and here:
                    edit(session, here[0].id, text=f"edited {number}")
                elif act == "delete" and here:
                    delete(session, here[-1].id)
                elif act == "paste":
                    add(session, point(f"p{number}"), point(f"q{number}"))
                elif act == "theme" and here and not themes.find_theme(session, "animals", "points", "Birds"):
                    themes.make(session, "animals", "points", "Birds")
                else:
                    add(session, point(f"said {number}"))
                future.clear()
                past.append(snapshot(session))
            assert snapshot(session) == past[-1]


def snapshot(session: Session) -> list[str]:
    return texts(session) + [theme.name for theme in themes.themes(session)]


def test_copying_log_files_merges_in_either_direction(tmp_path):
    first = make(tmp_path / "a")
    second = Path(shutil.copytree(first, tmp_path / "b" / first.name))
    with Session.open(first, "anna", ids=SeededIds(1)) as anna, Session.open(second, "bo", ids=SeededIds(2)) as bo:
        add(anna, point("from Anna"))
        add(bo, point("from Bo", group="table-2"))
    for here, there in ((first, second), (second, first)):
        for log in (here / "log").iterdir():
            shutil.copy(log, there / "log" / f"conflicted copy of {log.name}")
    found = []
    for folder in (first, second):
        with Session.open(folder) as session:
            found.append([(one.id, one.text, one.group, one.who) for one in responses(session)])
    assert found[0] == found[1]
    assert sorted(one[1] for one in found[0]) == ["from Anna", "from Bo"]


@pytest.mark.parametrize("wrong", [365 * 86_400_000, -365 * 86_400_000, 63_072_000_000 - 1_772_614_800_000])
def test_a_laptop_with_a_wrong_clock_loses_nothing_and_drags_nobody_along(folder, wrong):
    with (
        Session.open(folder, "anna", clock=SetClock()) as anna,
        Session.open(folder, "bo", clock=SetClock(1_772_614_800_000 + wrong)) as bo,
    ):
        (one,) = add(bo, point("from the wrong year"))
        bo.flush()
        anna.refresh()
        edit(anna, one.id, text="corrected")
        (own,) = add(anna, point("of today"))
        anna.flush()
        bo.refresh()
        assert response(anna, one.id).text == response(bo, one.id).text == "corrected"
        assert response(anna, one.id).versions == 1
        if wrong > 0:
            assert instant_of(own.t) < 1_772_614_800_000 + 86_400_000


def test_two_programs_on_one_laptop_see_each_others_entries(folder):
    with Session.open(folder, "anna") as anna, Session.open(folder, "bo") as bo:
        add(anna, point("hello"))
        anna.flush()
        assert bo.refresh() and texts(bo) == ["hello"]
        assert not bo.refresh()


def test_stepping_on_starts_and_ends_blocks_and_passes_over_what_is_cut(session):
    steps = [agenda.next_step(session) for _ in range(3)]
    assert [(at.block, at.step) for at in steps if at] == [("animals", 0), ("animals", 1), ("coffee", 0)]
    animals, coffee, _ = agenda.blocks(session)
    assert animals.started and animals.ended and coffee.started and not coffee.ended
    back = agenda.previous_step(session)
    assert back is not None and (back.block, back.step) == ("animals", 1)
    assert agenda.block(session, "animals").ended is None
    agenda.go(session, "feedback")
    assert agenda.next_step(session) is None
    assert undo(session) is None


def test_a_timer_counts_instants_and_survives_a_nap(session):
    clock = session.clock
    clock.step = 0
    one = timer.timer(session, "animals", "choose", 5)
    timer.start(session, one)
    clock.instant += 60_000
    running = timer.timer(session, "animals", "choose", 5)
    assert timer.seconds_left(running, clock.instant) == 240
    timer.pause(session, running)
    clock.instant += 3_600_000
    paused = timer.timer(session, "animals", "choose", 5)
    assert timer.seconds_left(paused, clock.instant) == 240
    timer.extend(session, paused, 1)
    timer.start(session, timer.timer(session, "animals", "choose", 5))
    clock.instant += 600_000
    assert timer.seconds_left(timer.timer(session, "animals", "choose", 5), clock.instant) == -300


def test_a_response_may_stand_in_several_themes_and_leaves_them_when_deleted(session):
    one, two = add(session, point("Owl"), point("Bee"))
    birds = themes.make(session, "animals", "points", "Birds")
    pack = themes.make(session, "animals", "points", "Pack animals")
    themes.link(session, birds.id, one.id)
    themes.link(session, pack.id, one.id, two.id)
    assert [theme.members for theme in themes.themes(session)] == [(one.id,), (one.id, two.id)]
    delete(session, one.id)
    assert [theme.members for theme in themes.themes(session)] == [(), (two.id,)]
    undo(session)
    themes.unlink(session, pack.id, one.id)
    assert [theme.members for theme in themes.themes(session)] == [(one.id,), (two.id,)]


def test_prose_parked_things_and_people_are_kept(folder):
    with Session.open(folder, "anna") as session:
        prose.write(session, "animals", "meaning", "It *tells* us.\n\nA lot.")
        prose.write(session, prose.SESSION, "context", "Why we met.")
        park(session, "Ask about the car park", "animals")
        people.add_people(session, people.from_csv("name;role;team\nA. Person;Nurse;North\n;Clerk;\n", "who.csv"))
    with Session.open(folder) as again:
        assert prose.prose(again, "animals", "meaning") == "It *tells* us.\n\nA lot."
        assert prose.prose(again, prose.SESSION, "context") == "Why we met."
        assert [one.text for one in parked(again)] == ["Ask about the car park"]
        assert [(one.name, one.role, one.team) for one in people.people(again)] == [
            ("A. Person", "Nurse", "North"),
            ("", "Clerk", ""),
        ]


@pytest.mark.parametrize(
    ("text", "says"), [("", "empty"), ("nmae,role\na,b\n", "did you mean 'name'"), (",,\n", "columns")]
)
def test_a_register_that_cannot_be_read_is_explained(text, says):
    with pytest.raises(UserError) as caught:
        people.from_csv(text, "who.csv")
    assert "who.csv" in caught.value.message and says in f"{caught.value.message} {caught.value.hint}"


def test_names_are_found_by_part_and_near_misses_are_named(session):
    assert meaning.find_block(session, "change").id == "animals"
    assert meaning.find_group(session, "animals", "table 3").id == "table-3"
    assert meaning.find_group(session, "feedback", "individuals").id == "individuals"
    for find in (
        lambda: meaning.find_block(session, "animls"),
        lambda: meaning.find_group(session, "animals", "Table 9"),
        lambda: meaning.find_field(agenda.block(session, "animals"), "pints"),
    ):
        with pytest.raises(UserError) as caught:
            find()
        assert "did you mean" in caught.value.hint
    with pytest.raises(UserError) as caught:
        meaning.find_group(session, "animals", "table")
    assert "more than one group" in caught.value.message


def test_status_says_per_writer_what_is_there_and_what_is_missing(folder):
    with Session.open(folder, "anna", clock=SetClock()) as anna:
        for number in range(5):
            add(anna, point(f"said {number}"))
    (log,) = (folder / "log").iterdir()
    with Session.open(folder) as session:
        assert [writer.sentence for writer in writers(session)] == ["7 of 7 lines, closed"]
        assert status(session).blocks[0].groups[0].entries == 5
    lines = log.read_bytes().splitlines(keepends=True)
    for kept, sentence in (
        (lines[:-1], "6 lines, still open or incomplete"),
        (lines[:2] + lines[4:], "3 to 4 missing"),
    ):
        log.write_bytes(b"".join(kept))
        with Session.open(folder) as session:
            assert [writer.sentence for writer in writers(session)] == [sentence]


def test_an_anonymous_block_keeps_no_name_and_no_time_of_its_own(folder):
    with Session.open(folder, "anna", clock=SetClock()) as session:
        agenda.go(session, "feedback")
        add(session, point("with a name"))
        for text in ("first card", "second card"):
            add(session, Draft(block="feedback", field="now", group="individuals", text=text))
        assert undo(session) and texts(session, block="feedback") == ["first card"]
    named, unnamed = sorted((folder / "log").iterdir(), key=lambda log: "anna" not in log.name)
    assert "anna" not in unnamed.name and "anna" not in unnamed.read_text()
    assert "first card" in unnamed.read_text() and "first card" not in named.read_text()
    with Session.open(folder) as again:
        (entry,) = responses(again, block="feedback")
        assert entry.who == ""
        started = agenda.block(again, "feedback").started
        assert started is not None and 0 <= instant_of(entry.t) - (started - started % 60_000) < 100


@pytest.mark.parametrize("cut", range(0, 400, 7))
def test_a_log_cut_short_anywhere_keeps_every_whole_line(folder, cut):
    with Session.open(folder, "anna", clock=SetClock(), ids=SeededIds(5)) as session:
        for number in range(3):
            add(session, point(f"said {number}"))
    (log,) = (folder / "log").iterdir()
    data = log.read_bytes()
    log.write_bytes(data[: len(data) - cut])
    whole = data[: len(data) - cut].split(b"\n")
    kept = [line for line in whole if line.endswith(b'"}') and b'"response/' in line]
    with Session.open(folder) as again:
        assert texts(again) == [f"said {number}" for number in range(len(kept))]


def test_unknown_records_and_files_that_are_none_of_ours_harm_nothing(folder, tmp_path):
    from facikit.session.lines import Line, encode

    strange = [
        Line("zz.1", "2031-01-01T00:00:00.000Z", put="hologram/7", set={"colour": {"r": 1}}),
        Line("zz.2", "not a time", put="response/r1", set={"text": ["a", "list"], "block": 3, "field": None}),
        Line("zz.3", "2026-01-01T00:00:00.000Z", put="position/x", set={"block": "nowhere", "step": "x"}),
        Line("zz.4", "2026-01-01T00:00:00.000Z", put="theme/t", set={"name": 4, "position": 9}),
        Line("zz.5", "2026-01-01T00:00:00.000Z", put="link/odd", set={"on": True}),
        Line("zz.6", "2026-01-01T00:00:00.000Z", put="block/new", set={"plan": {"steps": 3}, "minutes": -4}),
        Line("zz.7", "2026-01-01T00:00:00.000Z", put="timer/a/b", set={"length_s": "long", "running_since": 5}),
    ]
    (folder / "log" / "strange.JSONL").write_bytes(b"".join(map(encode, strange)) + b"\xff\xfe\x00not json\n\n")
    (folder / "log" / "elsewhere.jsonl").symlink_to(tmp_path)
    (folder / "log" / "notes.txt").write_text("not a log")
    with Session.open(folder, "anna") as session:
        assert "hologram" in session.records.kinds()
        add(session, point("still works"))
        assert "still works" in texts(session)
        themes.themes(session), agenda.blocks(session), agenda.position(session), timer.timer(session, "a", "b")
        agenda.next_step(session)
        assert status(session).damaged == 1


def test_a_folder_that_is_no_session_is_told_so(tmp_path):
    for folder in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(UserError, match="is not a session"):
            Session.open(folder)
    with pytest.raises(UserError, match="already"):
        make(tmp_path)
        make(tmp_path)


def test_the_plan_reads_back_as_it_was_made(folder):
    with Session.open(folder) as session:
        assert session.plan == PLAN and session.problems == []


def test_ids_of_lines_have_no_gaps(folder):
    with Session.open(folder, "anna") as session:
        for number in range(20):
            add(session, point(f"{number}"), point(f"{number}b"))
        runs = {key: [one.number for one in group] for key, group in
                itertools.groupby(session.records.lines.values(), key=lambda line: line.run)}  # fmt: skip
    for numbers in runs.values():
        assert sorted(numbers) == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("text", ["", "title: [", "agenda: 3", "\x00", "title: x: y"])
def test_a_plan_that_somebody_broke_stops_no_capture_and_is_told(folder, text):
    (folder / "session.yaml").write_text(text)
    with Session.open(folder, "anna") as session:
        assert session.problems
        assert [block.id for block in agenda.blocks(session)] == ["animals", "coffee", "feedback"]
        add(session, point("still captured"))
        assert session.flush()
    assert (folder / "session.yaml").read_text() == text


def test_no_list_and_no_export_shows_the_order_in_which_anonymous_cards_were_typed(folder):
    from facikit.session.document import to_json, to_yaml
    from facikit.session.table import to_csv

    cards = ["zebra", "mouse", "ant", "Owl"]
    with Session.open(folder, "anna", clock=SetClock()) as session:
        theme = themes.make(session, "feedback", "now", "Animals")
        for text in cards:
            (one,) = add(session, Draft(block="feedback", field="now", group="individuals", text=text))
            themes.link(session, theme.id, one.id)
        assert texts(session, block="feedback") == ["ant", "mouse", "Owl", "zebra"]
        words = {one.id: one.text for one in responses(session)}
        (theme,) = themes.themes(session)
        assert [words[member] for member in theme.members] == ["ant", "mouse", "Owl", "zebra"]
        for text in (to_yaml(session), to_json(session), to_csv(session)):
            found = sorted(cards, key=text.index)
            assert found == ["ant", "mouse", "Owl", "zebra"]
            assert not any(f'"position":"a{n}"' in text.replace(" ", "") for n in range(1, 4))


def test_words_longer_than_a_line_may_be_are_refused_and_leave_no_gap(folder):
    with Session.open(folder, "anna") as session:
        add(session, point("before"))
        with pytest.raises(UserError, match="longer"):
            add(session, point("x" * 1_100_000))
        add(session, point("after"))
    with Session.open(folder) as again:
        assert texts(again) == ["before", "after"]
        assert [writer.state for writer in writers(again)] == ["closed"]


def test_a_register_may_hold_line_ends_in_its_cells():
    (row,) = people.from_csv('name,role\n"A.\nPerson",Nurse\n\n', "who.csv")
    assert row == {"name": "A.\nPerson", "role": "Nurse"}
