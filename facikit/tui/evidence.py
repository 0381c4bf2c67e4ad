"""What a piece of prose rests on: what was said, by group, with its counts; and what each piece is referred to by.

Off-record responses are in none of it; pledges are private and only counted. What staff set aside stands last,
and in no count, as in the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from facikit.analysis.counts import heard
from facikit.analysis.themes import on_record
from facikit.errors import UserError
from facikit.library.kinds import FieldBase, ListField, TableField, TreeField
from facikit.report.page import UNITS, people_words
from facikit.session.agenda import Group, LiveBlock, blocks, groups, groups_of
from facikit.session.people import people
from facikit.session.responses import Response, private, response, responses
from facikit.session.session import Session
from facikit.session.theme_sets import fields_of
from facikit.session.themes import Theme, themes
from facikit.tui.common_pieces import common_pieces
from facikit.tui.joined import Joined, joined, pieces, prefixed
from facikit.tui.joined import meaning as meaning_across
from facikit.tui.piece import Kind, Piece
from facikit.tui.results import results
from facikit.tui.text import one_line
from facikit.tui.writing import Place


def evidence(session: Session, place: Place) -> list[Piece]:
    """Return what stands beside ``place`` while it is written."""
    programme = joined(session)
    if programme is not None:
        themes_first = common_pieces(programme, session.plan.session, place.slot, words_of)
        return [*themes_first, *pieces(programme, place.slot, _of_session, meaning)]
    if place.theme:
        return _of_theme(session, place)
    block = next((one for one in blocks(session) if one.id == place.about), None)
    return _of_block(session, block) if block is not None else _of_session(session)


def references(session: Session, place: Place) -> list[Piece]:
    """Return everything that prose can refer to, each once: what is at hand first, then the rest of the session."""
    programme = joined(session)
    every = evidence(session, place) + (_across(programme) if programme is not None else _whole(session))
    found = {piece.reference: piece for piece in reversed(every) if piece.reference}
    return [found[reference] for reference in dict.fromkeys(piece.reference for piece in every if piece.reference)]


def _whole(session: Session) -> list[Piece]:
    by_id = {one.id: one for one in responses(session)}
    found = _of_session(session) + [piece for block in blocks(session) for piece in _of_block(session, block)]
    return found + [_count_of(session, one, by_id) for one in themes(session)]


def _across(programme: Joined) -> list[Piece]:
    return [piece for name, one in programme.sessions.items() for piece in prefixed(name, _whole(one))]


def meaning(session: Session, kind: str, name: str) -> str | None:
    """Return what a reference in prose stands for, in words; None where it leads nowhere."""
    programme = joined(session)
    if programme is not None:
        return meaning_across(programme, kind, name, meaning)
    if kind == "quote":
        said = _quoted(session, name)
        return f"‘{said}’" if said else None
    theme = next((one for one in themes(session) if kind == "count" and one.id == name), None)
    if theme is not None:
        return _count_of(session, theme, {one.id: one for one in responses(session)}).words
    if kind == "theme":
        record = session.records.get(f"theme/{name}")
        return None if record.flag("deleted") else record.text("name") or None
    block_id, field_name = (name, "") if kind == "see" else (name.rpartition(".")[0], name.rpartition(".")[2])
    block = next((one for one in blocks(session) if one.id == block_id), None)
    if block is None or kind == "see":
        return block.title if block is not None else None
    field = next((one for one in block.fields if one.field == field_name), None)
    return _counted(session, block, field) if field is not None else None


def _quoted(session: Session, response_id: str) -> str:
    try:
        one = response(session, response_id)
    except UserError:
        return ""
    shown = one.id == response_id and _told([one]) and (one.block, one.field) not in private(session)
    return words_of(session, one) if shown else ""


def words_of(session: Session, one: Response) -> str:
    """Return what a response says on one line, as it is quoted: its text, and its cells in the columns' order."""
    if not one.cells:
        return one_line(one.wording or one.text)
    return " – ".join(part for part in (one_line(one.text), *map(one_line, _cells(session, one))) if part)


def _cells(session: Session, one: Response) -> list[str]:
    planned = next((block.steps for block in session.plan.agenda if block.id == one.block), ())
    fields = [field for step in planned for field in step.capture if field.field == one.field]
    columns = [item.id or item.text for field in fields if isinstance(field, TableField) for item in field.columns]
    rest = [column for column in one.cells if column not in columns]
    return [one.cells.get(column, "") for column in (*columns, *rest)]


def _of_theme(session: Session, place: Place) -> list[Piece]:
    every = themes(session, place.about)
    theme = next((one for one in every if one.id == place.theme), None)
    if theme is None:
        return []
    by_id = {one.id: one for one in responses(session)}
    members = [by_id[one] for one in theme.members if one in by_id]
    block = next((one for one in blocks(session) if one.id == theme.block), None)
    field = next((one for one in block.fields if one.field == theme.field), None) if block else None
    head = msgspec.structs.replace(_theme(session, theme, by_id, kind="head"), beside="")
    found = [head, _count_of(session, theme, by_id)]
    found += [_theme(session, one, by_id, depth=1) for one in every if one.parent == theme.id]
    sharing = fields_of(session, theme.block, theme.field)
    if len(sharing) == 1:
        return found + list(_by_group(session, block, field, members))
    for at in sharing:
        block = next((one for one in blocks(session) if one.id == at[0]), None)
        field = next((one for one in block.fields if one.field == at[1]), None) if block else None
        mine = [one for one in members if (one.block, one.field) == at]
        if mine and field is not None:
            found.append(Piece("head", field.title, block.title if block is not None and at[0] != theme.block else ""))
            found += _by_group(session, block, field, mine)
    return found


def _of_block(session: Session, block: LiveBlock) -> list[Piece]:
    captured = responses(session, block.id)
    by_id = {one.id: one for one in captured}
    named = themes(session, block.id)
    found: list[Piece] = []
    known = {field.field for field in block.fields}
    for field in block.fields:
        mine = [one for one in captured if one.field == field.field]
        counted = results(session, block.id, field)
        if mine or field.kind == "people":
            found.append(_head(session, block, field))
        elif counted:
            found.append(Piece("head", field.title))
        found += [Piece("words", line) for line in counted]
        found += [_theme(session, one, by_id, depth=1) for one in named if one.field == field.field]
        found += _by_group(session, block, field, mine)
    stray = [one for one in captured if one.field not in known]
    for name in dict.fromkeys(one.field for one in stray):
        found.append(Piece("head", name, "not in the plan any more"))
        found += _by_group(session, block, None, [one for one in stray if one.field == name])
    return found


def _of_session(session: Session) -> list[Piece]:
    """Return what the session's own slots rest on: its parts with their counts, its themes, what was chosen."""
    captured = responses(session)
    by_id = {one.id: one for one in captured}
    live = blocks(session)
    titles = {block.id: block.title for block in live}
    found: list[Piece] = []
    kept = private(session)
    chosen = [one for one in _told(captured) if one.highlight and (one.block, one.field) not in kept]
    if chosen:
        found.append(Piece("head", "Chosen as quotes", str(len(chosen))))
        found += [_response(session, one, titles.get(one.block, one.block), {}) for one in chosen]
    found.append(Piece("head", "The parts of the day"))
    for block in live:
        if block.cut or not (block.fields or block.slots):
            continue
        found.append(Piece("see", block.title, reference=f"[[see:{block.id}]]"))
        found += [
            Piece("count", field.title, _counted(session, block, field), f"[[count:{block.id}.{field.field}]]", depth=1)
            for field in block.fields
            if field.kind == "people" or any(one.field == field.field for one in responses(session, block.id))
        ]
    named = themes(session)
    for block_id in [*titles, *(one.block for one in named if one.block not in titles)]:
        here = [one for one in named if one.block == block_id]
        if here:
            found.append(Piece("head", "Themes", titles.get(block_id, block_id)))
            found += [_theme(session, one, by_id, depth=1) for one in here]
    if session.plan.outcomes:
        found.append(Piece("head", "Outcomes"))
        found += [Piece("words", item.text) for item in session.plan.outcomes]
    return found


def _head(session: Session, block: LiveBlock, field: FieldBase) -> Piece:
    return Piece("head", field.title, _counted(session, block, field), f"[[count:{block.id}.{field.field}]]")


def _counted(session: Session, block: LiveBlock, field: FieldBase) -> str:
    if field.kind == "people":
        return people_words(len(people(session)))
    mine = _told(responses(session, block.id, field.field))
    return heard(mine, groups_of(session, block.id)).words(UNITS.get(field.kind, "response"))


def _theme(
    session: Session, theme: Theme, by_id: dict[str, Response], *, kind: Kind = "theme", depth: int = 0
) -> Piece:
    members = _told(by_id[one] for one in theme.members if one in by_id)
    at_work = groups_of(session, theme.block) if any(one.id == theme.block for one in blocks(session)) else []
    return Piece(kind, theme.name, heard(members, at_work).words("response"), f"[[theme:{theme.id}]]", depth=depth)


def _count_of(session: Session, theme: Theme, by_id: dict[str, Response]) -> Piece:
    """Return how many said so, as a number that stays true."""
    told = _theme(session, theme, by_id).beside
    return Piece("count", told, theme.name, f"[[count:{theme.id}]]", depth=1)


def _by_group(
    session: Session, block: LiveBlock | None, field: FieldBase | None, captured: Sequence[Response]
) -> Iterator[Piece]:
    """Yield responses: the chosen ones first, then group by group; what is set aside last in its group."""
    kept = private(session)
    captured = [one for one in captured if (one.block, one.field) not in kept]
    if not captured:
        return
    said = on_record(captured)
    names = {group.id: group.name for group in groups_of(session, block.id)} if block is not None else {}
    if block is not None and block.planned.anonymous:
        said.sort(key=lambda one: words_of(session, one).casefold())  # the order of entry is told nowhere
    under = _categories(field)
    chosen = [one for one in said if one.highlight and not one.set_aside]
    if chosen:
        yield Piece("group", "Chosen as quotes", str(len(chosen)))
        yield from (_response(session, one, _group_name(session, one.group, names), under) for one in chosen)
    taken = {one.id for one in chosen}
    rest = [one for one in said if one.id not in taken]
    order = [*names, *(one.group for one in rest if one.group not in names)]
    several = len(dict.fromkeys(order)) > 1
    for group in dict.fromkeys(order):
        mine = sorted((one for one in rest if one.group == group), key=lambda one: one.set_aside)
        in_all = sum(one.group == group and not one.set_aside for one in said)
        if several or chosen:
            yield Piece("group", _group_name(session, group, names), str(in_all) if in_all else "–")
        yield from (_response(session, one, "", under) for one in mine)
    hidden = len(captured) - len(said)
    if hidden and field is not None:
        yield Piece("words", f"{hidden} more off the record, not shown")


def _categories(field: FieldBase | None) -> dict[str, str]:
    """Return the words of the categories, or kinds of point, that responses of ``field`` stand under."""
    items = field.categories if isinstance(field, ListField) else field.kinds if isinstance(field, TreeField) else ()
    return {item.id: item.text for item in items}


def _response(session: Session, one: Response, where: str, under: dict[str, str]) -> Piece:
    said = words_of(session, one)
    seen = "observation" if one.kind == "observation" else ""
    aside = "set\u00a0aside" if one.set_aside else ""
    if one.set_aside_because:
        aside += f": {one_line(one.set_aside_because)}"
    edited = "edited" if one.wording else ""
    notes = [where, under.get(one.category, one.category), one.label, seen, edited, aside]
    if one.media:
        said, notes = said or one_line(one.description), ["picture", *notes]
    beside = " · ".join(note for note in notes if note)
    reference = f"[[quote:{one.id}]]" if words_of(session, one) and not one.set_aside else ""
    return Piece("quote", said or "–", beside, reference, one, depth=1)


def _told(captured: Iterable[Response]) -> list[Response]:
    """Return those that a considered report may print."""
    return [one for one in on_record(captured) if not one.set_aside]


def _group_name(session: Session, group_id: str, names: dict[str, str]) -> str:
    """Return the name of a group, of another block's set if need be."""
    if group_id in names:
        return names[group_id]
    every = (group for name in session.plan.groups for group in groups(session, name))
    found: Group | None = next((group for group in every if group.id == group_id), None)
    return found.name if found is not None else group_id.replace("-", " ").capitalize()
