"""A shared set of themes keeps its shape whatever its questions are called and whatever is said to them."""

from __future__ import annotations

import pytest
from hostile import TEXTS
from making import block, plan, report, say, session_of, theme
from reading_back import looks
from test_hostile_reports import one_line, typed

from facikit.library.kinds import ListField, QuotesField

PLAIN = "Plain words"


def made(folder, form, text):
    """Return the report of a set of three fields whose words are all ``text``."""
    label = one_line(text)
    fields = (
        ListField(field="helps", label=f"{label} helps"),
        ListField(field="hinders", label=f"{label} hinders", themes_with="helps"),
        QuotesField(field="said", label=f"{label} said", themes_with="helps"),
    )
    shown = [{"show": "helps", "as": form, "members": "all"}]
    with session_of(folder, plan(block("talk", *fields, report=shown))) as session:
        some = [say(session, "talk", field.field, typed(text), group="table-2")[0] for field in fields]
        theme(session, "talk", "helps", f"Head {label}", *some, text=label)
        return report(session)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["themes", "headings", "nested", "run-in"])
def test_nothing_that_is_said_or_asked_changes_the_shape_of_a_shared_theme(tmp_path, form):
    wanted = looks(made(tmp_path / "plain", form, PLAIN))
    wrong = []
    for number, text in enumerate(TEXTS):
        if "\n" not in typed(text) and looks(made(tmp_path / str(number), form, text)) != wanted:
            wrong.append(text)
    assert wrong == []
