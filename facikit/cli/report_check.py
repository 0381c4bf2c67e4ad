"""``facikit report --check``: what to look at before a report goes out, and what was allowed, each with its reason."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec
import typer

if TYPE_CHECKING:
    from pathlib import Path

    from facikit.report.checks import Checked, Excused
    from facikit.session.session import Session

NOWHERE = "The report"
"""Stands over what is about the whole of it."""


def check_report(
    ctx: typer.Context, name: str, genre: str, *, draft: bool, allow: str, because: str, as_json: bool, who: str
) -> None:
    """Print the findings, one under the other; first let one stand, where that is asked for. Exit 1: some are open."""
    from facikit.cli.opening import kits_of, to_read, to_type

    kits = kits_of(ctx)
    if allow:
        with to_type(ctx, name, who) as opened:
            _allow(opened, genre, kits, allow, because, draft=draft)
            found = _checked(opened, genre, kits, draft=draft)
    else:
        with to_read(ctx, name) as opened:
            found = _checked(opened, genre, kits, draft=draft)
    (_say_json if as_json else _say)(found)
    if found.open:
        raise typer.Exit(1)


def _checked(session: Session, genre: str, kits: list[Path], *, draft: bool) -> Checked:
    from facikit.report.checks import check

    return check(session, genre, kits=kits, draft=draft)


def _allow(session: Session, genre: str, kits: list[Path], finding_id: str, reason: str, *, draft: bool) -> None:
    from facikit.cli.opening import see_saved
    from facikit.cli.output import plain, tell
    from facikit.errors import UserError, closest
    from facikit.session.allowed import allow, allowed

    found = _checked(session, genre, kits, draft=draft)
    ids = [one.id for one in found.open] + [one.finding.id for one in found.allowed]
    if finding_id not in ids:
        raise UserError(
            f"There is no finding '{finding_id}' in this report.",
            closest(finding_id, ids) or "'facikit report SESSION --check' lists them.",
        )
    before = allowed(session).get(finding_id)
    allow(session, finding_id, reason)
    see_saved(session)
    if before is not None and before.reason != allowed(session)[finding_id].reason:
        said = f"{before.who or 'Somebody'} had allowed it already ({before.t[:10]}) and said: {before.reason}"
        tell(f"{plain(said)} – your reason stands now; 'facikit undo' brings that one back.")


def _say(found: Checked) -> None:
    from facikit.cli.output import plain, say, tell

    for where, some in groupby(found.open, key=lambda one: one.where):
        say(plain(where) or NOWHERE)
        for one in some:
            say(f"  ! {plain(one.message)}")
            say(f"    {plain(one.cure)} [{one.id}]")
    if found.allowed:
        say("Allowed")
        for excused in found.allowed:
            where = plain(excused.finding.where)
            say(f"  · {f'{where}: ' if where else ''}{plain(excused.finding.message)}")
            say(f"    Because: {plain(excused.reason)} ({plain(_by(excused))}) [{excused.finding.id}]")
    still = f"{len(found.open)} to look at" if found.open else "The checks found nothing to look at"
    tell(f"{still}, {len(found.allowed)} allowed." if found.allowed else f"{still}.")


def _by(excused: Excused) -> str:
    return ", ".join(part for part in (excused.who, excused.t[:10]) if part)


def _say_json(found: Checked) -> None:
    from facikit.cli.output import say_json

    facts: dict[str, Any] = {
        "open": found.open,
        "allowed": [
            msgspec.to_builtins(one.finding) | {"reason": one.reason, "who": one.who, "t": one.t}
            for one in found.allowed
        ],
    }
    say_json(facts)
