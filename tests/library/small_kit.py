"""A small kit written into a folder, for the tests that need one."""

from __future__ import annotations

import textwrap
from pathlib import Path

MAP = """\
title: Mind map
steps:
  - title: Draw
    minutes: 10
    capture: [{field: ideas, kind: list}]
"""
SORT = """\
title: Sort <things>
blanks:
  things: ideas
  columns:
  ask: Where do these <things> go?
steps:
  - title: Sort
    minutes: 15
    ask: <ask>
    capture: [{field: sorted, kind: table, columns: <columns>}]
  - {title: Look, minutes: 5}
report: [sorted]
"""
TALK = """\
title: Talk
blanks: {speaker: the speaker}
setting: plenary
steps:
  - {title: Listen, minutes: 20, say: Thank <speaker>., capture: [{field: points, kind: list}]}
"""
DAY = """\
title: A day
start: 09:30
outcomes: [Know why]
groups:
  tables: 3
  mixed: {kind: mixed, count: 2}
  voices: {kind: stakeholder, names: [Students, Staff]}
agenda:
  - {input: Why we are here, speaker: Robin Vale}
  - {exercise: mind-map, groups: tables}
  - exercise: sort
    groups: voices
    with: {columns: [Now, Next]}
  - {break: Lunch, at: 12:30, minutes: 45}
  - {exercise: mind-map, title: Once more, minutes: 7, can_cut: yes}
  - {close: Goodbye}
"""


def write_kit(folder: Path, **workshops: str) -> Path:
    """Make a kit with three exercises, and workshops by name."""
    for name, text in {"mind-map": MAP, "sort": SORT, "talk": TALK}.items():
        put(folder / "exercises" / f"{name}.yaml", text)
    for name, text in (workshops or {"day": DAY}).items():
        put(folder / "templates" / "workshops" / f"{name.replace('_', '-')}.yaml", text)
    (folder / "sessions").mkdir(exist_ok=True)
    return folder


def put(path: Path, text: str) -> Path:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    return path


def put_session(kit: Path, name: str) -> Path:
    """Make a folder that looks like a session's."""
    return put(kit / "sessions" / name / "session.yaml", "title: x\n").parent
