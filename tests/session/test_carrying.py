"""Sessions are carried in one file, merged by copying, and joined where they were made apart."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import msgspec
import pytest
from rooms import PLAN, SetClock, make

from facikit.errors import UserError
from facikit.library.shapes import GroupSet
from facikit.library.values import Item
from facikit.session import agenda, people, prose, sharing, themes
from facikit.session.doctor import look_over
from facikit.session.join import join, pairs
from facikit.session.merge import adopt, merge, merge_all, opened
from facikit.session.pack import pack, unpacked
from facikit.session.printing import chosen, print_as
from facikit.session.responses import Draft, add, edit, response, responses
from facikit.session.session import Session
from facikit.session.status import writers
from facikit.session.theme_sets import home

POINTS = PLAN.agenda[0].steps[0].capture[0]


def point(text: str, group: str = "table-1", block: str = "animals", field: str = "points") -> Draft:
    return Draft(block=block, field=field, group=group, text=text)


def texts(folder: Path) -> list[str]:
    with Session.open(folder, read_only=True) as session:
        return sorted(one.text for one in responses(session))


def sentences(folder: Path) -> dict[str, str]:
    with Session.open(folder, read_only=True) as session:
        return {writer.who: writer.sentence for writer in writers(session)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path / "lead")


def test_a_day_with_six_laptops(tmp_path, folder):
    with Session.open(folder, "Lea", clock=SetClock()) as lead:
        people.add_people(lead, [{"name": "Somebody Private", "role": "Nurse"}])
        add(lead, point("said before handing out"))
        agenda.go(lead, "animals")
        stick = pack(lead, tmp_path / "day.facikit.zip", for_notes=True)
    with zipfile.ZipFile(stick) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Somebody Private" not in everything and b"said before handing out" not in everything

    laptops = {}
    for number in range(2, 7):
        at = adopt(stick, tmp_path / f"laptop{number}")
        assert adopt(stick, tmp_path / f"laptop{number}") == at
        with Session.open(at, f"Writer {number}", clock=SetClock()) as notes:
            here = agenda.position(notes)
            assert here is not None and here.block == "animals"
            for entry in range(10 + number):
                add(notes, point(f"table {number} says {entry}", group=f"table-{number}"))
            assert {writer.state for writer in writers(notes)} == {"elsewhere", "open"}
            assert [finding for finding in look_over(notes) if finding.weight == "trouble"] == []
        laptops[number] = at

    packs = {}
    for number, at in laptops.items():
        with Session.open(at, read_only=True) as notes:
            packs[number] = pack(notes, tmp_path / f"back{number}.facikit.zip")
    late = packs.pop(5)
    order = [4, 2, 6, 3]
    with Session.open(folder, "Lea") as lead:
        for number in order:
            merge_all(lead, [packs[number]])
        again = merge_all(lead, [packs[2]])
        assert [(one.new_logs, one.new_lines) for one in again] == [(0, 0)]
        counted = {group.name: len(responses(lead, "animals", "points", group.id)) for group in
                   agenda.groups_of(lead, "animals")}  # fmt: skip
        assert counted == {"Table 1": 1, "Table 2": 12, "Table 3": 13, "Table 4": 14, "Table 5": 0, "Table 6": 16}
        merge_all(lead, [late])
        assert len(responses(lead, "animals", "points", "table-5")) == 15
    assert len(texts(folder)) == 1 + sum(10 + number for number in range(2, 7))
    found = sentences(folder)
    assert found["Writer 5"] == "17 of 17 lines, closed" and "missing" not in " ".join(found.values())
    with Session.open(folder) as lead:
        assert [finding for finding in look_over(lead) if finding.weight == "trouble"] == []


def test_a_folder_a_pack_and_a_loose_log_merge_alike_and_twice_is_once(tmp_path, folder):
    other = Path(shutil.copytree(folder, tmp_path / "copy"))
    with Session.open(other, "Bo") as bo:
        add(bo, point("from Bo", group="table-2"))
    with Session.open(other, read_only=True) as bo:
        packed = pack(bo, tmp_path / "bo.facikit.zip")
    (log,) = (other / "log").iterdir()
    with Session.open(folder, "Anna") as anna:
        add(anna, point("from Anna"))
        for source in (log, packed, other, log, folder):
            merge_all(anna, [source])
        anna.flush()
    assert texts(folder) == ["from Anna", "from Bo"]
    assert sentences(folder) == {"Anna": "3 of 3 lines, closed", "Bo": "3 of 3 lines, closed"}


def test_a_log_that_has_grown_since_it_was_merged_is_taken_again(tmp_path, folder):
    other = Path(shutil.copytree(folder, tmp_path / "copy"))
    with Session.open(folder, "Anna") as anna, Session.open(other, "Bo") as bo:
        add(bo, point("first"))
        bo.flush()
        merge_all(anna, [other])
        assert sentences(folder)["Bo"] == "2 lines, still open or incomplete"
        add(bo, point("second"))
        bo.flush()
        merge_all(anna, [other])
    assert texts(folder) == ["first", "second"]


def test_missing_lines_are_named_and_filled_by_a_whole_copy(tmp_path, folder):
    other = Path(shutil.copytree(folder, tmp_path / "copy"))
    with Session.open(other, "Bo") as bo:
        for number in range(20):
            add(bo, point(f"said {number}"))
    (log,) = (other / "log").iterdir()
    whole = log.read_bytes()
    lines = whole.splitlines(keepends=True)
    log.write_bytes(b"".join(lines[:11] + lines[14:]))
    with Session.open(folder, "Anna") as anna:
        merge_all(anna, [log])
        assert {writer.who: writer.sentence for writer in writers(anna)} == {"Bo": "12 to 14 missing"}
        assert any("12 to 14 missing" in finding.message for finding in look_over(anna))
        log.write_bytes(whole)
        merge_all(anna, [log])
    assert sentences(folder) == {"Bo": "22 of 22 lines, closed"}
    assert len(texts(folder)) == 20


def test_another_workshops_notes_are_not_merged_by_mistake(tmp_path, folder):
    stranger = make(tmp_path / "b", msgspec.structs.replace(PLAN, session="zzzzzzzzzzzzzz", title="Something else"))
    with Session.open(stranger, "Bo") as bo:
        add(bo, point("elsewhere"))
    (log,) = (stranger / "log").iterdir()
    with Session.open(folder, "Anna") as anna:
        for source in (stranger, log):
            with pytest.raises(UserError, match="another session"):
                merge_all(anna, [source])
    assert texts(folder) == []


def test_two_sessions_made_from_one_workshop_are_joined_under_our_names(tmp_path, folder):
    tables = GroupSet(names=tuple(Item(f"Table {n}", f"their-{n}") for n in range(1, 7)))
    agenda_ = tuple(msgspec.structs.replace(block, id=f"their-{block.id}") for block in PLAN.agenda)
    plan = msgspec.structs.replace(PLAN, session="zzzzzzzzzzzzzz", groups={"tables": tables}, agenda=agenda_)
    theirs = make(tmp_path / "b", plan)
    with Session.open(theirs, "Bo", clock=SetClock()) as bo:
        (one,) = add(bo, point("from Bo", group="their-3", block="their-animals"))
        edit(bo, one.id, text="from Bo, edited")
        prose.write(bo, "their-animals", "meaning", "It says a lot.")
        theme = themes.make(bo, "their-animals", "points", "Birds")
        themes.link(bo, theme.id, one.id)
        print_as(bo, "their-animals", POINTS, "themes")
        sharing.put(bo, ("their-animals", "said"), ("their-animals", "points"))
        agenda.go(bo, "their-coffee")
    with Session.open(folder, "Anna") as anna:
        add(anna, point("from Anna"))
        with opened(theirs) as source:
            assert source.plan is not None
            paired = pairs(anna, source.plan)
            assert {(pair.their_name, pair.ours) for pair in paired} >= {
                ("Change animals", "animals"),
                ("Table 3", "table-3"),
            }
            assert len(responses(anna)) == 1
            assert join(anna, source, paired).new_lines > 0
            assert join(anna, source, paired).new_lines == 0
        brought = response(anna, one.id)
        assert (brought.block, brought.group, brought.text) == ("animals", "table-3", "from Bo, edited")
        assert prose.prose(anna, "animals", "meaning") == "It says a lot."
        assert themes.themes(anna, "animals", "points")[0].members == (one.id,)
        assert chosen(anna, "animals", POINTS) == ("themes", "")
        assert home(anna, "animals", "said") == ("animals", "points")
        assert agenda.position(anna) is None
        assert {w.who: w.state for w in writers(anna)}["Bo"] == "closed"


def zipped(entries: dict[str, bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


PLAN_BYTES = b"session: k7q2m9xw4d3t0b\ntitle: T\ndate: 2026-01-01\n"


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.jsonl",
        "/etc/evil.jsonl",
        "..\\..\\evil.jsonl",
        "C:\\evil.jsonl",
        "log/../../evil.jsonl",
        "CON.jsonl",
    ],
)
def test_nothing_in_a_pack_says_where_it_goes(tmp_path, name):
    path = zipped({"session.yaml": PLAN_BYTES, name: b"", "x/../../session.yaml": b"no"}, tmp_path / "a.zip")
    before = sorted(tmp_path.iterdir())
    with unpacked(path) as (folder, _):
        inside = [one for one in folder.rglob("*") if one.is_file()]
        assert all(folder in one.parents for one in inside)
        assert (folder / "session.yaml").read_bytes() == PLAN_BYTES
    assert sorted(tmp_path.iterdir()) == before


def test_links_programs_and_strange_files_in_a_pack_are_left_out(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("log/link.jsonl")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("run-me.exe", b"MZ")
        nameless = zipfile.ZipInfo("x")
        nameless.filename = ""
        archive.writestr(nameless, b"x")
        archive.writestr("media/not-a-hash.jpg", b"x")
        archive.writestr("exercises/x.yaml", b"x")
        archive.writestr("session.yaml", PLAN_BYTES)
    with unpacked(path) as (folder, _):
        assert [one.name for one in folder.rglob("*") if one.is_file()] == ["session.yaml"]


def test_a_bomb_is_refused_before_it_unfolds(tmp_path):
    path = zipped({"session.yaml": PLAN_BYTES, "log/a.jsonl": b"0" * (60 << 20)}, tmp_path / "bomb.zip")
    with pytest.raises(UserError, match="trap"), unpacked(path):
        pass


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not really", b"{}", b"\x00" * 1000])
def test_a_file_that_is_no_pack_is_told_so(tmp_path, data):
    path = tmp_path / "holiday.zip"
    path.write_bytes(data)
    with pytest.raises(UserError, match=r"holiday\.zip"), unpacked(path):
        pass


def test_a_damaged_pack_is_told_so(tmp_path, folder):
    with Session.open(folder, "Anna") as session:
        add(session, *(point(f"said {number}") for number in range(500)))
        path = pack(session, tmp_path / "a.facikit.zip")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(UserError, match="cannot be opened as a pack"), unpacked(path):
        pass


def test_a_pack_is_never_written_over_a_file(tmp_path, folder):
    target = tmp_path / "there.zip"
    target.write_text("mine")
    with Session.open(folder, "Anna") as session, pytest.raises(UserError, match="there already"):
        pack(session, target)
    assert target.read_text() == "mine"


def test_pictures_come_along_and_a_false_one_does_not(tmp_path, folder):
    from PIL import Image

    from facikit.session.media import path_of, store

    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    (tmp_path / "wall.png").write_bytes(out.getvalue())
    other = Path(shutil.copytree(folder, tmp_path / "copy"))
    with Session.open(other, "Bo") as bo:
        name = store(bo, tmp_path / "wall.png")
        add(bo, Draft(block="animals", field="photo", group="table-1", media=name, description="red"))
        packed = pack(bo, tmp_path / "bo.zip")
    (other / "media" / ("0" * 32 + ".png")).write_bytes(b"not what its name says")
    with Session.open(folder, "Anna") as anna:
        merge_all(anna, [packed])
        assert path_of(anna, name) is not None
        with opened(other) as source:
            assert any("damaged" in reason for reason in merge(anna, source).refused)
        assert not (folder / "media" / ("0" * 32 + ".png")).exists()
        (folder / "media" / name).unlink()
        assert any("not in media" in finding.message for finding in look_over(anna))


def test_the_pack_says_what_it_is(tmp_path, folder):
    with Session.open(folder, "Anna") as session:
        path = pack(session, tmp_path / "a.zip", for_notes=True)
    with zipfile.ZipFile(path) as archive:
        (note,) = [name for name in archive.namelist() if name.endswith("facikit-pack.json")]
        assert json.loads(archive.read(note)) == {
            "format": "facikit-pack/1",
            "session": PLAN.session,
            "title": PLAN.title,
            "purpose": "notes",
        }
