"""A day that is typed from a seed: entries, edits, themes, prose, counts, undoing, cards without names.

It is the same day each time, line by line, whatever the disk does meanwhile. Its words are the worst that there are.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from rooms import SeededIds, SetClock, make

from facikit.session import prose, themes
from facikit.session.asides import park
from facikit.session.responses import Draft, add, delete, edit, responses
from facikit.session.session import Change, Session
from facikit.session.undo import undo

from .judge import Lines, read

HOSTILE = (
    'She said “wise” \\ "quoted" {"id":"', '","crc":"00000000"}', "line\u2028after\u2029line", "tab\tand\nnew line",
    "[/red][bold]*_`#|~", "{{ 7*7 }}{% raw %}", "<script>alert(1)</script> &amp; &#x41;", "=cmd|'/c calc'!A1", "🦉" * 9,
    "e\u0301 é \u200f\u202eabc\u202c", "\ufeffBOM", "ศูนย์สุขภาพ 健康中心 مركز", "../../etc/passwd", "null", "'; --",
    '{"id":"x.1","t":"2026-01-01T00:00:00.000Z","gone":true}', "\u0085\u00a0\u3000edge\u3000", "%s %d {0} ${HOME}",
)  # fmt: skip
Tell = Callable[[str], None]


def made(home: Path) -> Path:
    """Make the session in ``home``, with nothing in it yet."""
    home.mkdir(parents=True, exist_ok=True)
    return make(home)


def fresh(base: Path, at: Path) -> Path:
    """Put a copy of ``base`` at ``at``, in the place of what is there."""
    shutil.rmtree(at, ignore_errors=True)
    return Path(shutil.copytree(base, at, copy_function=shutil.copyfile))


def open_day(folder: Path, seed: int, state: Path | None = None) -> Session:
    """Open the session as the day of this seed does."""
    clock = SetClock(1_772_614_800_000 + seed * 137)
    return Session.open(folder, "Zoë", clock=clock, ids=SeededIds(seed), state=state)


def type_day(session: Session, seed: int, acts: int, tell: Tell) -> None:
    """Type the day; ``tell`` is called with the id of each line as soon as that is acknowledged."""
    chance = random.Random(seed)
    waiting: list[str] = []
    known = len(session.records.lines)
    for number in range(acts):
        _act(session, chance, number)
        session.flush()
        waiting += list(session.records.lines)[known:]
        known = len(session.records.lines)
        for line_id in [one for one in waiting if session.saved(one) in ("saved", "kept")]:
            tell(line_id)
            waiting.remove(line_id)


def _act(session: Session, chance: random.Random, number: int) -> None:
    text = f"{number}: {chance.choice(HOSTILE)}{' and more' * chance.randrange(4)}"
    here = responses(session, "animals")
    what = chance.randrange(12) if here else 0
    if what == 1:
        edit(session, chance.choice(here).id, text=f"{text}, edited")
    elif what == 2:
        delete(session, chance.choice(here).id)
    elif what == 3:
        prose.write(session, "animals", "meaning", f"# So\n\n{text}\n\n[[quote:x]]")
    elif what == 4:
        themes.make(session, "animals", "points", f"Theme {text}", members=[chance.choice(here).id])
    elif what == 5:
        session.put([Change(f"tally/animals/dots/table-1/i{number}", {"dots": {"red": number}})])
    elif what == 6:
        undo(session)
    elif what == 7:
        add(session, Draft(block="feedback", field="now", text=text))
    elif what == 8:
        park(session, text)
    else:
        group = f"table-{1 + number % 3}"
        drafts = [Draft(block="animals", field="points", group=group, text=f"{text} {n}") for n in range(1 + what % 3)]
        add(session, *drafts)


def whole_day(folder: Path, seed: int, acts: int) -> Lines:
    """Type the day where nothing goes wrong; return all its lines."""
    with open_day(folder, seed) as session:
        type_day(session, seed, acts, lambda _: None)
    return read(folder).lines


def logs_of(folder: Path) -> list[bytes]:
    """Return the bytes of every log."""
    return [path.read_bytes() for path in sorted((folder / "log").glob("*.jsonl"))]


def in_child(work: Callable[[Tell], None]) -> tuple[int, int]:
    """Run ``work`` in a process of its own; return that and where to read what it acknowledges."""
    reading, writing = os.pipe()
    write = os.write
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    code = 1
    try:
        os.close(reading)
        work(lambda line_id: void(write(writing, f"{line_id}\n".encode())))
        code = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(code)


def void(_: object) -> None:
    """Return nothing."""


def ended(child: int, reading: int) -> tuple[set[str], int]:
    """Wait for a child's end; return what it acknowledged, and how it ended."""
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    status = os.waitpid(child, 0)[1]
    # A word that was cut off was not said.
    return {one.decode() for one in told.split(b"\n")[:-1]}, status
