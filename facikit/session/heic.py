"""An iPhone's own pictures (HEIC), where nothing here can open them: known by their bytes, their place blanked out.

Where a camera stood is in the picture as Exif (a small TIFF file with a GPS directory) and sometimes as XMP (text).
Both are blanked where they stand, byte for byte, so that nothing else in the file moves. Formats: ISO/IEC 23008-12,
TIFF 6.0, Exif 2.32 §4.6.6.
"""

from __future__ import annotations

import re
import struct

_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_TIFF = re.compile(rb"II\*\0|MM\0\*")
_GPS_POINTER = 0x8825
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
"""Bytes of one value, by its TIFF type."""
_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_XMP_NAMES = rb"(?:exif:GPS\w+|photoshop:(?:City|State|Country)|Iptc4xmpCore:Location)"
_XMP_PLACE = re.compile(_XMP_NAMES + rb"(?:=\"[^\"]*\"|>[^<]*)")


def is_heic(data: bytes) -> bool:
    """Tell by its first bytes whether a file is such a picture."""
    return data[4:8] == b"ftyp" and data[8:12] in _BRANDS


def without_place(data: bytes) -> bytes:
    """Return the picture with every value that says where it was taken made nought; as long as it was."""
    made = bytearray(data)
    for found in _TIFF.finditer(data):
        _blank_gps(made, found.start())
    for packet in _XMP.finditer(data):
        for place in _XMP_PLACE.finditer(data, packet.start(), packet.end()):
            kept = re.match(rb"[\w:]+(?:=\"|>)", place[0])
            start = place.start() + (kept.end() if kept else 0)
            end = place.end() - (1 if place[0].endswith(b'"') else 0)
            made[start:end] = b" " * (end - start)
    return bytes(made)


def _blank_gps(data: bytearray, tiff: int) -> None:
    """Blank the GPS directory of the TIFF file that begins at ``tiff``; leave alone what only looks like one."""
    order = "<" if data[tiff] == 0x49 else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", data, tiff + 4)
        for entry in _entries(data, order, tiff + first):
            tag, kind, _, value = struct.unpack_from(f"{order}HHII", data, entry)
            if tag == _GPS_POINTER and kind == 4:
                for place in _entries(data, order, tiff + value):
                    _blank_values(data, order, tiff, place)
    except struct.error:
        return


def _entries(data: bytearray, order: str, directory: int) -> list[int]:
    """Return where the twelve bytes of each entry of a directory begin."""
    (number,) = struct.unpack_from(f"{order}H", data, directory)
    return [directory + 2 + 12 * at for at in range(min(number, 200))]


def _blank_values(data: bytearray, order: str, tiff: int, entry: int) -> None:
    _, kind, number, value = struct.unpack_from(f"{order}HHII", data, entry)
    size = _SIZES.get(kind, 1) * number
    start = entry + 8 if size <= 4 else tiff + value
    end = min(start + max(size, 0), len(data))
    data[start:end] = bytes(max(0, end - start))
