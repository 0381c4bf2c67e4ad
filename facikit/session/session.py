"""An open session: its plan, everything that all its logs say, and the one way to add to it.

A *change* is what one act of a person does, to one record or to several: it is written as lines that share their time,
and it is taken back as a whole. ``put`` returns at once; a line is saved when ``saved`` says so, not before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from facikit import __version__
from facikit.errors import UserError
from facikit.library.finding import PROGRAMME_FILE, is_session, plan_file
from facikit.library.problems import Problem
from facikit.library.reading import read
from facikit.library.shapes import Plan
from facikit.library.values import slug
from facikit.session import own
from facikit.session.clock import Clock, Ids, instant_of, text_of
from facikit.session.files import REAL, SPARE_PLAN, Files
from facikit.session.lines import MOST_BYTES, Line, encode
from facikit.session.reading import Logs
from facikit.session.records import Records
from facikit.session.run import Run, Saved

LOG_FORMAT = "facikit-log/1"
FAR_AHEAD_MS = 5 * 60 * 1000
"""A clock set back by more than this is believed: one wrong hour must not stamp the rest of the day."""


class Change(msgspec.Struct, frozen=True):
    """Fields to set in one record. A value of None takes the field away."""

    record: str
    set: dict[str, Any]


class Session:
    """One session folder, open."""

    def __init__(
        self,
        folder: Path,
        plan: Plan,
        who: str,
        *,
        read_only: bool,
        files: Files,
        clock: Clock,
        ids: Ids,
        state: Path | None = None,
    ) -> None:
        self.folder = folder
        self.plan = plan
        self.who = who
        self.read_only = read_only
        self.clock = clock
        self.ids = ids
        self.records = Records()
        self.revision = 0
        self.problems: list[Problem] = []
        self.on_saved: Callable[[], None] | None = None
        """Called from the writer thread whenever lines have reached the disk, or could not."""
        self.logs = Logs(folder, files)
        self.views: dict[str, Any] = {}
        """What other modules of this room keep about this session, each under its own name."""
        self.files = files
        self.state = state
        """Where this laptop keeps what the session's folder does not take; None where it keeps nothing."""
        self.collected = 0
        """How many lines that this laptop had kept were brought in at opening."""
        self.waiting: set[str] = set()
        """Lines that it has kept and that the session's folder did not take at opening either: seen, and not there."""
        self._runs: dict[str, _OpenRun] = {}

    @classmethod
    def open(
        cls,
        folder: Path,
        who: str = "",
        *,
        read_only: bool = False,
        files: Files = REAL,
        clock: Clock | None = None,
        ids: Ids | None = None,
        state: Path | None = None,
    ) -> Self:
        """Open the session in ``folder``. ``UserError`` where it is none.

        A poor plan does not stop it: what could be understood is used, the rest is in ``problems``. With ``state``
        what this laptop has kept for the session is brought in, and what the folder refuses from now on is kept there.
        """
        if not folder.is_dir() or not is_session(folder):
            raise UserError(
                f"{folder} is not a session: there is no session.yaml in it.",
                "Give the folder that facikit made for the session; 'facikit list sessions' shows them.",
            )
        file = plan_file(folder)
        if file.name == PROGRAMME_FILE:
            from facikit.library.programmes import plan_of, read_programme

            programme, problems = read_programme(folder)
            plan = plan_of(programme, folder) if programme is not None else None
        else:
            plan, problems = read(file, Plan)
            plan = plan or _spare_plan(folder)
        if plan is None:
            reasons = "; ".join(str(problem) for problem in problems[:3])
            raise UserError(
                f"{file} cannot be read as a plan: {reasons}.",
                "Mend that line in a text editor, or put a copy of the file back; the notes in log/ are safe.",
            )
        session = cls(
            *(folder, plan, who),
            read_only=read_only,
            files=files,
            clock=clock or Clock(),
            ids=ids or Ids(),
            state=state,
        )
        session.problems = problems
        session.logs.refresh(session.records)
        session.revision = 1
        if state is not None and own.has_any(state, plan.session):
            from facikit.session.collecting import collect, look

            session.collected = look(session, state) if read_only else collect(session, state)
        if not read_only:
            session._finish_erasing()
        return session

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the session takes place."""
        try:
            return ZoneInfo(self.plan.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return ZoneInfo("UTC")

    def local(self, instant: int) -> datetime:
        """Return ``instant`` as the clock on the workshop's wall would show it."""
        return datetime.fromtimestamp(instant / 1000, self.zone)

    def put(
        self, changes: list[Change], *, undoes: str = "", anonymous: str = "", seen: Collection[str] | None = None
    ) -> list[Line]:
        """Make one change; return its lines at once. The writing happens on the writer's thread.

        ``anonymous`` names a block that keeps no names: its lines go to a file of their own. ``seen`` are the lines
        that the writer had before them, where somebody else may have written since: only these are replaced.
        """
        if self.read_only:
            raise UserError("This session is open for reading only.", "Open it from a folder that you may write to.")
        if not changes:
            return []
        run = self._run(anonymous)
        over: list[dict[str, list[str]]] = []
        parents: list[Line] = []
        for change in changes:
            record = self.records.get(change.record)
            heads = record.heads
            if record.first is not None:
                # What is done to a record stands after its making, also where this laptop's clock is slow.
                parents.append(record.first)
            known = {
                field: [line for line in heads.get(field, ()) if seen is None or line.id in seen]
                for field in change.set
            }
            over.append({field: [line.id for line in lines] for field, lines in known.items() if lines})
            parents += [line for lines in known.values() for line in lines]
        t = run.time(self.clock.now() if not anonymous else None, parents)
        who = "" if anonymous else self.who
        lines = [
            run.line(t, who, change.record, change.set, replaced, undoes)
            for change, replaced in zip(changes, over, strict=True)
        ]
        written = [(line.id, encode(line)) for line in lines]
        if any(len(data) > MOST_BYTES for _, data in written):
            run.count -= len(lines)  # nothing of it was said, so no number may be missing
            raise UserError("That is longer than one entry can be (a million letters).", "Enter it in parts.")
        for line in lines:
            self.records.take(line)
        self.records.settle()
        self.revision += 1
        run.log.write(written)
        return lines

    def saved(self, line_id: str) -> Saved:
        """Tell whether the line is on disk. Lines of other runs were read from it."""
        for run in self._runs.values():
            if line_id.startswith(f"{run.id}."):
                return run.log.saved(line_id)
        return "kept" if line_id in self.waiting else "saved"

    @property
    def unsaved(self) -> int:
        """How many lines are not on disk yet."""
        return sum(run.log.unsaved() for run in self._runs.values())

    @property
    def kept(self) -> int:
        """How many lines are on this laptop's disk, and not yet in the session's folder."""
        return sum(run.log.kept() for run in self._runs.values()) + len(self.waiting)

    @property
    def trouble(self) -> OSError | None:
        """Why the session's folder did not take the last lines; None while all is well."""
        return next((run.log.error for run in self._runs.values() if run.log.error is not None), None)

    @property
    def run_ids(self) -> set[str]:
        """The runs that this open session writes as."""
        return {run.id for run in self._runs.values()}

    def flush(self, timeout_s: float = 10.0) -> bool:
        """Wait until everything is on disk; return whether it is."""
        flushed = [run.log.flush(timeout_s) for run in self._runs.values()]
        return all(flushed)

    def flush_to_folder(self) -> bool:
        """The same; return whether everything is in the session's own folder, not only on this laptop."""
        return self.flush() and not self.kept

    def refresh(self) -> bool:
        """Take in what others have written since; return whether anything was new."""
        fresh = self.logs.refresh(self.records)
        self.revision += fresh
        return fresh

    def close(self) -> bool:
        """Write the closing line of each run and end the writing; return whether everything is on disk."""
        for run in self._runs.values():
            t = run.time(self.clock.now() if run.named else None, [])
            line = run.line(t, "", f"run/{run.id}", {"closed": True, "lines": run.count + 1}, {}, "")
            run.log.write([(line.id, encode(line))])
        closed = [run.log.close() for run in self._runs.values()]
        self._runs.clear()
        if not self.read_only:
            self._finish_erasing()
        return all(closed)

    def _finish_erasing(self) -> None:
        """Take out of the files what was ordered to be erased and came back, or was not reached then."""
        if self.records.erased is not None or self.records.unclean:
            from facikit.session.erasing import finish

            finish(self)

    def _run(self, anonymous: str) -> _OpenRun:
        run = self._runs.get(anonymous)
        if run is None:
            run = self._runs[anonymous] = _OpenRun(self, anonymous)
        return run

    def _left_of_log(self, data: bytes) -> bytes:
        from facikit.session.erasing import left_of_log

        return left_of_log(self, data)

    def _tell(self) -> None:
        if self.on_saved is not None:
            self.on_saved()


def _spare_plan(folder: Path) -> Plan | None:
    """Return the plan as it was made, where session.yaml cannot be read: the room does not wait for a comma."""
    path = folder / SPARE_PLAN
    return read(path, Plan)[0] if path.is_file() else None


class _OpenRun:
    """What numbers and times the lines of one run."""

    def __init__(self, session: Session, anonymous: str) -> None:
        self.id = session.ids.new(14)
        self.named = not anonymous
        self.count = 0
        now = session.clock.now()
        if anonymous:
            # No name and no time of its own: the minute that the block opened, and a counter.
            started = instant_of(session.records.get(f"block/{anonymous}").text("started")) or now
            self._last = started - started % 60_000 - 1
            name, who = self.id, ""
        else:
            self._last = 0
            name = f"{session.local(now):%y%m%d-%H%M}-{slug(session.who, 'someone')[:16].strip('-')}-{self.id}"
            who = session.who
        kept = own.places(session.state, session.plan.session, f"{name}.jsonl", session.folder)
        self.log = Run(session.folder / "log" / f"{name}.jsonl", session.files, session._tell, kept)
        self.log.leave(session._left_of_log)
        facts = {"format": LOG_FORMAT, "session": session.plan.session, "app": __version__}
        facts |= {"who": who, "zone": session.plan.zone} if self.named else {}
        header = self.line(self.time(now if self.named else None, []), who, f"run/{self.id}", facts, {}, "")
        session.records.take(header)
        self.log.write([(header.id, encode(header))])

    def time(self, now: int | None, parents: list[Line]) -> str:
        """Return the time of the next change: now, but after this run's last and after every value that it replaces."""
        floor = max((instant_of(line.t) for line in parents), default=-1) + 1
        own = self._last + 1
        if now is not None and own > now + FAR_AHEAD_MS:
            own = 0
        instant = max(now or 0, own, floor)
        self._last = instant
        t = text_of(instant)
        newest = max((line.t for line in parents), default="")
        return t if t > newest else newest + "0"

    def line(
        self, t: str, who: str, record: str, fields: dict[str, Any], over: dict[str, list[str]], undoes: str
    ) -> Line:
        """Return the run's next line."""
        self.count += 1
        return Line(id=f"{self.id}.{self.count}", t=t, who=who, put=record, set=fields, over=over, undoes=undoes)
