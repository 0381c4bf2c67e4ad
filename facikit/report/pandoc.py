"""Pandoc, which writes Word documents: where it is, and one call of it that cannot reach beyond its own folder.

It is called as a program, never linked: from the extra ``facikit[word]`` where that is installed, else from the PATH.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from facikit.errors import UserError

SECONDS = 180
"""How long it may take: ten thousand responses need about three."""
HINT = "Install it with: pip install 'facikit[word]', or get it from pandoc.org. HTML needs nothing more."


def program() -> str:
    """Return the path of pandoc."""
    spec = importlib.util.find_spec("pypandoc")
    if spec is not None and spec.origin:
        carried = Path(spec.origin).parent / "files" / ("pandoc.exe" if os.name == "nt" else "pandoc")
        if carried.is_file():
            return str(carried)
    found = shutil.which("pandoc")
    if found is None:
        raise UserError("A Word document is made by pandoc, which is not on this computer.", HINT)
    return found


def run(arguments: Sequence[str], given: bytes, folder: Path, more: Mapping[str, str] | None = None) -> bytes:
    """Return what pandoc writes for ``given``; ``folder`` is where it works and all that it is shown."""
    try:
        done = subprocess.run(
            [program(), "--data-dir", str(folder), *arguments],
            input=given,
            capture_output=True,
            cwd=folder,
            env={**os.environ, **(more or {})},
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UserError(f"Pandoc was not done after {SECONDS} seconds, so there is no Word document.") from None
    except OSError as error:
        raise UserError(f"Pandoc cannot be started: {error.strerror or error}.", HINT) from None
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[:300]
        raise UserError(f"Pandoc could not make the Word document: {said}", HINT)
    return done.stdout
