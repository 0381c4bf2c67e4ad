"""What the tests of commands share: how a command is run, what it may tell, and files to give it."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from facikit.errors import UserError
from facikit.report import pandoc

Run = Callable[..., Result]
Process = Callable[..., "subprocess.CompletedProcess[bytes]"]
PROGRAM = [sys.executable, "-m", "facikit"]


def put(path: Path, text: str | bytes) -> Path:
    """Write a file, and the folders on the way to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else textwrap.dedent(text).encode("utf-8", "surrogatepass"))
    return path


def told(result: Result) -> str:
    """Return the one line on stderr that a command told its user, after checking that it is one."""
    lines = [line for line in result.stderr.splitlines() if line.strip()]
    assert lines, "nothing was told"
    assert "Traceback" not in result.stderr
    assert lines[-1].startswith("facikit: ")
    return lines[-1].removeprefix("facikit: ")


def refused(result: Result, code: int = 1) -> str:
    """Check that a command refused with one sentence and nothing else, and return the sentence."""
    assert result.exit_code == code, (result.exit_code, result.stdout, result.stderr)
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    return told(result)


def needs_pandoc() -> None:
    """Skip what makes a Word document where no pandoc is; where every test must run, fail."""
    try:
        pandoc.program()
    except UserError:
        if os.environ.get("CI"):
            raise
        pytest.skip("pandoc is not installed")
