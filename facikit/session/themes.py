"""Themes: named, described sets of responses. A response may be in several, a theme may stand under another.

Whatever one does to themes, to one or to several, is one change: it is taken back as a whole. A theme remembers what it
was merged from and what it was split from, so that one can tell later how it came about.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from facikit.errors import UserError, closest
from facikit.session import also, order
from facikit.session.prose import THEME, wordings
from facikit.session.responses import response
from facikit.session.session import Change, Session
from facikit.session.theme_links import links
from facikit.session.theme_origins import MERGED, SPLIT, Origins
from facikit.session.theme_sets import home, homes
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
    guid: str = ""
    """The id of the code that it began as, where it came out of a codebook."""
    merged_from: dict[str, str] = {}
    """The themes that were merged into it: id and name."""
    split_from: dict[str, str] = {}
    """The theme that it was split from: id and name; of a merged one, all that its parts were split from."""


def themes(session: Session, block: str = "", field: str = "") -> list[Theme]:
    """Return the themes of a field, a block, or all, in their order; of a field, those that it is sorted into."""
    if block and field:
        block, field = home(session, block, field)
    view = session.views.get("themes")
    if not isinstance(view, _View):
        view = session.views["themes"] = _View()
    return [one for one in view.every(session) if block in ("", one.block) and field in ("", one.field)]


def _themes(session: Session) -> list[Theme]:
    found = []
    among, at = links(session), homes(session)
    origins = Origins(session.records)
    for record_id in session.records.of_kind("theme"):
        record = session.records.get(record_id)
        theme_id = record_id.removeprefix("theme/")
        if record.flag("deleted") or not record.text("name"):
            continue
        place = record.text("block"), record.text("field")
        block, field = at.get(place, place)
        found.append(
            Theme(
                id=theme_id,
                block=block,
                field=field,
                name=record.text("name"),
                text=record.text("text"),
                parent=record.text("parent"),
                position=record.text("position"),
                members=among.within(session, theme_id, origins.into),
                versions=record.versions,
                guid=record.text("guid"),
                merged_from=origins.merged(theme_id, record),
                split_from=origins.split(record),
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


def make(
    session: Session,
    block: str,
    field: str,
    name: str,
    text: str = "",
    parent: str = "",
    members: Iterable[str] = (),
) -> Theme:
    """Make a theme, after those that are there, with these responses in it."""
    found = [response(session, response_id).id for response_id in members]
    theme_id, change = _new(session, block, field, name, text, parent)
    session.put([change, *_changed(session, ((one, theme_id, True) for one in found))])
    return theme(session, theme_id)


def make_all(session: Session, block: str, field: str, *names: str) -> list[Theme]:
    """Make several themes, in this order, after those that are there; of two that have one name only the first."""
    different = {one.casefold(): one for one in reversed([_name(name) for name in names])}
    made: list[tuple[str, Change]] = []
    for name in dict.fromkeys(_name(name).casefold() for name in names):
        made.append(_new(session, block, field, different[name], "", "", made[-1][1].set["position"] if made else ""))
    session.put([change for _, change in made])
    return [theme(session, theme_id) for theme_id, _ in made]


def edit(session: Session, theme_id: str, **fields: Any) -> Theme:
    """Rename a theme or describe it."""
    fields = {name: cleaned(value) if isinstance(value, str) else value for name, value in fields.items()}
    if "name" in fields:
        fields["name"] = _name(str(fields["name"]))
    session.put([Change(f"theme/{theme(session, theme_id).id}", fields)])
    return theme(session, theme_id)


def delete(session: Session, theme_id: str) -> None:
    """Take a theme away; its responses stay."""
    session.put([Change(f"theme/{theme(session, theme_id).id}", {"deleted": True})])


def link(session: Session, theme_id: str, *response_ids: str) -> None:
    """Put responses into a theme."""
    found = [response(session, response_id).id for response_id in response_ids]
    session.put(_changed(session, ((one, theme_id, True) for one in found)))


def unlink(session: Session, theme_id: str, *response_ids: str) -> None:
    """Take responses out of a theme."""
    found = [response(session, response_id).id for response_id in response_ids]
    session.put(_changed(session, ((one, theme_id, False) for one in found)))


def take_out(session: Session, block: str, field: str, *response_ids: str) -> None:
    """Take responses out of every theme of this field."""
    every = themes(session, block, field)
    found = [response(session, response_id).id for response_id in response_ids]
    session.put(_changed(session, ((one, among.id, False) for one in found for among in every)))


def transfer(session: Session, source_id: str, target_id: str, *response_ids: str) -> None:
    """Take responses out of one theme and put them into another."""
    source, target = theme(session, source_id), theme(session, target_id)
    found = [response(session, response_id).id for response_id in response_ids]
    if source.id != target.id:
        moves = ((one, at, at == target.id) for one in found for at in (target.id, source.id))
        session.put(_changed(session, moves))


def split(session: Session, theme_id: str, name: str, *response_ids: str) -> Theme:
    """Make a new theme of some members of another, which they leave; it remembers where it came from."""
    source = theme(session, theme_id)
    found = [response(session, response_id).id for response_id in response_ids]
    new_id, change = _new(session, source.block, source.field, name, "", source.parent)
    change.set[SPLIT] = {source.id: source.name}
    moves = ((one, at, at == new_id) for one in found for at in (new_id, source.id))
    session.put([change, *_changed(session, moves)])
    return theme(session, new_id)


def merge(session: Session, theme_id: str, into_id: str) -> Theme:
    """Make one theme of two: the second one stays, with the members, the words and the sub-themes of both.

    What was described or written under either is kept, one behind the other. ``UserError`` where they are one, or
    themes of different fields.
    """
    source, target = theme(session, theme_id), theme(session, into_id)
    if source.id == target.id:
        raise UserError(f"'{source.name}' cannot be merged with itself.")
    if (source.block, source.field) != (target.block, target.field):
        raise UserError(f"'{source.name}' and '{target.name}' are themes of different fields.")
    here = {one.id: one for one in themes(session, source.block, source.field)}
    kept: dict[str, Any] = {MERGED: {**target.merged_from, source.id: source.name, **source.merged_from}}
    split_from = {**{key: name for key, name in source.split_from.items() if key != target.id}, **target.split_from}
    if split_from != target.split_from:
        kept[SPLIT] = split_from
    if source.text.strip() not in ("", target.text.strip()):
        kept["text"] = "\n".join(text for text in (target.text.strip(), source.text.strip()) if text)
    if source.id in _above(target, here):
        kept["parent"] = source.parent or None
    session.put(
        [
            Change(f"theme/{target.id}", kept),
            Change(f"theme/{source.id}", {"deleted": True, "merged_into": target.id}),
            *_changed(session, ((one, target.id, True) for one in source.members)),
            *(
                Change(f"theme/{child.id}", {"parent": target.id})
                for child in here.values()
                if child.parent == source.id and child.id != target.id
            ),
            *_prose_of_both(session, source.id, target.id),
            *also.moved(session, (THEME, source.id), (THEME, target.id)),
        ]
    )
    return theme(session, target.id)


def move(session: Session, theme_id: str, after: str | None, parent: str | None = None) -> Theme:
    """Place a theme behind another that stands under the same one; ``after`` None: first among them.

    ``parent`` is the theme to stand under from now on, "" for none; left out, that stays as it is. ``UserError`` where
    a theme would stand under itself.
    """
    one = theme(session, theme_id)
    every = themes(session, one.block, one.field)
    here = {other.id: other for other in every}
    above = one.parent if parent is None else parent
    above = above if above in here else ""
    if above == one.id or (above and one.id in _above(here[above], here)):
        raise UserError(f"'{one.name}' cannot stand under itself.")
    beside = [
        other for other in every if other.id != one.id and (other.parent if other.parent in here else "") == above
    ]
    place = 0 if after is None else [other.id for other in beside].index(theme(session, after).id) + 1
    nest: dict[str, Any] = {} if above == one.parent else {"parent": above or None}
    low = beside[place - 1].position if place else ""
    high = beside[place].position if place < len(beside) else ""
    between = order.between(low, high)
    if low < between and (not high or between < high):
        changes = [Change(f"theme/{one.id}", {**nest, "position": between})]
    else:
        # Two people have made themes at the same time: they share a place, and nothing fits between.
        row = [*beside[:place], one, *beside[place:]]
        changes = [
            Change(f"theme/{other.id}", {**(nest if other.id == one.id else {}), "position": new})
            for other, new in zip(row, order.after("", len(row)), strict=True)
        ]
    session.put(changes)
    return theme(session, one.id)


def _above(one: Theme, here: dict[str, Theme]) -> list[str]:
    """Return the themes that ``one`` stands under, the nearest first; a ring of parents ends where it closes."""
    above: list[str] = []
    while one.parent in here and one.parent not in above:
        above.append(one.parent)
        one = here[one.parent]
    return above


def _prose_of_both(session: Session, source: str, target: str) -> list[Change]:
    """Return what keeps the prose of a theme that goes: it stands behind that of the one that stays."""
    old, new = ([one.text.strip() for one in wordings(session, THEME, at)] for at in (source, target))
    texts = [text for text in dict.fromkeys([*new, *old]) if text]
    return [Change(f"prose/{THEME}/{target}", {"text": "\n\n".join(texts)})] if any(old) and texts != new else []


def _name(name: str) -> str:
    name = " ".join(cleaned(name).split())
    if not name:
        raise UserError("A theme needs a name.")
    return name


def _new(
    session: Session, block: str, field: str, name: str, text: str, parent: str, after: str = ""
) -> tuple[str, Change]:
    """Return a new theme's id, and the change that makes it: at the end, or behind the position ``after``."""
    name = _name(name)
    block, field = home(session, block, field)
    here = themes(session, block, field)
    if parent and all(one.id != parent for one in here):
        raise UserError(f"There is no theme '{parent}' to stand under.", closest(parent, [one.name for one in here]))
    fields: dict[str, Any] = {
        "block": block,
        "field": field,
        "name": name,
        "position": order.between(after or (here[-1].position if here else "")),
    }
    if text:
        fields["text"] = cleaned(text)
    if parent:
        fields["parent"] = parent
    theme_id = session.ids.new(12)
    return theme_id, Change(f"theme/{theme_id}", fields)


def _changed(session: Session, wanted: Iterable[tuple[str, str, bool]]) -> list[Change]:
    """Return what must change so that each (response, theme) is linked or not; what is so already is left alone."""
    here = {one.id: one.members for one in themes(session)}

    def is_so(response_id: str, theme_id: str, on: bool) -> bool:
        flag = session.records.get(f"link/{response_id}/{theme_id}").flag("on")
        # What came by way of a theme that was merged into this one has no line here yet.
        return flag is on and (on or response_id not in here.get(theme_id, ()))

    return [
        Change(f"link/{response_id}/{theme_id}", {"on": on or None})
        for response_id, theme_id, on in dict.fromkeys(wanted)
        if not is_so(response_id, theme_id, on)
    ]


class _View:
    """All themes, made anew when something has been written."""

    def __init__(self) -> None:
        self.read = -1
        self.themes: list[Theme] = []

    def every(self, session: Session) -> list[Theme]:
        if self.read != len(session.records.journal):
            self.themes = _themes(session)
            self.read = len(session.records.journal)
        return self.themes
