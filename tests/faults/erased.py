"""A person is erased, and old copies go on coming in: whole or damaged, under any name, by any way. It stays gone.

Gone means from every byte of the folder, and from its files' names. What was never about that person stays as it is.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from planted import NAME, erase, holding, planted, rest

from facikit.session.merge import merge_all
from facikit.session.pack import pack
from facikit.session.sealing import seal
from facikit.session.session import Session

from .judge import Tally
from .torn import VENDORS, damaged
from .writing import fresh


def coming_back(size: int, seed: int, home: Path) -> Tally:
    """Erase, and let old copies come in as often as not; what is left is what was left at first."""
    tally, chance = Tally(), random.Random(seed)
    state = home / "state"
    state.mkdir()
    dirty, _ = planted(home / "made")
    with Session.open(dirty, read_only=True) as session:
        packed = pack(session, home / "dirty.facikit.zip")
    clean = fresh(dirty, home / "clean")
    erase(clean, state, "person", NAME)
    wanted = rest(clean)
    ways: dict[str, Callable[[Path], None]] = {
        "folder": lambda at: _merged(at, dirty),
        "pack": lambda at: _merged(at, packed),
        "copies": lambda at: _dropped(at, dirty, chance),
        "seal": _sealed,
        "open": lambda at: Session.open(at, "Lea").close(),
    }
    while tally.tries < size:
        at = fresh(clean, home / "at")
        came = [chance.choice(list(ways)) for _ in range(chance.randrange(1, 6))]
        for one in came:
            ways[one](at)
        ways["open"](at)
        tally.tries += 1
        tally.acknowledged += len(wanted)
        tally.same(holding(at, NAME), [], f"{came}: it is back")
        tally.same(rest(at), wanted, f"{came}: the rest")
    return tally


def _merged(at: Path, source: Path) -> None:
    with Session.open(at, "Lea") as session:
        merge_all(session, [source])


def _sealed(at: Path) -> None:
    with Session.open(at, "Lea") as session:
        seal(session)


def _dropped(at: Path, dirty: Path, chance: random.Random) -> None:
    """Put old logs into the folder as sync programs and people do, some of them damaged."""
    for path in sorted((dirty / "log").iterdir()):
        name = chance.choice(VENDORS).format("log")
        if chance.random() < 0.5:
            shutil.copyfile(path, at / "log" / f"{chance.randrange(9)} {name}")
            continue
        for number, data in enumerate(damaged(path.read_bytes(), chance)):
            (at / "log" / f"{number} {name}").write_bytes(data)
