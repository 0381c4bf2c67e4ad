"""What waits to be sorted, and which tests belong to a quick run: each at one size, the narrow one when thorough."""

from __future__ import annotations

from pathlib import Path

import pytest
from stage import NARROW, WIDE
from table import SAID, written


@pytest.fixture
def told(session_folder: Path) -> Path:
    """A session in which five points of two tables wait to be sorted, and three themes for them."""
    return written(session_folder, *SAID)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        call = getattr(item, "callspec", None)
        sizes = getattr(getattr(item, "_fixtureinfo", None), "argnames", ())
        if call is not None and "size" in sizes and call.params.get("size") == NARROW != WIDE:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of all colours, whichever one the tests are started from."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
