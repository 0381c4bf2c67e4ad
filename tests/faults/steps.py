"""Pack, merge, seal, erase, import, make a session: stopped at every step, by a kill or by a disk that refuses.

In between, what was there before is there; afterwards, doing it once more ends it as if nothing had happened.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from planted import NAME, erase, holding, leave_drafts, planted, rest
from rooms import PLAN, SeededIds

from facikit.errors import UserError
from facikit.library.finding import is_session
from facikit.session.create import create, folder_name
from facikit.session.document import import_into, import_new, to_yaml
from facikit.session.lines import Line
from facikit.session.merge import adopt, merge_all, opened
from facikit.session.pack import pack
from facikit.session.sealing import seal
from facikit.session.session import Session

from .disk import Act, Disk, calls_of, dying, failing, nothing
from .judge import Tally, read
from .writing import ended, fresh, in_child, made, whole_day

Found = Mapping[str, object]
PACKED = "packed.facikit.zip"
WAYS = ("killed before", "killed after", "failing once", "failing on")


class Operation(NamedTuple):
    """``prepare`` fills a folder; ``do`` is what a command does there, and doing it again is harmless.

    ``found`` returns what is there that must not be lost, and ``whole`` what is wanted in the end.
    """

    prepare: Callable[[Path], None]
    do: Callable[[Path], None]
    found: Callable[[Path], Found]
    whole: Callable[[Path], object]


def sweep(name: str) -> Callable[[int, int, Path], Tally]:
    """Return the sweep that stops an operation at each of its calls."""

    def swept(size: int, seed: int, home: Path) -> Tally:
        tally, operation = Tally(), OPERATIONS[name]
        base, at = home / "base", home / "at"
        base.mkdir()
        operation.prepare(base)
        before = operation.found(base)
        fresh(base, at)
        number_of = len(calls_of(at, lambda: operation.do(at)))
        after, wanted = operation.found(at), operation.whole(at)
        every = [(number, way) for number in range(1, number_of + 1) for way in WAYS]
        tally.to_be_at(every)
        step = max(1, len(every) / size)
        for index in range(min(size, len(every))):
            number, way = every[(int(index * step) + seed - 1) % len(every)]
            tally.was_at((number, way))
            fresh(base, at)
            where = f"{name}, {way} at call {number} of {number_of}"
            _stopped(operation, at, way, number)
            there = operation.found(at)
            tally.tries += 1
            lost = [one for one, value in before.items() if there.get(one) != value and one in after]
            lost = [one for one in lost if there.get(one) != after[one]]
            invented = [one for one, value in there.items() if value not in (before.get(one), after.get(one))]
            tally.acknowledged += len(before)
            tally.lost, tally.invented = tally.lost + len(lost), tally.invented + len(invented)
            tally.first = tally.first or (f"{where}: lost {lost}, invented {invented}" if lost or invented else "")
            try:
                operation.do(at)
            except UserError as error:
                tally.wrong(f"{where}: done again, it says {error.message}")
            else:
                tally.same(operation.whole(at), wanted, where)
        return tally

    return swept


def _stopped(operation: Operation, at: Path, way: str, number: int) -> None:
    act: Act = dying(number) if way.startswith("killed") else failing(number, errno.EIO, on=way == "failing on")
    if way.startswith("killed"):
        if not hasattr(os, "fork"):
            return

        def work(_: object) -> None:
            with Disk(at, **{way.partition(" ")[2]: act}):
                operation.do(at)

        ended(*in_child(work))
        return
    with Disk(at, act, nothing), contextlib.suppress(UserError, OSError):  # told, and nothing else is asked of it
        operation.do(at)


# What is done


def _two(base: Path) -> None:
    """Make a session and another laptop's copy of it, each with notes of its own; and that copy as a pack."""
    (base / "here").mkdir()
    here = made(base / "made")
    here.rename(base / "here" / here.name)
    fresh(_here(base), base / "there")
    whole_day(_here(base), 1, 12)
    whole_day(base / "there", 2, 12)
    picture = b"not looked into"
    (base / "there" / "media" / f"{hashlib.sha256(picture).hexdigest()[:32]}.jpg").write_bytes(picture)
    with Session.open(base / "there", read_only=True) as session:
        pack(session, base / "other.facikit.zip")


def _here(at: Path) -> Path:
    return at / "here" / folder_name(PLAN)


def _lines(at: Path) -> dict[str, Line]:
    return read(_here(at)).lines


def _pictures(at: Path) -> list[str]:
    return sorted(path.name for path in (_here(at) / "media").iterdir() if not path.name.endswith(".part"))


def _pack(at: Path) -> None:
    with Session.open(_here(at), read_only=True) as session:
        if not (at / PACKED).exists():
            pack(session, at / PACKED)


def _three(base: Path) -> None:
    _two(base)
    whole_day(_here(base), 3, 12)


def _seal(at: Path) -> None:
    with Session.open(_here(at)) as session:
        seal(session)


def _packed(at: Path) -> object:
    with opened(at / PACKED) as source:
        return read(source.logs[0].parent).lines


def _pack_or_none(at: Path) -> Found:
    return {**_lines(at), "pack": _packed(at)} if (at / PACKED).exists() else _lines(at)


def _merge(at: Path) -> None:
    with Session.open(_here(at), ids=SeededIds(5)) as session:
        merge_all(session, [at / "there"])


def _adopt(at: Path) -> None:
    adopt(at / "other.facikit.zip", at / "elsewhere")


def _adopted(at: Path) -> Found:
    folder = at / "elsewhere" / folder_name(PLAN)
    return dict(read(folder).lines) if folder.is_dir() else {}


def _yaml(base: Path) -> None:
    _two(base)
    with Session.open(_here(base), read_only=True) as session:
        (base / "whole.yaml").write_text(to_yaml(session), encoding="utf-8")


def _import(at: Path) -> None:
    text = (at / "whole.yaml").read_text(encoding="utf-8")
    folder = at / "elsewhere" / folder_name(PLAN)
    if folder.is_dir() and is_session(folder):
        with Session.open(folder, ids=SeededIds(6)) as session:
            import_into(session, text, "whole.yaml")
    else:
        import_new(text, "whole.yaml", at / "elsewhere", ids=SeededIds(6))


def _imported(at: Path) -> object:
    with Session.open(at / "elsewhere" / folder_name(PLAN), read_only=True) as session:
        return to_yaml(session)


def _new(at: Path) -> None:
    folder = at / "elsewhere" / folder_name(PLAN)
    if not (folder.is_dir() and is_session(folder)):
        create(PLAN, at / "elsewhere")


def _made(at: Path) -> object:
    folder = at / "elsewhere" / folder_name(PLAN)
    return sorted((path.name, path.read_bytes()) for path in folder.iterdir() if path.is_file())


def _made_or_none(at: Path) -> Found:
    folder = at / "elsewhere" / folder_name(PLAN)
    return {"session": _made(at)} if folder.is_dir() and is_session(folder) else {}


def _planted(base: Path) -> None:
    (base / "state").mkdir()
    folder, ids = planted(base / "made")
    leave_drafts(base / "state", ids["secret"])
    folder.rename(base / "planted")


def _erase(at: Path) -> None:
    erase(at / "planted", at / "state", "person", NAME)


def _untouched(at: Path) -> Found:
    """Return every record in which the name does not stand."""
    return {one: value for one, value in rest(at / "planted").items() if "uillfeather" not in f"{one}{value}"}


def _erased(at: Path) -> object:
    return holding(at / "planted", NAME), holding(at / "state", NAME), rest(at / "planted")


def _nothing_there(_: Path) -> Found:
    return {}


OPERATIONS = {
    "pack": Operation(_two, _pack, _pack_or_none, _packed),
    "merge": Operation(_two, _merge, _lines, lambda at: (_lines(at), _pictures(at))),
    "open a pack": Operation(_two, _adopt, _adopted, _adopted),
    "import": Operation(_yaml, _import, _nothing_there, _imported),
    "new": Operation(lambda _: None, _new, _made_or_none, _made),
    "seal": Operation(_three, _seal, _lines, lambda at: (_lines(at), len(list((_here(at) / "log").glob("*.jsonl"))))),
    "erase": Operation(_planted, _erase, _untouched, _erased),
}
