"""A laptop whose clock is slow: what is done there to other people's entries stands after they were made."""

from __future__ import annotations

from pathlib import Path

import pytest
from rooms import SetClock, make

from facikit.session.responses import Draft, add, mark, responses
from facikit.session.session import Session
from facikit.session.undo import undo

HOUR = 3_600_000


@pytest.mark.parametrize("name", ["off_record", "highlight", "set_aside"])
@pytest.mark.parametrize("slow", [1_000, HOUR, 24 * 365 * HOUR])
def test_a_mark_on_somebody_elses_entry_is_taken_back_and_the_entry_stays_theirs(
    tmp_path: Path, slow: int, name: str
) -> None:
    folder = make(tmp_path)
    now = SetClock().now()
    with Session.open(folder, "bo", clock=SetClock(now)) as bo:
        (said,) = add(bo, Draft(block="animals", field="points", group="table-1", text="Between us"))
    with Session.open(folder, "anna", clock=SetClock(now - slow)) as anna:
        mark(anna, name, True, said.id)
        first = anna.records.get(f"response/{said.id}").first
        assert first is not None and first.who == "bo"
        assert undo(anna) is not None
        (one,) = responses(anna)
        assert not getattr(one, name) and one.text == "Between us"
        assert undo(anna) is None
