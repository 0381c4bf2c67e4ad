"""The union of lines has one meaning, whatever the order, the grouping or the clock."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facikit.session.clock import instant_of, text_of
from facikit.session.lines import Line, Search, decode, encode, salvage
from facikit.session.records import Records

FIELDS = ("text", "label", "group")


class Laptop:
    """A writer with a clock of its own that sees what it is shown, as the session does."""

    def __init__(self, name: str, offset: int, pace: int) -> None:
        self.name, self.wall, self.pace, self.count, self.last = name, 1_700_000_000_000 + offset, pace, 0, 0
        self.records = Records()

    def put(self, record: str, **values: str) -> Line:
        self.wall += self.pace
        self.count += 1
        heads = {field: self.records.get(record).heads.get(field, ()) for field in values}
        parents = [line for lines in heads.values() for line in lines]
        instant = max([self.wall, self.last + 1, *(instant_of(line.t) + 1 for line in parents)])
        self.last = instant
        line = Line(
            id=f"{self.name}.{self.count}",
            t=text_of(instant),
            who=self.name,
            put=record,
            set=dict(values),
            over={field: [one.id for one in lines] for field, lines in heads.items() if lines},
        )
        self.records.take(line)
        return line


def state(lines: list[Line]) -> dict[str, object]:
    records = Records()
    for line in lines:
        records.take(line)
    found = {}
    for kind in records.kinds():
        for record_id in sorted(records.of_kind(kind)):
            record = records.get(record_id)
            found[record_id] = (
                record.values,
                {field: [head.id for head in heads] for field, heads in record.heads.items()},
            )
    return found


YEAR = 365 * 24 * 3600 * 1000
history = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(["put", "meet"]),
        st.integers(0, 2),
        st.sampled_from(FIELDS),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=60,
)


def play(acts: list[tuple[int, str, int, str, int]]) -> list[Line]:
    clocks = [(0, 1000), (YEAR, 1000), (-1_640_000_000_000, 0), (-YEAR, -500)]
    laptops = [Laptop(f"laptop{n}", *clock) for n, clock in enumerate(clocks)]
    every: list[Line] = []
    for number, (who, act, record, field, other) in enumerate(acts):
        if act == "put":
            every.append(laptops[who].put(f"response/r{record}", **{field: f"{number}"}))
        else:
            for line in list(laptops[other].records.lines.values()):
                laptops[who].records.take(line)
    return every


@given(history, st.randoms(use_true_random=False))
def test_lines_in_any_order_grouped_and_repeated_give_the_same_records(acts, chance: random.Random):
    lines = play(acts)
    shuffled = lines + chance.choices(lines, k=len(lines)) if lines else []
    chance.shuffle(shuffled)
    assert state(shuffled) == state(lines)


@given(history)
def test_a_value_that_replaced_another_never_loses_to_it_whatever_the_clocks_say(acts):
    lines = play(acts)
    by_id = {line.id: line for line in lines}
    for line in lines:
        for replaced in line.over.values():
            assert all(by_id[one].t < line.t for one in replaced)


@given(history)
def test_an_edit_that_nobody_replaced_stays_readable(acts):
    lines = play(acts)
    records = Records()
    for line in lines:
        records.take(line)
    replaced = {(line.put, field, one) for line in lines for field, ids in line.over.items() for one in ids}
    for line in lines:
        for field in line.set:
            if (line.put, field, line.id) not in replaced:
                assert line in records.get(line.put).heads[field]


def test_two_people_who_edit_without_seeing_each_other_keep_both_wordings():
    anna, bo = Laptop("anna", 0, 1000), Laptop("bo", 50, 1000)
    bo.records.take(anna.put("response/r", text="Owl"))
    ours, theirs = anna.put("response/r", text="Owls"), bo.put("response/r", text="Owlets")
    anna.records.take(theirs)
    assert anna.records.get("response/r").versions == 2
    assert {line.set["text"] for line in anna.records.get("response/r").heads["text"]} == {"Owls", "Owlets"}
    assert anna.records.get("response/r").values["text"] == "Owls"
    settled = anna.put("response/r", text="Owls, small ones")
    assert sorted(settled.over["text"]) == sorted([ours.id, theirs.id])
    assert anna.records.get("response/r").versions == 1


def test_the_same_id_with_other_content_is_kept_aside_and_the_choice_does_not_depend_on_order():
    one = Line("run.1", "2026-01-01T00:00:00.000Z", "a", "response/r", {"text": "one, once"})
    two = Line("run.1", "2026-01-01T00:00:00.000Z", "a", "response/r", {"text": "another"})
    for first, second in ((one, two), (two, one)):
        records = Records()
        records.take(first)
        records.take(second)
        records.take(first)
        assert records.get("response/r").values["text"] == "another"
        assert [line.set["text"] for line in records.forks["run.1"]] == ["one, once"]


def test_an_erased_line_wins_over_the_words_it_held():
    said = Line("run.1", "2026-01-01T00:00:00.000Z", "a", "response/r", {"text": "secret"})
    gone = Line("run.1", "2026-01-01T00:00:00.000Z", gone=True)
    for order in ((said, gone), (gone, said)):
        records = Records()
        for line in order:
            records.take(line)
        assert records.get("response/r").values == {}


text = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200)


@given(text, text)
@settings(max_examples=200)
def test_a_line_reads_back_as_it_was_written(said, who):
    line = Line("run.7", "2026-01-01T00:00:00.000Z", who, "response/r", {"text": said, "count": 3, "flag": True})
    found, how = decode(encode(line)[:-1])
    assert how == "whole" and found is not None
    assert (found.set, found.who, found.put, found.number) == (line.set, who, "response/r", 7)


def test_a_line_that_somebody_corrected_by_hand_counts_and_is_flagged():
    data = encode(Line("run.1", "2026-01-01T00:00:00.000Z", "a", "response/r", {"text": "Owll"}))[:-1]
    line, how = decode(data.replace(b"Owll", b"Owl"))
    assert how == "edited" and line is not None and line.set["text"] == "Owl"


@pytest.mark.parametrize("damage", [b"\x00" * 40, b"garbage", b'{"id":"run.9","t":"2026', b"{" * 5000])
def test_lines_glued_to_damage_are_found_by_their_checksums(damage):
    lines = [Line(f"run.{n}", "2026-01-01T00:00:00.000Z", "a", "response/r", {"text": f"said {n}"}) for n in (1, 2)]
    whole = [encode(line)[:-1] for line in lines]
    found = salvage(damage + whole[0] + damage + whole[1] + damage)
    assert [line.id for line in found] == ["run.1", "run.2"]


def test_what_is_built_to_be_searched_for_ever_is_given_up_and_what_stands_before_it_is_found():
    line = encode(Line("run.1", "2026-01-01T00:00:00.000Z", "a", "response/r", {"text": "said"}))[:-1]
    search = Search()
    trap = b'{"id":"' * 50 + b',"crc":"00000000"}' * 400_000
    assert [one.id for one in salvage(line + trap, search)] == ["run.1"]
    assert search.left < 0
    assert [one.id for one in salvage(b'{"id":"","crc":"00000000"}' * 50 + line)] == ["run.1"]


@pytest.mark.parametrize(
    "data", [b"", b"null", b"[1]", b'{"id":1,"t":"x"}', b'{"id":"","t":""}', b"[" * 100_000, b"{}"]
)
def test_what_is_no_line_is_damaged_and_harms_nothing(data):
    assert decode(data) == (None, "damaged")
