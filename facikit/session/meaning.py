"""Which block, field or group somebody means by what they typed: its id, its name, or enough of either."""

from __future__ import annotations

from collections.abc import Iterable

from facikit.errors import UserError, closest
from facikit.library.kinds import Field
from facikit.library.values import slug
from facikit.session.agenda import Group, LiveBlock, blocks, groups_of
from facikit.session.session import Session


def find_block(session: Session, text: str) -> LiveBlock:
    """Return the block that ``text`` means: its id, its title, or enough of either, from the beginning of a word on."""
    every = blocks(session)
    return every[_find("block", text, [(one.id, one.title) for one in every])]


def find_field(one: LiveBlock, text: str) -> Field:
    """Return the field of ``one`` that ``text`` means."""
    fields = one.fields
    return fields[_find("field", text, [(field.field, field.title) for field in fields], f" in {one.id}")]


def find_group(session: Session, block_id: str, text: str) -> Group:
    """Return the group at work on the block that ``text`` means, by name or id."""
    groups = groups_of(session, block_id)
    return groups[_find("group", text, [(group.id, group.name) for group in groups])]


def find_group_anywhere(session: Session, text: str) -> Group:
    """Return the group that ``text`` means, wherever in the day it is at work."""
    every = list({group.name: group for one in blocks(session) for group in groups_of(session, one.id)}.values())
    return every[_find("group", text, [(group.id, group.name) for group in every], " in this session")]


def _find(what: str, text: str, named: list[tuple[str, str]], where: str = "") -> int:
    """Return the index of the entry meant: a whole id or name first, else part of one, if it is the only one.

    A group is meant from its beginning only: what a table said is not to go to another by a word in its name.
    """
    wanted = text.strip().casefold()
    for test in (
        lambda one: wanted in (one[0].casefold(), one[1].casefold()),
        lambda one: one[1].casefold().startswith(wanted) or one[0].casefold().startswith(wanted),
        lambda one: what != "group" and f" {wanted}" in f" {one[1].casefold()}",
    ):
        found = [index for index, one in enumerate(named) if wanted and test(one)]
        if len(found) == 1:
            return found[0]
        if found:
            choices = ", ".join(f"'{named[index][0]}'" for index in found)
            raise UserError(f"'{text}' could be more than one {what}{where}: {choices}.", "Give more of its name.")
    # Each is listed once: a group by the name that the room knows, anything else by its id, which is shorter to type.
    shown = [f"'{name}'" if what == "group" else called(one_id, name) for one_id, name in named]
    raise unknown(what, text, shown, where, near=[name for pair in named for name in pair])


def called(one_id: str, name: str) -> str:
    """Return an id for whoever is to choose one; with its name where the id alone would not tell."""
    told = not name or one_id in slug(name) or slug(name) in one_id
    return f"'{one_id}'" if told else f"'{one_id}' ({name})"


def unknown(what: str, text: str, shown: Iterable[str], where: str = "", near: Iterable[str] = ()) -> UserError:
    """Return what to tell where there is no such thing: what there is, and what was probably meant."""
    every = list(dict.fromkeys(shown))
    listing = ", ".join(every[:12]) + (" …" if len(every) > 12 else "")
    hint = closest(text, near) or (f"There is: {listing}." if every else "")
    return UserError(f"There is no {what} '{text}'{where}.", hint)
