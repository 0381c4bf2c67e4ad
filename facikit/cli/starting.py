"""Begin a definition of one's own: a file in the kit, made from a name, never over one that is there."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from facikit.errors import UserError

if TYPE_CHECKING:
    import typer

ENDINGS = (".yaml", ".yml")
NOT_ON_WINDOWS = re.compile(r"con|prn|aux|nul|(com|lpt)\d", re.IGNORECASE)
TITLE = re.compile(r"^title:[^\n]*", re.MULTILINE)
MAKE_A_KIT = "make a kit of your own with: facikit init FOLDER, and do this in there"


def begin(
    ctx: typer.Context,
    name: str,
    what: str,
    folder: str,
    text: Callable[[str], str],
    *,
    watch: bool = False,
    file: str = "",
) -> None:
    """Write a new file for ``name`` into ``folder`` of the first kit, print its path, and say what comes next.

    With ``file`` it has that name, and a folder of its own.
    """
    from facikit.cli.opening import kits_of
    from facikit.cli.output import say, tell
    from facikit.cli.usage import need_terminal
    from facikit.library.kits import remember_kit

    if watch:
        need_terminal("The live check", f"Leave --watch out, and check the file with: facikit check {what}.yaml")
    stem, title = named(name, what)
    kits = kits_of(ctx)
    kit = own_kit(ctx)
    path = kit / folder / stem / file if file else kit / folder / f"{stem}.yaml"
    if file and path.parent.exists():
        raise UserError(f"there is {path.parent} already", "give another name; that folder was left as it is")
    for there in _others([path.parent], ".", path.stem):
        raise UserError(f"there is {there} already", "give another name; that file was left as it is")
    line = _line_for_editors(kit, path, what)
    write_new(path, line + text(title), "give another name; that file was left as it is")
    remember_kit(kit)
    say(str(path))
    behind = None if file else next((one for one in _others(kits[1:], folder, stem)), None)
    if behind is not None:
        tell(f"There is a {stem} in {behind.parent} too; from now on yours is used in its place.")
    tell(f"Open it in your text editor. Check it at any time with: facikit check {shown(path)}")
    if watch:
        from facikit.cli.screens import open_designer

        open_designer(ctx, path)


def copied(ctx: typer.Context, like: str, name: str, what: str) -> Callable[[str], str]:
    """Return what makes the text of a new file from that of one that is there: all of it, under the new title.

    Where the new one is called as the other, to take its place, the title stays too. ``UserError`` where there is none.
    """
    from facikit.cli.opening import kits_of
    from facikit.library import finding
    from facikit.library.starters import scalar
    from facikit.library.yaml_text import file_text

    find = finding.find_exercise if what == "exercise" else finding.find_workshop
    source = find(like, kits_of(ctx))
    found, problems = file_text(source)
    if found is None:
        raise UserError(str(problems[0]), f"see: facikit check {shown(source)}")
    lines = found.replace("\r\n", "\n").removeprefix("\ufeff").splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith("# yaml-language-server:"))
    if named(name, what)[0] == source.stem:
        return lambda _: kept

    def text(title: str) -> str:
        return TITLE.sub(lambda _: f"title: {scalar(title)}", kept, count=1)

    return text


def _line_for_editors(kit: Path, path: Path, what: str) -> str:
    """Return the line that leads an editor to the schema; none where the kit has none and can be given none."""
    from facikit.library.schema_files import schema_file, schema_line, write_schemas

    if not schema_file(kit, what).is_file():
        try:
            write_schemas(kit)
        except OSError:
            return ""  # the file is right without it
    return schema_line(kit, path, what)


def own_kit(ctx: typer.Context) -> Path:
    """Return the kit that a file of one's own goes into, the first one. ``UserError`` where it is not one's own."""
    from facikit.cli.opening import kits_of
    from facikit.library.kits import packaged_kit

    kit = kits_of(ctx)[0]
    asked_for = ctx.obj is not None or bool(os.environ.get("FACIKIT_KIT"))
    if kit == packaged_kit().resolve():
        raise UserError(f"{kit} is the kit that came with facikit, and yours does not belong in it", MAKE_A_KIT)
    if not asked_for and not any((kit / part).is_dir() for part in ("exercises", "templates", "sessions")):
        raise UserError(f"{kit} is not a kit", MAKE_A_KIT)
    return kit


def named(name: str, what: str, command: str = "") -> tuple[str, str]:
    """Return the file's name, without its ending, and the title for ``name``. ``UserError`` where it gives none.

    ``command`` is what is typed before such a name; left out, ``facikit new-WHAT``.
    """
    from facikit.cli.output import plain
    from facikit.library.values import slug

    typed = command or f"facikit new-{what}"
    words = plain(name.removesuffix(".yaml").removesuffix(".yml"))
    if "/" in name or "\\" in name:
        raise UserError(f"'{plain(name)}' is a path, and a name is wanted", f"it goes into the kit: {typed} my-{what}")
    stem = slug(words, "")
    if not stem:
        raise UserError(
            f"'{plain(name)}' has none of the letters a to z, which a file's name is made of here",
            f"write {typed} my-{what}, and the title inside the file in any letters",
        )
    if NOT_ON_WINDOWS.fullmatch(stem):
        raise UserError(f"'{stem}' cannot be a file's name on Windows", f"write {typed} my-{stem}")
    return stem, words if words != stem else stem.replace("-", " ").capitalize()


def shown(path: Path) -> str:
    """Return a path as it can be typed here."""
    try:
        short = str(path.relative_to(Path.cwd()))
    except ValueError:
        short = str(path)
    return f'"{short}"' if " " in short else short


def _others(kits: list[Path], folder: str, stem: str) -> list[Path]:
    return [path for kit in kits for ending in ENDINGS if (path := kit / folder / f"{stem}{ending}").is_file()]


def write_new(path: Path, text: str, instead: str) -> None:
    """Write a file that is not there yet. ``UserError``, with what to do instead, where it is."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UserError(f"there is {path} already", instead) from None
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror or error}", MAKE_A_KIT) from None
