"""Whole lines that say what no facikit would: the session opens, and everything that is made of it is made.

The lines are those of the samples, with anything in the place of some values, and more that nobody would write. They
are read by what documents, reports and lists are made of, and by every command that tells of a session.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from facikit.errors import UserError
from facikit.report.render import compose
from facikit.session.agenda import blocks, groups_of, labels, position
from facikit.session.doctor import look_over
from facikit.session.document import to_json, to_yaml
from facikit.session.lines import Line, encode
from facikit.session.responses import responses
from facikit.session.session import Session
from facikit.session.status import status
from facikit.session.table import to_csv
from facikit.session.themes import themes
from facikit.session.undo import redo, undo

from .bounded import Outcome, Target
from .judge import read_bytes
from .writing import HOSTILE

SESSIONS = Path(__file__).parents[2] / "sessions"
Given = tuple[str, tuple[Line, ...]]
"""The sample whose plan it is, and lines."""
MOMENT = "2026-03-04T10:00:00.000Z"
TIMES = (
    MOMENT, "", "now", "9999-12-31T23:59:59.999Z", "0000-00-00T00:00:00.000Z", "2026-03-04", "-1",
    "2026-03-04T10:00:00Z0",
)  # fmt: skip
IDS = (
    "animals", "feedback", "coffee", "points", "said", "now", "meaning", "context",
    "table-1", "tables", "a", "b", "c", "", "x/y", "../..", "red", "choose", "student", "*", "é", "1",
)  # fmt: skip
FIELDS = (
    "block", "field", "group", "text", "kind", "label", "category", "parent", "cells", "count", "media",
    "description", "deleted", "off_record", "highlight", "set_aside", "position", "sheet", "wording", "title",
    "name", "on", "dots", "values", "members", "started", "ended", "minutes", "steps", "step", "order", "after",
    "set", "format", "session", "closed", "lines", "withheld", "words", "person", "runs", "entries", "logs", "media",
    "checked", "first", "second", "role", "team", "agreed", "merged", "split", "code", "level", "people",
    "headcount", "write", "capture", "report", "exercise", "minutes_left", "released", "seen", "cut", "groups",
    "place", "start", "date", "labels", "to", "from", "because", "at", "who", "zone", "app", "colour", "scale",
)  # fmt: skip
KINDS = (
    "response", "theme", "link", "prose", "tally", "block", "group", "session", "position", "run", "person",
    "parked", "incident", "erased", "handout", "release", "screen", "timer", "headcount", "label", "sheet",
    "finding", "standing", "voices", "rating", "scale", "count", "checked", "also", "doubt", "code", "survey",
    "agenda", "scores",
)  # fmt: skip


def _record(chance: random.Random) -> str:
    return f"{chance.choice(KINDS)}/" + "/".join(chance.choice(IDS) for _ in range(chance.choice((1, 1, 1, 2, 3, 4))))


def _value(chance: random.Random, among: Sequence[Line], depth: int = 0) -> Any:
    way = chance.randrange(17 if depth < 3 else 11)
    if way > 13 and among:  # something that stands elsewhere
        return chance.choice(list(chance.choice(among).set.values()) or [None])
    if way < 4:
        return chance.choice(IDS)
    if way < 6:
        return chance.choice(HOSTILE)
    if way < 11:
        return chance.choice(
            (None, True, False, 0, -1, 1, 3, 2.5, 1e308, 10**30, "", " ", *TIMES, "3", "x" * 5000, "[[see:a]]")
        )
    if way == 11:
        return [_value(chance, among, depth + 1) for _ in range(chance.randrange(4))]
    return {chance.choice((*FIELDS, *IDS)): _value(chance, among, depth + 1) for _ in range(chance.randrange(4))}


def _make(chance: random.Random, pool: Sequence[Given]) -> Given:
    """Return lines of which some are right, some are right but for one value, and some are anything."""
    name, lines = chance.choice(pool)
    found = list(lines)
    for number in range(chance.randrange(1, 8)):
        line_id = chance.choice((f"fed.{chance.randrange(1, 90)}", "fed.x", "fed", ".", "a" * 80, "fed.-1", "fed.1e9"))
        sure = chance.choice(found) if found else Line("fed.1", MOMENT)
        if chance.random() < 0.7 and sure.set:
            field = chance.choice((*sure.set, *sure.set, chance.choice(FIELDS)))
            line = Line(line_id, sure.t, sure.who, sure.put, {**sure.set, field: _value(chance, found)})
        else:
            some = {chance.choice(FIELDS): _value(chance, found) for _ in range(chance.randrange(5))}
            line = Line(line_id, chance.choice(TIMES), chance.choice(HOSTILE), _record(chance), some)
        replaced = {chance.choice((*line.set, "text")): [chance.choice((sure.id, line_id, "none"))]}
        undoes, gone = chance.choice(("", "", sure.id)), chance.random() < 0.03
        line = msgspec.structs.replace(line, over=replaced if number % 3 == 0 else {}, undoes=undoes, gone=gone)
        found.insert(chance.randrange(len(found) + 1), line)
    return name, tuple(found[:120])


def _seeds() -> Sequence[Given]:
    """Return of each sample some lines of each kind."""
    found: list[Given] = []
    for folder in sorted(path.parent for path in SESSIONS.glob("*/session.yaml")):
        kinds: dict[str, list[Line]] = {}
        for log in sorted((folder / "log").glob("*.jsonl")):
            for line in read_bytes(log.read_bytes()).lines.values():
                kinds.setdefault(line.put.partition("/")[0], []).append(line)
        found.append((folder.name, tuple(line for lines in kinds.values() for line in lines[:12])))
    return found


@contextlib.contextmanager
def _folder(home: Path, given: Given) -> Iterator[Path]:
    """Put the lines into a folder with the sample's plan, for as long as it is needed."""
    folder = home / "sessions" / given[0]
    (folder / "log").mkdir(parents=True, exist_ok=True)
    if not (folder / "session.yaml").exists():
        shutil.copyfile(SESSIONS / given[0] / "session.yaml", folder / "session.yaml")
    (folder / "log" / "fed.jsonl").write_bytes(b"".join(map(encode, given[1])))
    try:
        yield folder
    finally:
        shutil.rmtree(folder / "log")


def _start(home: Path) -> Callable[[Given], Outcome]:
    def try_one(given: Given) -> Outcome:
        with _folder(home, given) as folder:
            with Session.open(folder, read_only=True) as session:
                told = status(session)
                kinds = (len(responses(session)), len(themes(session)), len(look_over(session)), told.entries)
                position(session), labels(session), [groups_of(session, one.id) for one in blocks(session)]
                to_yaml(session), to_json(session), to_csv(session)
                report = _findings(session)
            with Session.open(folder, "Anna") as session:
                for act in (undo, redo):
                    with contextlib.suppress(UserError):
                        act(session)
        return Outcome((given[0], kinds, report))

    return try_one


def _findings(session: Session) -> int | str:
    try:
        return len(compose(session, kits=[]).findings)
    except UserError as error:
        return error.message[:12]


LINES = Target(_seeds, _make, _start)

# Commands

TELLING = (
    "status", "status --json", "doctor", "doctor --json", "log", "log --json", "log --off-record", "show",
    "show --json", "people", "people --json", "quote", "quote --json", "themes --json", "export", "export --to json",
    "export --to csv", "export --to qdc", "export --to codebook", "export --to highlights", "report",
    "report --draft", "report --to html", "report --check", "report --check --json",
    "report --template session-report", "report --template record", "report --voices role", "handout --to md",
    "trace", "list sessions", "undo", "redo", "pack", "seal", "merge",
)  # fmt: skip


def _start_commands(home: Path) -> Callable[[tuple[str, Given]], Outcome]:
    from typer.testing import CliRunner

    from facikit.cli.main import app

    os.chdir(home)
    os.environ |= {"FACIKIT_WHO": "anna", "XDG_STATE_HOME": str(home / "state"), "HOME": str(home)}

    def try_one(given: tuple[str, Given]) -> Outcome:
        words, lines = given
        command, *more = words.split()
        with _folder(home, lines) as folder:
            named = [] if words == "list sessions" else [str(folder)]
            if command == "trace":
                named += [line.put.partition("/")[2] for line in lines[1][-1:]]
            ran = CliRunner().invoke(app, [command, *named, *more], prog_name="facikit")
        for left in home.glob("*.zip"):
            left.unlink()
        if ran.exception is not None and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        if ran.exit_code not in (0, 1, 2) or "Traceback" in ran.stderr:
            return Outcome((command, "wrong"), f"{words} ended with {ran.exit_code}: {ran.stderr[-300:]}")
        return Outcome((words, ran.exit_code, re.sub(r"\d+|'[^']*'", "", ran.stderr)[-60:], len(ran.stdout) // 500))

    return try_one


COMMANDS = Target(
    lambda: [(words, one) for words in TELLING for one in _seeds()[:2]],
    lambda chance, pool: (chance.choice(TELLING), _make(chance, [chance.choice(pool)[1]])),
    _start_commands,
)
