"""What the tests of this room share: a laptop with a memory of its own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The laptop's own memory, empty."""
    monkeypatch.setenv("FACIKIT_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("FACIKIT_DATA", str(tmp_path / "data"))
    (tmp_path / "state").mkdir()
    return tmp_path / "state"
