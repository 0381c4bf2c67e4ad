"""What lies on the table while one sorts: the cards of one field, its themes, and which card is in which.

It is kept up to date by what has been written since, so that a table of five thousand cards costs no more at each key
than one of five. No widget is known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from facikit.analysis.alike import alike
from facikit.analysis.counts import heard
from facikit.analysis.themes import Branch, tree
from facikit.library.kinds import FieldBase, ListField, PledgeField, TableField, TreeField
from facikit.session.agenda import Group, blocks, groups, groups_of
from facikit.session.responses import Response, responses
from facikit.session.session import Session
from facikit.session.theme_sets import Place, fields_of
from facikit.session.themes import Theme, themes
from facikit.tui.capture import is_own
from facikit.tui.rows import Row
from facikit.tui.sortable import counts
from facikit.tui.text import cut, one_line

UNTHEMED, ALL, ASIDE, OFF, ALIKE = ":unthemed", ":all", ":aside", ":off", ":alike"
"""What can be looked at beside the themes; no theme's id has a colon."""
VIEWS = {UNTHEMED: "Unthemed", ALL: "All", ASIDE: "Set aside", OFF: "Off record", ALIKE: "Like this"}
NEVER = -1


class Card(msgspec.Struct, frozen=True):
    """A response as it lies on the table."""

    response: Response
    group: str
    row: Row
    folded: str
    """What is looked through when somebody looks for words."""
    counts: bool
    """Whether it is for the report, and so must be in a theme or is left over."""


class Standing(msgspec.Struct, frozen=True):
    """A theme where it stands: how deep, and under which digit it can be reached; empty beyond nine."""

    theme: Theme
    depth: int
    digit: str


class Table:
    """The cards and the themes of one field; of all that share its themes."""

    def __init__(self, session: Session, place: Place) -> None:
        self.session = session
        self.place = place
        self.cards: dict[str, Card] = {}
        """Every card by the response's id, in the order of groups and of the flipchart."""
        self.themes: list[Standing] = []
        self.of: dict[str, tuple[str, ...]] = {}
        """The themes that a response is in, in their order; left out where it is in none."""
        self.left = self.in_all = 0
        """How many of the cards that count are in no theme, and how many count."""
        self.aside = self.off = 0
        self._at_work: list[Group] = []
        self.alike: tuple[str, ...] = ()
        """The cards that others were compared with, then those that are like them; empty where nobody has asked."""
        self._read = NEVER
        self._members: dict[str, tuple[str, ...]] = {}
        self._order: dict[str, int] = {}
        self._rows: dict[tuple[str, str], tuple[Card, tuple[str, ...], Row]] = {}
        """Rows that tell the themes a card is in, by card and view."""
        self._rows_of: list[tuple[str, str]] = []
        self.update()

    def update(self) -> bool:
        """Take in what has been written since; return whether there was anything."""
        journal = self.session.records.journal
        if self._read == len(journal):
            return False
        kinds = {record_id.partition("/")[0] for record_id in journal[max(self._read, 0) :]}
        again = self._read == NEVER or bool(kinds & {"response", "block", "group", "shares"})
        if again:
            self._lay_cards()
        self._read = len(journal)
        self._lay_themes()
        if again:
            self.left = sum(1 for name, card in self.cards.items() if card.counts and name not in self.of)
        return True

    def view(self, where: str, words: str = "") -> list[Row]:
        """Return the cards that one sees at ``where``, as rows; with ``words``, only those that have them all."""
        wanted = words.casefold().split()
        found = self._at(where)
        if wanted:
            found = (card for card in found if all(word in card.folded for word in wanted))
        if where == UNTHEMED:
            return [card.row for card in found]
        names = [(one.theme.id, one.theme.name) for one in self.themes]
        if names != self._rows_of:
            self._rows_of = names
            self._rows.clear()
        return [self._row(card, where) for card in found]

    def look_for_alike(self, names: Sequence[str]) -> int:
        """Find the cards that are like these, those in no theme first; return how many there are."""
        texts = {name: card.row.words for name, card in self.cards.items() if card.counts or name in names}
        found = sorted(alike(texts, names), key=lambda name: name in self.of)
        self.alike = (*names, *found) if found else ()
        return len(found)

    def theme(self, theme_id: str) -> Standing | None:
        """Return a theme by its id; None where it is gone."""
        return next((one for one in self.themes if one.theme.id == theme_id), None)

    def with_digit(self, digit: str) -> Theme | None:
        """Return the theme that a digit stands for."""
        return next((one.theme for one in self.themes if one.digit == digit), None)

    def matching(self, name: str) -> list[Standing]:
        """Return the themes that a beginning may mean: names that begin so, then a word, then any that have it."""
        wanted = one_line(name).casefold()
        ranked = []
        for one in self.themes:
            words = one_line(one.theme.name).casefold()
            if words == wanted:
                ranked.append((0, one))
            elif words.startswith(wanted):
                ranked.append((1, one))
            elif f" {wanted}" in words:
                ranked.append((2, one))
            elif all(part in words for part in wanted.split()):
                ranked.append((3, one))
        return [one for _, one in sorted(ranked, key=lambda pair: pair[0])]

    def named(self, name: str) -> Theme | None:
        """Return the theme of just this name, letter case aside."""
        wanted = one_line(name).casefold()
        return next((one.theme for one in self.themes if one_line(one.theme.name).casefold() == wanted), None)

    def beside(self, theme_id: str) -> list[Theme]:
        """Return the themes that stand under the same one as this, itself among them, in their order."""
        ids = {one.theme.id for one in self.themes}
        above = {one.theme.id: one.theme.parent if one.theme.parent in ids else "" for one in self.themes}
        return [one.theme for one in self.themes if above[one.theme.id] == above.get(theme_id)]

    def above(self, theme_id: str) -> Theme | None:
        """Return the theme that this one stands under."""
        standing = self.theme(theme_id)
        parent = self.theme(standing.theme.parent) if standing is not None else None
        return parent.theme if parent is not None else None

    def under(self, theme_id: str) -> list[Theme]:
        """Return the themes that stand under this one, in their order."""
        return [one.theme for one in self.themes if one.theme.parent == theme_id]

    def told(self, theme: Theme) -> str:
        """Return how many responses it has, and from how many groups, as a report would."""
        mine = [self.cards[one].response for one in theme.members if one in self.cards and self.cards[one].counts]
        return heard(mine, self._at_work).words("response")

    # Laying the table

    def _lay_cards(self) -> None:
        places = fields_of(self.session, *self.place)
        cards: dict[str, Card] = {}
        self._at_work, self.off = [], 0
        for place in places:
            cards |= self._cards_of(place, told=len(places) > 1)
        self.cards = cards
        self._order = {name: number for number, name in enumerate(cards)}
        self.in_all = sum(1 for card in cards.values() if card.counts)
        self.aside = len(cards) - self.in_all - self.off

    def _cards_of(self, place: Place, *, told: bool) -> dict[str, Card]:
        """Return the cards of one field; where there are several, each card tells which it is of."""
        session, (block_id, field_name) = self.session, place
        block = next((one for one in blocks(session) if one.id == block_id), None)
        field = next((one for one in block.fields if one.field == field_name), None) if block is not None else None
        captured = responses(session, block_id, field_name)
        at_work = groups_of(session, block_id) if block is not None else []
        self._at_work += [group for group in at_work if group not in self._at_work]
        self.off += sum(1 for one in captured if one.off_record)
        names = _group_names(session, at_work, captured)
        asked = f"{one_line(field.title)} · " if told and field is not None else ""
        by_group: dict[str, list[Response]] = {}
        for one in captured:
            by_group.setdefault(one.group, []).append(one)
        hung_on = {one.id: one for one in captured} if isinstance(field, TreeField) else {}
        several = len(names) > 1
        cards: dict[str, Card] = {}
        for group in names:
            name = f"{asked}{names[group] if several else ''}".removesuffix(" · ")
            for one in by_group.get(group, ()):
                known = self.cards.get(one.id)
                if known is not None and known.response is one and known.group == name and not hung_on:
                    cards[one.id] = known
                else:
                    hidden = isinstance(field, PledgeField) and not is_own(session, one)
                    cards[one.id] = _card(field, one, name, hung_on, hidden=hidden)
        return cards

    def _lay_themes(self) -> None:
        before = [one.theme.id for one in self.themes]
        self.themes = [
            Standing(theme, depth, str(number) if number < 10 else "")
            for number, (theme, depth) in enumerate(_flat(tree(themes(self.session, *self.place))), 1)
        ]
        order = [one.theme.id for one in self.themes]
        members = {one.theme.id: one.theme.members for one in self.themes}
        moved: set[str] = set()
        for theme_id in {*members, *self._members}:
            old, new = self._members.get(theme_id, ()), members.get(theme_id, ())
            if old is not new:
                moved |= {*old} ^ {*new}
        if order != before:
            moved |= self.of.keys()
        among = {theme_id: frozenset(ids) for theme_id, ids in members.items()} if moved else {}
        for response_id in moved:
            found = tuple(theme_id for theme_id in order if response_id in among[theme_id])
            if response_id in self.cards and self.cards[response_id].counts:
                self.left += (response_id in self.of) - bool(found)
            if found:
                self.of[response_id] = found
            else:
                self.of.pop(response_id, None)
        self._members = members

    def _at(self, where: str) -> Iterable[Card]:
        cards = self.cards.values()
        if where == UNTHEMED:
            return (card for name, card in self.cards.items() if card.counts and name not in self.of)
        if where == ALL:
            return cards
        if where == ASIDE:
            return (card for card in cards if card.response.set_aside and not card.response.off_record)
        if where == ALIKE:
            return [self.cards[name] for name in self.alike if name in self.cards]
        if where == OFF:
            return (card for card in cards if card.response.off_record)
        inside = [name for name in self._members.get(where, ()) if name in self.cards]
        return [self.cards[name] for name in sorted(inside, key=self._order.__getitem__)]

    def _row(self, card: Card, where: str) -> Row:
        inside = self.of.get(card.response.id, ())
        known = self._rows.get((card.response.id, where))
        if known is not None and known[0] is card and known[1] is inside:
            return known[2]
        others = [one_line(one.theme.name) for one in self.themes if one.theme.id in inside and one.theme.id != where]
        row = card.row
        if others:
            also = "also in" if where in inside else "in"
            notes = " · ".join(part for part in (row.notes, f"{also} {', '.join(others)}") if part)
            row = msgspec.structs.replace(row, notes=notes)
        self._rows[card.response.id, where] = (card, inside, row)
        return row


def _flat(branches: Iterable[Branch], depth: int = 0) -> Iterator[tuple[Theme, int]]:
    for branch in branches:
        yield branch.theme, depth
        yield from _flat(branch.parts, depth + 1)


def _group_names(session: Session, at_work: list[Group], captured: Iterable[Response]) -> dict[str, str]:
    """Return the groups by id with their names: those at work, then any other that has said something."""
    known = {group.id: group.name for name in session.plan.groups for group in groups(session, name)}
    names = {group.id: one_line(group.name) for group in at_work}
    for one in captured:
        if one.group not in names:
            names[one.group] = one_line(known.get(one.group, one.group.replace("-", " ").capitalize()))
    return names


def _card(
    field: FieldBase | None, one: Response, group: str, every: dict[str, Response], *, hidden: bool = False
) -> Card:
    said = "(private)" if hidden else _said(field, one)
    kinds = field.categories if isinstance(field, ListField) else field.kinds if isinstance(field, TreeField) else ()
    category = next((item.text for item in kinds if item.id == one.category), one.category)
    above = every.get(one.parent)
    notes = (
        group,
        one.label,
        category,
        "" if above is None else "on something off record" if above.off_record else f"on “{cut(above.text, 24)}”",
        "observation" if one.kind == "observation" else "",
        str(one.count) if one.count is not None else "",
        "★ quote" if one.highlight else "",
        "edited" if one.wording else "",
        (f"set aside: {one.set_aside_because}" if one.set_aside_because else "set aside") if one.set_aside else "",
        "off record" if one.off_record else "",
        f"! {one.versions} wordings" if one.versions > 1 else "",
    )
    row = Row(one.id, said or "–", " · ".join(one_line(note) for note in notes if note))
    return Card(one, group, row, f"{row.words} {row.notes}".casefold(), counts(one))


def _said(field: FieldBase | None, one: Response) -> str:
    """Return what a response says on one line: its text, then its cells column by column."""
    planned = [item.id or item.text for item in field.columns] if isinstance(field, TableField) else []
    columns = [*planned, *(column for column in one.cells if column not in planned)] if one.cells else []
    said = " – ".join(part for part in map(one_line, (one.text, *(one.cells.get(c, "") for c in columns))) if part)
    if one.media:
        return "picture: " + (said or one_line(one.description) or "no caption")
    return said
