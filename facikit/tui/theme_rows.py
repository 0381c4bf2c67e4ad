"""What the list of themes shows: where one can look, what a name being typed may mean, what a theme is about."""

from __future__ import annotations

from textual.content import Content

from facikit.session.session import Session
from facikit.session.themes import Theme
from facikit.tui.rows import Row
from facikit.tui.sorting import ALIKE, ALL, ASIDE, OFF, UNTHEMED, VIEWS, Standing, Table
from facikit.tui.text import cut, one_line, plain, wrapped

NEW = ":new"
"""The row that makes a theme of what is typed."""
TOLD = {
    UNTHEMED: "What is in no theme yet. A digit, or a name and Enter, puts a card into a theme.",
    ALL: "Every card, with the themes it is in. From here a card goes into one theme more.",
    ASIDE: "What considered reports leave out.",
    OFF: "What is kept out of everything that goes out.",
    ALIKE: "First what you asked about, then cards with like words, unthemed ones first. Look before you put any.",
    NEW: "Enter makes this theme.",
}


def listing(table: Table, where: str) -> list[Row]:
    """Return everything that can be looked at: the views that have something in them, then the themes."""
    counts = {UNTHEMED: table.left, ALL: len(table.cards), ASIDE: table.aside, OFF: table.off, ALIKE: len(table.alike)}
    views = [
        Row(view, VIEWS[view], beside=str(count), quiet=not count)
        for view, count in counts.items()
        if count or view in (UNTHEMED, ALL, where)
    ]
    return views + [_row(table, one, one.depth) for one in table.themes]


def offers(table: Table, name: str, but: str) -> list[Row]:
    """Return the themes that a beginning may mean, all ``but`` one, and the new one that it may be the name of."""
    rows = [_row(table, one) for one in table.matching(name) if one.theme.id != but]
    if table.named(name) is None:
        rows.append(Row(NEW, f"New theme “{name}”", before="+"))
    return rows or [Row(but, "That is the theme you are looking at.", quiet=True)]


def about(session: Session, table: Table, row: Row | None, width: int, height: int) -> Content:
    """Return what there is to say of a row of the list, in so much room: its numbers, then what it is about."""
    standing = table.theme(row.id) if row is not None else None
    if standing is None:
        return plain(TOLD.get(row.id if row is not None else "", ""), "$text-muted")
    theme = standing.theme
    elsewhere = sum(1 for member in theme.members if member not in table.cards)
    others = _other_names(session, theme)
    facts = [
        table.told(theme),
        f"{elsewhere} of another field" if elsewhere else "",
        f"merged from {_names(theme.merged_from)}" if theme.merged_from else "",
        f"split from {_names(theme.split_from)}" if theme.split_from else "",
        f"! also named {others} at the same time: ^e settles it" if others else "",
    ]
    told = wrapped(" · ".join(fact for fact in facts if fact), width)
    said = wrapped(one_line(theme.text), width) if theme.text.strip() else []
    room = max(1, height - len(told))
    if len(said) > room:
        said = [*said[: room - 1], cut(f"{said[room - 1]} …", width)]
    return Content("\n").join([plain("\n".join(told), "$text-muted"), *map(plain, said)])


def _row(table: Table, one: Standing, depth: int = 0) -> Row:
    number = sum(1 for member in one.theme.members if member in table.cards)
    return Row(one.theme.id, one_line(one.theme.name), before=one.digit, beside=str(number), depth=depth)


def _names(named: dict[str, str]) -> str:
    return ", ".join(f"“{one_line(name)}”" for name in named.values())


def _other_names(session: Session, theme: Theme) -> str:
    """Return the names that somebody gave it without seeing the one that is shown."""
    heads = session.records.get(f"theme/{theme.id}").heads.get("name", ())
    names = dict.fromkeys(one_line(str(head.set.get("name"))) for head in heads)
    return ", ".join(f"“{name}”" for name in names if name != one_line(theme.name))
