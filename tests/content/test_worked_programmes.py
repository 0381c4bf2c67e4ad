"""The worked programmes: their headings as such reports have them, their counts, their links, and every byte.

    FACIKIT_GOLDEN=write pytest -n0 tests/content/test_worked_programmes.py

writes the files in tests/report/golden anew. Read the difference before it is committed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from itertools import pairwise

import pytest
from days import ROOT

from facikit import __version__
from facikit.library.checking import check_path
from facikit.report.checks import check
from facikit.report.layout import anchors
from facikit.report.render import compose
from facikit.session.people import people
from facikit.session.session import Session

GOLDEN = ROOT / "tests" / "report" / "golden"
NAMES = sorted(path.name.removesuffix(".prose.yaml") for path in (ROOT / "scripts" / "programmes").glob("*.prose.yaml"))
HEADING = re.compile(r"^(#{1,6}) (.*)$", re.MULTILINE)
LINK = re.compile(r"\[([^\]]+)\]\(#([^)]+)\)")

TREES = {
    "change-programme": """
# Changing how we work
## Contents
## 1 Introduction
### A call for partners
### Thistledown's approach
### Space to practise
## 2 What we did: workshops
### May 2023: Explore
### August 2023: Defining our change story
### November 2023: Practitioner research for NQSWs
### February 2024: Designing a test of change
## 3 What we learned: key messages
### Summary of learning
### Key messages
#### Context is key
#### New thinking and attitudes to change
#### What good looks like
#### An ideal day
#### Guiding principles
## 4 Evaluation
### What did you gain from taking part?
### Did it make you think differently? If it did, how?
### What did you enjoy?
### What could have been better?
### What have you changed, or do you plan to change?
### Is there anything else you would like to say?
## 5 Conclusion
## Appendix 1: Workshop reports
### Workshop 1: Explore
#### Context
#### Key themes
##### Culture change and integration
##### What does good look like?
##### Resources
###### Recruitment and retention
###### Time and space
##### Engagement & buy-in
##### Gaps
##### Actions
### Workshop 2: Defining our change story
#### Change rationale
#### Zooming out – large-scale change
##### What is large-scale change?
#### Zooming in – snapshots of change
#### Group work 1: Change animals
##### Aim
##### Analysis
##### What does this tell us?
#### Community social work
#### Group work 2: Our values and principles in everyday practice
##### Aim
##### What's important?
##### Activities
##### What does this tell us?
#### Group work 3: What is our North Star?
##### Aim
##### What does this tell us?
#### Change messages
##### Aim
#### Evaluation
##### Now
###### Headspace
###### Networking
###### Change messages
###### Concerns and questions
##### Wow
###### Hope, motivation, creativity
###### Action
###### Engagement
#### What's next?
### Workshop 3: Practitioner research for newly qualified social workers
#### Learning and development strategy
#### Sharing experiences of research
#### What is research and practitioner research?
#### What excites you? Whom might it help? What are your challenges?
#### What do you want to know?
#### Next steps
### Workshop 4: Designing a test of change
#### Confidence, knowledge, motivation
#### Opportunities and challenges
#### A test of change
#### Sharing the learning, embedding the change
## Appendix 2: Workshop 2: North Star indicators by theme
## Appendix 3: Workshop 2: Platforms and activities for change messages
## Appendix 4: Workshop 2 attendees
""",
    "inquiry-programme": """
# What lets good work happen? An inquiry, topic by topic
## Contents
## Introduction
## Topic 1: Moving on, and starting on it sooner
### Introduction
### What gets in the way of great practice here?
### What does great practice look like?
### What is needed to make it happen?
## Topic 2: Flexible commissioning
### Introduction
### What gets in the way of great practice here?
### What does great practice look like?
### What is needed to make it happen?
## Topic 3: Risk enablement
### Introduction
### What gets in the way of great practice here?
### What does great practice look like?
### What is needed to make it happen?
## Topic 4: Worker autonomy
### Introduction
### What gets in the way of great practice here?
### What does great practice look like?
### What is needed to make it happen?
## Topic 5: What is counted, and by whom
### Introduction
### What gets in the way of great practice here?
### What does great practice look like?
## Reflections and ways forward
## About this report
""",
}
BESIDE = {
    "change-programme": [
        # The two sides of a comparison, which the wanted tree counts as blocks and not as headings.
        "###### What it is",
        "###### What it isn't",
        # What single exercises of the two last workshops divide their own parts into.
        "##### Table 1",
        "##### Table 2",
        "##### What is practitioner research?",
        "##### What excites us",
        "##### Who might benefit",
        "##### Our challenges",
        "##### What might help",
        "##### Opportunities",
        "##### Challenges",
    ],
    "inquiry-programme": ["### Echoes of other topics"],
}
"""Headings that the sessions' own exercises bring along."""


@pytest.fixture(scope="module", params=NAMES)
def programme(request):
    with Session.open(ROOT / "sessions" / request.param, read_only=True) as session:
        yield request.param, session, compose(session, kits=[ROOT]).markdown


def headings(markdown):
    return [(len(found[1]), found[2]) for found in HEADING.finditer(markdown)]


def test_its_headings_are_those_that_such_a_report_has_in_their_order(programme):
    name, _, markdown = programme
    tree = [f"{'#' * level} {words}" for level, words in headings(markdown)]
    assert [one for one in tree if one not in BESIDE[name]] == TREES[name].strip().splitlines()


def test_no_level_is_left_out_between_a_heading_and_the_next(programme):
    _, _, markdown = programme
    levels = [level for level, _ in headings(markdown)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_link_within_it_leads_to_the_heading_that_it_names(programme):
    _, _, markdown = programme
    words = [heading.replace("\\", "") for _, heading in headings(markdown)]
    by_anchor = dict(zip(anchors(words), words, strict=True))
    links = LINK.findall(markdown)
    assert len(links) > 10
    for label, anchor in links:
        assert label.replace("\\", "") in by_anchor[anchor]


def test_it_gives_the_report_that_it_gave_before(programme):
    name, _, markdown = programme
    printed = markdown.replace(f"version: {__version__}\n", "version: VERSION\n").encode()
    file = GOLDEN / f"{name}.md"
    if os.environ.get("FACIKIT_GOLDEN") == "write":
        file.write_bytes(printed)
    assert printed == file.read_bytes()


def test_nothing_in_it_leads_nowhere_and_nobody_is_named(programme):
    name, session, markdown = programme
    assert check_path(ROOT / "sessions" / name, [ROOT]) == []
    wrong = ("references", "sessions", "headings", "empty", "footnotes", "pictures", "names", "form", "tables")
    assert [one for one in check(session, kits=[ROOT]).open if one.code in wrong] == []
    for folder in (ROOT / "sessions").iterdir():
        if (folder / "session.yaml").is_file():
            with Session.open(folder, read_only=True) as one:
                named = [person.name for person in people(one) if person.name in markdown]
            # A writer of the report stands on its cover.
            assert named == [], folder.name


def test_it_is_what_its_words_make_now(programme, tmp_path):
    name, session, _ = programme
    # Its sessions are looked for beside it first, then in the kits.
    made = tmp_path / "made"
    script = ROOT / "scripts" / "make_programmes.py"
    subprocess.run([sys.executable, str(script), name, str(made)], check=True)
    with Session.open(made, read_only=True) as again:
        assert again.plan == session.plan
        assert {one: again.records.get(one).values for one in again.records.of_kind("prose")} == {
            one: session.records.get(one).values for one in session.records.of_kind("prose")
        }


def part_of(markdown, heading):
    """The text under a heading of the second level."""
    return markdown.split(f"\n## {heading}", 1)[1].split("\n## ", 1)[0]


def printed(name):
    with Session.open(ROOT / "sessions" / name, read_only=True) as session:
        return compose(session, kits=[ROOT]).markdown


def test_the_topics_have_eight_eighteen_sixteen_nine_and_one_quotes_with_whose_they_are():
    markdown = printed("inquiry-programme")
    topics = [part_of(markdown, f"Topic {number}:") for number in range(1, 6)]
    assert [len(re.findall(r"^> ‘", topic, re.MULTILINE)) for topic in topics] == [8, 18, 16, 9, 1]
    labels = re.findall(r"^> \((.*)\)$", markdown, re.MULTILINE)
    assert len(labels) == 52
    assert set(labels) <= {"health participant", "council participant", "provider participant", "external partner"}


def test_the_attendance_appendix_has_forty_eight_people_in_thirty_one_lines():
    appendix = part_of(printed("change-programme"), "Appendix 4: Workshop 2 attendees")
    lines = re.findall(r"^- (.*?)(?: \((\d+)\))?$", appendix, re.MULTILINE)
    assert len(lines) == 31
    assert sum(int(number or 1) for _, number in lines) == 48


def test_the_signs_of_good_stand_in_the_summary_and_in_the_workshop_s_report_from_one_record():
    markdown = printed("change-programme")
    assert markdown.count("- The waiting list fits on one page\n") == 2
    learned = part_of(markdown, "3 What we learned: key messages")
    good = learned.split("#### What good looks like", 1)[1].split("#### ", 1)[0]
    assert len(re.findall(r"^- ", good, re.MULTILINE)) == 10


def test_codes_stand_beside_the_answers_and_are_explained_once():
    markdown = printed("change-programme")
    evaluation = part_of(markdown, "4 Evaluation")
    assert set(re.findall(r"\((P\d)\)", evaluation)) == {"P1", "P3", "P4", "P5"}
    [note] = re.findall(r"^\[\^(\w+)\]: P1 to P5 stand for", markdown, re.MULTILINE)
    assert markdown.count(f"[^{note}]") == 2
    assert f"5 people answered.[^{note}]" in evaluation


def test_what_has_an_appendix_of_its_own_does_not_stand_in_the_workshop_s_report_as_well():
    markdown = printed("change-programme")
    reports = part_of(markdown, "Appendix 1: Workshop reports")
    assert "tin-can telephone" not in reports
    assert "tin-can telephone" in part_of(markdown, "Appendix 3: Workshop 2")
    assert reports.count("48 people took part") == 0


def test_each_is_named_for_the_wheel_and_the_archive_of_sources():
    hatch = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]
    for target in ("wheel", "sdist"):
        assert {f"sessions/{name}" for name in NAMES} <= set(hatch[target]["force-include"])
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert {f"!sessions/{name}/" for name in NAMES} <= set(ignored)


def test_the_programme_in_the_docs_is_right_as_it_stands(tmp_path):
    page = (ROOT / "docs" / "programme.md").read_text(encoding="utf-8")
    example, *others = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    more = next(one for one in others if one.startswith("themes:"))
    folder = tmp_path / "sessions" / "from-the-docs"
    folder.mkdir(parents=True)
    (folder / "programme.yaml").write_text(example + more, encoding="utf-8")
    assert check_path(folder, [tmp_path, ROOT]) == []
    # The themes are anybody's: no worked session has them.
    (folder / "programme.yaml").write_text(example, encoding="utf-8")
    with Session.open(folder, read_only=True) as session:
        made = compose(session, kits=[tmp_path, ROOT], draft=True)
    assert [one for one in made.findings if one.code in ("references", "sessions")] == []
    tree = [words for level, words in headings(made.markdown) if level == 2]
    assert tree[1:] == [
        "1 Introduction",
        "2 What we did",
        "3 What we learned",
        "4 Evaluation",
        "Appendix 1: Workshop reports",
        "Appendix 2: Attendees",
    ]
