"""Themes that the sessions of a programme have in common: printed, checked at their line, traced, and handed on."""

from __future__ import annotations

import csv
import io
import json
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest
from commands import Run, put, refused
from nasty import BY_HAND

from facikit.session import themes
from facikit.session.responses import Draft, add, mark
from facikit.session.session import Session

PROGRAMME = """\
title: Both days
programme: pr0gramme1d000
sessions: [{{session: {first}, as: one}}, {{session: other, as: two}}, {{title: The launch}}]
themes:
  - name: Time
    text: What is short.
    also: [two/Hours]
sections: [{{show: themes}}]
"""


@pytest.fixture
def programme(kit: Path, session_folder: Path) -> Path:
    """Two sessions with themes: Time and Tea in the first, Hours and Tea in the second."""
    for folder, name in ((_second(session_folder), "Hours"), (session_folder, "Time")):
        with Session.open(folder, "anna") as session:
            late, kettle, private = add(
                session,
                *(Draft(block="animals", field="points", group="table-1", text=text)
                  for text in ("Late", "A kettle", "Unsaid")),
            )  # fmt: skip
            mark(session, "off_record", True, private.id)
            themes.make(session, "animals", "points", name, members=[late.id, private.id])
            themes.make(session, "animals", "points", "Tea", members=[kettle.id])
    folder = kit / "sessions" / "both"
    folder.mkdir()
    put(folder / "programme.yaml", PROGRAMME.format(first=session_folder.name))
    return folder


def _second(session_folder: Path) -> Path:
    """Make another session of the same plan before anything is said."""
    other = Path(shutil.copytree(session_folder, session_folder.with_name("other")))
    plan = (other / "session.yaml").read_text(encoding="utf-8")
    put(other / "session.yaml", plan.replace("A small day", "Another day").replace("k7q2m9xw4d3t0b", "0ther0ther0the"))
    return other


def test_the_themes_of_a_programme_are_told_session_by_session(run: Run, programme: Path) -> None:
    result = run("themes", programme)
    assert result.exit_code == 0 and result.stderr == ""
    head, *rest = result.stdout.splitlines()
    assert head == "Time: 2 responses in 2 of 2 sessions"
    assert rest == [
        "  A small day: 1 of 2 responses, 1 of 3 groups",
        "  Another day: 1 of 2 responses, 1 of 3 groups, as “Hours”",
        "In several sessions, and not in programme.yaml:",
        "  Tea: A small day 1, Another day 1",
    ]


def test_as_json_they_lead_to_the_sessions_own_themes(run: Run, programme: Path, session_folder: Path) -> None:
    told = json.loads(run("themes", programme, "--json").stdout)
    [time] = told["themes"]
    assert (time["name"], time["text"], time["responses"]) == ("Time", "What is short.", 2)
    with Session.open(session_folder, read_only=True) as session:
        own = next(one for one in themes.themes(session) if one.name == "Time")
    assert time["sessions"][0] == {
        "session": "one", "title": "A small day", "responses": 1, "of": 2, "groups": 1, "groups_in_all": 3,
        "themes": [{"id": own.id, "name": "Time", "block": "animals", "field": "points"}],
    }  # fmt: skip
    assert [one["name"] for one in told["others"]] == ["Tea"] and told["lost"] == []


def test_the_themes_of_a_session_are_printed_as_json_too(run: Run, session_folder: Path) -> None:
    with Session.open(session_folder, "anna") as session:
        top = themes.make(session, "animals", "points", "Top")
        low = themes.make(session, "animals", "points", "Low", parent=top.id)
        themes.merge(session, top.id, low.id)
    [told] = json.loads(run("themes", session_folder, "--json").stdout)
    assert (told["name"], told["merged_from"], told["responses"]) == ("Low", {top.id: "Top"}, 0)


def test_a_session_alone_still_wants_a_terminal_and_one_that_is_not_there_is_told(
    run: Run, session_folder: Path
) -> None:
    assert "is for a terminal" in refused(run("themes", session_folder), 2)
    assert "no session" in refused(run("themes", "nowhere", "--json"))


def test_what_no_session_has_is_told_at_its_line_when_the_programme_is_checked(run: Run, programme: Path) -> None:
    assert run("check", programme).exit_code == 0
    file = programme / "programme.yaml"
    text = file.read_text(encoding="utf-8")
    put(file, text.replace("two/Hours", "two/Huors") + "# end\n")
    result = run("check", programme)
    assert result.exit_code == 1
    said = "both/programme.yaml:7: themes[0].also[0]: two has no theme 'Huors'; did you mean 'Hours'?"
    assert result.stdout.splitlines() == [said]
    assert [one["line"] for one in json.loads(run("check", file, "--json").stdout)] == [7]
    assert "themes[0].also[0]: two has no theme 'Huors'" in run("themes", programme).stderr
    put(file, text.replace("name: Time", "name: Tmie").replace("    also: [two/Hours]\n", ""))
    assert ":5: themes[0].name: no session has a theme 'Tmie'; did you mean 'Time'?" in run("check", programme).stdout


def test_a_programme_whose_session_is_gone_tells_so_and_counts_the_others(run: Run, programme: Path) -> None:
    (programme.parent / "other").rename(programme.parent / ".away")
    result = run("themes", programme)
    assert result.stdout.splitlines()[0] == "Time: 1 response in 1 of 1 sessions"
    assert "two cannot be opened: there is no session" in result.stderr


# Where does this come from?


def test_a_programme_s_theme_leads_back_to_what_was_said_in_each_session(run: Run, programme: Path) -> None:
    lines = run("trace", programme, "time").stdout.splitlines()
    assert lines[0] == "theme Time, in programme.yaml"
    assert "  2 responses in 2 of the 2 sessions that were sorted" in lines
    at = lines.index("Another day: 1 response from 1 of 3 groups, of 2 that were sorted:")
    assert "“Hours”" in lines[at + 1] and "“Late”" in lines[at + 2] and "anna" in lines[at + 2]
    assert "Unsaid" not in "\n".join(lines)


def test_what_is_in_a_session_is_traced_from_the_programme(run: Run, programme: Path, session_folder: Path) -> None:
    with Session.open(session_folder, read_only=True) as session:
        one = themes.themes(session)[0]
    for asked in (f"one/{one.id}", f"[[theme:one/{one.id}]]", "one/Time"):
        assert run("trace", programme, asked).stdout == run("trace", session_folder, one.id).stdout
    assert "no session 'oen'. did you mean 'one'?" in refused(run("trace", programme, "oen/Time")).casefold()
    assert "Only its title is known" in refused(run("trace", programme, "the-launch/x"))
    assert "Did you mean 'Time'?" in refused(run("trace", programme, "Tiem"))


# Handed on


def test_a_programme_s_themes_go_out_as_a_codebook_and_begin_the_next_session(
    run: Run, programme: Path, session_folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "themes.qdc"
    assert run("export", programme, "--to", "qdc", "-o", file).exit_code == 0
    [code] = [one for one in ElementTree.parse(file).iter() if one.tag.endswith("}Code")]
    assert (code.get("name"), code[0].text) == ("Time", "What is short.")
    rows = list(csv.reader(io.StringIO(run("export", programme, "--to", "codebook").stdout)))
    assert rows[1] == ["Time", "What is short.", "2", "2"]
    assert "1 themes made" in run("import", session_folder, file, "--into", "animals.said").stderr
    assert run("themes", programme).stdout.startswith("Time: 2 responses in 2 of 2 sessions\n")
    assert "its themes go out with --to qdc" in refused(run("export", programme, "--to", "csv"))
    assert "its themes go out" in refused(run("export", programme, "--to", "qdc", "--of", "animals.points"))


def called(theme: dict[str, Any]) -> list[set[str]]:
    """What a theme is called in each session."""
    return [{one["name"] for one in share["themes"]} for share in theme["sessions"]]


def test_what_began_as_the_same_code_belongs_whatever_it_is_called_by_now(
    run: Run, programme: Path, session_folder: Path, tmp_path: Path
) -> None:
    shared, own = tmp_path / "shared.qdc", tmp_path / "own.qdc"
    run("export", programme, "--to", "qdc", "-o", shared)
    run("export", session_folder, "--to", "qdc", "-o", own)
    other = programme.parent / "other"
    for file, name in ((shared, "Time"), (own, "Tea")):
        run("import", other, file, "--into", "round.words")
        with Session.open(other, "bo") as session:
            made = themes.find_theme(session, "round", "words", name)
            assert made is not None
            themes.edit(session, made.id, name=f"Not {name}")
    told = json.loads(run("themes", programme, "--json").stdout)
    assert called(told["themes"][0]) == [{"Time"}, {"Hours", "Time", "Not Time"}]
    file = programme / "programme.yaml"
    text = file.read_text(encoding="utf-8")
    put(file, text.replace("sections:", "  - Tea\nsections:"))
    tea = json.loads(run("themes", programme, "--json").stdout)["themes"][1]
    assert called(tea) == [{"Tea"}, {"Tea", "Not Tea"}]
    # Unless somebody says that it means something else now, or another theme has that name.
    put(file, text.replace("sections:", "  - {name: Tea, without: [two/Not Tea]}\n  - Not Time\nsections:"))
    first, tea, _ = json.loads(run("themes", programme, "--json").stdout)["themes"]
    assert called(first) == [{"Time"}, {"Hours", "Time"}]
    assert called(tea) == [{"Tea"}, {"Tea"}]


@pytest.mark.parametrize("name", [one for one in BY_HAND if one.strip() and "\n" not in one][::7])
def test_hostile_names_stay_on_their_line(run: Run, programme: Path, session_folder: Path, name: str) -> None:
    with Session.open(session_folder, "anna") as session:
        one = themes.find_theme(session, "animals", "points", "Time")
        assert one is not None
        themes.edit(session, one.id, name=name)
    file = programme / "programme.yaml"
    put(file, file.read_text(encoding="utf-8").replace("two/Hours", f"one/{one.id}"))
    lines = run("themes", programme).stdout.splitlines()
    assert lines[0].startswith("Time: 1 response in 1 of 2 sessions") and len(lines) == 7
    assert "\x1b" not in "".join(lines)
