"""Files beside the logs that may hold erased words: the plan, what is kept on this laptop, and what others put here.

What the program wrote for itself is cleaned or taken away. What a person wrote or changed is never touched: it is
named, with the lines in which the words stand.
"""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from facikit.errors import UserError
from facikit.library.finding import PLAN_FILE, is_session, plan_file
from facikit.library.kits import data_folder, remembered_kits
from facikit.library.planning import plan_text
from facikit.library.reading import read_text
from facikit.library.shapes import Plan
from facikit.session.drafts import FOLDER as DRAFTS
from facikit.session.drafts import Drafts, Unfinished
from facikit.session.erased import without
from facikit.session.files import SPARE_PLAN
from facikit.session.fingerprints import Finder, Fingerprints
from facikit.session.known import folders_of
from facikit.session.pack import ENDING as PACKED
from facikit.session.pack import unpacked
from facikit.session.session import Session

MOST_BYTES = 50 << 20
OWN = {"README.txt", PLAN_FILE, SPARE_PLAN}
NAMES = ("who", "names")
"""Files in the local state with a name on each line."""
TAG = re.compile(r"<[^>\n]{0,5000}>")


class Place(msgspec.Struct, frozen=True):
    """A file that holds the words and is left as it is, and where in it."""

    path: Path
    lines: tuple[int, ...] = ()
    about: str = ""


def lines_with(path: Path, words: Finder) -> tuple[int, ...] | None:
    """Return the lines of a file in which the words stand; None where it cannot be looked into."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    if data[:2] == b"PK":
        return _packed_lines(path, words)
    text = html.unescape(data.decode("utf-8", "replace"))
    # As it stands, and as it is read: between two words there may be what only sets them.
    whole = [text, TAG.sub("", text).replace("\\", "")]
    if not any(words.within(one) for one in whole):
        return ()
    found = {number for one in whole for number, line in enumerate(one.split("\n"), 1) if words.within(line)}
    return tuple(sorted(found)) or (1,)


def _packed_lines(path: Path, words: Finder) -> tuple[int, ...] | None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [one for one in archive.infolist() if one.filename.endswith((".xml", ".jsonl", ".yaml", ".rels"))]
            if sum(one.file_size for one in parts) > MOST_BYTES:
                return None
            texts = (TAG.sub("", archive.read(one).decode("utf-8", "replace")) for one in parts)
            return (1,) if any(words.within(html.unescape(text)) for text in texts) else ()
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, zlib.error):
        return None


# The plan


def plan_places(session: Session, words: Finder) -> list[Path]:
    """Return the files of the plan in which the words stand."""
    if plan_file(session.folder).name != PLAN_FILE:
        return []
    return [path for path in (session.folder / PLAN_FILE, session.folder / SPARE_PLAN) if lines_with(path, words)]


def clean_plan(session: Session, words: Finder) -> list[Path]:
    """Put a mark in the place of the words in the plan; return the files in which they stand all the same."""
    for path in plan_places(session, words):
        try:
            text = session.files.read(path).decode()
        except UnicodeDecodeError:
            continue
        session.files.write_whole(path, plan_without(text, words).encode())
    return plan_places(session, words)


def plan_without(text: str, words: Finder) -> str:
    """Return a plan's text without the words; written anew where that is the only way to keep it a plan."""
    bare = words.without(text)
    before = read_text(text, PLAN_FILE, Plan)[0]
    if before is None:
        return bare
    try:
        wanted = msgspec.convert(_with_new_ids(without(msgspec.to_builtins(before), words), words), Plan)
    except msgspec.ValidationError:
        return text
    if read_text(bare, PLAN_FILE, Plan)[0] == wanted:
        return bare
    return plan_text(wanted)


def _with_new_ids(plan: dict[str, Any], words: Finder) -> dict[str, Any]:
    """Give labels and outcomes whose ids hold the words other ids: nothing hangs on these, unlike on a group's."""
    for key in ("labels", "outcomes"):
        for number, item in enumerate(plan.get(key, ()), 1):
            if isinstance(item, dict) and words.within(str(item.get("id", ""))):
                item["id"] = f"{key}-{number}"
    return plan


# What is kept on this laptop


def clean_state(session: Session, state: Path, records: Iterable[str], words: Finder, said: Fingerprints) -> int:
    """Take the words out of what this laptop keeps for itself; return how many files were changed or taken away."""
    ids = {record.removeprefix("response/") for record in records}
    done = sum(
        _clean_draft(session, path, ids, words, said) for path in _files(Drafts(state, session.plan.session).home)
    )
    for path in _files(state / "present"):
        if lines_with(path, words) or lines_with(path, said):
            session.files.remove(path)
            done += 1
    for name in NAMES:
        path = state / name
        try:
            lines = session.files.read(path).decode("utf-8").splitlines() if path.is_file() else []
        except (OSError, ValueError):
            continue
        left = [line for line in lines if not words.within(line)]
        if left != lines:
            session.files.write_whole(path, "".join(f"{line}\n" for line in left).encode())
            done += 1
    return done


def _clean_draft(session: Session, path: Path, ids: set[str], words: Finder, said: Fingerprints) -> bool:
    data = session.files.read(path)
    text = data.decode("utf-8", "replace")
    try:
        draft = msgspec.json.decode(data, type=Unfinished)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
        if not (words.within(text) or said.within(text)):
            return False
        session.files.remove(path)
        return True
    texts = (draft.text, *draft.more, *draft.original)
    if (draft.editing and draft.editing in ids) or any(said.whole(one) for one in texts):
        session.files.remove(path)
        return True
    if not words.within(text):
        return False
    who = "" if words.within(draft.who) else draft.who
    bare = msgspec.structs.replace(
        draft,
        who=who,
        text=words.without(draft.text),
        more=tuple(map(words.without, draft.more)),
        original=tuple(map(words.without, draft.original)),
        label=words.without(draft.label),
    )
    session.files.write_whole(path, msgspec.json.encode(bare), sync=False)
    return True


def left_in_state(state: Path, words: Finder) -> list[Place]:
    """Return what else on this laptop names them: lists of folders that were open, for one."""
    found = []
    for path in _files(state):
        if DRAFTS not in path.relative_to(state).parts:
            lines = lines_with(path, words)
            if lines:
                found.append(Place(path, lines, "kept on this laptop"))
    return found


# What others put here


def others_here(session: Session, words: Finder, said: Fingerprints, but: Iterable[Path] = ()) -> list[Place]:
    """Return the files in the session's folder, besides logs, plan and pictures, that hold the words."""
    known = {path for path, _ in session.files.logs(session.folder)} | set(but)
    found = []
    for path in _files(session.folder):
        inside = path.relative_to(session.folder)
        if path in known or str(inside) in OWN or inside.parts[0] == "media" or path.name.endswith(PACKED):
            continue
        lines = [lines_with(path, one) for one in (words, said)]
        if words.within(path.name) and not any(lines):
            found.append(Place(path, (), "has them in its own name"))
        elif any(lines):
            found.append(Place(path, tuple(sorted({number for one in lines for number in one or ()}))))
        elif None in lines:
            found.append(Place(path, (), "could not be looked into; see for yourself whether they are in it"))
    return found


def clear_remains(session: Session, words: Finder, said: Fingerprints) -> None:
    """Take away halves of files that a stopped program left."""
    for path in _files(session.folder):
        is_half = path.name.startswith(".") and path.name.endswith(".part")
        if is_half and any(lines_with(path, one) for one in (words, said)):
            session.files.remove(path)


def copies(session: Session, state: Path) -> list[Path]:
    """Return other folders and packs of this session within reach: in its own folder, in kits, where it was open."""
    if not session.plan.session:
        return []
    kits = [*remembered_kits(), data_folder(), session.folder.parent.parent]
    homes = [*(kit / "sessions" for kit in kits), *kits, session.folder.parent]
    here = session.folder.resolve()
    found: dict[Path, None] = {}
    for folder in folders_of(state, session.plan.session):
        found[folder] = None
    packs: dict[Path, None] = {}
    for home in dict.fromkeys(homes):
        for path in _in(home):
            if path.name.endswith(PACKED):
                packs[path] = None
            elif _is_session(path):
                found[path.resolve()] = None
    packs |= dict.fromkeys(path for path in _files(session.folder) if path.name.endswith(PACKED))
    same = [path for path in found if path != here and _id_of(path) == session.plan.session]
    return [*same, *(path for path in packs if _packs(path, session.plan.session))]


def _in(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _is_session(folder: Path) -> bool:
    try:
        return folder.is_dir() and is_session(folder)
    except OSError:
        return False


def _id_of(folder: Path) -> str:
    try:
        text = plan_file(folder).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
    found = re.search(r"^session:\s*['\"]?([\w-]+)", text, re.MULTILINE)
    return found[1] if found else ""


def _packs(path: Path, session_id: str) -> bool:
    try:
        with unpacked(path) as (_, note):
            return note is not None and note.session == session_id
    except UserError:
        return False


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path
