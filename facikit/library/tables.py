"""Cells that go out to spreadsheets and come back from them, so that none of them is taken for a formula."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell[:1] in FORMULA else cell


def unharmed(cell: str) -> str:
    """Return what a cell was before ``harmless``."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA else cell
