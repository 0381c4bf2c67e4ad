"""Make the worked programmes: programme.yaml as it stands in scripts/programmes, and what staff wrote into it.

    python scripts/make_programmes.py [NAME [FOLDER]]

The sessions of a programme must have been made before: their responses have the ids that the prose quotes them by.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import yaml
from make_samples import SAMPLES, Sample
from worked_session import ROOT, AtLaptop, unwrapped

from facikit.library.programmes import read_programme, short_names
from facikit.session import prose, responses
from facikit.session.session import Session

PROGRAMMES = Path(__file__).resolve().parent / "programmes"
PROSE = ".prose.yaml"
QUOTE = re.compile(r"\[\[quote:([\w-]+)/@([\w-]+)\]\]")


def make_programme(name: str, target: Path) -> None:
    """Make the programme in ``target``; what was there goes."""
    if target.exists():
        shutil.rmtree(target)
    target.mkdir(parents=True)
    shutil.copyfile(PROGRAMMES / f"{name}.yaml", target / "programme.yaml")
    programme, problems = read_programme(target)
    if programme is None or problems:
        raise SystemExit("\n".join(map(str, problems)))
    folders = dict(zip(short_names(programme.sessions), (one.session for one in programme.sessions), strict=True))
    words = yaml.safe_load((PROGRAMMES / f"{name}{PROSE}").read_text(encoding="utf-8"))
    date, _, at = words["at"].partition(" ")
    with AtLaptop(target, name, words["who"], date, at) as one:
        for slot, text in words["slots"].items():
            one.clock.wait(120, 600)
            prose.write(one.session, prose.SESSION, slot, unwrapped(with_ids(text, folders)))


def with_ids(text: str, folders: dict[str, str]) -> str:
    """Return prose in which each quote goes by its id."""
    return QUOTE.sub(lambda found: f"[[quote:{found[1]}/{id_of(folders[found[1]], found[2])}]]", text)


def id_of(session_name: str, ref: str) -> str:
    """Return the id of the entry that has this ``ref`` in the session's words."""
    sample = Sample(session_name)
    wanted = [
        entry["text"]
        for block, fields in sample.words["said"].items()
        for field in fields
        for entry in sample.entries(block, field)
        if entry.get("ref") == ref
    ]
    with Session.open(ROOT / "sessions" / session_name, read_only=True) as session:
        found = [one.id for one in responses.responses(session) if one.text in wanted]
    if len(found) != 1:
        raise SystemExit(f"{session_name} has {len(found)} entries called {ref}, see {SAMPLES}")
    return found[0]


def names() -> list[str]:
    """Return the names of all worked programmes."""
    return sorted(path.name.removesuffix(PROSE) for path in PROGRAMMES.glob(f"*{PROSE}"))


if __name__ == "__main__":
    for name in sys.argv[1:2] or names():
        make_programme(name, Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "sessions" / name)
