"""Each kind of report on the worked session that is its own: its headings, its blocks, and every byte of it.

    FACIKIT_GOLDEN=write pytest -n0 tests/report/test_genres.py

writes the files in golden/ anew. Read the difference before it is committed.
"""

from __future__ import annotations

import functools
import itertools
import os
import tempfile
from pathlib import Path

import pytest
from counting import DOTS, MAP, PLEDGE
from hostile import TEXTS, made_up
from making import block, findings, plan, report, say, session_of, theme
from reading_back import body_of, headings, looks, shape

from facikit import __version__
from facikit.library.kinds import ListField, PeopleField, QuotesField, TextField
from facikit.library.shapes import GroupSet, Slot
from facikit.library.values import Item
from facikit.report.render import render
from facikit.report.text import clean
from facikit.session import headcounts, prose, tallies
from facikit.session.responses import responses
from facikit.session.session import Session

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).resolve().parent / "golden"
GENRES = {
    "change-story": "session-report",
    "focus-groups": "focus-group-report",
    "inquiry-topic": "inquiry-report",
    "learning-note": "learning-note",
    "visioning-day": "group-outputs",
}
NEW = ("group-outputs", "focus-group-report", "inquiry-report", "learning-note")


def worked(name):
    with Session.open(ROOT / "sessions" / name, read_only=True) as session:
        assert session.plan.report == GENRES[name]
        return render(session, kits=[ROOT])


# The worked sessions


TREES = {
    "focus-groups": """
# What matters to people: outcomes in everyday practice
## Foreword
## Introduction
## Background
## How the groups were held
## Findings
### What has changed
#### The development days and what they set off
#### A shift in culture
#### Knowing what it is for
#### Partnership with those who use services
### Challenges and strategies
#### Not everyone is in the same place
#### Differences between teams
#### Keeping it going: supervision and further days
#### Paper and screens
#### Getting past what is in the way
#### Other agencies
#### Measuring
### Group by group
#### Practitioners
#### Senior social workers
#### Managers
### Put right at the end
#### Senior social workers
### What the groups say together
## Discussion
## Parking lot
## References
""",
    "inquiry-topic": """
# What lets good work happen? An inquiry, topic by topic
## Introduction
## Topic 3: Risk enablement
### Introduction
### What gets in the way of great practice here?
### What does great practice look like?
### What is needed to make it happen?
### Echoes of other topics
## Follow-up conversation
### What would you add to what the group said?
## Who took part
## Parking lot
## Reflections and ways forward
""",
    "learning-note": """
# Whole service change
## Ardvenlie: room to do the work
## Merrow Vale: doing it differently, counting it differently
## What we share
## So what next?
## Notes from the day
""",
    "visioning-day": """
# What are we for? A visioning day for social work
## Introduction
## Approach
## Why we are here
## Visioning
### Practitioners (Group 1)
### Voluntary and independent sector leads
### Workforce leads
### Students
### University staff
### Service users and carers
### Local authority strategic leads
### Practitioners (Group 2)
## What our visions have in common
### Group 1
### Group 2
### Group 3
### Group 4
### Group 5
### Group 6
## Opportunities and challenges
### What does this tell us?
## What matters most
### Practitioners (Group 1)
### Voluntary and independent sector leads
### Workforce leads
### Students
### University staff
### Service users and carers
### Local authority strategic leads
### Practitioners (Group 2)
### Said over the maps
### What does this tell us?
## What action needs to be taken?
### Group 1
### Group 2
### Group 3
### Group 4
### Group 5
### Group 6
### The topics
## Topics for the afternoon
## Action planning
### How social work is seen
### Time to reflect and to learn
### Community work and prevention
### Standing up for good practice
### Preparing students
### Finding and keeping people
### A voice in politics
### People who use services at the centre
### Learning after qualifying
## Pledges
## Closing plenary
## Who took part
## What comes next
## Parking lot
## To read on
## The maps in full
""",
}


@pytest.mark.parametrize("name", TREES)
def test_a_worked_session_gives_the_report_that_it_gave_before(name):
    printed = worked(name).replace(f"version: {__version__}\n", "version: VERSION\n").encode()
    file = GOLDEN / f"{name}.md"
    if os.environ.get("FACIKIT_GOLDEN") == "write":
        file.write_bytes(printed)
    assert printed == file.read_bytes()


@pytest.mark.parametrize("name", TREES)
def test_a_worked_session_has_the_headings_of_its_kind_of_report(name):
    tree = [f"{'#' * level} {words}" for level, words in headings(worked(name))]
    wanted = TREES[name].strip().splitlines()
    assert tree[: len(wanted)] == wanted


KINDS = {"blockquote": "blockquote", "ordered_list": "ol", "table": "table"}
BLOCKS = {
    # 37 quotes as in a play and four stories, each beside its theme, and one line from a book.
    "focus-groups": {"blockquote": 42, "ol": 0, "table": 0},
    # 16 quotes, each once, and the run-in one of the reflections is none of them.
    "inquiry-topic": {"blockquote": 16, "ol": 1, "table": 0},
    # Four quotes and the strands of the second story.
    "learning-note": {"blockquote": 4, "ol": 1, "table": 0},
    # Two in the approach, eight lists of visions, six of what they share, six votes without a tie, and the topics.
    "visioning-day": {"blockquote": 4, "ol": 2 + 8 + 6 + 6 + 1, "table": 1},
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_worked_session_has_the_kinds_of_block_of_its_report(name):
    kinds, _ = shape(body_of(worked(name)), "gfm-like")
    assert {tag: kinds.count(f"{kind}_open{tag}") for kind, tag in KINDS.items()} == BLOCKS[name]


@pytest.mark.parametrize("name", GENRES)
def test_no_report_of_a_worked_session_skips_a_level_or_has_html_in_it(name):
    printed = worked(name)
    levels = [level for level, _ in headings(printed)]
    assert levels.count(1) == 1 == levels[0]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    kinds, _ = shape(body_of(printed))
    assert not {"html_block", "html_inline"} & set(kinds)


def test_the_actions_of_the_visioning_day_are_lettered_topic_by_topic():
    actions = worked("visioning-day").split("## Action planning")[1].split("\n## ")[0]
    assert [part.count("\n- ") + part.count("\n* ") for part in actions.split("\n### ")[1:]] == [
        4,
        4,
        4,
        3,
        3,
        4,
        3,
        4,
        3,
    ]
    assert all(f"{letter}) " in part for part in actions.split("\n### ")[1:] for letter in "abc")


# A small session with everything that these reports are built of


SAID = QuotesField(field="said", label="Said")
LISTS = tuple(ListField(field=name) for name in ("aims", "strands", "helped", "links"))


def filled(folder, texts):
    """Return a session in which every place that these reports look for holds the next of ``texts``."""
    given = itertools.cycle(texts)
    text = lambda: "\n".join(line for line in clean(next(given)).split("\n") if line.strip()) or "Words"  # noqa: E731
    line = lambda: " ".join(text().split()) or "Words"  # noqa: E731
    headed = lambda: f"Head {line()}"  # noqa: E731 - a heading has to be there for its section to be counted
    case = block(
        "case",
        *LISTS,
        title=headed(),
        write=(Slot(slot="story"), Slot(slot="learning")),
        report=["story", {"show": "aims", "lead": line()}, "strands", {"show": "helped", "lead": line()}, "links"],
    )
    groups = block(
        "groups",
        SAID,
        ListField(field="points", label=headed()),
        title=headed(),
        ask=headed(),
        write=(Slot(slot="method", heading=headed()), Slot(slot="meaning", heading=headed())),
        report=["question", "method", {"show": "said", "as": "headings", "members": "all"}, "points", "meaning"],
    )
    stories = block(
        "stories", TextField(field="stories"), title=headed(), report=[{"show": "stories", "as": "vignette"}]
    )
    shared = block("shared", ListField(field="points"), title=headed(), report=[{"show": "points", "as": "run-in"}])
    talk = block("talk", DOTS, title=headed())
    mapped = block("map", MAP, title=headed())
    end = block("end", PLEDGE, PeopleField(field="people"), title=headed())
    tables = GroupSet(names=tuple(Item(headed(), f"table-{n}") for n in (1, 2)))
    write = (Slot(slot="intro", heading=headed(), place="start"), Slot(slot="signed", place="end"))
    session = session_of(
        folder,
        plan(case, groups, stories, shared, mapped, talk, end, title=headed(), groups={"tables": tables}, write=write),
    )
    for field in LISTS:
        say(session, "case", field.field, text(), text())
    quotes = say(session, "groups", "said", text(), text(), text(), label=headed(), kind="quote")
    told = say(session, "stories", "stories", text(), text(), label=headed())
    outer = theme(session, "groups", "said", headed())
    theme(session, "groups", "said", headed(), quotes[0], quotes[1], told[0], parent=outer.id)
    say(session, "groups", "points", text(), text())
    theme(session, "shared", "points", headed(), *say(session, "shared", "points", text()), text=text())
    branch = say(session, "map", "map", text())[0]
    say(session, "map", "map", text(), parent=branch.id)
    tallies.tally(session, "talk", "votes", "table-1", "pay", 3)
    tallies.release(session, "talk", "votes")
    say(session, "end", "pledges", text())
    headcounts.count_heads(session, "groups", "table-1", 4)
    for place, slot in (("case", "story"), ("case", "learning"), ("groups", "method"), ("session", "intro")):
        prose.write(session, place, slot, "Written.")
    prose.write(session, "groups", "meaning", f"Before it.\n\n[[quote:{quotes[2].id}]]\n\nAfter it.")
    prose.write(session, "session", "signed", f"As one said: [[quote:{quotes[0].id}]]")
    return session


@functools.cache
def expected():
    """Return what each genre of the same session with plain words looks like to each parser."""
    with tempfile.TemporaryDirectory() as folder:
        plain = filled(Path(folder), ["Plain words"])
        return {genre: looks(report(plain, genre)) for genre in NEW}


def keeps_its_shape(folder, texts):
    nasty = filled(folder, texts)
    for genre in NEW:
        assert looks(report(nasty, genre)) == expected()[genre], genre


@pytest.mark.parametrize("turn", range(6))
def test_each_kind_of_report_keeps_its_shape_whatever_people_typed(tmp_path, turn):
    keeps_its_shape(tmp_path, TEXTS[turn * 25 :] + TEXTS[: turn * 25])


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(len(TEXTS)))
def test_every_text_in_every_place_keeps_each_kind_of_report_in_shape(tmp_path, turn):
    keeps_its_shape(tmp_path, [TEXTS[turn]])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_made_up_texts_keep_each_kind_of_report_in_shape(tmp_path, seed):
    keeps_its_shape(tmp_path, made_up(60, seed))


WORDS = [f"word{number}x" for number in range(200)]


@pytest.mark.parametrize("genre", NEW)
def test_everything_that_was_said_is_in_each_kind_of_report_but_for_pledges(tmp_path, genre):
    session = filled(tmp_path, WORDS)
    printed = report(session, genre)
    pledges = {one.text for one in responses(session, "end", "pledges")}
    themed = {one.text for one in responses(session, "shared", "points")}
    missing = {one.text for one in responses(session) if one.text not in printed.split("---\n")[-1]}
    assert missing - themed == pledges
    assert findings(session, genre, "form", "references", "headings", "empty", "tables", "not-printed", "counts") == []


@pytest.mark.parametrize("genre", NEW)
def test_what_nothing_asked_for_is_recorded_in_each_kind_of_report(tmp_path, genre):
    session = session_of(tmp_path, plan(block("talk", SAID, *LISTS, report=["said"])))
    say(session, "talk", "helped", "A hand")
    assert "Also recorded\n\nHelped:\n\n- A hand\n" in report(session, genre)


@pytest.mark.parametrize("genre", NEW)
def test_a_draft_has_a_gap_for_each_part_that_is_not_written(tmp_path, genre):
    write = (
        Slot(slot="intro", heading="Introduction", place="start"),
        Slot(slot="signed", place="end", hint="By whom"),
    )
    slots = (Slot(slot="method", heading="Methods"), Slot(slot="story", hint="Whose work"))
    one = plan(block("talk", SAID, write=slots, report=["method", "story", "said"]), write=write)
    session = session_of(tmp_path, one)
    assert report(session, genre) == "# A small day\n\n15 August 2023\n"
    draft = report(session, genre, draft=True)
    for gap in ("Introduction", "By whom", "Whose work"):
        assert draft.count(f"*Not written yet: {gap}*") == 1
    assert draft.count("*Nothing recorded yet: Said*") == 1


# Quotes where they belong


@pytest.fixture
def quoting(tmp_path):
    slots = (Slot(slot="before"), Slot(slot="after"))
    session = session_of(
        tmp_path, plan(block("talk", SAID, write=slots, report=["before", {"show": "said", "as": "quotes"}, "after"]))
    )
    said = say(session, "talk", "said", "First", "Second", "Third", label="nurse", kind="quote")
    return session, said


def test_a_quote_called_on_a_line_of_its_own_is_a_block_and_is_not_printed_again(quoting):
    session, (first, second, _) = quoting
    prose.write(session, "talk", "before", f"So:\n\n[[quote:{second.id}]]\n\nAnd:\n[[quote:{first.id}]]\nDone.")
    assert report(session, "inquiry-report").endswith(
        "## Talk\n\nSo:\n\n> ‘Second’\\\n> (nurse)\n\nAnd:\n\n> ‘First’\\\n> (nurse)\n\n"
        "Done.\n\n> ‘Third’\\\n> (nurse)\n"
    )


def test_a_quote_called_in_a_sentence_stays_in_it_and_is_printed_below_as_well(quoting):
    session, (first, *_) = quoting
    prose.write(session, "talk", "before", f"One said [[quote:{first.id}]] twice.")
    printed = report(session, "inquiry-report")
    assert "One said ‘First’ twice.\n\n> ‘First’\\\n> (nurse)\n" in printed


def test_a_quote_called_in_a_list_stays_in_the_list(quoting):
    session, (first, *_) = quoting
    prose.write(session, "talk", "before", f"- [[quote:{first.id}]]\n- more")
    assert "- ‘First’\n- more\n\n> ‘First’" in report(session, "inquiry-report")


def test_a_quote_that_is_gone_leaves_its_reference_and_is_found(quoting):
    session, _ = quoting
    prose.write(session, "talk", "before", "So:\n\n[[quote:nothing]]")
    assert "So:\n\n\\[\\[quote:nothing\\]\\]\n" in report(session, "inquiry-report")
    assert findings(session, "inquiry-report", "references") == ["[[quote:nothing]] leads nowhere."]


def test_in_a_report_on_focus_groups_a_called_quote_stands_like_a_play_too(quoting):
    session, (first, *_) = quoting
    prose.write(session, "talk", "before", f"[[quote:{first.id}]]")
    assert "## Talk\n\n> nurse: First\n\n> nurse: Second\n" in report(session, "focus-group-report")


def test_a_story_stands_beside_its_theme_and_its_own_place_goes(tmp_path):
    said = block("said", SAID, report=[{"show": "said", "as": "headings", "members": "all"}])
    told = block("told", TextField(field="stories"), report=[{"show": "stories", "as": "vignette"}])
    session = session_of(tmp_path, plan(said, told))
    story = say(session, "told", "stories", "Once.", label="Manager")
    theme(session, "said", "said", "Trust", *say(session, "said", "said", "Yes", label="Senior"), *story)
    printed = report(session, "focus-group-report")
    assert printed.endswith("## Said\n\n### Trust\n\n> Senior: Yes\n\n> Once.\n>\n> (Manager)\n")


# Houses


def house(folder, genre, text):
    path = folder / "kit" / "templates" / "reports" / f"{genre}.md.j2"
    path.parent.mkdir(parents=True)
    path.write_text(f'{{% extends "facikit/{genre}.md.j2" %}}\n{text}', encoding="utf-8")
    return [folder / "kit"]


def test_a_house_may_have_the_themes_of_a_note_as_headings(tmp_path):
    session = session_of(tmp_path, plan(block("talk", ListField(field="points"), report=["points"])))
    theme(session, "talk", "points", "Trust", *say(session, "talk", "points", "yes"), text="It grows.")
    assert "## Talk\n\n**Trust.** It grows.\n" in report(session, "learning-note")
    kits = house(
        tmp_path,
        "learning-note",
        "{% block themes %}{% call section(block.name, block) %}"
        '{{ show(block, "points", "headings") }}{% endcall %}{% endblock %}',
    )
    assert "## Talk\n\n### Trust\n\nIt grows.\n" in report(session, "learning-note", kits=kits)


def test_a_house_may_have_the_quotes_of_focus_groups_in_quote_marks(quoting, tmp_path):
    session, _ = quoting
    kits = house(tmp_path, "focus-group-report", '{% block quote_style %}{{ quote_style("quotes") }}{% endblock %}')
    assert "> ‘First’\\\n> (nurse)\n" in report(session, "focus-group-report", kits=kits)


def test_maps_stay_where_they_were_drawn_while_no_votes_on_them_are_released(tmp_path):
    session = session_of(tmp_path, plan(block("map", MAP), block("talk", DOTS)))
    say(session, "map", "map", "Pay")
    tallies.tally(session, "talk", "votes", "table-1", "pay", 3)
    assert "The maps in full" not in report(session, "group-outputs")
    assert "- Pay\n" in report(session, "group-outputs")
    tallies.release(session, "talk", "votes")
    printed = report(session, "group-outputs")
    assert printed.index("- Pay\n") > printed.index("## The maps in full")
    assert printed.count("- Pay\n") == 1
