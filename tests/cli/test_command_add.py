"""What people say goes into the log as they said it, and an id is printed for each response that is safe."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from commands import Run, put, refused, told
from nasty import nasty_lines
from PIL import Image
from typer.testing import Result

from facikit.session.files import Files
from facikit.session.meaning import find_group
from facikit.session.people import people
from facikit.session.prose import prose
from facikit.session.responses import Response, responses
from facikit.session.session import Session


def said(folder: Path, block: str = "", field: str = "") -> list[Response]:
    """Return what the session's logs hold, read anew."""
    return responses(Session.open(folder, read_only=True), block, field)


def texts(folder: Path, block: str = "", field: str = "") -> list[str]:
    return [one.text for one in said(folder, block, field)]


def test_a_response_is_added_and_its_id_printed(run: Run, session_folder: Path) -> None:
    result = run("add", "small", "animals", "points", "More", "time", "--group", "Table 2")
    [one] = said(session_folder)
    assert result.stdout == f"{one.id}\n"
    assert (one.text, one.block, one.field, one.group, one.who) == ("More time", "animals", "points", "table-2", "anna")


@pytest.mark.parametrize(
    "words",
    [
        ("--group", "table-1", "animals", "points", "Later"),
        ("animals", "--group", "table-1", "points", "Later"),
        ("animals", "points", "--group", "table-1", "Later"),
        ("animals", "points", "Later", "--group", "table-1"),
        ("animals", "points", "Later", "--group=table-1"),
    ],
)
def test_options_may_stand_before_or_after_the_words(run: Run, session_folder: Path, words: tuple[str, ...]) -> None:
    at = words.index("animals")
    assert run("add", *words[:at], session_folder, *words[at:]).exit_code == 0
    assert [(one.text, one.group) for one in said(session_folder)] == [("Later", "table-1")]


@pytest.mark.parametrize("text", ["- a bullet", "-5 degrees", "--", "-", "--- and more", "-x", "--not-an-option"])
def test_words_may_begin_with_a_dash(run: Run, session_folder: Path, text: str) -> None:
    words = ["--", text] if text == "--" else [text]
    assert run("add", "small", "round", "words", *words).exit_code == 0
    assert texts(session_folder) == [text]


def test_a_misspelt_option_is_not_taken_for_words(run: Run, session_folder: Path) -> None:
    sentence = refused(run("add", "small", "animals", "points", "Late", "--gruop", "table-1"), code=2)
    assert "--gruop" in sentence and "--group" in sentence
    assert said(session_folder) == []


def test_after_a_lone_dash_dash_every_word_is_a_word(run: Run, session_folder: Path) -> None:
    run("add", "small", "round", "words", "--", "--gruop", "--kit", "--label")
    assert texts(session_folder) == ["--gruop --kit --label"]


def test_without_words_each_line_of_standard_input_is_a_response(run: Run, session_folder: Path) -> None:
    result = run("add", "small", "round", "words", input="one\n\n  \r\n\a\b\n\u2028\ntwo\r\nthree")
    assert texts(session_folder) == ["one", "two", "three"]
    assert result.stdout.split() == [one.id for one in said(session_folder)]
    assert len(list((session_folder / "log").iterdir())) == 1


def test_nothing_on_standard_input_adds_nothing_and_says_so(run: Run, session_folder: Path) -> None:
    result = run("add", "small", "round", "words", input="\n \n")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no words" in told(result)
    assert said(session_folder) == []


@pytest.mark.usefixtures("session_folder")
def test_empty_words_are_refused(run: Run) -> None:
    assert "no words" in refused(run("add", "small", "round", "words", " "))


def test_five_hundred_hostile_responses_come_out_of_the_log_as_they_went_in(run: Run, session_folder: Path) -> None:
    lines = nasty_lines(500)
    result = run("add", "small", "round", "words", input="\n".join(lines) + "\n")
    assert result.exit_code == 0
    assert texts(session_folder) == lines
    assert len(result.stdout.split()) == 500


@pytest.mark.parametrize("line", ["a\x1b[31mred", "bell\a", "null\0byte", "back\bspace", "\ufeffmark"])
def test_control_characters_are_left_out_and_the_words_kept(run: Run, session_folder: Path, line: str) -> None:
    run("add", "small", "round", "words", input=line + "\n")
    [text] = texts(session_folder)
    assert text == "".join(letter for letter in line if letter.isprintable())


def test_a_line_separator_inside_a_line_does_not_divide_it(run: Run, session_folder: Path) -> None:
    run("add", "small", "round", "words", input="one\u2028still one\x0cstill one\n")
    assert len(said(session_folder)) == 1


def test_cells_of_a_table_are_divided_by_tabs(run: Run, session_folder: Path) -> None:
    run("add", "small", "animals", "animals", "--group", "table-1", input="owl\tsees far\nfox\n\tno animal\n")
    assert [one.cells for one in said(session_folder)] == [
        {"animal": "owl", "why": "sees far"},
        {"animal": "fox"},
        {"why": "no animal"},
    ]


def test_a_column_of_a_table_is_read(run: Run, session_folder: Path, tmp_path: Path) -> None:
    table = put(tmp_path / "cards.csv", 'Name,What was said\nA,"First, with a comma"\nB,\nC,"Two\nlines"\n')
    run("add", "small", "round", "words", "--from", table, "--column", "what was said")
    assert texts(session_folder) == ["First, with a comma", "Two\nlines"]


@pytest.mark.usefixtures("session_folder")
def test_a_column_that_is_not_there_is_told_with_the_near_one(run: Run, tmp_path: Path) -> None:
    table = put(tmp_path / "cards.csv", "Name,Said\nA,x\n")
    sentence = refused(run("add", "small", "round", "words", "--from", table, "--column", "Siad"))
    assert "cards.csv" in sentence and "did you mean 'Said'" in sentence.replace("Did", "did")


@pytest.mark.usefixtures("session_folder")
def test_from_without_column_is_wrong_usage(run: Run) -> None:
    assert "--column" in refused(run("add", "small", "round", "words", "--from", "x.csv"), code=2)


def test_a_slot_takes_prose_with_its_paragraphs(run: Run, session_folder: Path) -> None:
    result = run("add", "small", "round", "mood", input="People were awake.\n\nMost of them.\n")
    assert result.stdout == "prose/round/mood\n"
    assert prose(Session.open(session_folder), "round", "mood") == "People were awake.\n\nMost of them."


def test_prose_goes_under_what_is_written_already(run: Run, session_folder: Path) -> None:
    run("add", "small", "animals", "meaning", "First.")
    result = run("add", "small", "animals", "What does this tell us?", "Second.")
    assert "under what was there" in told(result)
    assert prose(Session.open(session_folder), "animals", "meaning") == "First.\n\nSecond."


def test_the_sessions_own_slots_go_by_the_block_session(run: Run, session_folder: Path) -> None:
    run("add", "small", "session", "introduction", "Twelve people met.")
    assert prose(Session.open(session_folder), "session", "introduction") == "Twelve people met."
    sentence = refused(run("add", "small", "session", "introductoin", "x"))
    assert "did you mean 'introduction'" in sentence.replace("Did", "did")


def test_people_go_into_the_register(run: Run, session_folder: Path) -> None:
    run("add", "small", "register", "here", input="Ada Vale\tNurse\tNorth\nBo Lind\n")
    register = people(Session.open(session_folder))
    assert [(one.name, one.role, one.team) for one in register] == [("Ada Vale", "Nurse", "North"), ("Bo Lind", "", "")]


def test_a_picture_that_would_not_be_printed_is_told_of(run: Run, kit: Path, tmp_path: Path) -> None:
    put(kit / "templates" / "workshops" / "walls.yaml", "title: Walls\nagenda:\n  - {exercise: pledge}\n")
    run("new", "walls")
    wall = tmp_path / "wall, [1].jpg"
    Image.new("RGB", (8, 6), "red").save(wall)
    assert "not printed without a description" in told(run("add", "walls", "pledge", "pictures", f"{wall}\tThe wall"))
    Image.new("RGB", (8, 7), "red").save(wall)
    assert run("add", "walls", "pledge", "pictures", f"{wall}\tThe wall\tThirty notes").stderr == ""


def test_where_there_is_one_group_it_need_not_be_said(run: Run, session_folder: Path) -> None:
    run("add", "small", "round", "words", "tired")
    [one] = said(session_folder)
    session = Session.open(session_folder)
    assert find_group(session, "round", one.group).id == one.group


def test_a_block_is_meant_by_a_word_of_its_title_and_a_group_only_from_its_beginning(
    run: Run,
) -> None:
    new = run("new", "development-day", "--title", "Our day", "--groups", "tables=Green table,Blue table")
    assert new.exit_code == 0
    assert run("add", "our-day", "hinders", "helps", "x", "--group", "Blue").exit_code == 0
    assert "'practice' (What helps and what hinders)" in refused(run("add", "our-day", "zzz", "helps", "x"))
    assert "'left' (Helps)" in refused(run("add", "our-day", "practice", "zzz", "x", "--group", "Blue"))
    assert "no block" in refused(run("add", "our-day", "inders", "helps", "x", "--group", "Blue"))
    assert "no group" in refused(run("add", "our-day", "practice", "helps", "x", "--group", "table"))


@pytest.mark.usefixtures("session_folder")
def test_groups_and_blocks_that_there_are_stand_once_in_the_sentence(run: Run) -> None:
    groups = refused(run("add", "small", "animals", "points", "x", "--group", "Zzz"))
    assert "There is: 'Table 1', 'Table 2', 'Table 3'." in groups
    assert refused(run("add", "small", "zzz", "points", "x")).casefold().count("animals") == 1


@pytest.mark.usefixtures("session_folder")
def test_where_there_are_several_groups_the_sentence_says_which(run: Run) -> None:
    sentence = refused(run("add", "small", "animals", "points", "x"))
    assert all(name in sentence for name in ("--group", "Table 1", "Table 2", "Table 3"))


def test_a_label_off_the_list_is_kept_and_told(run: Run, session_folder: Path) -> None:
    result = run("add", "small", "animals", "said", "It helps", "--group", "table-1", "--label", "Studnt")
    assert result.exit_code == 0
    assert "Studnt" in told(result) and "did you mean 'Student'" in told(result)
    assert [one.label for one in said(session_folder)] == ["Studnt"]


def test_a_label_on_the_list_is_written_as_the_list_has_it(run: Run, session_folder: Path) -> None:
    result = run("add", "small", "animals", "said", "It helps", "--group", "table-1", "--label", "student")
    assert result.stderr == ""
    assert [one.label for one in said(session_folder)] == ["Student"]


def test_kind_and_category_are_kept(run: Run, session_folder: Path) -> None:
    run("add", "small", "animals", "points", "x", "--group", "Table 1", "--kind", "observation", "--category", "far")
    assert [(one.kind, one.category) for one in said(session_folder)] == [("observation", "far")]
    sentence = refused(run("add", "small", "animals", "points", "x", "--group", "Table 1", "--category", "Fra"))
    assert "did you mean 'Far'" in sentence.replace("Did", "did")


@pytest.mark.parametrize("kind", ["point", "quote", "observation", "exchange", "vignette"])
def test_every_kind_that_a_response_can_be_is_taken(run: Run, session_folder: Path, kind: str) -> None:
    run("add", "small", "round", "words", "x", "--kind", kind)
    assert [one.kind for one in said(session_folder)] == [kind]


@pytest.mark.usefixtures("session_folder")
def test_a_kind_that_is_none_is_wrong_usage(run: Run) -> None:
    result = run("add", "small", "round", "words", "x", "--kind", "quot")
    assert result.exit_code == 2 and "'quote'" in result.stderr


def test_who_typed_is_the_name_given_then_the_environment_then_the_login(
    run: Run, session_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", "small", "round", "words", "a", "--who", "Ben")
    run("add", "small", "round", "words", "b")
    monkeypatch.delenv("FACIKIT_WHO")
    monkeypatch.setenv("LOGNAME", "carla")
    run("add", "small", "round", "words", "c")
    assert [one.who for one in said(session_folder)] == ["Ben", "anna", "carla"]


def test_a_block_that_keeps_no_names_keeps_none(run: Run, session_folder: Path) -> None:
    run("add", "small", "cards", "now", input="one\ntwo\n")
    assert {one.who for one in said(session_folder)} == {""}
    for log in (session_folder / "log").iterdir():
        assert b"anna" not in log.read_bytes()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("smal-day", "round", "words"), "there is no session 'smal-day'"),
        (("small", "rond", "words"), "did you mean 'Round'"),
        (("small", "round", "wrods"), "did you mean 'words'"),
        (("small", "animals", "points", "--group", "Tabel 2"), "did you mean 'Table 2'"),
        (("small", "session", "words"), "introduction"),
        (("small", "coffee", "words"), "It captures nothing"),
    ],
)
def test_an_unknown_name_is_told_with_the_near_one(
    run: Run, session_folder: Path, words: tuple[str, ...], wanted: str
) -> None:
    sentence = refused(run("add", *words, "hello"))
    assert wanted.casefold() in sentence.casefold()
    assert said(session_folder) == []


def test_input_that_is_not_utf8_is_told_by_line_and_nothing_is_added(run: Run, session_folder: Path) -> None:
    sentence = refused(run("add", "small", "round", "words", input=b"fine\ncaf\xe9\n"))
    assert "standard input:2" in sentence and "UTF-8" in sentence
    assert said(session_folder) == []


@pytest.mark.usefixtures("session_folder")
def test_utf16_is_named_as_such(run: Run) -> None:
    assert "UTF-16" in refused(run("add", "small", "round", "words", input="hello".encode("utf-16")))


def test_a_byte_order_mark_is_not_part_of_the_words(run: Run, session_folder: Path) -> None:
    run("add", "small", "round", "words", input=b"\xef\xbb\xbfhello\n")
    assert texts(session_folder) == ["hello"]


def test_a_response_too_large_for_a_line_of_the_log_is_refused_by_line(run: Run, session_folder: Path) -> None:
    sentence = refused(run("add", "small", "round", "words", input="fine\n" + "x" * 500_000 + "\n"))
    assert "Line 2" in sentence
    assert said(session_folder) == []


def test_a_full_disk_is_told_and_nothing_is_claimed(
    run: Run, session_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Files, "write", full)
    sentence = refused(run("add", "small", "round", "words", input="one\ntwo\n"))
    assert "0 of 2 were saved" in sentence and "No space left" in sentence and str(session_folder) in sentence
    assert said(session_folder) == []


def test_a_disk_that_fills_up_on_the_way_keeps_what_was_acknowledged(
    run: Run, session_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, left = Files.write, [2_000_000]

    def filling(self: Files, descriptor: int, data: bytes) -> int:
        left[0] -= len(data)
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(self, descriptor, data)

    monkeypatch.setattr(Files, "write", filling)
    result = run("add", "small", "round", "words", input="".join(f"{number} {'x' * 300}\n" for number in range(9000)))
    assert result.exit_code == 1
    printed = result.stdout.split()
    assert f"{len(printed)} of " in told(result)
    assert 0 < len(printed) < 9000
    assert {one.id for one in said(session_folder)} == set(printed)


def test_what_the_folder_does_not_take_is_kept_on_this_laptop_and_told(run: Run, session_folder: Path) -> None:
    (session_folder / "log").rmdir()
    (session_folder / "log").write_text("a file where a folder should be")
    result = run("add", "small", "round", "words", "x")
    assert result.exit_code == 0 and result.stdout.split()
    assert "not yet in the session's folder" in told(result) and "facikit merge" in told(result)
    (session_folder / "log").unlink()
    assert run("merge", "small").exit_code == 0
    assert [one.text for one in said(session_folder)] == ["x"]


def test_typing_in_the_packaged_session_copies_it_first(run: Run, kit: Path) -> None:
    from facikit.library.kits import packaged_kit

    sample = packaged_kit() / "sessions" / "change-story"
    before = {path: path.read_bytes() for path in sample.rglob("*") if path.is_file()}
    result = run("add", "change-story", "now-wow", "now", "One more card", "--who", "Ben")
    assert result.exit_code == 0
    copy = kit / "sessions" / "change-story"
    assert str(copy) in told(result)
    assert "One more card" in texts(copy)
    assert {path: path.read_bytes() for path in sample.rglob("*") if path.is_file()} == before
    again = run("add", "change-story", "now-wow", "now", "And another")
    assert again.stderr == "" and {"One more card", "And another"} <= set(texts(copy))


def test_a_session_may_be_named_by_any_way_to_it(
    run: Run, session_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    result: Result
    for name in (session_folder.name, "2026-03-04", str(session_folder), str(session_folder / "session.yaml")):
        result = run("add", name, "round", "words", "x")
        assert result.exit_code == 0, result.stderr
    monkeypatch.chdir(tmp_path)
    assert run("add", "small", "round", "words", "found from elsewhere").exit_code == 0
    assert len(said(session_folder)) == 5


@pytest.mark.usefixtures("session_folder")
def test_the_id_of_an_added_response_leads_to_it(run: Run) -> None:
    one_id = run("add", "small", "round", "words", "hello").stdout.strip()
    exported = json.loads(run("export", "small", "--to", "json").stdout)
    [entry] = exported["blocks"]["round"]["responses"]["words"]["plenary"]
    assert (entry["id"], entry["text"]) == (one_id, "hello")


def test_a_row_with_a_cell_too_many_is_told_of_and_loses_none(run: Run, session_folder: Path) -> None:
    rows = "owl\tsees\t\nfox\thides\twell\n"
    done = run("add", "small", "animals", "animals", "--group", "table-1", input=rows)
    assert len(done.stdout.split()) == 2
    assert "A row has more than 2 cells" in done.stderr
    done = run("add", "small", "register", "here", "Ada Vale\tNurse\tNorth\tada@north.example")
    assert "A row has more than 3 cells" in done.stderr
    assert [one.team for one in people(Session.open(session_folder))] == ["North ada@north.example"]
