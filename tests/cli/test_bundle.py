"""A bundle for a stick: what it has for which laptop, and that its own wheel is what is installed here."""

from __future__ import annotations

import json
import sys
import zipfile
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest
from commands import Run, put, refused

from facikit.bundle.gathering import Asked, asked_by, for_target
from facikit.bundle.making import CONTENTS, STICK
from facikit.bundle.own_wheel import packed_again
from facikit.bundle.targets import NAMES, PYTHONS, Target, targets
from facikit.errors import UserError

METADATA = """\
Metadata-Version: 2.4
Name: {name}
Version: 1.0
"""


def wheel(folder: Path, name: str, *requires: str) -> Path:
    """Make a wheel with nothing in it but what it asks for."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    lines = "".join(f"Requires-Dist: {line}\n" for line in requires)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}-1.0.dist-info/METADATA", METADATA.format(name=name) + lines)
    return path


def on(system: str, python: str = "3.12") -> Target:
    """Return the first kind of laptop with that system."""
    return next(one for one in targets((system,), (python,)))


def asked(folder: Path, *requires: str, extras: tuple[str, ...] = ()) -> list[Asked]:
    """Return what a wheel with these requirements asks for."""
    return asked_by(wheel(folder, "mine", *requires), extras)


def test_each_laptop_is_given_what_it_needs_and_not_what_this_one_needs(tmp_path: Path) -> None:
    found = asked(
        tmp_path, "a>=1", 'b; sys_platform == "win32"', 'c; platform_system == "Darwin"', 'd; os_name == "posix"'
    )
    assert set(for_target(found, on("windows")).values()) == {"a", "b"}
    assert set(for_target(found, on("macos")).values()) == {"a", "c", "d"}
    assert set(for_target(found, on("linux")).values()) == {"a", "d"}


def test_each_python_is_given_what_it_needs(tmp_path: Path) -> None:
    found = asked(tmp_path, 'old; python_version < "3.12"', 'new; python_full_version >= "3.12.0"')
    assert list(for_target(found, on("linux", "3.11"))) == ["old"]
    assert list(for_target(found, on("linux", "3.14"))) == ["new"]


def test_extras_come_along_where_they_are_asked_for(tmp_path: Path) -> None:
    lines = ("a[more]>=2,<3", 'b; extra == "word"', "c; extra == 'photos' and sys_platform == 'win32'")
    assert list(for_target(asked(tmp_path, *lines), on("windows"))) == ["a[more]<3,>=2"]
    both = asked(tmp_path, *lines, extras=("word", "photos"))
    assert list(for_target(both, on("windows"))) == ["a[more]<3,>=2", "b", "c"]
    assert list(for_target(both, on("linux"))) == ["a[more]<3,>=2", "b"]


def test_a_damaged_wheel_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="damaged"):
        asked_by(put(tmp_path / "mine-1.0-py3-none-any.whl", b"not a wheel"))


def installed(folder: Path) -> PathDistribution:
    """Lay a package out as an installer does, with a launcher and what was compiled beside it."""
    from base64 import urlsafe_b64encode
    from hashlib import sha256

    files = {
        "facikit/__init__.py": b"x = 1\n",
        "facikit/_kit/exercises/a.yaml": "title: Ä\n".encode(),
        "facikit-1.0.dist-info/METADATA": METADATA.format(name="facikit").encode(),
        "facikit-1.0.dist-info/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "facikit-1.0.dist-info/INSTALLER": b"pip\n",
        "../bin/facikit": b"#!python\n",
        "facikit/__pycache__/__init__.cpython-311.pyc": b"...",
    }
    record = ["facikit-1.0.dist-info/RECORD,,"]
    for name, data in files.items():
        put(folder / "lib" / name, data)
        record.append(f"{name},sha256={urlsafe_b64encode(sha256(data).digest()).decode().rstrip('=')},{len(data)}")
    put(folder / "lib" / "facikit-1.0.dist-info" / "RECORD", "\n".join(record) + "\n")
    return PathDistribution(folder / "lib" / "facikit-1.0.dist-info")


def test_an_installed_facikit_packs_its_own_wheel_and_nothing_that_was_not_in_one(tmp_path: Path) -> None:
    made = packed_again(installed(tmp_path), tmp_path)
    assert made.name == "facikit-1.0-py3-none-any.whl"
    with zipfile.ZipFile(made) as archive:
        assert set(archive.namelist()) == {
            "facikit/__init__.py",
            "facikit/_kit/exercises/a.yaml",
            *(f"facikit-1.0.dist-info/{name}" for name in ("METADATA", "WHEEL", "RECORD")),
        }
        assert archive.read("facikit/__init__.py") == b"x = 1\n"
        assert archive.read("facikit-1.0.dist-info/RECORD").decode().count("sha256=") == 4
    before = made.read_bytes()
    assert packed_again(installed(tmp_path), tmp_path).read_bytes() == before


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_an_installed_facikit_that_was_changed_is_not_handed_on(tmp_path: Path, harm: str) -> None:
    here = installed(tmp_path)
    file = tmp_path / "lib" / "facikit" / "__init__.py"
    file.write_bytes(b"x = 2\n") if harm == "changed" else file.unlink()
    with pytest.raises(UserError, match=f"__init__.py.*{harm}"):
        packed_again(here, tmp_path)


def test_a_folder_with_other_things_in_it_is_left_alone(run: Run, tmp_path: Path) -> None:
    mine = put(tmp_path / "stick" / "letter.txt", "Dear Ada")
    assert "other things" in refused(run("bundle", tmp_path / "stick"))
    assert mine.read_text() == "Dear Ada" and len(list(mine.parent.iterdir())) == 1


def test_a_whole_stick_is_not_a_folder_to_make_anew(run: Run) -> None:
    assert "a folder on it" in refused(run("bundle", Path(Path.cwd().anchor)))


def test_a_python_that_there_are_no_wheels_for_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    assert "3.9" in refused(run("bundle", tmp_path / "stick", "--python", "3.9"), code=2)
    assert not (tmp_path / "stick").exists()


def test_the_installers_name_every_python_that_wheels_are_fetched_for() -> None:
    import facikit.bundle

    folder = Path(facikit.bundle.__file__).parent / "stick"
    assert {path.name for path in folder.iterdir() if path.is_file()} == set(STICK)
    for name in ("install.sh", "install.bat"):
        text = (folder / name).read_text(encoding="utf-8")
        assert all(python in text for python in PYTHONS), name
    assert {target.system.name for target in targets()} == set(NAMES)
    assert CONTENTS in (folder / "install.py").read_text(encoding="utf-8")


def test_where_nothing_can_be_fetched_there_is_no_bundle_and_a_word_why(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import facikit.bundle.making as making

    monkeypatch.setattr(making, "own_wheel", lambda into: wheel(into, "facikit", "no-such-thing-anywhere"))
    for name in ("PIP_NO_INDEX", "PIP_ISOLATED"):
        monkeypatch.setenv(name, "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    result = run("bundle", tmp_path / "stick", "--only", "linux", "--python", f"3.{max(11, sys.version_info[1])}")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "left out" in result.stderr and "network" in result.stderr
    assert list(tmp_path.glob("*stick*")) == []


def test_the_list_of_contents_says_what_fits_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import facikit.bundle.making as making

    def gathered(asked: list[Asked], _: Target, into: Path) -> list[Asked]:
        wheel(into, "a")
        return asked

    monkeypatch.setattr(making, "own_wheel", lambda into: wheel(into, "facikit"))
    monkeypatch.setattr(making, "gather", gathered)
    monkeypatch.setattr(making, "_pip_itself", str)
    folder = tmp_path / "stick"
    put(folder / "python" / "python-3.12.exe", b"MZ")
    put(folder / CONTENTS, "{}")
    making.make(folder, targets(("windows", "macos"), ("3.12", "3.13")), ["word"])
    contents = json.loads((folder / CONTENTS).read_text())
    assert contents["fits"] == {one: ["3.12", "3.13"] for one in ("windows amd64", "macos arm64", "macos x86_64")}
    assert contents["extras"] == ["word"] and set(contents["sha256"]) == {
        f"wheels/{name}-1.0-py3-none-any.whl" for name in ("a", "facikit")
    }
    assert (folder / "python" / "python-3.12.exe").read_bytes() == b"MZ", "Python's own installer stays on the stick"
    assert "Windows: Python 3.12, 3.13" in (folder / "README.txt").read_text()
    assert (folder / "install.bat").read_bytes().count(b"\r\n") == (folder / "install.bat").read_bytes().count(b"\n")
    assert "VERSION_HERE" not in (folder / "README.txt").read_text()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".stick")] == []
