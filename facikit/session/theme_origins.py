"""Where themes came from, however many merges, splits and laptops ago.

A theme keeps what was merged into it, and one that went keeps what it went into. Two people who merge into one theme
without seeing each other write over each other's list; so all wordings of it count, and both ends are looked at.
"""

from __future__ import annotations

from typing import Any

from facikit.session.records import Record, Records

MERGED = "merged_from"
SPLIT = "split_from"

Names = dict[str, str]
"""Themes by id, each with the name that it had."""


class Origins:
    """What every theme of a session was merged and split from."""

    def __init__(self, records: Records) -> None:
        self.into: dict[str, Names] = {}
        for record_id in records.of_kind("theme"):
            record = records.get(record_id)
            if record.flag("deleted") and record.text("merged_into"):
                gone = record_id.removeprefix("theme/")
                self.into.setdefault(record.text("merged_into"), {})[gone] = record.text("name")

    def merged(self, theme_id: str, record: Record) -> Names:
        """Return the themes that were merged into this one, those merged into them before among them."""
        found = _said(record, MERGED)
        waiting = [theme_id]
        while waiting:
            for gone, name in self.into.get(waiting.pop(), {}).items():
                if gone not in found:
                    found[gone] = name
                    waiting.append(gone)
        found.pop(theme_id, None)
        return found

    def split(self, record: Record) -> Names:
        """Return the theme that this one was split from; of a merged one, all that its parts were split from."""
        return _said(record, SPLIT)


def _said(record: Record, field: str) -> Names:
    """Return all that any wording has; a name as the shown one has it."""
    every = [record.get(field), *(line.set[field] for line in reversed(record.heads.get(field, ())))]
    return {key: name for value in reversed(every) for key, name in _names(value).items()}


def _names(value: Any) -> Names:
    return {str(key): str(name) for key, name in value.items()} if isinstance(value, dict) else {}
