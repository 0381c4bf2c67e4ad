"""An entry that somebody else changes while it is being changed here: nobody's words are written over unseen.

What was not touched here is left as the others have it by now. Where both changed the same part, both wordings stand,
until somebody lets one stand.
"""

from __future__ import annotations

import msgspec

from facikit.errors import UserError
from facikit.library.kinds import Field
from facikit.session.responses import response
from facikit.session.session import Session
from facikit.tui.capture import of
from facikit.tui.drafts import Unfinished


def taken_up(session: Session, field: Field, entry_id: str) -> Unfinished:
    """Return the line in which an entry is changed. ``UserError`` where it is not there any more."""
    capture = of(field)
    parts = capture.parts(session, field, entry_id)
    line = Unfinished(parts=parts, at=1 if capture.walks else 0, editing=entry_id)
    if capture.deep:
        found = response(session, entry_id)
        line = msgspec.structs.replace(line, kind=found.category, label=found.label, category=found.parent)
    elif capture.kinds:
        found = response(session, entry_id)
        line = msgspec.structs.replace(line, kind=found.kind, label=found.label, category=found.category)
    heads = session.records.get(f"response/{entry_id}").heads.values()
    seen = tuple(dict.fromkeys(one.id for lines in heads for one in lines))
    return msgspec.structs.replace(line, original=line.typed, seen=seen)


def met(session: Session, field: Field, line: Unfinished) -> Unfinished:
    """Return a changed line with what others have changed in the entry meanwhile.

    It keeps ``seen`` only where one of its parts was changed by others, too: then only what was seen is replaced.
    """
    try:
        now = taken_up(session, field, line.editing).typed
    except UserError:
        return msgspec.structs.replace(line, seen=())  # it was taken out: saving will tell
    every = list(zip(line.typed, line.original, now, strict=False))
    if len(now) != len(line.typed) or len(now) != len(line.original):
        return msgspec.structs.replace(line, seen=())  # the columns are others now
    *parts, kind, label, category = (theirs if mine == was else mine for mine, was, theirs in every)
    both = any(mine != was and theirs not in (was, mine) for mine, was, theirs in every)
    return msgspec.structs.replace(
        line, parts=tuple(parts), kind=kind, label=label, category=category, seen=line.seen if both else ()
    )
