"""Gather the wheels that one laptop needs, by asking pip again until what the wheels themselves ask for is there.

pip can fetch wheels for another system, but looks at a requirement's conditions ("only on Windows") with the system
that it runs on. So it is given every requirement by name and none is left for it to find out, and the wheels that came
are asked what they need on that other system. Once nothing new is asked for, pip has weighed all of it together.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from email.parser import HeaderParser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from facikit.bundle.pip import run_pip
from facikit.bundle.targets import Target
from facikit.errors import UserError

if TYPE_CHECKING:
    from packaging.requirements import Requirement

ROUNDS = 12
"""No chain of wheels that ask for wheels is longer; a wheel that asks for ever new ones is not to be waited for."""


class NothingFits(Exception):  # noqa: N818 - it names what happened
    """For this laptop something has no wheel; which, in words."""


class Asked(NamedTuple):
    """What some wheel asks for, and for which of its own extras."""

    what: Requirement
    extras: frozenset[str]


def asked_by(wheel: Path, extras: Iterable[str] = ()) -> list[Asked]:
    """Return everything that a wheel asks for, whatever the system, with these extras of it."""
    from packaging.requirements import Requirement

    try:
        with zipfile.ZipFile(wheel) as archive:
            name = next(one for one in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", one))
            head = HeaderParser().parsestr(archive.read(name).decode("utf-8", "replace"))
    except (OSError, zipfile.BadZipFile, StopIteration):
        raise UserError(f"{wheel.name} is damaged", "Run this again; it is fetched anew") from None
    wanted = frozenset(extras)
    return [Asked(Requirement(line), wanted) for line in head.get_all("Requires-Dist", [])]


def for_target(asked: Iterable[Asked], target: Target) -> dict[str, str]:
    """Return what is asked for on that laptop, as pip is told it, by the line itself: name, extras and versions."""
    found = {}
    for one in asked:
        extras = one.extras or frozenset([""])
        if one.what.marker is None or any(
            one.what.marker.evaluate({**target.markers, "extra": extra}) for extra in extras
        ):
            brackets = f"[{','.join(sorted(one.what.extras))}]" if one.what.extras else ""
            found[f"{one.what.name}{brackets}{one.what.specifier}"] = one.what.name
    return found


def gather(start: list[Asked], target: Target, into: Path) -> list[Asked]:
    """Put every wheel that ``target`` needs into the folder ``into``, and return all that was asked for on the way.

    What is returned saves the next target most of its rounds. ``NothingFits`` where something has no wheel for it.
    """
    asked = list(start)
    for _ in range(ROUNDS):
        lines = for_target(asked, target)
        for old in into.glob("*.whl"):
            old.unlink()
        _fetch(list(lines), target, into)
        seen = {(str(one.what), one.extras) for one in asked}
        found = []
        for wheel in sorted(into.glob("*.whl")):
            for one in asked_by(wheel, _extras_of(wheel, lines)):
                if (str(one.what), one.extras) not in seen:
                    seen.add((str(one.what), one.extras))
                    found.append(one)
        asked += found
        if set(for_target(asked, target)) == set(lines):
            return asked
    raise NothingFits("its wheels ask for more and more")


def _fetch(lines: list[str], target: Target, into: Path) -> None:
    done = run_pip("download", "--no-deps", "--dest", str(into), *target.for_pip, *lines)
    if done.returncode:
        missing = re.search(r"No matching distribution found for ([\w.-]+)", done.stderr)
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise NothingFits(f"{missing[1]} cannot be had for it" if missing else " ".join(last) or "pip stopped")


def _extras_of(wheel: Path, lines: Iterable[str]) -> set[str]:
    """Return the extras of a wheel that some line asks for."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name, parse_wheel_filename

    name = parse_wheel_filename(wheel.name)[0]
    return {
        extra
        for line in lines
        for one in [Requirement(line)]
        if canonicalize_name(one.name) == name
        for extra in one.extras
    }
