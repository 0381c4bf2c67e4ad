"""The themes of a session as data, and those of a programme in words and as data: what each session has of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from facikit.analysis.common import Across, Share
    from facikit.session.session import Session


def of_session(session: Session) -> list[dict[str, Any]]:
    """Return every theme of a session: where it stands, what it came from, how much is in it."""
    from facikit.analysis.counts import heard
    from facikit.analysis.themes import countable
    from facikit.session.agenda import blocks, groups_of
    from facikit.session.themes import themes

    known = {one.id for one in blocks(session)}
    said = {one.id: one for one in countable(session)}
    made = []
    for one in themes(session):
        members = [said[member] for member in one.members if member in said]
        counted = heard(members, groups_of(session, one.block) if one.block in known else ())
        made.append(
            {
                "id": one.id,
                "block": one.block,
                "field": one.field,
                "name": one.name,
                "text": one.text,
                "parent": one.parent,
                "responses": counted.number,
                "groups": counted.groups,
                "groups_in_all": counted.groups_in_all,
                "merged_from": one.merged_from,
                "split_from": one.split_from,
            }
        )
    return made


def as_data(found: Across, titles: dict[str, str]) -> dict[str, Any]:
    """Return a programme's themes, and those of its sessions that belong to none of them."""
    return {
        "themes": [
            {
                "name": one.name,
                "text": one.text,
                "responses": one.number,
                "sessions": [_share(share, found, titles) for share in one.shares],
            }
            for one in found.themes
        ],
        "others": [
            {"name": name, "sessions": [_share(share, found, titles) for share in shares]}
            for name, shares in found.others.items()
        ],
        "unsorted": list(found.unsorted),
        "lost": found.lost,
    }


def _share(share: Share, found: Across, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "session": share.session,
        "title": titles[share.session],
        "responses": len(share.members),
        "of": found.out_of[share.session],
        "groups": share.groups,
        "groups_in_all": share.groups_in_all,
        "themes": [{"id": one.id, "name": one.name, "block": one.block, "field": one.field} for one in share.themes],
    }


def in_words(found: Across, titles: dict[str, str]) -> Iterator[str]:
    """Yield a programme's themes with what each session has of them; then the names that sessions have beside them."""
    from facikit.cli.output import plain

    for one in found.themes:
        yield f"{plain(one.name)}: {_number(one.number)} in {len(one.there)} of {len(one.shares)} sessions"
        for share in one.shares:
            yield f"  {plain(titles[share.session])}: {plain(share.words(found.out_of[share.session], one.name))}"
    several = {name: shares for name, shares in found.others.items() if len(shares) > 1}
    if several:
        yield "In several sessions, and not in programme.yaml:"
        for name, shares in several.items():
            yield f"  {plain(name)}: {', '.join(f'{plain(titles[one.session])} {len(one.members)}' for one in shares)}"
    alone: dict[str, list[str]] = {}
    for name, shares in found.others.items():
        if len(shares) == 1:
            alone.setdefault(shares[0].session, []).append(f"{plain(name)} {len(shares[0].members)}")
    if alone:
        yield "In one session only:"
        yield from (f"  {plain(titles[session])}: {', '.join(some)}" for session, some in alone.items())
    if found.unsorted:
        yield f"Nothing is sorted into themes in: {', '.join(plain(titles[name]) for name in found.unsorted)}"


def _number(number: int) -> str:
    return "1 response" if number == 1 else f"{number} responses"
