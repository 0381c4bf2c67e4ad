"""A disk that fills up: what was acknowledged is there, what was not is called not saved, and room brings it back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rooms import make

from facikit.session.responses import Draft, add, responses
from facikit.session.session import Session

pytestmark = pytest.mark.slow


@pytest.fixture
def small_disk(tmp_path: Path):
    """A disk of 256 KiB; a second mount with more room stands for what a person frees."""
    place = tmp_path / "disk"
    place.mkdir()
    made = sys.platform == "linux" and os.geteuid() == 0
    if made:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", place], check=False)
        made = done.returncode == 0
    if not made:
        if os.environ.get("CI"):
            pytest.fail("a small disk cannot be made here, and this must be tested")
        pytest.skip("making a small disk needs Linux and root")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def test_a_full_disk_loses_nothing_acknowledged_and_goes_on_when_there_is_room(small_disk):
    folder = make(small_disk)
    acknowledged, refused = set(), set()
    session = Session.open(folder, "anna")
    for number in range(600):
        text = f"said {number} " + "x" * 400
        (entry,) = add(session, Draft(block="animals", field="points", group="table-1", text=text))
        session.flush()
        (acknowledged if session.saved(entry.line) == "saved" else refused).add(text)
        if len(refused) > 20:
            break
    assert acknowledged and refused
    assert session.trouble is not None and "space" in (session.trouble.strerror or "").lower()
    with Session.open(folder, read_only=True) as beside:
        on_disk = {one.text for one in responses(beside)}
        assert acknowledged <= on_disk
        assert not any(log.damaged or log.torn for log in beside.logs.files.values())
    subprocess.run(["mount", "-o", "remount,size=4m", small_disk], check=True)
    (last,) = add(session, Draft(block="animals", field="points", group="table-1", text="after making room"))
    assert session.close()
    with Session.open(folder, read_only=True) as again:
        assert {one.text for one in responses(again)} == acknowledged | refused | {last.text}
