"""What the tests of the library share: a state of their own, and both YAML parsers."""

from __future__ import annotations

from pathlib import Path

import pytest

from facikit.library import yaml_text


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the machine's own state, data and kit out of the tests."""
    monkeypatch.setenv("FACIKIT_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("FACIKIT_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("FACIKIT_KIT", raising=False)
    return tmp_path / "state"


@pytest.fixture(params=["c", "pure"])
def parser(request: pytest.FixtureRequest) -> str:
    """Each of the two parsers in turn."""
    if request.param not in yaml_text.PARSERS:
        pytest.skip("PyYAML was built without its C parser here")
    return str(request.param)
