"""Nasty words in everything that is counted: items, statements, options, colours, rounds, groups, points of a map."""

from __future__ import annotations

import functools
import itertools
import tempfile
from pathlib import Path

import pytest
from hostile import TEXTS, made_up
from making import block, plan, register, report, say, session_of, theme
from reading_back import looks, shape

from facikit.library.kinds import ChoiceField, CountField, DotsField, PledgeField, ScaleField, TreeField
from facikit.library.shapes import GroupSet
from facikit.library.values import From, Item
from facikit.report.text import clean, one_line
from facikit.session import headcounts, scales, tallies

pytestmark = pytest.mark.slow

GENRES = ("session-report", "record")
FORMS = {
    "votes": ("ranked", "table", "list", "sentence", "chart"),
    "taken": ("ranked", "table", "list", "sentence"),
    "marks": ("sentence", "table", "chart"),
    "rounds": ("sentence", "table"),
    "map": ("list", "numbered", "themes", "headings"),
    "cards": ("sentence", "table"),
    "choice": ("sentence", "table", "ranked", "chart"),
}


def filled(folder, texts, many=12):
    """Make a session in which every name of anything that is counted holds the next of ``texts``.

    The longest list is of ``many`` items, the others of half as many or a few more.
    """
    half, marked = many // 2, many * 2 // 3
    given = itertools.cycle(texts)
    line = lambda: one_line(next(given)) or "words"  # noqa: E731
    headed = lambda: f"Head {line()}"  # noqa: E731 - a heading has to be there for its section to be counted

    def items(count):
        # Endings and beginnings both meet what stands beside them.
        return tuple(Item(text, f"i{at}") for at, text in enumerate(line() for _ in range(count)))

    # Two kinds of the same name would be one heading.
    kinds = tuple(Item(f"Head {at} {line()}", f"i{at}") for at in range(2))
    fields = (
        DotsField(field="votes", label=headed(), items=items(many), colours=items(3)),
        DotsField(field="taken", label=headed(), items=From(from_="talk.map")),
        ScaleField(field="marks", label=headed(), statements=items(marked), low=line(), high=line()),
        ScaleField(field="rounds", label=headed(), statements=items(2), rounds=items(2)),
        TreeField(field="map", label=headed(), root=line(), kinds=kinds),
        CountField(field="cards", label=headed(), of=items(half)),
        ChoiceField(field="choice", label=headed(), options=items(half)),
        PledgeField(field="pledges", label=headed(), post_on=f"on {line()} x"),
    )
    report_items = [
        {"show": name, "as": form, "by": by, "heading": headed(), "lead": line()}
        for name, forms in FORMS.items()
        for form in forms
        for by in ("", "group")
    ]
    report_items += [{"show": "map", "by": "category"}, "pledges", {"show": "pledges", "as": "list"}]
    tables = GroupSet(names=tuple(Item(headed(), f"table-{n}") for n in (1, 2)))
    talk = block("talk", *fields, title=headed(), report=report_items)
    session = session_of(folder, plan(talk, block("bare", *fields, title=headed()), groups={"tables": tables}))
    points = []
    for name in ("talk", "bare"):
        for at, group in enumerate(("table-1", "table-2")):
            headcounts.count_heads(session, name, group, 5)
            parent = ""
            for kind in ("i0", "i1", ""):
                (one,) = say(session, name, "map", line(), group=group, parent=parent, category=kind)
                parent = one.id
                points.append(one)
            for number in range(many):
                for colour in range(3):
                    tallies.tally(session, name, "votes", group, f"i{number}", (number + at) % 5, f"i{colour}")
            for number in range(half):
                tallies.tally(session, name, "cards", group, f"i{number}", number)
                tallies.tally(session, name, "cards", group, f"i{number}", 30, "of")
                tallies.tally(session, name, "choice", group, f"i{number}", number + at)
            for number, one in enumerate(points[:half]):
                tallies.tally(session, name, "taken", group, one.id, number // 2)
            for number in range(marked):
                scales.mark(session, name, "marks", f"i{number}", number % 5 + 1, 3, group=group)
            for round_ in ("i0", "i1"):
                for number in range(2):
                    scales.mark(session, name, "rounds", f"i{number}", 2, 3, group=group, round_=round_)
            say(session, name, "pledges", line(), line(), group=group)
        for field in ("votes", "taken", "choice"):
            tallies.release(session, name, field)
    theme(session, "talk", "map", headed(), *points[:half], text=line())
    headcounts.count_heads(session, "bare", "room", 50)
    register(session, (headed(), headed(), headed()))
    return session


@functools.cache
def expected(many):
    """Return what each genre of the same session with plain words looks like to each parser."""
    with tempfile.TemporaryDirectory() as folder:
        plain = filled(Path(folder) / "plain", [f"Plain words {number}" for number in range(200)], many)
        return {genre: looks(report(plain, genre)) for genre in GENRES}


def check(tmp_path, texts, many=12):
    nasty = filled(tmp_path / "nasty", texts, many)
    for genre in GENRES:
        assert looks(report(nasty, genre)) == expected(many)[genre], genre


@pytest.mark.parametrize("turn", range(4))
def test_numbers_keep_their_lists_and_tables_whatever_is_counted(tmp_path, turn):
    check(tmp_path, TEXTS[turn * 37 :] + TEXTS[: turn * 37])


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(len(TEXTS)))
def test_every_text_as_the_name_of_everything_keeps_the_shape(tmp_path, turn):
    check(tmp_path, [TEXTS[turn]], many=4)  # of items that are all the same, four prove what twelve do


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_made_up_names_keep_the_shape(tmp_path, seed):
    check(tmp_path, made_up(150, seed))


@pytest.mark.parametrize("genre", GENRES)
@pytest.mark.parametrize("turn", range(5))
def test_every_name_of_what_was_counted_is_in_the_report_as_it_was_written(tmp_path, genre, turn):
    session = filled(tmp_path, TEXTS[turn * 30 :] + TEXTS[: turn * 30])
    _, words = shape(report(session, genre), "plugins")
    fields = [field for step in session.plan.agenda[0].steps for field in step.capture]
    named = [
        item.text
        for field in fields
        for name in ("items", "colours", "statements", "rounds", "kinds", "of", "options")
        if isinstance(getattr(field, name, None), tuple)
        for item in getattr(field, name)
    ]
    assert len(named) > 40
    assert [text for text in named if " ".join(clean(text).split()) not in words] == []
