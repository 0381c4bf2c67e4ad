"""Codebooks: lists of themes, nested and described, as other programs of this field read and write them.

QDC is the REFI-QDA standard's XML for codebooks, which NVivo, ATLAS.ti, MAXQDA, QualCoder and others exchange; CSV has
Taguette's columns. What comes in is anybody's file: XML with a DOCTYPE is refused, which is where every attack by
entities begins, and so is what is too large or too deep to be a codebook. Namespaces are not looked at: several
versions of the standard's own are in use.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

import msgspec

from facikit import __version__
from facikit.errors import UserError, closest
from facikit.library.tables import harmless, unharmed

NAMESPACE = "urn:QDA-XML:codebook:1.0"
MOST_BYTES = 8 << 20
MOST_CODES = 5000
DEEPEST = 40
NAMES = ("tag", "name", "path")
"""What the column with a theme's name may be called; the one that Taguette writes comes first."""
COLUMNS = ("tag", "description", "number of highlights", "number of documents")
BETWEEN = " / "
"""What stands between a theme's name and that of the one it stands under, where there is one cell for both."""
NESTED = re.compile(r"([/.:>])\1*")
"""What others put there."""
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


MEMO = re.compile(r"(?:^|\n)\[(?:Merged|Split) from [^\n]*\]$")
"""The last line of a description, where it tells what a theme came from."""


FLAT = "Taguette"
"""The program that puts all its codes side by side."""


class Code(msgspec.Struct, frozen=True):
    """A theme in a codebook. ``holder``: it only holds others. ``said``: how often, by so many groups: ``places``."""

    name: str
    text: str = ""
    codes: tuple[Code, ...] = ()
    guid: UUID | None = None
    holder: bool = False
    said: int = 0
    places: int = 0


def to_qdc(codes: Sequence[Code]) -> str:
    """Return the codebook as XML. ``UserError`` where it is empty: the standard knows no empty one."""
    if not codes:
        raise UserError("There are no themes to write into a codebook.", "Make some with 'facikit themes' first.")
    body = "".join(_element(code, 2) for code in codes)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<CodeBook xmlns="{NAMESPACE}" origin="facikit {__version__}">\n  <Codes>\n{body}  </Codes>\n</CodeBook>\n'
    )


def to_csv(codes: Sequence[Code]) -> str:
    """Return the codebook as a table with Taguette's columns; a nested theme behind the names of those above it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for path, code in _paths(codes):
        writer.writerow([*map(harmless, (BETWEEN.join(path), code.text)), code.said, code.places])
    return out.getvalue()


def without_memo(text: str) -> str:
    """Return a description without the line that tells what its theme came from."""
    return MEMO.sub("", text.rstrip()).rstrip()


def read_codebook(data: bytes, name: str) -> list[Code]:
    """Return the codes of a file, whichever of the two forms it has. ``UserError`` where it is none."""
    if len(data) > MOST_BYTES:
        raise UserError(f"{name} is larger than {MOST_BYTES >> 20} MiB.", "Is it the codebook that you meant?")
    if name.lower().endswith(".csv"):
        return _from_csv(data, name)
    return _from_qdc(data, name)


def _element(code: Code, depth: int) -> str:
    pad = "  " * depth
    guid = f' guid="{code.guid}"' if code.guid is not None else ""
    head = f"{pad}<Code{guid} name={quoteattr(_xml(code.name))} isCodable={quoteattr(str(not code.holder).lower())}"
    inside = f"{pad}  <Description>{escape(_xml(code.text))}</Description>\n" if code.text.strip() else ""
    inside += "".join(_element(part, depth + 1) for part in code.codes)
    return f"{head}>\n{inside}{pad}</Code>\n" if inside else f"{head}/>\n"


def _xml(text: str) -> str:
    return NOT_IN_XML.sub("", text)


def _paths(codes: Iterable[Code], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Code]]:
    for code in codes:
        path = (*above, code.name)
        yield path, code
        yield from _paths(code.codes, path)


class _Reader:
    """What has been read of an XML file so far: the codes that are open, and the words of a description."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.open: list[str] = []
        self.codes: list[dict[str, object]] = []
        self.found: list[Code] = []
        self.words: list[str] | None = None
        self.number = 0
        self.root = ""
        self.origin = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(" ")[2]
        if not self.root:
            self.root, self.origin = tag, attributes.get("origin", "")
        if self.root not in ("CodeBook", "Project"):
            raise UserError(
                f"{self.name} is no codebook: it begins with <{self.root[:40]}>.", "A codebook is a .qdc file."
            )
        self.open.append(tag)
        if len(self.open) > DEEPEST:
            raise UserError(f"{self.name} is nested more than {DEEPEST} deep.", "Is it the codebook that you meant?")
        if tag == "Code" and "Codes" in self.open:
            self.number += 1
            if self.number > MOST_CODES:
                raise UserError(f"{self.name} has more than {MOST_CODES} codes.", "Is it the codebook that you meant?")
            holds = attributes.get("isCodable", "").strip().casefold() in ("false", "0")
            known = {"name": attributes.get("name", ""), "guid": _guid(attributes), "holder": holds}
            self.codes.append({**known, "text": "", "codes": []})
        elif tag == "Description" and self.open[-2:-1] == ["Code"]:
            self.words = []

    def end(self, tag: str) -> None:
        self.open.pop()
        tag = tag.rpartition(" ")[2]
        if tag == "Description" and self.words is not None and self.codes:
            self.codes[-1]["text"] = "".join(self.words).strip()
            self.words = None
        elif tag == "Code" and self.codes and "Codes" in self.open:
            made = msgspec.convert(self.codes.pop(), Code)
            if self.codes:
                parts = self.codes[-1]["codes"]
                assert isinstance(parts, list)
                parts.append(made)
            else:
                self.found.append(made)

    def said(self, text: str) -> None:
        if self.words is not None:
            self.words.append(text)

    def refuse(self, *_: object) -> None:
        raise UserError(
            f"{self.name} has a DOCTYPE, which no codebook needs and which can do harm.",
            "Export it once more from the program that it comes from, as a REFI-QDA codebook.",
        )


def _guid(attributes: dict[str, str]) -> UUID | None:
    try:
        return UUID(attributes.get("guid", ""))
    except ValueError:
        return None


def _from_qdc(data: bytes, name: str) -> list[Code]:
    reader = _Reader(name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.said
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.EntityDeclHandler = reader.refuse
    parser.ExternalEntityRefHandler = reader.refuse  # type: ignore[assignment] # it never returns
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code) or "damaged"
        raise UserError(
            f"{name}:{error.lineno}: this is not XML that can be read: {said}.",
            "Export the codebook once more; its name ends in .qdc, or in .csv where it is a table.",
        ) from None
    # Taguette writes no nesting: a tag under another has that one's name before its own, as in its tables.
    return _nested({one.name: one.text for one in reader.found}) if reader.origin.startswith(FLAT) else reader.found


def _from_csv(data: bytes, name: str) -> list[Code]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(f"{name} is not UTF-8 text.", "A spreadsheet saves it as 'CSV UTF-8'.") from None
    first = text.split("\n", 1)[0]
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count)))
    except csv.Error as error:
        raise UserError(f"{name} is not a table that can be read: {error}.", "Save it once more as CSV.") from None
    heading = [cell.strip().casefold() for cell in rows[0]] if rows else []
    column = next((known for known in NAMES if known in heading), "")
    if not column:
        near = closest(next(iter(heading), ""), NAMES)
        raise UserError(
            f"{name}:1: there is no column 'tag', 'name' or 'path'.", near or "A theme's name stands there."
        )
    at, about = heading.index(column), heading.index("description") if "description" in heading else -1
    said: dict[str, str] = {}
    for row in rows[1 : MOST_CODES + 2]:
        path = unharmed(row[at]).strip() if at < len(row) else ""
        if path:
            said.setdefault(path, unharmed(row[about]).strip() if 0 <= about < len(row) else "")
    if len(said) > MOST_CODES:
        raise UserError(f"{name} has more than {MOST_CODES} rows.", "Is it the codebook that you meant?")
    return _nested(said)


def _nested(said: dict[str, str]) -> list[Code]:
    """Return the codes one under another: under the one whose whole name theirs begins with, and a separator."""
    above: dict[str, tuple[str, str]] = {}
    for path in said:
        for found in reversed(list(NESTED.finditer(path))):
            parent, own = path[: found.start()].rstrip(), path[found.end() :].lstrip()
            if parent in said and own:
                above[path] = parent, own
                break
    under: dict[str, list[str]] = {}
    for path in said:
        under.setdefault(above.get(path, ("", ""))[0], []).append(path)

    def made(path: str, depth: int) -> Code:
        if depth > DEEPEST:
            raise UserError(f"‘{path[:40]}…’ is nested more than {DEEPEST} deep.", "Is it the codebook that you meant?")
        return Code(
            above.get(path, ("", path))[1], said[path], tuple(made(one, depth + 1) for one in under.get(path, ()))
        )

    return [made(path, 1) for path in under.get("", ())]
