"""The pages in docs/ about reports show what is really made, and name everything there is.

    python scripts/make_pages.py

writes them anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facikit.library.kinds import FORMS
from facikit.report.environment import FUNCTIONS

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = (ROOT / "docs" / "report-blocks.md").read_text(encoding="utf-8")
VIEWS = (ROOT / "docs" / "report-views.md").read_text(encoding="utf-8")


@pytest.fixture
def pages(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from report_pages import blocks_page, example, views_page

    return blocks_page, views_page, example


def test_every_example_makes_what_stands_below_it(pages):
    assert pages[0].filled(BLOCKS) == BLOCKS


def test_no_example_makes_nothing(pages):
    made = [found[3] for found in pages[0].EXAMPLE.finditer(BLOCKS)]
    assert len(made) > 50
    assert all(one.strip() for one in made)


def test_the_page_of_views_and_functions_is_as_the_code_has_it(pages):
    assert pages[1].page() == VIEWS


def test_every_form_that_a_report_can_take_is_shown():
    shown = set(re.findall(r"as: ([\w-]+)", BLOCKS))
    usual = {forms[0] for forms in FORMS.values()}
    # A house may learn of the others by their names; each kind's usual form needs none.
    assert {form for forms in FORMS.values() for form in forms} - usual <= shown


def test_every_function_is_told_of():
    assert set(re.findall(r"^### (\w+)$", VIEWS, re.MULTILINE)) >= set(FUNCTIONS)


def test_the_example_is_sound(pages, tmp_path):
    with pages[2].example(tmp_path) as session:
        assert session.problems == []
