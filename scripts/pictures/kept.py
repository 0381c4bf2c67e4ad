"""The pictures that the pages in docs/ show: each a walk to a screen, at a moment of a worked day, for one person."""

from __future__ import annotations

from typing import NamedTuple

from pictures.scenes import SCENES, STORY, TO_VOTES, Scene

WIDE = (110, 34)
DARK, LIGHT = "facikit-dark", "facikit-light"
AT_THE_TABLES = "2023-08-15T10:38:20.000Z"
IN_THE_EVENING = "2023-08-15T14:56:00.000Z"
TO_PEOPLE = ("C-a", "? The agenda", "= who took", "Enter", "? Who took")
FURTHER_SHEETS = (
    "C-t", "= Otter", "Tab", "= Turns everything over to see what is under it", "Tab", "= Time to play", "Enter",
    "= Ant", "Tab", "= Carries more than it weighs", "Tab", "= Somebody to notice",
)  # fmt: skip
TO_ANIMALS = ("C-g", "? Sort what", "= change animals", "Enter", "? Horizon")
TO_A_THEME = ("C-f", "= networking", "Enter", "? Names got faces")
TO_ITS_QUOTE = (*["Up"] * 5, "End", "Left", "Left")
TO_THE_END = ("C-p", "= close the day", "Enter", "? The end of the day")


class Kept(NamedTuple):
    """A picture in docs/pictures: its title, how one gets there, when (UTC), who sits there, and how it is shown."""

    title: str
    scene: Scene
    at: str
    who: str
    size: tuple[int, int] = (100, 30)
    look: str = DARK
    until: str = ""
    """When the last was written that is known there; nothing: just before."""
    without: str = ""
    """Whose notes have not come in yet."""

    @property
    def name(self) -> str:
        """Its file's name."""
        return f"{self.scene.name}.svg"


def _scene(name: str, *more: str, called: str = "", command: str | None = None, steps: tuple[str, ...] = ()) -> Scene:
    """Return a scene that is drawn elsewhere too, with what is done further in this picture."""
    [found] = [one for one in SCENES if one.name == name]
    return found._replace(
        name=called or name,
        command=found.command if command is None else command,
        steps=(*(steps or found.steps), *more),
    )


KEPT = (
    # Before
    Kept("Home", _scene("home"), "2024-06-03T08:00:00.000Z", "Morven"),
    Kept("A run sheet", _scene("run-sheet"), "2024-06-03T08:00:00.000Z", "Morven"),
    Kept("A new session", _scene("new"), "2024-06-03T08:00:00.000Z", "Morven"),
    Kept("Plan", _scene("plan"), "2023-08-14T15:00:00.000Z", "Morven"),
    Kept("Live check", _scene("live-check-wrong", called="live-check"), "2023-08-14T15:00:00.000Z", "Morven"),
    # On the day
    Kept("Run", _scene("run"), AT_THE_TABLES, "Morven", WIDE),
    Kept(
        "What could win time",
        _scene("run", "C-u", "? What shall win", called="run-late"),
        *("2023-08-15T11:01:40.000Z", "Morven"),
        until="2023-08-15T10:54:00.000Z",
    ),
    Kept("The room's screen", _scene("present"), AT_THE_TABLES, "Morven", (80, 24)),
    Kept("Note", _scene("note", "= Heron", "Tab", "= Stands and waits until it is wor"), AT_THE_TABLES, "Dev"),
    Kept("Typing from paper", _scene("paper", *FURTHER_SHEETS), AT_THE_TABLES, "Dev"),
    Kept(
        "Counting",
        _scene("counting", steps=("? ^p", *TO_VOTES, *["Tab"] * 6, "= 10")),
        "2014-03-20T12:18:50.000Z",
        "Rowan",
    ),
    Kept("Who took part", _scene("register", called="people", steps=("? ^p", *TO_PEOPLE)), IN_THE_EVENING, "Anna"),
    Kept(
        "The end of the day",
        _scene("closing", steps=("? ^p", *TO_THE_END)),
        *(IN_THE_EVENING, "Morven"),
        without="fraser",
    ),
    # Afterwards
    Kept("Themes", _scene("themes", *TO_ANIMALS, command=f"themes {STORY}"), "2023-08-17T09:13:00.000Z", "Morven"),
    Kept(
        "Write",
        _scene("write", *TO_A_THEME, *TO_ITS_QUOTE, command=f"write {STORY}"),
        "2023-08-17T10:12:00.000Z",
        "Morven",
        WIDE,
    ),
    Kept(
        "Write, with how it will read",
        _scene("write", *TO_A_THEME, "C-l", "? ▌", called="write-view", command=f"write {STORY}"),
        *("2023-08-17T10:12:00.000Z", "Morven", WIDE),
    ),
    Kept(
        "Report",
        _scene("report", *["C-n"] * 5, command=f"note {STORY}"),
        *("2023-08-17T13:33:00.000Z", "Morven"),
    ),
    # Everywhere
    Kept("Everything that can be done", _scene("commands"), AT_THE_TABLES, "Dev"),
    Kept("Help", _scene("help"), AT_THE_TABLES, "Morven", look=LIGHT),
)
