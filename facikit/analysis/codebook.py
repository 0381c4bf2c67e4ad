"""The themes of a session as a codebook, and what they gather as highlights, for programs that are not ours."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from uuid import UUID

from facikit.analysis.common import Across
from facikit.analysis.theme_ids import common_guid, guid_of, own_guid
from facikit.analysis.themes import Branch, countable, tree
from facikit.library.codebooks import BETWEEN, Code, without_memo
from facikit.library.tables import harmless
from facikit.session.agenda import blocks, groups_of
from facikit.session.responses import Response
from facikit.session.session import Session
from facikit.session.theme_sets import home
from facikit.session.themes import Theme, themes
from facikit.session.words import one_line

HIGHLIGHTS = ("id", "document", "tag", "content")

Place = tuple[str, str]
"""A block and a field."""


def codebook(session: Session, place: Place | None = None) -> list[Code]:
    """Return the themes of one field, nested; of all, each field's below a code that only holds them.

    A theme has the same id in every codebook that it is ever written into.
    """
    every: dict[Place, list[Code]] = {}
    place = home(session, *place) if place is not None else None
    said = {one.id: one for one in countable(session)}
    found = themes(session)
    taken: set[UUID] = set()
    for at in dict.fromkeys((one.block, one.field) for one in found) if place is None else (place,):
        codes = _codes(session, tree([one for one in found if (one.block, one.field) == at]), said, taken)
        if codes:
            every[at] = codes
    if len(every) == 1:
        return next(iter(every.values()))
    order = {at: number for number, at in enumerate(_titles(session))}
    titles = _titles(session)
    return [
        Code(
            titles.get(at, f"{at[0]}.{at[1]}"),
            codes=tuple(every[at]),
            guid=own_guid(session, f"{at[0]}.{at[1]}"),
            holder=True,
        )
        for at in sorted(every, key=lambda at: (order.get(at, len(order)), at))
    ]


def codebook_across(found: Across, programme_id: str) -> list[Code]:
    """Return the themes that a programme's sessions have in common: a codebook to begin the next session with."""
    return [
        Code(
            one.name,
            one.text,
            guid=common_guid(programme_id, one.name),
            said=one.number,
            places=sum(len({(said.block, said.group) for said in share.members}) for share in one.shares),
        )
        for one in found.themes
    ]


def highlights(session: Session, place: Place | None = None) -> str:
    """Return a row for each response and theme, in Taguette's columns; without a tag what is in no theme.

    What is off the record or set aside is left out, and pledges are. A document is what one group said in one block.
    """
    named: dict[str, list[str]] = {}
    parents = {one.id: one for one in themes(session)}
    for one in themes(session):
        path, above = [one.name], one
        while above.parent in parents and parents[above.parent].name not in path:
            above = parents[above.parent]
            path.insert(0, above.name)
        for member in one.members:
            named.setdefault(member, []).append(BETWEEN.join(path))
    names = {(block.id, group.id): group.name for block in blocks(session) for group in groups_of(session, block.id)}
    titles = {block.id: block.title for block in blocks(session)}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HIGHLIGHTS)
    for said in countable(session, place):
        group = names.get((said.block, said.group), said.group)
        document = " – ".join(part for part in (titles.get(said.block, said.block), group) if part)
        content = " – ".join(part for part in (said.text, *said.cells.values()) if part.strip())
        for tag in named.get(said.id, [""]):
            writer.writerow([harmless(cell) for cell in (said.id, document, tag, content)])
    return out.getvalue()


def _codes(session: Session, branches: Iterable[Branch], said: dict[str, Response], taken: set[UUID]) -> list[Code]:
    made = []
    for branch in branches:
        members = [said[one] for one in branch.theme.members if one in said]
        made.append(
            Code(
                branch.theme.name,
                _told(branch.theme),
                tuple(_codes(session, branch.parts, said, taken)),
                _guid(session, branch.theme, taken),
                said=len(members),
                places=len({(one.block, one.group) for one in members}),
            )
        )
    return made


def _guid(session: Session, theme: Theme, taken: set[UUID]) -> UUID:
    """Return a theme's id; its very own where another in this codebook began as the same code."""
    guid = guid_of(session, theme)
    guid = own_guid(session, theme.id) if guid in taken else guid
    taken.add(guid)
    return guid


def _told(theme: Theme) -> str:
    """Return what a theme is about, and in a last line what it came from: other programs have no better place."""
    names = [", ".join(f"“{one_line(name)}”" for name in of.values()) for of in (theme.merged_from, theme.split_from)]
    facts = [f"{how} from {said}" for how, said in zip(("merged", "split"), names, strict=True) if said]
    if not facts:
        return theme.text
    memo = "; ".join(facts)
    return f"{without_memo(theme.text)}\n[{memo[0].upper()}{memo[1:]}]".lstrip("\n")


def _titles(session: Session) -> dict[Place, str]:
    """Return what each field is called, in the order of the day."""
    found = {}
    for block in blocks(session):
        for field in block.fields:
            title = field.title
            found[block.id, field.field] = f"{block.title}: {title}" if title != block.title else title
    return found
