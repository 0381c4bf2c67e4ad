"""Find and open the session that a command names, and see that what it did reached the disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from facikit.errors import UserError
from facikit.library.finding import find_session
from facikit.library.kits import kits, remember_kit

if TYPE_CHECKING:
    import typer

    from facikit.session.session import Session


def kits_of(ctx: typer.Context) -> list[Path]:
    """Return the kits to look in, the one asked for with ``--kit`` first."""
    return kits(ctx.obj if isinstance(ctx.obj, Path) else None)


def to_read(ctx: typer.Context, name: str) -> Session:
    """Open the session to read it, with what this laptop has kept for it."""
    from facikit.library.kits import state_folder
    from facikit.session.session import Session

    return Session.open(find_session(name, kits_of(ctx)), read_only=True, state=state_folder())


def folder_to_type_in(ctx: typer.Context, name: str) -> Path:
    """Return the session's folder. One that came with the program is copied first, a pack is opened, and it is told."""
    from facikit.session.samples import is_sample, own_copy

    where = kits_of(ctx)
    folder = _unpacked(Path(name), where) if is_pack(name) else find_session(name, where)
    if is_sample(folder):
        from facikit.cli.output import tell

        copy = own_copy(folder, where)
        tell(f"{folder.name} came with facikit, so this goes into your own copy: {copy}")
        folder = copy
    # A session in a kit is found again by way of the kit; one that stands alone, by way of the folder it stands in.
    remember_kit(folder.parent.parent if folder.parent.name == "sessions" else folder.parent)
    return folder


def is_pack(name: str) -> bool:
    """Tell whether what stands for a session is a file that was handed out."""
    return name.lower().endswith(".zip") and Path(name).is_file()


def _unpacked(pack: Path, where: list[Path]) -> Path:
    from facikit.cli.output import tell
    from facikit.session.merge import adopt
    from facikit.session.samples import own_sessions

    folder = adopt(pack, own_sessions(where))
    tell(f"{pack.name} is open on this laptop as {folder}")
    return folder


def to_type(ctx: typer.Context, name: str, who: str = "") -> Session:
    """Open the session to write into it; what this laptop has kept for it is brought in, and that is told."""
    from facikit.cli.output import tell
    from facikit.cli.who import who_types
    from facikit.library.kits import state_folder
    from facikit.session.session import Session

    session = Session.open(folder_to_type_in(ctx, name), who_types(who), state=state_folder())
    if session.collected:
        what = "line that this laptop had kept is" if session.collected == 1 else "lines that this laptop had kept are"
        tell(f"{session.collected} {what} in the session's folder now.")
    if session.waiting:
        tell(f"What this laptop has kept for this session does not go into its folder yet: {session.folder / 'log'}")
    return session


def see_saved(session: Session) -> None:
    """Return when everything is on disk. ``UserError`` where it cannot be put there."""
    reason = refusal(session)
    if reason:
        raise not_saved(session, reason, "Nothing of this was saved")


def refusal(session: Session) -> str:
    """Wait until everything is on disk; return why the disk does not take it, or nothing.

    Where it is on this laptop's disk and not in the session's folder, that is told.
    """
    while not session.flush():
        trouble = session.trouble
        if trouble is not None:
            # Closing makes a last attempt.
            return "" if session.close() else trouble.strerror or str(trouble)
    if session.kept and session.trouble is not None:
        from facikit.cli.output import tell

        gone = isinstance(session.trouble, FileNotFoundError)
        reason = "the folder is not there" if gone else session.trouble.strerror or str(session.trouble)
        tell(
            f"Saved on this laptop, not yet in the session's folder: {reason}. "
            f"It goes there as soon as it can, or with: facikit merge {session.folder.name}"
        )
    return ""


def not_saved(session: Session, reason: str, what: str) -> UserError:
    """Return the error that tells what the disk did not take, and why."""
    return UserError(
        f"{what} in {session.folder / 'log'}: {reason}.",
        "Free some space, or copy the session's folder to a disk that you may write to, and add it there.",
    )
