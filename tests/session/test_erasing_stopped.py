"""An erasing that is stopped, or meets somebody who is writing, loses nothing else and is ended by the next."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import msgspec
import pytest
from planted import NAME, SECRET, erase, holding, leave_drafts, planted, rest, said
from rooms import FailingFiles, SetClock

from facikit.report.erasing import carry_out
from facikit.report.keeping import keep
from facikit.session.drafts import Drafts
from facikit.session.erasing import order, search_entries, search_person
from facikit.session.lines import encode
from facikit.session.responses import add, response, responses
from facikit.session.run import Run
from facikit.session.session import Session

pytestmark = pytest.mark.slow


def test_a_laptop_that_is_still_writing_loses_no_line_and_writes_no_erased_word_again(tmp_path, state):
    folder, _ = planted(tmp_path)
    with Session.open(folder, "Cy", clock=SetClock()) as cy:
        mine = add(cy, said(f"{NAME} is still here"))[0].id
        cy.flush()
        erase(folder, state, "person", NAME)
        assert holding(folder / "log", NAME) == []
        after = add(cy, said("and this came after"))[0].id
        assert cy.flush()
        assert cy.refresh()
        assert response(cy, mine).text == "[…] is still here"
    assert holding(folder / "log", NAME) == []
    with Session.open(folder) as session:
        assert response(session, after).text == "and this came after"
        assert response(session, mine).text == "[…] is still here"


class WritingMeanwhile(FailingFiles):
    """Somebody else's line reaches a log between its being read and its being replaced."""

    late = b""

    def write_whole(self, path: Path, data: bytes, *, sync: bool = True) -> None:
        if self.late and path.suffix == ".jsonl" and path.exists():
            with path.open("ab") as file:
                file.write(self.late)
            self.late = b""
        super().write_whole(path, data, sync=sync)


def test_a_line_that_is_written_while_a_log_is_replaced_is_kept(tmp_path, state):
    folder, ids = planted(tmp_path)
    files = WritingMeanwhile()
    with Session.open(folder, "Lea", files=files) as lea:
        found = search_entries(lea, [ids["secret"]])
        order(lea, found)
        kept = lea.records.lines_of(f"response/{ids['rest']}")[0]
        fields = {**kept.set, "text": "written in that moment"}
        files.late = encode(msgspec.structs.replace(kept, id="zzzzzzzzzzzzzz.9", put="response/late", set=fields))
        carry_out(lea, state, found)
    with Session.open(folder, read_only=True) as session:
        assert response(session, "late").text == "written in that moment"


def test_a_run_that_begins_a_new_file_leaves_out_what_was_erased_since(tmp_path):
    run = Run(tmp_path / "log" / "a.jsonl")
    run.leave(lambda data: data.replace(b"bad", b"---"))
    run.write([("r.1", b"bad\n")])
    assert run.flush()
    (tmp_path / "log" / "a.jsonl").unlink()
    run.write([("r.2", b"good\n")])
    assert run.close()
    assert [path.read_bytes() for path in (tmp_path / "log").iterdir()] == [b"---\ngood\n"]


def test_an_erasing_of_entries_that_was_stopped_takes_away_reports_that_can_be_made_again(tmp_path, state):
    folder, ids = planted(tmp_path)
    leave_drafts(state, ids["secret"])
    with Session.open(folder, "Lea") as lea:
        report = keep(lea, folder / "reports" / "r.md", SECRET.encode())
        order(lea, search_entries(lea, [ids["secret"]]))
    with Session.open(folder, "Lea") as lea:
        carry_out(lea, state)
    assert not report.exists()
    assert holding(folder, SECRET) == []
    assert all(one.editing != ids["secret"] for one in Drafts(state, lea.plan.session, "run1").every())


class Stopped(BaseException):
    """The program is killed."""


class StoppedFiles(FailingFiles):
    """The program ends at the nth thing that it does to files."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at
        self.done = 0

    def _step(self) -> None:
        self.done += 1
        if self.done == self.at:
            raise Stopped

    def write_whole(self, path: Path, data: bytes, *, sync: bool = True) -> None:
        self._step()
        super().write_whole(path, data, sync=sync)
        self._step()

    def replace(self, source: Path, target: Path) -> None:
        self._step()
        super().replace(source, target)

    def remove(self, path: Path) -> None:
        self._step()
        super().remove(path)


def test_stopped_at_any_step_nothing_else_is_lost_and_the_next_erasing_ends_it(tmp_path, state):
    folder, ids = planted(tmp_path)
    leave_drafts(state, ids["secret"])
    before = rest(folder, ids["name"], ids["person"])
    once = Path(shutil.copytree(folder, tmp_path / "once"))
    erase(once, Path(shutil.copytree(state, tmp_path / "state-once")), "person", NAME)
    wanted = rest(once)
    for step in itertools.count(1):
        here = Path(shutil.copytree(folder, tmp_path / f"step{step}"))
        its_state = Path(shutil.copytree(state, tmp_path / f"state{step}"))
        files = StoppedFiles(step)
        session = Session.open(here, "Lea", clock=SetClock(1_772_700_000_000), files=files)
        found = search_person(session, NAME)
        try:
            order(session, found)
            carry_out(session, its_state, found)
        except Stopped:
            stopped = True
        else:
            stopped = False
        for run in session._runs.values():
            run.log.close()
        untouched = {key: value for key, value in rest(here).items() if value == before.get(key)}
        assert all(key in untouched for key, value in before.items() if "uillfeather" not in f"{key}{value}".casefold())
        with Session.open(here, "Lea") as again:
            carry_out(again, its_state)
        assert holding(here, NAME) == holding(its_state, NAME) == [], step
        assert rest(here) == wanted, step
        if not stopped:
            break
    assert step > 15
    assert len(responses(Session.open(here, read_only=True))) > 3


@pytest.mark.parametrize("call", ["write", "sync"])
def test_a_disk_that_refuses_once_is_told_and_the_next_erasing_ends_it(tmp_path, state, call):
    folder, ids = planted(tmp_path)
    files = FailingFiles()
    with Session.open(folder, "Lea", files=files) as lea:
        found = search_entries(lea, [ids["secret"]])
        order(lea, found)
        files.failing = {call: 28}
        receipt = carry_out(lea, state, found)
        assert any("cannot be written" in one.words for one in receipt.left)
        files.failing = {}
    with Session.open(folder, "Lea") as lea:
        carry_out(lea, state)
    assert holding(folder, SECRET) == []


class HeldFiles(FailingFiles):
    """Another program holds what this laptop keeps for itself."""

    def remove(self, path: Path) -> None:
        if "state" in path.parts:
            raise PermissionError(13, "held by another program")
        super().remove(path)


def test_what_cannot_be_cleaned_is_told_and_everything_else_is_done(tmp_path, state):
    folder, ids = planted(tmp_path)
    leave_drafts(state, ids["secret"])
    with Session.open(folder, "Lea", files=HeldFiles()) as lea:
        found = search_entries(lea, [ids["secret"]])
        order(lea, found)
        receipt = carry_out(lea, state, found)
        assert any("held by another program" in one.words and "tries again" in one.words for one in receipt.left)
    assert holding(folder, SECRET) == []
