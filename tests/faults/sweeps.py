"""All faults, by name: what is done, how often at a desk, and how often in full."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from . import (
    away,
    bounded,
    carrying,
    edits,
    erased,
    fed_huge,
    fed_lines,
    fed_long,
    fed_notes,
    fed_templates,
    fed_words,
    fed_yaml,
    killed,
    order,
    power,
    refusing,
    soak,
    steps,
    torn,
    typed,
)
from .judge import Tally

SHARED = Path("/dev/shm")
MEMORY = SHARED if SHARED.is_dir() else None
"""A disk in memory, where there is one: a sync costs nothing there, and what it means is played, not waited for."""


class Fault(NamedTuple):
    """A fault; ``sweep`` takes how often, a seed, and a folder to work in.

    ``posix``: it needs processes that fork, or files that can be taken away while they are open.
    """

    sentence: str
    sweep: Callable[[int, int, Path], Tally]
    desk: int
    full: int
    posix: bool = False
    needs: str = ""
    """A package that it needs, and that nothing else does: without it, it is left out."""


FAULTS = {
    "cut": Fault("a log cut at every byte", torn.cut("nothing"), 1500, 100_000),
    "cut-zeros": Fault("the same, with zeros behind the cut", torn.cut("zeros"), 1500, 100_000),
    "cut-garbage": Fault("the same, with garbage behind it", torn.cut("garbage"), 1500, 100_000),
    "cut-glued": Fault("the same, with a good line glued to it", torn.cut("a good line"), 1500, 100_000),
    "cut-half": Fault("the same, with half a line glued to it", torn.cut("another's beginning"), 1500, 100_000),
    "bits": Fault("one bit flipped", torn.flipped, 1500, 1_000_000),
    "copies": Fault("nothing left but damaged conflict copies", torn.conflicts, 60, 6_000),
    "kill-calls": Fault("kill -9 before and after every file call", killed.at_calls, 120, 5_000, True),
    "kill-random": Fault("kill -9 of two writers at any moment", killed.at_random, 40, 10_000, True),
    "kill-typing": Fault("kill -9 while a line is typed, and taken over", killed.while_typing, 60, 3_000, True),
    "typed-late": Fault("kill -9 at any moment of somebody's typing", typed.late, 60, 3_000, True),
    "fail-once": Fault("each file call fails once", refusing.calls(True), 120, 4_000),
    "fail-on": Fault("each file call fails, and all after it", refusing.calls(False), 120, 4_000),
    "full": Fault("the disk is full at every byte", refusing.full, 120, 6_000),
    "taken": Fault("our log deleted, replaced or cut under us", refusing.taken, 60, 2_000, True),
    "refused": Fault("the folder refuses from some call on: outbox", away.refused, 60, 2_000),
    "vanished": Fault("the folder is gone from some call on: outbox", away.vanished, 60, 2_000, True),
    "kill-outbox": Fault("kill -9 while the outbox is written", away.killed, 60, 3_000, True),
    "power": Fault("the power goes: any unsynced sectors and names", power.lost, 800, 100_000),
    "power-new": Fault("the power goes while a session is made", power.within("new"), 40, 2_000),
    "power-seal": Fault("the power goes while logs are sealed", power.within("seal"), 40, 2_000),
    "power-merge": Fault("the power goes while notes are merged", power.within("merge"), 40, 2_000),
    "power-erase": Fault("the power goes while a person is erased", power.within("erase"), 16, 1_000),
    "live-copy": Fault("a copy taken while somebody types", carrying.live, 60, 10_000),
    "orders": Fault("lines in any order, doubled; wrong clocks", order.orders, 200, 100_000),
    "edits": Fault("edits of one text, unseen by others", edits.unseen, 1_000, 1_000_000),
    "erased-back": Fault("old copies of what was erased come back", erased.coming_back, 20, 1_000),
    "cloned": Fault("a laptop copied while a session is open", order.cloned, 15, 500),
    "forked": Fault("two contents under one id", order.forked, 48, 4_800),
    "hostile": Fault("hostile words by log, pack, merge and YAML", carrying.unaltered, 600, 50_000),
    "strangers": Fault("lines of a newer facikit: the same ways", carrying.strangers, 10, 500),
    "missing": Fault("lines that did not come along are missed", torn.missing, 60, 5_000),
    "stop-pack": Fault("pack stopped or failing at every step", steps.sweep("pack"), 24, 1_000, True),
    "stop-merge": Fault("merge stopped or failing at every step", steps.sweep("merge"), 24, 1_000, True),
    "stop-adopt": Fault("a pack opened: the same", steps.sweep("open a pack"), 24, 1_000, True),
    "stop-import": Fault("import: the same", steps.sweep("import"), 24, 1_000, True),
    "stop-new": Fault("a session made: the same", steps.sweep("new"), 24, 1_000, True),
    "stop-seal": Fault("seal: the same", steps.sweep("seal"), 24, 1_000, True),
    "stop-erase": Fault("erase: the same", steps.sweep("erase"), 16, 2_000, True),
    "soak": Fault("weeks of six writers, crashes and merges", soak.weeks, 50, 3_000, True),
    "fed-yaml": Fault("anything at all read as YAML", bounded.sweep(fed_yaml.YAML), 80, 6_000, True),
    "fed-log": Fault("anything at all read as a log", bounded.sweep(fed_notes.LOG), 1000, 100_000, True),
    "fed-lines": Fault("whole lines that say anything at all", bounded.sweep(fed_lines.LINES), 60, 3_000, True),
    "fed-commands": Fault("the same, told by every command", bounded.sweep(fed_lines.COMMANDS), 80, 3_000, True),
    "fed-pack": Fault("anything at all opened as a pack", bounded.sweep(fed_notes.PACK), 60, 3_000, True),
    "fed-huge": Fault("ten gigabytes in the place of any file", bounded.sweep(fed_huge.FILES), 20, 800, True),
    "fed-long": Fault("a few signs, over and over", bounded.sweep(fed_long.FILES), 20, 400, True),
    "fed-template": Fault("templates that ask for anything", bounded.sweep(fed_templates.TEMPLATES), 500, 20_000, True),
    "fed-screen": Fault("any text on a screen and a terminal", bounded.sweep(fed_words.SCREEN), 2500, 200_000, True),
    "fed-markdown": Fault(
        "any text in Markdown, by markdown-it", bounded.sweep(fed_words.MARKDOWN), 12_000, 1_000_000, True
    ),
    "fed-other": Fault(
        *("the same, by commonmark", bounded.sweep(fed_words.COMMONMARK), 12_000, 1_000_000, True), needs="commonmark"
    ),
}
