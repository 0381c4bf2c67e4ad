"""Whom a report attributes what was said to: the one place where labels are lowered on their way into a report.

A report may say less of people than was captured, never more. What holds is the lowest of what the block, the house
and whoever asks for the report want. It holds while one report is written, also for the sessions of a programme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import msgspec

from facikit.analysis.voices import Known, is_label, level_of, lowered, speakers
from facikit.errors import UserError
from facikit.library.voices import FEW, Bound, lower
from facikit.report.layout import CODE
from facikit.report.wording import plain, words
from facikit.session import agenda
from facikit.session.codes import codes
from facikit.session.people import people
from facikit.session.responses import Response
from facikit.session.session import Session
from facikit.session.voices import bounds, labels_at

NOTE = "codes"
"""What the note on codes goes by; notes of staff and of templates go by numbers."""

Said = Callable[[Response], Response]


class Policy(msgspec.Struct):
    """What a house, and whoever asks for this report, want of all labels in it; ``few`` where they say how few."""

    bound: Bound = ""
    few: int | None = None
    coded: bool = False
    """Whether anybody in this report goes by a code that has a key."""
    explained: bool = False
    """Whether the report says by itself what its codes stand for."""


_ASKED: ContextVar[Bound] = ContextVar("asked", default="")
_POLICY: ContextVar[Policy | None] = ContextVar("policy", default=None)


@contextmanager
def asked(level: Bound) -> Iterator[None]:
    """Write reports in which nobody is attributed above this level."""
    token = _ASKED.set(level)
    try:
        yield
    finally:
        _ASKED.reset(token)


@contextmanager
def voicing(bound: Bound = "", few: int | None = None) -> Iterator[Policy]:
    """Write one report with what a house wants of labels, and what was asked for."""
    policy = Policy(lower(bound, _ASKED.get()), few)
    token = _POLICY.set(policy)
    try:
        yield policy
    finally:
        _POLICY.reset(token)


def policy() -> Policy:
    """Return what holds for the report that is being written."""
    return _POLICY.get() or Policy(_ASKED.get())


def with_codes_explained(markdown: str, said: Policy) -> str:
    """Return a report with a note at the first code, where people go by codes; the marks behind codes are gone."""
    if CODE not in markdown:
        return markdown
    if not said.coded or said.explained:
        return markdown.replace(CODE, "")
    noted = markdown.replace(CODE, f"[^{NOTE}]", 1).replace(CODE, "")
    return f"{noted}\n\n[^{NOTE}]: {words('codes_explained')}\n"


def few_in(session: Session) -> int:
    """Return how many people are too few behind a label: as the workshop says, else the house, else facikit."""
    return session.plan.few or policy().few or FEW


def merged_below(session: Session) -> int:
    """Return the number below which people stand together in the list of who came; 0 where nobody asked for that."""
    return session.plan.few or policy().few or 0


def as_attributed(session: Session) -> Said:
    """Return what makes of a captured response one whose label, and whose speakers, a report may print."""
    here, few, every = policy(), few_in(session), bounds(session)
    register = people(session)
    given: dict[str, str] = {}
    if "code" in (here.bound, session.plan.voices, *every.values()):
        try:
            given = codes(session) or {}
        except UserError:
            # Then names cannot become codes, and are not printed at all.
            given = {}
    fields = {(one.id, field.field): field for one in agenda.blocks(session) for field in one.fields}
    known: dict[tuple[str, str], Known] = {}
    found: dict[tuple[str, str, str], str] = {}
    labels: dict[tuple[str, str, str], bool] = {}

    def knows(one: Response) -> Known:
        place = (one.block, one.field)
        if place not in known:
            known[place] = Known(labels_at(session, fields.get(place)), register, given)
        return known[place]

    def said(one: Response, label: str) -> str:
        key = (one.block, one.field, label)
        if key not in found:
            bound = lower(every.get(one.block, session.plan.voices), here.bound)
            shown = lowered(label, bound, knows(one), few=few, anyone=str(plain("anyone")))
            here.coded |= bound == "code" and level_of(shown, knows(one)) == "code"
            found[key] = shown
        return found[key]

    def speaker(one: Response, label: str) -> str | None:
        """Return whom the report has for what stands before a colon; None where that is no label."""
        key = (one.block, one.field, label)
        if key not in labels:
            labels[key] = is_label(label, knows(one))
        return said(one, label) if labels[key] else None

    def attributed(one: Response) -> Response:
        text = speakers(one.text, lambda label: speaker(one, label)) if one.kind == "exchange" else one.text
        label = said(one, one.label) if one.label else ""
        if label == one.label and text == one.text:
            return one
        return msgspec.structs.replace(one, label=label, text=text)

    return attributed
