"""From a programme back into its sessions: a theme that they have in common, or anything that goes by SESSION/NAME."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from facikit.analysis.common import Common, Share, across
from facikit.analysis.counts import Heard
from facikit.errors import UserError
from facikit.library.finding import is_programme
from facikit.library.programmes import folded, near, read_programme
from facikit.report.trace_themes import short
from facikit.report.traced import Part, Scene, Told, noted
from facikit.session.session import Session
from facikit.session.sittings import sittings
from facikit.session.words import one_line

Inside = Callable[[Session, str], Told]


def of_programme(scene: Scene, name: str, kits: Sequence[Path], inside: Inside) -> Told | None:
    """Return what ``name`` comes from in the sessions of a programme; None where it has nothing so called.

    ``inside`` traces what belongs to one session, within that.
    """
    session = scene.session
    programme, _ = read_programme(session.folder)
    if programme is None:
        return None
    sat = {one.name: one for one in sittings(programme, session.folder, kits)}
    opened = {one.name: one.session for one in sat.values() if one.session is not None}
    first, slash, rest = name.partition("/")
    if slash and first.strip() in sat:
        one = sat[first.strip()]
        if one.session is None:
            raise UserError(f"Nothing of {one.name} can be traced.", one.why or "Only its title is known.")
        return inside(one.session, rest.strip())
    found = across(programme.themes, opened, session.plan.session)
    theme = next((one for one in found.themes if folded(one.name) == folded(name)), None)
    if theme is not None:
        scenes = {key: Scene(one, off_record=scene.off_record) for key, one in opened.items()}
        return _theme(theme, found.out_of, {one.name: one.title for one in sat.values()}, scenes)
    if slash:
        hint = near(first.strip(), sat)
        raise UserError(f"The programme has no session '{one_line(first)}'.", hint)
    return None


def names(session: Session) -> list[str]:
    """Return what a programme's themes are called; nothing where there is no programme."""
    programme = read_programme(session.folder)[0] if is_programme(session.folder) else None
    return [one.name for one in programme.themes] if programme is not None else []


def _theme(one: Common, out_of: dict[str, int], titles: dict[str, str], scenes: dict[str, Scene]) -> Told:
    sessions = f"{len(one.there)} of the {len(one.shares)} sessions that were sorted"
    return Told(
        "theme",
        one.name,
        one.name,
        "programme.yaml",
        number=one.number,
        notes=noted(one_line(one.text, 2000), f"{Heard(one.number, 0, 0).words('response')} in {sessions}"),
        parts=tuple(
            Part(
                f"{titles[share.session]}: {_counted(share, out_of)}",
                (
                    *(short(theme) for theme in share.themes),
                    *(scenes[share.session].brief(said) for said in share.members),
                ),
            )
            for share in one.there
        ),
    )


def _counted(share: Share, out_of: dict[str, int]) -> str:
    said = Heard(len(share.members), share.groups, share.groups_in_all).words("response")
    return f"{said}, of {out_of[share.session]} that were sorted"
