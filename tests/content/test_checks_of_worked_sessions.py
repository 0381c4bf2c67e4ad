"""Every worked session passes its own checks: what they find is mended, or may stand for a reason that is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from facikit.report.checks import check
from facikit.session.allowed import allowed
from facikit.session.session import Session

ROOT = Path(__file__).resolve().parents[2]
FILES = ("session.yaml", "programme.yaml")
NAMES = sorted(path.parent.name for path in ROOT.glob("sessions/*/*.yaml") if path.name in FILES)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_to_look_at_and_every_reason_is_needed(name: str) -> None:
    with Session.open(ROOT / "sessions" / name, read_only=True) as session:
        checked = check(session, kits=[ROOT])
        assert [(one.where, one.message) for one in checked.open] == []
        own = {one.finding.id for one in checked.allowed}
        assert set(allowed(session)) <= own
        assert all(one.reason.endswith(".") for one in checked.allowed)


@pytest.mark.parametrize("name", [one for one in NAMES if not (ROOT / "sessions" / one / "programme.yaml").is_file()])
def test_the_record_of_the_same_day_needs_nothing_else(name: str) -> None:
    with Session.open(ROOT / "sessions" / name, read_only=True) as session:
        assert [(one.where, one.message) for one in check(session, "record", kits=[ROOT]).open] == []


def test_the_people_counted_and_the_people_listed_differ_in_the_change_story_as_they_did() -> None:
    with Session.open(ROOT / "sessions" / "change-story", read_only=True) as session:
        (one,) = [one for one in check(session, kits=[ROOT]).allowed if one.finding.code == "headcount"]
    assert one.finding.message == "50 people were counted in the room, 48 are in the register."
