"""What can be written in a session, in the order of its report: its own slots, those of its blocks, its themes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from facikit.analysis.themes import Branch, tree
from facikit.library.finding import is_programme
from facikit.library.shapes import ReportItem, Slot
from facikit.session.agenda import LiveBlock, blocks
from facikit.session.prose import SESSION, THEME, prose
from facikit.session.session import Session
from facikit.session.themes import Theme, themes


class Place(msgspec.Struct, frozen=True):
    """One place to write: where its prose is kept, what it is called, what is asked for, and what it stands under."""

    block: str
    slot: str
    title: str
    under: str
    """The title of the block; empty for the session's own."""
    hint: str = ""
    about: str = ""
    """The block whose responses are its evidence; empty for the session's own."""
    depth: int = 0
    """How deep it stands below its block: a theme 1, a theme under a theme 2."""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other."""
        return self.block, self.slot

    @property
    def theme(self) -> str:
        """The theme it belongs to, by id; empty for a slot."""
        return self.slot if self.block == THEME else ""


class Part(msgspec.Struct, frozen=True):
    """A block, or the session itself, with its places to write."""

    title: str
    places: tuple[Place, ...]


def parts(session: Session) -> list[Part]:
    """Return everything that can be written, in report order; blocks with nothing to write are left out."""
    every: dict[str, list[Theme]] = {}
    for theme in themes(session):
        every.setdefault(theme.block, []).append(theme)
    own = session.plan.write
    before = "The programme's own" if is_programme(session.folder) else "Before the blocks"
    found = [Part(before, tuple(_slot(SESSION, slot, "") for slot in own if slot.place != "end"))]
    for block in blocks(session):
        named = every.pop(block.id, [])
        # A block that was cut keeps its place where somebody has written there: words do not go out of sight.
        if not block.cut or named or any(prose(session, block.id, slot.slot).strip() for slot in block.slots):
            found.append(Part(block.title, tuple(_in_block(block, named))))
    for block_id, rest in every.items():
        found.append(Part(block_id, tuple(_themes(tree(rest), block_id, block_id))))
    found.append(Part("After the blocks", tuple(_slot(SESSION, slot, "") for slot in own if slot.place == "end")))
    return [part for part in found if part.places]


def arranged(every: Sequence[Part], order: Sequence[tuple[str, str]]) -> list[Part]:
    """Return the parts as the report has their places, one after the other; what it does not print comes last."""
    at = {key: number for number, key in enumerate(order)}
    if not at:
        return list(every)
    placed = [(part.title, place) for part in every for place in part.places]
    printed = sorted((one for one in placed if one[1].key in at), key=lambda one: at[one[1].key])
    left = [("Not in this report", place) for _, place in placed if place.key not in at]
    found: list[Part] = []
    for title, place in (*printed, *left):
        if found and found[-1].title == title:
            found[-1] = Part(title, (*found[-1].places, place))
        else:
            found.append(Part(title, (place,)))
    return found


def words_in(text: str) -> int:
    """Return how many words a text has."""
    return len(text.split())


def words(number: int) -> str:
    """Return ``120 words``."""
    return "1 word" if number == 1 else f"{number} words"


def _in_block(block: LiveBlock, named: Sequence[Theme]) -> Iterator[Place]:
    """Yield the places of a block as its report prints them; what the report does not name comes last."""
    slots = {slot.slot: slot for slot in block.slots}
    by_field: dict[str, list[Theme]] = {}
    for theme in named:
        by_field.setdefault(theme.field, []).append(theme)
    for name in [*_shown(block.report), *(field.field for field in block.fields), *slots, *by_field]:
        if name in slots:
            yield _slot(block.id, slots.pop(name), block.title)
        if name in by_field:
            yield from _themes(tree(by_field.pop(name)), block.id, block.title)


def _shown(items: Sequence[ReportItem]) -> Iterator[str]:
    for item in items:
        yield item.show
        yield from _shown(item.parts)


def _slot(block: str, slot: Slot, under: str) -> Place:
    title = slot.heading or slot.slot.replace("-", " ").replace("_", " ").capitalize()
    return Place(block, slot.slot, title, under, slot.hint, about="" if block == SESSION else block)


def _themes(branches: Sequence[Branch], block: str, under: str, depth: int = 1) -> Iterator[Place]:
    for branch in branches:
        theme = branch.theme
        yield Place(THEME, theme.id, theme.name, under, theme.text, about=block, depth=depth)
        yield from _themes(branch.parts, block, under, depth + 1)
