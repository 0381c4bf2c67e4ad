"""``facikit list``: what there is to work with."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

PLAIN_TITLE = re.compile(
    rb"""^title:[ \t]+([^\s"'|>&*!%@`\[{#][^"\\\n\r]*?|"[^"\\\n\r]*"|'(?:[^'\n\r]|'')*')[ \t]*(?:\#.*)?\r?$""", re.M
)
COMMENT = re.compile(r"\s*\{#-?(.*?)-?#\}", re.S)
DATE = re.compile(rb"""^date:[ \t]+['"]?([0-9-]{10})['"]?[ \t]*(?:[ \t]#.*)?\r?$""", re.M)


MOST_TOLD = 5


class Kind(StrEnum):
    """What can be listed."""

    exercises = "exercises"
    workshops = "workshops"
    sessions = "sessions"
    reports = "reports"


def command(
    ctx: typer.Context,
    what: Annotated[
        Kind | None, typer.Argument(metavar="[exercises|workshops|sessions|reports]", help="Only these.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """List exercises, workshops, reports and sessions.

    Programmes are among the sessions. KIND/NAME is a name that 'facikit show' takes as it stands, and session/NAME
    every command of a session.
    """
    from facikit.cli.opening import kits_of
    from facikit.cli.output import say, say_json, tell
    from facikit.library import finding

    kits = kits_of(ctx)
    wanted = [what] if what else [Kind.exercises, Kind.workshops, Kind.reports, Kind.sessions]
    found: list[dict[str, str]] = []
    hidden: dict[tuple[str, str], list[str]] = {}
    for kind in wanted:
        word = kind.value[:-1]
        if kind is Kind.sessions:
            found += [{"kind": word, **_session(folder)} for folder in _shown(finding.sessions(kits))]
            continue
        every = {"exercises": finding.exercises, "workshops": finding.workshops, "reports": finding.reports}[kind.value]
        back = finding.hidden(kits, kind.value).items()
        hidden |= {(word, name): [str(path) for path in paths] for name, paths in back}
        found += [
            {
                "kind": word,
                "name": name,
                "title": _purpose(path) if kind is Kind.reports else _title(path),
                "path": str(path),
            }
            for name, path in every(kits).items()
        ]
    if as_json:
        say_json([{**one, "hides": hidden.get((one["kind"], one["name"]), [])} for one in found])
        return
    names = [one["name"] if what else f"{one['kind']}/{one['name']}" for one in found]
    width = max((len(name) for name in names), default=0)
    for name, one in zip(names, found, strict=True):
        rest = "  ".join(filter(None, (one.get("date"), one["title"])))
        say(f"{name:<{width}}  {rest}".rstrip())
    for one in [one for one in found if (one["kind"], one["name"]) in hidden][:MOST_TOLD]:
        others = ", ".join(hidden[one["kind"], one["name"]])
        tell(f"{one['kind']}/{one['name']} is {one['path']}; it is used in the place of {others}")
    if len(hidden) > MOST_TOLD:
        tell(f"{len(hidden) - MOST_TOLD} more are used in the place of others; --json tells all.")
    if not found:
        tell(f"There are no {what.value if what else 'kits'} here yet; look in: {', '.join(map(str, kits))}")


def _shown(folders: list[Path]) -> list[Path]:
    """Leave out a session that came with facikit where there is a copy of one's own."""
    from facikit.session.samples import is_sample

    names = {folder.name for folder in folders if not is_sample(folder)}
    return [folder for folder in folders if folder.name not in names or not is_sample(folder)]


def _beginning(path: Path) -> bytes:
    """Return as much of a file as titles stand in; nothing where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(1 << 16)
    except OSError:
        return b""


def _title(path: Path) -> str:
    """Return the title in a YAML file. Parsing a shelf of files to read one line of each would be felt."""
    from facikit.cli.output import plain

    found = PLAIN_TITLE.search(_beginning(path))
    if found:
        text = found.group(1).decode("utf-8", "replace")
        if text[0] in "'\"":
            return plain(text[1:-1].replace("''", "'") if text[0] == "'" else text[1:-1])
        return plain(text.split(" #")[0])
    from facikit.library.reading import read_document
    from facikit.library.yaml_text import plain as values

    document, _ = read_document(path)
    tree = values(document.tree) if document else None
    title = tree.get("title") if isinstance(tree, dict) else None
    return plain(title) if isinstance(title, str) else ""


def _purpose(path: Path) -> str:
    """Return what a report template says of itself: the first sentence of the comment that it begins with."""
    from facikit.cli.output import plain

    found = COMMENT.match(_beginning(path).decode("utf-8", "replace"))
    return plain(found.group(1)).partition(". ")[0].removesuffix(".") if found else ""


def _session(folder: Path) -> dict[str, str]:
    """Return the facts of a session or a programme; logs are read only where one has changed the title or the date."""
    from facikit.library.finding import PROGRAMME_FILE, plan_file, stands_in_logs

    plan = plan_file(folder)
    changed = stands_in_logs(folder, b'"put":"session"')
    found = DATE.search(_beginning(plan))
    what = {"kind": "programme"} if plan.name == PROGRAMME_FILE else {}
    facts = {
        **what,
        "name": folder.name,
        "title": "",
        "date": found.group(1).decode() if found else "",
        "path": str(folder),
    }
    if not changed:
        return {**facts, "title": _title(plan)}
    from facikit.cli.output import plain
    from facikit.errors import UserError
    from facikit.session.agenda import date, title
    from facikit.session.session import Session

    try:
        session = Session.open(folder, read_only=True)
    except UserError:
        return facts
    return {**facts, "title": plain(title(session)), "date": date(session)}
