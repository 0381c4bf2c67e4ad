"""What an undo says it did to entries and to the agenda: in the words of the act that it takes back."""

from __future__ import annotations

from facikit.session.lines import Line
from facikit.session.records import Records
from facikit.session.words import one_line

PLACE = {"group", "position", "parent"}
"""What of an entry says where it stands."""


def of_entries(records: Records, lines: list[Line]) -> str:
    """Return what was done to entries, as it stands while it is in force, or as it would."""
    lines = [line for line in lines if line.put.startswith("response/")]
    made = [line for line in lines if "block" in line.set]
    gone = [line for line in lines if line not in made and "deleted" in line.set]
    changed = [line for line in lines if line not in made and line not in gone]
    if made and changed:
        return f"the splitting of {_quoted(records, changed[0])}"
    if made:
        words = said(records, made[0])
        return f"{len(made)} entries" if len(made) > 1 else f"entry: {words}" if words else "a change to entry"
    if gone and changed:
        return f"the putting together of {_quoted(records, changed[0])}"
    if gone:
        return f"the taking out of {_these(records, gone)}"
    fields = {field for line in changed for field in line.set}
    if "wording" in fields:
        return f"the edited wording of {_these(records, changed)}"
    if fields <= PLACE:
        return f"the {'giving' if 'group' in fields else 'moving'} of {_these(records, changed)}"
    return f"the change to {_these(records, changed)}"


TO_BLOCKS = {
    "plan": "the putting in of",
    "position": "the moving of",
    "minutes": "the other length of",
    "at": "the other time of",
    "title": "the other title of",
}


def of_block(records: Records, line: Line) -> str:
    """Return what was done to a block of the agenda."""
    shown = records.get(line.put)
    plan = line.set.get("plan") or shown.get("plan")
    title = shown.text("title") or (str(plan.get("title", "")) if isinstance(plan, dict) else "")
    name = f"“{one_line(title, 50)}”" if title.strip() else "a block"
    if "cut" in line.set:
        return f"the {'cutting' if line.set['cut'] else 'bringing back'} of {name}"
    act = next((words for field, words in TO_BLOCKS.items() if field in line.set), "a change to")
    return f"{act} {name}"


def of_aside(records: Records, line: Line, what: str) -> str:
    """Return what was done to something parked or noted."""
    name = f"“{said(records, line)}”"
    if "deleted" in line.set:
        return f"the taking out of {name}"
    if "done" in line.set:
        return f"the ticking off of {name}"
    return f"{what}: {said(records, line)}"


def said(records: Records, line: Line) -> str:
    """Return the words of the record that a line is about, shortened; of one that is no more, those of the line."""
    shown = {key: value for key, value in records.get(line.put).values.items() if value}
    values = {**line.set, **shown}
    cells = values.get("cells")
    text = values.get("text") or values.get("name") or values.get("title") or values.get("reason")
    if not text and isinstance(cells, dict):
        text = " · ".join(str(cell) for cell in cells.values() if cell)
    return one_line(str(text), 50) if text else ""


def _these(records: Records, lines: list[Line]) -> str:
    return _quoted(records, lines[0]) if len(lines) == 1 else f"{len(lines)} entries"


def _quoted(records: Records, line: Line) -> str:
    words = said(records, line)
    return f"“{words}”" if words else "one entry"
