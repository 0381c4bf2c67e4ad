"""Hand-outs into files. A file that says anything else is somebody's: the new one goes beside it, with a number."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from facikit.errors import UserError
from facikit.report.handouts.html import html
from facikit.report.handouts.markdown import markdown
from facikit.report.handouts.parts import Sheet

ENDINGS = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md"}


def written(title: str, sheets: Sequence[Sheet], form: str) -> str:
    """Return the sheets as text: ``form`` is html or md."""
    return markdown(sheets) if form == "md" else html(title, sheets)


def keep(path: Path, text: str) -> Path:
    """Write ``text`` to ``path`` and return its file: numbered, where one of that name is there and says otherwise."""
    data = text.encode("utf-8", "replace")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        target = _free(path, data)
        if not target.exists():
            # Exclusively: whoever else writes here just now keeps their file too.
            with target.open("xb") as file:
                file.write(data)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror or error}."
        raise UserError(message, "Give another place with -o.") from error
    return target


def _free(path: Path, data: bytes) -> Path:
    """Return the first of ``path``, ``path-2``, ``path-3`` … that is not there, or that holds these very bytes."""
    target, number = path, 2
    while target.exists() and not (target.is_file() and target.read_bytes() == data):
        target, number = path.with_name(f"{path.stem}-{number}{path.suffix}"), number + 1
    return target
