"""The page on the checks has every code, what it looks for and its cure, as the program tells them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facikit.report.findings import CODES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "report-check.md").read_text(encoding="utf-8")
PARTS = dict(re.findall(r"^### (\S+)\n(.*?)(?=^### |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_the_page_has_every_code_and_no_other() -> None:
    assert set(PARTS) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_told_as_the_program_tells_it(code: str) -> None:
    told = " ".join(PARTS[code].split())
    assert told.startswith(CODES[code].looks_for)
    assert told.endswith(f"*Cure:* {CODES[code].cure}")
    assert len(told) > len(CODES[code].looks_for) + len(CODES[code].cure) + 40
