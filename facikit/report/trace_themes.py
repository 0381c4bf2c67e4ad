"""From a theme back to what is in it, and to how it came about: what it was called, merged from and split from."""

from __future__ import annotations

from collections.abc import Iterator

from facikit.analysis.counts import heard
from facikit.analysis.themes import on_record
from facikit.errors import UserError
from facikit.report.trace_numbers import of_item
from facikit.report.trace_prose import elsewhere, mentions, written
from facikit.report.traced import Scene, Told, noted, parted
from facikit.session.agenda import groups_of
from facikit.session.lines import Line
from facikit.session.prose import THEME, prose
from facikit.session.records import Record
from facikit.session.responses import Response, in_order, responses
from facikit.session.theme_origins import SPLIT
from facikit.session.themes import Theme, themes
from facikit.session.words import one_line


def themes_of(scene: Scene, name: str) -> Iterator[Told]:
    now = {one.id: one for one in themes(scene.session)}
    for record_id in scene.session.records.of_kind("link"):
        response_id, _, theme_id = record_id.removeprefix("link/").partition("/")
        record = scene.session.records.get(record_id)
        if response_id != name or record.last is None:
            continue
        there = scene.session.records.get(f"theme/{theme_id}")
        out = "" if record.flag("on") else "taken out again"
        yield Told(
            "theme",
            theme_id,
            there.text("name"),
            f"{there.text('block')}.{there.text('field')}",
            **scene.signed(record.last, there.text("block")),
            notes=noted(out, _gone(there) if theme_id not in now else ""),
        )


def _gone(record: Record) -> str:
    return "merged into another since" if record.text("merged_into") else "deleted since"


def theme(scene: Scene, name: str) -> Told | None:
    record = scene.session.records.get(f"theme/{name}")
    every = themes(scene.session)
    if record.first is None:
        same = [one for one in every if one.name.casefold() == name.casefold()]
        if len(same) > 1:
            places = ", ".join(f"{one.id} in {one.block}.{one.field}" for one in same)
            raise UserError(f"Several themes are called '{one_line(name)}'.", f"Give the id of one: {places}.")
        return theme(scene, same[0].id) if same else None
    here = next((one for one in every if one.id == name), None)
    block, field = record.text("block"), record.text("field")
    lines = scene.session.records.lines_of(f"theme/{name}")
    members = _members(scene, name) if here is None else in_order(scene.session, here.members)
    open_ = on_record(one for one in members if not one.set_aside)
    known = any(one.id == block for one in scene.blocks)
    counted = heard(open_, groups_of(scene.session, block) if known else ())
    into = record.text("merged_into")
    return Told(
        "theme",
        name,
        record.text("name"),
        f"{block}.{field}",
        **scene.signed(record.first),
        number=len(open_),
        notes=noted(
            one_line(record.text("text"), 2000),
            counted.words("response"),
            _gone(record) if here is None else "",
        ),
        parts=parted(
            ("Under", [short(one) for one in every if here is not None and one.id == here.parent]),
            ("Themes under it", [short(one) for one in every if one.parent == name]),
            ("Stands as well in", elsewhere(scene, THEME, name)),
            ("Responses", [scene.brief(one, *_put_in(scene, one.id, name, one.block)) for one in members]),
            ("Other names", _names(scene, lines)),
            ("Merged into", [_other(scene, into)] if into else ()),
            ("Merged from", [_other(scene, one, _merged(scene, one)) for one in (here.merged_from if here else ())]),
            ("Split from", [_other(scene, one, _split(lines, one)) for one in (here.split_from if here else ())]),
            ("Split off from it", [short(one) for one in every if name in one.split_from]),
            ("Counted as an item in", of_item(scene, name)),
            ("Written about it", [written(scene, THEME, name)] if prose(scene.session, THEME, name) else ()),
            ("Named in", [*mentions(scene, "theme", name), *mentions(scene, "count", name)]),
        ),
    )


def _members(scene: Scene, theme_id: str) -> list[Response]:
    """Return what is in a theme, or was when it was merged or deleted."""
    by_id = {one.id: one for one in responses(scene.session)}
    links = (one.removeprefix("link/").partition("/") for one in scene.session.records.of_kind("link"))
    ids = {
        response
        for response, _, theme in links
        if theme == theme_id and scene.session.records.get(f"link/{response}/{theme}").flag("on")
    }
    return [one for one in by_id.values() if one.id in ids]


def _put_in(scene: Scene, response: str, theme: str, block: str) -> tuple[str, ...]:
    if block in scene.nameless:
        return ()
    last = scene.session.records.get(f"link/{response}/{theme}").last
    return (f"put in by {last.who}",) if last is not None and last.who else ()


def _names(scene: Scene, lines: list[Line]) -> Iterator[Told]:
    """Yield the names that a theme had, or has beside the one that is shown."""
    named = [line for line in lines if isinstance(line.set.get("name"), str)]
    for line in named[:-1]:
        yield Told("name", words=line.set["name"], **scene.signed(line))


def _merged(scene: Scene, theme_id: str) -> Line | None:
    lines = scene.session.records.lines_of(f"theme/{theme_id}")
    return next((line for line in reversed(lines) if line.set.get("merged_into")), None)


def _split(lines: list[Line], theme_id: str) -> Line | None:
    """Return when a theme came to be split from another, or took in one that was."""
    return next((line for line in lines if theme_id in (line.set.get(SPLIT) or ())), None)


def _other(scene: Scene, theme_id: str, line: Line | None = None) -> Told:
    """Return another theme, which may be gone, with what was in it; ``line`` is when it came to that."""
    record = scene.session.records.get(f"theme/{theme_id}")
    number = len(_members(scene, theme_id))
    return Told("theme", theme_id, record.text("name"), **scene.signed(line), number=number)


def short(one: Theme) -> Told:
    return Told("theme", one.id, one.name, f"{one.block}.{one.field}", number=len(one.members))
