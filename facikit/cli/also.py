"""``facikit also``: let what is written in a session stand in a programme's report as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from facikit.library.programme_shape import Programme
    from facikit.session.session import Session


def command(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar="SESSION", help="Its folder, or enough of its name.")],
    what: Annotated[
        str,
        typer.Argument(
            metavar="[WHAT]", help="BLOCK.SLOT, a slot of the session's own, or a theme. None: what there is."
        ),
    ] = "",
    programme: Annotated[
        str, typer.Argument(metavar="[PROGRAMME]", help="Left out: the one programme that has the session.")
    ] = "",
    at: Annotated[
        str, typer.Option("--at", metavar="PART", help="The part of its report, by name; else where it gathers them.")
    ] = "",
    out: Annotated[bool, typer.Option("--out", help="Take it out again.")] = False,
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who is typing.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Let what is written stand in a programme's report too.

    It is written once and never copied: the programme's report takes it anew each time. Only what stands between
    [[summary]] and [[/summary]] is taken, where there are such marks.
    """
    from facikit.cli.opening import kits_of, see_saved, to_read, to_type
    from facikit.cli.output import say, say_json, tell
    from facikit.library.programmes import plan_of, programmes_with
    from facikit.session import also

    if not what:
        opened = to_read(ctx, session)
        if as_json:
            say_json(also.also(opened))
            return
        titles = {plan_of(one, path).session: one.title for path, one in programmes_with(opened.folder, kits_of(ctx))}
        for one in also.also(opened):
            say("\t".join((f"{one.block}.{one.slot}", titles.get(one.programme, one.programme), one.at)).rstrip())
        return
    with to_type(ctx, session, who) as opened:
        block, slot = _place(opened, what)
        path, found = _programme(programme, programmes_with(opened.folder, kits_of(ctx)), opened)
        known_by = plan_of(found, path).session
        if out:
            also.take_out(opened, block, slot, known_by)
        else:
            part = _part(found, at)
            also.place(opened, block, slot, known_by, part)
            tell(f"It stands in the report of {found.title} as well.")
        see_saved(opened)
        say(f"also/{block}/{slot}/{known_by}")


def _place(session: Session, what: str) -> tuple[str, str]:
    """Return the block and the slot that are meant."""
    from facikit.errors import UserError, closest
    from facikit.session.agenda import blocks
    from facikit.session.prose import SESSION, THEME
    from facikit.session.themes import themes

    known = {slot.slot: (SESSION, slot.slot) for slot in session.plan.write}
    known |= {f"{SESSION}.{slot.slot}": (SESSION, slot.slot) for slot in session.plan.write}
    known |= {f"{block.id}.{slot.slot}": (block.id, slot.slot) for block in blocks(session) for slot in block.slots}
    if what in known:
        return known[what]
    every = themes(session)
    name = what.removeprefix(f"{THEME}.")
    found = [one for one in every if one.id == name] or [one for one in every if one.name.casefold() == name.casefold()]
    if len(found) == 1:
        return THEME, found[0].id
    if found:
        ids = ", ".join(f"{one.id} in {one.block}.{one.field}" for one in found)
        raise UserError(f"Several themes are called '{what}'.", f"Give the id of one: {ids}.")
    hint = closest(what, [*known, *(one.name for one in every)]) or "'facikit write' shows every place."
    raise UserError(f"There is no place to write called '{what}' in this session.", hint)


def _programme(name: str, every: Sequence[tuple[Path, Programme]], session: Session) -> tuple[Path, Programme]:
    from facikit.errors import UserError, closest

    if not every:
        raise UserError(
            f"No programme has the session {session.folder.name}.",
            "Name it under 'sessions' in a programme.yaml; 'facikit new-programme' begins one.",
        )
    folded = name.casefold()
    found = [one for one in every if folded in (one[0].name.casefold(), one[1].title.casefold())]
    found = found or [one for one in every if folded in one[0].name.casefold()]
    if len(found) == 1:
        return found[0]
    names = ", ".join(path.name for path, _ in found or every)
    if found:
        raise UserError(f"{len(found)} programmes have this session: {names}.", "Say which one.")
    hint = closest(name, [path.name for path, _ in every]) or f"There is {names}."
    raise UserError(f"No programme called '{name}' has this session.", hint)


def _part(programme: Programme, at: str) -> str:
    """Return the name of the part that is meant."""
    from facikit.errors import UserError, closest
    from facikit.library.programmes import places

    every = places(programme)
    if at in every:
        return at
    if not at:
        raise UserError(
            f"The report of {programme.title} has no part that gathers such texts.",
            f"Say where with --at: {', '.join(every)}. Or give a part of it 'show: findings'.",
        )
    same = [name for name, heading in every.items() if heading.casefold() == at.casefold()]
    if len(same) == 1:
        return same[0]
    hint = closest(at, [name for name in every if name]) or f"There is {', '.join(filter(None, every))}."
    raise UserError(f"The report of {programme.title} has no part called '{at}'.", hint)
