"""A report's Markdown on its way into HTML or Word: what it says of itself, its words, the pictures it may carry.

It may come straight from a session, or from a file that somebody has worked on since.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date as day
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec

from facikit.errors import UserError
from facikit.report.text import one_line
from facikit.session.files import REAL

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
FRONT = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
LARGEST_PICTURE = 20 << 20
KINDS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
DRAWING = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]", re.DOTALL)


class Source(msgspec.Struct, frozen=True):
    """A report as Markdown, without its front matter, and what that says."""

    body: str
    title: str
    lang: str = "en-GB"
    date: str = ""
    """As YYYY-MM-DD, where one is given."""


class Picture(msgspec.Struct, frozen=True):
    """A picture that goes into the report: its bytes, and what kind it is: png, jpeg, gif or svg."""

    data: bytes
    kind: str


def read(markdown: str, otherwise: str = "Report") -> Source:
    """Return the report and what its front matter says; ``otherwise`` is its title where it has none."""
    text = markdown.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    found = FRONT.match(text)
    facts = _facts(found[1] or "") if found else {}
    title, lang, date = facts.get("title"), facts.get("lang"), facts.get("date")
    return Source(
        text[found.end() :] if found else text,
        (one_line(title) if isinstance(title, str) else "") or otherwise,
        lang if isinstance(lang, str) and LANGUAGE.fullmatch(lang) else "en-GB",
        date.isoformat()[:10] if isinstance(date, day) else "",
    )


def read_file(path: Path) -> Source:
    """Return a report that somebody has worked on."""
    try:
        return read(REAL.read(path).decode("utf-8"), path.stem)
    except UnicodeDecodeError:
        raise UserError(
            f"{path} is not a text file.", "It takes the Markdown that facikit report has written, as UTF-8."
        ) from None
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror or error}.") from None


def _facts(front: str) -> dict[str, Any]:
    import yaml

    try:
        found = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 2}" if mark is not None else ""
        raise UserError(
            f"The lines between --- at the top of the report cannot be read{where}.",
            "Put the title in quotation marks.",
        ) from None
    return found if isinstance(found, dict) else {}


class Pictures:
    """The pictures that a report may carry: files in ``folders``, as its Markdown names them from ``base``.

    What lies in one of ``beside``, as a house's logo lies beside its templates, goes by its name alone. What is
    ``given``, as charts are, is no file yet: its bytes by its address.
    """

    def __init__(
        self,
        base: Path,
        folders: Sequence[Path],
        beside: Sequence[Path] = (),
        given: Mapping[str, bytes] | None = None,
    ) -> None:
        self.given = given or {}
        self.base = base
        self.folders = [folder.resolve() for folder in (*folders, *beside)]
        self.beside = list(beside)

    def find(self, address: str) -> Picture | str:
        """Return the picture, or why there is none."""
        if address in self.given:
            return _picture(self.given[address])
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//|\\\\", address):
            return "it is not in the session's folder media"
        named = unquote(address)
        try:
            places = [self.base / named, *(folder / Path(named).name for folder in self.beside)]
            path = next((one for one in places if one.is_file()), places[0]).resolve()
            if not any(path.is_relative_to(folder) for folder in self.folders):
                return "it is not in the session's folder media"
            if path.stat().st_size > LARGEST_PICTURE:
                return f"it is larger than {LARGEST_PICTURE >> 20} MiB"
            data = path.read_bytes()
        except (OSError, ValueError):
            return "the file is not there"
        return _picture(data)


def _picture(data: bytes) -> Picture | str:
    kind = next((kind for start, kind in KINDS if data.startswith(start)), "")
    if not kind and DRAWING.match(data[:4096]):
        kind = "svg"
    return Picture(data, kind) if kind else "it is not a PNG, JPEG, GIF or SVG picture"
