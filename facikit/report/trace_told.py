"""What something comes from, in plain lines: what it is, then part by part what it leads to."""

from __future__ import annotations

from collections.abc import Iterator

from facikit.report.traced import Told
from facikit.session.clock import instant_of
from facikit.session.session import Session


def told_lines(session: Session, told: Told) -> Iterator[str]:
    """Yield the whole of it."""
    head = [
        f"{told.kind} {_plain(told.id)}",
        *([f"in {_plain(told.where)}"] if told.where != told.id and told.where else []),
    ]
    yield ", ".join(part for part in (*head, _plain(told.group), _plain(told.label), *_signed(session, told)) if part)
    # Staff's own paragraphs keep their lines; what was said stands on one.
    words = [_plain(line) for line in told.words.splitlines()] if told.kind == "slot" else [_plain(told.words)]
    yield from (f"  {line}" for line in words if line or told.kind == "slot")
    if told.number is not None and told.kind == "count":
        yield f"  {told.number} in all"
    yield from (f"  {_plain(note)}" for note in told.notes)
    for part in told.parts:
        yield ""
        yield f"{_plain(part.title)}:"
        for one in part.found:
            yield f"  - {_one(session, one)}"
            for inner in (inner for below in one.parts for inner in below.found):
                yield f"      before: {_one(session, inner)}"


def _one(session: Session, told: Told) -> str:
    """Return one thing on one line: its number, its words, where it is from, who put it there."""
    number = "" if told.number is None else f"({told.number})" if told.words or told.id else str(told.number)
    quoted = {"response": "“{}”", "theme": "“{}”", "name": "“{}”"}.get(told.kind, "{}")
    words = quoted.format(_plain(told.words)) if told.words.strip() else ""
    first = " ".join(part for part in (_plain(told.id), words, number) if part)
    group, label = _plain(told.group), _plain(told.label)
    notes = (_plain(note) for note in told.notes)
    return ", ".join(part for part in (first, group, label, *_signed(session, told), *notes) if part)


def _signed(session: Session, told: Told) -> list[str]:
    if not told.t:
        return []
    when = f"{session.local(instant_of(told.t)):%Y-%m-%d %H:%M}"
    return [f"{_plain(told.who) or 'nobody named'} {when}"]


def _plain(text: str) -> str:
    return " ".join(text.split())
