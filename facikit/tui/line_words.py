"""What is said around the line being typed: before it, above it, in it while it is empty, and of where it is."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from facikit.library.kinds import Field
from facikit.session import agenda
from facikit.session.session import Session
from facikit.tui import branching
from facikit.tui.capture import Column, kinds_of, of
from facikit.tui.drafts import Spot, Unfinished
from facikit.tui.text import cut, one_line


def prompt(
    session: Session, field: Field, line: Unfinished, group: str, stops: Sequence[Column]
) -> Iterator[str | tuple[str, str]]:
    """Return what stands before the line: group, kind, label, and what is being typed."""
    capture = of(field)
    parts = [cut(group, 20)]
    kinds = {one.id: one.title for one in kinds_of(field)}
    if capture.own_kinds is not None or (capture.kinds and line.kind != capture.kinds[0]):
        parts += [cut(kinds[line.kind], 20)] if line.kind in kinds else []
    if line.label:
        parts.append(cut(line.label, 20))
    columns = capture.columns(field)
    if capture.deep:
        branch = branching.branch(session, line.category)
        over = f"on “{cut(branch[-1], 20)}”" if branch else ""
    else:
        over = next((one.title for one in stops if one.id == line.category), "")
    parts.append(cut(over or columns[min(line.at, len(columns) - 1)].title, 28))
    yield " · ".join(parts[:-1]) + " · ", "$text-muted"
    yield parts[-1], "bold"
    yield " ›", "$text-muted"


def so_far(session: Session, field: Field, spot: Spot, line: Unfinished) -> str:
    """Return what the other columns of the line hold; where there are none, what all entries come to."""
    capture = of(field)
    if capture.sums is not None:
        return capture.sums(session, field, spot)
    if capture.deep:
        return " › ".join(cut(words, 40) for words in branching.branch(session, line.category))
    named = enumerate(zip(capture.columns(field), line.parts, strict=False))
    return "   ".join(f"{column.title}: {one_line(part)}" for at, (column, part) in named if part and at != line.at)


def walks(field: Field, line: Unfinished, stops: Sequence[Column], *, several_fields: bool) -> str:
    """Return what Tab leads to, in words; empty where it leads nowhere."""
    capture = of(field)
    columns = capture.columns(field)
    if len(columns) > 1 and line.at < len(columns) - 1:
        return "next column"
    if len(stops) > 1:
        return f"next {capture.stop}"
    if several_fields:
        return "next field"
    return "first column" if len(columns) > 1 else ""


def placeholder(field: Field, line: Unfinished, tab: str) -> str:
    """Say in an empty line what can be done in it; ``tab`` is what Tab leads to."""
    if field.kind == "photo" and line.at == 0:
        return "Drop the picture's file here, or type its path"
    hint = of(field).hint
    words = hint(field) if hint is not None else "Enter saves"
    return f"{words} · Tab: {tab}" if tab else words


def notice(
    session: Session, spot: Spot | None, line: Unfinished, elsewhere: Sequence[Spot], left: Container[Spot | None]
) -> str:
    """Return what is worth saying about the line; ``elsewhere`` are other unfinished ones, ``left`` those of before."""
    if line.editing:
        return "Changing an entry: Enter saves it, Esc leaves it as it was."
    if spot in left:
        return "You left this line unfinished: it is not an entry yet."
    if not elsewhere:
        return ""
    places = "; ".join(spot_words(session, one) for one in elsewhere[:3])
    if elsewhere[0] in left:
        lines = "an unfinished line" if len(elsewhere) == 1 else f"{len(elsewhere)} unfinished lines"
        return f"You left {lines} at {places}: ^d goes there."
    return f"Unfinished elsewhere: {places}: ^d goes there."


def spot_words(session: Session, spot: Spot) -> str:
    """Return where a spot is, in words."""
    block_id, field_name, group_id = spot
    block = next((one for one in agenda.blocks(session) if one.id == block_id), None)
    if block is None:
        return "a block that is gone"
    names = {group.id: group.name for group in agenda.groups_of(session, block_id)}
    titles = {one.field: one.title for one in block.fields}
    field = f" · {cut(titles.get(field_name, field_name), 20)}" if len(titles) > 1 else ""
    return f"{cut(block.title, 28)}, {cut(names.get(group_id, group_id), 20)}{field}"
