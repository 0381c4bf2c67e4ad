"""Write anew what the pages in docs/ about reports show of the code: examples and what they make, views and functions.

    python scripts/make_pages.py

A test says when this has to be done. Read the difference before it is committed.
"""

from __future__ import annotations

from pathlib import Path

from report_pages import blocks_page, views_page

DOCS = Path(__file__).resolve().parent.parent / "docs"
BLOCKS, VIEWS = DOCS / "report-blocks.md", DOCS / "report-views.md"

if __name__ == "__main__":
    BLOCKS.write_text(blocks_page.filled(BLOCKS.read_text(encoding="utf-8")), encoding="utf-8")
    VIEWS.write_text(views_page.page(), encoding="utf-8")
