"""Make a session: a folder of its own, with the plan in it and everything else to come.

It is made beside its place and then moved there in one step: whoever is stopped in between has no half of a session in
the way of the next.
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from facikit.errors import UserError
from facikit.library.finding import PLAN_FILE, is_session
from facikit.library.planning import plan_text
from facikit.library.shapes import Plan
from facikit.library.values import slug
from facikit.session.files import REAL, SPARE_PLAN, Files

README = """\
This folder is one workshop: its plan and the only copy of what was said there.

  session.yaml   the plan
  log/           what was typed, a file for each time that facikit was open; do not edit these
  media/         pictures
  reports/       what was made of it

It is safe to copy the whole folder, to a stick or anywhere else. To bring two laptops' notes together, copy the files
of one log/ folder into the other. Open it with: facikit run FOLDER
"""


def folder_name(plan: Plan) -> str:
    """Return the session's folder name: its date, its title, and six letters of its id; 48 characters at most."""
    return f"{plan.date}-{slug(plan.title, 'session')[:30].strip('-')}-{plan.session[:6]}"


def create(plan: Plan, parent: Path, files: Files = REAL, written: bytes = b"") -> Path:
    """Make the session's folder in ``parent`` and return its whole path. ``UserError`` where that cannot be done.

    ``written`` is the plan as it stands in a file already, where it does.
    """
    folder = parent / folder_name(plan)
    beside = parent / f".{folder.name}.{os.getpid()}.part"
    try:
        files.make_folders(parent)
        if folder.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        try:
            _fill(beside, plan, written, files)
            files.replace(beside, folder)
        except BaseException:  # nothing half made stays, and whoever asked is told
            shutil.rmtree(beside, ignore_errors=True)
            raise
        files.sync_folder(parent)
    except OSError as error:
        if error.errno in (errno.EEXIST, errno.ENOTEMPTY) and folder.exists():
            raise _in_the_way(folder) from None
        raise UserError(
            f"The session cannot be made in {parent}: {error.strerror or error}.",
            "Choose a folder that you may write to, with --in FOLDER.",
        ) from None
    return Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow a link that the user chose


def _fill(folder: Path, plan: Plan, written: bytes, files: Files) -> None:
    shutil.rmtree(folder, ignore_errors=True)  # what a program that was stopped left under the same number
    folder.mkdir()
    for name in ("log", "media", "reports"):
        (folder / name).mkdir()
    files.write_whole(folder / "README.txt", README.encode())
    spare = plan_text(plan).encode()
    files.write_whole(folder / SPARE_PLAN, spare)
    files.write_whole(folder / PLAN_FILE, written or spare)


def _in_the_way(folder: Path) -> UserError:
    if is_session(folder):
        return UserError(f"There is a session in {folder} already.", "Open that one, or give another title.")
    return UserError(
        f"{folder} is there already and is no session: there is no {PLAN_FILE} in it.",
        "Look what is in it; give it another name or delete it, and try again.",
    )
