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
        _missing("pandoc")


def the_browser() -> str:
    """Return the path of Chromium."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found or _missing("Chromium")


def _missing(name: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{name} is not installed")
    pytest.skip(f"{name} is not installed")
