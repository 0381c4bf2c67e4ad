"""One line of a log: what it says, how it is written, and what can be saved of it when it is damaged.

A line is a JSON object whose last key, ``crc``, is the CRC-32 of the bytes before it. The checksum is a smoke detector,
not a lock: a line that somebody corrected in an editor still counts, and is flagged.
"""

from __future__ import annotations

import io
import re
import zlib
from collections import deque
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

MOST_BYTES = 1 << 20
"""A longer line is nobody's typing."""

State = Literal["whole", "edited", "damaged"]
MARK = re.compile(rb'\{"id":"|,"crc":"([0-9a-f]{8})"\}')
"""Where a line begins, or its end with the checksum."""
CRC_LENGTH = len(b',"crc":"00000000"}')
NEAREST = 50
"""How many beginnings before an end are tried: objects in a line may have an id as well."""
COST_OF_A_TRY = 500
"""What trying costs, however short the piece, in bytes that could be summed up meanwhile."""
STRUCTURE = ("run", "session", "block", "group", "position", "release", "screen", "handout", "erased")
"""Kinds of record that hold nobody's words: a laptop that only takes notes needs no others."""


class Line(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Sets fields of one record.

    ``t`` is UTC, ISO 8601, milliseconds. Lines of one change share it. ``over`` names, per field, the lines whose
    values this one replaced. ``undoes`` names the first line of the change that this one takes back.

    ``gc=False``: what comes out of JSON holds no circle, and a day has so many lines that looking for one is felt.
    """

    id: str
    t: str
    who: str = ""
    put: str = ""
    set: dict[str, Any] = {}
    over: dict[str, list[str]] = {}
    undoes: str = ""
    gone: bool = False

    @property
    def run(self) -> str:
        """The run that wrote it."""
        return self.id.partition(".")[0]

    @property
    def number(self) -> int:
        """Its number in its run, from 1; 0 where it has none."""
        digits = self.id.partition(".")[2]
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 12 else 0


_decode = msgspec.json.Decoder(Line).decode
_encode = msgspec.json.Encoder().encode


def encode(line: Line) -> bytes:
    """Return the line's bytes, checksum and line end included."""
    body = _encode(line)[:-1]
    return b'%b,"crc":"%08x"}\n' % (body, zlib.crc32(body))


def decode(data: bytes) -> tuple[Line | None, State]:
    """Return the line that ``data`` (without its line end) holds, and how far to trust it."""
    if len(data) > MOST_BYTES:
        return None, "damaged"
    try:
        line = _decode(data)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError):
        return None, "damaged"
    if not line.id or len(line.id) > 80 or "\n" in line.put:
        return None, "damaged"
    if data[-CRC_LENGTH:-10] == b',"crc":"' and b"%08x" % zlib.crc32(data[:-CRC_LENGTH]) == data[-10:-2]:
        return line, "whole"
    return line, "edited"


class Search(msgspec.Struct):
    """How much more a file that is damaged may be searched: what is built to be searched for ever is not."""

    left: int = 1 << 30
    """How many bytes may still be summed up: a second's work, and a thousand times what chance leaves to be done."""


def salvage(data: bytes, search: Search | None = None) -> list[Line]:
    """Return the lines inside damaged ``data`` that their checksums prove: glued, torn or buried ones."""
    found: list[Line] = []
    search = search or Search()
    starts: deque[int] = deque(maxlen=NEAREST)
    for mark in MARK.finditer(data):
        if mark.group(1) is None:
            starts.append(mark.start())
            continue
        for start in reversed(starts):
            search.left -= mark.start() - start + COST_OF_A_TRY
            if mark.end() - start > MOST_BYTES or search.left < 0:
                break
            if b"%08x" % zlib.crc32(data[start : mark.start()]) == mark.group(1):
                line, state = decode(data[start : mark.end()])
                if line is not None and state == "whole":
                    found.append(line)
                    starts.clear()
                    break
    return found


def clean(data: bytes) -> bytes:
    """Return ``data`` without what editors and interrupted disks leave around a line."""
    return data.strip(b"\x00\r\t \xef\xbb\xbf") if data[:1] != b"{" or data[-1:] != b"}" else data


def pieces(data: bytes) -> Iterator[bytes]:
    """Give each line of a log that is not empty, clean, one after the other: there may be more than a list can hold."""
    for piece in io.BytesIO(data):
        if bare := clean(piece.removesuffix(b"\n")):
            yield bare
