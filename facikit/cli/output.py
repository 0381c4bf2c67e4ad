"""How commands speak: data on stdout, narration on stderr, other people's text as text."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")

TO_TYPE = re.compile(r": facikit [a-z][^;,]*$")
"""A way out that ends with a line to type."""


def plain(text: str) -> str:
    """Return ``text`` on one line, without anything that would steer a terminal."""
    return CONTROLS.sub("", " ".join(text.split()))


def say(text: str = "") -> None:
    """Print one line of data."""
    print(CONTROLS.sub("", text))


def tell(text: str) -> None:
    """Print one line of narration."""
    if sys.stderr is not None:
        print(f"facikit: {plain(text)}", file=sys.stderr, flush=True)


def say_whole(text: str) -> None:
    """Print a document as it is; on a terminal, without anything that would steer it."""
    if sys.stdout is None:
        return
    sys.stdout.write(CONTROLS.sub("", text) if sys.stdout.isatty() else text)


def say_json(value: Any) -> None:
    """Print a list or a state as JSON."""
    import msgspec

    print(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def one_sentence(message: str, hint: str = "") -> str:
    """Return what went wrong and the way out as they are read: one after the other, on one line.

    Behind a line to type there is no full stop: it would be copied along.
    """
    message, hint = plain(message), plain(hint)
    if not hint:
        return message if message[-1:] in ".?!…" else f"{message}."
    if message[-1:] in ".?!…":
        hint = hint[:1].upper() + hint[1:]
        whole = f"{message} {hint}"
    else:
        whole = f"{message}; {hint}"
    return whole if whole[-1:] in ".?!…" or TO_TYPE.search(hint) else f"{whole}."


def write_file(path: Path, text: str) -> None:
    """Put ``text`` into a file in one step. What stood there and was different is kept beside it, and that is told."""
    from facikit.library.disk import Disk

    data = text.encode("utf-8", "surrogateescape")
    if path.is_file():
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return
        kept = aside(path)
        path.replace(kept)
        tell(f"The {path.name} that was there is now {kept.name}.")
    Disk().write_whole(path, data)


def aside(path: Path) -> Path:
    """Return the first of ``path-1``, ``path-2`` … that is free."""
    number = 1
    while True:
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
        if not candidate.exists():
            return candidate
        number += 1
