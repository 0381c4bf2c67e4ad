"""Fields that share one set of themes: sorted together, printed together, each under its own words."""

from __future__ import annotations

import msgspec
import pytest
from checking import found
from making import block, plan, report, say, session_of, theme
from together import Kit

from facikit.analysis.codebook import codebook
from facikit.analysis.common import across
from facikit.errors import UserError
from facikit.library.kinds import FieldBase, ListField, PledgeField, QuotesField
from facikit.library.programme_shape import CommonTheme
from facikit.library.shapes import GroupSet
from facikit.session import sharing, themes
from facikit.session.agenda import groups
from facikit.session.document import import_new, to_yaml
from facikit.session.merge import merge_all
from facikit.session.printing import print_as
from facikit.session.session import Session
from facikit.session.theme_sets import fields_of, home, homes, may_share
from facikit.session.undo import undo
from facikit.tui.sortable import parts
from facikit.tui.sorting import UNTHEMED, Table

HELPS = ListField(field="helps", label="What helps")
HINDERS = ListField(field="hinders", label="What hinders", themes_with="helps")
SAID = QuotesField(field="said", label="Said", themes_with="talk.helps")
LATER = ListField(field="helps", label="What helps", themes_with="talk.helps")


def both(*items, more=(HELPS, HINDERS)):
    return plan(block("talk", *more, report=list(items)), block("walk", SAID, LATER, report=["said"]))


def sorted_(folder, *items):
    session = session_of(folder, both(*items))
    good = say(session, "talk", "helps", "fair pay", "a van")
    bad = say(session, "talk", "hinders", "low pay", "rain", group="table-2")
    quote = say(session, "walk", "said", "We were never paid.", kind="quote", highlight=True)
    later = say(session, "walk", "helps", "a bonus")
    theme(session, "talk", "helps", "Pay", good[0], bad[0], quote[0], later[0])
    theme(session, "talk", "hinders", "Moving", good[1])
    return session


# What belongs together


def test_a_theme_made_for_any_of_them_is_of_the_one_that_has_the_themes(tmp_path):
    session = sorted_(tmp_path)
    assert home(session, "talk", "hinders") == home(session, "walk", "said") == ("talk", "helps")
    assert fields_of(session, "walk", "helps") == [
        ("talk", "helps"), ("talk", "hinders"), ("walk", "said"), ("walk", "helps"),
    ]  # fmt: skip
    for place in fields_of(session, "talk", "helps"):
        assert [one.name for one in themes.themes(session, *place)] == ["Pay", "Moving"]
    assert {(one.block, one.field) for one in themes.themes(session)} == {("talk", "helps")}
    assert themes.find_theme(session, "walk", "said", "moving") is not None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (HELPS, ListField(field="hinders", themes_with="nothing")),
        (ListField(field="helps", themes_with="helps"), ListField(field="hinders")),
        (ListField(field="helps", themes_with="hinders"), ListField(field="hinders", themes_with="helps")),
        (HELPS, PledgeField(field="hinders", themes_with="helps")),
        (PledgeField(field="helps"), HINDERS),
    ],
)
def test_a_field_that_says_it_wrongly_has_themes_of_its_own_and_nothing_stops(
    tmp_path, first: FieldBase, second: FieldBase
):
    session = session_of(tmp_path, plan(block("talk", first, second)))
    assert homes(session) == {}
    say(session, "talk", "hinders", "rain")
    report(session)


def test_what_was_sorted_apart_before_comes_together_when_the_plan_says_so(tmp_path):
    session = session_of(tmp_path, both("helps", more=(HELPS, ListField(field="hinders"))))
    (bad,) = say(session, "talk", "hinders", "low pay")
    old = theme(session, "talk", "hinders", "Money", bad)
    good = theme(session, "talk", "helps", "Pay", *say(session, "talk", "helps", "fair pay"))
    session.close()
    file = session.folder / "session.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count("{field: hinders, kind: list}") == 1
    file.write_text(text.replace("{field: hinders,", "{field: hinders, themes_with: helps,"), encoding="utf-8")
    with Session.open(session.folder, "anna") as again:
        assert {one.name for one in themes.themes(again, "talk", "helps")} == {"Money", "Pay"}
        assert themes.merge(again, old.id, good.id).members


def test_laptops_that_sort_different_fields_apart_come_together_in_one_set(tmp_path):
    first = sorted_(tmp_path / "first", {"show": "helps", "as": "themes"})
    (tmp_path / "second").mkdir()
    folder = import_new(to_yaml(first), "first.yaml", tmp_path / "second")
    with Session.open(folder, "zoe") as second:
        assert report(second) == report(first)
        pay = themes.find_theme(second, "walk", "said", "Pay")
        assert pay is not None
        themes.link(second, pay.id, *[one.id for one in say(second, "talk", "hinders", "no rise")])
        theme(second, "talk", "hinders", "Weather")
        moving = themes.find_theme(first, "talk", "hinders", "Moving")
        assert moving is not None
        themes.edit(first, moving.id, name="Getting about")
        first.flush()
        merge_all(second, [first.folder])
        merge_all(first, [folder])
        assert report(first) == report(second)
        assert [one.name for one in themes.themes(first, "walk", "said")] == ["Pay", "Getting about", "Weather"]


# Chosen while one sorts


def apart(folder):
    """Two fields that the plan keeps apart, each with a theme."""
    fields = (HELPS, msgspec.structs.replace(HINDERS, themes_with=""), msgspec.structs.replace(SAID, themes_with=""))
    session = session_of(folder, plan(block("talk", *fields, report=[{"show": "helps", "as": "themes"}, "hinders"])))
    theme(session, "talk", "helps", "Pay", *say(session, "talk", "helps", "fair pay"))
    theme(session, "talk", "hinders", "Money", *say(session, "talk", "hinders", "low pay"))
    return session


def test_staff_choose_it_while_they_sort_and_take_it_back(tmp_path):
    session = apart(tmp_path)
    before = report(session)
    assert may_share(session, ("talk", "helps")) == [("talk", "hinders"), ("talk", "said")]
    sharing.put(session, ("talk", "hinders"), ("talk", "helps"))
    assert [one.name for one in themes.themes(session, "talk", "helps")] == ["Pay", "Money"]
    assert "**Money:** What hinders: low pay" in report(session) and report(session).count("low pay") == 1
    assert may_share(session, ("talk", "helps")) == [("talk", "said")]
    assert "which fields share their themes" in undo(session).words
    assert homes(session) == {} and report(session) == before


def test_what_the_plan_shares_can_be_sorted_apart_again_and_back(tmp_path):
    session = sorted_(tmp_path)
    sharing.put(session, ("talk", "hinders"), None)
    assert home(session, "talk", "hinders") == ("talk", "hinders")
    assert [one.name for one in themes.themes(session, "talk", "hinders")] == []
    assert len(themes.themes(session, "talk", "helps")[0].members) == 4, "what was sorted stays where it is"
    undo(session)
    assert home(session, "talk", "hinders") == ("talk", "helps")


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [
        ({"hinders": "helps", "helps": "hinders"}, {}),
        ({"hinders": "helps", "said": "hinders"}, {"hinders": "helps", "said": "helps"}),
        ({"hinders": "helps", "helps": "hinders", "said": "helps"}, {}),
        ({"hinders": "hinders", "said": "nothing"}, {}),
    ],
)
def test_laptops_that_chose_apart_agree_on_one_set_or_on_none(tmp_path, chosen, wanted):
    session = apart(tmp_path)
    for name, into in chosen.items():
        sharing.put(session, ("talk", name), ("talk", into))
    assert homes(session) == {("talk", name): ("talk", into) for name, into in wanted.items()}
    before = report(session)
    (tmp_path / "second").mkdir()
    with Session.open(import_new(to_yaml(session), "x.yaml", tmp_path / "second"), "zoe") as second:
        assert report(second) == before and homes(second) == homes(session)


# On the table


def test_all_of_their_cards_lie_on_one_table_and_each_tells_what_it_answers(tmp_path):
    session = sorted_(tmp_path)
    (part,) = parts(session)
    assert part.place == ("talk", "helps") and (part.left, part.in_all, part.themes) == (1, 6, 2)
    assert part.field == "What helps + What hinders + Said + What helps"
    table = Table(session, part.place)
    (left,) = table.view(UNTHEMED)
    assert left.words == "rain" and "What hinders" in left.notes and "Table 2" in left.notes
    assert (table.left, table.in_all, table.off, table.aside) == (1, 6, 0, 0)
    themes.link(session, table.themes[0].theme.id, left.id)
    table.update()
    assert table.left == 0 and table.told(table.themes[0].theme) == "5 responses from 2 of 3 groups"


# In print


def test_a_theme_prints_what_each_field_has_of_it_behind_its_label(tmp_path):
    text = report(sorted_(tmp_path, {"show": "helps", "as": "themes"}))
    pay = next(line for line in text.splitlines() if "**Pay:**" in line)
    assert pay.startswith("- **Pay:** Talk: fair pay; What hinders: low pay; Said: We were never paid")
    assert "a bonus" in pay
    assert "rain" in text.partition("Also recorded")[2], "what is in no theme is not lost"
    assert "low pay" not in text.partition("Also recorded")[2]


@pytest.mark.parametrize(
    ("form", "by"), [("headings", ""), ("headings", "group"), ("nested", ""), ("nested", "group"), ("run-in", "")]
)
def test_every_form_by_theme_has_all_of_them(tmp_path, form, by):
    session = sorted_(tmp_path, {"show": "helps", "as": form, "members": "all", **({"by": by} if by else {})})
    text = report(session)
    for said in ("fair pay", "low pay", "We were never paid.", "a bonus", "a van"):
        assert said.rstrip(".") in text.partition("Also recorded")[0]
    assert "What hinders" in text and found(session, "not-by-theme") == []


@pytest.mark.parametrize(("form", "told"), [("headings", "What hinders?\n\n- low pay"), ("themes", "hinders? – low")])
def test_a_question_keeps_its_own_mark_before_what_was_said_to_it(tmp_path, form, told):
    asked = msgspec.structs.replace(HINDERS, label="What hinders?")
    shown = [{"show": "helps", "as": form, "members": "all"}]
    session = session_of(tmp_path, plan(block("talk", HELPS, asked, report=shown)))
    theme(session, "talk", "helps", "Pay", *say(session, "talk", "hinders", "low pay"))
    assert told in report(session)


def test_sentences_by_group_have_no_themes_and_nothing_is_lost(tmp_path):
    text = report(sorted_(tmp_path, {"show": "helps", "as": "run-in", "by": "group"}))
    assert "**Table 1.** fair pay and a van." in text
    assert "low pay" in text.partition("Also recorded")[2]


def test_the_table_by_group_counts_all_of_them(tmp_path):
    text = report(sorted_(tmp_path, {"show": "helps", "as": "crossed"}, "helps", "hinders"))
    assert "| Pay | 3 | 1 | 0 | 4 |" in text and "(of 6)" in text
    assert "| 0 | 1 | 0 | 1 |" in text.partition("Moving")[2], "what is in no theme is counted of all of them"


def test_printing_the_set_by_theme_by_key_tells_nothing_twice_and_stands_under_nobody_s_heading(tmp_path):
    session = sorted_(tmp_path, {"show": "helps", "heading": "Helps"}, {"show": "hinders", "heading": "Hinders"})
    before = report(session)
    assert "### Helps" in before and before.count("low pay") == 1
    print_as(session, "talk", HELPS, "themes")
    text = report(session)
    assert "### H" not in text and text.count("low pay") == 1
    assert "What hinders: low pay" in text and "rain" in text.partition("Also recorded")[2]
    with pytest.raises(UserError, match="sorted into the themes"):
        print_as(session, "talk", HINDERS, "themes")
    print_as(session, "talk", HINDERS, "numbered")
    assert "### Hinders\n\n1. low pay\n2. rain" in report(session)
    print_as(session, "talk", HELPS, "")
    print_as(session, "talk", HINDERS, "")
    assert report(session) == before


def test_a_list_of_one_of_them_is_a_list_as_before_and_the_themes_are_missed_once(tmp_path):
    session = sorted_(tmp_path, "helps", "hinders")
    text = report(session)
    assert "- fair pay\n- a van" in text and "* low pay\n* rain" in text
    (one,) = found(session, "not-by-theme")
    assert one.record == "printed/talk/helps" and "‘Pay’ and ‘Moving’" in one.message


def test_nobody_else_s_report_changes_where_nothing_is_shared(tmp_path):
    alone = msgspec.structs.replace(HINDERS, themes_with="")
    session = session_of(tmp_path, plan(block("talk", HELPS, alone, report=[{"show": "helps", "as": "themes"}])))
    theme(session, "talk", "helps", "Pay", *say(session, "talk", "helps", "fair pay"))
    assert "- **Pay:** fair pay\n" in report(session)


def test_groups_made_of_the_themes_by_way_of_any_field_have_done_their_work(tmp_path):
    made = plan(block("talk", HELPS, HINDERS, report=["helps"]), groups={"topics": GroupSet(from_="talk.hinders")})
    session = session_of(tmp_path, made)
    theme(session, "talk", "helps", "Pay", *say(session, "talk", "hinders", "low pay"))
    assert found(session, "not-by-theme") == []
    assert [one.name for one in groups(session, "topics")] == ["Pay"]
    assert [one.name for one in codebook(session, ("talk", "hinders"))] == ["Pay"]


def test_a_programme_takes_the_set_by_one_theme_or_what_was_chosen_of_it(tmp_path):
    kit = Kit(tmp_path / "kit")
    day = kit.session("first", block("talk", HELPS, HINDERS), block("walk", LATER))
    good = say(day, "talk", "helps", "fair pay", "more pay", highlight=True)
    bad = say(day, "talk", "hinders", "low pay")
    late = say(day, "walk", "helps", "a bonus")
    theme(day, "talk", "helps", "Pay", *good, *bad, *late)
    theme(day, "talk", "helps", "Rest", *say(day, "talk", "hinders", "no break"))
    day.close()
    kit.write(
        "title: T\nsessions: [first]\nsections:\n"
        "  - {heading: Chosen, from: first/talk.helps, as: themes, only: highlighted}\n"
        "  - {heading: Pay, from: first/talk.helps, theme: Pay, members: all}\n"
    )
    text = kit.report()
    chosen, _, pay = text.partition("## 1 Chosen")[2].partition("## 2 Pay")
    assert "**Pay:** fair pay, more pay\n" in chosen and "low pay" not in chosen, "one question needs no label"
    for said in ("Talk:\n\n", "- fair pay", "What hinders:\n\n", "- low pay", "Walk:\n\n", "- a bonus"):
        assert said in pay
    assert "no break" not in pay


def test_a_programme_counts_all_fields_of_the_set_as_sorted(tmp_path):
    session = sorted_(tmp_path)
    made = across([CommonTheme(name="Pay")], {"one": session}, "p")
    assert len(made.themes[0].shares[0].members) == 4 and made.out_of["one"] == 6
