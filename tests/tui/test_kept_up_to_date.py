"""What is kept up to date line by line is what reading everything anew would find."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from facikit.session.responses import Draft, add, delete, edit, responses
from facikit.session.session import Session
from facikit.session.undo import redo, undo
from facikit.tui.capture import of
from tests.session.rooms import make

PLACES = (("animals", "points", "table-1"), ("animals", "points", "table-2"), ("feedback", "now", "individuals"))
ACTS = st.tuples(
    st.sampled_from(("add", "add many", "edit", "to another place", "delete", "undo", "redo", "look")),
    st.integers(0, 50),
    st.sampled_from(("", "b", "A", "[b]ä[/b]", "zz", "\u202eb")),
)


@given(acts=st.lists(ACTS, max_size=25))
@settings(deadline=None)
def test_every_list_stands_as_it_would_after_opening_anew(acts: list[tuple[str, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = make(Path(parent))
        with Session.open(folder, "Anna") as session, Session.open(folder, "Ben") as beside:
            for number, (act, which, text) in enumerate(acts):
                every = responses(session)
                if act == "add":
                    add(session, _said(which, text))
                elif act == "add many":
                    add(beside, *(_said(which, f"{text}{n}") for n in range(3)))
                    beside.flush()
                    session.refresh()
                elif act == "undo":
                    undo(session)
                elif act == "redo":
                    redo(session)
                elif every and act == "edit":
                    edit(session, every[which % len(every)].id, text=f"{text}{number}")
                elif every and act == "to another place":
                    edit(session, every[which % len(every)].id, group=f"table-{which % 2 + 1}")
                elif every and act == "delete":
                    delete(session, every[which % len(every)].id)
                _look(session)
            session.flush()
            with Session.open(folder, read_only=True) as anew:
                assert responses(session) == responses(anew)
                assert _look(session) == _look(anew)


def _said(which: int, text: str) -> Draft:
    block, field, group = PLACES[which % len(PLACES)]
    return Draft(block=block, field=field, group=group, text=text)


def _look(session: Session) -> list[object]:
    """Return each place's entries, and the rows that a screen shows of them."""
    every = {field.field: field for block in session.plan.agenda for step in block.steps for field in step.capture}
    found: list[object] = []
    for block, field, group in PLACES:
        found += responses(session, block, field, group)
        found += of(every[field]).rows(session, every[field], block, group)
    return found


def test_a_row_is_made_again_for_what_has_changed_and_only_for_that(tmp_path: Path) -> None:
    folder = make(tmp_path)
    with Session.open(folder, "Anna") as session:
        first, second = add(session, *(_said(0, text) for text in ("one", "two")))
        points = session.plan.agenda[0].steps[0].capture[0]
        before = of(points).rows(session, points, "animals", "table-1")
        edit(session, second.id, text="deux")
        after = of(points).rows(session, points, "animals", "table-1")
    assert after[0] is before[0]
    assert [row.cells[-1] for row in after] == ["one", "deux"]
    assert (first.id, second.id) == (after[0].id, after[1].id)
