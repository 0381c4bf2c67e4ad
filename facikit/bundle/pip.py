"""Run pip: the one of this environment, else the one that Python itself carries (uv and others install without)."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from facikit.errors import UserError


def run_pip(*words: str) -> subprocess.CompletedProcess[str]:
    """Run pip with ``words`` and return what came of it."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    if importlib.util.find_spec("pip") is None:
        environment["PYTHONPATH"] = str(_carried())
    return subprocess.run(
        [sys.executable, "-m", "pip", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _carried() -> Path:
    """Return the wheel of pip that comes with Python. A wheel of it can be run from as it is."""
    found = importlib.util.find_spec("ensurepip")
    if found is not None and found.origin is not None:
        wheels = sorted((Path(found.origin).parent / "_bundled").glob("pip-*.whl"))
        if wheels:
            return wheels[-1]
    raise UserError(
        "This Python has no pip, and a bundle is made with it.",
        "Install facikit with 'python3 -m venv' and pip, and make the bundle from there.",
    )
