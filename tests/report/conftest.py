"""What the tests of reports share: one browser, for those that look at a page in one."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from browsing import Browser, browser


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser without a window."""
    if os.name == "nt":
        pytest.skip("the browser is talked to through pipes")
    with browser(tmp_path_factory.mktemp("browser")) as one:
        yield one
