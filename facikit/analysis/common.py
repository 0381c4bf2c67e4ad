"""Themes that several sessions have in common: which of each session's themes belong, and how much was said where.

A session's theme belongs to one of the programme's by its name, because programme.yaml names it, or because it began as
the same code of a codebook and is called otherwise by now. What stands under a theme counts with it, a response once.
Responses are counted against all that was sorted in their session; groups against those that worked where the theme
stands, and never together with responses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from facikit.analysis.theme_ids import common_guid, guid_of
from facikit.analysis.themes import Branch, countable, tree
from facikit.errors import UserError, closest
from facikit.library.programme_shape import CommonTheme
from facikit.library.programmes import folded, plan_of, read_programme
from facikit.session.agenda import ROOMS, blocks, groups_of
from facikit.session.responses import Response
from facikit.session.session import Session
from facikit.session.sittings import Sat, sittings
from facikit.session.theme_sets import fields_of
from facikit.session.themes import Theme, themes

WITHOUT_NAMES = "there is no theme in any session yet"


class Share(msgspec.Struct, frozen=True):
    """What one session, by its short name, has of a theme: its own themes, and the responses in them."""

    session: str
    themes: tuple[Theme, ...]
    members: tuple[Response, ...]
    groups: int
    """How many groups said something of it."""
    groups_in_all: int
    """Of how many; 1 where the whole room worked together, 0 where the theme is not there."""

    def words(self, out_of: int, theme: str) -> str:
        """Return it in words: ``3 of 20 responses, 2 of 4 groups, as “Headspace”``; a dash where it is not there."""
        if not self.themes:
            return "–"
        groups = f", {self.groups} of {self.groups_in_all} groups" if self.groups_in_all > 1 else ""
        others = dict.fromkeys(f"“{one.name}”" for one in self.themes if folded(one.name) != folded(theme))
        called = f", as {', '.join(others)}" if others else ""
        return f"{len(self.members)} of {out_of} response{'' if out_of == 1 else 's'}{groups}{called}"


class Common(msgspec.Struct, frozen=True):
    """One of the programme's themes; ``shares`` has every session in which anything was sorted, in their order."""

    name: str
    text: str
    shares: tuple[Share, ...]

    @property
    def number(self) -> int:
        """How many responses, all sessions together."""
        return sum(len(one.members) for one in self.shares)

    @property
    def there(self) -> tuple[Share, ...]:
        """The sessions that have it."""
        return tuple(one for one in self.shares if one.themes)


class Lost(msgspec.Struct, frozen=True):
    """What programme.yaml says at ``key`` and no session has; ``name`` is the theme that it stands under."""

    key: str
    name: str
    message: str
    hint: str = ""


class Across(msgspec.Struct, frozen=True):
    """The programme's themes; ``out_of`` is how many responses were sorted in each session that sorted any."""

    themes: tuple[Common, ...]
    out_of: dict[str, int]
    sorted: dict[str, tuple[str, ...]]
    """The ids of those responses."""
    unsorted: tuple[str, ...]
    """The sessions that have no themes: nothing can be said of them."""
    others: dict[str, tuple[Share, ...]]
    """The sessions' themes that belong to none of the programme's, by name, those of most sessions first."""
    lost: tuple[Lost, ...]


def across(planned: Sequence[CommonTheme], sessions: Mapping[str, Session], programme_id: str = "") -> Across:
    """Return what the sessions, by their short names, have of the planned themes.

    ``programme_id`` is what the ids in the programme's own codebook were made with.
    """
    rooms = {name: _Room(name, session) for name, session in sessions.items()}
    at_work = {name: room for name, room in rooms.items() if room.every}
    chosen = _chosen_everywhere(planned, at_work, programme_id)
    taken = {theme.id for by_room in chosen for found in by_room.values() for theme in found}
    within = {
        one.id for room in at_work.values() for theme in room.every if theme.id in taken for one in room.below(theme)
    }
    return Across(
        themes=tuple(
            Common(
                one.name.strip(), one.text.strip(), tuple(room.share(by_room[name]) for name, room in at_work.items())
            )
            for one, by_room in zip(planned, chosen, strict=True)
        ),
        out_of={name: len(room.sorted) for name, room in at_work.items()},
        sorted={name: tuple(room.sorted) for name, room in at_work.items()},
        unsorted=tuple(name for name, room in rooms.items() if not room.every),
        others=_others(at_work.values(), taken | within),
        lost=tuple(_lost(planned, chosen, at_work)),
    )


def across_in(folder: Path, kits: Iterable[Path]) -> tuple[Across, list[Sat]]:
    """Return what the sessions of the programme in ``folder`` have of its themes, and the sessions themselves."""
    programme, problems = read_programme(folder)
    if programme is None:
        raise UserError(str(problems[0]), f"see: facikit check {folder}")
    sat = sittings(programme, folder, kits)
    opened = {one.name: one.session for one in sat if one.session is not None}
    return across(programme.themes, opened, plan_of(programme, folder).session), sat


class _Room:
    """One session: its themes, and what of its responses may be counted."""

    def __init__(self, name: str, session: Session) -> None:
        self.name = name
        self.session = session
        self.every = themes(session)
        self.said = {one.id: one for one in countable(session)}
        fields = {place for one in self.every for place in fields_of(session, one.block, one.field)}
        members = {member for one in self.every for member in one.members}
        self.sorted = [one.id for one in self.said.values() if (one.block, one.field) in fields or one.id in members]
        self.branches: dict[str, Branch] = {}
        for field in dict.fromkeys((one.block, one.field) for one in self.every):
            for branch in _flat(tree([one for one in self.every if (one.block, one.field) == field])):
                self.branches[branch.theme.id] = branch

    def below(self, theme: Theme) -> list[Theme]:
        """Return a theme and all that stand under it."""
        return [one.theme for one in _flat([self.branches[theme.id]])]

    def share(self, some: Sequence[Theme]) -> Share:
        """Return what was said in some themes and those under them, each response once."""
        ids = dict.fromkeys(member for theme in some for one in self.below(theme) for member in one.members)
        members = tuple(one for one in self.said.values() if one.id in ids)
        known = {one.id for one in blocks(self.session)}
        where = {theme.block for theme in some} & known
        # The whole room is no group beside others.
        groups = {group.id for block in where for group in groups_of(self.session, block)} - set(ROOMS)
        speaking = {one.group for one in members} - {"", *ROOMS}
        return Share(self.name, tuple(some), members, len(speaking), len(groups | speaking) or int(bool(some)))


def _chosen_everywhere(
    planned: Sequence[CommonTheme], rooms: Mapping[str, _Room], programme_id: str
) -> list[dict[str, list[Theme]]]:
    """Return for each planned theme the themes of each session that belong to it."""
    names = {folded(one.name) for one in planned}
    made = []
    for one in planned:
        chosen = {name: _chosen(one, room) for name, room in rooms.items()}
        guids = {guid_of(rooms[name].session, theme) for name, some in chosen.items() for theme in some}
        guids.add(common_guid(programme_id, one.name))
        for name, room in rooms.items():
            # What began as the same code of a codebook belongs as well, whatever it is called by now.
            left_out = _left_out(one, room) | {theme.id for theme in chosen[name]}
            chosen[name] += [
                theme
                for theme in room.every
                if theme.id not in left_out
                and folded(theme.name) not in names
                and guid_of(room.session, theme) in guids
            ]
        made.append(chosen)
    return made


def _chosen(planned: CommonTheme, room: _Room) -> list[Theme]:
    """Return a session's themes that belong to one of the programme's by their name, or because they are named."""
    left_out = _left_out(planned, room)
    by_name = [one for one in room.every if folded(one.name) == folded(planned.name) and one.id not in left_out]
    also = [one for said in planned.also for one in _meant(said, room)]
    found = {one.id for one in (*by_name, *also)}
    return [one for one in room.every if one.id in found]


def _left_out(planned: CommonTheme, room: _Room) -> set[str]:
    return {theme.id for said in planned.without for theme in _meant(said, room, whole=True)}


def _meant(said: str, room: _Room, *, whole: bool = False) -> list[Theme]:
    """Return what SESSION/NAME or SESSION/ID means in a session; SESSION alone is all of it, where it may be."""
    name, slash, rest = said.partition("/")
    if name.strip() != room.name:
        return []
    if not slash:
        return room.every if whole else []
    return [one for one in room.every if one.id == rest.strip() or folded(one.name) == folded(rest)]


def _flat(branches: Iterable[Branch]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from _flat(branch.parts)


def _others(rooms: Iterable[_Room], taken: set[str]) -> dict[str, tuple[Share, ...]]:
    names: dict[str, str] = {}
    found: dict[str, list[Share]] = {}
    for room in rooms:
        same: dict[str, list[Theme]] = {}
        for one in room.every:
            if one.id not in taken:
                same.setdefault(names.setdefault(folded(one.name), one.name), []).append(one)
        for name, some in same.items():
            found.setdefault(name, []).append(room.share(some))
    return {name: tuple(found[name]) for name in sorted(found, key=lambda one: -len(found[one]))}


def _lost(
    planned: Sequence[CommonTheme], chosen: Sequence[Mapping[str, Sequence[Theme]]], rooms: Mapping[str, _Room]
) -> Iterator[Lost]:
    """Yield what was asked for and is not there. Sessions that cannot be opened are told of elsewhere."""
    every = sorted({one.name for room in rooms.values() for one in room.every})
    for index, (theme, by_room) in enumerate(zip(planned, chosen, strict=True)):
        for word, said in (("also", theme.also), ("without", theme.without)):
            for at, one in enumerate(said):
                name, slash, rest = one.partition("/")
                room = rooms.get(name.strip())
                if room is None or not slash or _meant(one, room):
                    continue
                there = [other.name for other in room.every]
                hint = closest(rest.strip(), there) or f"it has {', '.join(dict.fromkeys(there))}"
                yield Lost(f"themes[{index}].{word}[{at}]", theme.name, f"{name} has no theme {rest.strip()!r}", hint)
        if not any(by_room.values()):
            hint = closest(theme.name, every) or "see: facikit themes" if every else WITHOUT_NAMES
            yield Lost(f"themes[{index}].name", theme.name, f"no session has a theme {theme.name!r}", hint)
