"""Make the pictures that the pages in docs/ show, from the program as it is.

    python scripts/make_pictures.py [--only NAME ...] [--into FOLDER]

Screens are drawn as lines and letters (SVG), the same bytes each time. What opens in a browser, as a finished report,
is drawn by one where there is one (Chromium), and only if the page is another than it was. A test says when a picture
has to be made anew. Look at it before it is committed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pictures import pages
from pictures.kept import KEPT, Kept
from pictures.unseen import picture

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
DRAWN_FROM = "drawn-from.txt"
"""What each picture of a page was drawn from: its name, and the page's digest."""


def screen(one: Kept) -> str:
    """Return the picture of a screen as the program makes it now."""
    told = {name: getattr(one, name) for name in ("at", "who", "until", "without", "look", "size")}
    return picture(one.scene, one.title, **told)


def drawn_from(folder: Path = FOLDER) -> dict[str, str]:
    """Return what the pictures of pages that are there were drawn from."""
    path = folder / DRAWN_FROM
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return dict(line.split() for line in lines)


def main() -> int:
    """Make what was asked for, else everything; 1 where a picture of a page is old and no browser is there."""
    names = [one.name for one in KEPT] + [one.name for one in pages.PAGES]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="the names of files, as run.svg")
    parser.add_argument("--into", type=Path, default=FOLDER, help="another folder, to look at them first")
    asked = parser.parse_args()
    strange = [name for name in asked.only or () if name not in names]
    if strange:
        parser.error(f"there is no picture {strange[0]}: there are {', '.join(names)}")
    asked.into.mkdir(parents=True, exist_ok=True)
    for one in KEPT:
        if one.name in (asked.only or names):
            (asked.into / one.name).write_text(screen(one), encoding="utf-8", newline="\n")
            print(asked.into / one.name, flush=True)
    return draw_pages(asked.into, asked.only)


def draw_pages(folder: Path, only: list[str] | None) -> int:
    """Draw the pages that were asked for by name, or that are not what they were."""
    known, browser, missing = drawn_from(folder), pages.the_browser(), 0
    for one in (one for one in pages.PAGES if not only or one.name in only):
        now = pages.digest(one)
        if not only and known.get(one.name) == now and (folder / one.name).exists():
            continue
        if browser is None:
            print(f"{one.name} is old. Install Chromium to draw it.", file=sys.stderr)
            missing += 1
            continue
        (folder / one.name).write_bytes(pages.drawn(one, browser))
        known[one.name] = now
        print(folder / one.name, flush=True)
    lines = [f"{one.name} {known[one.name]}\n" for one in pages.PAGES if one.name in known]
    (folder / DRAWN_FROM).write_text("".join(lines), encoding="utf-8", newline="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
