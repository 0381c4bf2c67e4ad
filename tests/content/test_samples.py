"""The worked sessions beside the change story: their counts, their words, and that their script still makes them."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import pytest
from days import ROOT

from facikit.report.render import compose, render
from facikit.session import headcounts
from facikit.session.agenda import blocks, groups, groups_of
from facikit.session.people import people
from facikit.session.plain import counted_items
from facikit.session.prose import prose
from facikit.session.responses import responses
from facikit.session.session import Session
from facikit.session.status import status
from facikit.session.tallies import tallies
from facikit.session.themes import themes

pytestmark = pytest.mark.slow

NAMES = sorted(path.stem for path in (ROOT / "scripts" / "samples").glob("*.yaml"))


@pytest.fixture(scope="module")
def opened():
    """Every one of them, open to be read."""
    sessions = {name: Session.open(ROOT / "sessions" / name, read_only=True) for name in NAMES}
    yield sessions
    for session in sessions.values():
        session.close()


def counted(session, block, field):
    """How many responses each group gave, in the order of the groups."""
    return [len(responses(session, block, field, group.id)) for group in groups_of(session, block)]


def test_the_visioning_day_has_the_counts_of_its_day(opened):
    day = opened["visioning-day"]
    assert counted(day, "visions", "points") == [7, 7, 6, 5, 2, 7, 7, 6]
    assert counted(day, "commonalities", "points") == [4, 3, 4, 4, 6, 6]
    assert counted(day, "group-actions", "actions") == [4, 4, 4, 3, 3, 4, 3, 4, 3]
    assert len(groups(day, "topics")) == len(themes(day, "actions", "ideas")) == 9
    assert headcounts.in_room(day, "visions") == headcounts.in_room(day, "commonalities") == 86


def test_the_visioning_day_voted_up_thirty_nine_points_of_its_maps(opened):
    day = opened["visioning-day"]
    [field] = [
        field for block in blocks(day) if block.id == "priorities" for field in block.fields if field.kind == "dots"
    ]
    voted = [one for one in tallies(day, "priorities", "votes", counted_items(day, field)) if one.total()]
    by_group = [sum(group.id in one.by_group for one in voted) for group in groups_of(day, "priorities")]
    assert by_group == [6, 5, 4, 5, 3, 4, 7, 5]
    assert sum(by_group) == 39
    for group in groups_of(day, "priorities"):
        dots = sum(number for one in voted for number in one.by_group.get(group.id, {}).values())
        assert dots <= 3 * headcounts.heads(day, "priorities", group.id), (
            f"{group.name} has more dots than it was given"
        )


def test_no_pledge_of_the_visioning_day_is_in_a_report_of_it(opened):
    day = opened["visioning-day"]
    pledges = [one.text for one in responses(day, "pledge", "pledges")]
    assert len(pledges) == 6
    for genre in ("session-report", "record"):
        printed = render(day, genre, kits=[ROOT])
        assert [pledge for pledge in pledges if pledge[:25] in printed] == []
    assert "71 of 86" in render(day, kits=[ROOT])


def test_the_learning_note_tells_two_stories_and_six_themes_to_sixteen_people(opened):
    note = opened["learning-note"]
    assert len(people(note)) == 16
    found = themes(note, "conversation", "points")
    assert len(found) == 6
    assert all(theme.text and len(theme.members) >= 3 for theme in found)
    assert [len(responses(note, "first-story", "aims")), len(responses(note, "second-story", "strands"))] == [3, 2]
    assert len(groups(note, "topics")) == 6
    printed = render(note, kits=[ROOT])
    assert len(re.findall(r"^\*\*[^*]+\.\*\* ", printed, re.MULTILINE)) == 6


def test_the_inquiry_has_sixteen_quotes_and_every_one_a_label(opened):
    inquiry = opened["inquiry-topic"]
    quotes = [one for one in responses(inquiry, "inquiry") if one.kind == "quote"]
    assert [len(responses(inquiry, "inquiry", field)) for field in ("first", "second", "third")] == [8, 4, 4]
    assert sorted({one.label for one in quotes}) == ["council participant", "health participant"]


def test_the_focus_groups_speak_in_thirty_seven_quotes_of_three_roles(opened):
    focus = opened["focus-groups"]
    said = responses(focus, "discussion", "said")
    labels = [one.label for one in said]
    assert {label: labels.count(label) for label in labels} == {
        "Practitioner": 12,
        "Practitioner 2": 2,
        "Senior": 10,
        "Manager": 13,
    }
    assert [headcounts.heads(focus, "discussion", group.id) for group in groups(focus, "roles")] == [8, 5, 9]
    assert len(responses(focus, "vignette", "stories")) == 4
    found = themes(focus, "discussion", "said")
    parents = [theme for theme in found if not theme.parent]
    assert (len(parents), len(found) - len(parents)) == (2, 11)
    stories = responses(focus, "vignette", "stories")
    assert {one.id for one in (*said, *stories)} == {member for theme in found for member in theme.members}


@pytest.mark.parametrize("name", NAMES)
def test_its_report_drops_nothing_and_names_nobody(name, opened):
    composed = compose(opened[name], kits=[ROOT])
    assert "Also recorded" not in composed.markdown
    assert [found for found in composed.findings if "leads nowhere" in str(found)] == []
    assert [one.name for one in people(opened[name]) if one.name in composed.markdown] == []


@pytest.mark.parametrize("name", NAMES)
def test_its_logs_are_whole_and_it_is_small(name, opened):
    found = status(opened[name])
    assert {writer.state for writer in found.writers} == {"closed"}
    assert (found.damaged, found.edited, opened[name].problems) == (0, 0, [])
    folder = ROOT / "sessions" / name
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < 350_000


@pytest.mark.parametrize("name", NAMES)
def test_it_is_what_its_words_make_now(name, opened, tmp_path):
    made = tmp_path / "made"
    subprocess.run([sys.executable, str(ROOT / "scripts" / "make_samples.py"), name, str(made)], check=True)
    assert (made / "session.yaml").read_text() == (ROOT / "sessions" / name / "session.yaml").read_text()
    with Session.open(made, read_only=True) as session:
        for read in (responses, themes, people):
            assert read(session) == read(opened[name])
        assert compose(session, kits=[ROOT]).markdown == compose(opened[name], kits=[ROOT]).markdown


@pytest.mark.parametrize("name", NAMES)
def test_what_staff_wrote_is_there(name, opened):
    session = opened[name]
    written = [prose(session, block.id, slot.slot) for block in blocks(session) for slot in block.slots]
    whole = [prose(session, "session", slot.slot) for slot in session.plan.write]
    assert all(whole)
    assert any(written)


def test_each_is_named_for_the_wheel_and_the_archive_of_sources():
    hatch = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]
    for target in ("wheel", "sdist"):
        named = set(hatch[target]["force-include"])
        assert {f"sessions/{name}" for name in [*NAMES, "change-story"]} <= named
