"""``facikit trace``: whoever is asked where something in a report comes from can tell, and nothing is told too much."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from commands import Run, refused
from nasty import nasty_lines
from rooms import PLAN, SeededIds, SetClock, make

from facikit.library.kinds import CountField, DotsField, PledgeField, ScaleField
from facikit.library.shapes import PlannedBlock, Step
from facikit.library.values import Item
from facikit.session import themes
from facikit.session.prose import write
from facikit.session.responses import Draft, Response, add, delete, edit, mark
from facikit.session.scales import mark as mark_scale
from facikit.session.session import Session
from facikit.session.tallies import OUT_OF, put_counts, release, tally

VOTE = PlannedBlock(
    id="vote",
    title="Vote",
    groups="tables",
    steps=(
        Step(
            title="Vote",
            id="vote",
            minutes=5,
            capture=(
                DotsField(
                    field="dots",
                    items=(Item("Time", "time"), Item("Space", "space")),
                    colours=(Item("Stop", "red"), Item("Go", "green")),
                ),
                CountField(field="hands", of=(Item("Sure", "sure"),)),
                ScaleField(field="trust", statements=(Item("I can say no", "no"),), points=5, low="No", high="Yes"),
                PledgeField(field="cards"),
            ),
        ),
    ),
)
SIGNED = "anna 2026-03-04"
Told = Callable[..., dict[str, Any]]


@pytest.fixture
def folder(kit: Path) -> Path:
    """A session with a vote in it."""
    return make(kit / "sessions", msgspec.structs.replace(PLAN, agenda=(*PLAN.agenda, VOTE)))


@pytest.fixture
def opened(folder: Path) -> Callable[[str], Session]:
    """Open the session as somebody."""
    clocks = iter(range(1, 20))

    def as_somebody(who: str) -> Session:
        number = next(clocks)
        clock = SetClock(1_772_614_800_000 + number * 3_600_000)
        return Session.open(folder, who, clock=clock, ids=SeededIds(number))

    return as_somebody


@pytest.fixture
def traced(run: Run, folder: Path) -> Told:
    """Run the command with --json and read what it prints."""

    def read(*words: str) -> dict[str, Any]:
        result = run("trace", folder, *words, "--json")
        assert result.exit_code == 0, result.stderr
        found: dict[str, Any] = json.loads(result.stdout)
        return found

    return read


def point(session: Session, text: str, group: str = "table-1", **more: str) -> Response:
    """Say something at a table."""
    return add(session, Draft(block="animals", field="points", group=group, text=text, **more))[0]


def part(told: dict[str, Any], title: str) -> list[dict[str, Any]]:
    """Return what stands under a title."""
    return next((one["found"] for one in told.get("parts", ()) if one["title"] == title), [])


def test_a_theme_leads_to_what_was_said_with_group_label_and_who_typed_it(run, folder, opened):
    with opened("anna") as session:
        one = point(session, "More time", "table-2", label="Student")
    with opened("morven") as session:
        theme = themes.make(session, "animals", "points", "Time", members=[one.id])
    for asked in (theme.id, "time", f"[[theme:{theme.id}]]"):
        result = run("trace", folder, asked)
        [line] = [line for line in result.stdout.splitlines() if one.id in line]
        assert "“More time”, Table 2, Student, anna 2026-03-04" in line and "put in by morven" in line


def test_a_merged_theme_tells_of_what_it_was_made_and_when(traced, opened):
    with opened("anna") as session:
        owl, bee, cat = (point(session, text) for text in ("Owl", "Bee", "Cat"))
        old = themes.make(session, "animals", "points", "Looking", members=[owl.id])
        kept = themes.make(session, "animals", "points", "Seeing", members=[bee.id, cat.id])
    with opened("morven") as session:
        themes.merge(session, old.id, kept.id)
        themes.edit(session, kept.id, name="Seeing far")
        apart = themes.split(session, kept.id, "Cats", cat.id)
    told = traced(kept.id)
    [source] = part(told, "Merged from")
    assert (source["id"], source["words"], source["who"], source["number"]) == (old.id, "Looking", "morven", 1)
    assert [one["words"] for one in part(told, "Other names")] == ["Seeing"]
    assert [one["id"] for one in part(told, "Split off from it")] == [apart.id]
    assert {one["words"] for one in part(told, "Responses")} == {"Owl", "Bee"}
    gone = traced(old.id)
    assert "merged into another since" in gone["notes"]
    assert [one["id"] for one in part(gone, "Merged into")] == [kept.id]
    [back] = part(traced(apart.id), "Split from")
    assert (back["id"], back["who"]) == (kept.id, "morven")


def test_a_quote_leads_to_its_wordings_its_themes_and_the_prose_that_calls_it(traced, opened):
    with opened("anna") as session:
        one = point(session, "Nobody ask us")
    with opened("bo") as session:
        edit(session, one.id, text="Nobody asks us")
        theme = themes.make(session, "animals", "points", "Voice", members=[one.id])
        out = themes.make(session, "animals", "points", "Other", members=[one.id])
        themes.unlink(session, out.id, one.id)
        write(session, "animals", "meaning", f"As one said, [[quote:{one.id} (label)]].")
        write(session, "theme", theme.id, f"[[quote:{one.id}]]")
    told = traced(f"[[quote:{one.id} (label)]]")
    assert [(one["words"], one["who"]) for one in part(told, "Wordings")] == [
        ("Nobody ask us", "anna"),
        ("Nobody asks us", "bo"),
    ]
    assert {(one["id"], *one.get("notes", ())) for one in part(told, "Themes")} == {
        (theme.id,),
        (out.id, "taken out again"),
    }
    assert {one["id"] for one in part(told, "Quoted in")} == {"animals.meaning", f"theme.{theme.id}"}


def test_two_wordings_that_nobody_settled_are_both_told(traced, opened):
    with opened("anna") as session:
        one = point(session, "Owl")
    with opened("anna") as anna, opened("bo") as bo:
        edit(anna, one.id, text="Owl!")
        edit(bo, one.id, text="Owl?")
    notes = {one["words"]: one.get("notes") for one in part(traced(one.id), "Wordings")}
    assert notes["Owl?"] == ["shown"] and "unseen" in notes["Owl!"][0] and notes["Owl"] is None


def test_a_paragraph_leads_to_what_it_refers_to_and_to_earlier_wordings(traced, opened):
    with opened("anna") as session:
        one = point(session, "Owl")
        theme = themes.make(session, "animals", "points", "Birds", members=[one.id])
        write(session, "animals", "meaning", "A draft.")
        count = "[[count:animals.points]]"
        write(
            session, "animals", "meaning", f"{count} [[quote:{one.id}]] [[theme:{theme.id}]] [[see:coffee]] [[see:no]]"
        )
    told = traced("animals.meaning")
    assert [(one["kind"], one["id"]) for one in part(told, "Refers to")] == [
        ("field", "animals.points"),
        ("response", one.id),
        ("theme", theme.id),
        ("block", "coffee"),
        ("see", "[[see:no]]"),
    ]
    assert part(told, "Refers to")[-1]["notes"] == ["leads nowhere"]
    assert [one["words"] for one in part(told, "Earlier wordings")] == ["A draft."]
    assert [one["id"] for one in part(traced("animals.points"), "Named in")] == ["animals.meaning"]


def test_a_count_leads_to_who_typed_it_for_which_group_and_what_stood_there_before(traced, opened):
    with opened("anna") as session:
        put_counts(session, "vote", "hands", "table-1", {"sure": {"count": 3, OUT_OF: 8}})
    with opened("bo") as session:
        tally(session, "vote", "hands", "table-1", "sure", 4)
        tally(session, "vote", "hands", "table-2", "sure", 1)
    told = traced("[[count:vote.hands]]")
    assert told["number"] == 5 and told["notes"] == ["from 2 groups"]
    found = {(one["group"], one.get("label", "")): one for one in part(told, "Sure")}
    first = found["Table 1", ""]
    assert (first["number"], first["who"], first["notes"]) == (4, "bo", ["out of 8"])
    assert ("Table 1", "of how many") not in found, "it was typed with the count"
    [before] = part(first, "before")
    assert (before["number"], before["who"]) == (3, "anna")


def test_of_how_many_is_told_apart_where_it_was_typed_apart_and_colours_by_their_names(traced, opened):
    with opened("anna") as session:
        tally(session, "vote", "hands", "table-1", "sure", 3)
        release(session, "vote", "dots")
        tally(session, "vote", "dots", "table-1", "time", 2, "red")
    with opened("bo") as session:
        tally(session, "vote", "hands", "table-1", "sure", 8, OUT_OF)
    told = traced("vote.hands")
    found = {one.get("label", ""): (one["number"], one["who"]) for one in part(told, "Sure")}
    assert found == {"": (3, "anna"), "of how many": (8, "bo")} and told["number"] == 3
    assert part(traced("vote.dots"), "Time")[0]["label"] == "Stop"


def test_marks_on_a_scale_lead_to_their_points(traced, opened):
    with opened("anna") as session:
        mark_scale(session, "vote", "trust", "no", 2, 3, group="table-1")
    [one] = part(traced("vote.trust"), "I can say no")
    assert (one["number"], one["label"], one["group"], one["who"]) == (3, "at point 2", "Table 1", "anna")


def test_a_vote_that_is_held_back_keeps_its_numbers(run, folder, traced, opened):
    with opened("anna") as session:
        tally(session, "vote", "dots", "table-1", "time", 77)
    for asked in ("vote.dots", "vote"):
        result = run("trace", folder, asked)
        assert "77" not in result.stdout and "held back" in result.stdout
    with opened("anna") as session:
        release(session, "vote", "dots")
    assert traced("vote.dots")["number"] == 77


def test_what_is_off_the_record_stays_marked_and_unsaid(run, folder, opened):
    with opened("anna") as session:
        one = point(session, "Sekrit")
        edit(session, one.id, text="Sekrit, really")
        mark(session, "off_record", True, one.id)
        theme = themes.make(session, "animals", "points", "Hidden", members=[one.id])
        write(session, "animals", "meaning", f"[[quote:{one.id}]]")
    for asked in (one.id, theme.id, "animals.points", "animals.meaning"):
        for form in ((), ("--json",)):
            result = run("trace", folder, asked, *form)
            assert "Sekrit" not in result.stdout and "off the record" in result.stdout
        assert "Sekrit" in run("trace", folder, asked, "--off-record").stdout


def test_what_somebody_has_promised_themselves_stays_private(run, folder, opened):
    with opened("anna") as session:
        (one,) = add(session, Draft(block="vote", field="cards", group="table-1", text="Ring my brother"))
    for asked in (one.id, "vote.cards"):
        result = run("trace", folder, asked)
        assert "brother" not in result.stdout and "private" in result.stdout
        assert "brother" in run("trace", folder, asked, "--off-record").stdout
    assert "brother" not in run("export", folder, "--to", "highlights").stdout


def test_a_deleted_response_is_told_of_with_who_deleted_it(traced, opened):
    with opened("anna") as session:
        one = point(session, "Owl")
    with opened("bo") as session:
        delete(session, one.id)
    told = traced(one.id)
    assert told["words"] == "Owl" and "deleted" in told["notes"][0]
    assert part(told, "Deleted")[0]["who"] == "bo"


def test_a_block_without_names_tells_no_writer_no_time_and_no_order(run, folder, traced, opened):
    with opened("anna") as session:
        cards = [Draft(block="feedback", field="now", text=text) for text in ("Zebra", "Mole", "Ant")]
        made = add(session, *cards)
        edit(session, made[0].id, text="Zebras")
        theme = themes.make(session, "feedback", "now", "Animals", members=[one.id for one in made])
    for one in made:
        told = traced(one.id)
        assert "who" not in told and "t" not in told
        assert not [one for one in (*part(told, "Wordings"), *part(told, "Themes")) if "who" in one or "t" in one]
        shown = run("trace", folder, one.id).stdout
        assert "anna" not in shown and "2026-03-04" not in shown
    for asked in (theme.id, "feedback.now"):
        told = traced(asked)
        found = [one for one in (one for group in told["parts"] for one in group["found"]) if one["kind"] == "response"]
        assert [one["words"] for one in found] == ["Ant", "Mole", "Zebras"]
        assert not [one for one in found if "who" in one or "t" in one or "put in by" in str(one)]


def test_why_something_was_set_aside_is_told(traced, opened):
    with opened("anna") as session:
        one = point(session, "Owl")
    with opened("bo") as session:
        mark(session, "set_aside", True, one.id, because="Said twice")
    told = traced(one.id)
    assert told["notes"] == ["set aside: Said twice"]
    [act] = part(told, "Set aside")
    assert (act["words"], act["who"]) == ("Said twice", "bo")


def test_hostile_words_steer_no_terminal_and_stay_on_their_line(run, folder, opened):
    texts = ["\x1b[31mred", "a\x07b", "a\u2028b", "a\nb", *nasty_lines(60)]
    with opened("an\x1b[1mna") as session:
        made = [point(session, text, label=text) for text in texts if text.strip()]
        theme = themes.make(session, "animals", "points", "T\x1b[2J", members=[one.id for one in made])
    shown = run("trace", folder, theme.id).stdout
    assert not [letter for letter in shown if letter != "\n" and (ord(letter) < 32 or ord(letter) in (0x7F, 0x2028))]
    assert sum(line.startswith("  - ") for line in shown.splitlines()) == len(made)


def test_what_is_not_there_is_refused_with_what_was_probably_meant(run, folder):
    assert "Did you mean 'animals.points'" in refused(run("trace", folder, "animals.pionts"))
    assert "nothing called" in refused(run("trace", folder, "\x1b[31m"))


def test_of_two_themes_with_one_name_the_ids_are_offered(run, folder, opened):
    with opened("anna") as session:
        first = themes.make(session, "animals", "points", "Time")
        second = themes.make(session, "feedback", "now", "time")
    said = refused(run("trace", folder, "TIME"))
    assert first.id in said and second.id in said
