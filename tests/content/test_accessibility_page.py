"""The figures on the page about accessibility are those of the tests that it names."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")


def test_every_test_that_it_names_is_there() -> None:
    named = re.findall(r"`(tests/\S+?\.py)`", PAGE)
    assert len(named) >= 5
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_its_counts_are_those_of_the_tests(monkeypatch) -> None:
    for room in ("tui", "report"):
        monkeypatch.syspath_prepend(str(ROOT / "tests" / room))
    from test_contrast import SIGNS, TEXT
    from test_without_colour import CHANGES
    from test_word import PROGRAMMES, SAMPLES
    from visits import VISITS

    words = " ".join(PAGE.split())
    assert f"{len(VISITS)} states of the screens" in words and f"In all of these {len(VISITS)} states" in words
    assert f"all {len(CHANGES)} changes of state" in words
    assert f"each of the {len(SAMPLES)} worked sessions and {len(PROGRAMMES)} programmes" in words
    assert f"at least {TEXT:g} : 1" in words and f"at least {SIGNS:g} : 1" in words
