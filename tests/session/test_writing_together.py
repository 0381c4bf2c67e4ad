"""What staff write: saved as typed, and never laid over what somebody else wrote meanwhile."""

from __future__ import annotations

import pytest
from rooms import SetClock, make

from facikit.session.prose import prose, settle, versions, wordings, write
from facikit.session.session import Session


@pytest.fixture
def two(tmp_path):
    """Two open sessions on one folder: anna's and bert's. Bert's clock is a little ahead."""
    folder = make(tmp_path)
    with (
        Session.open(folder, "anna", clock=SetClock()) as anna,
        Session.open(folder, "bert", clock=SetClock(1_772_614_900_000)) as bert,
    ):
        yield anna, bert


def told(*sessions):
    for one in sessions:
        assert one.flush()
    for one in sessions:
        one.refresh()


def test_prose_is_the_text_that_was_typed_without_control_characters(two):
    anna, _ = two
    write(anna, "animals", "meaning", "# So\r\n\n[[quote:x]] [/] \x1b[31m<b>")
    assert prose(anna, "animals", "meaning") == "# So\n\n[[quote:x]] [/] [31m<b>"


def test_writing_what_stands_there_already_adds_no_line(two):
    anna, _ = two
    line = write(anna, "animals", "meaning", "Owls")
    before = len(anna.records.lines)
    assert write(anna, "animals", "meaning", "Owls") == line
    assert len(anna.records.lines) == before


def test_emptying_a_slot_is_writing(two):
    anna, _ = two
    write(anna, "animals", "meaning", "Owls")
    write(anna, "animals", "meaning", "")
    assert prose(anna, "animals", "meaning") == ""


def test_what_somebody_wrote_unseen_stands_beside_even_after_it_has_arrived(two):
    anna, bert = two
    line = write(anna, "animals", "meaning", "Owls")
    told(anna, bert)
    write(bert, "animals", "meaning", "Owls and wolves")
    told(anna, bert)
    # Anna's editor still held her own words when Bert's arrived.
    line = write(anna, "animals", "meaning", "Owls see far", seen={line})
    assert sorted(versions(anna, "animals", "meaning")) == ["Owls and wolves", "Owls see far"]
    write(anna, "animals", "meaning", "Owls see farther", seen={line})
    assert sorted(versions(anna, "animals", "meaning")) == ["Owls and wolves", "Owls see farther"]
    told(anna, bert)
    assert versions(anna, "animals", "meaning") == versions(bert, "animals", "meaning")
    assert {one.who for one in wordings(bert, "animals", "meaning")} == {"anna", "bert"}


def test_settling_leaves_one_wording_for_everybody(two):
    anna, bert = two
    write(anna, "animals", "meaning", "Owls")
    write(bert, "animals", "meaning", "Wolves")
    told(anna, bert)
    assert len(versions(anna, "animals", "meaning")) == 2
    settle(anna, "animals", "meaning", "Wolves")
    told(anna, bert)
    assert versions(anna, "animals", "meaning") == versions(bert, "animals", "meaning") == ["Wolves"]
