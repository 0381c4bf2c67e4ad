"""Themes: named, described sets of responses. A response may be in several, a theme may stand under another."""

from __future__ import annotations

from typing import Any

import msgspec

from facikit.errors import UserError, closest
from facikit.session import order
from facikit.session.responses import response, responses
from facikit.session.session import Change, Session
from facikit.session.words import cleaned


class Theme(msgspec.Struct, frozen=True):
    """A theme of one field's responses. ``text`` describes it; ``members`` are response ids."""

    id: str
    block: str
    field: str
    name: str
    text: str
    parent: str
    position: str
    members: tuple[str, ...]
    versions: int


def themes(session: Session, block: str = "", field: str = "") -> list[Theme]:
    """Return the themes of a field, a block, or all, in their order."""
    found = []
    members = _members(session)
    for record_id in session.records.of_kind("theme"):
        record = session.records.get(record_id)
        theme_id = record_id.removeprefix("theme/")
        if record.flag("deleted") or not record.text("name"):
            continue
        if block in ("", record.text("block")) and field in ("", record.text("field")):
            found.append(
                Theme(
                    id=theme_id,
                    block=record.text("block"),
                    field=record.text("field"),
                    name=record.text("name"),
                    text=record.text("text"),
                    parent=record.text("parent"),
                    position=record.text("position"),
                    members=tuple(members.get(theme_id, ())),
                    versions=record.versions,
                )
            )
    return sorted(found, key=lambda theme: (theme.block, theme.field, theme.position, theme.id))


def theme(session: Session, theme_id: str) -> Theme:
    """Return one theme by its id."""
    for one in themes(session):
        if one.id == theme_id:
            return one
    raise UserError(f"There is no theme '{theme_id}' in this session.")


def find_theme(session: Session, block: str, field: str, name: str) -> Theme | None:
    """Return the theme of this field with this name, letter case aside; None where there is none."""
    wanted = name.strip().casefold()
    return next((one for one in themes(session, block, field) if one.name.strip().casefold() == wanted), None)


def make(session: Session, block: str, field: str, name: str, text: str = "", parent: str = "") -> Theme:
    """Make a theme, after those that are there."""
    name = " ".join(cleaned(name).split())
    if not name:
        raise UserError("A theme needs a name.")
    if parent and all(one.id != parent for one in themes(session, block, field)):
        names = [one.name for one in themes(session, block, field)]
        raise UserError(f"There is no theme '{parent}' to stand under.", closest(parent, names))
    here = themes(session, block, field)
    fields: dict[str, Any] = {
        "block": block,
        "field": field,
        "name": name,
        "position": order.between(here[-1].position if here else ""),
    }
    if text:
        fields["text"] = cleaned(text)
    if parent:
        fields["parent"] = parent
    theme_id = session.ids.new(12)
    session.put([Change(f"theme/{theme_id}", fields)])
    return theme(session, theme_id)


def edit(session: Session, theme_id: str, **fields: Any) -> Theme:
    """Rename, describe, move or nest a theme."""
    fields = {name: cleaned(value) if isinstance(value, str) else value for name, value in fields.items()}
    session.put([Change(f"theme/{theme(session, theme_id).id}", fields)])
    return theme(session, theme_id)


def delete(session: Session, theme_id: str) -> None:
    """Take a theme away; its responses stay."""
    session.put([Change(f"theme/{theme(session, theme_id).id}", {"deleted": True})])


def link(session: Session, theme_id: str, *response_ids: str) -> None:
    """Put responses into a theme, as one change."""
    _set_links(session, theme_id, response_ids, True)


def unlink(session: Session, theme_id: str, *response_ids: str) -> None:
    """Take responses out of a theme, as one change."""
    _set_links(session, theme_id, response_ids, None)


def _set_links(session: Session, theme_id: str, response_ids: tuple[str, ...], on: bool | None) -> None:
    found = [response(session, response_id).id for response_id in response_ids]
    session.put(
        [
            Change(f"link/{response_id}/{theme_id}", {"on": on})
            for response_id in dict.fromkeys(found)
            if session.records.get(f"link/{response_id}/{theme_id}").flag("on") is not bool(on)
        ]
    )


class _Links:
    """Who is in which theme, kept up to date line by line."""

    def __init__(self) -> None:
        self.read = 0
        self.members: dict[str, dict[str, None]] = {}


def _members(session: Session) -> dict[str, list[str]]:
    """Return the members of every theme, in the order of the flipchart; deleted responses left out."""
    links = session.views.get("links")
    if not isinstance(links, _Links):
        links = session.views["links"] = _Links()
    journal = session.records.journal
    for record_id in journal[links.read :]:
        if record_id.startswith("link/"):
            _, response_id, theme_id = [*record_id.split("/"), "", ""][:3]
            if session.records.get(record_id).flag("on"):
                links.members.setdefault(theme_id, {})[response_id] = None
            else:
                links.members.get(theme_id, {}).pop(response_id, None)
    links.read = len(journal)
    place = {one.id: number for number, one in enumerate(responses(session))}
    return {
        theme_id: sorted((response_id for response_id in ids if response_id in place), key=place.__getitem__)
        for theme_id, ids in links.members.items()
    }
