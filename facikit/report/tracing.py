"""From a theme, a number, a quote or a paragraph of a report back to what was said, by which group, and who typed it.

What stands in the logs is what is told: wordings that were replaced, what a theme was merged from, what was taken out
again. Nothing here is for a report; it is for whoever is asked "where does this come from?".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from facikit.analysis.counts import heard
from facikit.analysis.themes import on_record
from facikit.errors import UserError, closest
from facikit.library.finding import is_programme
from facikit.report import trace_common
from facikit.report.page import UNITS
from facikit.report.trace_numbers import COUNTED, numbers, of_item
from facikit.report.trace_programme import of_part, slot_of
from facikit.report.trace_prose import LABELLED, elsewhere, mentions, written
from facikit.report.trace_themes import short, theme, themes_of
from facikit.report.traced import Part, Scene, Told, noted, parted
from facikit.report.tree import REFERENCE
from facikit.session.agenda import LiveBlock, groups_of
from facikit.session.lines import Line
from facikit.session.people import people
from facikit.session.prose import SESSION, prose
from facikit.session.records import Record
from facikit.session.responses import Response, responses
from facikit.session.session import Session
from facikit.session.themes import themes
from facikit.session.words import one_line

PASTED = re.compile(r"\s*\[\[(?:quote|theme|count|see):([^\[\]\n]*)\]\]\s*")


def trace(session: Session, asked: str, *, off_record: bool = False, kits: Sequence[Path] = ()) -> Told:
    """Return what ``asked`` comes from: a response, a theme, BLOCK.SLOT, BLOCK.FIELD or a block, or a reference to one.

    Of a programme also one of its themes, and SESSION/… for what is in a session. ``off_record``: with the words of
    what is off the record, and those of pledges. ``kits``: where a programme's sessions are looked for.
    """
    pasted = PASTED.fullmatch(asked)
    name = (pasted[1] if pasted else asked).strip().removesuffix(LABELLED)
    scene = Scene(session, off_record=off_record)
    for look in (_response, theme, _block, _place):
        found = look(scene, name)
        if found is not None:
            break
    if is_programme(session.folder):
        across = trace_common.of_programme(
            scene, name, kits, lambda one, inner: trace(one, inner, off_record=off_record, kits=kits)
        )
        if across is not None:
            return across
        slot = slot_of(session, name)
        found = of_part(scene, name, found or (_slot(scene, SESSION, slot) if slot else None), kits)
    if found is not None:
        return found
    known = [one.id for one in scene.blocks]
    known += [f"{one.id}.{part}" for one in scene.blocks for part in (*_fields(one), *_slots(one))]
    known += [*(one.name for one in themes(session)), *trace_common.names(session)]
    raise UserError(
        f"There is nothing called '{one_line(name)}' in this session.",
        closest(name, known)
        or "Give the id of a response or a theme, a theme's name, or BLOCK.FIELD; 'facikit status' shows the blocks.",
    )


# A response


def _response(scene: Scene, name: str) -> Told | None:
    record = scene.session.records.get(f"response/{name}")
    if record.first is None:
        return None
    one = next((one for one in responses(scene.session) if one.id == name), None)
    block = record.text("block")
    hidden = scene.hides(record)
    lines = scene.session.records.lines_of(f"response/{name}")
    deleted = next((line for line in reversed(lines) if line.set.get("deleted")), None)
    above = next((other for other in responses(scene.session, block) if one and other.id == one.parent), None)
    told = scene.brief(one) if one is not None else Told("response", name, where=f"{block}.{record.text('field')}")
    return Told(
        "response",
        name,
        told.words or scene.said(record.text("text"), record.get("cells"), hidden=hidden),
        told.where,
        scene.group(record.text("group")),
        record.text("label") if scene.tells(hidden=hidden) else "",
        **scene.signed(record.first, block),
        number=told.number,
        notes=noted(
            *told.notes,
            "deleted; its words are still in the log" if one is None else "",
            f"typed from sheet {one.sheet}" if one is not None and one.sheet and scene.tells(hidden=hidden) else "",
            "keeps no names: who typed it and when is not told" if block in scene.nameless else "",
        ),
        parts=parted(
            ("Hangs on", [scene.brief(above)] if above is not None else ()),
            ("Wordings", _wordings(scene, lines, record, block, hidden=hidden)),
            ("Edited wordings", _edited(scene, lines, record, block, hidden=hidden)),
            ("Deleted", [Told("deleting", **scene.signed(deleted, block))] if one is None and deleted else ()),
            ("Set aside", _aside_by(scene, one, lines, hidden=hidden) if one is not None else ()),
            ("Themes", themes_of(scene, name)),
            ("Counted as an item in", of_item(scene, name)),
            ("Quoted in", mentions(scene, "quote", name)),
        ),
    )


def _wordings(scene: Scene, lines: list[Line], record: Record, block: str, *, hidden: bool) -> Iterator[Told]:
    """Yield the wordings, the first one first; nothing where there was never more than one."""
    said = [line for line in lines if line.set.get("text") is not None or line.set.get("cells") is not None]
    heads = {line.id for name in ("text", "cells") for line in record.heads.get(name, ())}
    for line in said if len(said) > 1 else ():
        shown = line is said[-1]
        beside = "stands beside the one that is shown: both were typed unseen" if line.id in heads else ""
        words = scene.said(str(line.set.get("text") or ""), line.set.get("cells"), hidden=hidden)
        yield Told("wording", words=words, **scene.signed(line, block), notes=noted("shown" if shown else beside))


def _edited(scene: Scene, lines: list[Line], record: Record, block: str, *, hidden: bool) -> Iterator[Told]:
    """Yield how staff have had it quoted, the first wording first."""
    made = [line for line in lines if "wording" in line.set]
    heads = {line.id for line in record.heads.get("wording", ())}
    for line in made:
        shown = "quoted so" if line is made[-1] else "stands beside it: both were typed unseen"
        words = str(line.set["wording"] or "")
        yield Told(
            "wording",
            words=scene.said(words, None, hidden=hidden),
            **scene.signed(line, block),
            notes=noted("" if words else "as it was said", shown if line.id in heads else ""),
        )


def _aside_by(scene: Scene, one: Response, lines: list[Line], *, hidden: bool) -> Iterator[Told]:
    line = next((line for line in reversed(lines) if line.set.get("set_aside") is True), None)
    if one.set_aside and line is not None:
        words = scene.said(one.set_aside_because, None, hidden=hidden)
        yield Told("setting aside", words=words, **scene.signed(line, one.block))


# A block, and what stands in it


def _block(scene: Scene, name: str) -> Told | None:
    one = next((one for one in scene.blocks if one.id == name), None)
    if one is None:
        return None
    return Told(
        "block",
        one.id,
        one.title,
        notes=noted("cut on the day" if one.cut else "", "keeps no names" if one.id in scene.nameless else ""),
        parts=parted(
            ("Captured", (_in_short(scene, one, name) for name in _fields(one))),
            ("Themes", (short(theme) for theme in themes(scene.session, one.id))),
            (
                "Written",
                (written(scene, one.id, slot) for slot in _slots(one) if prose(scene.session, one.id, slot)),
            ),
            ("Named in", mentions(scene, "see", one.id)),
        ),
    )


def _place(scene: Scene, name: str) -> Told | None:
    """Return what BLOCK.FIELD or BLOCK.SLOT stands for; ``session.SLOT`` is one of the session's own."""
    block_id, dot, part = name.rpartition(".")
    one = next((one for one in scene.blocks if one.id == block_id), None)
    if not dot:
        return None
    if one is not None and part in _fields(one):
        return _field(scene, one, part)
    own = block_id == SESSION and any(slot.slot == part for slot in scene.session.plan.write)
    written = scene.session.records.get(f"prose/{block_id}/{part}").first is not None
    if own or written or (one is not None and part in _slots(one)):
        return _slot(scene, block_id, part)
    return None


def _field(scene: Scene, one: LiveBlock, name: str) -> Told:
    field = next(field for field in one.fields if field.field == name)
    named_in = ("Named in", mentions(scene, "count", f"{one.id}.{name}"))
    if field.kind in (*COUNTED, "scale"):
        told = numbers(scene, one.id, field)
        return Told(
            told.kind, told.id, told.words, told.where, number=told.number, notes=told.notes,
            parts=(*told.parts, *parted(named_in)),
        )  # fmt: skip
    where = f"{one.id}.{name}"
    if field.kind == "people":
        return Told("count", where, field.title, where, number=len(people(scene.session)), notes=("in the register",))
    said = responses(scene.session, one.id, name)
    by_group: dict[str, list[Told]] = {}
    for response in said:
        by_group.setdefault(scene.group(response.group), []).append(scene.brief(response))
    counted = [response for response in on_record(said) if not response.set_aside]
    words = heard(counted, groups_of(scene.session, one.id)).words(UNITS.get(field.kind, "response"))
    left = len(said) - len(counted)
    return Told(
        "field",
        where,
        field.title,
        where,
        number=len(counted),
        notes=noted(words, f"{left} more set aside or off the record" if left else ""),
        parts=(
            *(Part(group or "Nobody's group", tuple(found)) for group, found in by_group.items()),
            *parted(named_in),
        ),
    )


def _in_short(scene: Scene, one: LiveBlock, name: str) -> Told:
    told = _field(scene, one, name)
    return Told(told.kind, told.id, told.words, number=told.number, notes=told.notes)


# What staff wrote


def _slot(scene: Scene, block: str, slot: str) -> Told:
    """Return a piece of prose with its words, its wordings, and what its references lead to."""
    record_id = f"prose/{block}/{slot}"
    record = scene.session.records.get(record_id)
    text = record.text("text")
    lines = [line for line in scene.session.records.lines_of(record_id) if isinstance(line.set.get("text"), str)]
    heads = {line.id for line in record.heads.get("text", ())}
    earlier = (
        Told(
            "wording",
            words=line.set["text"],
            **scene.signed(line),
            notes=noted("stands beside the one that is shown: both were typed unseen" if line.id in heads else ""),
        )
        for line in lines[:-1]
    )
    return Told(
        "slot",
        f"{block}.{slot}",
        text,
        **scene.signed(record.last),
        notes=noted("" if text.strip() else "nothing is written here yet"),
        parts=parted(
            ("Refers to", _references(scene, text)),
            ("Stands as well in", elsewhere(scene, block, slot)),
            ("Earlier wordings", earlier),
        ),
    )


def _references(scene: Scene, text: str) -> Iterator[Told]:
    """Yield what the references in a text lead to, each once and one step far."""
    for kind, said in dict.fromkeys((found[1], found[2]) for found in REFERENCE.finditer(text)):
        yield _led_to(scene, kind, said)


def _led_to(scene: Scene, kind: str, said: str) -> Told:
    name = said.removesuffix(LABELLED)
    if kind == "quote":
        one = next((one for one in responses(scene.session) if one.id == name), None)
        if one is not None:
            return scene.brief(one)
    elif kind == "theme" or (kind == "count" and "." not in name):
        meant = next((one for one in themes(scene.session) if one.id == name), None)
        if meant is not None:
            return short(meant)
    else:
        block_id, _, field = name.rpartition(".") if kind == "count" else (name, "", "")
        block = next((one for one in scene.blocks if one.id == block_id), None)
        if block is not None and kind == "see":
            return Told("block", block.id, block.title)
        if block is not None and field in _fields(block):
            return _in_short(scene, block, field)
    elsewhere = "/" in name
    note = "stands in another session of the programme" if elsewhere else "leads nowhere"
    return Told(kind, f"[[{kind}:{said}]]", notes=(note,))


def _fields(one: LiveBlock) -> list[str]:
    return [field.field for field in one.fields]


def _slots(one: LiveBlock) -> list[str]:
    return [slot.slot for slot in one.slots]
