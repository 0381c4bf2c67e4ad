"""Two people changed one entry without seeing each other: both versions can be seen, and one is chosen by key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from stage import HOSTILE, NARROW, at

from facikit.session.responses import Draft, add, delete, edit, response, responses
from facikit.session.session import Session

pytestmark = pytest.mark.slow


def two_versions(folder: Path, draft: Draft, hers: dict[str, object], his: dict[str, object]) -> str:
    """Let anna and bo change one entry at the same time."""
    with Session.open(folder, "anna") as anna:
        (entry,) = add(anna, draft)
        anna.flush()
        with Session.open(folder, "bo") as bo:
            edit(anna, entry.id, **hers)
            edit(bo, entry.id, **his)
    return entry.id


@pytest.mark.parametrize("text", HOSTILE[::5])
async def test_words_in_two_versions_are_settled_by_choosing_one(session_folder: Path, text: str) -> None:
    draft = Draft(block="round", field="words", group="plenary", text="Owl")
    entry = two_versions(session_folder, draft, {"text": f"{text} of hers"}, {"text": f"{text} of his"})
    async with at(session_folder, "note", size=NARROW, who="cy") as stage:
        assert "2 versions" in stage.text
        await stage.press("up", "ctrl+w")
        assert "Words: which shall stand?" in stage.text
        for who, whose in (("anna", "hers"), ("bo", "his")):
            assert re.search(rf"{re.escape(text)} of {whose} {{2,}}{who}, ", stage.text)
        shown = response(stage.session, entry).text
        await stage.press("down", "enter")
        await stage.until(lambda: "2 versions" not in stage.text)
        settled = response(stage.session, entry)
        assert settled.versions == 1 and settled.text != shown and settled.text.startswith(text)
        await stage.press("escape", "ctrl+z")
        assert response(stage.session, entry).text == shown


async def test_columns_and_labels_are_settled_each_for_itself(session_folder: Path) -> None:
    cells = {"animal": "owl", "why": "wise"}
    draft = Draft(block="animals", field="animals", group="table-1", cells=cells)
    hers = {"cells": {**cells, "animal": "barn owl"}, "label": "Student"}
    his = {"cells": {**cells, "why": "sees far"}, "label": "Practitioner"}
    two_versions(session_folder, draft, hers, his)
    async with at(session_folder, "note", who="cy") as stage:
        await stage.press("ctrl+n", "up", "ctrl+w")
        assert "Animal: which shall stand?" in stage.text
        await stage.press(*(["down"] if "barn owl" not in stage.line_with("shown now") else []), "enter")
        await stage.until(lambda: "Why: which shall stand?" in stage.text)
        await stage.press(*(["down"] if "sees far" not in stage.line_with("shown now") else []), "enter")
        await stage.until(lambda: "Label: which shall stand?" in stage.text)
        await stage.press(*(["down"] if "Student" not in stage.line_with("shown now") else []), "enter")
        await stage.until(lambda: "Changing an entry" in stage.text)
        (one,) = responses(stage.session)
        assert (one.cells, one.label, one.versions) == ({"animal": "barn owl", "why": "sees far"}, "Student", 1)


async def test_leaving_the_question_leaves_both_standing(session_folder: Path) -> None:
    draft = Draft(block="round", field="words", group="plenary", text="Owl")
    entry = two_versions(session_folder, draft, {"text": "hers"}, {"text": "his"})
    async with at(session_folder, "note", who="cy") as stage:
        await stage.press("up", "ctrl+w", "escape", "escape")
        assert "2 versions" in stage.text and response(stage.session, entry).versions == 2


async def test_what_somebody_else_changes_while_it_is_changed_here_is_not_written_over(session_folder: Path) -> None:
    async with at(session_folder, "note", size=NARROW) as stage:
        await stage.enter("Owl")
        (entry,) = responses(stage.session)
        await stage.press("up")
        await stage.type("s by night")
        stage.session.flush()
        with Session.open(session_folder, "bo") as bo:
            edit(bo, entry.id, text="Barn owl", label="Student")
        await stage.until(lambda: "✓ Barn owl" in stage.text)
        await stage.press("enter")
        assert "Somebody else has changed this entry, too" in stage.told
        await stage.press("up", "ctrl+w")
        assert "Owls by night" in stage.text and "Barn owl" in stage.text
        await stage.press("escape")
        kept = response(stage.session, entry.id)
        assert (kept.versions, kept.label) == (2, "Student"), "what was not touched here is left to the other"


async def test_two_people_who_change_different_columns_of_a_row_have_both_and_nothing_to_settle(
    session_folder: Path,
) -> None:
    with Session.open(session_folder, "bo") as bo:
        spot = {"block": "animals", "field": "animals", "group": "table-1"}
        (entry,) = add(bo, Draft(**spot, cells={"animal": "owl", "why": "wise"}))
    async with at(session_folder, "note", size=NARROW) as stage:
        await stage.press("ctrl+n", "up")
        await stage.type(" of the barn")
        with Session.open(session_folder, "bo") as bo:
            edit(bo, entry.id, cells={"animal": "owl", "why": "sees far"})
        await stage.until(lambda: "sees far" in stage.text)
        await stage.press("enter")
        kept = response(stage.session, entry.id)
        assert kept.cells == {"animal": "owl of the barn", "why": "sees far"} and kept.versions == 1


async def test_a_change_that_came_back_after_a_crash_writes_over_nobody_either(session_folder: Path) -> None:
    async with at(session_folder, "note", size=NARROW) as stage:
        await stage.enter("Owl")
        (entry,) = responses(stage.session)
        await stage.press("up")
        await stage.type("s by night")
    with Session.open(session_folder, "bo") as bo:
        edit(bo, entry.id, text="Barn owl")
    async with at(session_folder, "note", size=NARROW) as stage:
        assert "Changing an entry" in stage.text and "Owls by night" in stage.text
        await stage.press("enter")
        assert response(stage.session, entry.id).versions == 2


async def test_the_words_of_an_entry_that_was_taken_out_meanwhile_become_a_new_one(session_folder: Path) -> None:
    async with at(session_folder, "note", size=NARROW) as stage:
        await stage.enter("Owl")
        (entry,) = responses(stage.session)
        await stage.press("up")
        await stage.type("s by night")
        stage.session.flush()
        with Session.open(session_folder, "bo") as bo:
            delete(bo, entry.id)
        await stage.until(lambda: "✓ Owl" not in stage.text)
        await stage.press("enter")
        assert "Somebody has taken this entry out" in stage.told and "facikit export" not in stage.told
        assert "Owls by night" in stage.text and "Changing an entry" not in stage.text
        stage.app.clear_notifications()
        await stage.press("enter")
        assert stage.texts() == ["Owls by night"] and not stage.told
