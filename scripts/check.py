"""What is looked at before a change is taken in, step by step; the Makefile and .ci/run take their steps from here.

    python scripts/check.py                everything, in this order; stops at the first that fails
    python scripts/check.py style types    only these

With the Python of the environment that facikit is installed in, as in ``.venv/bin/python scripts/check.py``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("make_keys_page", "make_pages", "make_commands_page", "make_keys_of_yaml")


def python(*words: str | Path) -> None:
    """Run this Python in the checkout; what fails ends it all."""
    subprocess.run([sys.executable, *map(str, words)], cwd=ROOT, check=True)


def style() -> None:
    """Ruff: the form, and what it finds."""
    python("-m", "ruff", "format", "--check")
    python("-m", "ruff", "check")


def types() -> None:
    """Mypy, strict."""
    python("-m", "mypy")


def test() -> None:
    """The plain tests."""
    python("-m", "pytest")


def slow() -> None:
    """The tests that take longer."""
    python("-m", "pytest", "-m", "slow and not release")


def release() -> None:
    """The tests that install other programs, from the network: pipx, uv, and what else reads our files."""
    python("-m", "pip", "install", "-q", "pipx", "uv")
    python("-m", "pytest", "-m", "release")


def speed() -> None:
    """What everything costs at a small size; it fails where a budget is missed by more than half again."""
    python("-m", "benchmarks", "--smoke")


def wheel() -> None:
    """Build the wheel into dist/, install it into a fresh environment, and use it from there."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        python("-m", "build", "--wheel", "--outdir", work / "wheel")
        [made] = (work / "wheel").glob("*.whl")
        venv.create(work / "installed", with_pip=True)
        programs = work / "installed" / ("Scripts" if os.name == "nt" else "bin")
        subprocess.run([programs / "python", "-m", "pip", "install", "-q", made], check=True)
        own = {**os.environ, "FACIKIT_STATE": str(work / "state"), "FACIKIT_DATA": str(work / "data")}
        own.pop("FACIKIT_KIT", None)
        (work / "elsewhere").mkdir()

        def facikit(*words: str) -> str:
            done = subprocess.run(
                [programs / "facikit", *words],
                cwd=work / "elsewhere",
                env=own,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                encoding="utf-8",
                check=True,
            )
            return done.stdout

        facikit("list")
        facikit("help", "tutorial")
        report = facikit("demo")
        if "\n# " not in report or report.count("\n") <= 100:
            raise SystemExit("the demo's report is not there")
        facikit("report", "change-story", "-o", "report.html")
        if "<style>" not in (work / "elsewhere" / "report.html").read_text(encoding="utf-8"):
            raise SystemExit("the page of HTML has no looks")
        (ROOT / "dist").mkdir(exist_ok=True)
        made.replace(ROOT / "dist" / made.name)
        print(f"dist/{made.name}; the demo's report has {report.count(chr(10))} lines.")


def pages() -> None:
    """Write the pages in docs/ anew that are made from the code."""
    for script in PAGES:
        python(Path("scripts") / f"{script}.py")


def pictures() -> None:
    """Make the pictures in docs/ anew, of every screen and of a finished report; it takes a minute."""
    python(Path("scripts") / "make_pictures.py")


STEPS: dict[str, Callable[[], None]] = {
    "style": style,
    "types": types,
    "test": test,
    "slow": slow,
    "speed": speed,
    "wheel": wheel,
}
ASKED_FOR = {"pages": pages, "pictures": pictures, "release": release}
"""Steps that are taken only when they are asked for."""


def main(wanted: list[str]) -> int:
    """Take the steps; 1 where one fails, 2 where one is not known."""
    known = STEPS | ASKED_FOR
    strange = [name for name in wanted if name not in known]
    if strange:
        print(f"There is no step {strange[0]!r}: there are {', '.join(known)}.", file=sys.stderr)
        return 2
    for name in wanted or STEPS:
        print(f"\n== {' '.join((known[name].__doc__ or name).split())}", flush=True)
        try:
            known[name]()
        except subprocess.CalledProcessError:
            print(f"\n{name} failed.", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
