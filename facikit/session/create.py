"""Make a session: a folder of its own, with the plan in it and everything else to come."""

from __future__ import annotations

import os
from pathlib import Path

from facikit.errors import UserError
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


def create(plan: Plan, parent: Path, files: Files = REAL) -> Path:
    """Make the session's folder in ``parent`` and return its whole path. ``UserError`` where that cannot be done."""
    folder = parent / folder_name(plan)
    try:
        parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir()
        for name in ("log", "media", "reports"):
            (folder / name).mkdir()
        files.write_whole(folder / "README.txt", README.encode())
        files.write_whole(folder / SPARE_PLAN, plan_text(plan).encode())
        files.write_whole(folder / "session.yaml", plan_text(plan).encode())
    except FileExistsError:
        raise UserError(f"There is a session in {folder} already.", "Open that one, or give another title.") from None
    except OSError as error:
        raise UserError(
            f"The session cannot be made in {parent}: {error.strerror or error}.",
            "Choose a folder that you may write to, with --in FOLDER.",
        ) from None
    return Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow a link that the user chose
