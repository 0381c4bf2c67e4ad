"""Results that are numbers, in a line each: dots and choices by their count, marks on a scale as they are spread.

Held back until they are released, here as everywhere.
"""

from __future__ import annotations

from facikit.library.kinds import ChoiceField, CountField, DotsField, FieldBase, ScaleField
from facikit.session import scales
from facikit.session.session import Session
from facikit.session.taking import items
from facikit.session.tallies import Tally, may_be_seen, ranked, tallies

HELD_BACK = "held back until the counts are released"


def is_number(field: FieldBase) -> bool:
    """Tell whether what this field captures are counts."""
    return isinstance(field, DotsField | ChoiceField | CountField | ScaleField)


def results(session: Session, block: str, field: FieldBase) -> list[str]:
    """Return what was counted, a line for each item; nothing where nothing was counted yet."""
    if isinstance(field, ScaleField):
        lines = _spread(session, block, field)
    elif isinstance(field, DotsField):
        lines = _ranked(tallies(session, block, field.field, items(session, field.items)), "dot")
    elif isinstance(field, ChoiceField):
        lines = _ranked(tallies(session, block, field.field, items(session, field.options)), "")
    elif isinstance(field, CountField):
        lines = _ranked(tallies(session, block, field.field, items(session, field.of)), "")
    else:
        return []
    return lines if not lines or may_be_seen(session, block, field) else [HELD_BACK]


def _ranked(counted: list[Tally], unit: str) -> list[str]:
    found = [(rank, one.item.text, one.total()) for rank, one in ranked(counted) if one.by_group]
    return [
        f"{rank}. {text}: {total}{f' {unit}' if unit else ''}{'s' if unit and total != 1 else ''}"
        for rank, text, total in found
    ]


def _spread(session: Session, block: str, field: ScaleField) -> list[str]:
    lines = []
    statements = items(session, field.statements)
    for number in range(max(1, len(field.rounds))):
        round_ = field.rounds[number] if field.rounds else None
        for one in scales.marks(session, block, field.field, statements, round_.id if round_ else scales.ONLY_ROUND):
            if one.n:
                points = " ".join(f"{point}:{one.points.get(point, 0)}" for point in range(1, field.points + 1))
                when = f" ({round_.text})" if round_ else ""
                lines.append(f"{one.statement.text}{when}  {points}, {one.n} marks")
    return lines
