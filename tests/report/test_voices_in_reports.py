"""Whom a report attributes quotes to: at the level asked for, wherever a label comes out, and never above it."""

from __future__ import annotations

import msgspec
import pytest
from making import SAID, STORY, block, findings, plan, register, say, session_of, theme
from making import report as printed
from together import Kit

from facikit.library.finding import reports
from facikit.library.kits import packaged_kit
from facikit.library.shapes import Slot
from facikit.library.values import Label
from facikit.report.checks import check
from facikit.report.environment import render_text
from facikit.report.gather import report_of
from facikit.report.layout import MARKS
from facikit.report.page import Page
from facikit.report.render import compose
from facikit.report.voicing import asked
from facikit.session import codes, prose
from facikit.session.people import people
from facikit.session.rewording import reword

LABELS = (Label("Nurse"), Label("Student nurse", under="Nurse"), Label("Practitioner"))
SIX = (
    ("Ada Lorne", "Nurse", "Mill Trust"),
    ("Bo Esk", "Nurse", "Mill Trust"),
    ("Cy Tarn", "Nurse", "Mill Trust"),
    ("Di Fell", "Student nurse", "Mill Trust"),
    ("Ed Moy", "Porter", "Harbour House"),
    ("Flo Ray", "Practitioner", ""),
)
FORMS = ["quotes", "script", "list", "run-in", "headings"]


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("FACIKIT_DATA", str(tmp_path / "data"))


def day(folder, *fields, report=(), labels=LABELS, few=None, voices="", **more):
    one = block("talk", *(fields or (SAID,)), report=report, **more)
    session = session_of(folder, plan(one, labels=labels, few=few, voices=voices))
    register(session, *SIX)
    return session


def houses(folder, text):
    path = folder / "kit" / "templates" / "reports" / "house.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return folder / "kit"


def report(session, *genre, **more):
    """Return the report with each label on the line of what it belongs to."""
    return printed(session, *genre, **more).replace("\\\n> (", " (")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_quote_has_the_label_at_the_level_asked_for(tmp_path, form):
    session = day(tmp_path, report=[{"show": "said", "as": form, "members": "all"}])
    (one,) = say(session, "talk", "said", "It takes two days.", label="Nurse 2", kind="quote")
    theme(session, "talk", "said", "Time", one)
    assert "Nurse 2" in report(session)
    with asked("role"):
        made = report(session)
    assert "Nurse" in made and "Nurse 2" not in made
    with asked("none"):
        assert "Nurse" not in report(session).partition("Who took part")[0]


def test_a_report_by_label_and_the_table_of_themes_by_label_say_no_more_either(tmp_path):
    session = day(tmp_path, report=[{"show": "said", "as": "quotes", "by": "label"}])
    (one,) = say(session, "talk", "said", "A", label="Ada Lorne")
    (other,) = say(session, "talk", "said", "B", label="Nurse")
    (third,) = say(session, "talk", "said", "C", label="Porter 2")
    theme(session, "talk", "said", "Time", one, other, third)
    table = "{{ crossed(report.agenda[0], 'said', by='label') }}"
    with asked("role"):
        assert "Ada" not in report(session)
        rows = render_text(table, Page(report_of(session, "session-report"))).strip().splitlines()
    assert rows[0].endswith("| Nurse (of 2) | participant (of 1) | All (of 3) |")


def test_a_quote_within_prose_has_the_label_at_the_level_asked_for(tmp_path):
    session = day(tmp_path)
    (one,) = say(session, "talk", "said", "Late", label="Ada Lorne")
    prose.write(session, "talk", "note", f"They said [[quote:{one.id} (label)]] twice.")
    made = "{{ prose(report.agenda[0], 'note') }}"
    session = session_with_slot(session)
    for level, shown in (
        ("", "(Ada Lorne)"),
        ("role", "(Nurse)"),
        ("organisation", "(Mill Trust)"),
        ("none", "’ twice"),
    ):
        with asked(level):
            assert shown in render_text(made, Page(report_of(session, "session-report"))), level


def session_with_slot(session):
    """Return the session, its first block with a place for prose called note."""
    first = msgspec.structs.replace(session.plan.agenda[0], write=(Slot(slot="note"),))
    session.plan = msgspec.structs.replace(session.plan, agenda=(first,))
    return session


def test_the_speakers_of_an_exchange_are_lowered_and_their_words_are_not(tmp_path):
    session = day(tmp_path, report=[{"show": "said", "as": "script"}])
    words = "Nurse 1: Who decides?\nAda Lorne: We do: together.\nNurse 2: Ada Lorne does not."
    say(session, "talk", "said", words, kind="exchange", label="Nurse 1")
    with asked("role"):
        made = report(session)
    assert "> Nurse: Who decides?\\\n> Nurse: We do: together.\\\n> Nurse: Ada Lorne does not." in made
    with asked("none"):
        made = report(session)
    assert "> – Who decides?\\\n> – We do: together.\\\n> – Ada Lorne does not.\n" in made
    assert "Nurse 1: Who decides?" in report(session)


def test_a_block_is_a_bound_for_its_own_labels_only(tmp_path):
    loud, low = block("loud", SAID), block("low", SAID, voices="organisation")
    session = session_of(tmp_path, plan(loud, low, labels=LABELS))
    register(session, *SIX)
    for name in ("loud", "low"):
        say(session, name, "said", name, label="Ada Lorne")
    assert "‘loud’ (Ada Lorne)" in report(session) and "‘low’ (Mill Trust)" in report(session)
    with asked("name"):
        assert "‘low’ (Mill Trust)" in report(session)


@pytest.mark.parametrize("genre", [one for one in reports([packaged_kit()]) if one != "programme-report"])
def test_no_genre_prints_a_name_that_was_typed_where_nobody_is_named(tmp_path, genre):
    session = day(tmp_path, SAID, STORY, voices="role")
    say(session, "talk", "said", "Words", label="Ada Lorne")
    say(session, "talk", "story", "A story", label="Somebody Else", kind="vignette")
    made = report(session, genre)
    assert "Words" in made and "A story" in made
    assert "Lorne" not in made and "Somebody" not in made


def test_a_block_that_keeps_no_names_prints_none_whatever_was_typed(tmp_path):
    session = day(tmp_path, anonymous=True)
    for label in ("Ada Lorne", "Nurse", "Ada's friend"):
        say(session, "talk", "said", f"By {label}"[:5], label=label)
    made = report(session).partition("Who took part")[0]
    assert "(Nurse)" in made and "Lorne" not in made and "friend" not in made


def test_a_house_lowers_all_its_reports_and_nobody_raises_them(tmp_path):
    session = day(tmp_path / "day")
    say(session, "talk", "said", "Words", label="Nurse 2")
    kit = houses(tmp_path, "voices: role\n")
    assert "‘Words’ (Nurse)" in report(session, kits=[kit])
    with asked("name"):
        assert "‘Words’ (Nurse)" in report(session, kits=[kit])
    with asked("none"):
        assert "Nurse)" not in report(session, kits=[kit]).partition("Who took part")[0]


def test_a_level_that_a_house_gets_wrong_is_told_and_the_report_is_there(tmp_path):
    session = day(tmp_path / "day")
    composed = compose(session, kits=[houses(tmp_path, "voices: rolle\nfew: many\n")])
    assert [one.message.partition("house.yaml")[2].partition(" is ")[0] for one in composed.findings] == [
        ":1: voices: 'rolle'", ":2: few: 'many'",
    ]  # fmt: skip


# Small numbers


def test_a_label_of_too_few_people_gives_way_to_a_wider_one(tmp_path):
    session = day(tmp_path)
    for label in ("Student nurse", "Porter", "Nurse", "Harbour House", "Practitioner", "Someone"):
        say(session, "talk", "said", label[:1], label=label)
    made = report(session)
    for said in ("‘S’ (Nurse)", "‘P’ (participant)", "‘N’ (Nurse)", "‘H’ (participant)", "‘S’ (Someone)"):
        assert said in made
    assert "Student nurse)" not in made.partition("Who took part")[0]


def test_how_few_is_what_the_workshop_says_else_the_house_else_three(tmp_path):
    kit = houses(tmp_path, "few: 5\n")
    for number, (few, kits, shown) in enumerate(
        [(None, [], "Nurse"), (None, [kit], "participant"), (4, [kit], "Nurse"), (1, [kit], "Student nurse")]
    ):
        session = day(tmp_path / str(number), few=few)
        say(session, "talk", "said", "Words", label="Student nurse" if few == 1 else "Nurse")
        assert f"‘Words’ ({shown})" in report(session, kits=kits)


def test_a_house_says_in_its_own_words_who_anyone_is(tmp_path):
    session = day(tmp_path / "day")
    say(session, "talk", "said", "Words", label="Porter")
    kit = houses(tmp_path, "contact: a@example.org\n")
    (kit / "templates" / "reports" / "wording.yaml").write_text("anyone: somebody there\n", encoding="utf-8")
    assert "‘Words’ (somebody there)" in report(session, kits=[kit])


# Codes


def test_a_name_becomes_the_code_that_the_key_has_and_codes_are_explained_once(tmp_path):
    session = day(tmp_path / "day", voices="code")
    given = codes.give(session)
    for one in people(session)[:2]:
        say(session, "talk", "said", one.role, label=one.name)
    say(session, "talk", "said", "typed as a code", label="P9")
    made = report(session)
    assert "Ada" not in made and "Esk" not in made
    assert [f"({given[one.id]}" in made for one in people(session)[:2]] == [True, True]
    assert made.count("[^codes]") == 2 and made.count("Who is who is kept apart from this report.") == 1
    assert made.count("(P") == 3 and "\x1a" not in made


def test_without_the_key_a_name_is_not_printed_where_people_go_by_codes(tmp_path):
    session = day(tmp_path / "day", voices="code")
    say(session, "talk", "said", "Words", label="Ada Lorne")
    made = report(session)
    assert "Ada" not in made and "‘Words’" in made and "codes" not in made


def test_codes_that_are_only_labels_need_no_note(tmp_path):
    session = day(tmp_path / "day")
    say(session, "talk", "said", "Words", label="P1")
    made = report(session)
    assert "‘Words’ (P1)" in made and "[^" not in made


def test_a_programme_lowers_all_its_sessions_and_explains_codes_once(tmp_path):
    kit = Kit(tmp_path)
    for name, label in (("one", "Ada Lorne"), ("two", "Nurse 2")):
        session = kit.day(name, labels=LABELS, voices="code" if name == "one" else "")
        register(session, *SIX)
        codes.give(session)
        say(session, "talk", "said", f"Words of {name}", label=label, highlight=True)
        session.close()
    kit.write(
        "title: T\nsessions: [{session: one}, {session: two}]\nsections:\n"
        "  - {heading: A, from: one/talk.said}\n  - {heading: B, from: two/talk.said}\n"
        "appendices:\n  - {heading: W, parts: [{report: one}, {report: two}]}\n"
    )
    with kit.open() as programme:
        made = compose(programme, kits=[tmp_path]).markdown
        assert "Ada" not in made and "Nurse 2" in made and made.count("Who is who is kept apart") == 1
        with asked("role"):
            made = compose(programme, kits=[tmp_path]).markdown
    assert "Nurse 2" not in made and "(Nurse)" in made


# The list of who came


def attending(session, more="", **known):
    made = render_text("{{ attendees(report" + more + ") }}", Page(report_of(session, "session-report", **known)))
    return [line for line in MARKS.sub("", made).strip().splitlines() if line]


def test_who_came_stands_as_it_always_did_where_nobody_says_how_few_are_too_few(tmp_path):
    assert attending(day(tmp_path)) == [
        "6 people took part.",
        "- Nurse / Mill Trust (3)", "- Porter / Harbour House", "- Practitioner", "- Student nurse / Mill Trust",
    ]  # fmt: skip


@pytest.mark.parametrize(("few", "more"), [(3, ""), (None, ", few=3")])
def test_roles_and_teams_of_too_few_people_stand_together_where_that_is_asked_for(tmp_path, few, more):
    listed = ["6 people took part.", "- Nurse / Mill Trust (3)", "- Others (3)"]
    assert attending(day(tmp_path, few=few), more) == listed


def test_a_role_whose_teams_are_too_small_stands_without_its_teams(tmp_path):
    session = session_of(tmp_path, plan(block("talk", SAID), few=3))
    register(session, *((name, "Nurse", f"Team {name}") for name in "ABC"), *((name, "Cook", "") for name in "DEF"))
    assert attending(session) == ["6 people took part.", "- Cook (3)", "- Nurse (3)"]


def test_one_left_alone_takes_the_smallest_others_along_so_that_nobody_can_be_told_by_subtraction(tmp_path):
    session = session_of(tmp_path, plan(block("talk", SAID), few=3))
    rows = {"Chief": "A", "Cook": "BCD", "Nurse": "EFGH"}
    register(session, *((name, role, "") for role, names in rows.items() for name in names))
    assert attending(session) == ["8 people took part.", "- Nurse (4)", "- Others (4)"]


def test_where_everybody_is_too_few_only_their_number_stands(tmp_path):
    session = session_of(tmp_path, plan(block("talk", SAID), few=5))
    register(session, ("A", "Chief", "X"), ("B", "Cook", "Y"))
    assert attending(session) == ["2 people took part."]


# What the checks tell


def test_the_checks_tell_which_labels_gave_way_to_wider_ones_and_no_others(tmp_path):
    session = day(tmp_path)
    for label in ("Student nurse", "Porter", "Porter 2", "Nurse", "Nurse 2", "Practitioner"):
        say(session, "talk", "said", label, label=label)
    assert findings(session, "session-report", "few-people") == [
        "1 entry of ‘Porter’ stands as ‘participant’: the register has 1 person behind that label.",
        "1 entry of ‘Porter 2’ stands as ‘participant’: the register has 1 person behind that label.",
        "1 entry of ‘Practitioner’ stands as ‘participant’: the register has 1 person behind that label.",
        "1 entry of ‘Student nurse’ stands as ‘Nurse’: the register has 1 person behind that label.",
    ]
    with asked("none"):
        assert findings(session, "session-report", "few-people") == []


def test_a_quote_without_a_label_because_nobody_is_to_be_told_by_it_is_no_mistake(tmp_path):
    session = day(tmp_path)
    say(session, "talk", "said", "One", label="Nurse")
    say(session, "talk", "said", "Two")
    with asked("none"):
        assert findings(session, "session-report", "unlabelled") == ["1 quote in ‘Said at the tables’ has no label."]


@pytest.mark.parametrize(
    ("voices", "label", "told"),
    [
        ("", "Nurse", []), ("role", "Nurse 2", ["which is not on the list"]), ("role-number", "Nurse 2", []),
        ("none", "Nurse", ["where nobody is attributed"]), ("code", "P7", []),
        ("code", "Ada Lorne", ["which is no code"]),
        ("organisation", "Mill Trust", []), ("name", "ada lorne", []),
        ("name", "Adda", ["which is neither on the list nor a name of the register"]),
        ("organisation", "Mall", ["which is neither on the list nor an organisation of the register"]),
    ],
)  # fmt: skip
def test_a_label_that_does_not_belong_where_it_stands_is_told(tmp_path, voices, label, told):
    session = day(tmp_path, voices=voices)
    say(session, "talk", "said", "Words", label=label)
    assert [one.rpartition(", ")[2].rstrip(".") for one in findings(session, "session-report", "labels")] == told


def test_a_name_as_a_label_is_told_where_nobody_has_said_that_people_are_named(tmp_path):
    for voices, told in (("", ["A response is attributed to ‘Ada Lorne’, a name from the register."]), ("name", [])):
        session = day(tmp_path / (voices or "none"), voices=voices)
        say(session, "talk", "said", "Words", label="Ada Lorne")
        assert findings(session, "session-report", "names") == told


def test_an_edited_exchange_is_honest_whomever_its_speakers_stand_for(tmp_path):
    session = day(tmp_path, report=[{"show": "said", "as": "script"}])
    (one,) = say(session, "talk", "said", "Nurse 1: Who decides it?\nNurse 2: We do.", kind="exchange")
    reword(session, one.id, "Nurse 1: Who decides […]?\nNurse 2: We do.")
    with asked("role"):
        assert "Nurse: Who decides" in report(session)
        assert findings(session, "session-report", "wording") == []


def test_a_label_that_may_be_a_name_and_is_left_out_is_told_where_no_list_would_tell_it(tmp_path):
    session = day(tmp_path, labels=(), voices="role")
    say(session, "talk", "said", "Words", "More words", label="Mum")
    assert findings(session, "session-report", "labels") == [
        "2 entries stand without the label ‘Mum’: it is on no list and may be a name."
    ]


def test_keys_of_their_own_in_the_sessions_of_a_programme_are_told(tmp_path):
    kit = Kit(tmp_path)
    for name in ("one", "two"):
        session = kit.session(name, block("talk", SAID, report=["said"]), labels=LABELS, voices="code")
        session.plan = msgspec.structs.replace(session.plan, session=name)
        register(session, *SIX)
        codes.give(session)
        session.close()
        path = session.folder / "session.yaml"
        path.write_text(path.read_text("utf-8").replace("session: k7q2m9xw4d3t0b", f"session: {name}"), "utf-8")
    kit.write("title: T\nsessions: [one, two]\nappendices:\n  - {heading: W, parts: [{report: one}, {report: two}]}\n")
    with kit.open() as programme:
        found = [one.message for one in check(programme, kits=[tmp_path]).open if one.code == "labels"]
    assert found == ["One, Two: these do not all have one key of codes, so P1 is not the same person in each."]
