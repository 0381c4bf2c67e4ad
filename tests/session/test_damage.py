"""Whatever happens to a log file, every whole line in it is read and nothing is invented."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rooms import SeededIds, SetClock, make

from facikit.errors import UserError
from facikit.session import reading
from facikit.session.doctor import look_over
from facikit.session.drafts import Drafts, Unfinished
from facikit.session.files import REAL, Files
from facikit.session.lines import Line, encode
from facikit.session.merge import merge_all
from facikit.session.pack import pack
from facikit.session.reading import Logs
from facikit.session.records import Records
from facikit.session.responses import Draft, add, edit, response, responses
from facikit.session.sealing import seal
from facikit.session.session import Session

TAILS = {"cut": b"", "zeros": b"\x00" * 4096, "garbage": bytes(range(256)) + b'{"id":"no', "glued": None}


@pytest.fixture(scope="module")
def log(tmp_path_factory) -> bytes:
    """A small log with edits, accents and long words in it."""
    folder = make(tmp_path_factory.mktemp("damage"))
    with Session.open(folder, "Zoë", clock=SetClock(), ids=SeededIds(3)) as session:
        (one,) = add(
            session, Draft(block="animals", field="points", group="table-1", text='Owl “wise” \\ "quoted" {"id":"')
        )
        edit(session, one.id, text="Owl, edited")
        add(session, Draft(block="animals", field="points", group="table-1", text="🦉" * 20))
    (path,) = (folder / "log").iterdir()
    return path.read_bytes()


def read(folder: Path, data: bytes) -> set[bytes]:
    """Return the lines that a reader finds in a file holding ``data``."""
    (folder / "log.jsonl").write_bytes(data)
    records = Records()
    Logs(folder, REAL).refresh(records)
    return {encode(line) for line in records.lines.values()}


def test_a_log_of_more_lines_than_a_day_has_is_read_so_far_and_told(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MOST_LINES", 5)
    folder = make(tmp_path)
    lines = [Line(f"run.{n}", "2026-01-01T00:00:00.000Z", "", "response/r", {"text": f"{n}"}) for n in range(1, 9)]
    (folder / "log" / "long.jsonl").write_bytes(b"".join(map(encode, lines)))
    with Session.open(folder, read_only=True) as session:
        assert list(session.records.lines) == [f"run.{n}" for n in range(1, 6)]
        (told,) = [one.message for one in look_over(session) if one.about == "long.jsonl"]
    assert told == "long.jsonl goes on after 5 lines, so the rest of it is not shown here."


def test_a_log_whose_bytes_are_still_with_a_cloud_service_is_told_and_not_taken_for_empty(tmp_path):
    class Cloud(Files):
        def logs(self, folder: Path) -> list[tuple[Path, Any]]:
            facts = {"st_size": 99, "st_ino": 1, "st_mtime_ns": 1, "st_file_attributes": 0x400000}
            return [(path, SimpleNamespace(**facts)) for path, _ in super().logs(folder)]

    folder = make(tmp_path)
    (folder / "log" / "placeholder.jsonl").write_bytes(b"\x00" * 99)
    with Session.open(folder, read_only=True, files=Cloud()) as session:
        (told,) = [one for one in look_over(session) if one.about == "placeholder.jsonl"]
    assert told.message.startswith("placeholder.jsonl has not been downloaded to this laptop yet")
    assert (told.weight, told.cure) == ("trouble", "Bring it onto this laptop, then open the session again.")


def test_a_film_among_the_logs_is_neither_packed_nor_sealed_nor_merged_and_that_is_told(tmp_path):
    folder, other = make(tmp_path / "one"), make(tmp_path / "other")
    for at in (folder, other):
        with Session.open(at, "Anna") as session:
            add(session, Draft(block="animals", field="points", group="table-1", text=f"said {at.parent.name}"))
    with (other / "log" / "film.jsonl").open("wb") as file:
        file.truncate(10 << 30)  # a file of holes: it takes no room
    with Session.open(folder) as session:
        (merged,) = merge_all(session, [other])
        assert merged.refused == ("film.jsonl cannot be read (it is larger than 256 MiB)",)
        assert sorted(one.text for one in responses(session)) == ["said one", "said other"]
    with Session.open(other) as session:
        assert any("film.jsonl" in reason and "larger than" in reason for reason in seal(session).left)
        with pytest.raises(UserError, match=r"film\.jsonl alone has 10240"):
            pack(session, tmp_path / "day.facikit.zip")
    assert not (tmp_path / "day.facikit.zip").exists()


@pytest.mark.parametrize("tail", TAILS)
def test_at_every_byte_no_whole_line_is_lost_and_none_invented(tmp_path, log, tail):
    lines = [line + b"\n" for line in log.split(b"\n")[:-1]]
    extra = encode(Line("other.1", "2026-01-01T00:00:00.000Z", put="response/glued", set={"text": "glued on"}))
    lost = invented = 0
    for cut in range(len(log) + 1):
        added = extra if TAILS[tail] is None else TAILS[tail]
        assert added is not None
        found = read(tmp_path, log[:cut] + added)
        whole = {line for line in lines if line[:-1] in log[:cut]}
        if tail == "glued":
            whole.add(extra)
        lost += len(whole - found)
        invented += len(found - whole - {extra})
    assert (lost, invented) == (0, 0)


def test_a_flipped_bit_is_never_taken_for_genuine(tmp_path, log):
    genuine = {line + b"\n" for line in log.split(b"\n")[:-1]}
    for at in range(0, len(log), 3):
        for bit in (0, 3, 6):
            damaged = bytearray(log)
            damaged[at] ^= 1 << bit
            (tmp_path / "log.jsonl").write_bytes(damaged)
            records = Records()
            logs = Logs(tmp_path, REAL)
            logs.refresh(records)
            (state,) = logs.files.values()
            changed = {encode(line) for line in records.lines.values()} - genuine
            assert len(changed) <= len(state.edited)


def test_a_log_that_grows_is_read_on_from_where_it_was(tmp_path, log):
    path = tmp_path / "log.jsonl"
    records, logs = Records(), Logs(tmp_path, REAL)
    for end in range(0, len(log) + 1, 11):
        path.write_bytes(log[:end])
        logs.refresh(records)
    path.write_bytes(log)
    logs.refresh(records)
    assert {encode(line) for line in records.lines.values()} == {line + b"\n" for line in log.split(b"\n")[:-1]}
    assert not any(state.damaged or state.torn for state in logs.files.values())


@pytest.mark.parametrize("ending", [b"\r\n", b"\n\n", b"\n  \n"])
def test_a_log_that_an_editor_saved_reads_the_same(tmp_path, log, ending):
    lines = log.split(b"\n")[:-1]
    found = read(tmp_path, b"\xef\xbb\xbf" + ending.join(lines) + ending)
    assert found == {line + b"\n" for line in lines}


def test_what_the_doctor_finds_is_said_in_sentences_with_a_way_out(tmp_path):
    folder = make(tmp_path)
    with Session.open(folder, "Anna", clock=SetClock(), ids=SeededIds(9)) as session:
        for number in range(4):
            add(session, Draft(block="animals", field="points", group="table-1", text=f"said {number}"))
        add(session, Draft(block="nowhere", field="points", group="table-1", text="lost?"))
        add(session, Draft(block="animals", field="points", group="table-99", text="apart?"))
    (path,) = (folder / "log").iterdir()
    lines = path.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b"said 1", b"said one")
    lines[3] = lines[3][:40] + lines[4]
    path.write_bytes(b"\n".join(lines)[:-30])
    with Session.open(folder, read_only=True) as session:
        found = look_over(session)
    said = " ".join(map(str, found))
    for words in (
        "line 3 changed outside facikit",
        "line 4 cannot be read. 1 entries were saved",
        "4 missing",
        "ends in the middle of a line",
        "1 entries belong to blocks that are not in this session",
        "1 entries belong to groups",
    ):
        assert words in said
    assert [finding.weight for finding in found] == sorted((f.weight for f in found), key=("trouble", "note").index)


def test_a_healthy_session_has_no_findings(tmp_path):
    folder = make(tmp_path)
    with Session.open(folder, "Anna") as session:
        add(session, Draft(block="animals", field="points", group="table-1", text="fine"))
        assert look_over(session) == []
    with Session.open(folder, read_only=True) as again:
        assert look_over(again) == []


def test_two_versions_are_both_readable_and_settled_by_one_edit(tmp_path):
    folder = make(tmp_path)
    with Session.open(folder, "Anna") as anna, Session.open(folder, "Bo") as bo:
        (one,) = add(anna, Draft(block="animals", field="points", group="table-1", text="Owl"))
        anna.flush()
        bo.refresh()
        edit(anna, one.id, text="Owls")
        edit(bo, one.id, text="Owlets")
        anna.flush(), bo.flush()
        anna.refresh(), bo.refresh()
        assert response(anna, one.id).versions == response(bo, one.id).versions == 2
        assert response(anna, one.id).text == response(bo, one.id).text
        edit(anna, one.id, text="Owls")
        anna.flush()
        bo.refresh()
        assert response(bo, one.id).versions == 1 and response(bo, one.id).text == "Owls"
        assert len(responses(bo)) == 1


def test_a_draft_is_bound_to_its_place_and_comes_back(tmp_path):
    drafts = Drafts(tmp_path, "session1")
    typed = Unfinished(
        session="session1", block="b", field="f", group="g", text="half a sen\ntence [b] \x00", more=("x",)
    )
    assert drafts.keep(typed)
    again = Drafts(tmp_path, "session1")
    assert again.at("b", "f", "g") == typed and again.every() == [typed]
    assert again.at("b", "f", "other") is None and Drafts(tmp_path, "session2").every() == []
    drafts.keep(Unfinished(session="session1", block="b", field="f", group="g", text="  "))
    assert again.every() == []


def test_a_damaged_draft_or_a_full_disk_stops_nobody(tmp_path):
    drafts = Drafts(tmp_path, "s")
    typed = Unfinished(session="s", block="b", field="f", group="g", text="words")
    drafts.keep(typed)
    (path,) = drafts.folder.iterdir()
    path.write_bytes(b"\x00" * 100)
    assert drafts.at("b", "f", "g") is None and drafts.every() == []
    (tmp_path / "file").write_text("")
    assert Drafts(tmp_path / "file", "s").keep(typed) is False
