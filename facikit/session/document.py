"""The whole session as one readable YAML document, and back: the same report, byte for byte.

What people read most stands first and nested as they think of it: block by block its prose, its responses by field and
group, its themes with their members. Every other record follows as it is, known to this version or not, so that nothing
is left behind. Times and names of writers come along; wordings that were replaced stay in the logs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from facikit import __version__
from facikit.errors import UserError
from facikit.library.shapes import Plan
from facikit.library.yaml_text import DOCUMENT, Mapping, Node, Scalar, Sequence, tree
from facikit.session.agenda import blocks, nameless
from facikit.session.clock import Ids
from facikit.session.create import create, folder_name
from facikit.session.files import REAL, Files
from facikit.session.lines import Line, encode
from facikit.session.records import Record
from facikit.session.responses import responses
from facikit.session.run import Run
from facikit.session.session import LOG_FORMAT, Session
from facikit.session.theme_origins import MERGED, SPLIT
from facikit.session.themes import themes

FORMAT = "facikit-document/1"
NESTED = {"response", "theme", "prose", "link", "run"}
TAKEN_OUT = {"person", "parked", "incident"}
"""What is nobody's any more once it was taken out, as a response is. A group that was taken out must stay so."""
NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?")

Tree = dict[str, Any]


def document(session: Session) -> Tree:
    """Return the session as plain lists and mappings."""
    records = session.records
    tree_of_blocks: Tree = {}
    known = [one.id for one in blocks(session)]
    unordered = nameless(session)
    every = responses(session)
    every_theme = themes(session)
    order = list(dict.fromkeys([*known, *(one.block for one in every), *(one.block for one in every_theme)]))
    for block_id in order:
        part = tree_of_blocks[block_id] = {}
        fields: dict[str, dict[str, list[Tree]]] = {}
        for one in (one for one in every if one.block == block_id):
            # Where no names are kept, neither is the order of entry: a document is for other eyes.
            hidden = ("position", "t") if one.block in unordered else ()
            entry = _entry(one.id, records.get(f"response/{one.id}"), leave=("block", "field", "group", *hidden))
            fields.setdefault(one.field, {}).setdefault(one.group, []).append(entry)
        if fields:
            part["responses"] = fields
        made = [one for one in every_theme if one.block == block_id]
        if made:
            part["themes"] = [
                {
                    **_entry(one.id, records.get(f"theme/{one.id}"), leave=("block", MERGED, SPLIT)),
                    # Those that were merged into it are not in here, and two laptops may have merged at once.
                    **{key: named for key, named in ((MERGED, one.merged_from), (SPLIT, one.split_from)) if named},
                    # Made for a field that shares the themes of another by now, it is one of those.
                    **({"field": one.field} if one.field else {}),
                    "members": list(one.members),
                }
                for one in made
            ]
        if not part:
            del tree_of_blocks[block_id]
    return {
        "format": FORMAT,
        "plan": msgspec.to_builtins(session.plan),
        "blocks": tree_of_blocks,
        "prose": {
            record_id.removeprefix("prose/"): _entry("", records.get(record_id))
            for record_id in sorted(records.of_kind("prose"))
            if records.get(record_id).text("text")
        },
        "records": {
            record_id: _entry("", records.get(record_id))
            for kind in records.kinds()
            if kind not in NESTED
            for record_id in sorted(records.of_kind(kind), key=lambda one: _age(records.get(one)))
            if not (kind in TAKEN_OUT and records.get(record_id).flag("deleted"))
        },
    }


def to_yaml(session: Session) -> str:
    """Return the session as one YAML document."""
    return dump(document(session))


def to_json(session: Session) -> str:
    """Return the session as one JSON document."""
    return msgspec.json.format(msgspec.json.encode(document(session)), indent=1).decode() + "\n"


def read_document(text: str, name: str) -> tuple[Plan, Tree]:
    """Return the plan and the tree of a document. ``UserError`` where it is none."""
    node, problems = tree(text, name, limits=DOCUMENT)
    if node is None:
        raise UserError(f"{problems[0]}.", "Import a file that 'facikit export' has made.")
    found = _value(node)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise UserError(
            f"{name} is not a session document: it does not begin with 'format: {FORMAT}'.",
            "Import a file that 'facikit export --to yaml' has made.",
        )
    try:
        plan = msgspec.convert(found.get("plan"), Plan, strict=False)
    except msgspec.ValidationError as error:
        raise UserError(f"{name}: the plan in it cannot be used: {error}.", "Export the session once more.") from None
    return plan, found


def import_new(text: str, name: str, parent: Path, files: Files = REAL, ids: Ids | None = None) -> Path:
    """Make the session that the document holds, with its own ids, in ``parent``; return its folder."""
    plan, found = read_document(text, name)
    lines = list(_lines(found, name))
    folder = create(plan, parent, files)
    _write(folder, plan, lines, files, ids or Ids())
    return folder


def import_into(session: Session, text: str, name: str) -> tuple[int, int]:
    """Add what the document has and the session has not; return (records added, records already there)."""
    plan, found = read_document(text, name)
    if plan.session != session.plan.session:
        raise UserError(
            f"{name} is another session ({folder_name(plan)}), not this one.",
            "Import it under a name of its own.",
        )
    erased = session.records.erased
    every = [line if erased is None else erased.line(line) for line in _lines(found, name)]
    every = [line for line in every if not line.gone]
    lines = [line for line in every if not session.records.get(line.put).values]
    if lines:
        _write(session.folder, plan, lines, session.files, session.ids)
        session.refresh()
    return len(lines), len(every) - len(lines)


def _write(folder: Path, plan: Plan, lines: list[Line], files: Files, ids: Ids) -> None:
    """Write the lines as one finished run."""
    run = ids.new(14)
    t = max((line.t for line in lines), default="1970-01-01T00:00:00.000Z")
    facts = {"format": LOG_FORMAT, "session": plan.session, "app": __version__, "who": "", "zone": plan.zone}
    every = [
        Line("", t, put=f"run/{run}", set=facts),
        *lines,
        Line("", t, put=f"run/{run}", set={"closed": True, "lines": len(lines) + 2}),
    ]
    log = Run(folder / "log" / f"import-{run}.jsonl", files)
    numbered = [msgspec.structs.replace(line, id=f"{run}.{number}") for number, line in enumerate(every, 1)]
    log.write([(line.id, encode(line)) for line in numbered])
    if not log.close(60.0):
        raise UserError(f"{folder} could not be written: {log.error}.", "Free some space and import once more.")


def _lines(found: Tree, name: str) -> Iterable[Line]:
    try:
        for block_id, part in found.get("blocks", {}).items():
            for field, by_group in part.get("responses", {}).items():
                for group, entries in by_group.items():
                    for entry in entries:
                        place = {"block": block_id, "field": field, "group": group}
                        yield _line(f"response/{entry['id']}", entry, place)
            for entry in part.get("themes", []):
                members = entry.pop("members", [])
                line = _line(f"theme/{entry['id']}", entry, {"block": block_id})
                yield line
                for member in members:
                    yield Line("", line.t, line.who, f"link/{member}/{entry['id']}", {"on": True})
        for record_id, entry in found.get("prose", {}).items():
            yield _line(f"prose/{record_id}", entry, {})
        for record_id, entry in found.get("records", {}).items():
            yield _line(record_id, entry, {})
    except (AttributeError, KeyError, TypeError, ValueError):
        raise UserError(
            f"{name} has been changed in a way that cannot be read.", "Export the session once more."
        ) from None


def _line(record_id: str, entry: Tree, place: Tree) -> Line:
    values = {key: value for key, value in entry.items() if key not in ("id", "t", "who")}
    return Line("", str(entry.get("t", "")), str(entry.get("who", "")), record_id, {**place, **values})


def _entry(record_id: str, record: Record, leave: tuple[str, ...] = ()) -> Tree:
    """Return a record's shown values, with its id, and when and by whom it was first written."""
    values = {key: value for key, value in record.values.items() if value is not None and key not in leave}
    text = {"text": values.pop("text")} if "text" in values else {}
    first = record.first
    facts = {"t": "" if "t" in leave else first.t, "who": first.who} if first else {}
    return {**({"id": record_id} if record_id else {}), **text, **values, **{k: v for k, v in facts.items() if v}}


def _age(record: Record) -> tuple[str, str]:
    return (record.first.t, record.id) if record.first else ("", record.id)


def _value(node: Node) -> Any:
    """Return what a node means in a document that this module wrote: quoted is text, bare may be a number or a flag."""
    if isinstance(node, Sequence):
        return [_value(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key.text: _value(value) for key, value in node.pairs}
    assert isinstance(node, Scalar)
    if not node.plain:
        return node.text
    if node.text in ("true", "false"):
        return node.text == "true"
    if node.text in ("null", ""):
        return None
    if NUMBER.fullmatch(node.text) and len(node.text) < 40:
        return float(node.text) if set(node.text) & set(".eE") else int(node.text)
    return node.text


def dump(tree_: Tree) -> str:
    """Return YAML that reads well: keys in the given order, long text in blocks, nothing folded."""
    import yaml

    # The fast dumper writes emoji as numbers, which nobody can read.
    beyond = any(ord(letter) > 0xFFFF for letter in msgspec.json.encode(tree_).decode())
    base: Any = yaml.SafeDumper if beyond else getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    class Dumper(base):  # type: ignore[misc]
        def ignore_aliases(self, _data: object) -> bool:
            return True

    def text(dumper: Any, value: str) -> Any:
        block = "\n" in value and not value.startswith((" ", "\n", "\t")) and value.isprintable() is False
        block = block and not re.search(r"[^\S\n]\n|[^\S\n]$|\t|[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd]", value)
        style = "|" if block else "'" if NUMBER.fullmatch(value) else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    return str(yaml.dump(tree_, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=100_000))
