"""The screens that are drawn: how one gets to each, with what words one knows that it is there."""

from __future__ import annotations

from typing import NamedTuple

STORY, INQUIRY, VISION, TEST = "change-story", "inquiry-topic", "visioning-day", "test-of-change"
PROGRAMME = "change-programme"
OF_THE_PROGRAMME = (PROGRAMME, "explore", STORY, "practitioner-research", TEST, "project-evaluation")


class Scene(NamedTuple):
    """One picture: the command; then keys, and words to wait for (``? words``) or to type (``= words``)."""

    name: str
    command: str
    steps: tuple[str, ...]
    sessions: tuple[str, ...] = (STORY, INQUIRY)
    """The worked sessions that are there."""


PUT_ASIDE = (
    "? Enter saves", "F7", "? Park it", "= Who pays for the hall after June?", "Enter", "? Parked: Who",
    "F7", "? Park it", "= Ask the council about the ramp", "Enter", "? Parked: Ask",
    "F6", "? What happened", "= Fire alarm: all out, all back after ten minutes", "Enter", "? Noted",
)  # fmt: skip
TO_REPORT = ("C-s", "? Go to", "= report", "Enter", "? as it goes out")
TO_MAP = ("C-a", "? The agenda", "= opportunities", "Enter", "? Opportunities and")
TO_VOTES = ("C-a", "? The agenda", "= what matters", "Enter", "? What matters")
TO_SCALES = ("C-a", "? The agenda", "= confidence", "Enter", "? Confidence,")

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
    Scene("report", f"note {INQUIRY}", ("? ^p", "C-s", "? Go to", "= report", "Enter", "? as it goes out")),
    Scene("report-look", f"note {INQUIRY}", ("? ^p", "C-s", "? Go to", "= report", "Enter", "? as it goes out", "Tab")),
    Scene("live-check", "check --watch kit/exercises/animals.yaml", ("? animals.yaml",)),
    Scene("live-check-wrong", "check --watch kit/exercises/poor.yaml", ("? poor.yaml",)),
    Scene(
        "hand-out",
        "",
        ("? Define the topics", "Enter", "? Open:", "Down", "Down", "Down", "Down", "Down", "Down", "Enter"),
    ),
    # What is put aside
    Scene("noting", f"themes {INQUIRY}", ("? in no theme", "F6", "? What happened")),
    Scene("parking-lot", f"note {STORY}", (*PUT_ASIDE, "C-p", "= parking lot", "Enter", "? is done")),
    Scene("notes-of-the-day", f"note {STORY}", (*PUT_ASIDE, "C-p", "= was noted", "Enter", "? is done")),
    Scene("closing", f"run {STORY}", ("? SAY", "C-p", "= close the day", "Enter", "? The end of the day")),
    Scene("erase", f"note {STORY}", ("? Enter saves", "C-p", "= erase", "Enter", "? Somebody asks")),
    # Typing what is on paper, counting, changing
    Scene("paper", f"note {STORY} --group table-2", ("? Enter saves", "C-t", "= Heron", "Tab", "= waits", "Enter")),
    Scene("changing", f"note {STORY}", ("? Enter saves", "Up", "? Changing")),
    Scene("register", f"note {STORY}", ("? Enter saves", "C-a", "= who took", "Enter", "? Who took"), (STORY,)),
    Scene("mind-map", f"note {VISION}", ("? ^p", *TO_MAP, "= Beds", "? Beds"), (VISION,)),
    Scene("counting", f"note {VISION}", ("? ^p", *TO_VOTES, "= 7"), (VISION,)),
    Scene("counting-again", f"note {VISION}", ("? ^p", *TO_VOTES, "C-w", "? once more", "= 3", "Enter"), (VISION,)),
    Scene("scale", f"note {TEST}", ("? ^p", *TO_SCALES), (TEST,)),
    Scene("alike", f"themes {INQUIRY}", ("? in no theme", "C-r", "? like")),
    Scene("naming", f"themes {INQUIRY}", ("? in no theme", "= trus")),
    Scene("refer", f"write {INQUIRY}", ("? words", "C-r", "? Refer")),
    # Several sessions together
    Scene("programme", "", ("? a programme of",), OF_THE_PROGRAMME),
    Scene("programme-write", f"write {PROGRAMME}", ("? words",), OF_THE_PROGRAMME),
    Scene("programme-report", f"write {PROGRAMME}", ("? words", *TO_REPORT), OF_THE_PROGRAMME),
    Scene("present", f"present {STORY}", ("? q leave",)),
)
