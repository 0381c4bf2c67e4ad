"""Read every log of a session, and go on reading as other people and programs add to them.

A file of any name ending in .jsonl counts, so a copy from a stick, a mail attachment or a "conflicted copy" is merged
by being there. A damaged line is searched for lines that their checksums prove; what is left over is counted, never
deleted.
"""

from __future__ import annotations

import gc
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from facikit.library.finding import MOST_LOG_BYTES
from facikit.session.files import Files, is_downloaded
from facikit.session.lines import MOST_BYTES, Line, Search, State, clean, decode, salvage
from facikit.session.records import Records

MOST_LINES = 1_000_000
"""A file with more lines is not a workshop's notes."""


class LogFile(msgspec.Struct):
    """What has been read of one file so far. ``offset`` is the end of its last whole line."""

    path: Path
    offset: int = 0
    size: int = 0
    number: int = 0
    changed_ns: int = 0
    lines: int = 0
    edited: list[int] = []
    damaged: list[int] = []
    salvaged: int = 0
    torn: int = 0
    refused: str = ""
    search: Search = msgspec.field(default_factory=Search)


class Logs:
    """All log files of one session folder."""

    def __init__(self, folder: Path, files: Files) -> None:
        self.folder = folder
        self.files: dict[Path, LogFile] = {}
        self._disk = files

    def refresh(self, records: Records) -> bool:
        """Take in what has been added since the last time; return whether anything was new.

        Cost: one look at the folder where nothing has changed.
        """
        fresh = False
        for path, facts in self._disk.logs(self.folder):
            known = self.files.get(path)
            if known is None:
                known = self.files[path] = LogFile(path)
            elif (known.size, known.number, known.changed_ns) == (facts.st_size, facts.st_ino, facts.st_mtime_ns):
                continue
            fresh |= self._read(known, facts, records)
        return records.settle() or fresh

    def _read(self, log: LogFile, facts: os.stat_result, records: Records) -> bool:
        if facts.st_size > MOST_LOG_BYTES:
            log.refused = f"is larger than {MOST_LOG_BYTES >> 20} MiB"
        elif not is_downloaded(facts):
            log.refused = "has not been downloaded to this laptop yet"
        else:
            log.refused = ""
        if facts.st_ino != log.number or facts.st_size < log.size:
            # Another file under the same name: read it from the start. Lines already seen change nothing.
            log.offset = log.lines = log.salvaged = 0
            log.edited, log.damaged, log.search = [], [], Search()
        fresh = False
        if not log.refused:
            try:
                data = self._disk.read(log.path, log.offset)
            except OSError as error:
                log.refused = f"cannot be read ({error.strerror or error})"
                return False
            with _nothing_is_waste():
                fresh = self._take(log, data, records)
        log.size, log.number, log.changed_ns = facts.st_size, facts.st_ino, facts.st_mtime_ns
        return fresh

    def _take(self, log: LogFile, data: bytes, records: Records) -> bool:
        whole_end = data.rfind(b"\n") + 1
        fresh = False
        # One after the other: a list of them all might take more memory than there is.
        for piece in io.BytesIO(data):
            if not piece.endswith(b"\n"):
                break
            if log.lines >= MOST_LINES:
                log.refused = f"goes on after {MOST_LINES:,} lines"
                log.offset += len(data)
                return fresh
            log.lines += 1
            piece = clean(piece[:-1])
            if piece:
                fresh |= self._take_line(log, piece, records)
        log.offset += whole_end
        tail = clean(data[whole_end:])
        log.torn = len(tail)
        if tail:
            # The last line has no end yet: taken if its checksum proves it, and looked at again when more comes.
            line, state = decode(tail)
            lines = [line] if line is not None and state == "whole" else salvage(tail[: 8 * MOST_BYTES], log.search)
            log.torn = 0 if line is not None and state == "whole" else log.torn
            for found in lines:
                fresh |= records.take(found)
        return fresh

    def _take_line(self, log: LogFile, piece: bytes, records: Records) -> bool:
        line: Line | None
        state: State
        line, state = decode(piece)
        if line is not None:
            if state == "edited":
                log.edited.append(log.lines)
            return records.take(line, proven=state == "whole")
        log.damaged.append(log.lines)
        fresh = False
        for found in salvage(piece[: 8 * MOST_BYTES], log.search):
            log.salvaged += 1
            fresh |= records.take(found)
        return fresh


@contextmanager
def _nothing_is_waste() -> Iterator[None]:
    """Keep the collector from looking, again and again, through what is being read: all of it stays."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
