"""Items that a block takes from an earlier one: what was said becomes what is voted on, themes become groups.

Nothing is copied: the items are looked up each time, so a word corrected upstream is corrected here, and one that was
added late is here too. Their ids are those of the responses, themes or groups they come from, and never change.
"""

from __future__ import annotations

from facikit.library.kinds import FIELD_TYPES, Field
from facikit.library.values import From, Item, Items
from facikit.session.agenda import LiveBlock, blocks, groups_of
from facikit.session.responses import responses
from facikit.session.session import Session
from facikit.session.tallies import ranked, tallies

__all__ = ["FIELD_TYPES", "items"]
VIEW = "taking"
"""What is being looked up just now, under this name among the session's views."""


def items(session: Session, source: Items | From) -> list[Item]:
    """Return the items that ``source`` stands for now; one that leads back to itself stands for nothing more."""
    if not isinstance(source, From):
        return list(source)
    under_way: set[From] = session.views.setdefault(VIEW, set())
    if source in under_way:
        return []
    under_way.add(source)
    try:
        return _taken(session, source)
    finally:
        under_way.discard(source)


def _taken(session: Session, source: From) -> list[Item]:
    block_id, _, name = source.from_.partition(".")
    if source.take == "groups":
        return [Item(group.name, group.id) for group in _groups(session, block_id)]
    if source.take == "themes":
        from facikit.session.themes import themes  # every entry comes by here, and few fields take themes

        return [Item(theme.name, theme.id) for theme in themes(session, block_id, name) if not theme.parent]
    field = _field(session, block_id, name)
    if source.take == "top" and field is not None and hasattr(field, "items"):
        there = items(session, field.items)
        counted = [one for one in tallies(session, block_id, name, there) if one.item in there]
        most = source.top or 5
        return [one.item for rank, one in ranked(counted) if rank <= most and one.total()]
    taken = [
        Item(one.text or " · ".join(cell for cell in one.cells.values() if cell), one.id)
        for group in _order(session, block_id, name)
        for one in responses(session, block_id, name, group)
        if not one.off_record and not one.set_aside
    ]
    return taken[: source.top] if source.top else taken


def _order(session: Session, block: str, field: str) -> list[str]:
    """Return the groups that have answered, in the order of their set."""
    known = [group.id for group in _groups(session, block)]
    here = {one.group for one in responses(session, block, field)}
    return [*(group for group in known if group in here), *sorted(here - set(known))]


def _groups(session: Session, block: str) -> list:  # type: ignore[type-arg]
    return groups_of(session, block) if any(one.id == block for one in blocks(session)) else []


def _field(session: Session, block: str, name: str) -> Field | None:
    found: LiveBlock | None = next((one for one in blocks(session) if one.id == block), None)
    return next((field for field in found.fields if field.field == name), None) if found else None
