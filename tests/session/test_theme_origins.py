"""What a theme came from is kept: through many merges and splits, undo, two laptops at once, a document, a codebook."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rooms import SetClock, make

from facikit.analysis.codebook import codebook
from facikit.library.codebooks import read_codebook, to_csv, to_qdc
from facikit.session import themes
from facikit.session.codebook import take_in
from facikit.session.document import import_new, to_yaml
from facikit.session.merge import merge_all
from facikit.session.pack import pack
from facikit.session.responses import Draft, add, delete
from facikit.session.session import Session
from facikit.session.undo import redo, undo

FIELD = ("animals", "points")


@pytest.fixture
def session(tmp_path: Path):
    with Session.open(make(tmp_path), "anna", clock=SetClock()) as opened:
        yield opened


def named(session: Session, *names: str) -> list[themes.Theme]:
    return [themes.make(session, *FIELD, one) for one in names]


def origins(session: Session) -> dict[str, tuple[set[str], set[str]]]:
    """Every theme by name: the names of what was merged into it, and of what it was split from."""
    return {one.name: (set(one.merged_from.values()), set(one.split_from.values())) for one in themes.themes(session)}


def test_what_a_theme_was_split_from_is_kept_when_it_is_merged_into_another(session):
    (owl,) = add(session, Draft(block="animals", field="points", group="table-1", text="Owl"))
    birds, other = named(session, "Birds", "Other")
    themes.link(session, birds.id, owl.id)
    wings = themes.split(session, birds.id, "Wings", owl.id)
    themes.merge(session, wings.id, other.id)
    assert origins(session)["Other"] == ({"Wings"}, {"Birds"})
    themes.merge(session, other.id, birds.id)
    # A theme is not split from itself.
    assert origins(session) == {"Birds": ({"Other", "Wings"}, set())}


def test_two_people_who_merge_into_one_theme_unseen_are_both_remembered(tmp_path):
    folder = make(tmp_path)
    with Session.open(folder, "anna") as anna, Session.open(folder, "bo") as bo:
        a, b, c, d = named(anna, "A", "B", "C", "D")
        assert anna.flush() and bo.refresh()
        themes.merge(anna, a.id, b.id)
        themes.merge(anna, b.id, d.id)
        themes.merge(bo, c.id, d.id)
        assert anna.flush() and bo.flush()
        anna.refresh()
        bo.refresh()
        assert origins(anna) == origins(bo) == {"D": ({"A", "B", "C"}, set())}
        # Whoever merges next writes all of them down.
        (e,) = named(anna, "E")
        themes.merge(anna, d.id, e.id)
        assert origins(anna) == {"E": ({"A", "B", "C", "D"}, set())}
        text = to_yaml(anna)
    with Session.open(import_new(text, "doc.yaml", tmp_path / "elsewhere"), read_only=True) as copy:
        assert origins(copy) == {"E": ({"A", "B", "C", "D"}, set())}


def test_what_is_sorted_on_into_a_theme_that_somebody_has_merged_away_goes_where_that_went(tmp_path):
    folder = make(tmp_path)
    with Session.open(folder, "anna") as anna, Session.open(folder, "bo") as bo:
        owl, bee, cat, dog = add(anna, *(Draft(block="animals", field="points", text=one) for one in "OBCD"))
        a, b, c = named(anna, "A", "B", "C")
        themes.link(anna, a.id, owl.id)
        assert anna.flush() and bo.refresh()
        themes.merge(anna, a.id, b.id)
        themes.link(bo, a.id, bee.id, cat.id, dog.id)
        themes.merge(bo, b.id, c.id)
        assert anna.flush() and bo.flush()
        anna.refresh()
        [one] = themes.themes(anna)
        assert (one.name, one.members) == ("C", (owl.id, bee.id, cat.id, dog.id))
        # From then on they are members like any other.
        themes.unlink(anna, c.id, bee.id)
        themes.delete(anna, themes.split(anna, c.id, "D", cat.id).id)
        delete(anna, dog.id)
        assert themes.theme(anna, c.id).members == (owl.id,)
        text = to_yaml(anna)
    with Session.open(import_new(text, "doc.yaml", tmp_path / "copy"), read_only=True) as copy:
        assert themes.theme(copy, c.id).members == (owl.id,)


def test_one_person_s_undo_leaves_what_the_other_merged(tmp_path):
    folder = make(tmp_path)
    later = SetClock(SetClock().instant + 600_000)
    with Session.open(folder, "anna", clock=SetClock()) as anna, Session.open(folder, "bo", clock=later) as bo:
        a, b, c = named(anna, "A", "B", "C")
        assert anna.flush() and bo.refresh()
        themes.merge(anna, a.id, c.id)
        themes.merge(bo, b.id, c.id)
        assert undo(bo) is not None
        assert anna.flush() and bo.flush()
        anna.refresh()
        assert origins(anna) == {"B": (set(), set()), "C": ({"A"}, set())}


def test_a_pack_and_a_merged_copy_carry_it(tmp_path):
    folder = make(tmp_path)
    with Session.open(folder, "anna") as anna:
        a, b, c = named(anna, "A", "B", "C")
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    with Session.open(copy, "bo") as bo:
        themes.merge(bo, b.id, c.id)
        handed_in = pack(bo, tmp_path / "copy.zip")
    with Session.open(folder, "anna") as anna:
        themes.merge(anna, a.id, c.id)
        merge_all(anna, [handed_in])
        assert origins(anna) == {"C": ({"A", "B"}, set())}


# A codebook has it as the last line of the description


@pytest.mark.parametrize("to", [to_qdc, to_csv])
def test_a_codebook_tells_it_and_does_not_tell_it_twice(session, to):
    (owl,) = add(session, Draft(block="animals", field="points", group="table-1", text="Owl"))
    a, b, c = named(session, "A", "“B”\n", "C")
    themes.merge(session, a.id, c.id)
    themes.merge(session, b.id, c.id)
    themes.edit(session, c.id, text="What it is about.")
    themes.link(session, c.id, owl.id)
    themes.split(session, c.id, "D", owl.id)
    text = to(codebook(session))
    file = f"x.{'qdc' if to is to_qdc else 'csv'}"
    codes = {one.name: one.text for one in read_codebook(text.encode(), file)}
    assert codes == {
        "C": "What it is about.\n[Merged from “A”, ““B””]",
        "D": "[Split from “C”]",
    }
    take_in(session, *FIELD, read_codebook(text.encode(), file))
    assert to(codebook(session)) == text
    made, _ = take_in(session, "animals", "said", read_codebook(text.encode(), file))
    assert [one.text for one in made] == list(codes.values())


def test_a_description_that_only_looks_like_it_stays(session):
    (a,) = named(session, "A")
    themes.edit(session, a.id, text="[Merged from nowhere]")
    assert [one.text for one in codebook(session)] == ["[Merged from nowhere]"]


# Whatever is done, in whatever order

ACTS = st.lists(
    st.tuples(
        st.sampled_from(("merge", "merge", "split", "rename", "undo", "redo")), st.integers(0, 9), st.integers(0, 9)
    ),
    max_size=14,
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(ACTS)
def test_every_theme_that_went_is_remembered_by_the_one_that_stays(acts):
    with tempfile.TemporaryDirectory() as place, Session.open(make(Path(place)), "anna", clock=SetClock()) as session:
        said = add(session, *(Draft(block="animals", field="points", group="table-1", text=str(at)) for at in range(8)))
        first = [themes.make(session, *FIELD, name, members=[said[at].id]) for at, name in enumerate("ABCDE")]
        model = {one.id: (frozenset[str](), frozenset[str]()) for one in first}
        behind, ahead = [], []
        numbers = itertools.count()
        for act, x, y in acts:
            live = [one.id for one in themes.themes(session)]
            before = dict(model)
            one, other = live[x % len(live)], live[y % len(live)]
            if act == "undo":
                if behind:
                    assert undo(session) is not None
                    ahead.append(model)
                    model = behind.pop()
                continue
            if act == "redo":
                if ahead:
                    assert redo(session) is not None
                    behind.append(model)
                    model = ahead.pop()
                continue
            if act == "merge" and one != other:
                themes.merge(session, one, other)
                merged, split = model.pop(one)
                model[other] = (model[other][0] | {one} | merged - {other}, model[other][1] | split - {other})
            elif act == "split":
                new = themes.split(session, one, f"New {next(numbers)}", *themes.theme(session, one).members[:1])
                model[new.id] = (frozenset(), frozenset({one}))
            elif act == "rename":
                themes.edit(session, one, name=f"Name {next(numbers)}")
            else:
                continue
            behind.append(before)
            ahead.clear()
        found = {one.id: (frozenset(one.merged_from), frozenset(one.split_from)) for one in themes.themes(session)}
        assert found == model
        text = to_yaml(session)
        with Session.open(import_new(text, "doc.yaml", Path(place) / "copy"), read_only=True) as copy:
            assert to_yaml(copy) == text
            assert {one.id: one.merged_from for one in themes.themes(copy)} == {
                one.id: one.merged_from for one in themes.themes(session)
            }
