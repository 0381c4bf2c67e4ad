"""Schemas as files in a kit, so that an editor completes and checks while one types, without a network.

A definition's first line says where its schema is, as a comment that editors with YAML support read. To facikit it is
a comment like any other.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from facikit.library.disk import Disk
from facikit.library.schema import SHAPES, schema

FOLDER = "schemas"
MADE = "Made by 'facikit schema', which writes it anew: what is changed here is lost then."


def schema_file(kit: Path, what: str) -> Path:
    """Return where the schema of an exercise, a workshop, a session or a programme stands in a kit."""
    return kit / FOLDER / f"{what}.json"


def write_schemas(kit: Path) -> list[Path]:
    """Write every schema into the kit, each whole or not at all, and return the files. ``OSError`` where that fails."""
    (kit / FOLDER).mkdir(parents=True, exist_ok=True)
    written = []
    for what in SHAPES:
        target = schema_file(kit, what)
        text = json.dumps({"$comment": MADE, **schema(what)}, indent=1, ensure_ascii=False) + "\n"
        if not target.is_file() or target.read_text(encoding="utf-8", errors="replace") != text:
            Disk().write_whole(target, text.encode(), sync=False)
        written.append(target)
    return written


def schema_line(kit: Path, path: Path, what: str) -> str:
    """Return the line that a definition at ``path`` begins with, so that an editor finds its schema in the kit."""
    way = Path(os.path.relpath(schema_file(kit, what), path.parent)).as_posix()
    return f"# yaml-language-server: $schema={way}\n"
