"""Whatever the numbers are, those of a table or a list add up to what it says they do."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from facikit.library.shapes import ReportItem
from facikit.report import scaled, tallied
from facikit.report.text import Text
from facikit.report.views import Counted, Field, Group, Marked, Part, Round, Scale, Statement, Tally

GROUPS = [Group(id=f"g{n}", name=Text(f"Group {n}")) for n in range(5)]
NUMBER = st.integers(0, 40)
PARTS = st.dictionaries(st.integers(0, 4), NUMBER, max_size=5)


def field_of(kind, **more):
    return Field(block="b", name="f", kind=kind, label=Text("F"), question=Text(""), groups=tuple(GROUPS[:4]), **more)


def counted(kind, every, many=False):
    made = tuple(
        Tally(
            id=str(at),
            name=Text(f"Item{at}"),
            gone=False,
            parts=tuple(Part(group=GROUPS[g], number=n, out_of=None, colours=()) for g, n in parts.items()),
        )
        for at, parts in enumerate(every)
    )
    return field_of(kind, counted=Counted(colours=(), many=many, tallies=made))


def cells(table):
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().split("\n")]


@given(st.lists(PARTS, max_size=8), st.sampled_from(["dots", "choice"]))
def test_the_rows_and_columns_of_a_table_by_group_add_up(every, kind):
    printed = tallied.by_group_table(counted(kind, every), ReportItem(show="f"))
    if not any(every):
        assert printed == ""
        return
    rows = [[0 if cell == "–" else int(cell) for cell in row[1:]] for row in cells(printed)[2:]]
    several = len({group for parts in every for group in parts}) > 1
    assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]
    assert not several or all(sum(row[:-1]) == row[-1] for row in rows)
    assert rows[-1][-1] == sum(sum(parts.values()) for parts in every)


@given(st.lists(PARTS, max_size=8))
def test_the_dots_of_a_ranked_list_add_up_to_those_it_says_there_are(every):
    printed = tallied.ranked(counted("dots", every), ReportItem(show="f"))
    numbers = [int(number) for number in re.findall(r"Item\d+: (\d+) dot", printed)]
    assert numbers == sorted((sum(parts.values()) for parts in every if sum(parts.values())), reverse=True)
    if numbers:
        assert f"Most dots first; {sum(numbers)} dot" in printed
        listed = re.findall(r"Item(\d+)", printed.partition("No dots:")[2])
        assert listed == [str(at) for at, parts in enumerate(every) if parts and not sum(parts.values())]


@given(st.lists(PARTS, max_size=8), st.integers(1, 8))
def test_the_first_so_many_are_those_that_fewer_than_so_many_beat(every, top):
    printed = tallied.listed(counted("dots", every), ReportItem(show="f", top=top))
    totals = [sum(parts.values()) for parts in every]
    expected = {at for at, total in enumerate(totals) if total and sum(other > total for other in totals) < top}
    assert {int(at) for at in re.findall(r"Item(\d+)", printed)} == expected


@given(st.lists(PARTS, min_size=1, max_size=8))
def test_a_choice_is_told_out_of_the_sum_of_its_answers(every):
    printed = tallied.sentence(counted("choice", every), ReportItem(show="f"))
    said = [(int(number), int(of)) for number, of in re.findall(r"Item\d+: (\d+) of (\d+)", printed)]
    total = sum(sum(parts.values()) for parts in every)
    assert sum(number for number, _ in said) == total
    assert {of for _, of in said} <= {total}


@given(st.lists(st.dictionaries(st.integers(0, 4), st.lists(NUMBER, min_size=6, max_size=6)), min_size=1, max_size=4))
def test_the_marks_of_every_row_add_up_to_its_n(every):
    statements = tuple(
        Statement(
            id=str(at),
            name=Text(f"Item{at}"),
            rounds=(
                Round(
                    name=Text(""),
                    earlier=False,
                    length=5,
                    parts=tuple(
                        Marked(group=GROUPS[g], points=tuple(points[:5]), beyond=points[5])
                        for g, points in parts.items()
                    ),
                ),
            ),
        )
        for at, parts in enumerate(every)
    )
    field = field_of("scale", scale=Scale(points=5, low=Text(""), high=Text(""), statements=statements))
    for printed in (scaled.table(field, ReportItem(show="f")), scaled.by_group_table(field, ReportItem(show="f"))):
        rows = [[int(cell) for cell in row[1:] if cell.isdigit()] for row in cells(printed)[2:]] if printed else []
        assert all(sum(row[:-1]) == row[-1] for row in rows)
    total = sum(sum(points) for parts in every for points in parts.values())
    rows = cells(scaled.table(field, ReportItem(show="f")))[2:]
    assert sum(int(row[-1]) for row in rows) == total
