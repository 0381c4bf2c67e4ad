"""Programs that some tests need: without them a test skips at a desk, and fails where CI is set."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest

from facikit.errors import UserError
from facikit.report import pandoc


def the_pandoc() -> str:
    """Return pandoc's path."""
    try:
        return pandoc.program()
    except UserError:
        missing("pandoc")


def the_browser() -> str:
    """Return the path of Chromium."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found or missing("Chromium")


def missing(name: str) -> NoReturn:
    """Skip the test that needs it; where CI is set, fail."""
    if os.environ.get("CI"):
        pytest.fail(f"{name} is not installed")
    pytest.skip(f"{name} is not installed")
