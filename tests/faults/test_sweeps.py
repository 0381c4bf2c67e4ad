"""Whatever the disk does, nothing acknowledged is lost, nothing is invented, and every way to the same notes is one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from facikit.session import drafts
from facikit.session.doctor import look_over
from facikit.session.files import Files
from facikit.session.session import Session

from . import edits, fed_huge, fed_words, soak, typed
from .bounded import Outcome, Target, sweep
from .disk import Disk, calls_of, failing
from .judge import Tally, put_down, read
from .sweeps import FAULTS, MEMORY
from .writing import fresh, made, whole_day

pytestmark = pytest.mark.slow
needs_fork = pytest.mark.skipif(os.name == "nt", reason="Windows does not fork")
PROMISES = Path(__file__).parents[2] / "docs" / "promises.md"


@pytest.mark.parametrize("name", FAULTS)
def test_nothing_is_lost_invented_or_differing(name: str) -> None:
    fault = FAULTS[name]
    if fault.posix and os.name == "nt":
        pytest.skip("Windows neither forks nor lets an open file be taken away")
    if fault.needs and not find_spec(fault.needs):
        pytest.skip(f"{fault.needs} is asked for at full size only")
    with tempfile.TemporaryDirectory(prefix="facikit-faults-", dir=MEMORY) as home:
        tally = fault.sweep(fault.desk, 1, Path(home))
    assert tally.clean, tally.first
    assert tally.tries >= min(fault.desk, 20)


def test_a_day_comes_out_the_same_each_time_and_every_file_call_of_it_is_counted(tmp_path: Path) -> None:
    base = made(tmp_path / "base")
    one, other = fresh(base, tmp_path / "one"), fresh(base, tmp_path / "other")
    calls = calls_of(one, lambda: whole_day(one, 3, 20))
    assert whole_day(other, 3, 20) == read(one).lines
    assert {call.name for call in calls} >= {"open", "write", "fsync"}
    written = sum(len(call.data) for call in calls if call.name == "write")
    assert written == sum(path.stat().st_size for path in (one / "log").iterdir())


def test_the_judge_sees_what_is_lost_and_what_is_invented(tmp_path: Path) -> None:
    folder = made(tmp_path)
    whole = whole_day(folder, 3, 20)
    (first, *_), tally = whole, Tally()
    tally.judge({one: line for one, line in whole.items() if one != first}, whole, set(whole))
    tally.judge(whole, {one: line for one, line in whole.items() if one != first}, set())
    assert (tally.lost, tally.invented, tally.clean) == (1, 1, False)


@needs_fork
def test_the_soak_sees_a_program_that_says_too_early_that_something_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "saved", lambda *_: "saved")
    monkeypatch.setattr(Session, "flush", lambda *_: True)
    assert soak.weeks(30, 1, tmp_path).lost


@needs_fork
def test_what_takes_too_much_memory_or_dies_or_is_altered_is_seen_and_the_rest_is_tried(tmp_path: Path) -> None:
    def start(_: Path) -> Callable[[str], Outcome]:
        does = {"much": lambda: bytes(2 << 30), "dies": lambda: os.kill(os.getpid(), 9), "raises": lambda: 1 / 0}

        def try_one(given: str) -> Outcome:
            does.get(given, str)()
            return Outcome(given, "altered" if given == "wrong" else "")

        return try_one

    inputs = ("fine", "much", "dies", "raises", "wrong", "fine")
    tally = sweep(Target(lambda: inputs, lambda *_: "fine", start))(12, 1, tmp_path)
    assert tally.tries == 12
    # Only Linux keeps a process from having more memory than it may.
    assert tally.differing == 3 + Path("/proc/self/statm").is_file()


@needs_fork
def test_words_that_are_not_escaped_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fed_words, "inline", str)
    assert FAULTS["fed-markdown"].sweep(500, 1, tmp_path).differing


@needs_fork
def test_a_log_of_ten_gigabytes_is_left_alone_and_the_others_are_read(tmp_path: Path) -> None:
    folder = made(tmp_path)
    whole = whole_day(folder, 3, 20)
    with (folder / "log" / "film.jsonl").open("wb") as file:
        file.truncate(10 << 30)  # a file of holes: it takes no room
    with Session.open(folder, read_only=True) as session:
        assert session.records.lines == whole
        assert any("film.jsonl" in one.message and "larger" in one.message for one in look_over(session))


def test_what_is_written_by_any_means_can_be_made_to_fail(tmp_path: Path) -> None:
    def open_and_write() -> None:
        with (tmp_path / "file").open("w") as file:
            file.write("words")

    for way in (open_and_write, lambda: (tmp_path / "file").write_bytes(b"words"), (tmp_path / "new").mkdir):
        with Disk(tmp_path, failing(1, on=True)), pytest.raises(OSError, match="Input/output"):
            way()
    assert not (tmp_path / "new").exists()


@needs_fork
def test_letters_that_are_kept_too_late_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "WRITE_EVERY_S", 2.0)
    assert typed.late(20, 1, tmp_path).lost


def test_a_wording_that_nobody_replaced_and_that_is_gone_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edits, "carry", lambda *_: None)
    assert edits.unseen(500, 1, tmp_path).lost


@needs_fork
def test_what_reads_a_large_file_whole_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Files, "read", lambda _, path, start=0: path.read_bytes()[start:])
    first = ("a log beside", "merge S other")
    assert sweep(fed_huge.FILES._replace(seeds=lambda: [first]))(1, 1, tmp_path).differing


def test_a_place_that_is_left_out_is_counted(tmp_path: Path) -> None:
    few = FAULTS["fail-once"].sweep(20, 1, tmp_path)
    assert len(few.places) <= 20 and len(few.left_out) > 100
    for place in list(few.left_out):
        few.was_at(place)
    few.to_be_at(few.places)
    assert not few.left_out


def test_the_page_of_promises_has_the_figures_of_every_fault_that_is_swept() -> None:
    rows = [line for line in PROMISES.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    found = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert [row[:2] for row in found] == [[f"`{name}`", fault.sentence] for name, fault in FAULTS.items()]
    for row, fault in zip(found, FAULTS.values(), strict=True):
        places, tries = (int(cell.replace(",", "") or 0) for cell in row[2:4])
        # Those that are stopped are stopped at every step there is, and there may be fewer.
        assert tries >= (places if row[0].startswith("`stop-") else fault.full), row
        assert tries >= places, row
        assert row[5:] == ["0", "0", "0"], row


def test_the_figures_of_a_sweep_are_put_into_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Words.\n\n| `a` | one | 1 |\n| `b` | two | 1 |\n\nMore.\n", encoding="utf-8")
    put_down(page, "a", "one", 1200, (2000, 3, 0, 0, 0))
    put_down(page, "c", "three", 0, (1, 0, 0, 0, 0))
    assert page.read_text(encoding="utf-8").splitlines()[2:6] == [
        "| `a` | one | 1,200 | 2,000 | 3 | 0 | 0 | 0 |",
        "| `b` | two | 1 |",
        "| `c` | three |  | 1 | 0 | 0 | 0 | 0 |",
        "",
    ]
