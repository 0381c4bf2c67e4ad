"""The command line at work in a kit: in this process for most tests, in one of its own where streams matter."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from commands import PROGRAM, Process, Run
from typer.testing import CliRunner, Result

from facikit.cli.main import app


@pytest.fixture
def run(kit: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in the kit's folder; anything but a clean exit is a failure."""
    monkeypatch.chdir(kit)
    monkeypatch.setenv("FACIKIT_WHO", "anna")

    def run_command(*words: str | Path, input: str | bytes | None = None) -> Result:  # noqa: A002 - as the runner has it
        result = CliRunner().invoke(app, [str(word) for word in words], input=input, prog_name="facikit")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run_command


@pytest.fixture
def process(kit: Path, monkeypatch: pytest.MonkeyPatch) -> Process:
    """Run a command in a process of its own, in the kit's folder, and return its output as bytes."""
    monkeypatch.chdir(kit)
    monkeypatch.setenv("FACIKIT_WHO", "anna")

    def run_process(*words: str | Path, **settings: Any) -> subprocess.CompletedProcess[bytes]:
        settings.setdefault("capture_output", "stdout" not in settings)
        if "input" not in settings:
            settings.setdefault("stdin", subprocess.DEVNULL)
        return subprocess.run([*PROGRAM, *map(str, words)], timeout=60, check=False, **settings)

    return run_process
