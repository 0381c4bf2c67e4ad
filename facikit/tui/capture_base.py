"""What each kind of field must say of itself to be typed: see ``capture`` for all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from facikit.library.kinds import Field, FieldBase
from facikit.session.responses import Draft, Response, delete
from facikit.session.session import Session
from facikit.tui.drafts import Spot


class Column(NamedTuple):
    """One part of an entry, a category, an item, a kind: its id and its words."""

    id: str
    title: str


class Row(NamedTuple):
    """An entry as a list shows it: its cells, and in few words what goes with it."""

    id: str
    line: str
    """The log line that last changed it, whose state its mark tells; empty where nothing was typed yet."""
    cells: tuple[str, ...]
    beside: str = ""
    hang: int = 0
    """How far the lines of its first cell after the first one stand in."""


def rows_of(
    session: Session, field: FieldBase, spot: Spot, entries: list[Response], row: Callable[[Response], Row]
) -> list[Row]:
    """Return the row of each entry; one that has stayed the same keeps its row, so that only what is new costs."""
    of, known = session.views.get(f"rows {spot}", (None, {}))
    if of != field:
        known = {}
    kept: dict[str, tuple[Response, Row]] = {}
    for one in entries:
        before = known.get(one.id)
        kept[one.id] = before if before is not None and before[0] is one else (one, row(one))
    session.views[f"rows {spot}"] = field, kept
    return [found for _, found in kept.values()]


class Entry(msgspec.Struct, frozen=True):
    """An entry on its way to becoming a record: where it belongs, and what was typed, part by part."""

    field: Field
    blank: Draft
    """Block, field, group, kind, label and category."""
    parts: tuple[str, ...]
    seen: tuple[str, ...] = ()
    """Where others changed what is changed here: the log lines that were seen, and only they are replaced."""

    @property
    def spot(self) -> Spot:
        """Where it belongs."""
        return self.blank.block, self.blank.field, self.blank.group

    def at(self, stop: str) -> Entry:
        """Return it standing at another stop: an item, a statement."""
        return msgspec.structs.replace(self, blank=msgspec.structs.replace(self.blank, category=stop))


def _delete(session: Session, entry_id: str) -> None:
    delete(session, entry_id)


def _never(session: Session, entry_id: str, entry: Entry) -> None:  # noqa: ARG001
    raise RuntimeError("its entries are not changed one by one")


class Capture(NamedTuple):
    """One kind of field."""

    columns: Callable[[FieldBase], list[Column]]
    """The parts that are typed."""
    rows: Callable[[Session, FieldBase, str, str], list[Row]]
    parts: Callable[[Session, FieldBase, str], tuple[str, ...]]
    """What an entry's line holds when it is changed."""
    add: Callable[[Session, Entry], None]
    change: Callable[[Session, str, Entry], None] = _never
    remove: Callable[[Session, str], None] = _delete
    kinds: tuple[str, ...] = ()
    """The kinds of response that it can hold, the usual one first; none: it has no such thing."""
    own_kinds: Callable[[FieldBase], list[Column]] | None = None
    """Kinds, or rounds, that the field itself names; whoever types stays with one until another is chosen."""
    labelled: bool = False
    prepare: Callable[[Session, Entry], Entry] | None = None
    """What takes its time and must come first, away from the screen's thread."""
    walks: bool = False
    """Enter goes from part to part and saves at the last, because the last one matters."""
    headings: Callable[[FieldBase], list[str]] | None = None
    """What stands over the list, where that is not the parts that are typed."""
    stops: Callable[[Session, FieldBase, Spot], list[Column]] | None = None
    """What Tab goes along, and an entry stands under: categories, statements, items; of a tree, its points."""
    stop: str = "category"
    """What one of them is called."""
    deep: bool = False
    """Tab hangs an entry on the one above."""
    counted: bool = False
    """Its rows are things to count, there before anything is typed; what is typed is numbers."""
    onward: Callable[[Session, Entry], str] | None = None
    """The stop to be at after this entry; empty: the same."""
    add_many: Callable[[Session, Entry, list[str]], None] | None = None
    """How several lines are added as one change, where that is not the way of plain lines."""
    amount: Callable[[Session, FieldBase, Spot], int] | None = None
    """How much is there, where that is not the number of rows."""
    sums: Callable[[Session, FieldBase, Spot], str] | None = None
    """What is worth saying about all of it."""
    hint: Callable[[FieldBase], str] | None = None
    """What to type, in a few words."""
