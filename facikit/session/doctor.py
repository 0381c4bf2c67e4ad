"""Look a session over: every finding a sentence, and what to do about it. Nothing is changed or deleted."""

from __future__ import annotations

from typing import Literal

import msgspec

from facikit.session.agenda import blocks, groups
from facikit.session.doubts import doubts
from facikit.session.responses import responses
from facikit.session.session import LOG_FORMAT, Session
from facikit.session.status import past_keeping, writers
from facikit.session.words import one_line

MANY = 200
"""More logs than this are slow to copy and to carry."""
Weight = Literal["fine", "note", "trouble"]
KNOWN_KINDS = {
    *("run", "session", "block", "group", "position", "timer", "release", "screen", "handout", "headcount"),
    *("response", "theme", "link", "prose", "person", "parked", "quote", "tally", "mark", "allow"),
    *("incident", "label", "short", "checked", "erased", "also", "printed", "shares"),
}


class Finding(msgspec.Struct, frozen=True):
    """One thing worth knowing. ``trouble`` wants somebody to act; a ``note`` does not."""

    weight: Weight
    about: str
    message: str
    cure: str = ""

    def __str__(self) -> str:
        return f"{self.message} {self.cure}".rstrip()


def look_over(session: Session) -> list[Finding]:
    """Return every finding, what wants acting on first."""
    found = [*_plan(session), *_files(session), *_writers(session), *_forks(session), *_versions(session)]
    found += [
        *_kept_here(session),
        *_strangers(session),
        *_nowhere(session),
        *_pictures(session),
        *_erased(session),
        *_kept(session),
    ]
    found += [Finding("note", doubt.about, doubt.message, doubt.cure) for doubt in doubts(session)]
    return sorted(found, key=lambda finding: ("trouble", "note", "fine").index(finding.weight))


def _plan(session: Session) -> list[Finding]:
    return [
        Finding("note", problem.path, f"{problem}.", "The rest of the plan is used; mend the line when there is time.")
        for problem in session.problems
    ]


def _files(session: Session) -> list[Finding]:
    found = []
    for path, log in sorted(session.logs.files.items()):
        name = path.name
        if log.refused:
            rest = "the rest of it" if log.lines else "what is in it"
            cure = "Bring it onto this laptop, then open the session again." if "download" in log.refused else ""
            found.append(Finding("trouble", name, f"{name} {log.refused}, so {rest} is not shown here.", cure))
        if log.damaged:
            saved = f" {log.salvaged} entries were saved from them." if log.salvaged else ""
            lines = _numbers(log.damaged)
            found.append(
                Finding(
                    "trouble",
                    name,
                    f"{name}: {lines} cannot be read.{saved}",
                    "If another copy of this file exists, on a stick or a laptop, merge it: whole lines fill the gaps.",
                )
            )
        if log.torn:
            found.append(
                Finding(
                    "note",
                    name,
                    f"{name} ends in the middle of a line: the program was stopped while writing it.",
                    "Nothing that was shown as saved is missing.",
                )
            )
        if log.edited:
            found.append(
                Finding(
                    "note", name, f"{name}: {_numbers(log.edited)} changed outside facikit.", "They count as they are."
                )
            )
    if len(session.logs.files) > MANY:
        message = f"There are {len(session.logs.files)} logs: every command leaves one."
        found.append(Finding("note", "log", message, f"Make one of them with: facikit seal {session.folder.name}"))
    return found


def _writers(session: Session) -> list[Finding]:
    found = []
    for writer in writers(session):
        who = writer.who or "Somebody without a name"
        if writer.state == "missing":
            found.append(
                Finding(
                    "trouble",
                    writer.run,
                    f"{who}: {writer.sentence} of at least {writer.expected} lines (run {writer.run[:6]}).",
                    "Copy that log once more from the laptop it was typed on, and merge.",
                )
            )
        elif writer.state == "open" and writer.run not in session.run_ids:
            found.append(
                Finding(
                    "note",
                    writer.run,
                    f"{who}: {writer.lines} lines, still open or not copied to the end (run {writer.run[:6]}).",
                    "If that laptop has closed the session since, copy its log once more.",
                )
            )
    return found


def _kept_here(session: Session) -> list[Finding]:
    """What this laptop has for the session and its folder has not; and that copies are kept here."""
    from facikit.session import own

    lines = len(session.waiting)
    found = []
    if lines:
        are = "line that was typed on this laptop is" if lines == 1 else "lines that were typed on this laptop are"
        message = f"{lines} {are} not in the session's folder: it could not be written to, or has lost them."
        found.append(Finding("trouble", "outbox", message, f"Bring them in with: facikit merge {session.folder.name}"))
    if session.state is not None and own.logs(session.state, session.plan.session, own.COPIES):
        message = f"This laptop keeps copies of what was typed on it here, for {own.DAYS} days: the folder is on a disk"
        message += " of its own or is carried by a sync program, or could not be written to once."
        found.append(Finding("fine", "copies", message, "'facikit erase' reaches them."))
    return found


def _forks(session: Session) -> list[Finding]:
    return [
        Finding(
            "note",
            line_id,
            f"Two different lines have the id {line_id}: a laptop was copied while it ran, or a file was edited.",
            "One is shown; the other says: " + one_line("; ".join(str(line.set) for line in others), 100),
        )
        for line_id, others in sorted(session.records.forks.items())
        if not session.records.lines[line_id].gone
    ]


def _versions(session: Session) -> list[Finding]:
    return [
        Finding(
            "note",
            entry.id,
            f"'{one_line(entry.text, 40)}' stands in {entry.versions} versions: two people changed it unseen.",
            "Open the entry and choose one; both are kept until then.",
        )
        for entry in responses(session)
        if entry.versions > 1
    ]


def _strangers(session: Session) -> list[Finding]:
    found = []
    strange = [kind for kind in session.records.kinds() if kind not in KNOWN_KINDS]
    if strange:
        count = sum(len(session.records.of_kind(kind)) for kind in strange)
        found.append(
            Finding(
                "note",
                "records",
                f"{count} records are of kinds that this facikit does not know ({', '.join(strange[:5])}).",
                "They are kept and carried along; a newer facikit shows them.",
            )
        )
    for record_id in session.records.of_kind("run"):
        written = session.records.get(record_id).text("format")
        if written and written != LOG_FORMAT:
            found.append(
                Finding(
                    "note",
                    record_id,
                    f"A log was written by another facikit ({one_line(written)}).",
                    "Update this one.",
                )
            )
    return found


def _nowhere(session: Session) -> list[Finding]:
    """Entries whose block or group is not in the plan: shown in reports under their own id, easily overlooked."""
    known = {block.id for block in blocks(session)}
    parts = {group.id for name in session.plan.groups for group in groups(session, name)}
    parts |= {"plenary", "individuals", "pairs", ""}
    every = responses(session)
    lost = sum(entry.block not in known for entry in every)
    apart = sum(entry.block in known and entry.group not in parts for entry in every)
    found = []
    if lost:
        message = f"{lost} entries belong to blocks that are not in this session's agenda."
        found.append(Finding("trouble", "entries", message, "They are kept; 'facikit export' lists them."))
    if apart:
        message = f"{apart} entries belong to groups that are not in this session's group sets."
        found.append(Finding("note", "entries", message, "They are shown after the others."))
    return found


def _pictures(session: Session) -> list[Finding]:
    from facikit.session.media import UNREAD, path_of

    unread = [
        Finding(
            "note",
            entry.id,
            f"The picture '{one_line(entry.text or entry.media, 40)}' is kept in an iPhone's own format and cannot be "
            "shown.",
            f"Install facikit[photos], then add media/{entry.media} again.",
        )
        for entry in responses(session)
        if entry.media.endswith(UNREAD) and path_of(session, entry.media) is not None
    ]
    return unread + [
        Finding(
            "trouble",
            entry.id,
            f"The picture '{one_line(entry.text or entry.media, 40)}' is not in media/.",
            "Merge the folder or pack it came from once more: pictures come along with those.",
        )
        for entry in responses(session)
        if entry.media and path_of(session, entry.media) is None
    ]


def _erased(session: Session) -> list[Finding]:
    """What was to be erased and is not, or came back."""
    erased = session.records.erased
    if erased is None:
        return []
    cure = f"Do it with: facikit erase {session.folder.name}"
    found = []
    if any(session.records.get(record).get("told") is None for record in session.records.of_kind("erased")):
        found.append(Finding("trouble", "erased", "An erasing was stopped before its end.", cure))
    if session.records.unclean:
        message = "A file in log/ holds words that were erased: it came back from an old copy, or could not be written."
        found.append(Finding("trouble", "erased", message, cure))
    from facikit.session.reach import plan_places

    for path in plan_places(session, erased):
        found.append(Finding("note", path.name, f"{path.name} holds a name, or words, that were erased.", cure))
    since = sum(map(erased.holds, session.records.lines.values()))
    if since:
        message = f"{since} lines written since have a name, or words, that were erased before."
        found.append(Finding("note", "erased", message, "If they are to go as well, erase them once more."))
    return found


def _kept(session: Session) -> list[Finding]:
    until = past_keeping(session)
    message = f"It was to be kept until {until}, and that is past."
    cure = "Erase what names people with 'facikit erase', or put it away with 'facikit pack' and delete the folder."
    return [Finding("note", "session.yaml", message, cure)] if until else []


def _numbers(lines: list[int]) -> str:
    shown = ", ".join(str(number) for number in lines[:8]) + (" …" if len(lines) > 8 else "")
    return f"line {shown}" if len(lines) == 1 else f"lines {shown}"
