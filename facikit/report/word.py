"""A report as a Word document, made by pandoc in the form of a reference document.

Pandoc reads the Markdown with a reader in which nothing that somebody typed means more than it does in the report. What
it has read is put right here before it is written: the title, the anchors of headings, the pictures, which are handed
over by us and never fetched, the captions, the widths of columns.
"""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from facikit.report import pandoc
from facikit.report.findings import Finding, finding
from facikit.report.html import LONGEST_CAPTION, Made
from facikit.report.layout import anchors
from facikit.report.source import Picture, Pictures, Source
from facikit.session.files import REAL

READER = "commonmark+pipe_tables+footnotes+strikeout+task_lists"
LONG_AGO = 315_532_800
"""The beginning of 1980, the earliest that a zip file knows: the date of a report that has none."""
WIDEST, HIGHEST, LOGO = 16.0, 12.0, 3.5
"""Centimetres that a picture may have, and how high a logo may be."""
DOTS_PER_CM = 96 / 2.54
QUOTE_IN_A_ROW = "Block Text Next"
"""The style of every second quote in a row, so that the bars beside them do not run into one."""
NO_LINK = ("javascript:", "vbscript:", "file:", "data:")

Json = dict[str, Any]


def document(source: Source, pictures: Pictures, reference: Path | None) -> Made:
    """Return the report as a Word document; ``reference`` is the document whose styles it takes."""
    with tempfile.TemporaryDirectory(prefix="facikit-") as made:
        folder = Path(made)
        tree = json.loads(pandoc.run(["-f", READER, "-t", "json"], source.body.encode(), folder))
        findings: list[Finding] = []
        _anchored(tree["blocks"])
        title = _titled(tree["blocks"])
        tree["blocks"] = _blocks(tree["blocks"], _Pictures(pictures, folder, findings))
        tree["meta"] = {
            "title": {"t": "MetaInlines", "c": title or [_words(source.title)]},
            "lang": {"t": "MetaString", "c": source.lang},
        }
        arguments = ["-f", "json", "-t", "docx", "-o", "-"]
        if reference is not None:
            styles = REAL.read(reference)
            (folder / "reference.docx").write_bytes(styles)
            if _has_style(styles, QUOTE_IN_A_ROW):
                tree["blocks"] = _quotes_apart(tree["blocks"])
            arguments += ["--reference-doc", "reference.docx"]
        given = json.dumps(tree, ensure_ascii=False).encode()
        data = pandoc.run(arguments, given, folder, {"SOURCE_DATE_EPOCH": str(_instant(source.date))})
    return Made(data, tuple(findings))


def _instant(date: str) -> int:
    if not date:
        return LONG_AGO
    return max(LONG_AGO, int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp()))


# Headings


def _anchored(blocks: list[Json]) -> None:
    """Give the headings their anchors."""
    at_margin = [block for block in blocks if block["t"] == "Header"]
    for block, anchor in zip(at_margin, anchors([text(block["c"][2]) for block in at_margin]), strict=True):
        block["c"][1] = [anchor, [], []]


def _titled(blocks: list[Json]) -> list[Json]:
    """Take the one H1 that the report begins with out, all others a level higher, and return its words.

    Nothing where the report does not begin so.
    """
    headings = [block for block in _every(blocks) if block["t"] == "Header"]
    if not blocks or [one for one in headings if one["c"][0] == 1] != [blocks[0]]:
        return []
    for heading in headings[1:]:
        heading["c"][0] -= 1
    return list(blocks.pop(0)["c"][2])


def _every(part: Any) -> Iterator[Json]:
    """Return every block and every piece of a line there is in ``part``."""
    if isinstance(part, dict):
        if "t" in part:
            yield part
        yield from _every(part.get("c"))
    elif isinstance(part, list):
        for one in part:
            yield from _every(one)


def text(part: Any) -> str:
    """Return the words of a part of what pandoc has read, without its notes."""
    if isinstance(part, list):
        return "".join(text(one) for one in part)
    if not isinstance(part, dict) or part.get("t") == "Note":
        return ""
    kind: Any = part.get("t")
    inside: Any = part.get("c")
    if kind == "Str":
        return str(inside)
    if kind in ("Code", "CodeBlock"):
        return str(inside[1])
    return " " if kind in ("Space", "SoftBreak", "LineBreak") else text(inside)


def _words(said: str) -> Json:
    return {"t": "Str", "c": said}


# Pictures, captions, tables


class _Pictures:
    """Puts pictures into the folder that pandoc works in, under names of our own."""

    def __init__(self, pictures: Pictures, folder: Path, findings: list[Finding]) -> None:
        self.pictures = pictures
        self.folder = folder
        self.findings = findings
        self.where = ""
        """The heading above; empty before the first part."""
        self.highest = HIGHEST
        self.number = 0

    def placed(self, image: Json) -> Json:
        """Return the picture as it goes into the document; where it cannot be shown, its description."""
        _, described, (address, _) = image["c"]
        found = self.pictures.find(address)
        if isinstance(found, Picture) and found.kind == "svg":
            # Word shows drawings only with a second picture beside them; what a chart says stands in its table.
            found = "Word cannot show a drawing"
            if "charts/" in address:
                return {"t": "Span", "c": [["", [], []], []]}
        if not isinstance(found, Picture):
            self.findings.append(finding("pictures", self.where, f"the picture {address} is not shown, as {found}"))
            return {"t": "Span", "c": [["", [], []], described]}
        self.number += 1
        name = f"picture-{self.number}.{found.kind}"
        (self.folder / name).write_bytes(found.data)
        size = [["width", f"{_width(found.data, self.highest):.2f}cm"]]
        return {"t": "Image", "c": [["", [], size], described, [name, ""]]}


def _width(data: bytes, highest: float) -> float:
    """Return how wide a picture prints, in centimetres."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return WIDEST
    return min(WIDEST, width / DOTS_PER_CM, highest * width / max(1, height))


def _blocks(blocks: Sequence[Json], pictures: _Pictures) -> list[Json]:
    """Return the blocks with pictures in them, each caption in its style, and tables as wide as they need."""
    made: list[Json] = []
    after_picture = False
    for at, block in enumerate(blocks):
        if block["t"] == "Header":
            pictures.where = text(block["c"][2])
        captioned = any(_is_caption(one) for one in blocks[at + 1 : at + 2])
        pictures.highest = HIGHEST if pictures.where or captioned else LOGO
        alone = block["t"] == "Para" and [one["t"] for one in block["c"]] == ["Image"]
        placed = _inside(block, pictures)
        if placed["t"] == "Table":
            _widths(placed)
        shown = alone and placed["c"][0]["t"] == "Image"
        if shown:
            made.append(_styled("Captioned Figure", placed))
        elif after_picture and _is_caption(placed):
            made.append(_styled("Image Caption", placed))
        elif not alone or text(placed):
            made.append(placed)
        after_picture = shown
    return made


BLOCKS = (
    *("Para", "Plain", "Header", "BlockQuote", "BulletList", "OrderedList", "Table", "CodeBlock", "RawBlock"),
    "HorizontalRule",
)


def _inside(part: Any, pictures: _Pictures) -> Any:
    """Return a part with what is inside of it put right."""
    if isinstance(part, list):
        if part and all(isinstance(one, dict) and one.get("t") in BLOCKS for one in part):
            return _blocks(part, pictures)
        return [_inside(one, pictures) for one in part]
    if not isinstance(part, dict):
        return part
    if part.get("t") == "Image":
        return pictures.placed(part)
    if part.get("t") in ("RawInline", "RawBlock"):
        said = _words(" ".join(str(part["c"][1]).split()))
        return said if part["t"] == "RawInline" else {"t": "Para", "c": [said]}
    if part.get("t") == "Link" and part["c"][2][0].strip().lower().startswith(NO_LINK):
        return {"t": "Span", "c": [["", [], []], _inside(part["c"][1], pictures)]}
    return {key: _inside(value, pictures) for key, value in part.items()}


def _styled(style: str, block: Json) -> Json:
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], [block]]}


def _is_caption(block: Json) -> bool:
    """Tell whether what follows a picture is its caption, as ``html.is_caption`` does."""
    words = text(block).strip() if block["t"] == "Para" else ""
    return bool(words) and len(words) <= LONGEST_CAPTION and words[-1] not in ".:"


def _has_style(document: bytes, name: str) -> bool:
    """Tell whether a Word document has a style of this name."""
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as file:
            return f'w:val="{name}"'.encode() in file.read("word/styles.xml")
    except (zipfile.BadZipFile, KeyError):
        # Pandoc tells what is wrong with it.
        return False


def _quotes_apart(blocks: Sequence[Json]) -> list[Json]:
    """Return the blocks with every second of the quotes that follow one another in a style of its own."""
    made: list[Json] = []
    second = False
    for block in blocks:
        quote = block["t"] == "BlockQuote"
        if quote and second:
            made.append({"t": "Div", "c": [["", [], [["custom-style", QUOTE_IN_A_ROW]]], block["c"]]})
        else:
            made.append(block)
        second = quote and not second
    return made


def _widths(table: Json) -> None:
    """Give each column its share of the page: by what is in it, and never less than its longest word needs."""
    _, _, columns, head, bodies, _ = table["c"]
    rows = [*head[1], *(row for body in bodies for part in body[2:4] for row in part)]
    cells = [[text(cell[4]) for cell in row[1]] for row in rows]
    if not cells:
        return
    wanted = []
    for column in zip(*cells, strict=True):
        longest = max((len(word) for one in column for word in one.split()), default=1)
        wanted.append(max(6, longest + 2, min(60, max(len(one) for one in column)) ** 0.8))
    for column, share in zip(columns, wanted, strict=True):
        column[1] = {"t": "ColWidth", "c": round(share / sum(wanted), 4)}
