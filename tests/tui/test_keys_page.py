"""docs/keys.md tells every key and every screen's help, in the words of the app itself.

python scripts/make_keys_page.py
"""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from facikit.tui.keys import KEYS
from facikit.tui.places import ALONE, PLACES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")


def test_the_page_is_what_the_program_says_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    made = importlib.import_module("make_keys_page")
    assert made.page() == PAGE, "python scripts/make_keys_page.py"


def test_no_key_is_left_out_and_none_is_left_over() -> None:
    assert [key.id for key in KEYS if f"| {key.tooltip} |" not in PAGE] == []


@pytest.mark.parametrize("place", [*PLACES, *ALONE], ids=lambda place: place.name)
def test_every_screen_says_what_it_is_for(place) -> None:
    screen = getattr(importlib.import_module(place.module), place.screen)
    assert len(screen.HELP_TEXT) > 80
    assert screen.HELP_TEXT in PAGE
