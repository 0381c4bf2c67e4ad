"""What a programme's prose rests on: what its sessions have, each piece referred to by its session's name as well."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

from facikit.errors import UserError
from facikit.library.finding import is_programme
from facikit.library.kits import kits
from facikit.library.programme_shape import Answers, Programme
from facikit.library.programmes import (
    folder_of,
    gathering,
    named,
    of_reference,
    read_programme,
    short_names,
    walk,
)
from facikit.report.page import WITH_LABEL
from facikit.report.prose import REFERENCE
from facikit.session.agenda import title
from facikit.session.also import also, told
from facikit.session.responses import Response, responses
from facikit.session.session import Session
from facikit.session.words import one_line
from facikit.tui.piece import Piece

KEPT = "programme"
Meaning = Callable[[Session, str, str], str | None]
"""Gives what a reference into a session stands for, in words, by its kind and name."""
FIRST = re.compile(r"^\[\[(\w+):")


class Joined(msgspec.Struct, frozen=True):
    """A programme and those of its sessions that can be opened, by the names that they go by in it."""

    programme: Programme
    sessions: dict[str, Session]
    id: str
    """What the sessions know the programme by."""


def joined(session: Session) -> Joined | None:
    """Return the programme that ``session`` is, with its sessions as they are now; None where it is none."""
    if KEPT not in session.views:
        programme = read_programme(session.folder)[0] if is_programme(session.folder) else None
        session.views[KEPT] = _joined(session, programme) if programme is not None else None
    kept: Joined | None = session.views[KEPT]
    return kept


def pieces(one: Joined, slot: str, of_session: Callable[[Session], list[Piece]], within: Meaning) -> list[Piece]:
    """Return what stands beside a slot: the answers that it is about, each session's own pieces, the report's parts."""
    for session in one.sessions.values():
        session.refresh()
    found = [*_placed(one, slot, within), *_answers(one, slot)]
    for name, session in one.sessions.items():
        found.append(Piece("head", title(session), reference=f"[[see:{name}]]"))
        found += prefixed(name, of_session(session))
    found.append(Piece("head", "The parts of this report"))
    parts = named([*one.programme.sections, *one.programme.appendices])
    found += [Piece("see", part.heading or name, reference=f"[[see:{name}]]") for name, part in parts.items()]
    return found


def prefixed(name: str, some: Iterable[Piece]) -> list[Piece]:
    """Return pieces of a session so that their references lead into it from outside.

    The responses themselves stay behind: whoever writes for a programme changes nothing in its sessions.
    """
    return [
        msgspec.structs.replace(piece, reference=FIRST.sub(rf"[[\1:{name}/", piece.reference), response=None)
        for piece in some
    ]


def meaning(one: Joined, kind: str, name: str, within: Meaning) -> str | None:
    """Return what a reference in a programme's prose stands for, in words; None where it leads nowhere."""
    first, slash, rest = name.partition("/")
    if slash:
        return within(one.sessions[first], kind, rest) if first in one.sessions else None
    if kind != "see":
        return None
    part = named([*one.programme.sections, *one.programme.appendices]).get(name)
    if part is not None:
        return part.heading or name
    return title(one.sessions[name]) if name in one.sessions else None


def _joined(session: Session, programme: Programme) -> Joined:
    return Joined(programme, dict(_opened(session, programme)), session.plan.session)


def _placed(one: Joined, slot: str, within: Meaning) -> Iterator[Piece]:
    """Yield what the sessions have placed in the part that a slot is in: it stands below what is written there."""
    every = [*one.programme.sections, *one.programme.appendices]
    part = next((part for part in walk(every) if part.slot and part.slot == slot), None)
    below, known, home = list(walk([part])) if part is not None else [], named(every), gathering(one.programme)
    found = [
        Piece("words", _in_words(session, told(session, each), within), title(session))
        for session in one.sessions.values()
        for each in also(session, one.id)
        if any(target is known.get(each.at, home) for target in below)
    ]
    if found:
        yield Piece("head", "Placed here by the sessions", "stands below this text")
        yield from found


def _in_words(session: Session, text: str, within: Meaning) -> str:
    """Return a text with what its references stand for in their place."""
    said = REFERENCE.sub(lambda found: within(session, found[1], found[2].removesuffix(WITH_LABEL)) or found[0], text)
    return one_line(said, 400) or "nothing is written there yet"


def _opened(session: Session, programme: Programme) -> Iterator[tuple[str, Session]]:
    for name, sitting in zip(short_names(programme.sessions), programme.sessions, strict=True):
        if sitting.session:
            try:
                yield name, Session.open(folder_of(sitting, session.folder, kits()), read_only=True)
            except (UserError, OSError):
                continue  # the report's check tells why; writing goes on without


def _answers(one: Joined, slot: str) -> Iterator[Piece]:
    """Yield the answers to the question that a slot is under, each with whose it is."""
    every = walk([*one.programme.sections, *one.programme.appendices])
    asked = next((part.answers for part in every if part.answers is not None and slot in part.answers.slots), None)
    if asked is None or not slot:
        return
    at = asked.slots.index(slot)
    for name, questions, given in _forms(one, asked):
        if at >= len(questions):
            continue
        category, question = questions[at]
        yield Piece("head", question)
        for response in given:
            if response.category == category and not response.off_record and not response.set_aside:
                reference = f"[[quote:{name}/{response.id}]]"
                yield Piece("quote", response.text, response.label, reference, depth=1)


def _forms(one: Joined, asked: Answers) -> Iterator[tuple[str, list[tuple[str, str]], list[Response]]]:
    """Yield each form by its session's name, with its questions by id and words, and what was answered."""
    for said in asked.from_ if isinstance(asked.from_, tuple) else (asked.from_,):
        name, block_id, field_name = of_reference(said)
        session = one.sessions.get(name)
        planned = next((block for block in session.plan.agenda if block.id == block_id), None) if session else None
        if session is None or planned is None:
            continue
        fields = [field for step in planned.steps for field in step.capture if field.field == field_name]
        questions = [(item.id, item.text) for field in fields for item in getattr(field, "categories", ())]
        yield name, questions, responses(session, block_id, field_name)
