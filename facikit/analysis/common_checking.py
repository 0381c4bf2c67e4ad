"""What of a programme's themes no session has, at its line: the sessions' logs tell, which the library leaves be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from facikit.analysis.common import across_in
from facikit.library.finding import PROGRAMME_FILE
from facikit.library.problems import Problem
from facikit.library.programme_shape import Programme
from facikit.library.reading import convert, line_of, read_document


def check_common(path: Path, kits: Iterable[Path]) -> list[Problem]:
    """Return what is wrong in the themes of a programme, or of every programme in a kit, as its sessions are now."""
    kits = list(kits)
    return [problem for file in _programmes(path) for problem in _check(file, kits)]


def _programmes(path: Path) -> Iterator[Path]:
    if path.name == PROGRAMME_FILE and path.is_file():
        yield path
    elif path.is_dir():
        yield from (one for one in (path / PROGRAMME_FILE,) if one.is_file())
        yield from sorted((path / "sessions").glob(f"*/{PROGRAMME_FILE}"))


def _check(file: Path, kits: list[Path]) -> Iterator[Problem]:
    document, _ = read_document(file)
    programme = convert(document, Programme)[0] if document is not None else None
    if document is None or programme is None or not programme.themes:
        return
    for one in across_in(file.parent, kits)[0].lost:
        yield Problem(document.name, line_of(document.tree, one.key), one.key, one.message, one.hint)
