"""Who is named how, from the command line: levels where people speak, codes and their key, reports that say less."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from commands import Run, put, refused, told

from facikit.library.kits import data_folder
from facikit.session.responses import responses
from facikit.session.session import Session

NAMES = ("Zuzana Quillfeather", "Oswin Thrapple", "Perpetua Lunt", "Cosmo Wetherfield")
REGISTER = "name,role,team\n" + "".join(f"{name},Nurse,Mill Trust\n" for name in NAMES)
DAY = """
title: A talk
labels: [Nurse, {{text: Student, under: Nurse}}]
voices: {level}
agenda:
  - {{exercise: said, id: talk}}
"""
SAID = """
title: Said
setting: plenary
steps: [{title: Say, capture: [{field: said, kind: quotes}]}]
"""


@pytest.fixture
def made(run: Run, kit: Path):
    """Make a session at a level, with four people in its register."""

    def make(level: str, name: str = "talk") -> Path:
        put(kit / "exercises" / "said.yaml", SAID)
        put(kit / "templates" / "workshops" / f"{name}.yaml", DAY.format(level=level))
        folder = Path(run("new", name, "--date", "2026-03-04", "--title", name).stdout.strip())
        assert run("people", folder, put(kit / "register.csv", REGISTER)).exit_code == 0
        return folder

    return make


def add(run: Run, folder: Path, label: str, text: str = "It takes two days."):
    return run("add", folder, "talk", "said", text, "--kind", "quote", "--label", label)


def labels(folder: Path) -> list[str]:
    return [one.label for one in responses(Session.open(folder, read_only=True))]


def coded(run: Run, folder: Path) -> dict[str, str]:
    return {one["name"]: one["code"] for one in json.loads(run("people", folder, "--codes", "--json").stdout)}


def bytes_in(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.mark.parametrize(
    ("level", "label", "kept", "said"),
    [
        ("name", "zuzana quillfeather", "Zuzana Quillfeather", ""),
        ("role", "Zuzana Quillfeather", "Nurse", "'Nurse' stands in the place of the name"),
        ("role", "nurse", "Nurse", ""),
        ("role", "Nuse", "Nuse", "Did you mean 'Nurse'?"),
        ("role-number", "Nurse 2", "Nurse 2", ""),
        ("organisation", "mill trust", "Mill Trust", ""),
        ("organisation", "Zuzana Quillfeather", "Mill Trust", "stands in the place of the name"),
        ("none", "Nurse", "", "the label was left out"),
        ("code", "p3", "P3", ""),
    ],
)
def test_a_label_is_kept_at_the_level_that_holds_there(run, made, level, label, kept, said):
    folder = made(level)
    done = add(run, folder, label)
    assert done.exit_code == 0 and labels(folder) == [kept]
    assert said.casefold() in done.stderr.casefold() and bool(said) == bool(done.stderr)


def test_where_people_go_by_codes_a_name_is_not_written_down(run, made):
    folder = made("code")
    told_ = refused(add(run, folder, NAMES[0]))
    assert "codes" in told_ and NAMES[0] not in told_ and labels(folder) == []
    code = coded(run, folder)[NAMES[0]]
    done = add(run, folder, NAMES[0])
    assert labels(folder) == [code] and NAMES[0] not in done.stderr


def test_everybody_has_one_code_which_stays_theirs(run, made, kit):
    folder = made("code")
    first = coded(run, folder)
    assert sorted(first.values()) == ["P1", "P2", "P3", "P4"] and set(first) == set(NAMES)
    run("people", folder, put(kit / "more.csv", "name\nNewly Come\n"))
    assert coded(run, folder) == first | {"Newly Come": "P5"}
    shown = run("people", folder, "--codes").stdout.splitlines()
    assert shown[0] == f"{first[NAMES[0]]}\t{NAMES[0]}\tNurse\tMill Trust"


def test_a_code_that_somebody_has_on_paper_is_given_to_nobody_else(run, made):
    folder = made("code")
    add(run, folder, "P2")
    assert sorted(coded(run, folder).values()) == ["P1", "P3", "P4", "P5"]


def test_the_key_is_in_no_session_pack_export_or_report_and_only_one_command_prints_it(run, made, tmp_path):
    folder = made("code")
    given = coded(run, folder)
    for name in NAMES:
        add(run, folder, name, f"Words of {given[name]}")
    out = tmp_path / "out"
    out.mkdir()
    run("pack", folder, "-o", out / "all.facikit.zip")
    shutil.unpack_archive(out / "all.facikit.zip", out / "unpacked", "zip")
    run("report", folder, "-o", out / "report.md")
    run("report", folder, "-t", "record", "-o", out / "record.md")
    printed = [
        run(*words).stdout
        for words in (
            ("status", folder), ("log", folder), ("people", folder), ("doctor", folder), ("report", folder),
            ("export", folder, "--to", "csv"), ("export", folder, "--to", "yaml"), ("export", folder, "--to", "json"),
        )
    ]  # fmt: skip
    pairs = [f"{given[name]}\t{name}" for name in NAMES]
    assert not [pair for pair in pairs for one in printed if pair in one]
    for place in (folder, out):
        data = bytes_in(place)
        assert b"facikit-codes" not in data and not [pair for pair in pairs if pair.encode() in data]
    (key,) = data_folder().rglob("*.json")
    assert all(name in key.read_text(encoding="utf-8") for name in NAMES)
    assert not key.is_relative_to(folder)
    log = b"\n".join(path.read_bytes() for path in (folder / "log").iterdir())
    # The register has the names; no line has one beside a code.
    assert not [line for line in log.split(b"\n") if b'"label"' in line and any(one.encode() in line for one in NAMES)]


def test_the_sessions_of_a_programme_have_one_key(run, made, kit):
    first, second, alone = made("code", "one"), made("code", "two"), made("code", "three")
    put(
        kit / "sessions" / "together" / "programme.yaml",
        f"title: T\nsessions: [{first.name}, {second.name}]\nsections: [{{heading: A, slot: a}}]\n",
    )
    given = coded(run, first)
    assert coded(run, second) == given
    assert len(list((data_folder() / "codes").glob("*.json"))) == 1
    coded(run, alone)
    assert len(list((data_folder() / "codes").glob("*.json"))) == 2


def test_a_key_that_is_damaged_is_told_and_left_as_it_is(run, made):
    folder = made("code")
    coded(run, folder)
    (key,) = (data_folder() / "codes").glob("*.json")
    key.write_text('{"sessions": [', encoding="utf-8")
    assert "cannot be read" in refused(run("people", folder, "--codes"))
    assert key.read_text(encoding="utf-8") == '{"sessions": ['
    assert add(run, folder, "P2").exit_code == 0
    run("report", folder)
    erased = run("erase", folder, "--person", NAMES[0], "--yes")
    assert erased.exit_code == 0 and "cannot be read" in erased.stdout


def test_a_damaged_key_of_other_sessions_is_in_nobodys_way_who_has_a_key(run, made):
    folder = made("code")
    given = coded(run, folder)
    put(data_folder() / "codes" / "another.json", "{")
    assert coded(run, folder) == given
    assert run("erase", folder, "--person", NAMES[0], "--yes").stdout.count("lost 1 person") == 1
    assert "cannot be read" in refused(run("people", made("code", "new"), "--codes"))


@pytest.mark.parametrize("by", ["name", "id"])
def test_who_is_erased_is_taken_out_of_the_key_and_the_receipt_says_so(run, made, by):
    folder = made("code")
    given = coded(run, folder)
    add(run, folder, NAMES[0])
    people = json.loads(run("people", folder, "--json").stdout)
    ids = {one["name"]: one["id"] for one in people}
    what = ("--person", NAMES[0]) if by == "name" else (ids[NAMES[0]],)
    (key,) = (data_folder() / "codes").glob("*.json")
    shutil.copy(key, key.with_name("a copy of it.json"))
    assert (str(key) in run("erase", folder, *what, "--dry-run").stdout) == (by == "name")
    done = run("erase", folder, *what, "--yes")
    assert done.exit_code == 0 and "The key of codes on this laptop lost 1 person" in done.stdout
    assert "on another laptop" in done.stdout
    assert NAMES[0].encode() not in bytes_in(data_folder()) and NAMES[1].encode() in bytes_in(data_folder())
    assert NAMES[0].encode() not in bytes_in(folder)
    assert labels(folder) == [given[NAMES[0]]]
    run("people", folder, put(folder.parent / "again.csv", "name\nSomebody New\n"))
    assert coded(run, folder)["Somebody New"] == "P5", "a code is never given twice"


def test_a_report_says_less_where_that_is_asked_for_and_never_more(run, made):
    folder = made("name")
    add(run, folder, NAMES[0])
    assert NAMES[0] in run("report", folder).stdout
    for level, shown in (("role", "(Nurse)"), ("organisation", "(Mill Trust)")):
        printed = run("report", folder, "--voices", level).stdout
        assert shown in printed and NAMES[0] not in printed
    assert "Nurse)" not in run("report", folder, "--voices", "none").stdout.partition("took part")[0]
    low = made("role", "low")
    add(run, low, NAMES[0])
    assert NAMES[0] not in run("report", low, "--voices", "name").stdout


def test_a_lowered_report_is_lowered_in_every_form_and_in_its_check(run, made, tmp_path):
    folder = made("name")
    add(run, folder, NAMES[0])
    for out in ("report.md", "report.html"):
        assert run("report", folder, "--voices", "role", "-o", tmp_path / out).exit_code == 0
        text = (tmp_path / out).read_text(encoding="utf-8")
        assert NAMES[0] not in text and "Nurse" in text
    assert NAMES[0] not in run("report", folder, "--voices", "role", "--check", "--json").stdout


def test_a_level_that_is_none_is_told(run, made):
    assert told(run("report", made("role"), "--voices", "rolle")) == "There is no level 'rolle'. Did you mean 'role'?"
    assert run("report", made("role", "b"), "--voices", "rolle").exit_code == 2


def test_the_check_tells_a_name_where_nothing_keeps_names(run, kit):
    put(kit / "exercises" / "said.yaml", SAID)
    day = DAY.format(level="role").replace("id: talk", "id: talk, anonymous: true, voices: name")
    checked = run("check", put(kit / "templates" / "workshops" / "talk.yaml", day))
    assert checked.exit_code == 1 and "agenda[0].voices: keeps no names" in checked.stdout + checked.stderr
