"""Mind maps as lists in lists, and pledges, whose words nobody reads who was not meant to."""

from __future__ import annotations

import pytest
from counting import DOTS, MAP, PLEDGE, dots
from making import MEANING, POINTS, block, findings, plan, report, say, session_of, theme
from markdown_it import MarkdownIt

from facikit.library.kinds import DotsField, PledgeField
from facikit.library.values import From
from facikit.report.maps import DEEPEST
from facikit.session import prose, responses, themes
from facikit.session.session import Change


def one_block(tmp_path, *fields, **more):
    return session_of(tmp_path, plan(block("talk", *fields, **more)))


def body(session, **more):
    return report(session, **more).split("## Talk\n\n", 1)[1]


# Mind maps


def grown(session):
    """A map of two branches, one with a twig on a twig."""
    (pay,) = say(session, "talk", "map", "Pay", category="challenge")
    (fair,) = say(session, "talk", "map", "Fair\npay", parent=pay.id)
    say(session, "talk", "map", "For all", parent=fair.id, category="opportunity")
    say(session, "talk", "map", "Time")
    return pay, fair


def test_what_hangs_on_a_point_stands_below_it_with_its_kind(tmp_path):
    session = one_block(tmp_path, MAP, report=["map", {"show": "map", "as": "numbered", "top": 1}])
    grown(session)
    assert body(session) == (
        "In the middle: Our service\n\n"
        "- Pay (Challenge)\n  - Fair\\\n    pay\n    - For all (Opportunity)\n- Time\n\n"
        "In the middle: Our service\n\n"
        "1. Pay (Challenge)\n   - Fair\\\n     pay\n     - For all (Opportunity)\n"
    )


def test_the_order_is_that_of_the_map_and_not_of_entry(tmp_path):
    session = one_block(tmp_path, MAP)
    pay, _ = grown(session)
    (more,) = say(session, "talk", "map", "More", parent=pay.id)
    responses.move(session, more.id, None)
    assert "- Pay (Challenge)\n  - More\n  - Fair" in report(session)


def test_no_point_is_lost_with_the_one_it_hung_on_or_in_a_ring(tmp_path):
    session = one_block(tmp_path, MAP)
    pay, fair = grown(session)
    responses.edit(session, pay.id, off_record=True)
    assert body(session).endswith("- Fair\\\n  pay\n  - For all (Opportunity)\n- Time\n")
    responses.edit(session, pay.id, off_record=False, parent=fair.id)
    responses.edit(session, fair.id, parent=pay.id)
    for genre in ("session-report", "record"):
        for words in ("Pay", "Fair", "For all", "Time"):
            assert report(session, genre).count(words) == 1


def test_kinds_of_point_can_stand_apart(tmp_path):
    session = one_block(tmp_path, MAP, report=[{"show": "map", "by": "category"}])
    grown(session)
    headings = [line for line in body(session).split("\n") if line[:1] in "#-" and line]
    assert headings == ["### Opportunity", "- For all", "### Challenge", "- Pay", "### Other", "- Fair\\", "- Time"]


def test_each_group_has_its_own_map_in_the_report_and_in_the_record(tmp_path):
    session = one_block(tmp_path, MAP, report=[{"show": "map", "by": "group"}])
    grown(session)
    (other,) = say(session, "talk", "map", "Other", group="table-2")
    say(session, "talk", "map", "below", group="table-2", parent=other.id, label="student")
    assert "## Talk\n\nIn the middle: Our service\n\n### Table 1\n\n- Pay" in report(session)
    assert "### Table 2\n\n- Other\n  - below\n" in report(session)
    assert "### Table 2\n\n- Other\n  - below (student)\n" in report(session, "record")


def test_a_map_can_be_told_by_its_themes(tmp_path):
    session = one_block(tmp_path, MAP, report=[{"show": "map", "as": "themes"}])
    pay, fair = grown(session)
    theme(session, "talk", "map", "Money", pay, fair, text="Much of it.")
    assert body(session).startswith("- **Money:** Much of it. (Pay, Fair pay)\n\n### Also recorded\n\nMap:\n")
    assert "- For all (Opportunity)\n- Time\n" in body(session)


def test_however_deep_a_map_is_every_point_is_an_item_of_a_list(tmp_path):
    session = one_block(tmp_path, MAP)
    parent = ""
    for number in range(40):
        (one,) = say(session, "talk", "map", f"point {number}", parent=parent)
        parent = one.id
    for parser in (MarkdownIt("commonmark"), MarkdownIt("gfm-like")):
        tokens = parser.parse(body(session))
        words = [token.content for token in tokens if token.type == "inline"]
        assert words[1:] == [f"point {number}" for number in range(40)]
        assert sum(token.type == "list_item_open" for token in tokens) == 40
        assert max(token.level for token in tokens if token.type == "bullet_list_open") == 2 * (DEEPEST - 1)


def test_points_of_a_map_that_left_the_plan_keep_hanging_on_one_another(tmp_path):
    session = one_block(tmp_path, POINTS, report=["points"])
    (pay,) = say(session, "talk", "old-map", "Pay")
    say(session, "talk", "old-map", "Fair pay", parent=pay.id)
    assert "- Pay\n  - Fair pay\n" in report(session)


# Pledges


def pledged(tmp_path, *items, write=()):
    session = one_block(tmp_path, POINTS, PLEDGE, report=items, write=write)
    say(session, "talk", "points", "a")
    return session, say(session, "talk", "pledges", "SECRET one", "SECRET two", label="SECRET")


def test_pledges_are_counted_and_not_printed(tmp_path):
    session, _ = pledged(tmp_path, "points", "pledges")
    assert body(session) == "- a\n\n2 pledges were made. Posting: 1 October 2023.\n"
    responses.delete(session, *[one.id for one in responses.responses(session, "talk", "pledges")[1:]])
    assert "1 pledge was made." in report(session)


@pytest.mark.parametrize(("when", "printed"), [("in six weeks.", " Posting: in six weeks."), ("", ""), (" . ", "")])
def test_when_pledges_are_posted_may_be_said_in_words(tmp_path, when, printed):
    session = one_block(tmp_path, PledgeField(field="pledges", post_on=when))
    say(session, "talk", "pledges", "x")
    assert report(session).endswith(f"1 pledge was made.{printed}\n")


@pytest.mark.parametrize("form", ["list", "themes"])
def test_only_the_reports_own_word_brings_out_what_people_promised(tmp_path, form):
    session, made = pledged(tmp_path, "points", {"show": "pledges", "as": form})
    theme(session, "talk", "pledges", "Kindness", *made)
    printed = report(session)
    assert "SECRET one" in printed
    assert ("**Kindness:** SECRET one, SECRET two" in printed) == (form == "themes")


@pytest.mark.parametrize(
    "items",
    [
        ("points",),
        (),
        ("points", "pledges"),
        ("points", {"show": "pledges", "as": "count", "by": "group"}),
        # No themes yet, and forms that pledges do not take: both fall back to the number.
        ("points", {"show": "pledges", "as": "themes"}),
        ("points", {"show": "pledges", "as": "quotes"}),
        ("points", {"show": "pledges", "as": "sentence", "top": 5}),
    ],
)
def test_pledges_are_read_nowhere_else(tmp_path, items):
    session, made = pledged(tmp_path, *items, "meaning", write=(MEANING,))
    prose.write(session, "talk", "meaning", f"[[quote:{made[0].id}]] and [[count:talk.pledges]].")
    for genre in ("session-report", "record"):
        for draft in (False, True):
            printed = report(session, genre, draft=draft)
            assert "SECRET" not in printed
            assert "2 pledges were made." in printed
        assert "SECRET" not in "".join(findings(session, genre))
    assert "2 pledges from 1 of 3 groups" in report(session)


def test_a_pledge_does_not_come_out_as_a_member_of_another_fields_theme(tmp_path):
    session, made = pledged(tmp_path, {"show": "points", "as": "themes", "members": "all"})
    (point,) = responses.responses(session, "talk", "points")
    theme(session, "talk", "points", "Mixed", point, *made)
    theme(session, "talk", "pledges", "Kindness", *made)
    for genre in ("session-report", "record"):
        assert "SECRET" not in report(session, genre)
    assert "**Mixed:** a\n" in report(session)


def test_a_template_that_prints_every_response_and_theme_prints_no_pledge(tmp_path):
    session, made = pledged(tmp_path)
    theme(session, "talk", "pledges", "Kindness", *made)
    path = tmp_path / "kit" / "templates" / "reports" / "everything.md.j2"
    path.parent.mkdir(parents=True)
    path.write_text(
        "{% for block in report.agenda %}{% for field in block.fields %}{{ bullets(field.responses) }}"
        "{{ bullets(field.loose) }}{% for theme in field.themes %}{{ theme.name }}{{ bullets(theme.members) }}"
        "{% endfor %}{% endfor %}{% endfor %}",
        encoding="utf-8",
    )
    printed = report(session, "everything", kits=[tmp_path / "kit"])
    assert "- a\n" in printed
    assert "Kindness" in printed
    assert "SECRET" not in printed


@pytest.mark.parametrize("field", ["pledges", "pledge-cards"])
def test_pledges_whose_field_left_the_plan_are_counted_only(tmp_path, field):
    session = one_block(tmp_path, POINTS)
    say(session, "talk", field, "SECRET")
    say(session, "gone", field, "SECRET")
    for genre in ("session-report", "record"):
        assert "SECRET" not in report(session, genre)
        assert report(session, genre).count("1 pledge was made.") == 2


def test_what_is_voted_on_can_be_no_pledge(tmp_path):
    votes = DotsField(field="votes", items=From(from_="earlier.pledges"))
    session = session_of(tmp_path, plan(block("earlier", PLEDGE), block("talk", votes)))
    (one,) = say(session, "earlier", "pledges", "SECRET")
    dots(session, table_1={one.id: 3})
    assert "SECRET" not in report(session) + report(session, "record")
    assert "An item that is no longer there: 3 dots" in report(session)


# Themes that nobody has made yet


@pytest.mark.parametrize("form", ["themes", "headings"])
def test_where_there_are_no_themes_yet_the_points_stand_where_they_would(tmp_path, form):
    session = one_block(
        tmp_path, POINTS, DOTS, report=[{"show": "points", "as": form, "top": 1, "lead": "They said:"}, "votes"]
    )
    say(session, "talk", "points", "a", "b")
    dots(session, table_1={"pay": 1})
    assert body(session).startswith("They said:\n\n- a\n- b\n\nMost dots first;")
    assert "Also recorded" not in report(session)
    assert "*No themes yet: Points*\n\n- a\n- b\n" in report(session, draft=True)
    one = themes.make(session, "talk", "points", "Letters", "", "")
    themes.link(session, one.id, responses.responses(session, "talk", "points")[0].id)
    assert "No themes yet" not in report(session, draft=True)
    assert "### Also recorded\n\nPoints:\n\n- b\n" in report(session)


def test_an_undone_response_of_a_map_is_gone_with_its_words_only(tmp_path):
    session = one_block(tmp_path, MAP)
    pay, _ = grown(session)
    session.put([Change(f"response/{pay.id}", {"deleted": True})])
    assert "Pay" not in report(session)
    assert "- Fair\\\n  pay\n  - For all (Opportunity)\n" in report(session)
