"""Activities that the library has never heard of, written in YAML alone: planned, captured and reported."""

from __future__ import annotations

import pytest
from days import ROOT, made, say

from facikit.library.checking import check_path
from facikit.report.render import render
from facikit.session import agenda, meaning, prose, tallies, themes
from facikit.session.plain import counted_items

WHEEL = """
title: Margolis wheel
aim: Give each person six short consultations on what troubles them, and hear what the advice has in common.
setting: pairs
materials: [two circles of chairs facing each other]
blanks:
  trouble: a problem of your own
steps:
  - title: Turn the wheel
    minutes: 24
    say: The inner circle advises, the outer asks, and after four minutes the outer moves one chair on.
    ask: Tell your adviser of <trouble>. What would they do?
    watch: Advisers who ask for the whole story.
  - title: Harvest
    minutes: 15
    ask: What advice did you hear, and what will you do with it?
    capture:
      - field: advice
        kind: table
        columns: [Trouble, Advice, What I take]
      - {field: heard, kind: list, label: Heard more than once}
write:
  - {slot: pattern, heading: What the advice has in common}
report:
  - aim
  - pattern
  - {show: advice, as: table}
  - {show: heard, as: numbered, lead: "Heard more than once:"}
"""

TIMELINE = """
title: History timeline
aim: Put on one wall what each of us remembers, and see how it came to be as it is.
setting: groups
blanks:
  eras: [Long ago, Lately, Soon]
steps:
  - title: Write
    minutes: 10
    ask: What happened, and when?
    capture:
      - {field: events, kind: list, categories: <eras>}
  - title: Walk it
    minutes: 15
    ask: Where did something turn?
    capture:
      - {field: tales, kind: text, label: Tales from the wall}
write:
  - {slot: turning, heading: Where it turned}
report:
  - {show: events, as: leadin, by: category}
  - turning
  - {show: tales, as: vignette}
"""

FISHBOWL = """
title: Fishbowl
aim: Let a few talk and many listen, with an empty chair for whoever cannot keep quiet.
setting: plenary
blanks:
  question:
steps:
  - title: In the bowl
    minutes: 30
    ask: <question>
    capture:
      - {field: said, kind: quotes, label: Said in the bowl}
      - {field: sat-down, kind: count, label: Took the empty chair}
  - title: Round the bowl
    minutes: 15
    ask: What did you see from outside?
    capture:
      - {field: seen, kind: tree, label: Seen from outside, root: The bowl}
write:
  - {slot: outcome}
report:
  - question
  - {show: said, as: headings, members: all}
  - {show: sat-down, as: sentence, lead: "Took the empty chair:"}
  - {show: seen, as: list}
  - outcome
"""

DAY = """
title: A day of one's own
start: "10:00"
groups:
  tables: 2
labels: [Old hand, Newcomer]
agenda:
  - {exercise: margolis-wheel, with: {trouble: the neighbours}}
  - {exercise: history-timeline, id: timeline, groups: tables, with: {eras: [Before the bridge, After it]}}
  - {exercise: fishbowl, with: {question: "Who is the harbour for?"}}
  - {exercise: dot-vote, id: turns, groups: tables, with: {items: {from: timeline.events}, each: 2}}
"""


@pytest.fixture
def day(tmp_path):
    kit = tmp_path / "kit"
    (kit / "exercises").mkdir(parents=True)
    (kit / "templates" / "workshops").mkdir(parents=True)
    for name, text in {"margolis-wheel": WHEEL, "history-timeline": TIMELINE, "fishbowl": FISHBOWL}.items():
        (kit / "exercises" / f"{name}.yaml").write_text(text)
    workshop = kit / "templates" / "workshops" / "own-day.yaml"
    workshop.write_text(DAY)
    return workshop, [kit, ROOT]


@pytest.fixture
def session(day, tmp_path):
    workshop, kits = day
    with made(workshop, kits, tmp_path / "sessions") as session:
        yield session


def test_the_wheel_prints_its_advice_in_rows_and_what_it_has_in_common(session):
    say(
        session, "margolis-wheel", "advice", "A hedge\tTalk to it first\tBring cake", "A dog\tGet a bigger one\tNothing"
    )
    say(session, "margolis-wheel", "heard", "Bring cake", "Wait a week")
    prose.write(session, "margolis-wheel", "pattern", "Cake, in the main.")
    report = render(session, kits=[ROOT])
    assert "| Trouble | Advice | What I take |" in report
    assert "| A hedge | Talk to it first | Bring cake |" in report
    assert "1. Bring cake\n2. Wait a week" in report
    assert report.index("### What the advice has in common") < report.index("| Trouble |")


def test_the_timeline_prints_its_events_era_by_era_and_its_tales_whole(session):
    say(session, "timeline", "events", "Before the bridge\tThe ferry froze in", group="Table 1")
    say(session, "timeline", "events", "After it\tThe shop closed", "After it\tThe school opened", group="Table 2")
    say(session, "timeline", "tales", "My aunt rowed across with the post.", group="Table 2", label="Old hand")
    report = render(session, kits=[ROOT])
    assert "**Before the bridge:** The ferry froze in" in report
    assert "**After it:** The shop closed, The school opened" in report.replace("\\", "")
    assert "> My aunt rowed across with the post.\n>\n> (Old hand)" in report


def test_what_the_timeline_brought_is_voted_on_in_the_next_block(session):
    ids = say(session, "timeline", "events", "Before the bridge\tThe ferry froze in", group="Table 1")
    ids += say(session, "timeline", "events", "After it\tThe shop closed", group="Table 2")
    say(session, "turns", "votes", "The shop\t5", "The ferry\t2", group="Table 1")
    counted = {one.item.id: one.total() for one in tallies.tallies(session, "turns", "votes", items(session))}
    assert counted == {ids[0]: 2, ids[1]: 5}
    assert "The shop closed" not in after(render(session, kits=[ROOT]), "## Dot vote"), "not before it is released"
    tallies.release(session, "turns", "votes")
    printed = after(render(session, kits=[ROOT]), "## Dot vote")
    assert printed.index("The shop closed") < printed.index("The ferry froze in")


def test_the_fishbowl_prints_its_themes_its_count_and_what_hangs_on_what(session):
    ids = say(session, "fishbowl", "said", "For whoever gets up first.", label="Old hand")
    ids += say(session, "fishbowl", "said", "For those who cannot swim, too.", label="Newcomer")
    say(session, "fishbowl", "sat-down", "4")
    say(session, "fishbowl", "seen", "Hands", "\tin pockets", "Feet")
    tallies.release(session, "fishbowl", "sat-down")
    made_theme = themes.make(session, "fishbowl", "said", "Whose morning is it?")
    themes.link(session, made_theme.id, *ids)
    report = render(session, kits=[ROOT])
    assert "### Whose morning is it?" in report
    assert "For those who cannot swim, too." in report
    assert "(Newcomer)" in report
    bowl = after(report, "## Fishbowl")
    assert "4" in bowl
    assert bowl.index("- Hands") < bowl.index("  - in pockets") < bowl.index("- Feet")


def test_what_is_wrong_in_an_activity_of_ones_own_is_told_where_it_stands(day):
    workshop, kits = day
    path = kits[0] / "exercises" / "history-timeline.yaml"
    path.write_text(TIMELINE.replace("as: vignette", "as: vignete").replace("kind: text", "kind: tale"))
    found = check_path(path, kits)
    assert [problem.key for problem in found] == ["steps[1].capture[0].kind", "report[2].as"]
    assert check_path(workshop, kits) == [], "the workshop itself is sound"


def test_a_vote_cannot_be_on_what_its_own_block_has_yet_to_collect(day):
    workshop, kits = day
    votes = "      - {field: turns, kind: dots, items: {from: timeline.events, take: responses}}\n"
    path = kits[0] / "exercises" / "history-timeline.yaml"
    path.write_text(TIMELINE.replace("write:\n", votes + "write:\n"))
    [problem] = check_path(workshop, kits)
    assert "is said in this very block" in problem.message


def items(session):
    live = agenda.block(session, "turns")
    return counted_items(session, meaning.find_field(live, "votes"))


def after(report, heading):
    return report.partition(heading)[2]
