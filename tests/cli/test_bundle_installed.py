"""A bundle made here is installed with the network off, used, brought up to date and taken away again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.release,
    pytest.mark.skipif(sys.platform == "win32", reason="the installer is tried with sh"),
]
PYTHON = f"3.{sys.version_info[1]}"
SYSTEM = "macos" if sys.platform == "darwin" else "linux"
NOWHERE = "http://127.0.0.1:9"
Install = Callable[..., "subprocess.CompletedProcess[str]"]


def without_network() -> list[str]:
    """Return what puts a command where there is no network, where the system can do that; else nothing."""
    alone = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") and subprocess.run([*alone, "true"], capture_output=True, check=False).returncode == 0:
        return alone
    return []


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bundle for this very laptop, made from this checkout."""
    folder = tmp_path_factory.mktemp("made") / "the stick"
    words = ["bundle", str(folder), "--only", SYSTEM, "--python", PYTHON]
    made = subprocess.run([sys.executable, "-m", "facikit", *words], capture_output=True, text=True, check=False)
    if made.returncode and not os.environ.get("CI"):
        pytest.skip(f"a bundle cannot be made here: {made.stderr.splitlines()[-1]}")
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the home of somebody whose name has a blank and letters of its own, with a file in it."""
    folder = tmp_path / "Zoë O'Hara"
    folder.mkdir()
    (folder / "diary.txt").write_text("Mine.")
    return folder


@pytest.fixture
def offline(home: Path) -> Iterator[Install]:
    """Run something at that home with no network and no way to what is installed here."""
    paths = [str(Path(sys.executable).parent), "/usr/bin", "/bin"]
    environment = {"HOME": str(home), "PATH": os.pathsep.join(paths), "LANG": "C.UTF-8"}
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), NOWHERE)

    def run(*command: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        words = [*without_network(), *map(str, command)]
        settings = {**environment, **proxies, **more}
        return subprocess.run(
            words, env=settings, cwd=home, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )

    yield run


def files(home: Path) -> set[str]:
    """Return the files below a home, less the inside of the program's own folder."""
    found = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    return {name for name in found if not name.startswith(".local/share/facikit-program/")}


@pytest.mark.skipif(SYSTEM != "linux", reason="the places are those of Linux")
def test_a_bundle_is_installed_without_a_network_and_leads_to_a_report(
    stick: Path, home: Path, offline: Install
) -> None:
    before = files(home)
    done = offline("sh", stick / "install.sh")
    assert done.returncode == 0, done.stdout + done.stderr
    launcher = home / ".local" / "bin" / "facikit"
    assert f"{launcher} demo" in done.stdout
    assert files(home) - before == {".local/bin/facikit", ".local/share/applications/facikit.desktop"}

    shown = offline(launcher, "demo")
    assert shown.returncode == 0, shown.stderr
    assert "\n# Defining our change story" in shown.stdout
    assert "dot-vote" in offline(launcher, "list", "exercises").stdout

    again = offline("sh", stick / "install.sh")
    assert again.returncode == 0
    assert len(list((home / ".local" / "share" / "facikit-program").iterdir())) == 1, (
        "the old one makes way for the new"
    )
    assert offline(launcher, "--version").stdout.startswith("facikit ")

    gone = offline("sh", stick / "install.sh", "--remove")
    assert gone.returncode == 0
    assert not launcher.exists() and not (home / ".local" / "share" / "facikit-program").exists()
    assert (home / "diary.txt").read_text() == "Mine." and (home / "facikit-demo").is_dir()


def test_what_stands_in_the_launcher_s_place_and_is_not_ours_stays(stick: Path, home: Path, offline: Install) -> None:
    mine = home / ".local" / "bin" / "facikit"
    mine.parent.mkdir(parents=True)
    mine.write_text("my own")
    done = offline("sh", stick / "install.sh")
    assert done.returncode == 0 and "left alone" in done.stdout
    assert mine.read_text() == "my own"
    offline("sh", stick / "install.sh", "--remove")
    assert mine.read_text() == "my own"


def test_a_stick_that_is_damaged_installs_nothing_and_says_so(
    stick: Path, home: Path, offline: Install, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(stick, copy)
    worst = next((copy / "wheels").glob("textual-*.whl"))
    worst.write_bytes(worst.read_bytes()[:-1])
    before = files(home)
    done = offline("sh", copy / "install.sh")
    assert done.returncode == 1 and worst.name in done.stdout and "damaged" in done.stdout
    assert files(home) == before


def test_where_no_python_fits_the_stick_says_what_to_do(
    stick: Path, home: Path, offline: Install, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(stick, copy)
    contents = json.loads((copy / "contents.json").read_text())
    (copy / "contents.json").write_text(json.dumps({**contents, "fits": {}}))
    done = offline("sh", copy / "install.sh")
    assert done.returncode == 1 and "README.txt" in done.stderr
    assert "no network" not in done.stderr and files(home) == {"diary.txt"}


@pytest.mark.skipif(SYSTEM != "linux", reason="the places are those of Linux")
def test_what_was_installed_from_a_stick_makes_the_next_stick(stick: Path, home: Path, offline: Install) -> None:
    assert offline("sh", stick / "install.sh").returncode == 0
    [program] = (home / ".local" / "share" / "facikit-program").iterdir()
    code = "from pathlib import Path; from facikit.bundle.own_wheel import own_wheel; own_wheel(Path())"
    done = offline(program / "bin" / "python", "-c", code)
    assert done.returncode == 0, done.stderr
    [made], [first] = home.glob("facikit-*.whl"), (stick / "wheels").glob("facikit-*.whl")
    with zipfile.ZipFile(made) as one, zipfile.ZipFile(first) as other:
        listed = [name for name in other.namelist() if not name.endswith("/RECORD")]
        assert sorted(name for name in one.namelist() if not name.endswith("/RECORD")) == sorted(listed)
        assert all(one.read(name) == other.read(name) for name in listed)


def program(name: str) -> str:
    """Return a program that is beside this Python or on the path; without it there is nothing to try at a desk."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.is_file() else shutil.which(name)
    if found is None and not os.environ.get("CI"):
        pytest.skip(f"there is no {name} here")
    assert found is not None, f"{name} is missing"
    return found


def test_plain_pip_takes_it_from_the_stick(stick: Path, home: Path, offline: Install) -> None:
    own = home / "own"
    assert offline(sys.executable, "-m", "venv", own).returncode == 0
    words = ("-m", "pip", "install", "-q", "--no-index", "--find-links", stick / "wheels", "facikit")
    done = offline(own / "bin" / "python", *words)
    assert done.returncode == 0, done.stderr
    assert offline(own / "bin" / "facikit", "help", "tutorial").stdout.startswith("# Ten minutes")


def test_pipx_takes_it_from_the_stick(stick: Path, home: Path, offline: Install) -> None:
    # pipx splits what it hands on at blanks, and the folder's name has one.
    (home / "wheels").symlink_to(stick / "wheels")
    own = {"PIPX_HOME": str(home / "pipx"), "PIPX_BIN_DIR": str(home / "bin"), "PIPX_DEFAULT_PYTHON": sys.executable}
    arguments = "--no-index --find-links wheels"
    done = offline(program("pipx"), "install", "--pip-args", arguments, "facikit", **own)
    assert done.returncode == 0, done.stderr
    assert offline(home / "bin" / "facikit", "--version").stdout.startswith("facikit ")


def test_uv_takes_it_from_the_stick_and_what_it_installed_makes_its_own_wheel(
    stick: Path, home: Path, offline: Install
) -> None:
    own = {"UV_TOOL_DIR": str(home / "uv"), "UV_TOOL_BIN_DIR": str(home / "bin"), "UV_CACHE_DIR": str(home / "cache")}
    words = ("tool", "install", "--offline", "--no-index", "--find-links", stick / "wheels", "--python", sys.executable)
    done = offline(program("uv"), *words, "facikit", **own)
    assert done.returncode == 0, done.stderr
    assert offline(home / "bin" / "facikit", "--version").stdout.startswith("facikit ")
    code = "from pathlib import Path; from facikit.bundle.own_wheel import own_wheel; own_wheel(Path())"
    assert offline(home / "uv" / "facikit" / "bin" / "python", "-c", code).returncode == 0
    assert len(list(home.glob("facikit-*.whl"))) == 1
    pip = "from facikit.bundle.pip import run_pip; raise SystemExit(run_pip('--version').returncode)"
    assert offline(home / "uv" / "facikit" / "bin" / "python", "-c", pip).returncode == 0
