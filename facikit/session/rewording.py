"""How staff have a response quoted: an edited wording beside the raw words, which stay for ever.

It is a field of the response, so that it goes where the response goes: merged, carried, undone, erased with it. Whether
it is honest is for ``analysis.honest`` to say; here it is only kept.
"""

from __future__ import annotations

from collections.abc import Collection

from facikit.errors import UserError
from facikit.session.prose import Wording
from facikit.session.responses import Response, edit, private, response
from facikit.session.session import Session
from facikit.session.words import cleaned


def may_be_reworded(session: Session, one: Response) -> bool:
    """Tell whether a response can be quoted in an edited wording: it has words, no columns, and is not private."""
    return bool(one.text.strip()) and not one.cells and (one.block, one.field) not in private(session)


def reword(
    session: Session, response_id: str, wording: str, *, seen: Collection[str] | None = None, quote: bool = False
) -> Response:
    """Have a response quoted in ``wording``; empty, or the raw words: as it was said.

    ``seen`` are the lines of the wordings that the writer had before them: what somebody else has written since stands
    beside this one. ``quote``: choose it as a quote by the same change.
    """
    one = response(session, response_id)
    if not may_be_reworded(session, one):
        if one.cells:
            raise UserError("A row of a table has no wording of its own.", "Change its cells in Note.")
        raise UserError("There are no words here to be quoted.", "Choose something that was said.")
    wanted = cleaned(wording).strip()
    kept = None if " ".join(wanted.split()) == " ".join(one.text.split()) else wanted or None
    fields = {"wording": kept} if (kept or "") != one.wording or len(wordings(session, one.id)) > 1 else {}
    if quote and not one.highlight:
        fields["highlight"] = True  # type: ignore[assignment]
    return edit(session, one.id, seen=seen, **fields) if fields else one


def wordings(session: Session, response_id: str) -> list[Wording]:
    """Return every edited wording that stands unreconciled, the shown one last; an empty one is: as it was said."""
    heads = session.records.get(f"response/{response_id}").heads.get("wording", ())
    return [Wording(str(line.set.get("wording") or ""), line.who, line.t, line.id) for line in heads]
