"""facikit's own wheel: packed again from where it is installed, or built from the folder that it is worked on in.

Whoever installed facikit has no wheel of it any more, but has every file that was in it, and beside them the list with
each one's checksum. So it is put together from these, file by file, and it is what runs here or it is not made at all.
"""

from __future__ import annotations

import base64
import hashlib
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from facikit.bundle.pip import run_pip
from facikit.errors import UserError

LEFT_BY_PIP = {"INSTALLER", "REQUESTED", "RECORD", "direct_url.json", "uv_cache.json"}
WHEN = (2020, 1, 1, 0, 0, 0)
"""Every file's date in the wheel, so that the same files give the same bytes."""
AGAIN = "Install facikit anew, and make the bundle then"


def own_wheel(into: Path) -> Path:
    """Put facikit's wheel into the folder ``into`` and return its path."""
    package = Path(__file__).resolve().parent.parent
    if (package / "_kit").is_dir():
        try:
            return packed_again(distribution("facikit"), into)
        except PackageNotFoundError:
            raise UserError(
                "facikit was copied here and not installed, so it has no list of its files", AGAIN
            ) from None
    return _built(package.parent, into)


def packed_again(installed: Distribution, into: Path) -> Path:
    """Put together a wheel from the files of an installed package. ``UserError`` where one was changed or is gone."""
    name, version = installed.metadata["Name"], installed.version
    listed = [one for one in installed.files or () if not _made_when_installed(one.parts)]
    if not listed:
        raise UserError("facikit's list of its own files cannot be found", AGAIN)
    tag = next((line[5:] for line in (installed.read_text("WHEEL") or "").splitlines() if line.startswith("Tag: ")), "")
    target = into / f"{name}-{version}-{tag or 'py3-none-any'}.whl"
    record = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as wheel:
        for one in sorted(listed, key=lambda path: path.as_posix()):
            try:
                data = Path(str(one.locate())).read_bytes()
            except OSError:
                raise UserError(f"{one.name}, a file of facikit, is gone", AGAIN) from None
            if one.hash is not None and _digest(data, one.hash.mode) != one.hash.value:
                raise UserError(f"{one.name}, a file of facikit, has been changed since it was installed", AGAIN)
            _put(wheel, one.as_posix(), data)
            record.append(f"{one.as_posix()},sha256={_digest(data, 'sha256')},{len(data)}")
        list_name = f"{name}-{version}.dist-info/RECORD"
        _put(wheel, list_name, "\n".join([*record, f"{list_name},,", ""]).encode())
    return target


def _made_when_installed(parts: tuple[str, ...]) -> bool:
    """Tell what is on the list and was not in the wheel: the launcher, what was compiled, the installer's notes."""
    in_notes = parts[0].endswith(".dist-info") and parts[-1] in LEFT_BY_PIP
    return ".." in parts or "__pycache__" in parts or parts[0].startswith("/") or in_notes


def _digest(data: bytes, mode: str) -> str:
    return base64.urlsafe_b64encode(hashlib.new(mode, data).digest()).decode().rstrip("=")


def _put(wheel: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, WHEN)
    entry.external_attr = 0o644 << 16
    wheel.writestr(entry, data, zipfile.ZIP_DEFLATED)


def _built(checkout: Path, into: Path) -> Path:
    if not (checkout / "pyproject.toml").is_file():
        raise UserError("facikit was copied here and not installed, so its wheel cannot be made", AGAIN)
    done = run_pip("wheel", "--no-deps", "--wheel-dir", str(into), str(checkout))
    found = sorted(into.glob("facikit-*.whl"))
    if done.returncode or not found:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise UserError(f"facikit's own wheel could not be built: {' '.join(last) or 'no reason given'}")
    return found[-1]
