"""Make a picture of every screen, as a real terminal shows it: each look, at two sizes, with 16 colours and with none.

    python scripts/picture_screens.py FOLDER [--only NAME ...] [--look dark light none 16] [--size 120x36 80x24]

It needs tmux and a font of one width. Worked sessions are copied into a folder of their own first; nothing on this
machine is looked at or changed. The pictures are for looking at one by one, and are not kept: those in docs/ are made
by make_pictures.py.
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

from pictures.drawing import draw
from pictures.kit import lay_out
from pictures.scenes import SCENES, STORY, Scene
from pictures.terminal import NotShownError, Terminal

from facikit.session import agenda
from facikit.session.session import Session

LOOKS = {
    "dark": {"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": ""},
    "light": {"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": ""},
    "none": {"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"},
    "16": {"TERM": "xterm", "COLORTERM": "", "NO_COLOR": ""},
}
SIZES = ("120x36", "80x24")
OPENS_AT = {STORY: "change-animals"}


def prepare(folder: Path, sessions: tuple[str, ...]) -> dict[str, str]:
    """Make a kit with copies of the worked sessions, and return what the app is told of where to look."""
    told = lay_out(folder, sessions)
    for name in sessions:
        if name in OPENS_AT:
            with Session.open(folder / "kit" / "sessions" / name, "Anna") as session:
                agenda.look_at(session, OPENS_AT[name])
    return told | {"FACIKIT_WHO": "Anna", "LANG": "C.UTF-8"}


def picture(scene: Scene, look: str, size: str, target: Path) -> None:
    """Go to a screen and draw it; in a fresh folder, so that no picture depends on another."""
    columns, _, rows = size.partition("x")
    with tempfile.TemporaryDirectory(prefix="pictures-") as name:
        folder = Path(name)
        environment = prepare(folder, scene.sessions) | LOOKS[look]
        (folder / "state" / "look").write_text("facikit-light\n" if look == "light" else "", encoding="utf-8")
        words = [word.replace("kit/", f"{folder}/kit/") for word in shlex.split(scene.command)]
        terminal = Terminal((int(columns), int(rows)), [sys.executable, "-m", "facikit", *words], environment)
        try:
            for step in scene.steps:
                if step.startswith("? "):
                    terminal.until(step.removeprefix("? "))
                elif step.startswith("= "):
                    terminal.type(step.removeprefix("= "))
                else:
                    terminal.press(step)
            draw(terminal.read(), int(columns), target)
        finally:
            terminal.close()


def main() -> int:
    """Draw what was asked for; say what could not be had."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="+", choices=[one.name for one in SCENES], default=[one.name for one in SCENES])
    parser.add_argument("--look", nargs="+", choices=LOOKS, default=list(LOOKS))
    parser.add_argument("--size", nargs="+", default=list(SIZES))
    asked = parser.parse_args()
    if shutil.which("tmux") is None:
        raise SystemExit("There is no terminal to take pictures of. Install tmux.")
    missing = 0
    for look in asked.look:
        for size in asked.size:
            for scene in (one for one in SCENES if one.name in asked.only):
                target = asked.folder / look / size / f"{scene.name}.png"
                try:
                    picture(scene, look, size, target)
                    print(target)
                except NotShownError as error:
                    missing += 1
                    print(f"{target}: {error}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
