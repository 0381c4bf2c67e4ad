"""Text that comes in from files and from standard input: UTF-8, or told where it is not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from facikit.errors import UserError

CHUNK = 1 << 20
"""How much is taken from standard input at a time, at most: what is there is saved before more is waited for."""
MOST_BYTES = 256 << 20


def file_text(name: str) -> tuple[str, str]:
    """Return the name to use in sentences and the text of a file; a dash is standard input."""
    if name == "-":
        return "standard input", decoded(sys.stdin.buffer.read() if sys.stdin is not None else b"", "standard input")
    path, data = file_bytes(name)
    return path, decoded(data, path)


def file_bytes(name: str) -> tuple[str, bytes]:
    """Return the name to use in sentences and what a file holds."""
    path = Path(name).expanduser()
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(f"{path} is larger than {MOST_BYTES >> 20} MiB.", "Is it the file that you meant?")
        return str(path), path.read_bytes()
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror or error}.") from None


def decoded(data: bytes, name: str, lines_before: int = 0) -> str:
    """Return ``data`` as text. ``UserError`` with the line where it is not UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UserError(f"{name} is UTF-16, not UTF-8.", "Save it once more as UTF-8.")
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = lines_before + data.count(b"\n", 0, error.start) + 1
        raise UserError(
            f"{name}:{line}: this is not UTF-8 text (byte {data[error.start]:#04x}).",
            "Save it once more as UTF-8; a spreadsheet calls it 'CSV UTF-8'.",
        ) from None


def stdin_lines() -> Iterator[list[str]]:
    """Yield the lines of standard input as they come, as many at a time as are there."""
    if sys.stdin is None:
        return
    read = sys.stdin.buffer.read1 if hasattr(sys.stdin.buffer, "read1") else sys.stdin.buffer.read
    rest, count = b"", 0
    while True:
        data = read(CHUNK)
        whole, newline, tail = (rest + data).rpartition(b"\n")
        if not data:
            whole, newline, tail = rest, b"", b""
        rest = tail
        if whole or newline:
            lines = decoded(whole, "standard input", count).split("\n")
            count += len(lines)
            yield [line.removesuffix("\r") for line in lines]
        if not data:
            return
        if len(rest) > MOST_BYTES:
            raise UserError(f"standard input:{count + 1}: this line is larger than {MOST_BYTES >> 20} MiB.")


def column_of(file: str, column: str) -> list[str]:
    """Return the cells of one column of a CSV file with a heading line."""
    import csv
    import io

    from facikit.errors import closest

    name, text = file_text(file)
    lines = text.splitlines()
    if not lines:
        raise UserError(f"{name} is empty.", "Its first line names the columns.")
    separator = max(",;\t", key=lines[0].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise UserError(f"{name} is not a table that can be read: {error}.", "Save it once more as CSV.") from None
    heading = [cell.strip() for cell in rows[0]]
    folded = [cell.casefold() for cell in heading]
    if column.strip().casefold() not in folded:
        listing = "There is: " + ", ".join(f"'{cell}'" for cell in heading if cell) + "."
        raise UserError(f"{name}:1: there is no column '{column}'.", closest(column, heading) or listing)
    at = folded.index(column.strip().casefold())
    return [row[at] for row in rows[1:] if at < len(row)]
