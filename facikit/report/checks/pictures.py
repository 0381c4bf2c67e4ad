"""Pictures that somebody could not see: without a description, or not there at all."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from urllib.parse import unquote

from facikit.report.checks.looked import Looked, inside
from facikit.report.checks.sources import record_with
from facikit.report.findings import Finding, finding

_GONE = "Bring it into the folder media of the session once more, or take it out of the text."


def pictures(looked: Looked) -> Iterator[Finding]:
    """Tell which pictures of the report have no description, and which of those in prose are not in media/.

    Those that note-takers stored were found while the report was written, or are found by ``logs``.
    """
    stored = {picture for told in looked.told for picture in told.page.pictures}
    stored |= {picture for told in looked.told if told.page.together for picture in told.page.together.stored()}
    for piece in looked.own.pieces:
        if "![" not in piece.text:
            continue
        for token in inside(piece):
            if token.type != "image":
                continue
            path = unquote(str(token.attrs.get("src", "")))
            name = path.rpartition("/")[2]
            if not token.content.strip():
                said = f"The picture {name} has no description."
                record = record_with(looked, name)
                yield finding(
                    "pictures", piece.where, said, about=f"{path} description", line=piece.line, record=record
                )
            if "media/" in path and name not in stored and not _is_there(looked, name):
                said = f"The picture {name} is not in the session's folder media."
                record = record_with(looked, name)
                yield finding("pictures", piece.where, said, about=path, cure=_GONE, line=piece.line, record=record)


def _is_there(looked: Looked, name: str) -> bool:
    with contextlib.suppress(OSError, ValueError):
        folders = [told.session.folder for told in looked.told]
        folders += [folder for told in looked.told if told.page.together for folder in told.page.together.folders()]
        return any((folder / "media" / name).is_file() for folder in folders)
    return False
