"""Open the app at a screen, for the commands that do nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import typer


def open_home(ctx: typer.Context) -> None:
    """Open the app with no session."""
    from facikit.cli.opening import kits_of
    from facikit.cli.who import who_types
    from facikit.tui.app import run_app

    run_app(None, "home", who_types(), kits=kits_of(ctx))


def open_designer(ctx: typer.Context, path: Path) -> None:
    """Open the app at the live check of a file."""
    from facikit.cli.opening import kits_of
    from facikit.cli.who import who_types
    from facikit.tui.app import run_app

    run_app(None, "designer", who_types(), kits=kits_of(ctx), watch=path.resolve())


def open_session(ctx: typer.Context, screen: str, session: str, who: str, group: str) -> None:
    """Open the app with a session, at one of its screens. The name given is kept for the next time."""
    from facikit.cli.opening import folder_to_type_in, is_pack, kits_of
    from facikit.cli.usage import need_terminal
    from facikit.cli.who import remember, who_types
    from facikit.errors import UserError
    from facikit.library.finding import is_programme

    need_terminal(
        f"'facikit {screen}'", "Without one, 'facikit add' takes what is said, and 'facikit report' prints the report."
    )
    folder = folder_to_type_in(ctx, session)
    if is_programme(folder) and screen != "write":
        raise UserError(
            f"{folder.name} is a programme: it has no agenda and no groups, only prose.",
            f"facikit write {folder.name} opens it; facikit report {folder.name} prints it.",
        )
    if not who and is_pack(session):
        who = _asked()
    from facikit.tui.app import run_app

    if who:
        remember(who)
    run_app(folder, screen, who_types(who), group, kits_of(ctx))


def _asked() -> str:
    """Ask who is typing: what was handed out to several laptops must not come back under one name."""
    from facikit.cli.output import plain
    from facikit.cli.who import who_types

    try:
        return plain(input(f"Who is typing? [{who_types()}] "))
    except EOFError:
        return ""
