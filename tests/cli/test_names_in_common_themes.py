"""What sessions have in common, over a session with a name in every place: none comes out where it has no business."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Run, put
from everyone import leaks
from full_room import full_room
from walked import WHO

pytestmark = pytest.mark.slow
ALL = "all-together"


def test_no_name_comes_out_by_way_of_a_programme(
    run: Run, kit: Path, own_machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACIKIT_WHO", WHO)
    room = full_room(kit, own_machine / "state")
    file = Path(run("new-programme", ALL).stdout.strip())
    file = file / "programme.yaml" if file.is_dir() else file
    told = json.loads(run("themes", ALL, "--json").stdout)
    names = [one["name"] for one in told["others"]]
    assert len(names) == 4
    shown = "sections:\n  - {show: themes}\n  - {show: themes, as: headings, members: all}"
    put(file, file.read_text(encoding="utf-8").replace("\nsections:", f"\nthemes: {json.dumps(names)}\n{shown}", 1))
    steps = [
        ("said back", ("themes", ALL)),
        ("said back", ("themes", ALL, "--json")),
        ("said back", ("themes", room.folder, "--json")),
        ("said back", ("check", ALL)),
        ("codes", ("export", ALL, "--to", "qdc")),
        ("codes", ("export", ALL, "--to", "codebook")),
        ("report", ("report", ALL)),
        ("check", ("report", ALL, "--check")),
        *(("trace", ("trace", ALL, name, *more)) for name in names for more in ((), ("--json",))),
    ]
    for outlet, words in steps:
        result = run(*words)
        assert result.stdout or words[0] == "check"
        assert leaks(outlet, f"{result.stdout}\n{result.stderr}") == set(), words
    assert all(name in run("report", ALL).stdout for name in names)
