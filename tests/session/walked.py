"""Walk every command over the full room, and read all that it says, prints and writes.

The steps come from the program's own lists: commands, kinds of report, forms of file, exports, hand-outs. A new command
is tried on the session as what goes out, until somebody says here what it is for.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from full_room import Room
from typer.testing import CliRunner

from facikit.cli.export import Format
from facikit.cli.handout import Only
from facikit.cli.main import COMMANDS, app
from facikit.library.finding import reports
from facikit.library.kits import packaged_kit
from facikit.report.exporting import FORMS

WHO = "Visitor"
EXPORTS = {"csv": "table", "highlights": "highlights", "qdc": "codes", "codebook": "codes"}
WHOLE = {"yaml", "json"}
"""What ``export`` prints that is the whole session."""
PROGRAMME = "all-together"
ALONE = {
    "demo": "plays a worked session, not this one",
    "help": "prints the program's own pages",
    "completion": "prints a program for the shell",
    "bundle": "packs the program",
}
"""Commands that are not about a session at hand, and why."""


class Step(NamedTuple):
    """A command as it is typed, and the outlet that what it says belongs to."""

    outlet: str
    words: tuple[str, ...]
    typed: str | None = None

    @property
    def command(self) -> str:
        """Which command it is."""
        return self.words[0]


class Seen(NamedTuple):
    """What a step said and wrote."""

    step: Step
    text: str
    code: int


def steps(room: Room) -> Iterator[Step]:
    """Yield every step, each command at least once."""
    own = dict(_steps(room))
    for name in COMMANDS:
        if name not in ALONE:
            yield from own.get(name, (Step("new command", (name, _session(room))),))


def _steps(room: Room) -> Iterator[tuple[str, list[Step]]]:
    folder = _session(room)
    every = [
        *(one for name, one in room.ids.items() if name != "off picture"),
        "card00000000",
        "card00000003",
        "session.introduction",
    ]
    places = [f"{block}{part}" for block, parts in _PLACES.items() for part in ("", *(f".{one}" for one in parts))]
    yield "home", [Step("said back", ())]
    for name, words in _SAID_BACK.items():
        yield name, [Step("said back", (name, *(one.format(S=folder) for one in each))) for each in words]
    yield "list", [Step("plan", ("list", *more)) for more in ((), ("sessions",), ("sessions", "--json"), ("reports",))]
    yield "show", [Step("plan", ("show", folder)), Step("plan", ("show", folder, "--json"))]
    yield "new", [Step("plan", ("new", "full-day", "--title", "Another day", "--date", "2026-05-01"))]
    yield "new-programme", [Step("plan", ("new-programme", PROGRAMME))]
    yield (
        "handout",
        [
            Step("handout", ("handout", folder, "-o", "sheets")),
            Step("handout", ("handout", folder, "--to", "md")),
            *(Step("handout", ("handout", folder, "--only", one.value)) for one in Only),
        ],
    )
    yield (
        "present",
        [
            Step("room", ("present", folder, "--once")),
            Step("room", ("present", folder, "room.html", "--html", "--once")),
        ],
    )
    yield (
        "people",
        [Step("people", ("people", folder, *more)) for more in (*_JSON, ("--codes",), ("--codes", "--json"))],
    )
    yield "merge", [Step("status", ("merge", folder, "nowhere")), Step("status", ("merge", folder, folder))]
    yield "seal", [Step("status", ("seal", folder))]
    yield "also", [Step("said back", ("also", folder)), Step("said back", ("also", folder, "animals.meaning"))]
    yield "edit", [Step("said back", ("edit", folder, room.ids[name], "Mice")) for name in ("pledge", "deleted")]
    yield "status", [Step("status", ("status", folder)), Step("status", ("status", folder, "--json"))]
    yield "doctor", [Step("doctor", ("doctor", folder)), Step("doctor", ("doctor", folder, "--json"))]
    yield "quote", [Step("said back", ("quote", folder, room.ids[name])) for name in ("off quote", "pledge", "deleted")]
    yield "report", list(_reports(folder, room))
    yield "template", list(_templates(room))
    yield (
        "export",
        [
            Step(
                EXPORTS.get(one.value, "whole" if one.value in WHOLE else "out"),
                ("export", folder, "--to", one.value, *o),
            )
            for one in Format
            for o in ((), ("-o", f"out-{one.value}"))
        ],
    )
    yield (
        "pack",
        [
            Step("pack", ("pack", folder)),
            Step("notes pack", ("pack", folder, "--for-notes", "-o", "for-notes.facikit.zip")),
        ],
    )
    yield "trace", [Step("trace", ("trace", folder, one, *more)) for one in (*every, *places) for more in _JSON]
    yield "log", [Step("log", ("log", folder, *more)) for more in _JSON]


_JSON = ((), ("--json",))
_PLACES = {
    "animals": ("points", "animals", "said", "meaning"),
    "evening": ("map", "wall", "story", "votes", "held", "trust", "promises", "summary"),
    "cards": ("now",),
    "register": ("here",),
}
_SAID_BACK = {
    "init": [("house",)],
    "check": [("{S}",), ("{S}", "--json")],
    "schema": [("session",)],
    "new-exercise": [("wishes",)],
    "new-workshop": [("wishing-day",)],
    "run": [("{S}",)],
    "note": [("{S}", "--group", "Table 9")],
    "add": [
        ("{S}", "animals", "points", "A mouse", "--group", "Table 1"),
        ("{S}", "animals", "points", "A mouse", "--group", "Tabel 1"),
        ("{S}", "animals", "said", "A mouse", "--group", "Table 1", "--label", "Zz"),
        ("{S}", "coded", "said", "A mouse", "--group", "Table 1", "--label", "Zincoded"),
        ("{S}", "coded", "said", "A mouse", "--group", "Table 1", "--label", "Zincodde"),
        ("{S}", "evening", "votes", "Mouse\t3", "--group", "Table 1"),
        ("{S}", "evening", "votes", "oo\t3", "--group", "Table 1"),
        ("{S}", "nowhere", "points", "A mouse"),
    ],
    "release": [("{S}", "evening", "held", "--hold"), ("{S}", "evening", "hold")],
    "theme": [("{S}", "animals.points", "Mice", "--text", "Small."), ("{S}", "animals.points", "Mice", "--add", "z")],
    "themes": [("{S}",), ("{S}", "--json"), (PROGRAMME,), (PROGRAMME, "--json")],
    "write": [("{S}",)],
    "import": [("{S}", "nothing.yaml"), ("{S}", "out-yaml")],
    "undo": [("{S}", "--who", WHO)],
    "redo": [("{S}", "--who", WHO)],
    "erase": [("{S}", "--person", "Quentin Nobody", "--dry-run"), ("{S}", "nothing"), ("{S}",)],
}
"""What a command answers to somebody who uses it rightly, or not."""


def _reports(folder: str, room: Room) -> Iterator[Step]:
    for genre in reports([room.kit, packaged_kit()]):
        together = genre == "programme-report"
        what = PROGRAMME if together else folder
        outlet = "record" if genre == "record" else "report"
        yield Step(outlet, ("report", what, "-t", genre, "--draft"))
        for form in FORMS:
            yield Step(outlet, ("report", what, "-t", genre, "-o", f"{what}-{genre}.{form}"))
        for more in _JSON:
            yield Step("check", ("report", what, "-t", genre, "--check", *more))
    yield Step("said back", ("report", folder, "-t", "recrod"))


def _templates(room: Room) -> Iterator[Step]:
    yield Step("said back", ("template", "list"))
    for genre in reports([room.kit, packaged_kit()]):
        yield Step("said back", ("template", "show", genre, "--blocks"))


def walk(room: Room, out: Path) -> Iterator[Seen]:
    """Take every step from the folder ``out``, and yield what each said and left there."""
    out.mkdir(exist_ok=True)
    before = Path.cwd()
    os.chdir(out)
    try:
        known = _files(out)
        for step in steps(room):
            done = CliRunner().invoke(app, ["--kit", str(room.kit), *step.words], input=step.typed, prog_name="facikit")
            if done.exception is not None and not isinstance(done.exception, SystemExit):
                raise done.exception
            files = _files(out)
            fresh = "\n".join(f"{name}\n{text}" for name, text in files.items() if known.get(name) != text)
            known = files
            yield Seen(step, f"{done.stdout}\n{done.stderr}\n{fresh}", done.exit_code)
    finally:
        os.chdir(before)


def _files(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): text_of(path) for path in folder.rglob("*") if path.is_file()}


def text_of(path: Path) -> str:
    """Return all that a file says, what is packed into it as well."""
    data = path.read_bytes()
    if data[:2] != b"PK":
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(f"{one}\n{archive.read(one).decode('utf-8', 'replace')}" for one in archive.namelist())


def _session(room: Room) -> str:
    return room.folder.name
