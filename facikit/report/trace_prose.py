"""What staff wrote: where it stands, whose it is, and which of it refers to something."""

from __future__ import annotations

from collections.abc import Iterator

from facikit.report.traced import Scene, Told
from facikit.report.tree import REFERENCE
from facikit.session import also
from facikit.session.prose import THEME

LABELLED = " (label)"


def written(scene: Scene, block: str, slot: str) -> Told:
    """Return a piece of prose in short: where it stands, and who wrote it last."""
    last = scene.session.records.get(f"prose/{block}/{slot}").last
    if block != THEME:
        return Told("slot", f"{block}.{slot}", **scene.signed(last))
    name = scene.session.records.get(f"theme/{slot}").text("name")
    return Told("slot", f"theme.{slot}", f"on the theme “{name}”", **scene.signed(last))


def mentions(scene: Scene, kind: str, name: str) -> Iterator[Told]:
    """Yield the prose that refers to something."""
    for record_id in sorted(scene.session.records.of_kind("prose")):
        text = scene.session.records.get(record_id).text("text")
        if any(found[1] == kind and found[2].removesuffix(LABELLED) == name for found in REFERENCE.finditer(text)):
            _, block, slot = record_id.split("/", 2)
            yield written(scene, block, slot)


def elsewhere(scene: Scene, block: str, slot: str) -> Iterator[Told]:
    """Yield the programmes in whose reports a text stands as well: each by its id, and the part of it."""
    for one in also.also(scene.session):
        if one.key == (block, slot):
            yield Told("programme", one.programme, one.at, who=one.who, t=one.t)
