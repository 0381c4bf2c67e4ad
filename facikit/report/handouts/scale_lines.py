"""Scale lines: one A4 page for each statement, to hang side by side, with room for sticky dots over every point."""

from __future__ import annotations

from facikit.library.kinds import FieldBase, ScaleField
from facikit.library.shapes import Step
from facikit.report.handouts.parts import Line, Sheet
from facikit.report.handouts.work import TO_WRITE, Work


def scale_lines(field: FieldBase, _step: Step, work: Work) -> list[Sheet]:
    """Return a line for each statement; three to write on where the statements are not known yet."""
    assert isinstance(field, ScaleField)
    return [_line(field, one, statement) for one in work.each() for statement in _statements(field, one)]


def _statements(field: ScaleField, work: Work) -> tuple[str, ...]:
    found = work.items(field.statements)
    return found if any(found) else found[: TO_WRITE // 2]


def _line(field: ScaleField, work: Work, statement: str) -> Sheet:
    rounds = tuple(item.text for item in field.rounds)
    return Sheet(
        kind="scales",
        title=work.title,
        parts=(Line(statement=statement, points=field.points, low=field.low, high=field.high, rounds=rounds),),
        day=work.day,
        group=work.group,
        copies="one for the wall" if statement else "as many as there are statements",
        shape="wide",
        fills=True,
    )
