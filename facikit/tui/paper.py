"""Hand-outs from Home: what is written on with a pen, as one page to open in a browser and print."""

from __future__ import annotations

from pathlib import Path

from facikit.library.shapes import Exercise, Workshop
from facikit.session.samples import own_sessions
from facikit.session.session import Session

FOLDER = "handouts"


def hand_outs(kits: list[Path], name: str, definition: Exercise | Workshop | None, session: Path | None = None) -> Path:
    """Write the hand-outs of a definition, or of a session, into one's own kit, and return their file.

    A file that is there and says otherwise is left alone; the new one is numbered.
    """
    from facikit.report.handouts.page import sheets_of
    from facikit.report.handouts.work import of_exercise, of_session, of_workshop
    from facikit.report.handouts.writing import keep, written

    if isinstance(definition, Exercise):
        day = of_exercise(definition)
    elif isinstance(definition, Workshop):
        day = of_workshop(definition, kits, name=name)
    else:
        assert session is not None
        with Session.open(session, read_only=True) as opened:
            day = of_session(opened)
    folder = own_sessions(kits).parent / FOLDER
    return keep(folder / f"{name}.html", written(day.title, sheets_of(day), "html"))
