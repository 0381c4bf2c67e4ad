"""docs/keystrokes.md tells how many keys each act takes: counted by doing it. FACIKIT_GOLDEN=write writes it anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from stage import NARROW, Stage, at
from test_counting import counted, go_to, wall
from textual.screen import ModalScreen

from facikit.session import agenda, meaning
from facikit.session.asides import parked
from facikit.session.headcounts import heads
from facikit.session.people import people
from facikit.session.responses import responses
from facikit.session.scales import marks
from facikit.session.taking import items
from facikit.session.tallies import is_released
from facikit.session.timer import Timer, timer_of
from facikit.tui.branching import points
from facikit.tui.keys import name_of

__all__ = ["wall"]

PAGE = Path(__file__).parents[2] / "docs" / "keystrokes.md"
TEXT, PASTE = "…", "paste"
HEAD = """\
# How many keys it takes

What somebody presses besides the words and numbers themselves (`…`). The list is made by a test that presses these keys
and looks whether they did it (`tests/tui/test_keystrokes.py`), so it is right. Every act is in the list of ^p as well.

| To do this | press | keys |
|---|---|---|
"""


class Act(NamedTuple):
    """Something that people do: what they press for it, and how one sees that it is done."""

    words: str
    keys: tuple[str, ...]
    done: Callable[[Stage], object]
    texts: tuple[str, ...] = ()
    """What ``…`` stands for, one after the other."""
    before: tuple[str, ...] = ()
    """What was there already: entries, each typed and finished."""

    @property
    def pressed(self) -> tuple[str, ...]:
        return tuple(key for key in self.keys if key != TEXT)

    @property
    def row(self) -> str:
        # A single letter is one that narrows a list.
        keys = " ".join(key if key in (TEXT, PASTE) or len(key) == 1 else name_of(key) for key in self.keys)
        return f"| {self.words} | {keys} | {len(self.pressed)} |"


def said(*texts: str) -> Callable[[Stage], bool]:
    return lambda stage: stage.texts("round", "words")[-len(texts) :] == list(texts)


def last(stage: Stage):  # type: ignore[no-untyped-def]
    return responses(stage.session, "round", "words")[-1]


SAYING = (
    Act("Add an entry", (TEXT, "enter"), said("one"), ("one",)),
    Act("Take it back", ("ctrl+z",), lambda stage: stage.texts() == []),
    Act("Begin a new line inside an entry", (TEXT, "ctrl+j", TEXT, "enter"), said("a\nb"), ("a", "b")),
    Act("Make it a quote", (TEXT, "ctrl+o", "enter"), lambda stage: last(stage).kind == "quote", ("who asked us",)),
    Act("Say whose it is", (TEXT, "ctrl+l", "down", "enter", "enter"), lambda stage: last(stage).label, ("I did",)),
    Act(
        "Give it the label used last",
        (TEXT, "ctrl+l", "enter", "enter"),
        lambda stage: labels(stage)[0] == labels(stage)[1],
        ("I too",),
    ),
    Act("Change the last entry", ("up", TEXT, "enter"), said("so so"), (" so",), ("so",)),
    Act("Take the last entry out", ("up", "ctrl+x"), said("stays"), (), ("stays", "goes")),
    Act("Move the last entry up", ("up", "ctrl+u", "escape"), said("fox", "owl"), (), ("owl", "fox")),
    Act(
        "Split the last entry before its last word",
        ("up", "ctrl+left", "ctrl+k", "escape"),
        said("hot", "tea"),
        (),
        ("hot tea",),
    ),
    Act("Put the last two entries together", ("up", "ctrl+w", "escape"), said("x\ny"), (), ("x", "y")),
    Act("Paste three lines as three entries", (PASTE, "enter"), said("1", "2", "3"), ("1\n2\n3",)),
    Act("Put aside what is in the line", (TEXT, "ctrl+r"), lambda stage: parked(stage.session), ("later",)),
    Act("Find an entry", ("ctrl+f", TEXT, "enter"), lambda stage: "› who asked us" in stage.text, ("asked",)),
    Act("Leave an entry as it was", ("escape",), lambda stage: "Changing an entry" not in stage.text),
    Act("Go on to the next step", ("ctrl+n",), lambda stage: "Which animal" in stage.text),
    Act("Go back", ("ctrl+b",), lambda stage: "How do you arrive" in stage.text),
    Act("Go to the facilitator's step", ("ctrl+e",), lambda stage: "Which animal" in stage.text),
    Act(
        "Fill the next column of a table",
        (TEXT, "tab", TEXT, "enter"),
        lambda stage: stage.texts("animals", "animals", "table-1") == ["owl|sees"],
        ("owl", "sees"),
    ),
    Act(
        "Give the last entry to the next group",
        ("up", "ctrl+g", "enter"),
        lambda stage: stage.texts("animals", "animals", "table-2") == ["owl|sees"],
    ),
    Act("Type for the next group", ("ctrl+g",), lambda stage: "▸Table 2" in stage.text),
    Act(
        "Say how many people a group is",
        ("ctrl+k", TEXT, "enter"),
        lambda stage: heads(stage.session, "animals", "table-2") == 8,
        ("8",),
    ),
    Act("Begin with paper; later, take the next sheet", ("ctrl+t",), lambda stage: "Sheet 1 · 0 entries" in stage.text),
)
COUNTING = (
    Act(
        "Count the dots of an item, and of the next",
        (TEXT, "enter", TEXT, "enter"),
        lambda stage: [one["count"] for one in counted(stage.session, "votes").values()] == [4, 2],
        ("4", "2"),
    ),
    Act("Let the counts be seen", ("ctrl+l",), lambda stage: is_released(stage.session, "wall", "votes")),
    Act(
        "Enter the counts of three items twice",
        ("ctrl+w", TEXT, "enter", TEXT, "enter", "enter"),
        lambda stage: "checked by anna" in " ".join(stage.text.split()),
        ("4", "2"),
    ),
)
MARKING = (
    Act("Mark a point of a scale", (TEXT, "enter"), lambda stage: points_of(stage) == {3: 1}, ("3",)),
    Act(
        "Enter all marks of a statement at once",
        (TEXT, "enter"),
        lambda stage: points_of(stage) == {1: 2, 2: 5, 3: 9, 4: 4, 5: 1},
        ("2 5 9 4 1",),
    ),
)
BRANCHING = (
    Act(
        "Hang a point on the one before",
        ("tab", TEXT, "enter"),
        lambda stage: [depth for depth, _ in points(stage.session, ("wall", "map", "table-1"))] == [0, 1],
        ("Beds",),
        ("Garden",),
    ),
)
LISTING = (
    Act(
        "Add a person, with a role",
        (TEXT, "tab", TEXT, "enter"),
        lambda stage: [(one.name, one.role) for one in people(stage.session)] == [("Ada", "cook")],
        ("Ada", "cook"),
    ),
)
LEADING = (
    Act("Start the timer", ("ctrl+t",), lambda stage: timer(stage).running_since and timer(stage).length_s == 15 * 60),
    Act("Give a minute more, right after that", ("plus",), lambda stage: timer(stage).length_s == 16 * 60),
    Act("Go to another screen", ("ctrl+s", *"not", "enter"), lambda stage: stage.app.screen.PLACE == "note"),
)


def points_of(stage: Stage) -> dict[int, int]:
    field = meaning.find_field(agenda.block(stage.session, "wall"), "lines")
    return marks(stage.session, "wall", "lines", items(stage.session, field.statements), "before")[0].points  # type: ignore[union-attr]


def timer(stage: Stage) -> Timer:
    here = agenda.position(stage.session)
    assert here is not None
    return timer_of(stage.session, agenda.block(stage.session, here.block), here.step)


def labels(stage: Stage) -> list[str]:
    return [one.label for one in responses(stage.session, "round", "words") if one.label]


async def do(stage: Stage, *acts: Act) -> None:
    """Do these one after the other, with their keys alone."""
    for act in acts:
        for text in act.before:
            await stage.enter(text)
        texts = iter(act.texts)
        for key in act.keys:
            if key == TEXT and isinstance(stage.app.screen, ModalScreen):
                await stage.press(*next(texts))
            elif key == TEXT:
                await stage.type(next(texts))
            elif key == PASTE:
                await stage.paste(next(texts))
            else:
                await stage.press(key)
        await stage.until(lambda act=act: act.done(stage))  # type: ignore[misc]


@pytest.mark.slow
async def test_every_act_takes_the_keys_that_the_docs_tell(session_folder: Path, wall: Path) -> None:
    async with at(session_folder, "run", who="robin", size=NARROW) as lead:
        await lead.press("ctrl+n", "ctrl+n")
        await do(lead, *LEADING)
        await lead.press("ctrl+s", *"run", "enter")
        agenda.go(lead.session, "animals", 0)
    async with at(session_folder, "note", size=NARROW) as stage:
        await stage.press("ctrl+b")
        await do(stage, *SAYING)
    async with at(wall, "note", size=NARROW) as stage:
        for field, acts in (("votes", COUNTING), ("lines", MARKING), ("map", BRANCHING)):
            await go_to(stage, field)
            await do(stage, *acts)
    async with at(session_folder, "note", size=NARROW) as stage:
        await stage.press("ctrl+n", "ctrl+n")
        await do(stage, *LISTING)
    every = sorted([*SAYING, *COUNTING, *MARKING, *BRANCHING, *LISTING, *LEADING], key=lambda act: len(act.pressed))
    page = HEAD + "\n".join(act.row for act in every) + "\n"
    if os.environ.get("FACIKIT_GOLDEN") == "write":
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page
