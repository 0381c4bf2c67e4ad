"""The screens that are drawn: how one gets to each, with what words one knows that it is there."""

from __future__ import annotations

from typing import NamedTuple

STORY, INQUIRY, DAY = "change-story", "inquiry-topic", "a-day-of-today"


class Scene(NamedTuple):
    """One picture: the command; then keys, and words to wait for (``? words``) or to type (``= words``)."""

    name: str
    command: str
    steps: tuple[str, ...]


SCENES = (
    Scene("home", "", ("? Define the topics",)),
    Scene("library", "", ("? Define the topics", "Tab", "Down", "Down")),
    Scene("run-sheet", "", ("? Define the topics", "Tab", "End", "Enter", "? ^w")),
    Scene("open", "", ("? Define the topics", "Enter", "? Open:")),
    Scene("new", "", ("? Define the topics", "C-n", "Enter", "? Date")),
    Scene("run", f"run {STORY}", ("? SAY",)),
    Scene("run-timer", f"run {STORY}", ("? SAY", "C-t", "= Heron", "Tab", "= It stands and waits")),
    Scene("agenda", f"run {STORY}", ("? SAY", "C-a", "? agenda")),
    Scene("note", f"note {STORY} --group table-2", ("? Table 2",)),
    Scene("commands", f"note {STORY}", ("? Enter saves", "C-p", "? What shall be done")),
    Scene("help", f"run {STORY}", ("? SAY", "F1", "? Help")),
    Scene("prompt", f"run {STORY}", ("? SAY", "C-k", "?  people")),
    Scene("screens", f"note {STORY}", ("? Enter saves", "C-s", "? Go to")),
    Scene("plan", f"note {STORY}", ("? ^p", "C-s", "? Go to", "= plan", "Enter", "? BLOCK")),
    Scene("find", f"note {STORY}", ("? ^p", "C-f", "= animal")),
    Scene("themes", f"themes {INQUIRY}", ("? in no theme",)),
    Scene("themes-side", f"themes {INQUIRY}", ("? in no theme", "Space", "Tab", "Down")),
    Scene("write", f"write {INQUIRY}", ("? words",)),
    Scene("write-evidence", f"write {INQUIRY}", ("? words", "C-n", "C-n", "C-n", "Tab")),
    Scene("report", f"note {INQUIRY}", ("? ^p", "C-s", "? Go to", "= report", "Enter", "? Markdown")),
    Scene("report-look", f"note {INQUIRY}", ("? ^p", "C-s", "? Go to", "= report", "Enter", "? Markdown", "Tab")),
    Scene("live-check", "check --watch kit/exercises/animals.yaml", ("? animals.yaml",)),
    Scene("live-check-wrong", "check --watch kit/exercises/poor.yaml", ("? poor.yaml",)),
    Scene(
        "hand-out",
        "",
        ("? Define the topics", "Enter", "? Open:", "Down", "Down", "Down", "Down", "Down", "Down", "Enter"),
    ),
    Scene("present", f"present {STORY}", ("? q leave",)),
)
