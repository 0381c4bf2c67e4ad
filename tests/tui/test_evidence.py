"""What stands beside a text while it is written: everything that may be used, and nothing that may not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from facikit.library.kinds import DotsField, ListField, PledgeField, ScaleField
from facikit.library.kits import packaged_kit
from facikit.library.shapes import GroupSet, Plan, PlannedBlock, Slot, Step
from facikit.library.values import Item
from facikit.report.render import render
from facikit.report.tracing import trace
from facikit.session import prose, scales, tallies, themes
from facikit.session.create import create
from facikit.session.responses import Draft, add, edit
from facikit.session.session import Session
from facikit.tui.evidence import evidence, meaning, references
from facikit.tui.writing import Place, parts

PLAN = Plan(
    session="k7q2m9xw4d3t0b",
    title="A day",
    date="2026-03-04",
    groups={"tables": GroupSet(names=(Item("Red", "red"), Item("Blue", "blue")))},
    agenda=(
        PlannedBlock(
            id="vote",
            title="Vote",
            groups="tables",
            steps=(
                Step(
                    title="Vote",
                    capture=(
                        ListField(field="points", categories=(Item("Near", "near"),)),
                        PledgeField(field="pledges"),
                        DotsField(field="dots", items=(Item("Tea", "tea"), Item("Cake", "cake"))),
                        ScaleField(field="scale", statements=(Item("It went well", "well"),), points=3),
                    ),
                ),
            ),
            write=(Slot(slot="meaning"),),
        ),
    ),
    write=(Slot(slot="end", place="end"), Slot(slot="start", place="start")),
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.open(create(PLAN, tmp_path), "anna") as session:
        yield session


def place(session: Session, slot: str) -> Place:
    return next(one for part in parts(session) for one in part.places if one.slot == slot)


def lines(session: Session, slot: str = "meaning") -> list[str]:
    return [f"{one.words}|{one.beside}" for one in evidence(session, place(session, slot))]


def said(field: str, text: str, **more: str) -> Draft:
    return Draft(block="vote", field=field, group="red", text=text, **more)  # type: ignore[arg-type]


def test_the_sessions_own_slots_stand_around_those_of_its_blocks(session: Session) -> None:
    assert [one.slot for part in parts(session) for one in part.places] == ["start", "meaning", "end"]


def test_a_pledge_is_counted_and_never_read(session: Session) -> None:
    (pledge,) = add(session, said("pledges", "I shall ring my mother"))
    edit(session, pledge.id, highlight=True)
    theme = themes.make(session, "vote", "points", "Promises")
    themes.link(session, theme.id, pledge.id)
    everything = [*lines(session), *lines(session, "start"), *lines(session, theme.id)]
    everything += [one.words for one in references(session, place(session, "meaning"))]
    assert not any("mother" in line for line in everything)
    assert any(line.startswith("Pledges|1 ") for line in everything)
    assert meaning(session, "quote", pledge.id) is None


def test_what_is_off_the_record_is_in_nothing_that_can_be_referred_to(session: Session) -> None:
    secret, plain = add(session, said("points", "Secret"), said("points", "Plain", category="near"))
    edit(session, secret.id, off_record=True, highlight=True)
    assert lines(session) == [
        "Points|1 point from 1 of 2 groups",
        "Red|1",
        "Plain|Near",
        "Blue|–",
        "1 more off the record, not shown|",
    ]
    assert [one.reference for one in references(session, place(session, "start")) if one.kind == "quote"] == [
        f"[[quote:{plain.id}]]"
    ]
    assert meaning(session, "quote", secret.id) is None


def test_a_vote_is_held_back_until_it_is_released(session: Session) -> None:
    tallies.tally(session, "vote", "dots", "red", "cake", 5)
    tallies.tally(session, "vote", "dots", "blue", "tea", 1)
    scales.mark(session, "vote", "scale", "well", 3, 4, group="red")
    held = "held back until the counts are released|"
    assert lines(session) == ["Dots|", held, "Scale|", "It went well  1:0 2:0 3:4, 4 marks|"]
    tallies.release(session, "vote", "dots")
    assert lines(session) == [
        "Dots|",
        "1. Cake: 5 dots|",
        "2. Tea: 1 dot|",
        "Scale|",
        "It went well  1:0 2:0 3:4, 4 marks|",
    ]


@pytest.mark.parametrize(
    "reference", ["quote:nobody", "theme:nobody", "see:nobody", "count:vote.nobody", "count:vote", "count:", "quote:"]
)
def test_a_reference_that_leads_nowhere_means_nothing(session: Session, reference: str) -> None:
    kind, _, name = reference.partition(":")
    assert meaning(session, kind, name) is None


def test_every_reference_on_offer_means_something(session: Session) -> None:
    add(session, said("points", "[/] one"), Draft(block="gone", field="lost", text="Of a block that is gone"))
    themes.make(session, "vote", "points", "[bold]T")
    for one in references(session, place(session, "meaning")):
        kind, _, name = one.reference.strip("[]").partition(":")
        assert meaning(session, kind, name) is not None, one


def test_how_many_are_in_a_theme_is_said_in_the_app_as_the_report_prints_it(session: Session) -> None:
    made = add(
        session, *(Draft(block="vote", field="points", group=group, text=group) for group in ("red", "blue", "red"))
    )
    theme = themes.make(session, "vote", "points", "Time")
    themes.link(session, theme.id, *(one.id for one in made))
    edit(session, made[2].id, off_record=True)
    reference = f"[[count:{theme.id}]]"
    assert reference in [one.reference for one in evidence(session, place(session, theme.id))]
    assert reference in [one.reference for one in references(session, place(session, "meaning"))]
    assert meaning(session, "count", theme.id) == "2 responses from 2 of 2 groups"
    prose.write(session, "vote", "meaning", f"There were {reference}.")
    assert "There were 2 responses from 2 of 2 groups." in render(session, kits=[packaged_kit()])
    (referred,) = [part for part in trace(session, "vote.meaning").parts if part.title == "Refers to"]
    assert [one.words for one in referred.found] == ["Time"]
