"""What the tests of the checks share: what a report's checks find, by code."""

from __future__ import annotations

from pathlib import Path

from facikit.report.checks import check
from facikit.report.findings import Finding
from facikit.session.session import Session


def found(
    session: Session, code: str, genre: str = "session-report", *, kits: list[Path] | None = None
) -> list[Finding]:
    """Return what the check of this code finds and nobody has allowed."""
    session.flush()
    return [one for one in check(session, genre, kits=kits or []).open if one.code == code]


def house(folder: Path, template: str) -> list[Path]:
    """Return the kits of a house whose session report is this template."""
    place = folder / "house" / "templates" / "reports"
    place.mkdir(parents=True, exist_ok=True)
    (place / "session-report.md.j2").write_text(template, encoding="utf-8")
    return [folder / "house"]
