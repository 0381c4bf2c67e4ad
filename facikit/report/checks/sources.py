"""Where the words of a report come from: each text with its place, and the record that one mends it in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from facikit.report.checks.looked import Looked
from facikit.report.render import Told
from facikit.report.text import one_line
from facikit.report.views import Slot, Theme
from facikit.session.prose import SESSION, THEME


class Source(msgspec.Struct, frozen=True):
    """A text as somebody typed it."""

    record: str
    where: str
    text: str


def written(told: Told) -> Iterator[Source]:
    """Return what staff wrote into slots and under themes, where it stands in the report."""
    return (source for source in _written(told) if source.text in told.page.placed)


def _written(told: Told) -> Iterator[Source]:
    report = told.page.report
    yield from _slots(SESSION, "", (*report.opening, *report.closing))
    for block in report.blocks:
        yield from _slots(block.id, one_line(block.name), block.slots)
        for field in block.fields:
            for theme in themes(field.themes):
                yield Source(f"prose/{THEME}/{theme.id}", one_line(theme.name), theme.prose)


def record_with(looked: Looked, words: str) -> str:
    """Return the record of what staff wrote these words in; empty where they are not theirs."""
    every = (source for told in looked.told for source in written(told))
    return next((source.record for source in every if words in source.text), "")


def named(told: Told) -> Iterator[Source]:
    """Return the names and descriptions of themes."""
    for block in told.page.report.blocks:
        for field in block.fields:
            for theme in themes(field.themes):
                yield Source(f"theme/{theme.id}", one_line(theme.name), f"{theme.name}\n{theme.text}")


def said(told: Told) -> Iterator[Source]:
    """Return what was said, and what was put aside."""
    for block in told.page.report.agenda:
        where = one_line(block.name)
        for field in block.fields:
            for one in field.responses:
                yield Source(f"response/{one.id}", where, "\n".join((one.text, *one.cells, one.description)))
    for parked in told.page.report.parked:
        yield Source("", "", parked.text)


def slot_records(told: Told) -> dict[int, tuple[str, str]]:
    """Return the place and the record of every slot, by its identity."""
    report = told.page.report
    found = {id(slot): (title(slot), f"prose/{SESSION}/{slot.name}") for slot in (*report.opening, *report.closing)}
    for block in report.agenda:
        found |= {id(slot): (one_line(block.name), f"prose/{block.id}/{slot.name}") for slot in block.slots}
    return found


def themes(some: Iterable[Theme]) -> Iterator[Theme]:
    """Return the themes and those under them."""
    for theme in some:
        yield theme
        yield from themes(theme.parts)


def _slots(block: str, where: str, slots: Iterable[Slot]) -> Iterator[Source]:
    for slot in slots:
        yield Source(f"prose/{block}/{slot.name}", where or title(slot), slot.prose)


def title(slot: Slot) -> str:
    """Return what a slot is called: its heading, else its name."""
    return one_line(slot.heading) or slot.name.replace("-", " ").replace("_", " ").capitalize()
