"""Themes that several sessions have in common: counted by session and by group, never the two together, and quoted."""

from __future__ import annotations

import json

import pytest
from hostile import TEXTS
from making import block, say, theme
from reading_back import looks
from together import LIST, Kit

from facikit.library.kinds import PledgeField
from facikit.report.page import WITH_LABEL
from facikit.session import prose, themes
from facikit.session.responses import responses

TABLE = "title: T\nsessions: [first, second, third]\nsections: [{heading: Again, show: themes}]\nthemes:\n"


@pytest.fixture
def kit(tmp_path):
    return Kit(tmp_path / "kit")


@pytest.fixture
def three(kit):
    """Three days: two speak of time, the second calls it otherwise, the third has sorted nothing."""
    first = kit.day("first")
    a, b, c = say(first, "talk", "points", "A clock", "A bell", "A door")
    (d,) = say(first, "talk", "points", "Late", group="table-2")
    say(first, "talk", "points", "Unsaid", off_record=True)
    (quoted,) = say(first, "talk", "said", "There is none.", label="Nurse", kind="quote", highlight=True)
    time = theme(first, "talk", "points", "Time", a, d, quoted)
    theme(first, "talk", "points", "Bells", a, b, parent=time.id)
    theme(first, "talk", "points", "Doors", c)
    second = kit.day("second")
    (e,) = say(second, "talk", "points", "No hour left", highlight=True)
    say(second, "talk", "points", "Elsewhere")
    theme(second, "talk", "points", "Hours", e)
    third = kit.day("third", "Anything")
    for one in (first, second, third):
        one.close()
    return kit


def table_of(markdown, number=0):
    """Return the cells of a table, row by row."""
    found = [part for part in markdown.split("\n\n") if part.startswith("|")][number]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in found.splitlines() if "---" not in row]


def test_responses_stand_by_session_against_all_that_was_sorted_there(three):
    three.write(TABLE + "  - {name: time, also: [second/Hours]}\n  - Doors\n")
    printed = three.report()
    assert table_of(printed) == [
        ["Theme", "First (of 5)", "Second (of 2)", "All (of 7)"],
        ["time", "4", "1", "5"],
        ["Doors", "1", "–", "1"],
        ["In none of these", "0", "1", "1"],
    ]
    assert "A dash: that session has no such theme. Nothing was sorted into themes in Third." in printed
    assert three.found() == ["Nothing of third is in this report."]


def test_groups_have_a_table_and_an_n_of_their_own(three):
    three.write(TABLE + "  - {name: Time, also: [second/Hours]}\n  - Doors\n")
    assert table_of(three.report(), 1) == [
        ["Theme", "First", "Second"],
        ["Time", "2 of 3", "1 of 3"],
        ["Doors", "1 of 3", "–"],
    ]


def test_a_room_that_worked_as_one_has_no_groups_to_count(kit):
    for name in ("first", "second"):
        day = kit.session(name, block("talk", LIST, groups="plenary"))
        theme(day, "talk", "points", "Time", *say(day, "talk", "points", "Late", group="plenary"))
        day.close()
    kit.write(TABLE.replace(", third", "") + "  - Time\n")
    assert table_of(kit.report())[1] == ["Time", "1", "1", "2"]
    assert "How many groups" not in kit.report()


def test_what_is_in_two_of_the_themes_counts_in_each_and_that_is_told(three):
    three.write(TABLE + "  - Time\n  - Bells\n")
    printed = three.report()
    assert [row[:2] for row in table_of(printed)[1:]] == [["Time", "4"], ["Bells", "2"], ["In none of these", "1"]]
    assert "columns may come to more than their number" in printed


def test_a_session_s_theme_is_left_out_where_its_name_means_something_else(three):
    three.write(TABLE + "  - {name: Time, also: [second/Hours], without: [first]}\n")
    assert table_of(three.report())[1] == ["Time", "–", "1", "1"]


def test_a_theme_goes_by_its_id_whatever_it_is_called(three):
    with three.open_session("second") as second:
        (hours,) = themes.themes(second)
        three.write(TABLE + f"  - {{name: Time, also: [second/{hours.id}]}}\n")
        themes.edit(second, hours.id, name="Room / to breathe")
    assert table_of(three.report())[1] == ["Time", "4", "1", "5"]


def test_what_people_promised_themselves_is_not_counted_and_not_shown(kit):
    for name in ("first", "second"):
        day = kit.session(name, block("talk", LIST, PledgeField(field="cards")))
        theme(day, "talk", "points", "Time", *say(day, "talk", "points", "Late"))
        theme(day, "talk", "cards", "Time", *say(day, "talk", "cards", "Ring my brother"))
        day.close()
    kit.write(TABLE.replace(", third", "") + "  - Time\n")
    assert table_of(kit.report())[0][1:] == ["First (of 1)", "Second (of 1)", "All (of 2)"]
    kit.write(TABLE.replace(", third", "").replace("show: themes", "theme: Time, members: all") + "  - Time\n")
    assert "brother" not in kit.report() and "Late" in kit.report()


# A theme with what was said


def test_a_theme_has_its_quotes_from_all_sessions_each_under_its_session(three):
    three.write(
        TABLE.replace("show: themes", "theme: Time") + "  - {name: Time, text: What is short., also: [second/Hours]}\n"
    )
    assert three.report().split("## 1 Again\n\n")[1] == (
        "What is short.\n\n5 responses in 2 of the 2 sessions that were sorted.\n\n"
        "**First**: 4 responses from 2 of 3 groups.\n\n> ‘There is none.’\\\n> (Nurse)\n\n"
        "**Second**: 1 response from 1 of 3 groups. There it is called ‘Hours’.\n\n> ‘No hour left’\n"
    )


def test_all_that_was_said_stands_there_where_that_is_asked_for_or_nothing(three):
    asked = TABLE.replace("show: themes", "show: themes, as: headings, members: MEMBERS") + "  - Time\n"
    three.write(asked.replace("MEMBERS", "all"))
    printed = three.report()
    assert "### Time\n" in printed and "- A clock\n- A bell\n- Late\n" in printed and "‘There is none.’" in printed
    three.write(asked.replace("MEMBERS", "none"))
    assert "A clock" not in three.report() and "‘There is none.’" not in three.report()
    assert not any("nothing that was said" in one for one in three.found())


def test_what_the_prose_above_has_quoted_does_not_stand_there_again(three):
    three.write(TABLE.replace("show: themes", "slot: about, theme: Time") + "  - Time\n")
    with three.open_session("first") as first:
        quote = next(one.id for one in responses(first, "talk", "said"))
    with three.open() as programme:
        prose.write(programme, "session", "about", f"As one said: [[quote:first/{quote}{WITH_LABEL}]].")
    assert three.report().count("There is none.") == 1


def test_a_theme_of_which_nothing_was_chosen_is_found(three):
    three.write(TABLE.replace("show: themes", "theme: Doors") + "  - Doors\n")
    assert any("Of the theme ‘Doors’ nothing that was said is printed" in one for one in three.found())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- Tiem", "Of the theme ‘Tiem’: no session has a theme 'Tiem'; did you mean 'Time'?"),
        ("- {name: Time, also: [second/Huors]}", "second has no theme 'Huors'; did you mean 'Hours'?"),
        ("- {name: Time, without: [first/Tmie]}", "first has no theme 'Tmie'; did you mean 'Time'?"),
    ],
)
def test_what_no_session_has_is_found_and_the_rest_is_printed(three, line, said):
    three.write(TABLE + f"  {line}\n  - Bells\n")
    assert any(said in one for one in three.found()), three.found()
    assert "| Bells | 2 |" in three.report()


def test_a_theme_that_the_programme_does_not_have_is_found_and_a_gap_in_a_draft(three):
    three.write(TABLE.replace("show: themes", "theme: Tiem") + "  - Time\n")
    assert any("'Tiem' is no theme of the programme; did you mean 'Time'?" in one for one in three.found())
    assert "Leads nowhere: Tiem" in three.report(draft=True)


def test_a_session_that_cannot_be_opened_is_told_and_the_others_are_counted(three):
    three.write(TABLE.replace("first, second", "first, gone, second") + "  - Time\n")
    assert table_of(three.report())[1] == ["Time", "4", "–", "4"]
    assert any("gone" in one.casefold() for one in three.found())


def test_themes_follow_what_is_renamed_and_sorted_anew_in_the_session(three):
    three.write(TABLE + "  - Hours\n")
    with three.open_session("first") as first:
        doors = themes.find_theme(first, "talk", "points", "Doors")
        assert doors is not None
        themes.edit(first, doors.id, name="hours")
    assert table_of(three.report())[1] == ["Hours", "1", "1", "2"]


# Whatever people typed, and a house's own form


@pytest.mark.parametrize("turn", range(0, len(TEXTS), 20))
def test_headings_and_blocks_are_the_same_whatever_people_typed(tmp_path, turn):
    def printed(name, texts):
        kit = Kit(tmp_path / name)
        called = " ".join(texts[0].split()) or "x"
        for at, session in enumerate(("first", "second")):
            day = kit.session(session, block("talk", LIST), title=f"Day {at} {called}")
            made = say(day, "talk", "points", *texts[1:4], highlight=True)
            theme(day, "talk", "points", called if at else f"{called} x", *made, text=texts[4])
            day.close()
            called = themes.themes(day)[0].name.removesuffix(" x") if not at else called
        planned = [{"name": called, "text": texts[4], "also": [f"first/{called} x"]}]
        kit.write(
            "title: T\nsessions: [first, second]\nsections: [{show: themes}, {show: themes, as: headings}]\n"
            f"themes: {json.dumps(planned)}\n"
        )
        return kit.report()

    plain = printed("plain", ["Plain words"] * 5)
    usable = [one for one in TEXTS[turn:] + TEXTS[:turn] if one.strip() and one.isprintable()][:5]
    nasty = printed("nasty", usable)
    assert looks(nasty) == looks(plain)


def test_a_template_prints_them_in_its_own_way(three):
    three.write(TABLE.replace("show: themes", "text: Words.") + "  - {name: Time, also: [second/Hours]}\n")
    template = three.folder / "templates" / "reports" / "programme-report.md.j2"
    template.parent.mkdir(parents=True)
    template.write_text(
        '{% extends "facikit/programme-report.md.j2" %}\n'
        "{% block contents %}{{ common_themes() }}\n"
        "{% for one in report.themes %}{% call section(one.name) %}"
        "{{ paragraph(one.number, one.sessions_heard, one.shares[1].called[0]) }}"
        '{{ common_theme(one, members="all") }}{% endcall %}{% endfor %}{% endblock %}\n',
        encoding="utf-8",
    )
    printed = three.report()
    assert "| Time | 4 | 1 | 5 |" in printed and "## Time\n\n5 2 Hours\n" in printed and "- A clock\n" in printed
