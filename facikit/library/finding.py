"""Find exercises, workshops, reports and sessions by name in the kits.

Definitions go by file name. A session goes by its folder, or by enough of its name to be the only one; a folder's
whole name beats a part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from facikit.errors import UserError, closest
from facikit.library.kits import packaged_kit, remembered_kits

if TYPE_CHECKING:
    from facikit.library.reading import Document

PLAN_FILE = "session.yaml"
PROGRAMME_FILE = "programme.yaml"
MOST_LOG_BYTES = 256 << 20
"""A larger file is not a workshop's notes, and might take more memory than there is."""


def exercises(kits: Iterable[Path]) -> dict[str, Path]:
    """Return the exercises by name; of one name in several kits, the first."""
    return _by_stem(kits, "exercises", (".yaml", ".yml"))


def workshops(kits: Iterable[Path]) -> dict[str, Path]:
    """Return the workshops by name; of one name in several kits, the first."""
    return _by_stem(kits, "templates/workshops", (".yaml", ".yml"))


def reports(kits: Iterable[Path]) -> dict[str, Path]:
    """Return the report templates by genre; of one name in several kits, the first. Parts of templates begin with _."""
    found = _by_stem(kits, "templates/reports", (".md.j2",))
    return {name: path for name, path in found.items() if not name.startswith("_")}


def hidden(kits: Iterable[Path], kind: str) -> dict[str, list[Path]]:
    """Return the files that stand back behind one of the same name in a kit before theirs, by name.

    ``kind`` is exercises, workshops or reports.
    """
    find = {"exercises": exercises, "workshops": workshops, "reports": reports}[kind]
    every: dict[str, list[Path]] = {}
    for kit in kits:
        for name, path in find([kit]).items():
            every.setdefault(name, []).append(path)
    return {name: paths[1:] for name, paths in sorted(every.items()) if len(paths) > 1}


def sessions(kits: Iterable[Path]) -> list[Path]:
    """Return the folders of all sessions in ``kits`` and in kits used before; those of the program itself come last."""
    packaged = packaged_kit().resolve()
    every = dict.fromkeys(kit.resolve() for kit in [*kits, *remembered_kits()])
    places = [kit for kit in every if kit != packaged] + [kit for kit in every if kit == packaged]
    return list(dict.fromkeys(session for kit in places for session in _sessions_in(kit)))


def is_session(folder: Path) -> bool:
    """Return whether ``folder`` is a session's, or a programme's: several sessions reported together."""
    try:
        return (folder / PLAN_FILE).is_file() or (folder / PROGRAMME_FILE).is_file()
    except OSError:
        return False


def is_programme(folder: Path) -> bool:
    """Return whether ``folder`` is a programme's."""
    return is_session(folder) and plan_file(folder).name == PROGRAMME_FILE


def plan_file(folder: Path) -> Path:
    """Return the file that says what is planned: a session's plan, else a programme."""
    programme = folder / PROGRAMME_FILE
    return programme if programme.is_file() and not (folder / PLAN_FILE).is_file() else folder / PLAN_FILE


def stands_in_logs(folder: Path, wanted: bytes) -> bool:
    """Tell whether ``wanted`` stands in any log of a session's folder. A file too large to be a log is not read."""
    try:
        logs = [path for path in (folder / "log").rglob("*.jsonl") if path.stat().st_size <= MOST_LOG_BYTES]
        return any(wanted in path.read_bytes() for path in logs)
    except OSError:
        return False


def find_session(name: str | Path, kits: Iterable[Path]) -> Path:
    """Return the folder of the one session meant by ``name``: a folder, or enough of its name.

    One in the kit that one works in goes before those in kits where one has been; its kind may stand before a name, as
    ``facikit list`` has it.
    """
    text = str(name)
    path = _path_of(text)
    kits = list(kits)
    if path.name in (PLAN_FILE, PROGRAMME_FILE) and path.is_file():
        path = path.parent
    if is_session(path):
        return path.resolve()
    found = sessions(kits)
    text = text if _is_there(path) else re.sub(r"^(?:session|programme)/", "", text)
    matches = _matches(text, {folder: folder.name for folder in found})
    packaged = packaged_kit().resolve()
    here = [kit.resolve() for kit in kits if kit.resolve() != packaged]
    own = [one for one in matches if any(one.is_relative_to(kit) for kit in here)]
    names = {folder.name for folder in matches}
    if len(own) == 1:
        return own[0]
    if len(matches) == 1 or (matches and len(names) == 1 and matches[-1].is_relative_to(packaged)):
        return matches[0]  # one's own copy of a session that came with the program hides it
    if matches:
        shown = [folder.name if len(names) == len(matches) else str(folder) for folder in matches]
        raise UserError(f"{text!r} fits {len(matches)} sessions: {', '.join(shown)}", "give more of the name")
    if _is_there(path):
        raise UserError(f"{text} is not a session: it has no {PLAN_FILE}")
    hint = closest(text, (folder.name for folder in found)) or "see: facikit list sessions"
    raise UserError(f"there is no session {text!r}", hint)


def find_exercise(name: str | Path, kits: Iterable[Path]) -> Path:
    """Return the file of an exercise, by its name or its path."""
    return _find(str(name), exercises(kits), "exercise")


def find_workshop(name: str | Path, kits: Iterable[Path]) -> Path:
    """Return the file of a workshop, by its name or its path."""
    return _find(str(name), workshops(kits), "workshop")


def shelf(kits: Iterable[Path]) -> Callable[[str], Document | None]:
    """Return a function that gives an exercise's document by name, each file read once; None where there is none.

    A file that cannot be parsed is an error here: nothing can be planned with it.
    """
    from facikit.library.reading import read_document  # YAML is not needed to find a session

    paths = exercises(kits)
    known: dict[str, Document] = {}

    def exercise(name: str) -> Document | None:
        if name not in paths:
            return None
        if name not in known:
            document, problems = read_document(paths[name])
            if document is None:
                raise UserError(str(problems[0]), f"see: facikit check {paths[name]}")
            known[name] = document
        return known[name]

    return exercise


def _by_stem(kits: Iterable[Path], folder: str, endings: tuple[str, ...]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for kit in kits:
        for ending in endings:
            for path in sorted((kit / folder).glob(f"*{ending}")):
                if path.is_file() and not path.name.startswith("."):
                    found.setdefault(path.name.removesuffix(ending), path)
    return dict(sorted(found.items()))


def _sessions_in(kit: Path) -> list[Path]:
    # A folder that sessions were put into without being a kit (`new --in FOLDER`) is looked at itself.
    home = kit / "sessions" if (kit / "sessions").is_dir() else kit
    try:
        return sorted(folder for folder in home.iterdir() if not folder.name.startswith(".") and is_session(folder))
    except OSError:
        return []


def _matches(text: str, names: dict[Path, str]) -> list[Path]:
    """Return what fits best: the whole name as typed, else in any case, else a part of the name."""
    folded = text.casefold()
    ways: list[Callable[[str], bool]] = [
        lambda name: name == text,
        lambda name: name.casefold() == folded,
        lambda name: folded in name.casefold(),
    ]
    for way in ways:
        matches = [folder for folder, name in names.items() if way(name)]
        if matches and text:
            return matches
    return []


def _find(text: str, found: dict[str, Path], what: str) -> Path:
    path = _path_of(text)
    if text in found:
        return found[text]
    if path.suffix in (".yaml", ".yml") and _is_there(path) and path.is_file():
        return path.resolve()
    stem = path.name.removesuffix(".yaml").removesuffix(".yml") if "/" not in text and "\\" not in text else ""
    if stem in found:
        return found[stem]
    folded = [name for name in found if name.casefold() == text.casefold()]
    if len(folded) == 1:
        return found[folded[0]]
    raise UserError(f"there is no {what} {text!r}", closest(text, found) or f"see: facikit list {what}s")


def _path_of(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:  # ~somebody who has no home here
        return Path(text)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
