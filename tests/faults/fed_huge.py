"""A file of ten gigabytes in the place of each that facikit reads: it is refused by its size, or read by pieces.

The file is one hole, so it takes no room on the disk; read whole, it would take all the memory that there is. Every
command that looks at the place is tried, and none may need more than a little memory for it.
"""

from __future__ import annotations

import os
import resource
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from facikit.session import own
from facikit.session.drafts import Drafts
from facikit.session.responses import Draft, add
from facikit.session.session import Session

from .bounded import Outcome, Target
from .writing import fresh, made, whole_day

HUGE = 10 << 30
MOST = 64 << 20
"""How much more memory a command may need for it than it needed without."""
PICTURE = "a" * 32 + ".jpg"
TELLING = (
    "status S", "doctor S", "log S", "show S", "people S", "quote S", "themes S --json", "export S",
    "export S --to csv", "report S --draft", "report S --check", "report S --draft -o out.md",
    "report S --draft -o out.docx", "trace S x", "handout S", "check", "check S", "list sessions", "list exercises",
    "list workshops", "list reports", "add S animals points --group table-1 words", "undo S", "pack S", "seal S",
    "merge S", "erase S --words nowhere --yes", "erase S --person Nobody --yes", "release S animals points",
    "theme S animals.points Name", "also S", "template list", "template check", "template wording",
)  # fmt: skip
GIVEN = (
    "merge S HUGE.jsonl", "merge S HUGE.facikit.zip", "merge S HUGE.bin", "import S HUGE.yaml", "import S HUGE.csv",
    "import S HUGE.qdc", "add S animals points --group table-1 --from HUGE.csv --column x", "people S HUGE.csv",
    "check HUGE.yaml", "show HUGE.yaml", "new HUGE.yaml", "merge S other", "report S --draft --template HUGE.md.j2",
)  # fmt: skip
PLACES = {
    "a log": "days/S/log/film.jsonl",
    "the plan": "days/S/session.yaml",
    "the spare plan": "days/S/.plan-as-made.yaml",
    "a picture": f"days/S/media/{PICTURE}",
    "a file of somebody's": "days/S/film.mp4",
    "a page of somebody's": "days/S/notes.txt",
    "a log beside": "other/log/film.jsonl",
    "a picture beside": f"other/media/{PICTURE}",
    "an exercise": "exercises/film.yaml",
    "a workshop": "templates/workshops/film.yaml",
    "a template": "templates/reports/session-report.md.j2",
    "a wording": "templates/reports/wording.yaml",
    "a house's form": "templates/reports/session-report.yaml",
    "a Word file's styles": "templates/reports/reference.docx",
    "a draft": "state/drafts/D/1.json",
    "the names": "state/names",
    "who it is": "state/who",
    "the kits": "state/kits.json",
    "what it knows": "state/known.json",
    "the reports kept": "days/S/reports/.facikit.json",
    "a report kept": "days/S/reports/session-report.md",
    "the outbox": "state/outbox/O/film.jsonl",
    "a copy": "state/copies/O/film.jsonl",
}
Given = tuple[str, str]
"""The place, and a command."""


def _pairs() -> Sequence[Given]:
    return [(place, words) for place in PLACES for words in TELLING] + [("given", words) for words in GIVEN]


def _start(home: Path) -> Callable[[Given], Outcome]:
    from typer.testing import CliRunner

    from facikit.cli.main import app

    os.chdir(home)
    os.environ |= {"FACIKIT_WHO": "anna", "FACIKIT_DATA": str(home / "data"), "HOME": str(home)}
    base = _filled(home / "filled")

    def run(words: str, folder: Path) -> tuple[int, str]:
        said = words.replace("HUGE", str(folder / "given" / "HUGE")).split(" ")
        said = [
            str(folder / "days" / "S") if one == "S" else str(folder / "other") if one == "other" else one
            for one in said
        ]
        os.environ["FACIKIT_STATE"] = str(folder / "state")
        ran = CliRunner().invoke(app, ["--kit", str(folder), *said], prog_name="facikit")
        if ran.exception is not None and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        return ran.exit_code, ran.stderr

    for words in TELLING:  # what it needs without
        run(words, fresh(base, home / "at"))
    needed = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def try_one(given: Given) -> Outcome:
        nonlocal needed
        place, words = given
        folder = fresh(base, home / "at")
        _huge(folder, place, words)
        try:
            code, told = run(words, folder)
        except MemoryError:
            return Outcome((given, "memory"), f"{words} with {place} of ten gigabytes fills the memory")
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        more, needed = most - needed, max(most, needed)
        if more > MOST >> 10:
            return Outcome(given, f"{words} with {place} of ten gigabytes needs {more >> 10} MB more")
        if code not in (0, 1, 2) or "Traceback" in told or (place == "given" and code == 0 and "larger" not in told):
            return Outcome(given, f"{words} with {place} of ten gigabytes ends with {code}: {told[-300:]}")
        return Outcome(given)

    return try_one


def _filled(base: Path) -> Path:
    """Make a kit with a session in it, another laptop's copy of that, and what a laptop keeps for itself."""
    (base / "days").mkdir(parents=True)
    made(base / "made").rename(base / "days" / "S")
    (base / "made").rmdir()
    shutil.copytree(base / "days" / "S", base / "other")
    whole_day(base / "days" / "S", 1, 12)
    with Session.open(base / "days" / "S", "Anna") as session:
        add(session, Draft(block="animals", field="points", group="table-1", media=PICTURE, description="an owl"))
    whole_day(base / "other", 2, 12)
    return base


def _huge(folder: Path, place: str, words: str) -> None:
    if place == "given":
        name = next(one for one in words.split() if one.startswith("HUGE") or one == "other")
        path = folder / "other" / "log" / "film.jsonl" if name == "other" else folder / "given" / name
    else:
        path = folder / PLACES[place]
        with Session.open(folder / "days" / "S", read_only=True) as session:
            kept = own.home(folder, own.OUTBOX, session.plan.session).name
            drafts = Drafts(folder, session.plan.session).home.name
        path = Path(str(path).replace("/O/", f"/{kept}/").replace("/D/", f"/{drafts}/one/"))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(HUGE)


FILES = Target(_pairs, lambda chance, pool: chance.choice(pool), _start)
