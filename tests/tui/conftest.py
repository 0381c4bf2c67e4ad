"""Which tests of the screens belong to a quick run: each at one size; the narrow terminal is for the thorough one."""

from __future__ import annotations

import pytest
from stage import NARROW, WIDE


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        call = getattr(item, "callspec", None)
        sizes = getattr(getattr(item, "_fixtureinfo", None), "argnames", ())
        if call is not None and "size" in sizes and call.params.get("size") == NARROW != WIDE:
            item.add_marker(pytest.mark.slow)
