"""Write the room's screen for a browser, and go on writing it until somebody presses ^C."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

from facikit.analysis.scene import Scene, scene, time_left
from facikit.cli.output import plain, say, tell
from facikit.errors import UserError
from facikit.library.kits import state_folder
from facikit.report.room_page import data, data_path, is_ours, page
from facikit.session.files import REAL
from facikit.session.following import Follower

LOOK_S = 0.3
"""How often to look for what the facilitator did."""
BEAT_MS = 2000
"""How often to write although nothing has changed: the page tells by it that somebody is there."""


def usual_place(folder: Path) -> Path:
    """Return where the page goes if nobody says: on this laptop only, in no folder that is synced or handed on."""
    return state_folder() / "present" / f"{folder.name}.html"


def project(follower: Follower, target: Path, *, dark: bool = False, once: bool = False) -> None:
    """Write the page and keep it true. Its path is printed; what happens is told. ``UserError`` where it cannot be."""
    _make_room(target, follower.folder)
    data_file = "" if once else data_path(target).name
    now = follower.clock.now()
    shown = scene(follower.session, now)
    if not once:
        _write(data_path(target), data(shown, now))
    _write(target, page(shown, now, data_file=data_file, dark=dark))
    say(str(target))
    if once:
        return
    tell(f"Open it in the browser on the projector: {target.resolve().as_uri()}")
    tell("F11 there takes the whole screen. It follows by itself; ^C here ends it.")
    _tell_scene(shown, now)
    with _ending() as ended:
        _keep_writing(follower, target, shown, dark, ended)
    if target == usual_place(follower.folder):
        # What a room saw is not left behind where nobody looks. A page that is open keeps it.
        for path in (target, data_path(target)):
            path.unlink(missing_ok=True)
    tell("Ended. An open page keeps the last state, and says that it is not connected.")


def _keep_writing(follower: Follower, target: Path, shown: Scene, dark: bool, ended: threading.Event) -> None:
    written, was_there, trouble = follower.clock.now(), True, ""
    while not ended.wait(LOOK_S):
        is_there = follower.look()
        if is_there != was_there:
            tell(
                "The session is there again."
                if is_there
                else f"{follower.folder} is not there any more: the last state stands until it is back."
            )
            was_there = is_there
        if not is_there:
            continue  # without a sign of life the page tells the room that it is on its own
        now = follower.clock.now()
        fresh = scene(follower.session, now)
        if fresh == shown and 0 <= now - written < BEAT_MS:
            continue
        try:
            if fresh != shown:
                _write(target, page(fresh, now, data_file=data_path(target).name, dark=dark))
            _write(data_path(target), data(fresh, now))
        except OSError as error:
            if trouble != str(error):
                tell(f"{target.name} could not be written: {error.strerror or error}. It is tried again.")
            trouble = str(error)
            continue
        if _news(fresh) != _news(shown):
            _tell_scene(fresh, now)
        shown, written, trouble = fresh, now, ""


def _make_room(target: Path, folder: Path) -> None:
    """See that the page can stand there, and replaces nothing that is somebody's."""
    if target.is_dir():
        raise UserError(f"{target} is a folder.", "Give the name of a file, such as room.html.")
    if target.suffix.lower() not in (".html", ".htm"):
        raise UserError(f"{target.name} is no name for a page.", "Give one that ends in .html.")
    for path in (target, data_path(target)):
        if path.exists() and not is_ours(path):
            raise UserError(f"{path} is there and is no page of the room's screen.", "Give another name.")
    if target == usual_place(folder):
        target.parent.mkdir(parents=True, exist_ok=True)
    elif not target.parent.is_dir():
        raise UserError(f"There is no folder {target.parent}.", "Make it first, or give another place.")


def _write(path: Path, text: str) -> None:
    REAL.write_whole(path, text.encode(), sync=False)


def _news(shown: Scene) -> tuple[object, ...]:
    return shown.kind, shown.above, shown.words, shown.timer, shown.results


def _tell_scene(shown: Scene, now: int) -> None:
    words = {"blank": "blank", "after": "the day is over"}.get(shown.kind, " · ".join(filter(None, _line(shown, now))))
    tell(f"The room sees: {plain(words)}")


def _line(shown: Scene, now: int) -> list[str]:
    left = time_left(shown.timer, now) if shown.timer is not None else ""
    counts = ", ".join(result.title for result in shown.results)
    return [shown.above, shown.words, left, f"results of {counts}" if counts else ""]


@contextlib.contextmanager
def _ending() -> Iterator[threading.Event]:
    """Return what is set when somebody presses ^C or the laptop shuts down."""
    ended = threading.Event()
    before = {}
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None:
            before[number] = signal.signal(number, lambda *_: ended.set())
    try:
        yield ended
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
